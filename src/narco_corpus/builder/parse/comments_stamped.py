"""Comments under a name and a time and nothing else, as in copies of pages: `Bob` over `May 3, 2012 at 5:16 PM`."""

from __future__ import annotations

from collections.abc import Sequence

from narco_corpus.builder.parse.dates import stamp_line
from narco_corpus.builder.parse.found import Found
from narco_corpus.builder.parse.lines import Line, paragraphs
from narco_corpus.builder.parse.numbered import named_stamp

_NAME = 50
"""Characters of a name."""


def stamped_header(lines: Sequence[Line], index: int) -> tuple[Found, int] | None:
    """Name and time of a comment that begins at a line, and how many lines they take; None for any other line."""
    text = lines[index].text
    if len(text) > _NAME or text[-1] in ".!?:;":
        return None
    if index + 1 < len(lines) and len(lines[index + 1].text) < _NAME and stamp_line(text) is None:
        stamp = stamp_line(lines[index + 1].text)
        if stamp and stamp.is_whole and not lines[index + 1].gap:
            return Found(author=text, stamp=stamp), 2
    named = named_stamp(text)
    return (Found(author=named[0], stamp=named[1]), 1) if named and named[0] else None


def read_stamped(lines: Sequence[Line]) -> list[Found]:
    """The comments of lines that begin with a name and a time."""
    found: list[Found] = []
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
    for comment, own in zip(found, owned, strict=True):
        comment.text = paragraphs(own)
    return found
