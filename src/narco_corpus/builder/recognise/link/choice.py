"""What a listed place name can mean, decided as far as the name and the words beside it tell; remembered."""

from __future__ import annotations

from collections.abc import Sequence, Set

import msgspec

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.bearers import Bearers, find_bearers
from narco_corpus.builder.recognise.link.candidate import PlaceCandidate, candidate_of, possible
from narco_corpus.builder.recognise.link.gazetteer import Gazetteer
from narco_corpus.builder.recognise.link.short import folded
from narco_corpus.builder.recognise.link.weights import (
    AT_HOME,
    CALLED,
    FAR,
    IN_LARGE_SHADOW,
    IN_SHADOW,
    LEVEL,
    PRISON,
    QUARTER,
    SLACK,
    VILLAGE,
)

_CITY = 10_000
"""Inhabitants of a town that may be meant where the name is its state's too."""
_METROPOLIS = 500_000
"""Inhabitants of a city beside which villages of its name are less likely meant, by `IN_SHADOW`: `San Diego`."""
_MILLION = 1_000_000
_LARGER = 3
"""Inhabitants of a city beside which other towns of its name are less likely meant, by `IN_LARGE_SHADOW`, if it has so
many times theirs."""
_LONG = 8
"""Letters of a misspelling that may mean what the document does not name otherwise."""
_MISSPELT = 15_000
"""Inhabitants that such a town has."""
_LARGE = 100_000
_SETTLEMENTS = {"country", "state", "municipality", "borough", "county", "city", "town"}
_SHORT_FORMS = ("abbreviation", "slang", "misspelling")
_INITIALS = 2
"""Letters of such an abbreviation."""
_KEPT = 1_000
"""Chains and leanings of one name that are remembered."""


class PlaceMeaning(msgspec.Struct, frozen=True, gc=False, kw_only=True):
    """What a name means in one chain: a place, or several among which the rest of the document decides."""

    key: str
    """The same for equal meanings: one that was forgotten meanwhile is made again."""
    place: Place | None
    """The place, where nothing else in a document can change it."""
    usual: Place | None
    """The place, where nothing can change it but that the document names one of `rivals` elsewhere beyond doubt, or an
    authority or medium of one of `rival_states`."""
    rivals: frozenset[str]
    """Towns of the other places."""
    rival_states: frozenset[str]
    """Codes of their states but its own."""
    candidates: tuple[PlaceCandidate, ...]
    """Those that can win; of equal score the one with more inhabitants is first."""
    parts: frozenset[str]
    """Ids of the places of whose name it is a part: it takes the state named to believe in one."""
    chained: bool
    unsure: bool
    """Whether it takes a chain, or the state named, to believe that a place is meant at all."""
    faint: bool
    """Whether it takes the place named."""
    region: bool
    """Whether it is a region's name too, which it takes a chain or the place named to be a small town's."""
    or_town: bool
    """Whether a town that needs no support bears the name, and none of the state of the name."""
    names_level: bool
    """Whether a state or country bears the name, though it may not be among those that can win."""

    def elsewhere(self, other: PlaceMeaning) -> PlaceMeaning:
        """What the name means where it is said to be another one than in the other meaning: one of another state."""
        there = other.candidates[0].place.state
        left = tuple(c for c in self.candidates if c.place.state != there)
        if not left:
            return self
        key = f"{self.key} not {there}"
        return msgspec.structs.replace(self, key=key, place=None, usual=None, candidates=left)


