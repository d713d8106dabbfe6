"""Traces by which is seen that a finder may find something in a text, made of the words of its expressions."""

from __future__ import annotations

import re
from typing import NamedTuple


class Traces(NamedTuple):
    """Of which one stands in every text that some of a finder's expressions fit."""

    texts: tuple[str, ...]
    """In lower case, white space as one space."""
    beside: re.Pattern[str] | None = None
    """What must be found in the text in lower case, too."""
