"""What a parser makes of one capture: a post and its comments, before ids, masks and mentions."""

from __future__ import annotations

from datetime import date, datetime, time

import msgspec


class Comment(msgspec.Struct, kw_only=True, gc=False):
    """One reader comment in reading order."""

    text: str
    number: str | None = None
    """As printed, `1.2` for the second reply to comment 1; None where the page prints none."""
    parent: int | None = None
    """Index of the comment that it hangs under."""
    author: str | None = None
    """Name as printed; None for anonymous."""
    printed_on: date | None = None
    printed_at: time | None = None
    """Local clock time as printed, without a zone; serves to resolve replies and is never released."""
    utc: datetime | None = None
    """The moment in UTC, where that is how the page states it: day and clock of where it was printed may be others."""
    own_id: str | None = None
    """The page's own id of the comment."""
    addressed_time: str | None = None
    """The clock time that the comment answers, as written."""
    addressed: int | None = None
    """Index of the one comment that can be meant by it."""


class Post(msgspec.Struct, kw_only=True):
    """One article with its comments; all texts are normalised (`model.text.normalise`)."""

    title: str | None = None
    byline: str | None = None
    published_on: date | None = None
    day_in_utc: bool = False
    """Whether `published_on` is the day of a UTC time: the page's own may be the one before or after."""
    unclear_day: str | None = None
    """Without `published_on`: the date as written, which can be two days."""
    unread_day: str | None = None
    """Without `published_on`: what is written as a date and cannot be read as one, or is of no year of blogs."""
    body: str = ""
    comments: list[Comment] = []
    complete: bool = True
    """False where the capture breaks off before the page's end, has comments that could not be read, or numbers of
    comments that leave some out."""
    layout: str
    """Family of the page: `blogger`, `blogger-threaded`, `blogger-said`, `wordpress`, `bulleted`, `plain`, …"""

    @property
    def structured(self) -> bool:
        """Whether markup or a feed says what is what, and not the layout of a text."""
        return self.layout.endswith(("html", "-fragment", "-export"))


class NotOnePost(Exception):  # noqa: N818 - a finding about a page, not a fault
    """The capture is not one post; the text says why, `where` is a line number from 1 or a place in the markup."""

    def __init__(self, reason: str, where: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.where = where


class NoKnownPost(NotOnePost):
    """A page in which no element holds a post by a class that is known."""
