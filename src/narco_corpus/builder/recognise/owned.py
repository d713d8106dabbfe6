"""Bodies that the lists have with their owner, `Mexico's Navy`: a text names the owner and the body, two names."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from narco_corpus.builder.knowledge.entries import Entry
from narco_corpus.builder.knowledge.places import load_places
from narco_corpus.builder.recognise.fold import fold

POSSESSIVES = ("'s ", "’s ")
_OWNED = re.compile(r"(?P<owner>.+?)['’]s (?P<name>.+)")


def owner_and_name(text: str) -> tuple[str, str] | None:
    """Code of the country or state that a name begins with, and the name of what is its; None for other names."""
    match = _OWNED.fullmatch(text)
    owner = _owners().get(match["owner"]) if match else None
    return (owner, match["name"]) if match and owner else None


@cache
def _owners() -> dict[str, str]:
    """Codes of countries and states by their names; of a name that both bear the country's."""
    return {
        name: place.id
        for kind in ("state", "country")
        for place in load_places()
        if place.kind == kind
        for name in (place.name, *(alias.text for alias in place.aliases))
    }


class OwnedBodies:
    """Finds the body of a country or state by what stands after its owner."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._bodies: dict[tuple[str, bytes], set[str]] = {}
        for entry in entries:
            if entry.label == "AUTHORITY":
                for text in (entry.name, *(alias.text for alias in entry.aliases)):
                    if found := owner_and_name(text):
                        self._bodies.setdefault((found[0], fold(found[1])), set()).add(entry.id)

    def of(self, owner: str, name: str) -> str | None:
        """The one body of that name which the country or state with this code has."""
        found = self._bodies.get((owner, fold(name)), set())
        return next(iter(found)) if len(found) == 1 else None
