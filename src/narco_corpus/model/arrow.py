"""Arrow schemas of the tables, derived from the JSON Schemas."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import pyarrow as pa

from narco_corpus.errors import DataError
from narco_corpus.model.schema import fields, value_type
from narco_corpus.model.version import precedes_schema

if TYPE_CHECKING:
    import polars as pl

Rows = TypeVar("Rows", pa.Table, pa.RecordBatch)

_BY_NAME = {"large_string": pa.large_string(), "int64": pa.int64(), "float32": pa.float32()}
_BY_TYPE = {"string": pa.string(), "integer": pa.int32(), "number": pa.float64(), "boolean": pa.bool_()}
_BY_FORMAT = {"date": pa.date32(), "date-time": pa.timestamp("ms")}


def arrow_type(spec: dict[str, Any]) -> pa.DataType:
    """The Arrow type of a declared value: `x-arrow` where it is given, else by JSON type and format."""
    if "x-arrow" in spec:
        return _BY_NAME[spec["x-arrow"]]
    kind = value_type(spec)
    if kind == "array":
        return pa.list_(arrow_type(spec["items"]))
    if kind == "object":
        return pa.struct([pa.field(name, arrow_type(part)) for name, part in spec["properties"].items()])
    return _BY_FORMAT.get(spec.get("format", ""), _BY_TYPE[kind])


@cache
def arrow_schema(table: str) -> pa.Schema:
    """The Arrow schema of a table; each field carries its description as metadata."""
    return pa.schema(
        [
            pa.field(f.name, arrow_type(f.spec), nullable=f.nullable, metadata={"description": f.description})
            for f in fields(table)
        ]
    )


def check_columns(table: str, found: pa.Schema, place: str, schema_version: str) -> tuple[pa.Field, ...]:
    """The columns that a table of a release of this schema version lacks, since a later MINOR of it added them.

    Raises `DataError` where any other column is not there or not of its declared type; others may stand beside them.
    """
    types = {field.name: field.type for field in found}
    earlier = precedes_schema(schema_version)
    lacking = []
    for field in arrow_schema(table):
        if earlier and field.nullable and field.name not in types:
            lacking.append(field)
        elif types.get(field.name) != field.type:
            has = types.get(field.name, "no such column")
            raise DataError(f"{place}: expected {table}.{field.name} as {field.type}, found {has}")
    return tuple(lacking)


def with_nulls(table: str, rows: Rows, lacking: Sequence[pa.Field]) -> Rows:
    """The rows with a column of nulls for each of those that they lack, the declared columns first and in order."""
    if not lacking:
        return rows
    nulls = {field.name: field for field in lacking}
    names = columns_in_order(table, rows.schema.names, lacking)
    arrays = [pa.nulls(rows.num_rows, nulls[name].type) if name in nulls else rows.column(name) for name in names]
    schema = pa.schema([nulls.get(name) or rows.schema.field(name) for name in names], rows.schema.metadata)
    return type(rows).from_arrays(arrays, schema=schema)


def columns_in_order(table: str, names: Sequence[str], lacking: Sequence[pa.Field]) -> list[str]:
    """The names of a table's columns once it has those that it lacks: the declared ones first."""
    declared = arrow_schema(table).names
    there = {*names, *(field.name for field in lacking)}
    return [*(name for name in declared if name in there), *(name for name in names if name not in declared)]


def scan_with_nulls(table: str, rows: pl.LazyFrame, names: Sequence[str], lacking: Sequence[pa.Field]) -> pl.LazyFrame:
    """As `with_nulls`, for rows that are not read yet and have columns of these names."""
    if not lacking:
        return rows
    import polars as pl

    kinds = pl.DataFrame(pa.schema(lacking).empty_table()).schema
    rows = rows.with_columns(pl.lit(None, dtype=kind).alias(name) for name, kind in kinds.items())
    return rows.select(columns_in_order(table, names, lacking))


def type_name(kind: pa.DataType) -> str:
    """The name of a type as readers know it: `float32` and not Arrow's `float`, `list<string>` without field names."""
    if pa.types.is_list(kind):
        return f"list<{type_name(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'{f.name}: {type_name(f.type)}' for f in kind)}>"
    names = {pa.date32(): "date32", pa.float32(): "float32", pa.float64(): "float64"}
    return names.get(kind, str(kind))
