"""Dates and clock times as blogs print them, in English and Spanish; a day that does not exist is no date."""

from __future__ import annotations

import re
from datetime import date, time
from functools import lru_cache
from typing import NamedTuple

from narco_corpus.builder.parse.phrases import words

_MONTHS = (
    "jan(?:uary)?|ene(?:ro)?",
    "feb(?:ruary|rero)?",
    "mar(?:ch|zo)?",
    "apr(?:il)?|abr(?:il)?",
    "may(?:o)?",
    "june?|junio",
    "july?|julio",
    "aug(?:ust)?|ago(?:sto)?",
    "sept?(?:ember|iembre)?|set(?:iembre)?",
    "oct(?:ober|ubre)?",
    "nov(?:ember|iembre)?",
    "dec(?:ember)?|dic(?:iembre)?",
)
_MONTH_STEMS = ("ja en", "fe", "mar", "ap ab", "may", "jun", "jul", "au ag", "se", "oc", "no", "de di")
_MONTH_OF = {stem: month for month, stems in enumerate(_MONTH_STEMS, 1) for stem in stems.split()}

_MONTH = "(?:" + "|".join(_MONTHS) + r")\.?"
WEEKDAY = (
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?|"
    r"lun(?:es)?|mar(?:tes)?|mi[eé](?:rcoles)?|jue(?:ves)?|vie(?:rnes)?|s[aá]b(?:ado)?|dom(?:ingo)?)"
)
ORDINAL = r"(?:st|nd|rd|th|\.?[º°]|(?:o|er|ero|ro)\b\.?)"
"""What stands behind the number of a day: `1st`, `1º`, `1.º`, `1o.`, `1ro`."""
A_LAS = r"a la(?:s|\(s\))?"
"""What stands before a clock time in Spanish; Blogger prints `a la(s)`."""
_DATE = (
    rf"(?:(?P<weekday>{WEEKDAY})\.?,? {{1,3}})?(?:el )?(?:"
    rf"(?P<m1>{_MONTH}) {{1,3}}(?P<d1>\d{{1,2}})(?:st|nd|rd|th)?(?: ?,| de| del)? {{0,3}}(?P<y1>\d{{4}})(?!\d)|"
    rf"(?P<d2>\d{{1,2}}){ORDINAL}?[ -](?:de |of )?(?P<m2>{_MONTH}),?[ -](?:de |del )?(?P<y2>\d{{4}})(?!\d)|"
    r"(?P<y3>\d{4})[-/.](?P<m3>\d{1,2})[-/.](?P<d3>\d{1,2})(?!\d)|"
    r"(?P<a4>\d{1,2})(?P<s4>[-/.])(?P<b4>\d{1,2})(?P=s4)(?P<y4>\d{4})(?!\d))"
)
CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2})?(?!\d)(?: ?(?P<half>[ap])\.? ?m\b\.?)?"
_BEFORE = re.compile(
    r"(?:(?P<capture>captured?|retrieved|downloaded|saved|archived|accessed|consultado|descargado|guardado|"
    r"capturado|fecha de captura)|(?P<label>posted|published|publicado|publicada|date|fecha|updated))(?: on| el)?:? +",
    re.IGNORECASE,
)
_DATE_RE = re.compile(_DATE, re.IGNORECASE)
_CLOCK_RE = re.compile(rf"(?:T| ?[,·|@–-]? ?(?:(?:at|{A_LAS}|las) )?){CLOCK}", re.IGNORECASE)
_AFTER = re.compile(
    r" ?(?:hrs?\.?|h|z|[A-Z]{2,4}|\(?(?:GMT|UTC)?[+-]\d{1,2}:?\d{0,2}\)?)?"
    r"(?: ?[|·•—–,-]? ?(?:(?P<count>\d{1,5}|no) (?:comments?|comentarios?)|(?:by|por) .{1,60}))?\s?(?P<bar>\|)?\s?",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"\d+")