class Choice:
    """All places that one listed name can mean."""

    def __init__(self, senses: Sequence[Sense], gazetteer: Gazetteer, name: str) -> None:
        """`name` is the name as written where no list has it, else empty."""
        forms = {folded(name)} if name else {folded(s.text) for s in senses}
        bearers = find_bearers(senses, gazetteer, name, forms)
        self._gazetteer = gazetteer
        self._made_of = name, tuple(senses)
        self.places = bearers.places
        self._parts = bearers.parts
        self._less = dict(bearers.less)
        """How much less likely the form of the name makes places, by their ids."""
        self.inside = bearers.inside
        """Code of the state with which the name ends: `roma tx`."""
        self.possible = bool(self.places or self._parts)
        self.large = any((p.population or 0) > _LARGE for p in self.places)
        """Whether a large city bears the name."""
        self._say_how_sure(senses, bearers, len(folded(name)))
        self._say_what_kind(senses, forms)
        self._shade(senses, forms)
        self._say_which_states()
        self._say_where_else()
        self._say_what_it_stands_for(senses)
        self._meanings: dict[tuple[frozenset[str], int], PlaceMeaning] = {}

    def _say_how_sure(self, senses: Sequence[Sense], bearers: Bearers, letters: int) -> None:
        """What it takes to believe that a place is meant by a name of so many letters."""
        like = bearers.less if bearers.misspelt else {}
        small = letters < _LONG or not any(_is_widely_known(p, self._gazetteer) for p in self.places)
        self.faint = bool(like) and small and min(like.values()) > 0
        """Whether only a place that the document names otherwise can be meant."""
        self.nameless = any(s.entity_id is None for s in senses)
        """Whether it is a river's, region's or road's name as well."""
        self._region = any(s.entity_id is None and s.kind == "region" for s in senses)
        abbreviated = all(s.kind == "abbreviation" and s.ambiguity == "cued" for s in senses)
        self.unsure = self.nameless or (abbreviated and not like and not bearers.whole) or self.faint
        """Whether it may be a river as well, letters that may stand for something else, or a part of a name."""
        only = self.places[0] if len(self.places) == 1 else None
        large = only is not None and (only.kind in LEVEL or (only.population or 0) > _LARGE)
        self.certain = only if large and not self.unsure and not like else None
        """The one place that it means wherever it stands."""

    def _say_what_kind(self, senses: Sequence[Sense], forms: Set[str]) -> None:
        """What kinds of places the lists have under the name."""
        kinds = {s.kind for s in senses}
        self.codes = frozenset(s.entity_id for s in senses if s.entity_id and not s.entity_id.startswith("geonames"))
        """Codes of the countries and states that it can mean."""
        self.settlement = kinds <= _SETTLEMENTS
        """Whether no list of streets, quarters, prisons and the like has the name."""
        common = not self.settlement and not forms.isdisjoint(load_cues().everywhere)
        self.street = self.places[0] if len(self.places) == 1 and (kinds == {"street"} or common) else None
        """The one town of which a list has the street or market; others may have one of its name."""
        first = {form.partition(" ") for form in forms}
        self.quarter = self.settlement and any(rest and word in load_cues().quarter_before for word, _, rest in first)
        """Whether it begins with a word for a street or quarter: `Colonia Progreso`."""
        self.names_state = "state" in kinds
        self.names_level = "state" in kinds or "country" in kinds
        self.initials = any(s.kind == "state" and len(s.text.replace(".", "")) <= _INITIALS for s in senses)
        """Whether it abbreviates a state, as it does after a town rather than alone."""

    def _shade(self, senses: Sequence[Sense], forms: Set[str]) -> None:
        """Make villages and what has the name as a part less likely beside a metropolis of the name, places abroad
        beside one at home that alone is called so by its own name, towns with a quarter of the name beside one that is
        called so, and others than a town that is known for a prison."""
        people, prisons = self._gazetteer.people, self._gazetteer.prisons
        own_names = {s.entity_id for s in senses if s.kind in _SETTLEMENTS}
        metropolises = [p for p in self.places if people.get(p.id, 0) >= _METROPOLIS]
        villages: list[Place] = []
        if metropolises and not self.names_state:
            villages = [p for p in self.places if p.kind == "town" and people.get(p.id, 0) < VILLAGE]
            self._less.update({p.id: self._less.get(p.id, 0.0) + IN_SHADOW for p in (*villages, *self._parts)})
        self._less.update({p.id: self._less.get(p.id, 0.0) - PRISON for p in self.places if p.id in prisons})
        mexican = any(p.country == "MX" for p in metropolises)
        self._behind = frozenset(p.id for p in villages if mexican and p.country == "MX")
        """Villages of Mexico behind a metropolis there."""
        if any(p.country in AT_HOME and folded(p.name) in forms for p in self.places):
            abroad = [p.id for p in self.places if p.country not in AT_HOME and folded(p.name) not in forms]
            self._less.update({id: self._less.get(id, 0.0) + CALLED for id in abroad if id in own_names})
        quarters = {s.entity_id for s in senses if s.kind == "neighbourhood" and s.entity_id}
        largest = max((people[p.id] for p in metropolises if p.country == "MX" and p.id in own_names), default=0)
        if largest >= _MILLION and not self.names_state:
            shaded = [p for p in self.places if p.country == "MX" and p.kind not in LEVEL and p not in villages]
            small = [p.id for p in shaded if people.get(p.id, 0) * _LARGER <= largest]
            self._less.update({id: self._less.get(id, 0.0) + IN_LARGE_SHADOW for id in small})
        if own_names:
            self._less.update({id: self._less.get(id, 0.0) + QUARTER for id in quarters - own_names})

    def _say_which_states(self) -> None:
        """Which states bear the name, and whether towns do besides."""
        people = self._gazetteer.people
        self.all_states = frozenset(p.id for p in self.places if p.kind == "state")
        """Codes of the states that bear the name."""
        self.states = frozenset(p.id for p in self.places if p.kind == "state" and p.country in AT_HOME)
        """Those of Mexico and the US."""
        self.capital = any(
            p.state in self.states and p.kind in ("city", "town") and people.get(p.id, 0) > _CITY for p in self.places
        )
        """Whether a state and a city in it bear the name."""
        self.town = any(
            p.kind not in LEVEL and p.country in AT_HOME and people.get(p.id, 0) >= VILLAGE for p in self.places
        )
        """Whether a town in Mexico or the US bears the name, and not only villages."""
        levels = sum(p.kind in LEVEL for p in self.places)
        self.leans = 0 < levels < len(self.places)
        """Whether it matters that the words beside it ask for a state or for a city."""

    def _say_where_else(self) -> None:
        """In which states and countries what else bears the name lies."""
        self.lies_in = frozenset(p.state for p in self.places if p.kind not in LEVEL and p.state)
        """Codes of the states that have a town of the name."""
        self.districts = frozenset(
            p.state for p in self.places if p.state and (p.kind == "municipality" or p.country == "US")
        )
        """Codes of the states that have a district of the name, or, in the US, a town."""
        self.abroad = frozenset(p.country for p in self.places if p.kind not in LEVEL) - {s[:2] for s in self.states}
        """Codes of the countries that have a town of the name and no state."""
        self.states_abroad = frozenset(p.state for p in self.places if p.kind not in LEVEL and p.country in self.abroad)
        """Codes of the states of these countries that have one."""

    def _say_what_it_stands_for(self, senses: Sequence[Sense]) -> None:
        """What else than itself a capital's or country's name can mean."""
        cues = load_cues()
        own = [s.entity_id for s in senses if s.kind in _SETTLEMENTS or s.kind in _SHORT_FORMS]
        self.governs = next((cues.capitals[id] for id in own if id in cues.capitals), None)
        """The country whose capital it can be, and not a quarter of it."""
        states, cities = cues.called_states, cues.called_cities
        self.as_state = next((states[p.id] for p in self.places if p.id in states), None)
        """The state that it names where the text says that it is one."""
        self.as_city = next((cities[p.id] for p in self.places if p.id in cities), None)
        """The city that it names at the end of a road."""

    def is_of(self, other: Choice) -> bool:
        """Whether two are of one name: one that was forgotten meanwhile is made again, so identity does not tell."""
        return self is other or self._made_of == other._made_of

    def meaning(self, chain: frozenset[str], leaning: int) -> PlaceMeaning:
        """What it means before a chain of codes, where the words beside it lean to a state (above 0) or a city."""
        try:
            return self._meanings[chain, leaning]
        except KeyError:
            if len(self._meanings) >= _KEPT:
                self._meanings.clear()
            meaning = self._meanings[chain, leaning] = self._read(chain, leaning)
            return meaning

    def _read(self, chain: frozenset[str], leaning: int) -> PlaceMeaning:
        candidates = [
            candidate_of(
                p, self._gazetteer, chain, leaning, self._less.get(p.id, 0.0), self.all_states, p.id in self._behind
            )
            for p in (*self.places, *self._parts)
        ]
        can_win, usual = possible(candidates, told=True), possible(candidates, told=False)
        first = can_win[0]
        parts = frozenset(p.id for p in self._parts)
        sure = not self.unsure and first.place.id not in parts
        believed = (bool(chain) and not self.faint) or (sure and (first.level or first.size > FAR + SLACK))
        return PlaceMeaning(
            key=f"{self._made_of} {sorted(chain)} {leaning}",
            place=first.place if len(can_win) == 1 and believed else None,
            usual=first.place if len(usual) == 1 and believed else None,
            rivals=frozenset(c.town for c in can_win[1:]),
            rival_states=frozenset(c.place.state or c.place.id for c in can_win)
            - {first.place.state or first.place.id},
            candidates=can_win,
            parts=parts,
            chained=bool(chain),
            unsure=self.unsure,
            faint=self.faint,
            region=self._region,
            or_town=not self.capital and any(not c.level and c.size > FAR for c in can_win),
            names_level=any(c.level for c in candidates),
        )


def _is_widely_known(place: Place, gazetteer: Gazetteer) -> bool:
    """Whether a misspelling can mean a place that the document does not name otherwise."""
    if place.kind in LEVEL:
        return place.kind == "country" or place.country in AT_HOME
    return place.country == "MX" and gazetteer.people.get(place.id, 0) > _MISSPELT
