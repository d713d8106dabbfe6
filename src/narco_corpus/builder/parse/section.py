"""Where the comments of a page begin, and in which form they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice
from typing import NamedTuple

from narco_corpus.builder.parse.comments_bulleted import bullet_header
from narco_corpus.builder.parse.comments_footed import footed_start, is_footed
from narco_corpus.builder.parse.comments_said import said_header, said_inline
from narco_corpus.builder.parse.comments_stamped import stamped_header
from narco_corpus.builder.parse.lines import Line, usual_gap
from narco_corpus.builder.parse.numbered import item_number
from narco_corpus.builder.parse.phrases import is_media, is_phrase
from narco_corpus.builder.parse.prose import is_sentence
from narco_corpus.builder.parse.unmarked import list_start, stamped_start
from narco_corpus.builder.parse.unmarked_said import said_start

_MARKER = re.compile(
    r"(?:(?P<count>\d{1,5}|one|un|una) (?:[^\s.!?:]{1,20} ){0,3}?"
    r"(?:comments?|responses?|replies|thoughts|comentarios?|respuestas?)"
    r"(?: (?:so far|(?:to|on|a|en|para) .{1,90}))?|"
    r"(?:(?:reader |readers['’] )?comments?|comentarios?(?: de (?:los )?lectores)?|responses|respuestas)"
    r"(?: ?\(?(?P<behind>\d{1,5})\)?)?) ?:?",
    re.IGNORECASE,
)
_HEADINGS = frozenset(("comments", "comentarios", "reader comments", "comentarios de los lectores"))
"""What stands over comments without a count or a colon. `Respuestas` alone stands over the replies to one."""
_FIRST = frozenset("#0123456789cCrRoOuU")
_COUNT_WORDS = 2
"""Words of a heading that is a count of comments and nothing else: `## 2 comentarios`."""
_HEADING = 30
"""Characters of a heading without a count at most."""
_POSTED = re.compile(r"(?:posted by|publicado por) .{1,60} \d{1,2}:\d\d", re.IGNORECASE)
_FOOTED = 12
"""Lines of a comment in which the buttons under it are looked for."""
_INTRODUCTION = 100
"""Characters of a sentence from which on it is of a text."""
_DECK = 200
"""Characters of what stands under a title at most."""
_INDENT_OF_TEXT = 2
"""Comment text stands at this indent or deeper in numbered lists; body text at 0, or all of it deeper."""


class Section(NamedTuple):
    """The comments of a page, as line indexes."""

    start: int
    """Where the body has ended: the marker, or the first comment."""
    first: int
    """The first comment."""
    form: str
    """`numbered`, `said`, `bulleted`, `stamped`, `footed` or `none`."""
    stated: int | None
    """How many comments the marker says there are."""


def marker_count(text: str) -> tuple[int | None] | None:
    """The count of a line like `24 comments:` (in a tuple: the count can be missing); None for other lines."""
    if len(text) > 130 or text[-1] in ".!?;,":
        return None
    found = _MARKER.fullmatch(text)
    if not found or (not found["count"] and not found["behind"] and not text.endswith(":")):
        return None
    count = found["count"] or found["behind"]
    if count is None:
        return (None,)
    return (int(count),) if count.isdigit() else (1,)


def is_heading(text: str) -> bool:
    """Whether a line without a count is one that stands over comments."""
    return len(text) <= _HEADING and text.rstrip(" :").casefold() in _HEADINGS


def find_section(lines: Sequence[Line]) -> Section | None:
    """The comments' place; None for a page without any.

    Comments in no known form under a line that says how many they are are left out with all that follows: readers'
    contact details would else stand in the body.
    """
    marked, unread = _marked(lines)
    section = (_around(lines, marked) or marked) if marked else _unmarked(lines)
    if section is None:
        return unread or min(_weak(lines), default=None)
    if unread and unread.start < section.start and unread.stated != section.stated:
        # Comments that are read may stand below others that are not.
        return section._replace(start=unread.start, stated=unread.stated) if _is_behind(lines, unread) else section
    return section


def _unmarked(lines: Sequence[Line]) -> Section | None:
    """Comments that no line announces: of the forms that are there the one that begins first, as others stand in its
    comments. A list that a wide gap sets off begins anew."""
    listed = _list_start(lines)
    apart = listed is not None and lines[listed].gap > max(usual_gap(lines[:listed]), 1)
    said = said_start(lines, listed)
    sections = [Section(listed, listed, "numbered", None)] if listed is not None else []
    if said and (said.sure or not apart):
        sections.append(Section(said.start, said.start, "said", None))
    bulleted = None if apart else _bullet_start(lines)
    if bulleted is not None:
        sections.append(Section(bulleted, bulleted, "bulleted", None))
    first = min(sections, default=None)
    if first is None or (apart and first.start == listed):
        return first
    return min([first, *_weak(lines, first.start)])


def _weak(lines: Sequence[Line], end: int | None = None) -> list[Section]:
    """Comments in forms that an article can have too, if they have signs of their own and begin before a line."""
    above = lines[:end]
    for form, find, part in (
        ("stamped", stamped_start, above),
        ("footed", footed_start, lines),
        ("numbered", _plain_list_start, lines),
    ):
        start = find(part)
        if start is not None and start < len(above):
            return [Section(start, start, form, None)]
    return []


def _around(lines: Sequence[Line], marked: Section) -> Section | None:
    """The comments of which one quotes the line that says how many there are: it stands deeper than the items of their
    list, or below comments with no blank line between, as what readers paste."""
    index, line = marked.start, lines[marked.start]
    sections: list[Section] = []
    if line.indent > _INDENT_OF_TEXT:
        start = _list_start(lines)
        if start is not None and lines[start].indent < line.indent:
            sections.append(Section(start, start, "numbered", None))
    if index and not line.gap and not _is_of_foot(lines[index - 1].text):
        said, bulleted = said_start(lines), _bullet_start(lines[:index])
        sections += [Section(said.start, said.start, "said", None)] if said else []
        sections += [Section(bulleted, bulleted, "bulleted", None)] if bulleted is not None else []
        sections += _weak(lines, index)
    elif marked.form == "said" and (said := said_start(lines[:index])) and said.sure and said.headers > 1:
        sections.append(Section(said.start, said.start, "said", None))
    return min((section for section in sections if section.start < index), default=None)


def _is_of_foot(text: str) -> bool:
    """Whether a line is of a post's foot, under which a count of comments stands that is the page's own."""
    return is_phrase("foot", text) or is_media(text) or _POSTED.match(text) is not None


def _is_behind(lines: Sequence[Line], section: Section) -> bool:
    return section.start >= _end_of_article(lines)


def _marked(lines: Sequence[Line]) -> tuple[Section | None, Section | None]:
    """The comments under a line that says how many there are, or is a heading of comments; and those under one of a
    count that are in no known form."""
    headed: Section | None = None
    bare: Section | None = None
    unread: Section | None = None
    article: tuple[int, int] | None = None
    """Where one ends at the earliest, and its last paragraph; looked for where a count stands alone."""
    for index, line in enumerate(lines):
        if line.text[0] not in _FIRST or line.indent > 8 or len(line.text) > 130:
            continue
        if not index and line.text[-1] != ":":
            continue  # a title: `5 thoughts on the war`
        said = line.text.strip("# ") if line.text[0] == "#" else line.text
        count = marker_count(said) if said else None
        if not count and not is_heading(said):
            continue
        stated = count[0] if count else None
        for first in range(index + 1, min(index + 7, len(lines))):
            text = lines[first].text
            form = "numbered" if item_number(text) else "said" if said_header(text, sure=bool(count)) else None
            if form is None and bullet_header(text):
                form = "bulleted"
            if form is None and (stated or not count) and stamped_header(lines, first):
                form = "stamped"
            if form is None and count and _said_inline(lines, first, stated):
                form = "said"
            if form is None and any(is_footed(line.text) for line in lines[first + 1 : first + _FOOTED]):
                form = "footed"
            if form and count and not (headed and not line.gap):
                return Section(index, first, form, stated), unread
            if form:
                headed = headed or Section(index, first, form, None)
                break
            if not (is_phrase("foot", text) or is_phrase("tail", text) or marker_count(text)):
                heading, plain = said != line.text, False
                if stated and len(said.split()) == _COUNT_WORDS:
                    article = article or (_end_of_article(lines), _last_prose(lines))
                    behind = index >= article[0] and (heading or len(text) < _INTRODUCTION)
                    plain = behind or (heading and index > article[1])
                if (
                    stated
                    and (said[-1] == ":" or plain)
                    and not (unread and (not line.gap or _is_behind(lines, unread)))
                ):
                    unread = Section(index, len(lines), "none", stated)
                break
        else:
            if first_is_end(lines, index):
                bare = Section(index, len(lines), "none", stated)
    return headed or bare, unread


def _said_inline(lines: Sequence[Line], first: int, stated: int | None) -> bool:
    """Whether comments follow that have name and text on one line: so many that no speaker of an article is meant."""
    if not said_inline(lines[first].text):
        return False
    said = (line for line in islice(lines, first, None) if said_inline(line.text))
    return len(list(islice(said, 2))) >= min(stated or 2, 2)


def _end_of_article(lines: Sequence[Line]) -> int:
    """How many of the first lines hold an article that can stand over a count of comments: pages print one over the
    text too."""
    number = length = 0
    for count, line in enumerate(lines, 1):
        if len(line.text) > _INTRODUCTION and is_sentence(line.text):
            number, length = number + 1, length + len(line.text)
            if number > 1 or length > 2 * _DECK:
                return count
    return len(lines) + 1


def _last_prose(lines: Sequence[Line]) -> int:
    """The last line that can be a paragraph of an article; -1 for none."""
    last = len(lines) - 1
    return next(
        (last - n for n, line in enumerate(reversed(lines)) if len(line.text) > _DECK and is_sentence(line.text)), -1
    )


def _plain_list_start(lines: Sequence[Line]) -> int | None:
    return list_start(lines, usual_gap(lines))


def first_is_end(lines: Sequence[Line], index: int) -> bool:
    """Whether nothing but standing phrases follows a line."""
    return all(is_phrase("tail", line.text) or is_phrase("foot", line.text) for line in lines[index + 1 : index + 40])


def _list_start(lines: Sequence[Line]) -> int | None:
    """The first item of the numbered list that the page ends with, if it is one of comments and not of the body."""
    start: int | None = None
    base = 1 << 30
    begin = len(lines)
    for index in range(len(lines) - 1, 0, -1):
        line = lines[index]
        begin = index
        if line.indent < _INDENT_OF_TEXT and not is_phrase("widget", line.text):
            begin = index + 1
            break
        if line.indent <= base and line.text[0].isdigit() and item_number(line.text):
            start, base = index, line.indent
    if start is None:
        return None
    usual = usual_gap(lines[: min(begin, start)])
    cut = start
    if not (lines[start].gap > usual and lines[start - 1].text[-1] != ":"):
        # The body may end in a list of its own: then the comments are the last list that begins anew behind a wide gap.
        last = 0
        for index in range(start, len(lines)):
            line = lines[index]
            if line.indent == base and (number := item_number(line.text)):
                if index > start and line.gap > max(usual, 1) and int(number) <= last:
                    cut = index
                last = int(number)
    line, before = lines[cut], lines[cut - 1].text
    if cut != start:
        return cut
    if line.gap > usual:
        is_list = before[-1] == ":" and (line.gap > 2 or usual >= 2) and not _threaded(lines[cut:], base)
        return None if is_list else cut
    if before[-1] in ".!?”\"')…" or _threaded(lines[cut:], base):
        return cut
    return None


def _threaded(lines: Sequence[Line], base: int) -> bool:
    return any(
        (line.indent > base and line.text[0].isdigit() and item_number(line.text)) or is_phrase("widget", line.text)
        for line in lines
    )


def _bullet_start(lines: Sequence[Line]) -> int | None:
    heads = [i for i, line in enumerate(lines) if i and line.text[0] in "•*·▪●◦‣■○–-" and bullet_header(line.text)]
    if len(heads) < 2 and not (heads and lines[heads[0]].gap > 1):
        return None
    return heads[0]
