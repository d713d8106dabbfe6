"""ISO 3166 codes of the countries and states that the package knows, whether a release names them or not."""

from __future__ import annotations

from functools import cache
from pathlib import Path


@cache
def iso_codes() -> frozenset[str]:
    """The ids of all countries (`MX`) and states (`MX-YUC`) of the gazetteer."""
    file = Path(__file__).parents[1] / "data" / "iso_3166.txt"
    return frozenset(file.read_text(encoding="ascii").split())
