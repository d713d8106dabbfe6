"""How far a figure would move if other posts of the same kind had been annotated."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeVar

ROUNDS = 1_000
SEED = 20110921
LEVEL = 0.95

T = TypeVar("T")


def intervals(
    posts: Sequence[T], figures: Callable[[Sequence[T]], dict[str, float | None]], rounds: int = ROUNDS
) -> dict[str, tuple[float, float]]:
    """The 95 % percentile interval of each figure over posts drawn with replacement; the same posts give the same.

    A figure that a draw has no cases for (None) is left out of that draw; one that no draw has is left out.
    """
    chance = random.Random(SEED)  # noqa: S311 - no secret
    values: dict[str, list[float]] = {}
    for _ in range(rounds if len(posts) > 1 else 0):
        drawn = chance.choices(posts, k=len(posts))
        for name, value in figures(drawn).items():
            if value is not None:
                values.setdefault(name, []).append(value)
    return {name: _middle(sorted(found)) for name, found in values.items()}


def _middle(values: list[float]) -> tuple[float, float]:
    outside = int(len(values) * (1 - LEVEL) / 2)
    return values[outside], values[-1 - outside]
