"""The places that a name can mean by the lists, as a part of their names, as a misspelling of one, or within it."""

from __future__ import annotations

from collections.abc import Sequence, Set

import msgspec

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.gazetteer import Gazetteer
from narco_corpus.builder.recognise.link.inside import called_city, with_state
from narco_corpus.builder.recognise.link.weights import EDIT, PART


class Bearers(msgspec.Struct, frozen=True, kw_only=True):
    """The places that a name can mean, however it does."""

    places: list[Place]
    parts: list[Place]
    """Places of whose name it is a part."""
    less: dict[str, float]
    """How much less likely a part or a misspelling makes places, by their ids."""
    misspelt: bool
    """Whether it is taken for a misspelling of the places' names."""
    inside: frozenset[str]
    """Code of the state with which it ends."""
    whole: bool
    """Whether the name holds what places are called, and that besides: a state's name, the word for a city."""


def find_bearers(senses: Sequence[Sense], gazetteer: Gazetteer, name: str, forms: Set[str]) -> Bearers:
    """The places of a name's senses; of a `name` that no list has those of its parts, its misspelling or within it."""
    places = gazetteer.places
    found = [places[s.entity_id] for s in senses if s.entity_id in places]
    written = {s.text for s in senses}
    found += [places[code] for code, form in load_cues().rather_cities.items() if form in written]
    listed = {p.id for p in found}
    parts = {p.id: PART for form in sorted(forms) for p in gazetteer.short.of(form) if p.id not in listed}
    inside = frozenset[str]()
    if name and not parts:
        whole, state = with_state(name, places)
        if whole:
            inside = frozenset((state,))
        else:
            whole = called_city(name, places)
        if whole:
            return Bearers(places=whole, parts=[], less={}, misspelt=False, inside=inside, whole=True)
        like = {place: EDIT * edits for place, edits in gazetteer.like(name).items()}
        if like:
            found = [places[place] for place in like]
            return Bearers(places=found, parts=[], less=like, misspelt=True, inside=inside, whole=False)
    own = [places[place] for place in parts]
    return Bearers(places=found, parts=own, less=parts, misspelt=False, inside=inside, whole=False)
