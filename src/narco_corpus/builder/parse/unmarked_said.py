"""Comments under `NAME said...` that no line announces: where they begin, if the lines are no sentences of a text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from narco_corpus.builder.parse.bylines import part_count
from narco_corpus.builder.parse.comments_said import DOTS, said_by, said_header
from narco_corpus.builder.parse.dates import stamp_line
from narco_corpus.builder.parse.lines import Line, usual_gap
from narco_corpus.builder.parse.numbered import item_number
from narco_corpus.builder.parse.phrases import is_anonymous, is_phrase

_NAME_WORDS = 6
"""Words at most of a name that nothing else tells from the beginning of a sentence."""
_LINE = 90
"""Characters of a line that says when a comment was written."""
_WIDE = 2
"""Blank lines at least before the comments, where they are what tells them."""


class Said(NamedTuple):
    """The comments under such headers."""

    start: int
    """The first header."""
    sure: bool
    """Whether one has a time, or names nobody: no sentence of an article does."""
    headers: int


class _Header(NamedTuple):
    place: int
    sure: bool
    can_be_name: bool


def said_start(lines: Sequence[Line], listed: int | None = None) -> Said | None:
    """The comments that begin with a line `NAME said...`; None where such lines are likelier of a text.

    An article may have one (`Asked about it, the mayor said...`), and so may a comment in another form. Two of them, a
    time, a writer without a name, a wide gap above, or a count of comments elsewhere on the page tell comments.

    Args:
        lines: the page.
        listed: the first item of the list of comments that it ends with: what is within one is a reader's.
    """
    found = [
        index
        for index, line in enumerate(lines)
        if line.text.endswith(DOTS) and index and said_header(line.text, sure=False)
    ]
    if found and listed is not None:
        found = [index for index in found if not _is_within(lines, index, listed)]
    # One right below another is what the comment begins with.
    found = [index for above, index in zip([-1, *found], found, strict=False) if lines[index].gap or index - 1 != above]
    if not found:
        return None
    headers = [header for header in _headers(lines, found) if header.sure or header.can_be_name]
    if not headers:
        return None
    usual = usual_gap(lines)
    first = headers[0]
    is_wide = lines[first.place].gap >= _WIDE and lines[first.place].gap > usual
    if not (first.sure or is_wide):
        # The line is the article's where the comments stand behind a gap below it.
        first = next((one for one in headers if one.sure and lines[one.place].gap >= max(_WIDE, usual + 1)), first)
    sure = any(header.sure for header in headers)
    if not (sure or len(headers) > 1 or is_wide or _counts_comments(lines[: first.place])):
        return None
    return Said(first.place, sure, len(headers))


def _is_within(lines: Sequence[Line], index: int, listed: int) -> bool:
    is_below = index >= listed
    return is_below and (lines[index].indent > lines[listed].indent or item_number(lines[index].text) is not None)


def _headers(lines: Sequence[Line], found: Sequence[int]) -> Iterable[_Header]:
    for index, end in zip(found, [*found[1:], len(lines)], strict=True):
        match = said_header(lines[index].text, sure=False)
        if match is None:
            continue
        said = said_by(match)
        author = said.author or ""
        sure = is_anonymous(author) or said.stamp is not None or _is_dated(lines, index + 1, end)
        yield _Header(index, sure, len(author.split()) <= _NAME_WORDS)


def _is_dated(lines: Sequence[Line], begin: int, end: int) -> bool:
    """Whether the first or the last of the lines under a header says when the comment was written."""
    while end > begin and is_phrase("widget", lines[end - 1].text):
        end -= 1
    for line in (lines[begin], lines[end - 1]) if begin < end else ():
        stamp = stamp_line(line.text) if len(line.text) < _LINE else None
        if stamp and stamp.at:
            return True
    return False


def _counts_comments(lines: Sequence[Line]) -> bool:
    """Whether a line beside the text says that there are comments: `Posted by Bob at 10:15 AM 1 comment`."""
    return any(part_count(line.text)[1] for line in lines if len(line.text) < _LINE)
