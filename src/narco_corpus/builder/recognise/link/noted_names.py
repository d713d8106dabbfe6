"""The organisations and persons of one document as far as the names and the words beside them tell."""

from __future__ import annotations

import msgspec

from narco_corpus.builder.recognise.link.document import LinkedUnit, Position


class OpenName(msgspec.Struct, frozen=True, gc=False):
    """A mention whose entity takes support by the rest of the document."""

    unit: LinkedUnit
    index: int
    candidates: tuple[str, ...]
    lone: bool
    """Whether the one candidate is taken without support, unless it did not exist yet."""


class Nickname(msgspec.Struct, frozen=True, gc=False):
    """A mention by a nickname that others than the person bear too."""

    unit: LinkedUnit
    index: int
    as_given: bool
    """Whether it is said like a given name."""


class NotedNames:
    """What is noted of each name that is no place's before the whole document decides."""

    __slots__ = ("families", "named", "nicknames", "open_ones", "parts", "persons")

    def __init__(self) -> None:
        self.named: dict[str, int] = {}
        """How often each entity is named beyond doubt."""
        self.open_ones: list[OpenName] = []
        self.nicknames: dict[str, list[Nickname]] = {}
        """Those of each person that are linked though others bear them too."""
        self.persons: list[Position] = []
        """All persons, in order."""
        self.parts: list[Position] = []
        """Those of them whose names may be parts of others'."""
        self.families: set[frozenset[str]] = set()
        """The pairs of surnames that the document says alone: `Beltrán Leyva`."""

    def add_named(self, entity: str) -> None:
        """An entity is named beyond doubt once more."""
        self.named[entity] = self.named.get(entity, 0) + 1

    def add_person(self, unit: LinkedUnit, index: int, *, part: bool) -> None:
        """A person, whose name may be a part of another's."""
        self.persons.append((unit, index))
        if part:
            self.parts.append((unit, index))
