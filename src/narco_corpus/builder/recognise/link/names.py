"""The words of persons' names, and who of the knowledge base bears them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from functools import lru_cache

import msgspec

from narco_corpus.builder.knowledge.entries import NICKNAMES, Entry, load_entries
from narco_corpus.builder.recognise.boundaries import ARTICLES
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.small_words import OF_THE

_SMALL = ARTICLES | OF_THE | {"y", "the"}
_SURNAMES = 2
"""Surnames of a Spanish name: the father's and the mother's, which brothers share."""


class Words(msgspec.Struct, frozen=True, gc=False):
    """The folded words of a name without articles and the like."""

    order: tuple[str, ...]
    all: frozenset[str]
    identity: str
    """The same for names of the same words."""


@lru_cache(20_000)
def name_words(text: str) -> Words:
    """The words of a name."""
    words = fold(text).decode("ascii").split()
    own = tuple(w for w in words if w not in _SMALL) or tuple(words)
    return Words(own, frozenset(own), " ".join(sorted(set(own))))


class Names:
    """The persons of the knowledge base by the words of their names."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._words: dict[str, frozenset[str]] = {}
        """All words of each person's names."""
        self._bearers: dict[str, set[str]] = {}
        """Whose each word is."""
        self._surnames: dict[str, frozenset[str]] = {}
        self._family: dict[str, frozenset[str]] = {}
        """The two surnames of each person of whom both are known."""
        self._relatives: dict[tuple[str, frozenset[str]], set[str]] = {}
        """Persons by one of their given names, or all of them, and their surnames."""
        self._given: set[str] = set()
        """Given names of several words: `miguel angel`."""
        self._families: set[frozenset[str]] = set()
        self._nicknames: dict[str, set[str]] = {}
        """Whose nickname each word is, or is part of."""
        for entry in load_entries():
            if entry.label == "PERSON":
                self._index(entry)

    def _index(self, entry: Entry) -> None:
        order = name_words(entry.name).order
        self._names[entry.id] = entry.name
        self._surnames[entry.id] = frozenset(order[-_SURNAMES:] if len(order) > _SURNAMES else order[1:])
        self._index_words(entry, frozenset(order))
        if len(order) > _SURNAMES:
            self._index_family(entry, order)

    def _index_words(self, entry: Entry, named: frozenset[str]) -> None:
        """Note which words are a person's, those `named` and those of aliases, and which of these are nicknames."""
        words = set(named)
        for alias in entry.aliases:
            own = name_words(alias.text).order
            words.update(own)
            if alias.kind in NICKNAMES:
                around = named.intersection(own)  # `Jorge "El Coss" Costilla` is a nickname with the name around it
                for word in own:
                    if word not in around or len(own) == 1:
                        self._nicknames.setdefault(word, set()).add(entry.id)
        self._words[entry.id] = frozenset(words)
        for word in words:
            self._bearers.setdefault(word, set()).add(entry.id)

    def _index_family(self, entry: Entry, order: Sequence[str]) -> None:
        """Note the two surnames with which a person's name ends, and the given names before them."""
        family = self._family[entry.id] = frozenset(order[-_SURNAMES:])
        self._families.add(family)
        for given in order[:-_SURNAMES]:
            self._relatives.setdefault((given, family), set()).add(entry.id)
        for text in (entry.name, *(a.text for a in entry.aliases if a.kind not in NICKNAMES)):
            words = name_words(text).order
            together = " ".join(words[:-_SURNAMES])
            if " " in together and family == frozenset(words[-_SURNAMES:]):
                self._given.add(together)
                self._relatives.setdefault((together, family), set()).add(entry.id)

    def is_given(self, words: Sequence[str]) -> bool:
        """Whether several words are all given names of somebody who has two surnames: `Francisco Javier`."""
        return " ".join(words) in self._given

    def words(self, entity: str) -> frozenset[str]:
        """All words of a person's names; none of who is no person."""
        return self._words.get(entity, frozenset())

    def name(self, entity: str) -> str:
        """A person's name in full; raises `KeyError` for who is no person."""
        return self._names[entity]

    def surnames(self, entity: str) -> frozenset[str]:
        """A person's surnames, both where two are known; none of who is no person."""
        return self._surnames.get(entity, frozenset())

    def one_bearer(self, words: Sequence[str]) -> str | None:
        """The one person of the knowledge base whom a nickname and a surname, or three words together, can mean."""
        if len(words) < 2:
            return None
        sets = [self._bearers.get(w) for w in words]
        if not all(sets):
            return None
        common = set.intersection(*(s for s in sets if s))
        if len(common) != 1:
            return None
        (entity,) = common
        if len(words) >= 3:
            return entity
        called = any(entity in self._nicknames.get(word, ()) for word in words)
        return entity if called and not self._surnames[entity].isdisjoint(words) else None

    def family(self, entity: str) -> frozenset[str] | None:
        """The two surnames of a person, if both are known."""
        return self._family.get(entity)

    def as_family(self, name: str) -> frozenset[str] | None:
        """The two surnames that a name says, if persons of the knowledge base bear them."""
        words = name_words(name).all
        return words if len(words) == _SURNAMES and words in self._families else None

    def kin(self, given: str, families: Iterable[frozenset[str]], named: Set[str]) -> str | None:
        """The one person of a given name who has both surnames of a family, else one who shares any, as a relative of
        those `named`.

        One who is named himself is meant only if no other is known, and where a brother or sister of his is named.
        """
        families = frozenset(families)
        brothers = self._of_families(given, families)
        others = brothers - named
        if not others and len(brothers) == 1:
            (one,) = brothers
            if sum(self._family.get(each) == self._family[one] for each in named) > 1:
                return one
        if not others:
            surnames = frozenset[str]().union(*families)
            others = self._of_families(given, (f for f in self._families if not f.isdisjoint(surnames))) - named
        return others.pop() if len(others) == 1 else None

    def relative(self, given: str, families: Iterable[frozenset[str]]) -> str | None:
        """The one person of a given name who bears the surnames of one of the families."""
        found = self._of_families(given, families)
        return found.pop() if len(found) == 1 else None

    def brother(self, given: str, entity: str) -> str | None:
        """The one person of a given name who has both surnames of another, whose first name is another one:
        `Eduardo`, where `Ramón Eduardo` is named."""
        family = self._family.get(entity)
        if family is None or self._first(entity) == given:
            return None
        found = [each for each in self._relatives.get((given, family), ()) if self._first(each) == given]
        return found[0] if len(found) == 1 else None

    def _first(self, entity: str) -> str:
        """A person's first name."""
        return name_words(self._names[entity]).order[0]

    def _of_families(self, given: str, families: Iterable[frozenset[str]]) -> set[str]:
        """The persons of a given name who bear the surnames of one of the families."""
        return {entity for family in families for entity in self._relatives.get((given, family), ())}
