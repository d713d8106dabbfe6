"""How far long work is: who does it tells a watcher of each step and of its parts that are done."""

from __future__ import annotations

from typing import Protocol


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
