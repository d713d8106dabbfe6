"""Whether captures of nearly the same text are one post, or one is a re-post of the other."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from narco_corpus.builder.merge.index import ComparedCapture, KeyIndex
from narco_corpus.builder.merge.key import NO_BODY
from narco_corpus.builder.merge.sketch import TELLING_SHINGLES, containment
from narco_corpus.builder.merge.unions import Unions

NEARLY_THE_SAME = 0.75
"""Containment from which two texts are one: a news text that was edited from day to day, a capture cut short."""
COMPARED = 64
"""Captures of one meeting that a capture is compared with at most, so that a popular text costs no square."""


class _Compared(NamedTuple):
    capture: ComparedCapture
    sketch: Sequence[bytes] | None


def compare(captures: Sequence[ComparedCapture], index: KeyIndex, same: Unions, repeats: Unions) -> None:
    """Join those of a few captures whose texts are nearly the same."""
    seen: list[_Compared] = []
    for capture in captures:
        number = capture.number
        this = _Compared(capture, index.sketch(capture.sketch) if capture.sketch is not None else None)
        for other in seen:
            if same.find(number) != same.find(other.capture.number) and _nearly_same_text(this, other):
                repeats.join(number, other.capture.number)
                if _same_post(capture, other.capture):
                    same.join(number, other.capture.number)
        if len(seen) < COMPARED:
            seen.append(this)


def _nearly_same_text(a: _Compared, b: _Compared) -> bool:
    """Whether one text holds (nearly) all of the other's wording."""
    if a.capture.body == b.capture.body:
        return a.capture.shingles >= TELLING_SHINGLES or _are_one_by_title(a.capture, b.capture)
    if a.sketch is None or b.sketch is None:
        return False
    return containment(a.sketch, a.capture.shingles, b.sketch, b.capture.shingles) >= NEARLY_THE_SAME


def _are_one_by_title(a: ComparedCapture, b: ComparedCapture) -> bool:
    """Whether two posts of the same few words have one title and no two days.

    Without any word they are one post of one title and day, or nothing of each other: a video has no re-posts by text.
    """
    if not a.title or a.title != b.title:
        return False
    if a.body == NO_BODY:
        return a.published_on is not None and _is_one_day(a, b) and not (a.site and b.site and a.site != b.site)
    return not (a.published_on and b.published_on) or _is_one_day(a, b)


def _same_post(a: ComparedCapture, b: ComparedCapture) -> bool:
    """Whether two captures of nearly the same text are one post and not one a re-post of the other."""
    if a.url and a.url == b.url:
        return True
    if not a.title or a.title != b.title:
        return False
    if a.site and b.site:
        return a.site == b.site
    return _is_one_day(a, b)


def _is_one_day(a: ComparedCapture, b: ComparedCapture) -> bool:
    """Whether two posts are of one day, or of two that differ by no more than the zone of a UTC time makes of one."""
    if a.published_on == b.published_on:
        return True
    if not (a.published_on and b.published_on and (a.day_in_utc or b.day_in_utc)):
        return False
    return abs((date.fromisoformat(a.published_on) - date.fromisoformat(b.published_on)).days) <= 1
