"""Which row groups of a Parquet file can hold what a condition asks for, by the footer, and where they lie in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl
    import pyarrow.parquet as pq


def can_hold(group: pq.RowGroupMetaData, condition: pl.Expr) -> bool:
    """False only where no row of the row group can fulfil the condition."""
    required = dict(_equalities(condition))
    columns = (group.column(number) for number in range(group.num_columns if required else 0))
    return all(_within(column.statistics, required.get(column.path_in_schema)) for column in columns)


def _within(bounds: pq.Statistics | None, value: str | None) -> bool:
    if value is None or bounds is None or not bounds.has_min_max or not isinstance(bounds.min, str):
        return True
    # Bounds may be wider than the values, never narrower; texts are in the order of their code points.
    return bool(bounds.min <= value <= bounds.max)


def span(group: pq.RowGroupMetaData) -> tuple[int, int]:
    """Where the columns of a row group lie in its file, `[start, end)`."""
    columns = [group.column(number) for number in range(group.num_columns)]
    # A column begins with its dictionary, where it has one.
    starts = [min(c.data_page_offset, c.dictionary_page_offset or c.data_page_offset) for c in columns]
    return min(starts), max(s + c.total_compressed_size for s, c in zip(starts, columns, strict=True))


def _equalities(condition: pl.Expr) -> list[tuple[str, str]]:
    """Columns with the text that each must equal: of `column == text`, and of several of these joined by `&`."""
    import polars as pl

    parts = [] if condition.meta.is_column() or condition.meta.is_literal() else condition.meta.pop()
    if len(parts) != 2:
        return []
    for left, right in (parts, parts[::-1]):
        if condition.meta.eq(left & right):
            return [*_equalities(left), *_equalities(right)]
        if left.meta.is_column() and right.meta.is_literal() and condition.meta.eq(left == right):
            value = pl.select(right).to_series()
            return [(left.meta.output_name(), value[0])] if value.dtype == pl.String and value[0] is not None else []
    return []
