"""The body of a post: what stands between head and comments, without the page's furniture and its foot."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from narco_corpus.builder.parse.bylines import is_byline, part_count
from narco_corpus.builder.parse.dates import DateLine, date_line
from narco_corpus.builder.parse.joined import part_byline
from narco_corpus.builder.parse.lines import Line
from narco_corpus.builder.parse.phrases import is_media, is_phrase
from narco_corpus.builder.parse.prose import is_sentence
from narco_corpus.builder.parse.section import marker_count

_FOOT_BYLINE = re.compile(
    r"(?:posted|written|published|publicado|escrito|enviado) (?:by|por) \S.{0,100}", re.IGNORECASE
)
_CLOCK = re.compile(r"\d{1,2}:\d\d")


class Foot(NamedTuple):
    """What stands under the body."""

    byline: str | None
    when: DateLine | None
    stated: int | None
    """How many comments it says there are."""


def take_foot(body: list[Line]) -> Foot:
    """Takes the lines under the body off it: who posted it and when, its labels, tails."""
    byline: str | None = None
    when: DateLine | None = None
    stated: int | None = None
    feet = 0
    while body:
        line = body[-1]
        text = line.text
        if len(text) > 140:
            break
        if _FOOT_BYLINE.fullmatch(text) and is_byline(text) and len(body) > 1:
            joined = part_byline(text)
            byline, _ = part_count(joined.byline if joined else text)
            stated = part_count(text)[1] if stated is None else stated
            when = when or (date_line(joined.day) if joined else None)
        elif found := (date_line(text) if text[0].isalnum() else None):
            above = body[-2].text if len(body) > 1 else ""
            if not (found.at and (feet or found.label or _FOOT_BYLINE.fullmatch(above) or _CLOCK.search(text))):
                break
            when = found
        elif not (_is_foot(text) or is_phrase("tail", text) or is_media(text) or marker_count(text)):
            break
        feet += 1
        body.pop()
    return Foot(byline, when, stated)


def _is_foot(text: str) -> bool:
    """A line of labels and the like; a sentence that begins as one (`Tagged by the gang, the houses were burnt.`) is
    none."""
    return is_phrase("foot", text) and (is_phrase("rss", text) or not is_sentence(text))


def body_lines(body: Sequence[Line]) -> list[Line]:
    """The lines that are text; where one is left out, the blank line around it stays."""
    kept: list[Line] = []
    gap = 0
    for line in body:
        text = line.text
        if is_media(text) or (len(text) < 80 and _is_feed_date(text)):
            gap = max(gap, 1)
            continue
        kept.append(Line(line.number, max(line.gap, gap), line.indent, text) if gap else line)
        gap = 0
    return kept


def _is_feed_date(text: str) -> bool:
    if text[0] not in "pP":
        return False
    found = date_line(text)
    return found is not None and found.label == "label"
