"""Streams the captures of one source; what cannot be read is yielded with its reason, never raised."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

from narco_corpus.builder.captures.capture import Capture, Form, Item, LeftOut, PassedOver, TableRead, Unreadable
from narco_corpus.builder.captures.containers import read_container
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.page_files import FILES_OF_PAGE, files_below, is_of_page
from narco_corpus.builder.captures.pages import page_capture
from narco_corpus.builder.captures.rows import too_large
from narco_corpus.builder.captures.sidecar import NAMES, is_sidecar, told_of
from narco_corpus.builder.captures.sidecar_rows import SidecarRow, read_rows
from narco_corpus.builder.captures.sniff import HEAD, PAGES, kind_of, why_unreadable
from narco_corpus.builder.captures.source import SEPARATOR, Source
from narco_corpus.builder.captures.storage import is_url, open_binary, open_local, path_text
from narco_corpus.builder.captures.urls import left_out, wanted
from narco_corpus.model.url import without_password
from narco_corpus.storage.address_errors import storage_errors

_NO_ROW = SidecarRow("")
_TOLD = (TableRead, PassedOver)
"""What is said of files beside their captures."""


def read_source(source: Source, options: ReadOptions) -> Iterator[Capture | Unreadable | LeftOut]:
    """The captures of a source in their order, one in memory at a time."""
    for _, captures in read_files(source, options):
        # What the first settles costs little; to say that a thing is of no class, isinstance() asks a metaclass.
        yield from (each for each in captures if isinstance(each, Capture) or not isinstance(each, _TOLD))


def read_files(source: Source, options: ReadOptions) -> Iterator[tuple[str, Iterator[Item]]]:
    """The files of a source: the path of each, as its captures have it, and its captures, to be read one by one."""
    names = source.names.split(SEPARATOR)
    rows: Iterator[SidecarRow | None] = iter([None] * len(names))
    if source.sidecar is not None:
        rows = read_rows(source.root, source.sidecar, source.sidecar_places)
    for name, row in zip(names, rows, strict=True):
        # The folder that was named has no name below itself: it stands here where it cannot be looked into.
        path = f"{source.label}{path_text(name)}".rstrip("/") or path_text(os.path.basename(source.root))  # noqa: PTH119
        yield path, _read_file(source, name, path, row or _NO_ROW, options)


def _read_file(source: Source, name: str, path: str, row: SidecarRow, options: ReadOptions) -> Iterator[Item]:
    try:
        if source.divided:
            for each in read_container(source, name, path, options):
                yield _with_terms(each, row)
            if row.url is not None and source.start == 0:
                yield _of_several(path)
            return
        if name.rpartition("/")[2] in NAMES and is_sidecar(source.root, name):
            yield from told_of(source.root, name, path)
            return
        head = _read_head_remote(source.root, name) if is_url(source.root) else _read_head(source.root, name)
        kind = kind_of(head, name, options)
        if kind == "unreadable":
            yield Unreadable(path=path, reason=why_unreadable(head) or "not text")
        elif kind not in PAGES:
            nothing, several = True, False
            for each in read_container(source, name, path, options, kind, row.url):
                nothing = nothing and isinstance(each, _TOLD)
                if isinstance(each, Capture) and each.path == path:  # one page that is packed, as one that is not
                    yield _with_row(each, row, options)
                else:
                    several = several or (isinstance(each, Capture) and each.form != "feed-entry")
                    yield each if row is _NO_ROW else _with_terms(each, row)
            if nothing and not options.urls:
                yield Unreadable(path=path, reason="it holds no row, post or page that could be taken")
            if several and row.url is not None:
                yield _of_several(path)
        elif row.url is not None and not wanted(row.url, options.urls):
            yield left_out(row.url)
        else:
            content = head if len(head) < HEAD else _read_whole(source.root, name, options.max_capture_bytes)
            size = content if isinstance(content, int) else len(content)
            if isinstance(content, int) or size > options.max_capture_bytes:
                yield Unreadable(path=path, reason=too_large(size, options))
                return
            form: Form = kind  # type: ignore[assignment]  # one of PAGES
            yield _with_row(page_capture(path, content, form, row.url), row, options)
    except storage_errors() as error:
        why = getattr(error, "strerror", None) or without_password(str(error))
        folder = not is_url(source.root) and os.path.isdir(f"{source.root}/{name}")  # noqa: PTH112
        if folder and is_of_page(f"{source.root}/{name}"):
            yield PassedOver(path, FILES_OF_PAGE, files_below(f"{source.root}/{name}"))
            return
        yield Unreadable(path=path, reason=f"cannot be read: {why}", is_capture=not folder)


def _with_row(capture: Capture, row: SidecarRow, options: ReadOptions) -> Capture | LeftOut:
    """The capture of one page with what the manifest says of it, if its URL is wanted."""
    capture.url = row.url or capture.url
    capture.retrieved_at, capture.license = row.retrieved_at or capture.retrieved_at, row.license
    return capture if wanted(capture.url, options.urls) else left_out(capture.url)


def _with_terms(item: Item, row: SidecarRow) -> Item:
    """A capture of a file that holds several, with what the manifest says of the file where it says nothing itself."""
    if isinstance(item, Capture):
        item.retrieved_at = item.retrieved_at or row.retrieved_at
        item.license = item.license or row.license
    return item


def _of_several(path: str) -> Unreadable:
    said = (
        "the manifest has one url for this file, which holds several captures: it is taken for none of them. "
        "Leave it out there"
    )
    return Unreadable(path=path, reason=said, is_capture=False)


def _read_head(root: str, name: str) -> bytes:
    """The first bytes of a file on this machine, all of them where it is small."""
    # Plain calls: for small files the buffers of open() cost more than the reading.
    descriptor = open_local(f"{root}/{name}")
    try:
        return _filled(lambda size: os.read(descriptor, size), HEAD)
    finally:
        os.close(descriptor)


def _read_head_remote(root: str, name: str) -> bytes:
    with open_binary(root, name) as stream:
        return _filled(stream.read, HEAD)


def _filled(read: Callable[[int], bytes], size: int) -> bytes:
    """So many bytes, fewer only where the file ends: a file system over the network may give some at a time."""
    content = read(size)
    while 0 < len(content) < size and (more := read(size - len(content))):
        content += more
    return content


def _read_whole(root: str, name: str, limit: int) -> bytes | int:
    """The whole file, or its size where that is beyond the limit."""
    with open_binary(root, name) as stream:
        content = _filled(stream.read, limit + 1)
        return content if len(content) <= limit else stream.seek(0, os.SEEK_END)
