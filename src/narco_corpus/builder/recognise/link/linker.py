"""Which entity a mention means: candidates decided by date, the document's other mentions, place chains, population."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import msgspec

from narco_corpus.builder.knowledge.entries import Entry, load_entries
from narco_corpus.builder.recognise.boundaries import ARTICLES
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.bodies import StateBodies
from narco_corpus.builder.recognise.link.groups import GroupNames
from narco_corpus.builder.recognise.link.initials import link_initials
from narco_corpus.builder.recognise.link.memo import BySenses
from narco_corpus.builder.recognise.link.misspelt import Misspelt
from narco_corpus.builder.recognise.link.names import Names
from narco_corpus.builder.recognise.link.persons import PersonLinker
from narco_corpus.builder.recognise.link.places import PlaceLinker
from narco_corpus.builder.recognise.link.weights import (
    NAMED_ENTITY,
    OWN_COUNTRY,
    OWN_MAIN_STATE,
    OWN_STATE,
    RELATED,
    WRONG_YEARS,
)
from narco_corpus.builder.recognise.owned import POSSESSIVES, OwnedBodies
from narco_corpus.builder.recognise.unit_text import UnitText

Links = list[list[str | None]]
_MOST_NAMED = 2
"""Times that an entity is named beyond doubt that count; more often is no surer."""
_KNOWN_SOURCES, _KNOWN_NAMES = 3, 8
"""What the knowledge base has of somebody whom a nickname means where his group is at home: others share it."""
_EARLIER = 10
"""Years before its first in the lists in which a group may be named: blogs knew most before anyone dated them."""
_OF_STATE = frozenset((" of ", " de ", " of the state of ", " del estado de "))
_NO_FAMILY: frozenset[str] = frozenset()
_SURE = ("unique", "cased")
_MEXICAN = b"mexic"
"""In a folded name that says whose body it is: `Mexican Navy`, `Ejército Mexicano`."""
_HAD_BY_EACH = ("AUTHORITY", "MEDIA")
"""Labels of what each country has its own of, often under the same name."""


class _Name(msgspec.Struct, frozen=True, gc=False):
    """What a listed name of an organisation or person can mean."""

    sure: str | None
    """The one entity that it names wherever it stands."""
    candidates: tuple[str, ...]
    """Those that it can mean with support, sorted; empty where it is sure or means none."""
    lone: bool
    """Whether the one candidate is taken without support, unless it did not exist yet."""
    family: frozenset[str]
    """The two surnames that it says and nothing else: `Beltrán Leyva`."""
    part: bool
    """Whether it may be a person's whom the document names in full: it is not sure, or one word of a name."""


def _name(senses: tuple[Sense, ...], names: Names) -> _Name:
    family = next((f for s in senses if (f := names.as_family(s.text))), _NO_FAMILY)
    entities = sorted({s.entity_id for s in senses if s.entity_id})
    part = all(" " not in s.text and s.kind in ("short", "variant") for s in senses)
    if len(entities) == 1 and senses[0].ambiguity in _SURE:
        return _Name(entities[0], (), False, family, part)
    return _Name(None, tuple(entities), len(entities) == 1 and _lone(senses[0]), family, True)


def _lone(sense: Sense) -> bool:
    """Whether a name that asks for support is enough where it can mean one entity of its label alone: a group's,
    since its label has been decided already, and a person's of more than one word."""
    if sense.label != "PERSON":
        return True
    return sense.ambiguity == "shared" and sense.kind not in ("nickname", "code") and " " in sense.text


def _is_well_known(entry: Entry) -> bool:
    """Whether the knowledge base has much of somebody."""
    return len(entry.sources) >= _KNOWN_SOURCES and len(entry.aliases) >= _KNOWN_NAMES


def _owner(text: UnitText, mentions: Sequence[Found], links: Sequence[str | None], index: int) -> str | None:
    """Code of the country or state that stands right before a body, as whose it is said to be: `Mexico's Navy`."""
    if text.raw[mentions[index - 1].end : mentions[index].start] not in POSSESSIVES:
        return None
    code = links[index - 1]
    return code if code and code[:1].isupper() else None


