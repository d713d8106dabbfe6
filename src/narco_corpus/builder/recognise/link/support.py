"""How much a document speaks for an organisation or person that a name can mean, and whether that is enough."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import msgspec

from narco_corpus.builder.knowledge.entries import Entry
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.link.settled import Settled
from narco_corpus.builder.recognise.link.weights import (
    NAMED_ENTITY,
    OWN_COUNTRY,
    OWN_HOME,
    OWN_MAIN_STATE,
    OWN_STATE,
    RELATED,
    WRONG_YEARS,
)
from narco_corpus.builder.recognise.small_words import OF

_MOST_NAMED = 2
"""Times that an entity is named beyond doubt that count; more often is no surer."""
_WITHOUT_HOME = frozenset(("PERSON", "AUTHORITY"))
"""Labels of what is not told apart by the town at the end of its name: authorities have their states."""
_KNOWN_SOURCES, _KNOWN_NAMES = 3, 8
"""What the knowledge base has of somebody whom a nickname means where his group is at home: others share it."""
_HOME_REACH = 40
"""Characters after a name in which the town may stand of which it is said to be."""
_EARLIER = 10
"""Years before its first in the lists in which a group may be named: blogs knew most before anyone dated them."""


class Evidence(msgspec.Struct, frozen=True, gc=False):
    """What a document says that speaks for one entity or another: what it names, where it plays, its year."""

    named: dict[str, int]
    """How often entities are named beyond doubt."""
    states: dict[str, int]
    """How often it names places of each state or country, by code."""
    places: int
    """How often it does in all."""
    homes: dict[str, int]
    """How often it names towns and states, by their folded names."""
    country: str
    """The one that it names most places of."""
    year: int | None

    def share(self, state: str) -> float:
        """The share of a state in what the document names of states and countries."""
        return self.states[state] / self.places

    def share_of_home(self, name: str) -> float:
        """The share of a town or state in what the document names of both."""
        return self.homes[name] / sum(self.homes.values())

    def plays_elsewhere(self, states: Sequence[str]) -> bool:
        """Whether the document names states, and none of these."""
        return any("-" in code for code in self.states) and self.states.keys().isdisjoint(states)


def evidence_of(named: dict[str, int], settled: Settled, year: int | None) -> Evidence:
    """What a document says that names these entities beyond doubt so often, and these places."""
    places = sum(settled.states.values())
    return Evidence(named, settled.states, places, settled.homes(), settled.country() or "MX", year)


class Support:
    """Weighs the entities of the knowledge base in one document after another."""

    def __init__(self, entries: Mapping[str, Entry]) -> None:
        self._entries = entries
        self._groups = {id: frozenset((*e.related, e.parent)) for id, e in entries.items() if e.label == "CRIMINAL_ORG"}
        """What each group comes from or belongs to."""
        self._ends: dict[str, tuple[str, ...]] = {}
        """The last words of the names of entities of which it was asked, folded."""

    def names_company(self, person: str, evidence: Evidence) -> bool:
        """Whether a document names anybody or any group that a person is reported with."""
        with_him, named = self._entries[person].related, evidence.named
        if any(other in named for other in with_him) or any(person in self._entries[each].related for each in named):
            return True
        groups = self._groups.keys() & with_him
        if any(not groups.isdisjoint(self._entries[each].related) for each in named if each != person):
            return True  # somebody of his group
        return any(not self._groups[each].isdisjoint(with_him) for each in named if each in self._groups)

    def plays_elsewhere(self, person: str, evidence: Evidence) -> bool:
        """Whether a document names no state of the groups that a person is reported with."""
        states = {state for other in self._entries[person].related for state in self._entries[other].states}
        return bool(states) and states.isdisjoint(evidence.states)

    def said_of_home(self, candidates: Sequence[str], following: str) -> str | None:
        """The one candidate whose name ends with what the folded text says right after a shorter one of it: `El Mañana
        of Nuevo Laredo`."""
        words = following[:_HOME_REACH].split()
        words = words[1:] if words and words[0] in OF else words
        ends = {" ".join(words[:size]) for size in (1, 2, 3)}
        of = [entity for entity in candidates if not ends.isdisjoint(self._ends_of(self._entries[entity]))]
        return of[0] if len(of) == 1 else None

    def alone(self, entity: str, evidence: Evidence) -> str | None:
        """The entity, unless the document is far older than it, or it is a state's body and the document is of others,
        which have one of that name too, or somebody of whom crimes are told and nothing else in the document speaks for
        him."""
        entry = self._entries[entity]
        if entry.label == "AUTHORITY" and entry.states and evidence.plays_elsewhere(entry.states):
            return None
        accused = entry.kind == "organised_crime" and entry.label == "PERSON"
        if accused and self._weigh(entity, evidence) <= 0.0:
            return None  # others bear the name, of whom nobody says so
        since = entry.active_from
        return None if since and evidence.year and evidence.year < since - _EARLIER else entity

    def likeliest(self, candidates: tuple[str, ...], evidence: Evidence) -> str | None:
        """The candidate for which the document speaks most; None where it speaks for none, or for two alike, unless one
        of these is the country's and the others its states'."""
        support = {entity: self._weigh(entity, evidence) for entity in candidates}
        most = max(support.values())
        if most <= 0.0:
            return None
        first = [entity for entity in candidates if support[entity] == most]
        if len(first) > 1 and self._entries[first[0]].label == "AUTHORITY":
            first = [entity for entity in first if not self._entries[entity].states]
        return first[0] if len(first) == 1 else None

    def _weigh(self, entity: str, evidence: Evidence) -> float:
        """How much the document speaks for an entity: its other names, related groups, its states, its years."""
        entry = self._entries[entity]
        score = NAMED_ENTITY * min(evidence.named.get(entity, 0), _MOST_NAMED)
        score += sum(RELATED for other in (*entry.related, entry.parent or "") if other in evidence.named)
        score += sum(
            OWN_STATE + OWN_MAIN_STATE * evidence.share(s) for s in self._states(entry) if s in evidence.states
        )
        if entry.label != "PERSON":
            score += OWN_COUNTRY if entry.country == evidence.country else 0.0
        if entry.label not in _WITHOUT_HOME:
            homes = [end for end in self._ends_of(entry) if end in evidence.homes]
            score += OWN_HOME * max(map(evidence.share_of_home, homes), default=0.0)
        year = evidence.year
        if year is not None:
            if entry.active_from and year < entry.active_from:
                score -= WRONG_YEARS
            if entry.active_to and year > entry.active_to:
                score -= WRONG_YEARS
        return score

    def _ends_of(self, entry: Entry) -> tuple[str, ...]:
        """The last one, two and three words of an entity's name."""
        ends = self._ends.get(entry.id)
        if ends is None:
            words = fold(entry.name).decode("ascii").split()
            ends = self._ends[entry.id] = tuple(" ".join(words[-size:]) for size in range(1, min(len(words), 4)))
        return ends

    def _states(self, entry: Entry) -> Collection[str]:
        """The states of an entity; of a person of whom much is known those of the groups that he belongs to."""
        if entry.label != "PERSON":
            return entry.states
        if not _is_well_known(entry):
            return ()
        return sorted({state for group in entry.related for state in self._entries[group].states})


def _is_well_known(entry: Entry) -> bool:
    """Whether the knowledge base has much of somebody."""
    return len(entry.sources) >= _KNOWN_SOURCES and len(entry.aliases) >= _KNOWN_NAMES
