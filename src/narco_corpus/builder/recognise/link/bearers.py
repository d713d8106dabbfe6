"""The places that a name can mean by the lists, as a part of their names, as a misspelling of one, or within it."""

from __future__ import annotations

from collections.abc import Sequence, Set

import msgspec

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.gazetteer import Gazetteer
from narco_corpus.builder.recognise.link.inside import called_city, with_state
from narco_corpus.builder.recognise.link.short import folded
from narco_corpus.builder.recognise.link.weights import EDIT, PART


class Bearers(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """The places that a name can mean, however it does."""

    places: list[Place]
    """Those that bear it, of whose names it is a misspelling, or whose names it holds."""
    parts: list[Place]
    """Those of whose names it is a part."""
    less: dict[str, float]
    """How much less likely a part or a misspelling makes places, by their ids."""
    misspelt: bool = False
    """Whether it is taken for a misspelling of the places' names."""
    inside: frozenset[str] = frozenset()
    """Code of the state with which it ends."""
    whole: bool = False
    """Whether the name holds what places are called, and that besides: a state's name, the word for a city."""


def listed_bearers(senses: Sequence[Sense], forms: Set[str], gazetteer: Gazetteer) -> Bearers:
    """The places that a listed name can mean: those of its senses, those of whose names its folded forms are parts."""
    places = gazetteer.places
    found = [places[s.entity_id] for s in senses if s.entity_id in places]
    as_listed = {s.text for s in senses}
    found += [places[code] for code, form in load_cues().rather_cities.items() if form in as_listed]
    return _with_parts(found, forms, gazetteer)


def unlisted_bearers(written: str, gazetteer: Gazetteer) -> Bearers:
    """The places that a name which no list has can mean: those of whose names it is a part, else those whose names it
    holds, else those of whose names it is a misspelling."""
    as_parts = _with_parts([], {folded(written)}, gazetteer)
    if as_parts.parts:
        return as_parts
    places = gazetteer.places
    within, state = with_state(written, places)
    if within:
        return Bearers(places=within, parts=[], less={}, inside=frozenset((state,)), whole=True)
    if cities := called_city(written, places):
        return Bearers(places=cities, parts=[], less={}, whole=True)
    less = {place: EDIT * edits for place, edits in gazetteer.like(written).items()}
    return Bearers(places=[places[place] for place in less], parts=[], less=less, misspelt=bool(less))


def _with_parts(found: list[Place], forms: Set[str], gazetteer: Gazetteer) -> Bearers:
    """Places with those others of whose names one of the folded forms is a part."""
    known = {p.id for p in found}
    parts = {p.id: p for form in sorted(forms) for p in gazetteer.short.bearers(form) if p.id not in known}
    return Bearers(places=found, parts=list(parts.values()), less=dict.fromkeys(parts, PART))