def _state_after(text: UnitText, mentions: Sequence[Found], links: Sequence[str | None], index: int) -> str | None:
    """Code of the state or country that a body is said to be of: `the PGJ of Colima`."""
    if index + 1 == len(mentions):
        return None
    between = text.raw[mentions[index].end : mentions[index + 1].start]
    code = links[index + 1] if between in _OF_STATE else None
    return code if code and code[:1].isupper() else None


def _has_article(text: UnitText, mention: Found) -> bool:
    return text.plain[mention.start : mention.end].partition(" ")[0] in ARTICLES


class _Context(msgspec.Struct, frozen=True, gc=False):
    """What the document names, the country that it names most places of, and when it was published."""

    named: dict[str, int]
    """How often entities are named beyond doubt."""
    states: dict[str, int]
    places: int
    """How many places it names of states."""
    country: str
    year: int | None

    def share(self, state: str) -> float:
        """The share of a state in what the document names of states and countries."""
        return self.states[state] / self.places

    def plays_elsewhere(self, states: Sequence[str]) -> bool:
        """Whether the document names states, and none of these."""
        return any("-" in code for code in self.states) and self.states.keys().isdisjoint(states)


class Linker:
    """Links the mentions of one document after another."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {e.id: e for e in load_entries()}
        names = Names()
        self._names = BySenses(lambda senses: _name(senses, names))
        self._places = PlaceLinker()
        self._persons = PersonLinker(names)
        self._misspelt = Misspelt(names)
        self._groups = GroupNames()
        self._bodies = StateBodies(self._entries.values())
        cues = load_cues()
        self._offices = cues.offices
        self._siblings_before = cues.siblings_before
        self._siblings_after = tuple(f" {word}" for word in sorted(cues.siblings_after))
        self._owned = OwnedBodies(self._entries.values())

    def load_spellings(self) -> None:
        """Load what misspelt names are compared with, which names from lists never need."""
        self._places.load_spellings()
        self._misspelt.load_spellings()

    def link(self, texts: Sequence[UnitText], found: Sequence[Sequence[Found]], published_on: date | None) -> Links:
        """Entity ids, one for each mention; None where the document does not tell."""
        links: Links = [[None] * len(mentions) for mentions in found]
        settled = self._places.link(texts, found, links)
        named: dict[str, int] = {}
        bodies: dict[str, str] = {}
        open_ones: list[tuple[int, int, tuple[str, ...], bool]] = []
        persons: list[tuple[int, int]] = []
        parts: list[tuple[int, int]] = []
        families: set[frozenset[str]] = set()
        names, abroad = self._names, settled.abroad()
        siblings, before_siblings = self._siblings_after, self._siblings_before
        for unit, mentions in enumerate(found):
            text, own_links = texts[unit], links[unit]
            plain = text.plain
            for index, mention in enumerate(mentions):
                label = mention.label
                if label == "PLACE":
                    continue
                name = names.of(mention.senses)
                sure, candidates, lone = name.sure, name.candidates, name.lone
                if name.family:
                    families.add(name.family)
                brothers = plain.startswith(siblings, mention.end) and not _has_article(text, mention)
                if brothers or (name.family and text.before(mention.start) in before_siblings):
                    if label == "PERSON":
                        persons.append((unit, index))
                    continue  # a surname of several
                if label in _HAD_BY_EACH:
                    written = text.raw[mention.start : mention.end]
                    owner = _owner(text, mentions, own_links, index) if index else None
                    if owner and (its := self._owned.of(owner, written)):
                        sure = its
                    elif sure is None and len(candidates) > 1:
                        of = owner or _state_after(text, mentions, own_links, index)
                        sure = self._of_state(candidates, of) if of else None
                    elsewhere = owner[:2] != "MX" if owner else abroad is not None
                    own = (sure,) if sure else candidates
                    if elsewhere and own and all(self._is_of_home(entity, written) for entity in own):
                        continue
                if sure is not None:
                    if self._bodies.knows(sure):
                        if sure not in bodies:
                            bodies[sure] = self._bodies.of(sure, settled.states)
                        sure = bodies[sure]
                    own_links[index] = sure
                    named[sure] = named.get(sure, 0) + 1
                elif not mention.senses:
                    raw = text.raw[mention.start : mention.end]
                    entity = self._groups.entity(raw) if label == "CRIMINAL_ORG" else None
                    own_links[index] = entity or self._misspelt.entity(label, raw)
                elif candidates:
                    lone = lone or self._is_titled(candidates, text.before(mention.start))
                    open_ones.append((unit, index, candidates, lone))
                if label == "PERSON":
                    persons.append((unit, index))
                    if name.part:
                        parts.append((unit, index))
        year = published_on.year if published_on else None
        if open_ones:
            country = settled.country() or "MX"
            context = _Context(named, settled.states, sum(settled.states.values()), country, year)
            decided: dict[tuple[tuple[str, ...], bool], str | None] = {}
            for unit, index, candidates, lone in open_ones:
                key = (candidates, lone)
                if key not in decided:
                    decided[key] = self._alone(candidates[0], context) if lone else self._likeliest(candidates, context)
                links[unit][index] = decided[key]
        if persons:
            self._persons.link_parts(
                texts, found, links, persons, parts, families, settled.countries | settled.states, year
            )
        link_initials(texts, found, links)
        return links

    def _is_titled(self, candidates: tuple[str, ...], before: str) -> bool:
        """Whether the word before a name is an office and the one known bearer held one: `Governor Durazo`."""
        return (
            before in self._offices
            and len(candidates) == 1
            and "office_holder" in self._entries[candidates[0]].statuses
        )

    def _of_state(self, candidates: tuple[str, ...], state: str) -> str | None:
        """The one candidate that is of a state."""
        of = [entity for entity in candidates if self._entries[entity].states == (state,)]
        return of[0] if len(of) == 1 else None

    def _is_of_home(self, entity: str, name: str) -> bool:
        """Whether a name means a Mexican body or medium where a text from Mexico says no more than `the Navy`: another
        country has its own."""
        entry = self._entries[entity]
        return entry.country == "MX" and not name.isupper() and _MEXICAN not in fold(name)

    def _alone(self, entity: str, context: _Context) -> str | None:
        """The entity, unless the document is far older than it, or it is a state's body and the document is of others,
        which have one of that name too, or somebody of whom crimes are told and nothing else in the document speaks for
        him."""
        entry = self._entries[entity]
        if entry.label == "AUTHORITY" and entry.states and context.plays_elsewhere(entry.states):
            return None
        accused = entry.kind == "organised_crime" and entry.label == "PERSON" and not _is_well_known(entry)
        if accused and self._support(entity, context) <= 0.0:
            return None  # others bear the name, of whom nobody says so
        since = entry.active_from
        return None if since and context.year and context.year < since - _EARLIER else entity

    def _likeliest(self, candidates: tuple[str, ...], context: _Context) -> str | None:
        """The candidate for which the document speaks most; None where it speaks for none, or for two alike, unless one
        of these is the country's and the others its states'."""
        support = {entity: self._support(entity, context) for entity in candidates}
        most = max(support.values())
        if most <= 0.0:
            return None
        first = [entity for entity in candidates if support[entity] == most]
        if len(first) > 1 and self._entries[first[0]].label == "AUTHORITY":
            first = [entity for entity in first if not self._entries[entity].states]
        return first[0] if len(first) == 1 else None

    def _support(self, entity: str, context: _Context) -> float:
        """How much the document speaks for an entity: its other names, related groups, its states, its years."""
        entry = self._entries[entity]
        score = NAMED_ENTITY * min(context.named.get(entity, 0), _MOST_NAMED)
        score += sum(RELATED for other in (*entry.related, entry.parent or "") if other in context.named)
        score += sum(OWN_STATE + OWN_MAIN_STATE * context.share(s) for s in self._states(entry) if s in context.states)
        if entry.label != "PERSON" and entry.country == context.country:
            score += OWN_COUNTRY
        year = context.year
        if year is not None:
            if entry.active_from and year < entry.active_from:
                score -= WRONG_YEARS
            if entry.active_to and year > entry.active_to:
                score -= WRONG_YEARS
        return score

    def _states(self, entry: Entry) -> Collection[str]:
        """The states of an entity; of a person of whom much is known those of the groups that he belongs to."""
        if entry.label != "PERSON":
            return entry.states
        if not _is_well_known(entry):
            return ()
        return sorted({state for group in entry.related for state in self._entries[group].states})
