"""Dates and clock times as pages print them beside comments, and as their attributes state them."""

from __future__ import annotations

import re
from datetime import date, datetime, time

_CLOCK = re.compile(r"(?<![\d:.])(\d{1,2})[:.](\d{2})(?::(\d{2}))?\s*(?:([ap])\.?\s*m\b\.?)?", re.IGNORECASE)
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
_USUAL = re.compile(
    r"^(?:\w++,\s)?([A-Za-z]{3,9})\.? (\d{1,2}), (\d{4}),?(?: at)? (\d{1,2}):([0-5]\d)(?::\d\d)?\s([AaPp])[Mm]$"
)
"""The form in which Blogger prints most times in English."""
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"(?<!\d)\d{1,4}(?!\d)")


def stated_date(value: str | None) -> date | None:
    """The day of an ISO 8601 attribute, in the zone that it is written in."""
    try:
        return date.fromisoformat(value.strip()[:10]) if value else None
    except ValueError:
        return None


def stated_time(value: str | None) -> time | None:
    """The local clock time of an ISO 8601 attribute."""
    try:
        return datetime.fromisoformat(value.strip()).time() if value and len(value) > 10 else None
    except ValueError:
        return None


def printed_time(text: str, near: date | None = None) -> tuple[date | None, time | None]:
    """Day and clock time of a comment's time line: `September 22, 2011 at 5:16 PM`, `22/9/11 5:16 p. m.`, `5:16 PM`.

    Numbers that can be day and month either way are read so that the day comes out nearest to `near`, month first where
    that is not known. The time is None without a day.
    """
    if usual := _USUAL.match(text):
        return _usual(usual)
    clock = None
    for match in _CLOCK.finditer(text):
        if clock := _clock(match):
            text = text[: match.start()] + " " + text[match.end() :]
            break
    day = _in_words(text) or _in_numbers(text, near)
    return day, clock if day else None


def _usual(match: re.Match[str]) -> tuple[date | None, time | None]:
    month, day, year, hour, minute, half = match.groups()
    clock = int(hour) % 12 + (12 if half in "pP" else 0)
    try:
        moment = datetime(int(year), _MONTHS.get(month.lower(), 0), int(day), clock, int(minute))
    except ValueError:
        return None, None
    return moment.date(), moment.time() if 1 <= int(hour) <= 12 else None


def _clock(match: re.Match[str]) -> time | None:
    hour, minute, second = int(match[1]), int(match[2]), int(match[3] or 0)
    half = (match[4] or "").lower()
    if half and not 1 <= hour <= 12:
        half = ""
    if half:
        hour = hour % 12 + (12 if half == "p" else 0)
    return time(hour, minute, second) if hour < 24 and minute < 60 and second < 60 else None


def _in_words(text: str) -> date | None:
    months = [month for word in _WORD.findall(text.lower()) if (month := _MONTHS.get(word))]
    numbers = [int(number) for number in _NUMBER.findall(text)]
    years = [number for number in numbers if 1990 <= number <= 2100]
    days = [number for number in numbers if 1 <= number <= 31]
    return _date(years[0], months[0], days[0]) if months and years and days else None


def _in_numbers(text: str, near: date | None) -> date | None:
    match = _NUMERIC.search(text)
    if not match:
        return None
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    if len(match[1]) == 4:
        return _date(first, second, third)
    year = third if third > 99 else 2000 + third
    american, european = _date(year, first, second), _date(year, second, first)
    if american is None or european is None or near is None or match[2] == ".":
        return european if match[2] == "." else american or european
    # A comment is written after the post: of two readings the one nearest after it.
    return min(american, european, key=lambda each: (each < near, abs((each - near).days)))


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
