"""From rows as the JSON Schema declares them to Arrow tables of exactly the declared types, sorted by key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from operator import itemgetter
from typing import Any

import pyarrow as pa

from narco_corpus.errors import DataError
from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.schema import key_of


def to_arrow(table: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Rows of a table in JSON form (dates and times as ISO 8601 text, every column present) as an Arrow table.

    The rows are sorted by the table's key. Raises `DataError` for a missing or unknown column, a value that does not
    fit its type, null where none may be, and a key that stands twice.
    """
    schema = arrow_schema(table)
    key = key_of(table)
    names = schema.names
    for row in rows:
        if len(row) != len(names):
            odd = sorted(set(names) ^ set(row))
            raise DataError(f"{table}: row {row.get(key)!r} lacks columns or has unknown ones: {', '.join(odd)}")
    try:
        ordered = sorted(rows, key=itemgetter(key))
        columns = {name: list(map(itemgetter(name), ordered)) for name in names}
    except (KeyError, TypeError) as error:
        raise DataError(f"{table}: a row lacks a column or its key is not text ({error!r})") from None
    keys = columns[key]
    for left, right in pairwise(keys):
        if left == right:
            raise DataError(f"{table}: {key} {left!r} stands twice")
    return pa.table([_column(table, field, columns[field.name]) for field in schema], schema=schema)


def _column(table: str, field: pa.Field, values: list[Any]) -> pa.Array:
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
