"""One table of a release, in whatever form it is wanted."""

from __future__ import annotations

import sys
from collections.abc import Hashable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Generic, cast, overload

from narco_corpus.errors import DataError, MissingExtraError, NotFoundError, UsageError
from narco_corpus.model.schema import TABLES, Field, fields, key_of
from narco_corpus.not_found import not_found, shown
from narco_corpus.release import Release
from narco_corpus.row import Row, to_rows
from narco_corpus.storage.forked import check_not_forked

if TYPE_CHECKING:
    import datasets
    import pandas as pd
    import polars as pl
    import pyarrow as pa
    import pyarrow.parquet as pq
    from typing_extensions import TypeVar  # checkers have it; before Python 3.13 `typing` knows no default

    _R_co = TypeVar("_R_co", bound=Row, covariant=True, default=Row)
else:
    from typing import TypeVar

    _R_co = TypeVar("_R_co", bound=Row, covariant=True)

_BATCH_ROWS = 256


class Table(Generic[_R_co]):
    """The rows of a table, of all splits or of one, sorted by id within each split.

    `len(table)` reads no data; iterating reads a few hundred rows at a time and yields dicts. `id in table` is whether
    `get` finds a row by that id. `Table[ArticleRow]` says of which type the rows are, `Table` that they are of any.
    """

    def __init__(self, release: Release, name: str, split: str | None = None) -> None:
        self._release = release
        self._split = split
        self.name = name

    def __repr__(self) -> str:
        return f"<Table {self.name}: {len(self)} rows, splits {', '.join(self.splits)}>"

    @property
    def fields(self) -> tuple[Field, ...]:
        """The data dictionary: name, title, description, examples and more of each column."""
        return fields(self.name)

    @property
    def splits(self) -> tuple[str, ...]:
        """The splits that the rows are in."""
        return tuple(self.split_sizes)

    @property
    def split_sizes(self) -> dict[str, int]:
        """Split → how many rows are in it."""
        return {split: rows for split, rows in self._facts().items() if self._split in (None, split)}

    def split(self, name: str) -> Table[_R_co]:
        """The rows of one split; raises `NotFoundError` for a split that the release does not have."""
        if name not in self.splits:
            raise NotFoundError(f"{self.name} has no split {name!r}; there are: {', '.join(self.splits)}")
        return Table(self._release, self.name, name)

    def __len__(self) -> int:
        return sum(self.split_sizes.values())

    def __iter__(self) -> Iterator[_R_co]:
        for batch in self.batches():
            yield from cast(list[_R_co], to_rows(batch))

    def batches(self, rows: int = _BATCH_ROWS) -> Iterator[pa.RecordBatch]:
        """All rows as `pyarrow.RecordBatch`es of at most `rows` rows, read as they are asked for.

        Raises `UsageError` for anything but a whole number of 1 or more.
        """
        if not isinstance(rows, int) or isinstance(rows, bool) or rows < 1:
            raise UsageError(f"rows={rows!r}: expected a whole number, 1 or more")
        return self._batches(min(rows, sys.maxsize))

    def _batches(self, rows: int) -> Iterator[pa.RecordBatch]:
        from narco_corpus.model.arrow import with_nulls

        for location in self._locations():
            with self._reading(location):
                # Neither buffered ahead nor in threads: the first row comes without reading the rest.
                file, lacking = self._open(location)
                batches = file.iter_batches(rows, use_threads=False)
                batch = next(batches, None)
            while batch is not None:
                yield self._without_withdrawn(with_nulls(self.name, batch, lacking))
                with self._reading(location):
                    batch = next(batches, None)

    @overload
    def get(self, id: str, columns: None = None) -> _R_co: ...
    @overload
    def get(self, id: str, columns: Sequence[str]) -> dict[str, Any]: ...
    def get(self, id: str, columns: Sequence[str] | None = None) -> Any:
        """The row with this id, or these columns of it; an article is also found by its alias ids.

        Raises `NotFoundError` for an id that is not there; where entities bear it as a name, with their ids;
        `UsageError` for columns as `where` does.
        """
        self._check_names(columns)
        if isinstance(id, str) and (row := self._find(id, columns)) is not None:
            return row
        raise not_found(self, id)

    def __contains__(self, id: object) -> bool:
        """Whether `get` finds a row by this id; no row has an id that is no text, such as None.

        Raises `UsageError` for what can be no id at all, such as a row.
        """
        if isinstance(id, str):
            return self._find(id, [key_of(self.name)]) is not None
        if not isinstance(id, Hashable):
            raise UsageError(f"{self.name}: {shown(id)} is no id: ask for the {key_of(self.name)}")
        return False

    def _find(self, id: str, columns: Sequence[str] | None) -> Any:
        import polars as pl

        rows = self.where(pl.col(key_of(self.name)) == id, columns)
        if not rows and self.name == "articles":
            rows = self.where(pl.col("alias_ids").list.contains(id), columns)
        return rows[0] if rows else None

    def to_arrow(self) -> pa.Table:
        """All rows as a `pyarrow.Table`; each field's metadata hold its description."""
        import pyarrow as pa

        from narco_corpus.model.arrow import with_nulls

        shards = []
        for location in self._locations():
            with self._reading(location):
                file, lacking = self._open(location)
                shards.append(self._without_withdrawn(with_nulls(self.name, file.read(), lacking)))
        return pa.concat_tables(shards)

    def to_polars(self) -> pl.DataFrame:
        """All rows as a `polars.DataFrame`."""
        check_not_forked()
        import polars as pl

        frame = pl.from_arrow(self.to_arrow())
        assert isinstance(frame, pl.DataFrame)  # noqa: S101 - a table never becomes a series
        return frame

    def scan(self) -> pl.LazyFrame:
        """The rows as a `polars.LazyFrame` that reads only the columns and rows that a query needs."""
        check_not_forked()
        release = self._release
        rows = release.storage.scan(
            self.name, release.manifest.shards(self.name, self._split), release.manifest.schema_version
        )
        return release.hidden.from_polars(self.name, rows) if release.hidden else rows

    def to_pandas(self) -> pd.DataFrame:
        """All rows as a `pandas.DataFrame`: dates as datetime64, whole numbers as nullable Int32 and Int64."""
        try:
            import pandas as pd
        except ImportError:
            raise MissingExtraError("pandas", "pandas", f"{self.name}.to_pandas()") from None
        import pyarrow as pa

        # Ids with gaps must not become floats.
        whole = {pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}
        return self.to_arrow().to_pandas(types_mapper=whole.get, date_as_object=False)

    def to_hf(self) -> datasets.Dataset:
        """All rows as a `datasets.Dataset` with labels as ClassLabel; nothing is written to a cache."""
        try:
            import datasets
        except ImportError:
            raise MissingExtraError("datasets", "hf", f"{self.name}.to_hf()") from None
        from narco_corpus.model.features import encode_labels, hf_features

        split = datasets.Split(self._split) if self._split else None
        rows = self.to_arrow()
        features = hf_features(self.name, rows.schema)
        info = datasets.DatasetInfo(features=features, version=self._release.manifest.data_version)
        return datasets.Dataset(encode_labels(self.name, rows), info=info, split=split)

    @overload
    def where(self, condition: pl.Expr, columns: None = None) -> list[_R_co]: ...
    @overload
    def where(self, condition: pl.Expr, columns: Sequence[str]) -> list[dict[str, Any]]: ...
    def where(self, condition: pl.Expr, columns: Sequence[str] | None = None) -> list[Any]:
        """The rows for which a polars condition holds, or these columns of them, as dicts.

        For example `table.where(pl.col("label") == "PERSON", ["text", "entity_id"])`. Raises `UsageError` for a column
        that the table does not have, for no column or one named twice, and a condition that does not fit the columns.
        """
        import polars as pl

        self._check_names(columns)
        if not isinstance(condition, pl.Expr):
            raise UsageError(f"{self.name}: expected a polars condition like pl.col('label') == 'PERSON'")
        with self._reading(self._release.storage.name):
            try:
                rows = self.scan().filter(condition)
                return to_rows((rows if columns is None else rows.select(columns)).collect().to_arrow())
            except pl.exceptions.PolarsError as error:
                asked = {*condition.meta.root_names(), *(columns or ())}
                unknown = sorted(asked - {field.name for field in self.fields})
                if unknown:
                    raise UsageError(f"{self.name} has no column {', '.join(unknown)}") from None
                with suppress(pl.exceptions.PolarsError):  # then the rows are at fault
                    self._check_condition(condition)
                raise OSError(error) from None

    def _check_names(self, columns: Sequence[str] | None) -> None:
        if columns is None:
            return
        if (
            isinstance(columns, str)
            or not isinstance(columns, Sequence)
            or not all(isinstance(c, str) for c in columns)
        ):
            raise UsageError(
                f"{self.name}: columns={columns!r}: expected a list of names like ['{self.fields[0].name}']"
            )
        if not columns:
            raise UsageError(f"{self.name}: columns={columns!r}: expected one or more names, or None for all columns")
        if twice := sorted({name for name in columns if columns.count(name) > 1}):
            raise UsageError(f"{self.name}: {', '.join(twice)} is named twice: name each column once")

    def _check_condition(self, condition: pl.Expr) -> None:
        """Raise `UsageError` where a condition fails on no rows at all, or on rows that can be read without it."""
        import polars as pl

        from narco_corpus.model.arrow import arrow_schema

        try:
            pl.DataFrame(arrow_schema(self.name).empty_table()).filter(condition)
        except pl.exceptions.PolarsError as error:
            raise UsageError(f"{self.name}: the condition does not fit the columns: {_reason(error)}") from None
        rows = self.scan().select(condition.meta.root_names()).collect()
        try:
            rows.filter(condition)
        except pl.exceptions.PolarsError as error:
            raise UsageError(f"{self.name}: the condition does not fit all rows: {_reason(error)}") from None

    def was_withdrawn(self, id: object) -> bool:
        """Whether the release leaves out an article, comment, mention or entity of this id since it was withdrawn."""
        hidden = self._release.hidden
        return id in self._release.manifest.removals or (
            hidden is not None and any(id in hidden.of(table) for table in TABLES)
        )

    def _facts(self) -> dict[str, int]:
        stated = self._release.manifest.tables[self.name].splits
        if self._release.hidden is None:
            return stated
        gone = self._release.hidden.rows[self.name]
        return {split: count - len(gone.get(split, ())) for split, count in stated.items()}

    def _without_withdrawn(self, rows: Any) -> Any:
        hidden = self._release.hidden
        return hidden.from_arrow(self.name, rows) if hidden else rows

    def _locations(self) -> Iterator[str]:
        for file in self._release.manifest.shards(self.name, self._split):
            yield self._release.storage.location(file.path)

    def _open(self, location: str) -> tuple[pq.ParquetFile, tuple[pa.Field, ...]]:
        """A shard whose columns are of the declared types, and those that its earlier schema lacks."""
        import pyarrow.parquet as pq

        from narco_corpus.model.arrow import check_columns

        file = pq.ParquetFile(location, memory_map=True)
        return file, check_columns(self.name, file.schema_arrow, location, self._release.manifest.schema_version)

    @contextmanager
    def _reading(self, place: str) -> Iterator[None]:
        """Whatever a damaged or missing file makes of reading becomes a `DataError`."""
        import pyarrow as pa

        try:
            yield
        except (pa.ArrowException, OSError) as error:
            raise DataError(
                f"{place}: cannot read {self.name}: {_reason(error)}; Corpus.verify() lists all files that are damaged"
            ) from None


def _reason(error: Exception) -> str:
    return str(error).partition("\n")[0]
