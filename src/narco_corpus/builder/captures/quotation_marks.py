"""Tells whether the quotation marks of a row of CSV are in order, of the lines that it was read of.

The csv module reads marks that are not doubled (`"the "boss" fled"`) by dropping some, and a field that nothing closes
to the end of the file, without a word.
"""

from __future__ import annotations

import csv
from typing import Literal


class QuotationMarks:
    """The lines of the row that is being read, and what is wrong with the marks in them."""

    def __init__(self, between: str) -> None:
        self.lines: list[str] = []
        self._between = between

    def fault(self) -> Literal["open", "within"] | None:
        """Whether a field is never closed, or marks stand within one that are not doubled."""
        if not any('"' in line for line in self.lines):
            return None
        try:
            for _ in csv.reader(self.lines, delimiter=self._between, strict=True):
                pass
        except csv.Error as error:
            return "open" if "unexpected end" in str(error) else "within"
        return None
