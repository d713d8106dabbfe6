"""Initials in brackets after a name, or the name after them, mean the same: `the Agencia Nacional (AN)`, `AN (Agencia
Nacional)`."""

from __future__ import annotations

from narco_corpus.builder.recognise.link.document import LinkedDocument

_FEWEST = 2
"""Letters of initials."""


def link_initials(document: LinkedDocument) -> None:
    """Give a name without a link that of its initials beside it, and initials without one that of the name."""
    for unit in document.units:
        raw, links = unit.text.raw, unit.links
        if "(" not in raw:
            continue
        for index, inside in enumerate(unit.mentions[1:], start=1):
            outside = index - 1
            if (links[index] is None) == (links[outside] is None) or inside.label != unit.mentions[outside].label:
                continue
            bracketed = unit.between(outside) == " (" and raw.startswith(")", inside.end)
            if bracketed and _are_initials(unit.written(outside), unit.written(index)):
                links[index] = links[outside] = links[index] or links[outside]


def _are_initials(one: str, other: str) -> bool:
    """Whether one of two names is the other's initials, or the last of them: a country's may be left out."""
    name, letters = (one, other) if len(one) > len(other) else (other, one)
    letters = letters.replace(".", "")
    initials = "".join(word[0] for word in name.replace("-", " ").split() if word[0].isupper())
    return len(letters) >= _FEWEST and letters.isupper() and initials.endswith(letters)
