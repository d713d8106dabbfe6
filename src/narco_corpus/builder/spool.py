"""Posts on their way from reading to rows: one spool file a task, records found by their place in it."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO, TypeVar

import msgspec

from narco_corpus.builder.post import Post

T = TypeVar("T")
_BUFFER = 1 << 20
"""Bytes of records that are written at a time."""


class Ingested(msgspec.Struct, kw_only=True, array_like=True):
    """One capture that was read and parsed, with where it came from."""

    path: str
    sha256: str
    url: str | None
    retrieved_at: str | None
    license: str | None
    post: Post


decode_record = msgspec.msgpack.Decoder(Ingested).decode
"""The record of the bytes that lie in a spool."""


class SpoolWriter:
    """Appends encoded records to an open file and says where each one lies."""

    def __init__(self, sink: BinaryIO) -> None:
        self._sink = sink
        self._offset = 0

    def append(self, data: bytes) -> int:
        """Write a record; its offset."""
        self._sink.write(data)
        offset = self._offset
        self._offset += len(data)
        return offset


def write_whole(path: Path, write: Callable[[BinaryIO], T]) -> T:
    """Let `write` fill a file that appears under its name only once it is whole; running it again does no harm."""
    part = path.with_name(f"{path.name}.{platform.node()}-{os.getpid()}.part")
    try:
        with part.open("wb", _BUFFER) as sink:
            result = write(sink)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return result
