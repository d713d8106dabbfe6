"""What the text calls a municipality, and what it puts in one or in a town: `Holanda, municipio de Apatzingán`, `the
Central de Abasto of Huixcolotla`."""

from __future__ import annotations

import re
from functools import cache

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.spot import Spot
from narco_corpus.builder.recognise.small_words import OF

_SHORTEST, _LONGEST = 11, 40
"""Characters between a village and its municipality."""
_IN_TOWN = frozenset((" of ", " de ", " in ", " en "))


@cache
def _in_municipality() -> re.Pattern[str]:
    """What stands between a village and its municipality."""
    words = load_cues().villages
    english, spanish = ("|".join(sorted(kinds)) for kinds in (words.english, words.spanish))
    village = f"a (?:{english})"
    return re.compile(
        rf",? (?:(?:en el|in the|{village} (?:in|of) the) )?(?:municipio|municipality) (?:de|of) "
        rf"|, {village} (?:in|of) |, (?:{spanish}) (?:de|en) "
    )


def is_municipality(at: Spot) -> bool:
    """Whether the text calls a place a municipality, or names its mayor: `the municipality of Tamazula`."""
    called = load_cues().level.municipality
    return (at.before in OF and at.second_before() in called) or at.after == "municipality"


def municipality_after(at: Spot) -> tuple[Sense, ...]:
    """What the municipality can be that a place is said to be in; nothing where none is said."""
    following = at.number + 1
    if following == len(at.mentions):
        return ()
    start, end = at.mentions[at.number].end, at.mentions[following].start
    if not _SHORTEST <= end - start <= _LONGEST or not _in_municipality().fullmatch(at.text.raw, start, end):
        return ()
    return at.mentions[following].senses


def town_after(at: Spot) -> tuple[Sense, ...]:
    """What the town can be that a facility or quarter is said to be of or in; nothing where none is said."""
    following = at.number + 1
    if following == len(at.mentions) or at.mentions[following].label != "PLACE":
        return ()
    between = at.text.raw[at.mentions[at.number].end : at.mentions[following].start]
    return at.mentions[following].senses if between in _IN_TOWN else ()
