"""Initials in brackets after a name, or the name after them, mean the same: `the Agencia Nacional (AN)`, `AN (Agencia
Nacional)`."""

from __future__ import annotations

from collections.abc import Sequence

from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.unit_text import UnitText

_FEWEST = 2
"""Letters of initials."""


def link_initials(
    texts: Sequence[UnitText], found: Sequence[Sequence[Found]], links: Sequence[list[str | None]]
) -> None:
    """Give a name without a link that of its initials beside it, and initials without one that of the name."""
    for text, mentions, row in zip(texts, found, links, strict=True):
        if "(" not in text.raw:
            continue
        for index, inside in enumerate(mentions[1:], start=1):
            outside = mentions[index - 1]
            if (row[index] is None) == (row[index - 1] is None) or inside.label != outside.label:
                continue
            raw = text.raw
            bracketed = raw[outside.end : inside.start] == " (" and raw.startswith(")", inside.end)
            if bracketed and _are_initials(raw[outside.start : outside.end], raw[inside.start : inside.end]):
                row[index] = row[index - 1] = row[index] or row[index - 1]


def _are_initials(one: str, other: str) -> bool:
    """Whether one of two names is the other's initials, or the last of them: a country's may be left out."""
    name, letters = (one, other) if len(one) > len(other) else (other, one)
    letters = letters.replace(".", "")
    initials = "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
    return len(letters) >= _FEWEST and letters.isupper() and initials.endswith(letters)
