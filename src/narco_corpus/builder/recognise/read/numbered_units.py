"""Units of the armed forces and prisons that bear a number, in any case: `27 batallón`, `Cefereso No. 9`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.unit_text import WordText


def numbered_units(text: WordText) -> Iterator[tuple[int, int]]:
    """First and last words of what may be a unit's or prison's name; punctuation parts none of a unit's words."""
    units = load_cues().units
    if not (units.bodies.isdisjoint(text.words) and units.areas.isdisjoint(text.words)):
        for found in _pattern().finditer(text.plain):
            first, last = text.words_of(found.start(), found.end())
            if all(text.between(index) == " " for index in range(first, last)):
                yield first, last
    if not units.prisons.isdisjoint(text.words):
        for found in _prison().finditer(text.plain):
            yield text.words_of(found.start(), found.end())


@cache
def _pattern() -> re.Pattern[str]:
    units = load_cues().units
    number = rf"(?:\d{{1,3}}(?:st|nd|rd|th|er|[ao]|v[ao]|n[ao])?|[ivx]{{1,5}}|{_any(units.ordinals)})"
    arm = rf" (?:de )?(?:{_any(units.arms)})"
    body, area = _any(units.bodies), _any(units.areas)
    return re.compile(
        rf"\b{number}(?:(?:{arm}){{0,2}} (?:{body})(?:{arm}){{0,2}}|(?:{arm}) (?:{area})|(?: (?:{area})){arm})\b"
    )


@cache
def _prison() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(load_cues().units.prisons)}) (?:(?:no|num|number|numero) {{1,2}})?\d{{1,2}}\b")


def _any(words: frozenset[str]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))
