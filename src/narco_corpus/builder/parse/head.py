"""The head of a post: taglines and menus, date, title and byline in their various orders, and where the body begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from msgspec.structs import replace

from narco_corpus.builder.parse.bylines import is_byline
from narco_corpus.builder.parse.dates import DateLine, date_line, parse_date
from narco_corpus.builder.parse.lines import Line
from narco_corpus.builder.parse.phrases import is_phrase
from narco_corpus.builder.parse.prose import capitals, is_prose, is_sentence
from narco_corpus.builder.parse.title import best_title, is_deck, is_over_date, is_title
from narco_corpus.model.text import key_text

_GLUED = re.compile(r"(?:date|fecha) (?P<date>\d{4}-\d\d-\d\d)(?: |$)", re.IGNORECASE)
_EMAIL = re.compile(r"\S@\S+\.\S")
_ZONE = 20
"""Lines in which a head ends."""
_NUMBER = 30
"""Characters at most of a line over the title that has no letter."""
_DECK = 260
"""Longest deck between a title and its byline."""


@dataclass(slots=True)
class Head:
    """What stands above the body, and the body's lines."""

    title: str | None = None
    byline: str | None = None
    published_on: date | None = None
    body: list[Line] = field(default_factory=list)


def read_head(lines: Sequence[Line], site: str | None = None) -> Head:
    """Divides the lines before the comments into head and body; `site` is the name in the page's host."""
    begin = _skip_furniture(lines, 0, site)
    if begin < len(lines):
        glued = _GLUED.match(lines[begin].text)
        on = parse_date(glued["date"]) if glued else None
        if glued and on:
            first = lines[begin]
            rest = first.text[glued.end() :].strip()
            body = [Line(first.number, first.gap, first.indent, rest)] if rest else []
            head = Head(published_on=on, body=[*body, *lines[begin + 1 :]])
            _take_byline(head, site)
            return head
    dates = _dates(lines)
    chosen = _choose(lines, dates, site)
    if chosen is None:
        undated = [line for number, line in enumerate(lines) if number not in dates]
        return _below_number(undated, site) or _undated(undated, site)
    index, found = chosen
    head = Head(published_on=found.on)
    above: list[Line] = []
    others: list[Line] = []
    writer = 0
    for number, line in enumerate(lines[:index]):
        if number in dates or _is_furniture(line.text, site):
            if number not in dates and is_sentence(line.text):
                others.append(line)
            continue
        # Above the title the blog's name alone is the page's masthead.
        if not above and is_phrase("masthead", line.text):
            continue
        if is_byline(line.text):
            writer = 0 if is_phrase("masthead", line.text) else line.number
            head.byline = line.text if head.byline is None else f"{head.byline}\n{line.text}"
        else:
            (above if is_title(line.text) else others).append(line)
    below = _skip_furniture(lines, index + 1, site, dates)
    best = best_title(above)
    after = lines[below] if below < len(lines) else None
    if after is not None and (not is_title(after.text) or is_byline(after.text) or _runs_on(lines, below)):
        after = None
    if best is not None and (
        found.meta
        or after is None
        or capitals(best.text) - capitals(after.text) > 0.5
        or is_over_date(best, above, lines[index:], below - index, found, signed=writer > best.number)
    ):
        head.title = best.text
        over = [line for line in (*filter(is_deck, above), *others) if line.number > best.number]
    elif after is not None:
        # What stands over the date of a title is the page's.
        over = []
        head.title = after.text
        below += 1
    else:
        over = [line for line in others if is_sentence(line.text)]
    head.body = list(lines[below:])
    _finish(head, site)
    _put_over(head, over)
    return head


def _dates(lines: Sequence[Line]) -> dict[int, DateLine]:
    found: dict[int, DateLine] = {}
    for index, line in enumerate(lines[:_ZONE]):
        text = line.text
        if len(text) <= 110:
            read = date_line(text)
            if read:
                found[index] = read
        elif is_prose(text) and not _is_furniture(text, None):
            break
    return found


def _choose(lines: Sequence[Line], dates: dict[int, DateLine], site: str | None) -> tuple[int, DateLine] | None:
    """The line that says when the post was published; days of capture and of later paragraphs are passed over."""
    chosen: tuple[int, DateLine] | None = None
    for index, found in dates.items():
        if found.label == "capture":
            continue
        if chosen is None:
            chosen = (index, found)
            continue
        first, former = chosen
        within = lines[first + 1 : index]
        between = [line for line in within if is_sentence(line.text) or not _is_furniture(line.text, site)]
        dated_again = found.label is None and (
            (not between)
            or (
                first == 0
                and not former.weekday
                and not former.meta
                and (found.weekday or found.meta)
                and len(between) <= 2
            )
            or (first == 0 and former.at is not None and not former.weekday and found.weekday)
        )
        if dated_again or (former.label is not None and found.weekday and not between):
            chosen = (index, found)
    return chosen


