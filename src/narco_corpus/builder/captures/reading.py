"""Streams the captures of one source; what cannot be read is yielded with its reason, never raised."""

from __future__ import annotations

import os
from collections.abc import Iterator

from narco_corpus.builder.captures.capture import Capture, Unreadable
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.sidecar import SidecarRow, read_rows
from narco_corpus.builder.captures.source import SEPARATOR, Source
from narco_corpus.builder.captures.storage import is_url, open_binary, path_text

_CHUNK = 1 << 16
_NO_ROW = SidecarRow("")


def read_source(source: Source, options: ReadOptions) -> Iterator[Capture | Unreadable]:
    """The captures of a source in their order, one in memory at a time."""
    names = source.names.split(SEPARATOR)
    rows: Iterator[SidecarRow | None] = iter([None] * len(names))
    if source.sidecar is not None:
        rows = read_rows(source.root, source.sidecar, source.sidecar_places)
    for name, row in zip(names, rows, strict=True):
        path = source.label + path_text(name)
        try:
            content = _read_whole(source.root, name)
        except OSError as error:
            yield Unreadable(path=path, reason=f"cannot be read: {error.strerror or error}")
            continue
        row = row or _NO_ROW
        yield Capture(
            path=path,
            content=content,
            form="text",
            url=row.url,
            retrieved_at=row.retrieved_at,
            license=row.license,
        )


def _read_whole(root: str, name: str) -> bytes:
    if is_url(root):
        with open_binary(root, name) as stream:
            return stream.read()
    # Plain calls: for small files the buffers of open() cost more than the reading.
    descriptor = os.open(f"{root}/{name}", os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        content = os.read(descriptor, _CHUNK)
        if len(content) < _CHUNK:
            return content
        parts = [content]
        while part := os.read(descriptor, 1 << 20):
            parts.append(part)
        return b"".join(parts)
    finally:
        os.close(descriptor)
