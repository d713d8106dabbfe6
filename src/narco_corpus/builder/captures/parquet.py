"""Reads Parquet by row groups; every row is named by its number in the file, from 0."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, BinaryIO, cast

from narco_corpus.builder.captures.capture import Item, Unreadable
from narco_corpus.builder.captures.columns import TableColumns, TableError, choose_columns
from narco_corpus.builder.captures.compressed import DamagedError
from narco_corpus.builder.captures.first_rows import HEAD_ROWS, with_first_rows
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.rows import capture_of

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

_ROWS = 64
"""Rows in memory at a time."""


def parquet_columns(stream: BinaryIO, options: ReadOptions) -> TableColumns:
    """The columns of a file.

    Raises:
        TableError: one is missing, or the one for the text holds no text.
        DamagedError: it is no whole Parquet file.
    """
    import pyarrow as pa

    file = _opened(stream)
    fields = _fields(file.schema_arrow)
    columns = choose_columns([name for name, _ in fields], options)
    types = dict(fields)
    kind = types[columns.text]
    value = kind.value_type if pa.types.is_dictionary(kind) else kind
    is_text = (
        pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view,
        pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view,
    )  # fmt: skip
    if not any(check(value) for check in is_text):
        raise TableError(f"column {columns.text!r} for the text has the type {kind}, which is no text; name another")
    looked_at = [name for name in (columns.date, columns.url) if name and not pa.types.is_temporal(types[name])]
    return with_first_rows(columns, _first_rows(file, looked_at), options)


def _fields(schema: pa.Schema) -> list[tuple[str, pa.DataType]]:
    """Names and types of the columns; instead of a column of objects those within it, after its name and a dot."""
    import pyarrow as pa

    own = [(field.name, field.type) for field in schema if not pa.types.is_struct(field.type)]
    inner = [(f"{f.name}.{i.name}", i.type) for f in schema if pa.types.is_struct(f.type) for i in f.type]
    return [*own, *inner]


def _first_rows(file: pq.ParquetFile, names: list[str]) -> Iterator[dict[str, Any]]:
    """These columns of the first rows."""
    import pyarrow as pa

    try:
        for batch in file.iter_batches(HEAD_ROWS, row_groups=[0][: file.num_row_groups], columns=names):
            yield from batch.to_pylist()
    except (pa.ArrowException, OSError, UnicodeDecodeError):  # whoever reads the rows says so
        return


def row_groups(stream: BinaryIO) -> list[int]:
    """Bytes of each row group.

    Raises:
        DamagedError: it is no whole Parquet file.
    """
    metadata = _opened(stream).metadata
    return [metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups)]


def read_parquet(
    stream: BinaryIO, path: str, columns: TableColumns, options: ReadOptions, start: int = 0, end: int = -1
) -> Iterator[Item]:
    """The rows of a range of row groups.

    Raises:
        DamagedError: the file is damaged; the rows before that have been yielded.
    """
    import pyarrow as pa

    file = _opened(stream)
    metadata = file.metadata
    groups = range(start, metadata.num_row_groups if end < 0 else end)
    number = sum(metadata.row_group(group).num_rows for group in range(start))
    try:
        for batch in file.iter_batches(_ROWS, row_groups=list(groups), columns=columns.used(), use_threads=False):
            for row in _rows(batch):
                place, where = f"{path}#{number}", f"row {number}"
                if isinstance(row, str):
                    yield Unreadable(path=place, reason=f"column {row!r} holds bytes that are no UTF-8", where=where)
                else:
                    yield capture_of(row, columns, place, where, options)
                number += 1
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise DamagedError(f"the Parquet file is damaged after row {number}: {error}") from None


def _rows(batch: pa.RecordBatch) -> Iterator[dict[str, Any] | str]:
    """The rows of a batch, of one with text that is no UTF-8 the column; a date that Python cannot hold is None."""
    rows = None
    with suppress(OverflowError, ValueError):  # what is no UTF-8 is a ValueError too
        rows = cast(list[dict[str, Any]], batch.to_pylist())
    if rows is not None:
        yield from rows
        return
    for number in range(batch.num_rows):
        row, undecoded = {}, None
        for name, column in zip(batch.schema.names, batch.columns, strict=True):
            try:
                row[name] = column[number].as_py()
            except UnicodeDecodeError:
                undecoded = undecoded or name
            except (OverflowError, ValueError):
                row[name] = None
        yield undecoded or row


def _opened(stream: BinaryIO) -> pq.ParquetFile:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(stream)
        _fields(file.schema_arrow)  # names are decoded when they are asked for
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise DamagedError(f"no whole Parquet file: {error}") from None
    return file
