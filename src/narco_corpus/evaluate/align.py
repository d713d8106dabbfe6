"""Brings texts of a release beside annotated ones that may differ a little."""

from __future__ import annotations

import difflib
import re

from narco_corpus.model.text import squeeze

_PARAGRAPHS = re.compile(r"\n\s*\n")


def without_spacing(text: str | None) -> str:
    """The text with single spaces, its paragraphs kept apart."""
    paragraphs = (squeeze(p) for p in _PARAGRAPHS.split(text or ""))
    return "\n\n".join(p for p in paragraphs if p)


def positions(ours: str, gold: str) -> list[int | None]:
    """For each position of `ours` (its end included) the one in `gold`; None where the texts differ there."""
    if ours == gold:
        return list(range(len(ours) + 1))
    found: list[int | None] = [None] * (len(ours) + 1)
    for a, b, size in difflib.SequenceMatcher(None, ours, gold, autojunk=False).get_matching_blocks():
        found[a : a + size + 1] = range(b, b + size + 1)
    return found
