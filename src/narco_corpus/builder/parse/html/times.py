"""Dates and clock times as pages print them beside comments, and as their attributes state them."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})[:.](\d{2})(?::(\d{2}))?(?!\.?\d)\s*(?:([ap])\.?\s*m\b\.?)?", re.IGNORECASE)
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})([/.-])(\d{1,2})\2(\d{1,4})(?!\d)")
_MONTH_NAMES = (
    "january enero janeiro", "february febrero fevereiro", "march marzo março", "april abril", "may mayo maio",
    "june junio junho", "july julio julho", "august agosto", "september septiembre setiembre setembro",
    "october octubre outubro", "november noviembre novembro", "december diciembre dezembro",
)  # fmt: skip
_MONTHS = {
    name[:length]: number
    for number, names in enumerate(_MONTH_NAMES, start=1)
    for name in names.split()
    for length in range(3, len(name) + 1)
}
"""Number of a month by its name, or by the first letters of it, from three."""
_USUAL_DAY = re.compile(r"(?:\w++,\s)?([A-Za-z]{3,9})\.? (\d{1,2}), (\d{4}),?(?: at)?")
_USUAL_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)(?::\d\d)?\s([AaPp])[Mm]")
"""The forms in which Blogger prints most days and clock times in English, a space between them."""
_USUAL_LENGTH = 60
_ENGLISH_DAY = re.compile(r"(?:[A-Z][a-z]{2,5}day, )?([A-Z][a-z]{2,8}) (\d{1,2}), (\d{4})", re.ASCII)
"""The form of Blogger's own days over its posts."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_YEARS = range(1990, 2101)
_LAST_CENTURY = 70
"""From here on two digits are a year before 2000: news of then is in dumps of papers, and no page is from 2070."""
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")
_UTC = re.compile(r"(?:\d[Zz]|\b(?:UTC|GMT)|\d\s*[+-]00:?00)\s*\Z")


class Stated(NamedTuple):
    """A time as an attribute or a field states it for machines."""

    on: date
    at: time | None
    in_utc: bool
    """Whether day and clock are those of UTC: what a page prints may be of the day before or after."""


def stated_time(value: str | None) -> Stated | None:
    """What an ISO 8601 value states, in the zone that it is written in; None for a year that no page is of."""
    value = value.strip() if value else ""
    try:
        on = date.fromisoformat(value[:10])
    except ValueError:
        return None
    if not 1900 <= on.year <= 2100:
        return None
    try:
        moment = datetime.fromisoformat(value) if len(value) > 10 else None
    except ValueError:
        moment = None
    return Stated(on, moment.time() if moment else None, says_utc(value))


def says_utc(value: str) -> bool:
    """Whether a value ends in what stands for UTC."""
    return _UTC.search(value) is not None


def printed_time(text: str, near: date | None = None) -> tuple[date | None, time | None]:
    """Day and clock time of a comment's time line: `September 22, 2011 at 5:16 PM`, `22/9/11 5:16 p. m.`, `5:16 PM`.

    Numbers that can be day and month either way are read so that the day comes out nearest after `near`; where that is
    not known there is no day. The time is None without a day.
    """
    if usual := usual_time(text):
        return usual
    clock = None
    for match in _CLOCK.finditer(text):
        if clock := _clock(match):
            text = text[: match.start()] + " " + text[match.end() :]
            break
    days = _days(text)
    day = days[0] if len(days) == 1 else None
    if days and near:
        # A comment is written after the post: of two readings the one nearest after it.
        day = min(days, key=lambda each: (each < near, abs((each - near).days)))
    return day, clock if day else None


def usual_time(text: str) -> tuple[date | None, time | None] | None:
    """Day and clock time of a time line in the form of `September 22, 2011 at 5:16 PM`; None for all others."""
    if len(text) > _USUAL_LENGTH:
        return None
    # Comments of a page share days, and clock times are few: each is read once, which is quicker than any pattern.
    before, _, after = text[:-3].rpartition(" ")
    day = _usual_day(before)
    clock = _usual_clock(after + text[-3:]) if day else None
    if not (day and clock):
        return None
    return day[0], clock[0] if day[0] else None


def printed_days(text: str) -> list[date]:
    """The days that a printed date can be: none, one, or two where its numbers can be day and month either way."""
    return _days(_CLOCK.sub(" ", text) if ":" in text or "." in text else text)


def holds_numbers(text: str) -> bool:
    """Whether a text has a number that is no clock time, as every date has that is not said in words alone."""
    return any(map(str.isdigit, _CLOCK.sub(" ", text)))


def _days(text: str) -> list[date]:
    if day := _in_words(text):
        return [day]
    numbers = in_numbers(text)
    return sorted({day for day in numbers[1:] if day}) if numbers else []


@lru_cache(maxsize=4096)
def _usual_day(text: str) -> tuple[date | None] | None:
    """What a text in the usual form of days says, be it no day; None for other texts."""
    match = _USUAL_DAY.fullmatch(text)
    return (_date(int(match[3]), _MONTHS.get(match[1].lower(), 0), int(match[2])),) if match else None


@lru_cache(maxsize=2048)
def _usual_clock(text: str) -> tuple[time | None] | None:
    """What a text in the usual form of clock times says, be it no time; None for other texts."""
    match = _USUAL_CLOCK.fullmatch(text)
    if not match:
        return None
    hour = int(match[1]) % 12 + (12 if match[3] in "pP" else 0)
    return (time(hour, int(match[2])) if 1 <= int(match[1]) <= 12 else None,)


def _clock(match: re.Match[str]) -> time | None:
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    half = (match[4] or "").lower()
    if half and not 1 <= hour <= 12:
        half = ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _in_words(text: str) -> date | None:
    if english := _ENGLISH_DAY.fullmatch(text):
        year = int(english[3])
        return _date(year, _MONTHS.get(english[1].lower(), 0), int(english[2])) if year in _YEARS else None
    months = [month for word in _WORD.findall(text.lower()) if (month := _MONTHS.get(word))]
    numbers = [int(number) for number in _NUMBER.findall(text)]
    years = [number for number in numbers if number in _YEARS]
    days = [number for number in numbers if 1 <= number <= 31]
    return _date(years[0], months[0], days[0]) if months and years and days else None


class InNumbers(NamedTuple):
    """A date in numbers, read both ways; None for a way in which it is no day."""

    form: str
    """Its separator and how many digits the year has: what one writer keeps to."""
    month_first: date | None
    day_first: date | None


def in_numbers(text: str) -> InNumbers | None:
    """The date in numbers that a text holds; with the year in front, or with full stops, there is one way only."""
    match = _NUMERIC.search(text)
    if not match:
        return None
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        return InNumbers("year first", None, _date(first, second, third))
    year = whole_year(third)
    american = _date(year, first, second) if match[2] != "." else None
    return InNumbers(f"{match[2]}{len(match[4])}", american, _date(year, second, first))


def whole_year(year: int) -> int:
    """The year that is written in full or with its last two digits: 11 is 2011, 98 is 1998."""
    return year if year > 99 else year + (1900 if year >= _LAST_CENTURY else 2000)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
