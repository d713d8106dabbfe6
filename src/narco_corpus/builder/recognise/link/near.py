"""How near a place is to the other places that a document names."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Container

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.link.candidate import PlaceCandidate
from narco_corpus.builder.recognise.link.settled import Settled
from narco_corpus.builder.recognise.link.weights import BESIDE, NEAR, NEAR_ELSEWHERE, STATE_BESIDE

_KM = 90.0
"""Kilometres in which nearness falls to 1/e."""
_SAME = 0.5
"""Kilometres within which two places are one: a municipality has the coordinates of its seat."""
_TWICE = 8.0
"""The same of two places of one name."""
_BESIDE = 2
"""Towns on either side that stand beside a name."""
_REACH = 120
"""Characters within which they do."""
_KEPT = 500_000
"""Pairs of places whose closeness is remembered across documents."""

_closeness: dict[str, dict[str, float]] = {}
_pairs = 0

Towns = dict[str, Place]
"""Places by their ids: these are quick to look up, a record of a place is not."""
NO_TOWNS: Towns = {}


class Nearness:
    """How near places are to those of one document, of the same unit first."""

    def __init__(self, settled: Settled) -> None:
        self._in_order = sorted(settled.points)  # no two have the same unit and offset
        self._of_document: Towns = {}
        self._of_unit: dict[int, Towns] = {}
        for unit, _, place in settled.points:
            self._of_document[place.id] = place
            self._of_unit.setdefault(unit, {})[place.id] = place
        self._best: dict[str, float] = {}

    def unit(self, unit: int) -> int:
        """The unit if it names a place of its own, else -1: all such units are alike."""
        return unit if unit in self._of_unit else -1

    def beside(self, unit: int, start: int) -> Towns:
        """The towns that a unit names just before and after a character."""
        if unit not in self._of_unit:
            return NO_TOWNS
        at = bisect_left(self._in_order, (unit, start))
        towns = {}
        for own, where, place in self._in_order[max(0, at - _BESIDE) : at + _BESIDE + 1]:
            if own == unit and 0 < abs(where - start) <= _REACH:
                towns[place.id] = place
        return towns

    def company(self, candidate: PlaceCandidate, beside: Towns) -> float:
        """What the towns named beside a place add, up to its `company`."""
        if not candidate.company or not beside:
            return 0.0
        place = candidate.place
        state = 0.0
        for town in beside.values():
            if town.state == place.state and place.state:
                state = STATE_BESIDE
        share = candidate.company / (BESIDE + STATE_BESIDE)
        return share * (state + BESIDE * _closest(place, beside))

    def nearness(self, unit: int, place: Place) -> float:
        """How near a place is to those of the document, those of a unit first: from 0 to `NEAR`."""
        anywhere = self._anywhere(place)
        if not anywhere or unit not in self._of_unit:
            return NEAR_ELSEWHERE * anywhere
        return max(NEAR_ELSEWHERE * anywhere, NEAR * _closest(place, self._of_unit[unit]))

    def can_add(self, score: float, candidate: PlaceCandidate, states: Container[str]) -> bool:
        """Whether `nearness` and `company` together can come to a score in some unit of the document, which names these
        states.

        Most places of a name are far from all that a document names, and need not be weighed for each unit.
        """
        if candidate.level:
            return score <= 0.0
        share = candidate.company / (BESIDE + STATE_BESIDE)
        if candidate.state in states:
            score -= share * STATE_BESIDE
        near = NEAR + share * BESIDE
        if score > near:
            return False
        return near * self._anywhere(candidate.place) >= score

    def _anywhere(self, place: Place) -> float:
        """From 0 to 1: how near the nearest place of the document is."""
        anywhere = self._best.get(place.id)
        if anywhere is None:
            anywhere = self._best[place.id] = _closest(place, self._of_document)
        return anywhere


def _closest(place: Place, others: Towns) -> float:
    """From 0 to 1: how near the nearest of some other places is."""
    row = _closeness.get(place.id)
    if row is None:
        row = _closeness[place.id] = {}
    try:  # mostly all pairs are known
        return max(map(row.__getitem__, others), default=0.0)
    except KeyError:
        return _closest_of_new(place, others)


def _closest_of_new(place: Place, others: Towns) -> float:
    """The same where some pair of places has not been met before."""
    global _pairs
    if _pairs > _KEPT:
        _pairs = 0
        _closeness.clear()
    row = _closeness.setdefault(place.id, {})
    for code, other in others.items():
        if code not in row:
            _pairs += 1
            row[code] = _close(place, other)
    return max(map(row.__getitem__, others), default=0.0)


def _close(place: Place, other: Place) -> float:
    if place.latitude is None or place.longitude is None or other.latitude is None or other.longitude is None:
        return 0.0
    scale = math.cos(math.radians(place.latitude))
    km = 111.0 * math.hypot(other.latitude - place.latitude, (other.longitude - place.longitude) * scale)
    if km < _SAME or (km < _TWICE and (place.name.startswith(other.name) or other.name.startswith(place.name))):
        return 0.0  # a town is not near itself, nor its municipality or a second entry of it
    return math.exp(-km / _KM)
