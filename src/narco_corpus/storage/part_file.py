"""A remote Parquet file that is read by ranges of bytes, its footer first."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from narco_corpus.errors import DataError

if TYPE_CHECKING:
    import pyarrow.parquet as pq

    from narco_corpus.storage.remote import RemoteStorage

TAIL = 16 << 10
"""Bytes that are read from a file's end at first; footers of these tables are rarely longer."""
_END = b"PAR1"


class PartFile(io.RawIOBase):
    """A remote file that is read by ranges of bytes; `end` are the last ones, where they are known."""

    def __init__(self, storage: RemoteStorage, path: str, end: bytes = b"") -> None:
        self._storage = storage
        self._path = path
        self._size = storage.size(path)
        self._at = 0
        self._tail = (self._size - len(end), end)
        self._held = (0, b"")

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is."""
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """See `io.IOBase`."""
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def tell(self) -> int:
        """See `io.IOBase`."""
        return self._at

    def read(self, size: int = -1) -> bytes:
        """Exactly the bytes that are there; raises `WholeFilesOnly` where the server gives no ranges."""
        end = self._size if size < 0 else min(self._at + size, self._size)
        if end <= self._at:
            return b""
        for start, known in (self._tail, self._held):
            if start <= self._at and end <= start + len(known):
                data = known[self._at - start : end - start]
                break
        else:
            data = self._ask(self._at, end)
        self._at = end
        return data

    def hold(self, start: int, end: int) -> None:
        """Have the bytes `[start, end)` at hand, of which many parts are going to be read; the last ones are let go."""
        self._held = (start, self._ask(start, end))

    def _ask(self, start: int, end: int) -> bytes:
        data = self._storage.read(self._path, start, end)
        if data is None:
            raise WholeFilesOnly
        return data

    @property
    def end(self) -> bytes:
        """The last bytes, as far as they are known."""
        return self._tail[1]

    def footer(self) -> pq.FileMetaData:
        """What the file's end says of it; raises `DataError` where it is no Parquet file."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        self.seek(-min(TAIL, self._size), io.SEEK_END)
        tail = self.read()
        length = int.from_bytes(tail[-8:-4], "little") + 8
        if tail[-4:] != _END or length > self._size:
            raise DataError(f"{self._storage.name}/{self._path} is no Parquet file; get the release again")
        if length > len(tail):
            self.seek(-length, io.SEEK_END)
            tail = self.read(length - len(tail)) + tail
        self._tail = (self._size - len(tail), tail)
        try:
            return pq.read_metadata(io.BytesIO(_END + tail[-length:]))
        except (pa.ArrowException, OSError) as error:
            raise DataError(f"{self._storage.name}/{self._path} has a damaged footer: {error}") from None


class WholeFilesOnly(Exception):  # noqa: N818 - a finding about a server, not a fault
    """The server ignores ranges."""
