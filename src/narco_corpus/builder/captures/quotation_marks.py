"""Tells whether the quotation marks of a row of CSV are in order, of the lines that it was read of.

The csv module reads marks that are not doubled (`"the "boss" fled"`) by dropping some, and a field that nothing closes
to the end of the file, without a word.
"""

from __future__ import annotations

import csv
import re
from typing import Literal


class QuotationMarks:
    """The lines of the row that is being read, and what is wrong with the marks in them."""

    def __init__(self, between: str) -> None:
        self.lines: list[str] = []
        self._between = between
        end = rf"(?={re.escape(between)}|\Z)"
        self._field = re.compile(rf'"((?:[^"]|"(?!{end}))*+)"{end}|(?!")([^{re.escape(between)}]*){end}')
        self._doubled = re.compile(rf'""(?!{end})')

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

    def mended(self, width: int) -> list[str] | None:
        """The fields of a row with so many, by a writer who doubles no marks: one closes a field where the field ends.

        None where marks are doubled, or another number of fields comes out.
        """
        row = "".join(self.lines).rstrip("\n")
        if self._doubled.search(row):
            return None
        fields: list[str] = []
        at = 0
        while at <= len(row) and (field := self._field.match(row, at)) is not None:
            fields.append(field[1] if field[1] is not None else field[2])
            at = field.end() + 1
        return fields if at > len(row) and len(fields) == width else None
