"""Which person a part of a name means: the document's full names first, then the knowledge base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from narco_corpus.builder.knowledge.entries import Entry, load_entries
from narco_corpus.builder.recognise.candidates import ARTICLES
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.unit_text import UnitText

_SMALL = ARTICLES | {"de", "del", "y", "the", "of"}


class _Named(NamedTuple):
    """A person that the document names in full: where, by which words, and who that is."""

    unit: int
    start: int
    words: frozenset[str]
    identity: str
    """The entity's id, or the words of the name where no entity is known."""
    entity: str | None


class _Words(NamedTuple):
    """The folded words of a name without articles and the like."""

    order: tuple[str, ...]
    all: frozenset[str]
    identity: str
    """The same for names of the same words."""


@lru_cache(20_000)
def _name_words(text: str) -> _Words:
    words = fold(text).decode("ascii").split()
    own = tuple(w for w in words if w not in _SMALL) or tuple(words)
    return _Words(own, frozenset(own), " ".join(sorted(set(own))))


class PersonLinker:
    """Links the persons of one document after another."""

    def __init__(self) -> None:
        self._words: dict[str, frozenset[str]] = {}
        self._bearers: dict[str, set[str]] = {}
        self._nicknames: dict[str, set[str]] = {}
        for entry in load_entries():
            if entry.label == "PERSON":
                self._index(entry)

    def _index(self, entry: Entry) -> None:
        words = set(_name_words(entry.name).order)
        for alias in entry.aliases:
            own = _name_words(alias.text).order
            words.update(own)
            if alias.kind in ("nickname", "code"):
                for word in own:
                    self._nicknames.setdefault(word, set()).add(entry.id)
        self._words[entry.id] = frozenset(words)
        for word in words:
            self._bearers.setdefault(word, set()).add(entry.id)

    def link_parts(
        self,
        texts: Sequence[UnitText],
        found: Sequence[Sequence[Found]],
        links: list[list[str | None]],
        parts: Sequence[tuple[int, int]],
    ) -> None:
        """Link surnames, given names and nicknames that other names of the document explain.

        `parts` are unit and index of the persons whose names may be parts of others.
        """
        single: set[tuple[int, int]] = set()
        asked: list[tuple[int, int, Found, _Words]] = []
        for unit, index in parts:
            mention = found[unit][index]
            words = _name_words(texts[unit].raw[mention.start : mention.end])
            asked.append((unit, index, mention, words))
            if len(words.order) == 1:
                single.add((unit, index))
            elif links[unit][index] is None:
                links[unit][index] = self._everywhere(words.order)
        persons = self._named(texts, found, links, single)
        for unit, index, mention, words in asked:
            known, entity = self._in_document(unit, mention, words.all, persons)
            if known and (
                (unit, index) in single
                or links[unit][index] is None
                or any(s.entity_id == entity for s in mention.senses)
            ):
                links[unit][index] = entity

    def _named(
        self,
        texts: Sequence[UnitText],
        found: Sequence[Sequence[Found]],
        links: Sequence[Sequence[str | None]],
        single: set[tuple[int, int]],
    ) -> list[_Named]:
        """The persons that the document names by more than a part."""
        persons = []
        for unit, mentions in enumerate(found):
            raw = texts[unit].raw
            for index, mention in enumerate(mentions):
                if mention.label != "PERSON" or (unit, index) in single:
                    continue
                words = _name_words(raw[mention.start : mention.end])
                entity = links[unit][index]
                if entity is not None:
                    persons.append(_Named(unit, mention.start, words.all | self._words[entity], entity, entity))
                elif len(words.all) > 1:
                    persons.append(_Named(unit, mention.start, words.all, words.identity, None))
        return persons

    @staticmethod
    def _in_document(
        unit: int, mention: Found, own: frozenset[str], persons: Sequence[_Named]
    ) -> tuple[bool, str | None]:
        """Whether the document names a person of whose name these words are part, and who that is."""
        bearers = [p for p in persons if own <= p.words and not (p.unit == unit and p.start == mention.start)]
        if not bearers:
            return False, None
        identities = {p.identity: p.entity for p in bearers}
        if len(identities) == 1:
            return True, bearers[0].entity
        before = [p for p in bearers if p.unit == unit and p.start < mention.start]
        if before:
            return True, before[-1].entity
        (first, most), (_, second) = Counter(p.identity for p in bearers).most_common(2)
        return True, identities[first] if most >= 2 * second else None

    def _everywhere(self, words: Sequence[str]) -> str | None:
        """The one person of the knowledge base whom a nickname and a name, or three words together, can mean."""
        if len(words) < 2:
            return None
        sets = [self._bearers.get(w) for w in words]
        if not all(sets):
            return None
        common = set.intersection(*(s for s in sets if s))
        if len(common) != 1:
            return None
        (entity,) = common
        if len(words) >= 3 or any(entity in self._nicknames.get(w, ()) for w in words):
            return entity
        return None
