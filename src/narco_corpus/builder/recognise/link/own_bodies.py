"""Authorities and media that each country or state has its own of, often under the same name: whose one is meant."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from narco_corpus.builder.knowledge.entries import Entry
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.link.document import LinkedUnit
from narco_corpus.builder.recognise.link.entity_name import EntityName
from narco_corpus.builder.recognise.link.support import Support
from narco_corpus.builder.recognise.owned import POSSESSIVES, OwnedBodies

HAD_BY_EACH = frozenset(("AUTHORITY", "MEDIA"))
"""Labels of what each country has its own of."""
_OF_STATE = frozenset((" of ", " de ", " of the state of ", " del estado de "))
_MEXICAN = b"mexic"
"""In a folded name that says whose body it is: `Mexican Navy`, `Ejército Mexicano`."""


class Whose(NamedTuple):
    """Which body or medium a name means by whose it is said to be."""

    entity: str | None
    """The one that it means beyond doubt."""
    foreign: bool
    """Whether it is another country's, of which no list knows."""


class OwnBodies:
    """Tells whose body or medium is meant."""

    def __init__(self, entries: Mapping[str, Entry], support: Support) -> None:
        self._entries = entries
        self._support = support
        self._owned = OwnedBodies(entries.values())

    def whose(self, unit: LinkedUnit, index: int, name: EntityName, *, abroad: str | None) -> Whose:
        """The body or medium that a mention of this name means, as that of the country or state beside it if one is
        there, or in which the document plays. `abroad` is that country, if it is not Mexico."""
        sure, candidates, written = name.sure, name.candidates, unit.written(index)
        owner = _owner(unit, index) or _state_after(unit, index)
        if owner and (its := self._owned.of(owner, written)):
            sure = its
        elif sure is None and len(candidates) > 1:
            sure = self._of_state(candidates, owner) if owner else None
            mention = unit.mentions[index]
            if sure is None and mention.label == "MEDIA":
                sure = self._support.said_of_home(candidates, unit.text.plain[mention.end :])
        country = owner[:2] if owner else abroad
        own = (sure,) if sure else candidates
        if country in (None, "MX") or not own or not all(self._is_of_home(entity, written) for entity in own):
            return Whose(sure, foreign=False)
        its = self._owned.of(country, written)
        return Whose(its, foreign=its is None)

    def _of_state(self, candidates: tuple[str, ...], state: str) -> str | None:
        """The one candidate that is of a state."""
        of = [entity for entity in candidates if self._entries[entity].states == (state,)]
        return of[0] if len(of) == 1 else None

    def _is_of_home(self, entity: str, written: str) -> bool:
        """Whether a name means a Mexican body or medium where a text from Mexico says no more than `the Navy`: another
        country has its own."""
        entry = self._entries[entity]
        return entry.country == "MX" and not written.isupper() and _MEXICAN not in fold(written)


def _owner(unit: LinkedUnit, index: int) -> str | None:
    """Code of the country or state that stands right before a body, as whose it is said to be: `Mexico's Navy`."""
    if not index or unit.between(index - 1) not in POSSESSIVES:
        return None
    return _code(unit.links[index - 1])


def _state_after(unit: LinkedUnit, index: int) -> str | None:
    """Code of the state or country that a body is said to be of: `the PGJ of Colima`."""
    if index + 1 == len(unit.mentions) or unit.between(index) not in _OF_STATE:
        return None
    return _code(unit.links[index + 1])


def _code(link: str | None) -> str | None:
    """A link that is the code of a country or state."""
    return link if link and link[:1].isupper() else None
