"""The gazetteer as the linker asks it: the id that a place's mention bears, in which town what is there lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rapidfuzz.distance.OSA import distance

from narco_corpus.builder.knowledge.places import Place, load_place_forms, load_places
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.link.like import Likeness
from narco_corpus.builder.recognise.link.short import ShortForms
from narco_corpus.builder.recognise.link.weights import VILLAGE

_SETTLED = frozenset(("city", "town"))
_WITH_TOWN = _SETTLED | {"municipality", "borough"}
_MUNICIPALITY = 10_000
"""Inhabitants that a municipality has at least: most live in hamlets that no gazetteer lists."""
_CITY = 100_000
"""Inhabitants of the smallest town outside Mexico that a misspelt name is compared with; `VILLAGE` of those in it."""
_LONG = 9
"""Letters from which a state's name may be misspelt by two of them."""


class Gazetteer:
    """The gazetteer as the linker asks it."""

    def __init__(self) -> None:
        self.places: dict[str, Place] = {p.id: p for p in load_places()}
        self.linked = _links(self.places)
        """The id that a mention of each place bears."""
        self.towns = _towns(self.places, self.linked)
        """The town in which what is said to be in a town, municipality or village lies."""
        self.capitals = _capitals(self.places)
        """The city that bears the name of each state that has one."""
        self.people = _inhabitants(self.places)
        """Inhabitants of each place, where they are known."""
        self.short = ShortForms(self.places, self.people)
        self.prisons = _prisons(self.places)
        """Towns of whose name a list has a prison that stands there, and that are seldom named but for it."""
        self._likeness: Likeness | None = None
        self._states = [
            (p.id, fold(p.name).decode("ascii"))
            for p in self.places.values()
            if p.kind == "state" and p.country == "MX"
        ]

    def load_spellings(self) -> Likeness:
        """Load the names that misspelt ones are compared with; else that is done for the first of them."""
        if self._likeness is None:
            self._likeness = Likeness(self._spellings())
        return self._likeness

    def like(self, name: str) -> dict[str, int]:
        """Ids of the states and towns whose names are written nearly like one, and how many edits part them."""
        return self.load_spellings().near(name) or self._states_like(name)

    def _states_like(self, name: str) -> dict[str, int]:
        """States of Mexico whose long names differ by two letters, however they sound: `Micoacana`."""
        letters = fold(name)
        if len(letters) < _LONG:
            return {}
        edits = {code: distance(letters.decode("ascii"), state, score_cutoff=2) for code, state in self._states}
        return {code: edits[code] for code in sorted(edits, key=edits.__getitem__) if edits[code] <= 2}

    def _spellings(self) -> Iterator[tuple[str, str]]:
        for place in self.places.values():
            least = VILLAGE if place.country == "MX" else _CITY
            if place.kind in ("state", "country") or self.people.get(place.id, 0) >= least:
                yield place.name, place.id
                for alias in place.aliases:
                    if alias.ambiguity == "unique":
                        yield alias.text, place.id


def _prisons(places: Mapping[str, Place]) -> frozenset[str]:
    """Ids of the towns that lend their bare name to a prison there: `he will die in Florence`."""
    prisons = [(form.id or "", form.text) for form in load_place_forms() if form.kind == "prison"]
    return frozenset(id for id, name in prisons if id in places and places[id].name == name)


def _links(places: Mapping[str, Place]) -> dict[str, str]:
    """The id that a mention of each place bears: a village's is its municipality, a city state's the state.

    Only of municipalities whose seat is listed under their name: others are as little known as the village.
    """
    with_seat = {
        p.parent
        for p in places.values()
        if p.parent is not None and p.parent in places and places[p.parent].name == p.name
    }
    states = {city: code for code, city in load_cues().city_states.items()}
    return {p.id: states.get(p.id) or _link(p, places, with_seat) for p in places.values()}


def _link(place: Place, places: Mapping[str, Place], with_seat: set[str]) -> str:
    parent = places.get(place.parent or "")
    if (
        place.kind == "town"
        and place.country == "MX"
        and (place.population or 0) < VILLAGE
        and parent is not None
        and parent.kind == "municipality"
        and parent.name != place.name
        and parent.id in with_seat
    ):
        return parent.id
    return place.id


def _towns(places: Mapping[str, Place], linked: Mapping[str, str]) -> dict[str, str]:
    """The town of each town, municipality and village: what lies there is linked to it.

    That of a municipality is its seat, where one of its name is listed; that of a city state's boroughs the state.
    """
    states = load_cues().city_states
    seats = {
        p.parent: p.id
        for p in places.values()
        if p.kind in _SETTLED and p.parent is not None and p.parent in places and places[p.parent].name == p.name
    }
    found = {}
    for place in places.values():
        if place.state in states:
            found[place.id] = place.state
        elif place.kind in _WITH_TOWN:
            here = linked[place.id]
            found[place.id] = seats.get(here, here)
    return found


def _capitals(places: Mapping[str, Place]) -> dict[str, str]:
    """The largest city of each Mexican state of those that bear its name."""
    found: dict[str, Place] = {}
    for place in places.values():
        state = places.get(place.state or "")
        if place.kind != "city" or place.country != "MX" or state is None:
            continue
        if state.name in (place.name, *(alias.text for alias in place.aliases)):
            known = found.setdefault(state.id, place)
            if (place.population or 0) > (known.population or 0):
                found[state.id] = place
    return {code: city.id for code, city in found.items()}


def _inhabitants(places: Mapping[str, Place]) -> dict[str, int]:
    """Inhabitants of each place, where they are known.

    A municipality has those of its towns, and its seat stands for all of it.
    """
    known = {p.id: p.population for p in places.values() if p.population}
    seats: dict[str, Place] = {}
    for place in places.values():
        parent = places.get(place.parent or "")
        if parent is None or parent.kind != "municipality" or place.kind not in _SETTLED:
            continue
        known[parent.id] = known.get(parent.id, 0) + (place.population or 0)
        seat = seats.get(parent.id)
        if seat is None or (place.population or 0) > (seat.population or 0):
            seats[parent.id] = place  # the largest town
    for place in places.values():
        if place.kind == "municipality":
            known[place.id] = max(known.get(place.id, 0), _MUNICIPALITY)
    for municipality, seat in seats.items():
        known[seat.id] = max(known.get(seat.id, 0), known[municipality])
    return known
