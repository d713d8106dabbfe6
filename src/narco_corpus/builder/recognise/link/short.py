"""Towns that a text may call by part of their name: `Tlaltenango`, `Frontera` left out of `Frontera Comalapa`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.link.weights import VILLAGE

_KINDS = ("city", "town", "municipality")
_SAINT = 20_000
"""Inhabitants of a town that a saint's name may mean which so many towns begin with: `San Juan`."""
_LETTERS = 4
"""Letters that a part has at least."""
_CLIPPED = 100_000
"""Inhabitants of a town whose name may be clipped though the text does not say it in full: `Cuerna`."""


class ShortForms:
    """The Mexican towns and municipalities of which a part of the name can be said."""

    def __init__(self, places: Mapping[str, Place], people: Mapping[str, int]) -> None:
        self._bearers: dict[str, list[Place]] = {}
        self._clips: dict[str, list[Place]] = {}
        for place in places.values():
            if place.country == "MX" and place.kind in _KINDS and people.get(place.id, 0) >= VILLAGE:
                for part in _parts(folded(place.name).split(), people[place.id]):
                    self._bearers.setdefault(part, []).append(place)
                if place.kind != "municipality" and people.get(place.id, 0) >= _CLIPPED:
                    whole = folded(place.name).replace(" ", "")
                    for cut in range(_LETTERS, len(whole)):
                        self._clips.setdefault(whole[:cut], []).append(place)

    def bearers(self, name: str) -> list[Place]:
        """Those that a folded name is part of, else those that it clips."""
        return self._bearers.get(name) or self._clips.get(name, [])


def folded(name: str) -> str:
    """A name in plain lower-case words."""
    return " ".join(fold(name).decode("ascii").split())


class Beginnings:
    """The first words of towns' names."""

    def __init__(self) -> None:
        self._first_words: dict[str, tuple[str, ...]] = {}

    def begun_by(self, places: Iterable[Place]) -> dict[str, Place]:
        """The towns of a document by the first words of their names, where these begin one alone: `San Miguel` of `San
        Miguel de Allende`."""
        found: dict[str, Place] = {}
        several: set[str] = set()
        known = self._first_words
        for place in places:
            own = known.get(place.id)
            if own is None:
                own = known[place.id] = _beginnings(place.name)
            for first in own:
                if found.setdefault(first, place).name != place.name:
                    several.add(first)
        for first in several:
            del found[first]
        return found


def _beginnings(name: str) -> tuple[str, ...]:
    words = folded(name).split()
    return tuple(" ".join(words[:cut]) for cut in range(1, len(words)) if len(words[cut - 1]) >= _LETTERS)


def _parts(words: list[str], people: int) -> set[str]:
    """What can be said for a name of these words: its beginning, that of a saint only of a town with enough people, or
    its end after the name of a saint."""
    small, saints = load_cues().name_links, load_cues().name_saints
    parts = set()
    for cut in range(1, len(words)):
        first, last = words[:cut], words[cut:]
        telling = not saints.issuperset(first) or (cut > 1 and people >= _SAINT)
        if first[-1] not in small and telling:
            parts.add(" ".join(first))
        if last[0] not in small and saints.issuperset(first):
            parts.add(" ".join(last))
    return {part for part in parts if len(part) >= _LETTERS}
