"""Reads the captures of one container, or of a range of it; finds the ranges that it can be divided into."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from typing import BinaryIO, cast

from narco_corpus.builder.captures.capture import Form, Item, TableRead, Unreadable
from narco_corpus.builder.captures.columns import NoTextError, TableColumns, TableError
from narco_corpus.builder.captures.compressed import DamagedError, Expanded, Stream
from narco_corpus.builder.captures.delimited import csv_columns, read_csv
from narco_corpus.builder.captures.jsonl import jsonl_columns, read_jsonl
from narco_corpus.builder.captures.options import MIB, ReadOptions
from narco_corpus.builder.captures.pages import page_capture
from narco_corpus.builder.captures.parquet import parquet_columns, read_parquet, row_groups
from narco_corpus.builder.captures.rows import too_large
from narco_corpus.builder.captures.sidecar import NAMES
from narco_corpus.builder.captures.sniff import HEAD, PAGES, Kind, kind_of, why_unreadable
from narco_corpus.builder.captures.source import Source
from narco_corpus.builder.captures.storage import has_ranges, open_binary, plain_path

_RANGE = 8 * MIB
"""Bytes of JSON Lines, or of row groups, that make a source of their own."""
_FIRST_PIECE = 64


def read_container(
    source: Source, name: str, path: str, options: ReadOptions, kind: Kind | None = None, url: str | None = None
) -> Iterator[Item]:
    """The captures of a file of the source, of the source's range where it is divided.

    `url` is what the manifest says of the file: of a Blogger export the address of the blog.

    Raises:
        OSError: the file cannot be opened or read.
    """
    with open_binary(source.root, name) as stream:
        if kind is None:
            kind = kind_of(stream.read(HEAD), name, options)
            stream.seek(0)
        try:
            if kind in ("gzip", "zstd"):
                yield from _read_compressed(stream, kind, source.root, name, path, options, url)
            elif kind == "warc":
                yield from _read_warc(stream, path, options, plain_path(source.root, name))
            elif kind == "feed":
                yield from _read_feed(stream, path, options, url)
            elif kind == "parquet":
                columns = parquet_columns(stream, options)
                yield from _said(columns, path, source)
                yield from read_parquet(stream, path, columns, options, source.start, source.end)
            elif kind == "csv":
                columns = csv_columns(stream, options)
                stream.seek(0)
                yield from _said(columns, path, source)
                yield from read_csv(stream, path, columns, options)
            else:
                columns = jsonl_columns(stream, options)
                yield from _said(columns, path, source)
                stream.seek(max(0, source.start - 1))
                yield from read_jsonl(stream, path, columns, options, source.start, source.end)
        except TableError as error:
            if source.start == 0:  # said once for the file, not for each of its ranges
                yield Unreadable(path=path, reason=_at_fault(error, name))
        except DamagedError as error:
            yield Unreadable(path=path, reason=str(error))


def _at_fault(error: TableError, name: str) -> str:
    """What is wrong with a table, which by its name may be meant as the list of the captures beside it."""
    if isinstance(error, NoTextError) and name.rpartition("/")[2] in NAMES:
        return (
            f"neither a list of captures nor a table of texts: {error.found}. Name those of a list of captures path, "
            "url, retrieved_at, license"
        )
    return str(error)


def _said(columns: TableColumns, path: str, source: Source) -> Iterator[TableRead]:
    """The columns of a table, once for all of its ranges."""
    if source.start == 0:
        yield TableRead(path, str(columns))


def columns_of(source: Source, options: ReadOptions) -> TableColumns | None:
    """The columns that a source's first file is read by; None where it is no table.

    Raises:
        TableError: the table lacks one.
        OSError: the file cannot be opened or read.
    """
    name = source.name
    with open_binary(source.root, name) as stream:
        kind = kind_of(stream.read(HEAD), name, options)
        stream.seek(0)
        try:
            if kind in ("gzip", "zstd"):
                head = _head(Expanded(stream, kind, options))
                stream.seek(0)
                return _text_columns(Expanded(stream, kind, options), kind_of(head, name, options), options)
            return parquet_columns(stream, options) if kind == "parquet" else _text_columns(stream, kind, options)
        except TableError as error:
            raise TableError(_at_fault(error, name)) from None
        except DamagedError:
            return None


def ranges(source: Source, options: ReadOptions) -> list[tuple[int, int, int]]:
    """Start, end and bytes of the parts that a container can be read in; none where it is read from front to back."""
    if not has_ranges(source.root, source.name):
        return []
    with open_binary(source.root, source.name) as stream:
        kind = kind_of(stream.read(HEAD), source.name, options)
        if kind == "jsonl":
            starts = range(0, source.size, _RANGE)
            return [(start, min(start + _RANGE, source.size), min(_RANGE, source.size - start)) for start in starts]
        if kind == "parquet":
            stream.seek(0)
            try:
                return _grouped(row_groups(stream))
            except DamagedError:
                return []
    return []


def _grouped(sizes: list[int]) -> list[tuple[int, int, int]]:
    """Ranges of consecutive row groups of about the bytes of a range."""
    found: list[tuple[int, int, int]] = []
    start = held = 0
    for number, size in enumerate(sizes, start=1):
        held += size
        if held >= _RANGE or number == len(sizes):
            found.append((start, number, held))
            start, held = number, 0
    return found


def _text_columns(stream: Stream, kind: Kind, options: ReadOptions) -> TableColumns | None:
    if kind == "jsonl":
        return jsonl_columns(stream, options)
    return csv_columns(stream, options) if kind == "csv" else None


def _read_warc(stream: BinaryIO, path: str, options: ReadOptions, place: str | None) -> Iterator[Item]:
    from narco_corpus.builder.captures.web_archive import read_web_archive

    return read_web_archive(stream, path, options, place)


def _read_feed(stream: BinaryIO, path: str, options: ReadOptions, blog: str | None) -> Iterator[Item]:
    from narco_corpus.builder.captures.export import read_export

    return read_export(stream, path, options, blog)


def _read_compressed(
    stream: BinaryIO, packing: Kind, root: str, name: str, path: str, options: ReadOptions, url: str | None
) -> Iterator[Item]:
    """What a gzip or zstd file holds: a container, or one page."""
    expanded = Expanded(stream, packing, options)
    head = _head(expanded)
    kind = kind_of(head, name, options)
    if kind == "warc":
        stream.seek(0)
        yield from _read_warc(stream, path, options, plain_path(root, name))
    elif columns := _text_columns(_Joined(head, expanded), kind, options):
        stream.seek(0)
        again = Expanded(stream, packing, options)
        yield TableRead(path, str(columns))
        yield from (read_jsonl if kind == "jsonl" else read_csv)(again, path, columns, options)
    elif kind == "feed":
        with tempfile.TemporaryFile() as copy:
            damage: DamagedError | None = None
            try:
                while head:
                    copy.write(head)
                    head = expanded.read(MIB)
            except DamagedError as error:
                damage = error
            copy.seek(0)
            yield from _read_feed(cast(BinaryIO, copy), path, options, url)
            if damage is not None:
                raise damage
    elif kind in PAGES:
        rest = _Joined(head, expanded)
        parts, size = [], 0
        while size <= options.max_capture_bytes and (part := rest.read(MIB)):
            parts.append(part)
            size += len(part)
        if size > options.max_capture_bytes:
            yield Unreadable(path=path, reason=f"more than {too_large(size, options)}")
        else:
            content = b"".join(parts)
            yield page_capture(path, content, cast(Form, kind))
    else:
        reason = why_unreadable(head) or f"a {kind} file within {packing}; unpack it"
        yield Unreadable(path=path, reason=reason)


def _head(stream: Expanded) -> bytes:
    """The first bytes, as many as can be had: what they are decides how the rest, and damage in it, is dealt with."""
    head = b""
    try:
        # In growing pieces: one that meets damage is lost as a whole.
        while len(head) < HEAD and (part := stream.read(min(HEAD - len(head), len(head) or _FIRST_PIECE))):
            head += part
    except DamagedError:
        if not head:
            raise
    return head


class _Joined:
    """Bytes already read, and the stream that they were read from."""

    def __init__(self, head: bytes, rest: Stream) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int, /) -> bytes:
        if self._head:
            part, self._head = self._head[:size], self._head[size:]
            return part
        return self._rest.read(size)
