"""Rows as Python has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]
"""One row of any table, or some columns of it: column name → str, int, float, bool, `date`, `datetime` (UTC, without a
zone), list or None. Whole rows of a known table have a type of their own in `row_types`."""

FLOAT32_DIGITS = 6
"""Decimal places that a float32 of a confidence holds."""


def to_rows(batch: pa.RecordBatch | pa.Table) -> list[dict[str, Any]]:
    """Rows with Python values; float32 to the six digits that it holds, so 0.95 and not 0.949999988079071."""
    import pyarrow as pa

    columns = {}
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        values = column.to_pylist()
        if pa.types.is_float32(column.type):
            values = [None if v is None else round(v, FLOAT32_DIGITS) for v in values]
        columns[name] = values
    names = list(columns)
    return [dict(zip(names, row, strict=True)) for row in zip(*columns.values(), strict=True)]
