"""What the values of a table's first rows tell of its columns: the order of day and month, and what `source` is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

import msgspec

from narco_corpus.builder.captures.columns import TableColumns, is_source
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.rows import value_at
from narco_corpus.model.url import canonical_url

HEAD_ROWS = 1000
HEAD_BYTES = 1 << 20
"""Rows, and bytes of them, that are looked at: a table is read once from front to back, or in parts."""


def with_first_rows(columns: TableColumns, rows: Iterable[Mapping[str, Any]], options: ReadOptions) -> TableColumns:
    """The columns with the order of day and month in the dates of the first rows, and without a guessed `source` that
    does not hold the pages' addresses.

    03/10/2011 alone does not tell; 21/09/2011 in the same column does, unless another row says 09/21/2011.
    """
    from narco_corpus.builder.parse.html.times import in_numbers

    guessed = columns.url if options.url_column is None and is_source(columns.url) else None
    if columns.date is None and guessed is None:
        return columns
    dates = [*([columns.date] if columns.date else []), *columns.others.get("date", ())]
    seen: dict[str, dict[str, set[bool]]] = {}
    sources: list[Any] = []
    for row in islice(rows, HEAD_ROWS):
        for date in dates:
            value = value_at(row, date)
            numbers = in_numbers(value) if isinstance(value, str) else None
            if numbers and (numbers.month_first is None) != (numbers.day_first is None):
                seen.setdefault(date, {}).setdefault(numbers.form, set()).add(numbers.month_first is None)
        if source := value_at(row, guessed):
            sources.append(source)
    return msgspec.structs.replace(
        columns,
        url=columns.url if guessed is None or _are_pages(sources) else None,
        day_first={
            date: {form: orders.pop() for form, orders in sorted(forms.items()) if len(orders) == 1}
            for date, forms in sorted(seen.items())
        },
    )


def _are_pages(values: list[Any]) -> bool:
    """Whether all values are addresses of pages, most of which differ: not those of sites, or of one feed."""
    found = {canonical_url(value) if isinstance(value, str) else None for value in values}
    return 2 * len(found) > len(values) and all(url is not None and url[-1] != "/" for url in found)
