"""Reads gzip and zstd as a stream, with the growth bounded and a cut file found out."""

from __future__ import annotations

import io
import zlib
from typing import BinaryIO, Protocol

from narco_corpus.builder.captures.options import MIB, ReadOptions

_CHUNK = 1 << 16
"""Bytes read at a time: what comes before the place of damage is given up to the chunk that holds it."""
_FREE = 64 * MIB
"""Up to here a file may grow as it likes: small files of repeated text grow by high factors, and harm nobody."""


class DamagedError(Exception):
    """The container is cut, damaged or grows beyond its bound; the text says which."""


class Stream(Protocol):
    """What can be read from front to back."""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end."""


class _Counted(io.RawIOBase):
    """Passes reads on and counts the bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.count = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1, /) -> bytes:
        data = self._stream.read(_CHUNK if size < 0 else size)
        self.count += len(data)
        return data


class Expanded:
    """The content of a gzip or zstd file.

    Raises:
        DamagedError: from `read`, where the file is cut or damaged, or grows by more than the options allow.
    """

    def __init__(self, stream: BinaryIO, kind: str, options: ReadOptions) -> None:
        self._source = _Counted(stream)
        self._kind = kind
        self._bound = options.max_expansion
        self._given = 0
        self._damage: DamagedError | None = None
        if kind == "gzip":
            self._stream: Stream = _Gzip(self._source)
        else:
            import pyarrow as pa

            self._stream = pa.input_stream(self._source, compression="zstd")

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end. Damage that was found once is found again."""
        if self._damage is not None:
            raise self._damage
        try:
            return self._read(size)
        except DamagedError as damage:
            self._damage = damage
            raise

    def _read(self, size: int) -> bytes:
        try:
            data = bytes(self._stream.read(min(size, _CHUNK)))
        except (OSError, zlib.error) as error:
            cut = "truncated" in str(error).lower()
            what = "breaks off" if cut else f"is damaged ({error})"
            raise DamagedError(f"the {self._kind} stream {what} after {self._given:,} bytes of content") from None
        self._given += len(data)
        if self._given > max(_FREE, self._bound * self._source.count):
            raise DamagedError(
                f"{self._source.count:,} bytes of {self._kind} grew to more than {self._given:,} bytes, "
                f"{self._given // max(1, self._source.count)} times as many; the bound is {self._bound} times "
                "(ReadOptions.max_expansion)"
            )
        return data


class _Gzip:
    """Members of a gzip file one after the other, never more than asked for in memory."""

    def __init__(self, source: _Counted) -> None:
        self._source = source
        self._member = zlib.decompressobj(31)
        self._waiting = b""
        self._begun = False

    def read(self, size: int, /) -> bytes:
        while True:
            data = self._waiting or self._source.read(_CHUNK)
            if not data:
                if self._begun and not self._member.eof:
                    raise OSError("truncated")
                return b""
            if self._member.eof:
                data = data.lstrip(b"\0")
                self._waiting = data
                if not data:
                    continue
                self._member = zlib.decompressobj(31)
            self._begun = True
            content = self._member.decompress(data, size)
            self._waiting = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            if content:
                return content