_LONGEST = 110
_SHORT = 50
"""Characters of a line over a title that is a date in a form that is not known."""
_BLOG_YEARS = range(1990, 2101)
_A_MONTH = re.compile(rf"\b{_MONTH}\b", re.IGNORECASE)
_YEARS = (1900, 2100)
UNCLEAR_DATE = r"\d{1,4}(?P<sign>[-/.])\d{1,2}(?P=sign)(?:\d{4}|\d{2})(?!\d)"
"""A date in numbers, whatever its order."""
_UNCLEAR = re.compile(UNCLEAR_DATE)
_SHORT_DATE = re.compile(
    rf"(?P<weekday>{WEEKDAY}\.?,? )?(?:the |el )?(?:"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?!\d)(?P<y1>,? ['’]?\d\d(?![\d:]))?|"
    rf"\d{{1,2}}{ORDINAL}?\.?[ /-](?:de |of )?{_MONTH}"
    r"(?P<y2>,?[ /-](?:de |del )?['’]?(?:\d{4}|\d\d)(?![\d:]))?)",
    re.IGNORECASE,
)
"""A date in words without a year, or with one of two digits."""
_YEAR = r"(?:19|20)\d\d"
AGO = (
    r"(?:hace (?:\d{1,3}|una?) (?:segundo|minuto|min|hora|hr|h|d[ií]a|semana|mes|año)(?:e?s)?\.?(?!\w)|"
    r"(?:\d{1,3}|an?) ?(?:second|sec|minute|min|m|hour|hr|h|day|d|week|w|month|year)s?\.? ago(?!\w))"
)
"""How long ago it was."""
_VAGUE = re.compile(
    rf"{_MONTH},? (?:de |del )?{_YEAR}(?!\d)|"
    rf"{_YEAR}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?!\d)|"
    rf"{AGO}|"
    rf"(?:[^\W\d_]{{3,12}}(?:-feira)?[.,]{{0,2}} )?\d{{1,2}}(?:{ORDINAL}|\.)? (?:de )?"
    rf"(?P<month>[^\W\d_]{{3,10}})\.?,? (?:de )?{_YEAR}(?!\d)",
    re.IGNORECASE,
)
"""A month and its year, a date without signs between its numbers, how long ago it was, a date in another language."""
_IN_NUMBERS = re.compile(
    r"(?:\d{4}|\d\d)(?P<sign>[-/.])(?:0?[1-9]|1[0-2])(?P=sign)(?:0?[1-9]|[12]\d|3[01])|"
    r"\d{1,2}(?P<other>[-/.])\d{1,2}(?P=other)\d{4}"
)


class DateLine(NamedTuple):
    """A line that is a date and little else."""

    on: date
    at: time | None
    weekday: bool
    label: str | None
    """`capture` for "Captured on", `label` for "Posted:", None without such a word."""
    meta: bool
    """The forms that stand under a title: `… |`, `… - 00:00`, `… · 3 Comments`, `Posted: …`."""


def _day(found: re.Match[str]) -> date | None:
    group = found
    if group["y1"]:
        year, month, day = int(group["y1"]), _month(group["m1"]), int(group["d1"])
    elif group["y2"]:
        year, month, day = int(group["y2"]), _month(group["m2"]), int(group["d2"])
    elif group["y3"]:
        year, month, day = int(group["y3"]), int(group["m3"]), int(group["d3"])
    else:
        first, second, year = int(group["a4"]), int(group["b4"]), int(group["y4"])
        # 03/04/2012 is March in one country and April in the other: only what can be one day is taken.
        if first > 12 or first == second:
            day, month = first, second
        elif second > 12:
            month, day = first, second
        else:
            return None
    if not _YEARS[0] <= year <= _YEARS[1]:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _month(word: str) -> int:
    word = word.casefold()
    return _MONTH_OF.get(word[:3]) or _MONTH_OF[word[:2]]


def clock_of(found: re.Match[str]) -> time | None:
    """The time of a match of `CLOCK`; None where no clock shows it."""
    hour, minute, half = int(found["hour"]), int(found["minute"]), found["half"]
    if minute > 59 or hour > 23:
        return None
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half in "pP" else 0)
    return time(hour, minute)


def date_line(line: str) -> DateLine | None:
    """Reads a line that is a date with, at most, a label, a clock time and a comment count around it."""
    return _read_date_line(line) if len(line) <= _LONGEST and _DIGIT.search(line) else None


@lru_cache(64)  # the lines about a head are asked for in turn by all that look for a date there
def _read_date_line(line: str) -> DateLine | None:
    before = _BEFORE.match(line)
    found = _DATE_RE.match(line, before.end() if before else 0)
    if not found:
        return None
    on = _day(found)
    if not on:
        return None
    end, at = found.end(), None
    clock = _CLOCK_RE.match(line, end)
    if clock:
        at, end = clock_of(clock), clock.end()
    after = _AFTER.fullmatch(line, end)
    if not after:
        return None
    label = before.lastgroup if before else None
    meta = bool(after["bar"] or after["count"] or label or (at and clock and not clock["half"] and at == time(0)))
    return DateLine(on, at, bool(found["weekday"]), label, meta)


