"""Whether a table writes the day before the month, as far as the first of its rows tell."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import Any

import msgspec

from narco_corpus.builder.captures.columns import Columns
from narco_corpus.builder.captures.compressed import DamagedError

HEAD_ROWS = 1000
HEAD_BYTES = 1 << 20
"""Rows, and bytes of them, that are looked at: a table is read once from front to back, or in parts."""


def with_date_order(columns: Columns, dates: Iterable[Any]) -> Columns:
    """The columns with the order of day and month, by values of the date column in the first rows.

    03/10/2011 alone does not tell; 21/09/2011 in the same column does, unless another row says 09/21/2011.
    """
    from narco_corpus.builder.parse.html.times import in_numbers

    seen: dict[str, set[bool]] = {}
    try:
        for value in islice(dates, HEAD_ROWS):
            numbers = in_numbers(value) if isinstance(value, str) else None
            if numbers and (numbers.month_first is None) != (numbers.day_first is None):
                seen.setdefault(numbers.form, set()).add(numbers.month_first is None)
    except DamagedError:  # whoever reads the rows says so
        pass
    return msgspec.structs.replace(
        columns, day_first={form: orders.pop() for form, orders in sorted(seen.items()) if len(orders) == 1}
    )
