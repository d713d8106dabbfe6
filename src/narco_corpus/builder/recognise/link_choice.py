"""What a listed place name can mean, decided as far as the name and the words beside it tell; remembered."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.lexicon import Sense

HOME = {"MX": 1.5, "US": 0.6, "GT": 0.6, "HN": 0.3, "SV": 0.3}
"""How much likelier a place of this country is, in powers of ten of inhabitants."""
LEVEL = {"country": 9.6, "state": 9.2}
FOREIGN = 2.7
"""How much less likely a state is of another country than those, unless the document names the country."""
_UNKNOWN = {"municipality": 10_000, "borough": 100_000, "county": 10_000}
"""Inhabitants of a place of this kind whose number is not known; 500 for others."""
FAR = 4.0
"""Least score, in powers of ten, at which a small place is believed without any support."""
STATE_NAMED = 1.0
"""What it adds that the document names the place's state."""
NEAR = 2.0
"""Most that nearness to the document's other places adds."""
_LARGE = 100_000
SLACK = 1e-6
"""Sums of the same numbers in another order differ by less."""
_KEPT = 1_000
"""Chains and leanings of one name that are remembered."""


class Candidate(NamedTuple):
    """A place that a name can mean and what speaks for it whatever else the document names."""

    place: Place
    size: float
    """Inhabitants in powers of ten; of a country or state a number of that order."""
    bonus: float
    """For its country, and for what stands after the name."""
    state: str
    """Code of the state that, named, speaks for it; empty for none."""
    foreign: bool
    """Whether it is a state of a country that has to be named before its states are likely."""
    level: bool
    """Whether it is a country or state, which needs no support."""

    def least(self) -> float:
        """Its score in a document that says nothing for it."""
        return self.size + self.bonus - (FOREIGN if self.foreign else 0.0)

    def most(self) -> float:
        """Its score in a document that says all for it."""
        if self.level:
            return self.size + self.bonus
        near = NEAR if self.place.latitude is not None and self.place.longitude is not None else 0.0
        return self.size + self.bonus + near + (STATE_NAMED if self.state else 0.0)


class Reading(NamedTuple):
    """What a name means in one chain: a place, or several among which the rest of the document decides."""

    place: Place | None
    """The place, where nothing else in a document can change it."""
    candidates: tuple[Candidate, ...]
    """Those that can win; of equal score the one with more inhabitants is first."""
    chained: bool
    unsure: bool
    """Whether it takes a chain, or the state named, to believe that a place is meant at all."""


class Choice:
    """All places that one listed name can mean."""

    def __init__(self, senses: Sequence[Sense], places: dict[str, Place]) -> None:
        kinds = {s.kind for s in senses}
        self.places = [places[s.entity_id] for s in senses if s.entity_id in places]
        self.nameless = any(s.entity_id is None for s in senses)
        """Whether it is a river's, region's or road's name as well."""
        self.unsure = self.nameless or all(s.kind == "abbreviation" and s.ambiguity == "cued" for s in senses)
        """Whether it may be a river as well, or letters that may stand for something else."""
        only = self.places[0] if len(self.places) == 1 else None
        large = only is not None and (only.kind in LEVEL or (only.population or 0) > _LARGE)
        self.certain = only if large and not self.unsure else None
        self.codes = frozenset(s.entity_id for s in senses if s.entity_id and not s.entity_id.startswith("geonames"))
        """Codes of the countries and states that it can mean."""
        self.names_state = "state" in kinds
        self.names_level = "state" in kinds or "country" in kinds
        self.has_state = any(p.kind == "state" for p in self.places)
        levels = sum(p.kind in LEVEL for p in self.places)
        self.leans = 0 < levels < len(self.places)
        """Whether it matters that the words beside it ask for a state or for a city."""
        self._readings: dict[tuple[frozenset[str], int], Reading] = {}

    def reading(self, chain: frozenset[str], leaning: int) -> Reading:
        """What it means before a chain of codes, where the words beside it lean to a state (above 0) or a city."""
        known = self._readings.get((chain, leaning))
        if known is None:
            if len(self._readings) >= _KEPT:
                self._readings.clear()
            known = self._readings[chain, leaning] = self._read(chain, leaning)
        return known

    def _read(self, chain: frozenset[str], leaning: int) -> Reading:
        candidates = _possible([_candidate(p, chain, leaning) for p in self.places])
        first = candidates[0]
        believed = bool(chain) or (not self.unsure and (first.level or first.size > FAR + SLACK))
        place = first.place if len(candidates) == 1 and believed else None
        return Reading(place, candidates, bool(chain), self.unsure)


def _candidate(place: Place, chain: frozenset[str], leaning: int) -> Candidate:
    home = HOME.get(place.country, 0.0)
    bonus = 0.0
    if chain:
        if place.state in chain and place.kind != "state":
            bonus = 9.0
        elif place.country in chain and place.kind != "country":
            bonus = 4.0
        else:
            bonus = -3.0
    if place.kind in LEVEL:
        foreign = place.kind == "state" and place.country not in HOME
        return Candidate(place, LEVEL[place.kind] + 2.0 * leaning, home + bonus, "", foreign, True)
    size = math.log10((place.population or _UNKNOWN.get(place.kind, 500)) + 1)
    if place.kind in ("city", "town"):
        size += 0.5  # the town rather than the district of its name
    return Candidate(place, size, home + bonus, place.state or "", False, False)


def _possible(candidates: list[Candidate]) -> tuple[Candidate, ...]:
    """Those that some document could decide for, in the order of what speaks for them already."""
    surely = max(c.least() for c in candidates)
    left = sorted(
        (c for c in candidates if c.most() >= surely - SLACK),
        key=lambda c: (c.least(), c.place.population or 0, c.place.id),
        reverse=True,
    )
    kept: list[Candidate] = []
    for candidate in left:
        if not any(_always_before(other, candidate) for other in kept):
            kept.append(candidate)
    return tuple(kept)


def _always_before(one: Candidate, other: Candidate) -> bool:
    """Whether the first of two wins in every document: whatever speaks for the second speaks as much for the first."""
    a, b = one.place, other.place
    if one.level or other.level or a.state != b.state or a.country != b.country:
        return False
    ahead = one.least() - other.least()
    if (a.latitude, a.longitude) == (b.latitude, b.longitude):
        return ahead > SLACK
    return ahead > NEAR + SLACK
