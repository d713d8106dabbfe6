"""Where a document plays: the places that it names, and in which town what it says lies."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

import msgspec

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.link.document import MentionInText
from narco_corpus.builder.recognise.link.gazetteer import Gazetteer
from narco_corpus.builder.recognise.link.weights import AT_HOME

_TOWNS = frozenset(("city", "town", "municipality", "borough"))
_WEIGHTS = (8, 4)
"""What a town counts that the first units of a document name, title and body; `_COMMENT` of others."""
_COMMENT = 2
_MAIN_LEAST = 4
"""What the town counts at least that a document is about: as much as named once by the body, or by two comments."""
_ABROAD_LEAST = 3
"""Places that a document names at least in a country abroad in which it plays."""

_MAIN_STATE_LEAST = 4
"""The same in the state in which it plays."""
_MAIN_RATIO = 4.0
"""How much oftener than any other a document names the town in which a place may lie of which it says nothing; at 2
three of four such links were wrong."""
_FOCUS_RATIO = 2.0
"""The same of the town in which streets and quarters lie, wherever they are named."""


@lru_cache(10_000)
def _folded(name: str) -> str:
    return " ".join(fold(name).decode("ascii").split())


class Plays(msgspec.Struct, frozen=True, gc=False):
    """Where a document plays, by all that it names."""

    main: str | None
    """The state in which more than half of its places lie."""
    places: int
    """How many of its places lie in a state."""
    abroad: dict[str, float]
    """The share of its places that lie in each country that is not at home."""
    bodies: frozenset[str]
    """Codes of the states whose authorities and media it names."""


class Settled:
    """The places that a document names."""

    def __init__(self, other: Settled | None = None) -> None:
        self.states: dict[str, int] = dict(other.states) if other else {}
        """How often a place of each state is named, by the state's code; countries likewise."""
        self.countries: dict[str, int] = dict(other.countries) if other else {}
        self.points: list[tuple[int, int, Place]] = list(other.points) if other else []
        """Unit, offset and place of every town that is named, city states too."""
        self.levels: list[tuple[int, int, str]] = list(other.levels) if other else []
        """Unit, offset and code of every other state that is named."""
        self._names: list[str] = list(other._names) if other else []
        """Names of both, each time that one is named."""
        self.sure: set[str] = set(other.sure) if other else set()
        """Ids of the places that are named beyond doubt: in full, or with their state."""

    def add(self, at: MentionInText, place: Place) -> None:
        """One more place that the document names, there."""
        self.countries[place.country] = self.countries.get(place.country, 0) + 1
        if place.state:
            self.states[place.state] = self.states.get(place.state, 0) + 1
        if place.kind in _TOWNS or place.kind == "state":
            self._names.append(place.name)
        if place.kind in _TOWNS:
            self.points.append((at.unit.number, at.mention.start, place))
        elif place.kind == "state":
            if place.id in load_cues().city_states:
                self.points.append((at.unit.number, at.mention.start, place))
            else:
                self.levels.append((at.unit.number, at.mention.start, place.id))

    def country(self) -> str | None:
        """The country in which the document names most places; of equals the first by code."""
        return max(sorted(self.countries), key=self.countries.__getitem__, default=None)

    def homes(self) -> dict[str, int]:
        """How often the document names towns and states, by their folded names."""
        return Counter(_folded(name) for name in self._names)

    def not_mexico(self) -> str | None:
        """The country in which most of the places lie that the document names, unless it is Mexico; the United States
        where it names nothing in Mexico."""
        country = self.country()
        if country in (None, "MX") or (country in AT_HOME and "MX" in self.countries):
            return None
        count = self.countries[country]
        return country if count >= _ABROAD_LEAST and 2 * count > sum(self.countries.values()) else None

    def plays(self, bodies: frozenset[str]) -> Plays:
        """Where the document plays that names bodies of these states."""
        places = sum(self.countries.values())
        abroad = {code: count / places for code, count in self.countries.items() if code not in AT_HOME}
        in_states = sum(count for code, count in self.states.items() if "-" in code)
        return Plays(main=self.main_state(), places=in_states, abroad=abroad, bodies=bodies)

    def main_state(self) -> str | None:
        """The state in which more than half of the places lie that the document names; None for too few."""
        named = {code: count for code, count in self.states.items() if "-" in code}
        first = max(sorted(named), key=named.__getitem__, default=None)
        if first is None or named[first] < _MAIN_STATE_LEAST or 2 * named[first] <= sum(named.values()):
            return None
        return first


class Ground:
    """In which town what a document says without a town's name lies."""

    def __init__(self, settled: Settled, gazetteer: Gazetteer) -> None:
        towns, capitals = gazetteer.towns, gazetteer.capitals
        self.named = {place.id: place for _, _, place in settled.points}
        at = sorted((unit, start, towns[place.id]) for unit, start, place in settled.points)
        self._at = {(unit, start): town for unit, start, town in at}
        self._weighed: Counter[str] = Counter()
        for unit, _, town in at:
            self._weighed[town] += _weight(unit)
        called = [(unit, start, capitals[code]) for unit, start, code in settled.levels if code in capitals]
        for unit, _, town in called:
            self._weighed[town] += _weight(unit) // 2  # the capital may be meant by the state's name
        self._called = sorted((*at, *called))

    def at(self, unit: int, start: int) -> str | None:
        """The town of the place that is named just there."""
        return self._at.get((unit, start))

    def main(self) -> str | None:
        """The one town that the document is about: title, body or two comments name it, far more often than any."""
        counts = self._weighed.most_common(2)
        if not counts or counts[0][1] < _MAIN_LEAST or counts[0][0] not in self._at.values():
            return None
        if len(counts) > 1 and counts[0][1] < _MAIN_RATIO * counts[1][1]:
            return None
        return counts[0][0]

    def focus(self, unit: int, start: int, paragraph: int) -> str | None:
        """The town that the text speaks of where it tells of a street or quarter: that of which the document speaks
        most by far, else the last one named before in the paragraph that begins at the offset, else that of which it
        speaks most."""
        counts = self._weighed.most_common(2)
        if not counts:
            return None
        if len(counts) == 1 or counts[0][1] >= _FOCUS_RATIO * counts[1][1]:
            return counts[0][0]
        before = [town for u, s, town in self._called if u == unit and paragraph <= s < start]
        return before[-1] if before else counts[0][0]


def _weight(unit: int) -> int:
    return _WEIGHTS[unit] if unit < len(_WEIGHTS) else _COMMENT
