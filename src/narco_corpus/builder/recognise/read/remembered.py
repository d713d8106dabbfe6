"""Values that are remembered, of which the older half is forgotten at a time: what is met again and again stays."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Generic, TypeVar

G = TypeVar("G", bound=Hashable)
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Remembered(Generic[G, K, V]):
    """Values by group and key: all of the newer half, and those of the older one that were not met again since."""

    __slots__ = ("_before", "_count", "_kept", "now")

    def __init__(self, kept: int) -> None:
        """`kept` is the number of values in a half."""
        self.now: dict[G, dict[K, V]] = {}
        """The newer half, to look into first: a call takes longer than most look-ups."""
        self._before: dict[G, dict[K, V]] = {}
        self._kept = kept
        self._count = 0

    def recall(self, group: G, key: K) -> V | None:
        """The value of a key that is not in `now`, if the older half has it; then the newer one has it too."""
        own = self._before.get(group)
        value = None if own is None else own.get(key)
        if value is not None:
            self.remember(group, key, value)
        return value

    def remember(self, group: G, key: K, value: V) -> None:
        """Add a value; a full newer half becomes the older one."""
        if self._count >= self._kept:
            self._before, self.now, self._count = self.now, {}, 0
        self._count += 1
        own = self.now.get(group)
        if own is None:
            self.now[group] = {key: value}
        else:
            own[key] = value
