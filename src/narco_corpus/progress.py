"""How far long work is: who does it tells a watcher of each step and of its parts that are done."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from narco_corpus.errors import UsageError


@runtime_checkable
class Watcher(Protocol):
    """Who wants to know how far the work is."""

    def step(self, label: str, length: int) -> None:
        """A step of so many parts begins."""

    def advance(self, parts: int = 1) -> None:
        """So many parts of it are done."""


class Unwatched:
    """Nobody wants to know."""

    def step(self, label: str, length: int) -> None:
        """Say nothing."""

    def advance(self, parts: int = 1) -> None:
        """Say nothing."""


def watched(watcher: Watcher | None) -> Watcher:
    """The watcher of a call, or nobody; raises `UsageError` for what is none."""
    if watcher is None:
        return Unwatched()
    if not isinstance(watcher, Watcher):
        raise UsageError(
            f"watcher={watcher!r}: expected an object with the methods step(label, length) and advance(parts)"
        )
    return watcher
