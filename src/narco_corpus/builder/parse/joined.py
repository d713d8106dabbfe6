"""Lines that join a name and a date: `Bob May 3, 2012 at 5:16 PM` of a comment, `By Bob | May 3, 2012` of a post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from narco_corpus.builder.parse.bylines import is_byline, may_hold_byline
from narco_corpus.builder.parse.dates import A_LAS, ORDINAL, WEEKDAY, Stamp, date_line, stamp_at, written_date

_JOIN = " ,|·•—–(-"
_DATE_START = re.compile(
    r"(?=(?:ene|jan|feb|mar|apr|abr|may|jun|jul|aug|ago|sep|oct|nov|dec|dic)[a-z]*\.? \d|"
    rf"\d{{1,2}}{ORDINAL}? de |\d{{1,2}} [a-z]{{3}}|\d{{1,4}}[-/.]\d|\d{{1,2}}:\d\d)",
    re.IGNORECASE,
)
"""Each place is looked at, also within what would be another start: `Regio81 September 29, 2011`."""
_LEAD = re.compile(
    r"(?:(?:comment(?:ed)?|reply|posted|written) (?:by|from)|(?:comentario|respuesta|publicado|escrito) (?:por|de)|"
    r"by|por):? +(?=\S)",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"(?:^|(?<=[{_JOIN}])|(?<=\S)(?=(?-i:[A-Z])))(?:{WEEKDAY})\.?$", re.IGNORECASE)
_GLUED_WEEKDAY = re.compile(r"(?<=\w)(?:lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo), $")
"""As Blogger's pages in Spanish are copied: `Anónimomiércoles, mayo 09, 2012`."""
_BEFORE_DATE = re.compile(rf"(?:^|(?<=[{_JOIN}]))(?:on|at|el|{A_LAS})$", re.IGNORECASE)
_SAID = re.compile(
    r"(?:^| )(?:said|says|wrote|commented|dijo|dice|escribió|comentó)(?: ?\.\.\.| ?…|:)?$", re.IGNORECASE
)
_MARKS = " *_"
_NAME = 50
"""Characters of a commenter's name."""
WORDS = 3
"""Words at most of a name that ends as a sentence does: `Maria R.`, `Jr.`, `Say what?`."""
_GAP = re.compile(rf"[{_JOIN}]+")
_COUNT = re.compile(r" ?[|·•—–,-] ?(?:\d{1,5}|no) (?:comments?|comentarios?)$", re.IGNORECASE)
_LONGEST = 160
"""Characters of a line that names who wrote a post."""


def named_stamp(line: str, *, dated: bool = False) -> tuple[str | None, Stamp] | None:
    """A whole line that is a name and a date with a time, glued or parted; with `dated` the time may lack.

    `@Bob September 12, 2011 at 5:16 PM` addresses another reader.
    """
    if line.startswith("@"):
        return None
    for start in _DATE_START.finditer(line):
        read = stamp_at(line, start.start())
        if read and (read[0].is_whole or (dated and read[0].on)) and not line[read[1] :].strip(" .:|)"):
            name = name_before(line[: start.start()])
            return (name, read[0]) if name is None or len(name) <= _NAME else None
    return None


def leading_stamp(text: str, begin: int, end: int) -> tuple[str, Stamp, int] | None:
    """The name and the whole date and time that a text begins with, and the offset behind them."""
    for start in _DATE_START.finditer(text, begin, end):
        read = stamp_at(text, start.start())
        if read and read[0].is_whole:
            name = name_before(text[begin : start.start()])
            return (name, *read) if name and len(name) <= _NAME else None
    return None


def stamp_before(text: str) -> tuple[Stamp | None, str]:
    """The whole date and time in front of a name, and the name: `September 12, 2011 at 5:16 PM, Bob`."""
    read = stamp_at(text)
    name = text[read[1] :].strip(_JOIN) if read and read[0].is_whole else ""
    return (read[0], name) if read and name else (None, text)


def name_before(text: str) -> str | None:
    """The name in what stands before a date: `Comment by Bob on Monday, ` has the name Bob."""
    name = _GLUED_WEEKDAY.sub("", text).rstrip(_JOIN)
    for behind in (_WEEKDAY, _BEFORE_DATE, _SAID):
        name = behind.sub("", name).rstrip(_JOIN)
    lead = _LEAD.match(name)
    return (name[lead.end() :] if lead else name) or None


def name_alone(text: str) -> str:
    """The name without marks of Markdown around it and without the word behind it: `**Bob** said...` is Bob."""
    return _SAID.sub("", text.strip(_MARKS)).strip(_MARKS) or text


class Joined(NamedTuple):
    """The parts of a line that names who wrote a post and when."""

    byline: str
    day: str


def part_byline(text: str) -> Joined | None:
    """The parts of a line like `By Bob on May 3, 2012` or `May 3, 2012 by Bob`; None for any other.

    A place or a paper before a date (`Mexico City, May 3, 2012`) is no byline, and may begin the text.
    """
    if len(text) > _LONGEST or not may_hold_byline(text) or not any(c.isdigit() for c in text):
        return None
    for before, after in _parts(text):
        if is_byline(name := _BEFORE_DATE.sub("", before).rstrip(_JOIN)) and _is_date(day := after.rstrip(") ")):
            return Joined(name, day)
        if is_byline(name := _COUNT.sub("", after)) and _is_date(before):
            return Joined(name, before)
    return None


def _is_date(text: str) -> bool:
    return date_line(text) is not None or written_date(text) is not None


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The line parted at each space or sign."""
    for gap in _GAP.finditer(text):
        if gap.start() and gap.end() < len(text):
            yield text[: gap.start()], text[gap.end() :]
