"""What a build tells: of many captures how many they are and the first of them, and what holds withdrawn words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TypeVar

import msgspec

Key = TypeVar("Key", bound=str)


class Unused(StrEnum):
    """Why a value that a capture states is not taken, or not as it stands."""

    UNCLEAR_DAY = "unclear-day"
    """A date in numbers that can be two days."""
    UNREAD_DAY = "unread-day"
    """A date that cannot be read, or is of no year of blogs."""
    UNREAD_TIME = "unread-time"
    """A table's time of retrieval that cannot be read."""
    ODD_MARKS = "odd-marks"
    """Quotation marks within a field of CSV that are not doubled: some of them are not in the text."""
    GUESSED_CHARSET = "guessed-charset"
    """Text that is neither UTF-8 nor declared and that is not read as windows-1252."""
    BAD_URL = "bad-url"
    """A table's URL that is no web address."""


class Told(msgspec.Struct):
    """A number of captures or files, and the first as an example."""

    count: int = 0
    first: str | None = None

    def add(self, example: str | None, count: int = 1) -> None:
        """Some more; the example counts if there is none yet."""
        self.count += count
        self.first = self.first or example


class Held(msgspec.Struct, frozen=True, order=True):
    """An article or comment that still holds a passage of what was withdrawn."""

    less: int
    """Characters of its longest one, negative so that the longest come first."""
    id: str

    @property
    def characters(self) -> int:
        """How long its longest passage is."""
        return -self.less


def together(parts: Iterable[Mapping[Key, Told]]) -> dict[Key, Told]:
    """What several parts of a build tell, in their order; what is told most often comes first."""
    found: dict[Key, Told] = {}
    for part in parts:
        for what, told in part.items():
            found.setdefault(what, Told()).add(told.first, told.count)
    return dict(sorted(found.items(), key=lambda item: (-item[1].count, item[0])))


def added(parts: Iterable[Told]) -> Told:
    """What several parts of a build tell of one thing, in their order."""
    found = Told()
    for part in parts:
        found.add(part.first, part.count)
    return found
