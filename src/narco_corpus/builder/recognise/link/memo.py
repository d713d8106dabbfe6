"""What follows from the senses of a name alone, made once for each name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from narco_corpus.builder.recognise.lexicon import Sense

T = TypeVar("T")
_KEPT = 10_000
"""Names that are remembered."""


class BySenses(Generic[T]):
    """Makes something of the senses of a name, and remembers it."""

    def __init__(self, make: Callable[[tuple[Sense, ...]], T]) -> None:
        self._make = make
        self._by_identity: dict[int, tuple[tuple[Sense, ...], T]] = {}
        """Most names come with the very same senses each time; these are held so that their identity stays theirs."""
        self._by_value: dict[tuple[Sense, ...], T] = {}

    def __getitem__(self, senses: tuple[Sense, ...]) -> T:
        """What is made of these senses."""
        try:
            return self._by_identity[id(senses)][1]
        except KeyError:
            return self._find(senses)

    def _find(self, senses: tuple[Sense, ...]) -> T:
        made = self._by_value.get(senses)
        if made is None:
            if len(self._by_value) >= _KEPT:
                self._by_value.clear()
            made = self._by_value[senses] = self._make(senses)
        if len(self._by_identity) >= _KEPT:
            self._by_identity.clear()
        self._by_identity[id(senses)] = (senses, made)
        return made
