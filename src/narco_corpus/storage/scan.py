"""Scan the Parquet files of a remote release, asking for the footers and for the columns that a query needs."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from narco_corpus.errors import DataError
from narco_corpus.model.arrow import check_columns

if TYPE_CHECKING:
    import polars as pl
    import pyarrow.parquet as pq

    from narco_corpus.storage.remote import RemoteStorage

_TAIL = 16 << 10
"""Bytes that are read from a file's end at first; footers of these tables are rarely longer."""
_END = b"PAR1"


class PartFile(io.RawIOBase):
    """A remote file that is read by ranges of bytes."""

    def __init__(self, storage: RemoteStorage, path: str) -> None:
        self._storage = storage
        self._path = path
        self._size = storage.size(path)
        self._at = 0
        self._tail = b""

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
        known = self._at - (self._size - len(self._tail))
        if known >= 0:
            data: bytes | None = self._tail[known : known + end - self._at]
        else:
            data = self._storage.read(self._path, self._at, end)
        if data is None:
            raise WholeFilesOnly
        self._at = end
        return data

    def footer(self) -> pq.FileMetaData:
        """What the file's end says of it; raises `DataError` where it is no Parquet file."""
        import pyarrow as pa
        import pyarrow.parquet as pq

        self.seek(-min(_TAIL, self._size), io.SEEK_END)
        tail = self.read()
        length = int.from_bytes(tail[-8:-4], "little") + 8
        if tail[-4:] != _END or length > self._size:
            raise DataError(f"{self._storage.name}/{self._path} is no Parquet file; get the release again")
        if length > len(tail):
            self.seek(-length, io.SEEK_END)
            tail = self.read(length - len(tail)) + tail
        self._tail = tail
        try:
            return pq.read_metadata(io.BytesIO(_END + tail[-length:]))
        except (pa.ArrowException, OSError) as error:
            raise DataError(f"{self._storage.name}/{self._path} has a damaged footer: {error}") from None


class WholeFilesOnly(Exception):  # noqa: N818 - a finding about a server, not a fault
    """The server ignores ranges."""


def scan_parts(storage: RemoteStorage, table: str, paths: Sequence[str]) -> pl.LazyFrame:
    """The rows of the files, which hold one table, as a lazy frame.

    A query that wants all columns takes whole files into the cache; any other one reads the footers and the bytes of
    its columns, and of the rows for which no condition can hold only the columns of the condition. Where the server
    gives no ranges, whole files go into the cache.
    """
    import polars as pl
    from polars.io.plugins import register_io_source

    readers: dict[str, pq.ParquetFile] = {}

    def reader(path: str, *, whole: bool = False) -> pq.ParquetFile:
        if whole or path not in readers:
            readers[path] = _reader(storage, table, path, whole=whole)
        return readers[path]

    def schema() -> pl.Schema:
        frame = pl.from_arrow(reader(paths[0]).schema_arrow.empty_table())
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table never becomes a series
        return frame.schema

    def read(
        columns: list[str] | None, condition: pl.Expr | None, limit: int | None, batch_rows: int | None
    ) -> Iterator[pl.DataFrame]:
        left = limit
        for path in paths:
            if columns is None and condition is None:
                reader(path, whole=True)
            for group in range(reader(path).num_row_groups):
                if left is not None and left <= 0:
                    return
                rows = _group(lambda p, whole=False: reader(p, whole=whole), path, group, columns, condition)
                if rows is not None:
                    rows = rows if left is None else rows.head(left)
                    left = None if left is None else left - rows.height
                    yield rows

    return register_io_source(read, schema=schema)


def _group(reader: Any, path: str, group: int, columns: list[str] | None, condition: pl.Expr | None) -> Any:
    """The rows of a row group for which the condition holds; None where there are none."""
    names = columns if columns is not None else reader(path).schema_arrow.names
    if condition is None:
        return _frame(reader(path), group, names)
    asked = sorted(set(condition.meta.root_names()))
    first = _frame(reader(path), group, asked)
    import polars as pl

    kept = first.select(condition.alias("kept")).to_series().fill_null(value=False)
    if not kept.any():
        return None
    rest = [name for name in names if name not in asked]
    if columns is None:
        reader(path, whole=True)
    frame = pl.concat([first, _frame(reader(path), group, rest)], how="horizontal") if rest else first
    return frame.filter(kept).select(names)


def _frame(file: pq.ParquetFile, group: int, names: Sequence[str]) -> pl.DataFrame:
    import polars as pl

    frame = pl.from_arrow(file.read_row_group(group, columns=list(names), use_threads=False))
    assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table never becomes a series
    return frame


def _reader(storage: RemoteStorage, table: str, path: str, *, whole: bool) -> pq.ParquetFile:
    import pyarrow.parquet as pq

    location = storage.location(path) if whole else storage.cached(path)
    if location is None:
        part = PartFile(storage, path)
        try:
            file = pq.ParquetFile(part, metadata=part.footer(), pre_buffer=False)
        except WholeFilesOnly:
            file = pq.ParquetFile(storage.location(path), memory_map=True)
    else:
        file = pq.ParquetFile(location, memory_map=True)
    check_columns(table, file.schema_arrow, f"{storage.name}/{path}")
    return file
