"""Arrow schemas of the tables, derived from the JSON Schemas."""

from __future__ import annotations

from functools import cache
from typing import Any

import pyarrow as pa

from narco_corpus.errors import DataError
from narco_corpus.model.schema import fields, value_type

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


def check_columns(table: str, found: pa.Schema, place: str) -> None:
    """Raise `DataError` where a column is not of its declared type; other columns may stand beside them."""
    types = {field.name: field.type for field in found}
    for field in arrow_schema(table):
        if types.get(field.name) != field.type:
            has = types.get(field.name, "no such column")
            raise DataError(f"{place}: expected {table}.{field.name} as {field.type}, found {has}")


def type_name(kind: pa.DataType) -> str:
    """The name of a type as readers know it: `float32` and not Arrow's `float`, `list<string>` without field names."""
    if pa.types.is_list(kind):
        return f"list<{type_name(kind.value_type)}>"
    if pa.types.is_struct(kind):
        return f"struct<{', '.join(f'{f.name}: {type_name(f.type)}' for f in kind)}>"
    names = {pa.date32(): "date32", pa.float32(): "float32", pa.float64(): "float64"}
    return names.get(kind, str(kind))
