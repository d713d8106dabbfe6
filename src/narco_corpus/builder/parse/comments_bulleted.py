"""Comments as bullets: a bullet, a name, a time, the text on the same line or below."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narco_corpus.builder.parse.buttons import hang_replies
from narco_corpus.builder.parse.dates import Stamp, stamp_at
from narco_corpus.builder.parse.joined import WORDS, leading_stamp
from narco_corpus.builder.parse.lines import Line, paragraphs
from narco_corpus.builder.parse.printed_comment import PrintedComment

_BULLET = re.compile(r"[•*·▪●◦‣■○–-]\s+(?=\S)")
_WHEN = re.compile(
    r"(?:^|[\s,|·•—–(-])(?=\d{1,2}:\d\d|\d{4}-\d|\d{1,2}[/.-]\d|\d{1,2} (?:de )?[a-z]{3}|"
    r"(?:jan|ene|feb|mar|apr|abr|may|jun|jul|aug|ago|sep|oct|nov|dec|dic)[a-z]*\.? \d)",
    re.IGNORECASE,
)
_HEAD = 90
"""Characters in which a header ends."""
AGO = re.compile(r"(?:\d{1,3} \w{3,8} ago|hace \d{1,3} \w{3,8})", re.IGNORECASE)
_JOIN = re.compile(r"[\s,|·•—–:)-]*")


def bullet_header(text: str) -> tuple[str, Stamp | None, str] | None:
    """Name, time and first text of a bulleted comment; None for any other line."""
    bullet = _BULLET.match(text)
    if not bullet:
        return None
    begin = bullet.end()
    if named := leading_stamp(text, begin, begin + _HEAD):
        name, stamp, end = named
        return (name, stamp, text[_behind(text, end) :]) if _is_name(name, dated=True) else None
    head = text[begin : begin + _HEAD]
    for when in _WHEN.finditer(head):
        read = stamp_at(text, begin + when.end())
        name = head[: when.start()].strip(" ,|·•—–(-")
        if read and read[0].at and _is_name(name):
            return name, read[0], text[_behind(text, read[1]) :]
    ago = AGO.search(head)
    if ago:
        name = head[: ago.start()].strip(" ,|·•—–(-")
        if 0 < len(name) <= 40:
            return name, None, text[_behind(text, begin + ago.end()) :]
    return None


def _is_name(text: str, *, dated: bool = False) -> bool:
    """Whether it can be a name; with `dated`, before a whole date and time, it may end in a full stop (`Maria R.`)."""
    return 0 < len(text) <= 40 and (text[-1] not in ".!?;:" or (dated and len(text.split()) <= WORDS))


def _behind(text: str, end: int) -> int:
    found = _JOIN.match(text, end)
    return found.end() if found else end


def read_bulleted(lines: Sequence[Line]) -> list[PrintedComment]:
    """The comments of lines that begin with a bulleted header."""
    found: list[PrintedComment] = []
    owned: list[list[Line]] = []
    for line in lines:
        header = bullet_header(line.text)
        if header:
            name, stamp, rest = header
            found.append(PrintedComment(author=name, stamp=stamp))
            owned.append([Line(line.number, 0, line.indent, rest)] if rest else [])
        elif found:
            owned[-1].append(line)
    hang_replies(found, owned)
    for comment, own in zip(found, owned, strict=True):
        comment.text = paragraphs(own)
    return found
