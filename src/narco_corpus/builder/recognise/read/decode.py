"""The best set of mentions without overlap among scored candidates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence


def best_set(spans: Sequence[tuple[int, int]], gains: Sequence[float]) -> list[int]:
    """Indexes of the spans `[start, end)` whose gains sum up to most, none overlapping another, in order.

    Spans whose gain is not positive are never taken; of equal sums the one that ends first wins.
    """
    order = sorted((i for i in range(len(spans)) if gains[i] > 0), key=lambda i: (spans[i][1], spans[i][0]))
    ends = [spans[i][1] for i in order]
    best = [0.0]
    took: list[bool] = []
    back: list[int] = []
    for place, index in enumerate(order):
        before = bisect_right(ends, spans[index][0], 0, place)
        total = best[before] + gains[index]
        back.append(before)
        took.append(total > best[place])
        best.append(max(total, best[place]))
    chosen = []
    place = len(order)
    while place:
        if took[place - 1]:
            chosen.append(order[place - 1])
            place = back[place - 1]
        else:
            place -= 1
    return chosen[::-1]
