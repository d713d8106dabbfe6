"""Towns within a mention: with the state's name, `roma tx`, called a city, `Ciudad Reynosa`, or in a facility's name,
`Hospital General de Jerez`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.lexicon import Sense, load_lexicon
from narco_corpus.builder.recognise.small_words import OF

_LEVELS = ("state", "country")
_TOWNS = ("city", "town", "municipality", "borough")
_OF = frozenset(word.encode() for word in OF)
_CITY = (b"cd", b"ciudad")


def with_state(name: str, places: Mapping[str, Place]) -> tuple[list[Place], str]:
    """The places of a name's first words that lie in the state or country of its last ones, and the code of that; no
    place and no code for other names."""
    words = fold(name).split()
    for cut in range(1, len(words)):  # the longest name of a state first
        codes = {s.entity_id for s in _senses(words[cut:]) if s.kind in _LEVELS and s.entity_id}
        if len(codes) == 1:
            (code,) = codes
            named = [places[s.entity_id] for s in _senses(words[:cut]) if s.entity_id and s.entity_id in places]
            within = [p for p in named if p.kind not in _LEVELS and code in (p.state, p.country)]
            if within:
                return within, code
    return [], ""


def called_city(name: str, places: Mapping[str, Place]) -> list[Place]:
    """The towns of the name that follows the word for a city; none for other names."""
    first, *words = fold(name).replace(b".", b" ").split() or [b""]
    if first not in _CITY:
        return []
    named = [places[s.entity_id] for s in _senses(words) if s.kind in _TOWNS and s.entity_id and s.entity_id in places]
    return [p for p in named if p.country != "US"]


def seat(name: str) -> tuple[Sense, ...]:
    """The towns of the name that a facility's ends with; none for other names."""
    words = fold(name).split()
    if load_cues().facilities.isdisjoint(word.decode("ascii") for word in words):
        return ()
    for place, word in enumerate(words[1:-1], start=1):
        if word in _OF and (towns := [s for s in _senses(words[place + 1 :]) if s.kind in _TOWNS]):
            return tuple(towns)
    return ()


def _senses(words: list[bytes]) -> list[Sense]:
    """The places that have a folded name."""
    lexicon, form = load_lexicon(), b" ".join(words)
    index = bisect_left(lexicon.forms, form)
    if index == len(lexicon.forms) or lexicon.forms[index] != form:
        return []
    return [s for s in lexicon.senses[index] if s.label == "PLACE"]