def written_date(line: str, *, labelled: bool = False) -> str | None:
    """What a line without its label says where it has the form of a date; None for any other, and for a capture's date.

    That there is such a day, and one only, is for the caller to see: `September 31, 2011` and `03/10/2011` have the
    form too. A date without a year, or with one of two digits, is meant as one behind a label; without it only in
    numbers that can be a day, as other things are written so.
    """
    line = " ".join(line.split()) if len(line) <= _LONGEST else ""
    before = _BEFORE.match(line)
    if not _DIGIT.search(line) or (before and before["capture"]):
        return None
    start = before.end() if before else 0
    labelled = labelled or before is not None
    found = _DATE_RE.match(line, start)
    if found:
        year = int(found["y1"] or found["y2"] or found["y3"] or found["y4"])
        if not (labelled or _YEARS[0] <= year <= _YEARS[1]):
            return None
    else:
        found = _UNCLEAR.match(line, start) or (_SHORT_DATE.match(line, start) if labelled else None)
        if found is None or not (labelled or _can_be_a_day(found)):
            return None
    end = found.end()
    clock = _CLOCK_RE.match(line, end)
    return line[start:].rstrip(" |") if _AFTER.fullmatch(line, clock.end() if clock else end) else None


def _can_be_a_day(numbers: re.Match[str]) -> bool:
    first, second, _ = (int(number) for number in _NUMBER.findall(numbers[0]))
    return 1 <= min(first, second) <= 12 and max(first, second) <= 31


def is_in_numbers(line: str) -> bool:
    """Whether a line is nothing but numbers that can be a date, of whatever year: below a title they can be others."""
    return _IN_NUMBERS.fullmatch(line) is not None


def vague_date(line: str) -> str | None:
    """What a line without its label says where it is a date by its words and cannot be read as one; None for others.

    Of dates without a year it is one that names the weekday: `May 3` may stand over what happened on it.
    """
    line = " ".join(line.split()) if len(line) <= _LONGEST else ""
    before = _BEFORE.match(line)
    if before and before["capture"]:
        return None
    start = before.end() if before else 0
    found = _SHORT_DATE.match(line, start)
    if not (found and (found["weekday"] or found["y1"] or found["y2"])):
        found = _VAGUE.match(line, start)
        if not found or (found["month"] and found["month"].casefold() not in words("month_abroad")):
            return None
    clock = _CLOCK_RE.match(line, found.end())
    return line[start:].rstrip(" |") if _AFTER.fullmatch(line, clock.end() if clock else found.end()) else None


def names_day(line: str) -> bool:
    """Whether a short line is likely a date by its numbers: a year beside a day's number or a month's name."""
    before = _BEFORE.match(line)
    if len(line) > _SHORT or (before and before["capture"]):
        return False
    numbers = [int(number) for number in _NUMBER.findall(line)]
    others = [number for number in numbers if 1 <= number <= 31]
    return any(number in _BLOG_YEARS for number in numbers) and (len(others) > 0 or _A_MONTH.search(line) is not None)


def parse_date(text: str) -> date | None:
    """The day of a line that is a date in English or Spanish (`September 21, 2011`, `11 ene 2016`); else None."""
    found = date_line(" ".join(text[: _LONGEST + 1].split())) if len(text) <= _LONGEST else None
    return found.on if found else None


class Stamp(NamedTuple):
    """When a comment was written, as its page prints it."""

    on: date | None
    at: time | None
    unclear: bool = False
    """Whether its date can be two days, or its year is of two digits."""

    @property
    def is_whole(self) -> bool:
        """Whether the page prints a date and a time, also where the date is not clear."""
        return self.at is not None and (self.on is not None or self.unclear)


_STAMP_CLOCK = re.compile(CLOCK, re.IGNORECASE)
_ON = re.compile(rf"(?:on |el |at |{A_LAS} )?", re.IGNORECASE)
_STAMP_END = re.compile(r" ?(?:hrs?\.?|h|[A-Z]{2,4})?(?: ?(?:said|dijo|says|dice)(?:\.\.\.|…|:)?)?[ .:|]*")


def stamp_at(line: str, start: int = 0) -> tuple[Stamp, int] | None:
    """The date and time, or either, that begin at an offset of a line, and the offset behind them."""
    if not _DIGIT.search(line, start):
        return None
    begin = _ON.match(line, start)
    start = begin.end() if begin else start
    found = _DATE_RE.match(line, start)
    on = _day(found) if found else None
    if found and on:
        clock = _CLOCK_RE.match(line, found.end())
        at = clock_of(clock) if clock else None
        return Stamp(on, at), clock.end() if clock and at else found.end()
    if numbers := _UNCLEAR.match(line, start):
        clock = _CLOCK_RE.match(line, numbers.end())
        at = clock_of(clock) if clock else None
        return (Stamp(None, at, True), clock.end()) if clock and at else None
    clock = _STAMP_CLOCK.match(line, start)
    at = clock_of(clock) if clock else None
    return (Stamp(None, at), clock.end()) if clock and at else None


def stamp_line(line: str) -> Stamp | None:
    """Reads a line that is nothing but when a comment was written."""
    if len(line) > _LONGEST:
        return None
    found = stamp_at(line)
    if not found:
        return None
    return found[0] if _STAMP_END.fullmatch(line, found[1]) else None
