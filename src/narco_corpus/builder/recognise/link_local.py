"""Places that no gazetteer lists as written: short forms of the document's towns, their streets and quarters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.unit_text import UnitText

_TOWNS = ("city", "town", "municipality", "borough")
_SURE = 0.6
"""Confidence from which a name that no list has is taken for a quarter of the town that a document is about."""
_THRICE = 3
_ARTICLE = 2
"""Title and body are the first units of a document."""
_CLIPPED = 4
"""Letters that a clipped name keeps at least."""


class Settled:
    """Where a document plays: the places that it names."""

    def __init__(self, other: Settled | None = None) -> None:
        self.states: dict[str, int] = dict(other.states) if other else {}
        """How often a place of each state is named, by the state's code; countries likewise."""
        self.countries: dict[str, int] = dict(other.countries) if other else {}
        self.points: list[tuple[int, int, Place]] = list(other.points) if other else []
        """Unit, offset and place of every town that is named."""

    def add(self, unit: int, start: int, place: Place) -> None:
        """One more place that the document names."""
        self.countries[place.country] = self.countries.get(place.country, 0) + 1
        if place.state:
            self.states[place.state] = self.states.get(place.state, 0) + 1
        if place.kind in _TOWNS:
            self.points.append((unit, start, place))


class LocalPlaces:
    """Links what is not listed by the places that the document names."""

    def __init__(self, places: dict[str, Place]) -> None:
        self._by_word: dict[str, list[Place]] = {}
        for place in places.values():
            if place.country == "MX" and place.kind in ("city", "municipality"):
                words = _words(place.name)
                for word in {words[0], words[-1]} if len(words) > 1 else ():
                    self._by_word.setdefault(word, []).append(place)

    def link(self, text: UnitText, unit: int, mention: Found, settled: Settled) -> str | None:
        """The town whose short form a mention is, or in which it lies; None where the document does not tell."""
        words = _words(text.raw[mention.start : mention.end])
        named = [place for _, _, place in settled.points]
        short = self._one(p for p in named if _shortens(words, _words(p.name)))
        if short:
            return short
        if len(words) == 1:
            known = self._one(p for p in self._by_word.get(words[0], ()) if p.state in settled.states)
            if known:
                return known
        if mention.senses and any(s.entity_id is None for s in mention.senses):
            return None
        local = load_cues().local
        if local.isdisjoint(words) and text.before(mention.start) not in local:
            return self._main(settled) if mention.confidence >= _SURE else None
        return self._focus(unit, mention.start, settled)

    @staticmethod
    def _one(places: Iterable[Place]) -> str | None:
        """The id of the places if they are one; of a town and its municipality the town."""
        found = {p.id: p for p in places}
        if len({p.name for p in found.values()}) != 1 or len({p.state for p in found.values()}) != 1:
            return None
        return min(found.values(), key=lambda p: (_TOWNS.index(p.kind), p.id)).id

    @staticmethod
    def _main(settled: Settled) -> str | None:
        """The one town that the document is about: named thrice, title and body double, and twice any other."""
        weighed: Counter[str] = Counter()
        for unit, _, place in settled.points:
            weighed[place.id] += 2 if unit < _ARTICLE else 1
        counts = weighed.most_common(2)
        if not counts or counts[0][1] < _THRICE or (len(counts) > 1 and counts[0][1] < 2 * counts[1][1]):
            return None
        return counts[0][0]

    @staticmethod
    def _focus(unit: int, start: int, settled: Settled) -> str | None:
        """The town that the text speaks of: the document's main one, else the last one named in the unit before."""
        counts = Counter(place.id for _, _, place in settled.points)
        if not counts:
            return None
        (first, most), *rest = counts.most_common(2)
        if not rest or most >= 2 * rest[0][1]:
            return first
        before = [place.id for u, offset, place in settled.points if u == unit and offset < start]
        return before[-1] if before else None


def _words(name: str) -> list[str]:
    return fold(name).decode("ascii").split() or [""]


def _shortens(words: list[str], full: list[str]) -> bool:
    """Whether a name is a town's with words left out, or clipped: `Mier`, `Zihua`."""
    if words == full:
        return False
    if set(words) <= set(full) and len(words[-1]) >= _CLIPPED:
        return True
    return len(words) == 1 and len(words[0]) >= _CLIPPED and full[0].startswith(words[0])
