"""One capture as it was read, one that could not be read, and those that nobody asked for."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import Literal

import msgspec

Form = Literal["text", "html", "mhtml", "markdown", "feed-entry", "fields"]


class Capture(msgspec.Struct, kw_only=True):
    """The bytes of one page and what its container says of it; nothing is decoded yet."""

    path: str
    """Relative to the input, `/` between parts; in a container followed by `#` and the record's place in it."""
    content: bytes
    """The record's payload as read."""
    where: str | None = None
    """Place within the file that holds it: `row 3, line 4`, `line 8, byte 5120`; None where it is a file of its own."""
    form: Form
    """What `to_post` reads the content as; `fields` is a row of a table, its content the text column in UTF-8."""
    url: str | None = None
    retrieved_at: str | None = None
    """ISO 8601, UTC, milliseconds, `Z`."""
    license: str | None = None
    title: str | None = None
    author: str | None = None
    """As its table states it, a line each."""
    published_on: date | None = None
    day_in_utc: bool = False
    """Whether `published_on` is the day of a UTC time."""
    unclear_day: str | None = None
    """A date as its table writes it, which can be two days."""
    unread_day: str | None = None
    """A date as its table writes it, which cannot be read."""
    unread_time: str | None = None
    """A time of retrieval as its table writes it, which cannot be read."""
    odd_marks: str | None = None
    """Where the row of its table is, if there are marks within quoted fields that are not doubled."""
    guessed_charset: str | None = None
    """What its text is read in by a guess other than windows-1252, by whoever decodes it."""
    charset: str | None = None
    """As declared by the container; the content's own declaration is looked at when it is decoded."""

    @property
    def sha256(self) -> str:
        """SHA-256 of the content, 64 hex digits."""
        return hashlib.sha256(self.content).hexdigest()


class Unreadable(msgspec.Struct, kw_only=True):
    """A capture or record that could not be read, or what is said of a file that is none."""

    path: str
    reason: str
    where: str | None = None
    """Place within the file: `line 3`, `byte 5120`, …"""
    is_capture: bool = True
    """False for what is said of a manifest's row, whose file is read all the same or is not there, and of a folder."""


class LeftOut(msgspec.Struct, frozen=True):
    """Captures that were left out, since the user asked for others; they are counted and not named."""

    other_url: int = 0
    """Those whose URL fits no pattern."""
    no_url: int = 0
    """Those that state no URL."""

    def __add__(self, other: LeftOut) -> LeftOut:
        return LeftOut(self.other_url + other.other_url, self.no_url + other.no_url)

    def __str__(self) -> str:
        other, none = "has" if self.other_url == 1 else "have", "states" if self.no_url == 1 else "state"
        return f"{self.other_url:,} {other} another URL, {self.no_url:,} {none} none"

    def __bool__(self) -> bool:
        return bool(self.other_url or self.no_url)


class TableRead(msgspec.Struct, frozen=True):
    """A table whose captures follow, and which of its columns are read; said before the first of them."""

    path: str
    columns: str
    """As in `text: content, url: link; not used: tags`."""


class PassedOver(msgspec.Struct, frozen=True):
    """What lies in a file or beside a page and is no capture, or was never seen by readers; counted and not named."""

    path: str
    what: str
    """In the plural, as in `drafts`."""
    count: int


Item = Capture | Unreadable | LeftOut | TableRead | PassedOver
"""What reading gives."""
