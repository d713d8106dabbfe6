"""How much less likely places are meant by a name because of what else bears it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

import msgspec

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.bearers import Bearers
from narco_corpus.builder.recognise.link.gazetteer import Gazetteer
from narco_corpus.builder.recognise.link.short import folded
from narco_corpus.builder.recognise.link.toponym_facts import SETTLEMENTS
from narco_corpus.builder.recognise.link.weights import (
    AT_HOME,
    CALLED,
    IN_LARGE_SHADOW,
    IN_SHADOW,
    LEVEL,
    PRISON,
    QUARTER,
    VILLAGE,
)

_METROPOLIS = 500_000
"""Inhabitants of a city beside which villages of its name are less likely meant, by `IN_SHADOW`: `San Diego`."""
_MILLION = 1_000_000
_LARGER = 3
"""Inhabitants of a city beside which other towns of its name are less likely meant, by `IN_LARGE_SHADOW`, if it has so
many times theirs."""


class Shades(msgspec.Struct, frozen=True, gc=False):
    """How much less likely some bearers of a name are than they are for themselves."""

    less: dict[str, float]
    """By their ids; below 0 of what is likelier."""
    behind: frozenset[str]
    """Ids of the villages of Mexico behind a metropolis there."""


def shades_of(
    senses: Sequence[Sense], forms: Set[str], bearers: Bearers, gazetteer: Gazetteer, names_state: bool
) -> Shades:
    """How much less likely the bearers of a name are beside one another: `names_state` says that a state is one."""
    places, people = bearers.places, gazetteer.people
    own_names = {s.entity_id for s in senses if s.kind in SETTLEMENTS and s.entity_id}
    metropolises = [p for p in places if people.get(p.id, 0) >= _METROPOLIS]
    less = dict(bearers.less)
    villages: list[Place] = []
    if metropolises and not names_state:
        villages = [p for p in places if p.kind == "town" and people.get(p.id, 0) < VILLAGE]
        _add(less, IN_SHADOW, (p.id for p in (*villages, *bearers.parts)))
        largest = max((people[p.id] for p in metropolises if p.country == "MX" and p.id in own_names), default=0)
        if largest >= _MILLION:
            towns = (p for p in places if p.country == "MX" and p.kind not in LEVEL and p not in villages)
            _add(less, IN_LARGE_SHADOW, (p.id for p in towns if people.get(p.id, 0) * _LARGER <= largest))
    _add(less, -PRISON, (p.id for p in places if p.id in gazetteer.prisons))
    _add(less, CALLED, own_names & _called_otherwise_abroad(places, forms))
    if own_names:
        quarters = {s.entity_id for s in senses if s.kind == "neighbourhood" and s.entity_id}
        _add(less, QUARTER, quarters - own_names)
    mexican = any(p.country == "MX" for p in metropolises)
    return Shades(less, frozenset(p.id for p in villages if mexican and p.country == "MX"))


def _add(less: dict[str, float], much: float, ids: Iterable[str]) -> None:
    """Make places less likely by so much, each of them once."""
    for place in set(ids):
        less[place] = less.get(place, 0.0) + much


def _called_otherwise_abroad(places: Sequence[Place], forms: Set[str]) -> set[str]:
    """Ids of the places abroad that are called so by another name than their own, if one at home is by its own."""
    abroad = [p for p in places if p.country not in AT_HOME]
    if not abroad or not any(p.country in AT_HOME and folded(p.name) in forms for p in places):
        return set()
    return {p.id for p in abroad if folded(p.name) not in forms}
