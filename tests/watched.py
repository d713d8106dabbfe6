"""A watcher that writes down what it is told."""

from __future__ import annotations


class Watched:
    """Every step with its length and how many parts of it were told as done."""

    def __init__(self) -> None:
        self.steps: list[tuple[str, int, int]] = []

    def step(self, label: str, length: int) -> None:
        self.steps.append((label, length, 0))

    def advance(self, parts: int = 1) -> None:
        label, length, done = self.steps[-1]
        self.steps[-1] = (label, length, done + parts)
