"""Names that bear a number, in any case: units of the armed forces and prisons (`27 batallón`, `Cefereso No. 9`)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.unit_text import WordText


def numbered_names(text: WordText) -> Iterator[tuple[int, int]]:
    """First and last words of what may be a military unit's name, then of what may be a prison's."""
    words = load_cues().units
    if not (words.bodies.isdisjoint(text.words) and words.areas.isdisjoint(text.words)):
        for found in _military_unit().finditer(text.plain):
            first, last = text.words_of(found.start(), found.end())
            if all(text.between(index) == " " for index in range(first, last)):  # punctuation parts none of its words
                yield first, last
    if not words.prisons.isdisjoint(text.words):
        for found in _prison().finditer(text.plain):  # of its words a point does: `No. 9`
            yield text.words_of(found.start(), found.end())


@cache
def _military_unit() -> re.Pattern[str]:
    words = load_cues().units
    number = rf"(?:\d{{1,3}}(?:st|nd|rd|th|er|[ao]|v[ao]|n[ao])?|[ivx]{{1,5}}|{_any(words.ordinals)})"
    arm = rf" (?:de )?(?:{_any(words.arms)})"
    body, area = _any(words.bodies), _any(words.areas)
    return re.compile(
        rf"\b{number}(?:(?:{arm}){{0,2}} (?:{body})(?:{arm}){{0,2}}|(?:{arm}) (?:{area})|(?: (?:{area})){arm})\b"
    )


@cache
def _prison() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(load_cues().units.prisons)}) (?:(?:no|num|number|numero) {{1,2}})?\d{{1,2}}\b")


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
