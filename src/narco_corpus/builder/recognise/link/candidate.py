"""A place that a name can mean: what speaks for it whatever else a document names, and whether it can win."""

from __future__ import annotations

import math
from collections.abc import Sequence

import msgspec

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.link.gazetteer import Gazetteer
from narco_corpus.builder.recognise.link.shades import Shades
from narco_corpus.builder.recognise.link.weights import (
    ABROAD,
    ABROAD_TOWN,
    AT_HOME,
    BESIDE,
    BODY,
    COUNTRY_AFTER,
    FOREIGN_LEVEL,
    HOME,
    LEANING,
    LEVEL,
    LISTED,
    LONELY,
    MAIN_STATE,
    NAMED,
    NAMESAKE,
    NEAR,
    OTHER_AFTER,
    SLACK,
    STATE_AFTER,
    STATE_BESIDE,
    STATE_NAMED,
    STATE_SHARE,
    TOWN,
    VILLAGE,
)

_HAMLET = 3.0
"""Size, in powers of ten, of a place of which the towns beside it say nothing; of ten times that they say all."""
_UNKNOWN = {"borough": 100_000, "county": 10_000}
"""Inhabitants of a place of this kind whose number is not known; 500 for others."""


class PlaceCandidate(msgspec.Struct, frozen=True, gc=False):
    """A place that a name can mean and what speaks for it whatever else the document names."""

    place: Place
    size: float
    """Inhabitants in powers of ten; of a country or state a number of that order."""
    bonus: float
    """For its country, and for what stands after the name."""
    state: str
    """Code of the state that, named, speaks for it; empty for none."""
    level: bool
    """Whether it is a country or state, which needs no support."""
    lonely: float
    """What it takes from a state that the document names nothing in it, unless the words beside it call it a state."""
    company: float
    """Most that the towns named beside it add: little for a hamlet, nothing for a capital that its state is named like,
    of which they say as much."""
    body: float
    """What it adds that the document names an authority or medium of the place's state."""
    town: str
    """Id of the town that, named beyond doubt elsewhere, speaks for it; empty for none."""

    def least(self) -> float:
        """Its score in a document that says nothing for it."""
        return self.size + self.bonus - self.lonely

    def most(self, told: bool, main: float) -> float:
        """Its score in a document that says all for it.

        `told` says whether that names the place elsewhere and bodies of its state, `main` is for playing in its state.
        """
        body = self.body if told else 0.0
        country = 0.0 if self.place.country in AT_HOME else ABROAD
        if self.level:
            return self.size + self.bonus + country + body + (STATE_SHARE if self.lonely else 0.0)
        near = NEAR if self.place.latitude is not None and self.place.longitude is not None else 0.0
        if country:
            country += ABROAD_TOWN
        state = STATE_NAMED + body + main if self.state else 0.0
        return self.size + self.bonus + near + self.company + state + (NAMED if told else 0.0) + country


def candidate_of(
    place: Place, chain: frozenset[str], leaning: int, states: frozenset[str], shades: Shades, gazetteer: Gazetteer
) -> PlaceCandidate:
    """A place with what speaks for it before a chain of codes, where the words beside the name lean to a state (above
    0) or a city. `states` are those that bear the name."""
    bonus = HOME.get(place.country, 0.0) + _of_chain(place, chain, shades)
    less = shades.less.get(place.id, 0.0)
    if place.kind in LEVEL:
        return _level(place, leaning, less, bonus, chained=bool(chain))
    return _town(place, states, less, bonus, gazetteer)


def _of_chain(place: Place, chain: frozenset[str], shades: Shades) -> float:
    """What it adds to a place that these codes stand after the name."""
    if not chain:
        return 0.0
    if place.state in chain and place.kind != "state":
        return LISTED if place.id in shades.behind else STATE_AFTER
    return COUNTRY_AFTER if place.country in chain and place.kind != "country" else OTHER_AFTER


def _level(place: Place, leaning: int, less: float, bonus: float, *, chained: bool) -> PlaceCandidate:
    """A country or state as a candidate."""
    is_state = place.kind == "state"
    seldom = is_state and (place.country not in AT_HOME or place.id in load_cues().rather_cities)
    size = (FOREIGN_LEVEL if seldom else LEVEL[place.kind]) + LEANING * leaning - less
    lonely = LONELY if is_state and leaning <= 0 and not chained else 0.0
    body = BODY if is_state else 0.0
    return PlaceCandidate(place, size, bonus, "", True, lonely, 0.0, body, "")


def _town(place: Place, states: frozenset[str], less: float, bonus: float, gazetteer: Gazetteer) -> PlaceCandidate:
    """A town, municipality or the like as a candidate."""
    people = gazetteer.people.get(place.id) or _UNKNOWN.get(place.kind, 500)
    size = math.log10(people + 1)
    if place.kind in ("city", "town"):
        size += TOWN
    namesake = place.state not in states and people < VILLAGE and any(s[:2] in AT_HOME for s in states)
    if namesake:
        size -= NAMESAKE
    size -= less
    body = 0.0 if namesake else BODY
    town = gazetteer.towns.get(place.id, place.id)
    known = 0.0 if place.state in states else min(1.0, max(0.0, size - _HAMLET))
    company = known * (BESIDE + STATE_BESIDE)
    return PlaceCandidate(place, size, bonus, place.state or "", False, 0.0, company, body, town)


def possible(candidates: Sequence[PlaceCandidate], told: bool) -> tuple[PlaceCandidate, ...]:
    """Those that some document could decide for, in the order of what speaks for them already."""
    surely = max(c.least() for c in candidates)
    main = 0.0 if any(c.level for c in candidates) else MAIN_STATE
    left = sorted(
        (c for c in candidates if c.most(told, main) >= surely - SLACK),
        key=lambda c: (c.least(), c.place.population or 0, c.place.id),
        reverse=True,
    )
    kept: list[PlaceCandidate] = []
    for candidate in left:
        if not any(_always_before(other, candidate) for other in kept):
            kept.append(candidate)
    return tuple(kept)


def _always_before(one: PlaceCandidate, other: PlaceCandidate) -> bool:
    """Whether the first of two wins in every document: whatever speaks for the second speaks as much for the first."""
    a, b = one.place, other.place
    if one.level or other.level or a.state != b.state or a.country != b.country or one.town != other.town:
        return False
    ahead = one.least() - other.least() - max(0.0, other.body - one.body)
    if (a.latitude, a.longitude) == (b.latitude, b.longitude):
        return ahead > SLACK
    return ahead > NEAR + other.company + SLACK
