"""What goes into a recogniser and what comes out of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

import msgspec


class Unit(msgspec.Struct, frozen=True):
    """One text of a document in which offsets count."""

    field: str
    """`title`, `body` or `comment`."""
    text: str


class Mention(msgspec.Struct, frozen=True, order=True):
    """A named span of one unit: code points `[start, end)`."""

    start: int
    end: int
    label: str
    entity_id: str | None
    confidence: float
    method: str


class Recogniser(Protocol):
    """Finds and links the mentions of one document; the same document gives the same mentions, wherever it runs."""

    name: str
    version: str
    """Hash of all that decides what it finds: code, knowledge base, word lists, weights."""

    def recognise(self, units: Sequence[Unit], published_on: date | None) -> list[list[Mention]]:
        """The mentions of each unit, sorted and without overlap; title first, then body, then comments in order."""
        ...
