"""Fits a rising step function to how often chances came true."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

LEAST = 40
"""Mentions that a step rests on at least."""


def rising_steps(pairs: Sequence[tuple[float, bool]]) -> dict[str, list[float]]:
    """Pools neighbours that fall (isotonic regression); `pairs` are chances and whether each came true."""
    ordered = sorted(pairs)
    pools: list[tuple[float, int, int]] = []  # lowest chance, right, all
    for begin in range(0, len(ordered), LEAST):
        part = ordered[begin : begin + LEAST]
        pools.append((part[0][0], sum(right for _, right in part), len(part)))
        while len(pools) > 1 and pools[-2][1] * pools[-1][2] >= pools[-1][1] * pools[-2][2]:
            _, right, count = pools.pop()
            lowest, before, size = pools.pop()
            pools.append((lowest, before + right, size + count))
    confidences = accumulate((round((right + 0.5) / (count + 1), 3) for _, right, count in pools), max)
    return {"chances": [round(p[0], 3) for p in pools], "confidences": list(confidences)}


def write_calibration(path: Path, steps: dict[str, dict[str, list[float]]]) -> None:
    """One method a line."""
    lines = [f"  {json.dumps(name)}: {json.dumps(steps[name])}" for name in sorted(steps)]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