def _below_number(lines: Sequence[Line], site: str | None) -> Head | None:
    """The head below a first line that has no letter, as a number or a date that cannot be read, where a title is."""
    if len(lines) < 2 or len(lines[0].text) > _NUMBER or any(c.isalpha() for c in lines[0].text):
        return None
    head = _undated(lines[1:], site)
    return head if head.title else None


def _undated(lines: Sequence[Line], site: str | None) -> Head:
    head = Head()
    begin = _skip_furniture(lines, 0, site)
    above: list[Line] = []
    end = begin
    while end < len(lines) and end - begin < 6:
        line = lines[end]
        if is_byline(line.text) or not is_title(line.text) or _runs_on(lines, end) or date_line(line.text):
            break
        if not _is_furniture(line.text, site):
            above.append(line)
        end += 1
    # Of a text that is nothing but short lines, none is known to be the title but the first.
    if end == len(lines) and above:
        above = above[:1] if len(above) > 1 else []
    best = best_title(above)
    if best is not None:
        head.title = best.text
        over = [line for line in above if line.number < best.number and is_sentence(line.text)]
        begin = lines.index(best, begin, end) + 1
    else:
        # A welcome is the page's where a title follows it, and else it may begin the text.
        over = [line for line in lines[:begin] if is_sentence(line.text)]
    head.body = list(lines[begin:])
    _finish(head, site)
    _put_over(head, over)
    return head


def _put_over(head: Head, over: Sequence[Line]) -> None:
    """Lines that stand between title and date, or over a date that is in the text, are the text's first."""
    if over:
        rest = [replace(line, gap=max(line.gap, 1)) for line in head.body[:1]]
        head.body = [*sorted(over, key=lambda line: line.number), *rest, *head.body[1:]]


def _finish(head: Head, site: str | None) -> None:
    """Takes the title's second print, feed dates and the byline off the start of the body."""
    longest = len(head.title or "") + 40
    key = key_text(head.title) if head.title and any(len(line.text) <= longest for line in head.body[:4]) else None
    for index in range(min(4, len(head.body)) - 1, -1, -1):
        text = head.body[index].text
        if key and len(text) <= longest and key_text(text) == key:
            del head.body[index]
        elif len(text) < 110 and (found := date_line(text)) and found.label == "label":
            del head.body[index]
            head.published_on = head.published_on or found.on
    _take_byline(head, site)
    if key and head.body and len(head.body[0].text) <= longest and key_text(head.body[0].text) == key:
        del head.body[0]


def _take_byline(head: Head, site: str | None) -> None:
    body = head.body
    for index in range(min(3, len(body))):
        text = body[index].text
        if is_byline(text) or (site is not None and len(text) < 60 and key_text(text).replace(" ", "") == site):
            end = index + 1
            while (
                end < len(body)
                and end - index < 4
                and not body[end].gap
                and (is_byline(body[end].text) or _is_outlet(body, end))
            ):
                end += 1
            if head.byline is None:
                head.byline = "\n".join(line.text for line in body[index:end])
            del body[index:end]
            while (
                index < len(body) and index < 2 and head.byline and is_byline(body[index].text) and body[index].gap <= 1
            ):
                head.byline += "\n" + body.pop(index).text
            return
        if len(text) > _DECK or (index and text.endswith(".") and len(text) > 160):
            return


def _is_outlet(body: Sequence[Line], index: int) -> bool:
    """A short line right under a byline, with the body right under it or apart."""
    line, above = body[index], body[index - 1]
    words = line.text.split()
    if line.indent > above.indent + 4 or len(words) > 6 or line.text[-1] in ".!?:,;" or index + 1 >= len(body):
        return False
    return (
        len(body[index + 1].text) > 60
        and is_byline(above.text)
        and " for " not in above.text.casefold()
        and capitals(line.text) > 0.5
    )


def _is_furniture(text: str, site: str | None) -> bool:
    if len(text) == 1 and not text.isalnum():
        return True
    if len(text) <= 120 and (is_phrase("menu", text) or is_phrase("tagline", text)):
        return True
    if site is not None and len(text) < 60 and key_text(text).replace(" ", "") == site:
        return True
    return len(text) < 400 and "@" in text and _EMAIL.search(text) is not None


def _skip_furniture(
    lines: Sequence[Line], index: int, site: str | None, dates: dict[int, DateLine] | None = None
) -> int:
    while index < len(lines) and index < _ZONE + 5:
        if dates and index in dates and dates[index].label is not None:
            index += 1
            continue
        text = lines[index].text
        # Below the date the blog's own name is a byline, and a sentence is the text's.
        above = dates is None
        if (not above and is_sentence(text)) or _GLUED.match(text):
            break
        if not _is_furniture(text, site if above else None) and not (above and is_phrase("masthead", text)):
            break
        index += 1
    return index


def _runs_on(lines: Sequence[Line], index: int) -> bool:
    """The line is the first of a paragraph of several lines that is no head."""
    if index + 1 >= len(lines) or lines[index + 1].gap:
        return False
    below = lines[index + 1].text
    return (
        not (is_byline(below) or date_line(below) or is_title(below))
        and len(lines[index].text) > 60
        and below[0].islower()
    )
