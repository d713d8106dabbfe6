"""From rows as the JSON Schema declares them to Arrow tables of exactly the declared types, sorted by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from narco_corpus.errors import DataError
from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.schema import key_of


def to_arrow(table: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows of a table in JSON form (dates and times as ISO 8601 text, every column present) as an Arrow table.

    The rows are sorted by the table's key. Raises `DataError` for a missing or unknown column, a value that does not
    fit its type, null where none may be, and a key that stands twice.
    """
    names = arrow_schema(table).names
    for row in rows:
        if odd := sorted(set(names) ^ set(row)):
            raise DataError(
                f"{table}: row {row.get(key_of(table))!r} lacks columns or has unknown ones: {', '.join(odd)}"
            )
    return columns_to_arrow(table, {name: [row[name] for row in rows] for name in names})


def columns_to_arrow(table: str, columns: Mapping[str, Sequence[Any]]) -> pa.Table:
    """The same of rows that are given column by column; raises `DataError` for the same reasons, bar the first."""
    schema = arrow_schema(table)
    made = pa.table([_column(table, field, columns[field.name]) for field in schema], schema=schema)
    key = key_of(table)
    keys = made.column(key)
    if pc.all(pc.less(keys[:-1], keys[1:]), min_count=0).as_py():
        return made
    made = made.take(pc.sort_indices(keys))  # by the bytes of UTF-8, which come in the order of code points
    keys = made.column(key)
    twice = keys[1:].filter(pc.equal(keys[:-1], keys[1:]))
    if len(twice):
        raise DataError(f"{table}: {key} {twice[0].as_py()!r} stands twice")
    return made


def _column(table: str, field: pa.Field, values: Sequence[Any]) -> pa.Array:
    if pa.types.is_list(field.type) and any(isinstance(value, str) for value in values):
        # Arrow would take it for a list of characters.
        raise DataError(f"{table}.{field.name}: a text stands where a list belongs")
    try:
        if pa.types.is_date(field.type):
            array = pa.array(values, pa.string()).cast(field.type)
        elif pa.types.is_timestamp(field.type):
            # Arrow takes a zone only into a type that has one; the declared type is UTC without a zone.
            array = pa.array(values, pa.string()).cast(pa.timestamp(field.type.unit, "UTC")).cast(field.type)
        else:
            array = pa.array(values, field.type)
    except (pa.ArrowException, TypeError, ValueError, OverflowError, UnicodeError) as error:
        raise DataError(f"{table}.{field.name}: a value does not fit {field.type}: {error}") from None
    if array.null_count and not field.nullable:
        raise DataError(f"{table}.{field.name}: {array.null_count} values are null, none may be")
    return array
