"""Comments that no line announces and no indent sets off: where they begin, if they cannot be a part of the article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narco_corpus.builder.parse.buttons import SHORT
from narco_corpus.builder.parse.clock import find_time
from narco_corpus.builder.parse.comments_stamped import stamped_header
from narco_corpus.builder.parse.dates import stamp_line
from narco_corpus.builder.parse.lines import Line
from narco_corpus.builder.parse.phrases import is_anonymous, is_phrase
from narco_corpus.builder.parse.prose import is_sentence

_LINE = 90
"""Characters of a line that says who wrote a comment and when."""
_PARAGRAPH = 180
"""Characters from which on a line is of an article, and no deck."""
_HEAD = 4
"""Lines that a head has at most where a sentence stands in it."""
_WHEN = re.compile(r"\d:\d\d|\b(?:ago|hace)\b", re.IGNORECASE)
"""What each line that says when a comment was written has."""
_ITEM = re.compile(r"(\d{1,6})\.\s+(?=\S)")
_GAP = 2
"""Blank lines at least before the comments."""


def stamped_start(lines: Sequence[Line]) -> int | None:
    """The first of the comments under a name and a time: one without a name, one whose name is glued to the time as
    in copies of Blogger's pages, `Bob • 3 years ago`, or buttons under them tell them from the hours of a chronicle.
    """
    heads: list[int] = []
    nameless = glued = False
    since = 0
    begin: int | None = None
    for index, line in enumerate(lines):
        if len(line.text) > _LINE or not _WHEN.search(line.text):
            continue
        first = index
        header = stamped_header(lines, index)
        if (header is None or header[1] > 1) and index:
            first = index - 1
            header = stamped_header(lines, first)
            header = header if header and header[1] > 1 else None
        author = header[0].author if header else None
        if header is None or not author or "@" in author:
            continue
        begin = _end_of_head(lines) if begin is None else begin
        if first < begin:
            continue
        if header[0].stamp is None and not (index + 1 < len(lines) and not lines[index + 1].gap):
            continue  # a link to another article
        heads.append(first)
        since += header[0].stamp is None
        nameless = nameless or is_anonymous(author)
        text = lines[first].text
        glued = glued or (header[1] == 1 and text.startswith(author) and text[len(author)].isalnum())
    if not heads:
        return None
    buttons = any(len(line.text) <= SHORT and is_phrase("widget", line.text) for line in lines[heads[0] :])
    signs = nameless + glued + buttons + (since > 1)
    return heads[0] if signs > 1 or (signs and len(heads) > 1) else None


def _end_of_head(lines: Sequence[Line]) -> int:
    """How many of the first lines hold more than a head: in one a name and a time are those of the post."""
    texts = 0
    for count, line in enumerate(lines, 1):
        texts += is_sentence(line.text)
        if texts > 1 or len(line.text) > _PARAGRAPH or (texts and count > _HEAD):
            return count
    return len(lines)


def list_start(lines: Sequence[Line], usual: int) -> int | None:
    """The first item of a numbered list at the article's own indent that the page ends with, behind the widest gap.

    An article can end so too. Readers' lists are told by buttons, by times, and by beginning in lower case. `usual` is
    the number of blank lines between paragraphs.
    """
    starts = [n for n, line in enumerate(lines) if line.gap >= _GAP and line.text.startswith("1.") and n]
    if not starts:
        return None
    start = starts[-1]
    items = [(line, found) for line in lines[start:] if line.text[0].isdigit() and (found := _ITEM.match(line.text))]
    gap = lines[start].gap
    if (
        len(items) < 2
        or [int(found[1]) for _, found in items] != list(range(1, len(items) + 1))
        or not all(line.gap for line, _ in items)
        or gap <= usual
        or any(line.gap >= gap for line in lines[2:start])
        or lines[start - 1].text[-1] == ":"
    ):
        return None
    small = sum(line.text[found.end()].islower() for line, found in items)
    if small * 2 > len(items) or any(find_time(line.text[found.end() :]) for line, found in items):
        return start
    stamps = sum(bool((s := stamp_line(line.text)) and s.is_whole) for line in lines[start:] if len(line.text) < _LINE)
    buttons = sum(len(line.text) <= SHORT and is_phrase("widget", line.text) for line in lines[start:])
    return start if max(stamps, buttons) * 2 > len(items) else None
