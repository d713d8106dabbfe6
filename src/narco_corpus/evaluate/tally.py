"""Counts that add up over posts, and the figures made from them."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import Any


class SpanCounts:
    """True positives, false positives and false negatives among spans."""

    def __init__(self, true_positives: int = 0, false_positives: int = 0, false_negatives: int = 0) -> None:
        self.true_positives, self.false_positives, self.false_negatives = (
            true_positives,
            false_positives,
            false_negatives,
        )

    @property
    def gold(self) -> int:
        """Annotated spans."""
        return self.true_positives + self.false_negatives

    @property
    def predicted(self) -> int:
        """Spans that the release has."""
        return self.true_positives + self.false_positives

    def compare(self, gold: AbstractSet[Any], ours: AbstractSet[Any]) -> None:
        """Count a unit's spans in."""
        self.true_positives += len(gold & ours)
        self.false_positives += len(ours - gold)
        self.false_negatives += len(gold - ours)

    def add(self, other: SpanCounts) -> None:
        """Count another tally in."""
        self.true_positives += other.true_positives
        self.false_positives += other.false_positives
        self.false_negatives += other.false_negatives

    def figures(self) -> dict[str, float | None]:
        """Precision, recall and F1, unrounded; None where a figure has no case.

        That is precision without predicted spans, recall without annotated ones, F1 without any of either side; where
        one side alone has some, F1 is 0.
        """
        p = self.true_positives / self.predicted if self.predicted else None
        r = self.true_positives / self.gold if self.gold else None
        if p is None and r is None:
            return {"p": None, "r": None, "f1": None}
        return {"p": p, "r": r, "f1": 2 * p * r / (p + r) if p and r else 0.0}

    def row(self) -> dict[str, float | None]:
        """Precision, recall, F1 and the number of annotated spans."""
        return self.figures() | {"gold": self.gold}


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
        """Right ones, all, and their share."""
        return {"right": self.right, "of": self.of, "share": self.right / self.of if self.of else 0.0}
