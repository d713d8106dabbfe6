"""How near a place is to the other places that a document names."""

from __future__ import annotations

import math
from bisect import bisect_left

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.link.choice import BESIDE, NEAR, STATE_BESIDE, Candidate
from narco_corpus.builder.recognise.link.settled import Settled

_KM = 90.0
"""Kilometres in which nearness falls to 1/e."""
_ANYWHERE = 1.2
"""Most that a place of another unit adds; one of the same unit adds up to `NEAR`."""
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


class Nearness:
    """How near places are to those of one document, of the same unit first."""

    def __init__(self, settled: Settled) -> None:
        self._everywhere = {place.id: place for _, _, place in settled.points}
        self._of_unit: dict[int, dict[str, Place]] = {}
        self._in_order: dict[int, tuple[list[int], list[Place]]] = {}
        for unit, start, place in sorted(settled.points, key=lambda point: point[:2]):
            self._of_unit.setdefault(unit, {})[place.id] = place
            starts, places = self._in_order.setdefault(unit, ([], []))
            starts.append(start)
            places.append(place)
        self._best: dict[str, float] = {}

    def unit(self, unit: int) -> int:
        """The unit if it names a place of its own, else -1: all such units are alike."""
        return unit if unit in self._of_unit else -1

    def beside(self, unit: int, start: int) -> tuple[Place, ...]:
        """The towns that a unit names just before and after a character."""
        known = self._in_order.get(unit)
        if known is None:
            return ()
        starts, places = known
        at = bisect_left(starts, start)
        first, last = max(0, at - _BESIDE), at + _BESIDE + 1
        return tuple(
            [p for s, p in zip(starts[first:last], places[first:last], strict=True) if 0 < abs(s - start) <= _REACH]
        )

    def company(self, candidate: Candidate, beside: tuple[Place, ...]) -> float:
        """What the towns named beside a place add, up to its `company`."""
        if not candidate.company or not beside:
            return 0.0
        place = candidate.place
        state = STATE_BESIDE if any(p.state == place.state for p in beside) and place.state else 0.0
        share = candidate.company / (BESIDE + STATE_BESIDE)
        return share * (state + BESIDE * _closest(place, {p.id: p for p in beside}))

    def of(self, unit: int, place: Place) -> float:
        """From 0 to `NEAR`."""
        anywhere = self._best.get(place.id)
        if anywhere is None:
            anywhere = self._best[place.id] = _closest(place, self._everywhere)
        if not anywhere or unit not in self._of_unit:
            return _ANYWHERE * anywhere
        return max(_ANYWHERE * anywhere, NEAR * _closest(place, self._of_unit[unit]))


def _closest(place: Place, others: dict[str, Place]) -> float:
    """From 0 to 1: how near the nearest of some other places is."""
    global _pairs
    row = _closeness.get(place.id)
    if row is None:
        row = _closeness[place.id] = {}
    best = 0.0
    for other in others:
        close = row.get(other)
        if close is None:
            _pairs += 1
            if _pairs > _KEPT:
                _pairs = 0
                _closeness.clear()
                row = _closeness[place.id] = {}
            close = row[other] = _close(place, others[other])
        if close > best:
            best = close
    return best


def _close(place: Place, other: Place) -> float:
    if place.latitude is None or place.longitude is None or other.latitude is None or other.longitude is None:
        return 0.0
    scale = math.cos(math.radians(place.latitude))
    km = 111.0 * math.hypot(other.latitude - place.latitude, (other.longitude - place.longitude) * scale)
    if km < _SAME or (km < _TWICE and (place.name.startswith(other.name) or other.name.startswith(place.name))):
        return 0.0  # a town is not near itself, nor its municipality or a second entry of it
    return math.exp(-km / _KM)
