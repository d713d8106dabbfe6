"""The day of a post: what its page prints, by the help of what attributes and its address state."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from narco_corpus.builder.parse.html.times import Stated, holds_numbers, printed_days

_MONTH = re.compile(r"/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])(?!\d)")
"""Year and month in the address of a post, as most blogs make it."""


class Day(NamedTuple):
    """The day of a post, as far as it can be told."""

    on: date | None = None
    in_utc: bool = False
    """Whether it is the day of a UTC time: the printed one may be the day before or after."""
    unclear: str | None = None
    """Where there is none: what is written and can be two days."""
    unread: str | None = None
    """Where there is none: what is written as a date and cannot be read as one."""


def day_of_post(printed: Iterable[str], stated: Stated | None, url: str | None) -> Day:
    """The first printed day, else the stated one.

    03/10/2011 is a day in March or in October: it is taken where the stated day, or the month in the post's address,
    decides between them.
    """
    unclear = unread = None
    for text in printed:
        days = printed_days(text)
        if not days and holds_numbers(text):
            unread = unread or text
        if len(days) > 1:
            unclear = unclear or text
            days = [day for day in days if (is_near(day, stated) if stated else _in_month(day, url))]
        if len(days) == 1:
            return Day(days[0])
    if stated:
        return Day(stated.on, stated.in_utc)
    return Day(unclear=unclear, unread=None if unclear else unread)


def day_as_written(text: str, url: str | None) -> Day:
    """The day of what is written as a date, or why it has none."""
    day = day_of_post([text], None, url)
    return day if day.on or day.unclear else Day(unread=text)


def _in_month(day: date, url: str | None) -> bool:
    """Whether an address has the year and month of a day."""
    match = _MONTH.search(url or "")
    return match is not None and (int(match[1]), int(match[2])) == (day.year, day.month)


def local_day(utc: date, url: str | None) -> date:
    """The day of a post by the day of its UTC time.

    An address has the month of the blog's own zone: where it is not that of the UTC day and is that of the day before
    or after, the post is of that day.
    """
    if _in_month(utc, url):
        return utc
    near = (utc + timedelta(days=days) for days in (-1, 1) if date.min < utc < date.max)
    return next((day for day in near if _in_month(day, url)), utc)


def is_near(day: date, stated: Stated) -> bool:
    """Whether a zone can make two days of one moment."""
    return abs((day - stated.on).days) <= 1
