"""Comments under a name and a time and nothing else, as in copies of pages: `Bob` over `May 3, 2012 at 5:16 PM`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narco_corpus.builder.parse.buttons import hang_replies
from narco_corpus.builder.parse.dates import AGO, stamp_line
from narco_corpus.builder.parse.joined import WORDS, named_stamp
from narco_corpus.builder.parse.lines import Line, paragraphs
from narco_corpus.builder.parse.printed_comment import PrintedComment

_NAME = 50
"""Characters of a name."""
_AGO = re.compile(rf"{AGO}(?: ?[•·|–—-] ?edited)?", re.IGNORECASE)
_NAMED_AGO = re.compile(rf"(?P<author>\S.{{0,{_NAME - 1}}}?) ?[•·|–—] ?(?:{_AGO.pattern})", re.IGNORECASE)
"""`Bob • 3 years ago`, as Disqus prints it."""
_LINE = 90
"""Characters of a name, a date and a time, with the words between them."""


def stamped_header(lines: Sequence[Line], index: int) -> tuple[PrintedComment, int] | None:
    """Name and time of a comment that begins at a line, and how many lines they take; None for any other line."""
    text = lines[index].text
    if text[-1] in "!?;" and len(text.split()) > WORDS:
        return None
    is_name = len(text) <= _NAME and (text[-1] not in ".:" or len(text.split()) <= WORDS) and stamp_line(text) is None
    if is_name and index + 1 < len(lines) and len(lines[index + 1].text) < _NAME:
        stamp = stamp_line(lines[index + 1].text)
        if stamp and stamp.is_whole and not lines[index + 1].gap:
            return PrintedComment(author=text, stamp=stamp), 2
        if lines[index + 1].text[-1] in "oOsSdD" and not lines[index + 1].gap and _AGO.fullmatch(lines[index + 1].text):
            return PrintedComment(author=text), 2
    if len(text) > _LINE or (text[-1] == "." and text[-2:] not in ("m.", "M.")):
        return None
    if (" ago" in text or "ace " in text) and (ago := _NAMED_AGO.fullmatch(text)):
        return PrintedComment(author=ago["author"]), 1
    named = named_stamp(text)
    return (PrintedComment(author=named[0], stamp=named[1]), 1) if named and named[0] else None


def read_stamped(lines: Sequence[Line]) -> list[PrintedComment]:
    """The comments of lines that begin with a name and a time."""
    found: list[PrintedComment] = []
    owned: list[list[Line]] = []
    index = 0
    while index < len(lines):
        header = stamped_header(lines, index)
        if header:
            found.append(header[0])
            owned.append([])
            index += header[1]
            continue
        owned[-1].append(lines[index])
        index += 1
    hang_replies(found, owned)
    for comment, own in zip(found, owned, strict=True):
        comment.text = paragraphs(own)
    return found
