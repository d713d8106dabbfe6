"""Bodies that the lists have with their owner, `Mexico's Navy`: a text names the owner and the body, two names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from narco_corpus.builder.knowledge.entries import Entry
from narco_corpus.builder.knowledge.places import load_places
from narco_corpus.builder.recognise.fold import fold

POSSESSIVES = ("'s ", "’s ")
_HOME = "MX"
_JOINTS = frozenset((b"de", b"del", b"el", b"la", b"los", b"of", b"the"))
_PAIR = 2
"""Words of a name of which the last one makes the adjective too: `El Salvador`, `Salvadoran`."""
_STEM = 5
"""Letters at least by which an adjective is known as a country's: `Hondur-an`."""
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
    """Finds the body of a country or state by its name there: the `Army` of Guatemala is the Guatemalan Army."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._bodies: dict[tuple[str, bytes], set[str]] = {}
        for entry in entries:
            if entry.label == "AUTHORITY":
                for text in (entry.name, *(alias.text for alias in entry.aliases)):
                    if found := owner_and_name(text):
                        self._bodies.setdefault((found[0], fold(found[1])), set()).add(entry.id)
                    if entry.country and entry.country != _HOME and not entry.states:
                        for name in _names_at_home(fold(text), _stems(entry.country)):
                            self._bodies.setdefault((entry.country, name), set()).add(entry.id)

    def of(self, owner: str, name: str) -> str | None:
        """The one body of that name which the country or state with this code has."""
        found = self._bodies.get((owner, fold(name)), set())
        return next(iter(found)) if len(found) == 1 else None


def _names_at_home(name: bytes, stems: tuple[bytes, ...]) -> Iterator[bytes]:
    """What is left of a folded name without the country whose it says the body is, at its beginning or end: `army` of
    `guatemalan army` and of `army of guatemala`."""
    words = name.split()
    for size in (1, 2):
        if len(words) > size and _says_country(words[:size], stems):
            yield b" ".join(words[size:])
        if len(words) > size and _says_country(words[-size:], stems):
            left = words[:-size]
            while left and left[-1] in _JOINTS:
                left.pop()
            if left:
                yield b" ".join(left)


def _says_country(words: Sequence[bytes], stems: tuple[bytes, ...]) -> bool:
    """Whether one or two words are a country's name, or begin like it."""
    said = b" ".join(words)
    own = tuple(s for s in stems if len(s) >= _STEM and s.count(b" ") == said.count(b" "))
    return said in stems or said.startswith(own)


@cache
def _stems(country: str) -> tuple[bytes, ...]:
    """How the folded names of a country and of what is its begin: `colomb`, `el salvador`, `salvad`, `us`."""
    of_country = [place for place in load_places() if place.id == country]  # a builder's own entry may name any code
    names = [fold(text) for place in of_country for text in (place.name, *(alias.text for alias in place.aliases))]
    last = [words[-1] for name in names if len(words := name.split()) == _PAIR]
    return tuple(sorted({*names, *(name[:-1] for name in (*names, *last) if len(name) > _STEM)}))
