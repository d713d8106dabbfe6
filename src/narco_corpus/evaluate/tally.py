"""Counts of right and wrong that add up, and the figures made from them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any


class Found:
    """Spans found, found wrongly and missed."""

    def __init__(self, right: int = 0, wrong: int = 0, missed: int = 0) -> None:
        self.right, self.wrong, self.missed = right, wrong, missed

    def compare(self, gold: AbstractSet[Any], ours: AbstractSet[Any]) -> None:
        """Count a unit's spans in."""
        self.right += len(gold & ours)
        self.wrong += len(ours - gold)
        self.missed += len(gold - ours)

    def add(self, other: Found) -> None:
        """Count another tally in."""
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1, unrounded; 0 where there is nothing to divide by."""
        p = self.right / (self.right + self.wrong) if self.right + self.wrong else 0.0
        r = self.right / (self.right + self.missed) if self.right + self.missed else 0.0
        return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}

    def row(self) -> dict[str, float]:
        """Precision, recall, F1 (four decimals) and the number of annotated spans."""
        return {k: round(v, 4) for k, v in self.figures().items()} | {"gold": self.right + self.missed}


class Share:
    """How many of some checks were right."""

    def __init__(self, right: int = 0, of: int = 0) -> None:
        self.right, self.of = right, of

    def check(self, ok: bool) -> None:
        """Count a check in."""
        self.right += ok
        self.of += 1

    def add(self, other: Share) -> None:
        """Count another tally in."""
        self.right += other.right
        self.of += other.of

    def row(self) -> dict[str, float]:
        """Right ones, all, and their share (four decimals)."""
        return {"right": self.right, "of": self.of, "share": round(self.right / self.of, 4) if self.of else 0.0}
