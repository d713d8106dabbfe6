"""Scan the Parquet files of a remote release, asking for the footers and for the columns that a query needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from narco_corpus.model.arrow import check_columns, scan_with_nulls
from narco_corpus.model.version import precedes_schema
from narco_corpus.storage.part_file import PartFile, WholeFilesOnly
from narco_corpus.storage.row_groups import can_hold, span

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa
    import pyarrow.parquet as pq

    from narco_corpus.storage.remote import RemoteStorage


def scan_parts(storage: RemoteStorage, table: str, paths: Sequence[str], schema_version: str) -> pl.LazyFrame:
    """The rows of the files, which hold one table, as a lazy frame.

    A query that wants all rows and columns takes whole files into the cache. Any other one reads the footers and, of
    the row groups that can hold what its condition asks for, the columns of the condition; of those that do hold it
    also the columns that are wanted. A file of which half was read so is taken whole, and so is one from a server that
    gives no ranges.
    """
    import polars as pl
    from polars.io.plugins import register_io_source

    ends: dict[str, bytes] = {}

    def opened(path: str) -> _Shard:
        return _Shard(storage, table, path, schema_version, ends)

    def schema() -> pl.Schema:
        frame = pl.from_arrow(opened(paths[0]).file.schema_arrow.empty_table())
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table never becomes a series
        return frame.schema

    def read(
        columns: list[str] | None, condition: pl.Expr | None, limit: int | None, _batch_rows: int | None
    ) -> Iterator[pl.DataFrame]:
        left = limit
        # Files of this call's own: polars calls in several threads where a query uses the frame more than once, and
        # neither a `ParquetFile` nor a lock that waits in its threads would stand that.
        for shard in map(opened, paths):
            if left is not None and left <= 0:
                return
            if columns is None and condition is None and limit is None:
                shard.take_whole()
            for group in range(shard.file.num_row_groups):
                if left is not None and left <= 0:
                    return
                rows = _rows(shard, group, columns, condition, left)
                # polars counts the rows of the source, before its condition: `head(n).filter(…)` gives both.
                left = None if left is None else left - shard.file.metadata.row_group(group).num_rows
                if rows is not None:
                    yield rows

    rows = register_io_source(read, schema=schema)
    if not precedes_schema(schema_version):
        return rows  # without a look at any file
    first = opened(paths[0])
    names = first.file.schema_arrow.names
    return scan_with_nulls(table, rows, names, first.lacking)


class _Shard:
    """One file as one thread reads it, opened when it is first used: whole where the cache has it, else in parts.

    `ends` are the files' ends that were asked for, by path, which threads share.
    """

    lacking: tuple[pa.Field, ...] = ()
    """Columns that the release's earlier schema lacks, once the file was opened."""

    def __init__(
        self, storage: RemoteStorage, table: str, path: str, schema_version: str, ends: dict[str, bytes]
    ) -> None:
        self._schema_version = schema_version
        self._storage = storage
        self._table = table
        self._path = path
        self._ends = ends
        self._part: PartFile | None = None
        self._file: pq.ParquetFile | None = None

    @property
    def file(self) -> pq.ParquetFile:
        if self._file is None:
            location = self._storage.cached(self._path)
            if location is None:
                self._open_part()
            else:
                self._open_whole(location)
        return self._file

    def take_whole(self) -> None:
        """Go on with the whole file."""
        if self._file is None or self._part is not None:
            self._open_whole(self._storage.location(self._path))

    def expect_all(self, group: int) -> None:
        """Have all columns of a row group at hand: by one request, or the whole file where half of it was wanted."""
        start, end = span(self.file.metadata.row_group(group))
        if self._part is None:
            return
        if self._storage.is_half_read(self._path, end - start):
            self.take_whole()
        else:
            self._part.hold(start, end)

    def rows(self, group: int, names: Sequence[str]) -> pl.DataFrame:
        """Some columns of a row group."""
        import polars as pl

        frame = pl.from_arrow(self.file.read_row_group(group, columns=list(names), use_threads=False))
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table never becomes a series
        return frame

    def _open_part(self) -> None:
        import pyarrow.parquet as pq

        part = PartFile(self._storage, self._path, self._ends.get(self._path, b""))
        try:
            footer = part.footer()
        except WholeFilesOnly:
            self._open_whole(self._storage.location(self._path))
            return
        self._ends[self._path] = part.end
        self._part = part
        self._checked(pq.ParquetFile(part, metadata=footer, pre_buffer=False))

    def _open_whole(self, location: str) -> None:
        import pyarrow.parquet as pq

        self._part = None
        self._checked(pq.ParquetFile(location, memory_map=True))

    def _checked(self, file: pq.ParquetFile) -> None:
        place = f"{self._storage.name}/{self._path}"
        self.lacking = check_columns(self._table, file.schema_arrow, place, self._schema_version)
        self._file = file


def _rows(
    shard: _Shard, group: int, columns: list[str] | None, condition: pl.Expr | None, first_rows: int | None
) -> pl.DataFrame | None:
    """Of the first rows of a row group, or of all, those for which the condition holds; None where there are none."""
    import polars as pl

    names = columns if columns is not None else shard.file.schema_arrow.names
    if condition is None:
        if columns is None:
            shard.expect_all(group)
        return _cut(shard.rows(group, names), first_rows)
    if not can_hold(shard.file.metadata.row_group(group), condition):
        return None
    asked = sorted(set(condition.meta.root_names()))
    first = _cut(shard.rows(group, asked), first_rows)
    kept = first.select(condition.alias("kept")).to_series().fill_null(value=False)
    if not kept.any():
        return None
    rest = [name for name in names if name not in asked]
    if columns is None:
        shard.expect_all(group)
    frame = pl.concat([first, _cut(shard.rows(group, rest), first_rows)], how="horizontal") if rest else first
    return frame.filter(kept).select(names)


def _cut(rows: pl.DataFrame, first_rows: int | None) -> pl.DataFrame:
    return rows if first_rows is None else rows.head(first_rows)
