"""Which entity a mention means: candidates decided by date, the document's other mentions, place chains, population."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import msgspec

from narco_corpus.builder.knowledge.entries import CLEAR, NICKNAMES, Entry, load_entries
from narco_corpus.builder.recognise.boundaries import ARTICLES
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.bodies import StateBodies
from narco_corpus.builder.recognise.link.groups import GroupNames
from narco_corpus.builder.recognise.link.initials import link_initials
from narco_corpus.builder.recognise.link.introduced import is_introduced, is_said_as_given
from narco_corpus.builder.recognise.link.memo import BySenses
from narco_corpus.builder.recognise.link.misspelt import Misspelt
from narco_corpus.builder.recognise.link.names import Names, name_words
from narco_corpus.builder.recognise.link.persons import PersonLinker
from narco_corpus.builder.recognise.link.places import PlaceLinker
from narco_corpus.builder.recognise.link.support import Context, Support
from narco_corpus.builder.recognise.owned import POSSESSIVES, OwnedBodies
from narco_corpus.builder.recognise.unit_text import UnitText

Links = list[list[str | None]]
_Open = tuple[int, int, tuple[str, ...], bool]
"""Unit and index of a mention, what it can mean, and whether the one candidate is taken without support."""
_OF_STATE = frozenset((" of ", " de ", " of the state of ", " del estado de "))
_NO_FAMILY: frozenset[str] = frozenset()
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
    common: bool
    """Whether it is a nickname or code that others bear too."""
    own: bool
    """Whether it is one that holds a word of the one person's name."""


def _name(senses: tuple[Sense, ...], names: Names) -> _Name:
    family = next((f for s in senses if (f := names.as_family(s.text))), _NO_FAMILY)
    entities = sorted({s.entity_id for s in senses if s.entity_id})
    part = all(" " not in s.text and s.kind in ("short", "variant") for s in senses)
    common, own = _says_of_nickname(senses, entities, names)
    if len(entities) == 1 and senses[0].ambiguity in CLEAR:
        return _Name(entities[0], (), False, family, part, common, own)
    return _Name(None, tuple(entities), len(entities) == 1 and _lone(senses[0]), family, True, common, own)


def _says_of_nickname(senses: tuple[Sense, ...], entities: Sequence[str], names: Names) -> tuple[bool, bool]:
    """Whether a name is a nickname of persons that others bear too, and whether it is one with a word of its own."""
    if not entities or not all(s.label == "PERSON" and s.kind in NICKNAMES and s.ambiguity != "unique" for s in senses):
        return False, False
    words = name_words(senses[0].text).all
    own = len(entities) == 1 and not words.isdisjoint(name_words(names.name(entities[0])).all)
    return not own or len(words) == 1, own


def _lone(sense: Sense) -> bool:
    """Whether a name that asks for support is enough where it can mean one entity of its label alone: a group's,
    since its label has been decided already, and a person's of more than one word."""
    if sense.label != "PERSON":
        return True
    return sense.ambiguity in ("shared", "cued") and sense.kind not in NICKNAMES and " " in sense.text


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
        self._support = Support(self._entries)

    def load_spellings(self) -> None:
        """Load what misspelt names are compared with, which names from lists never need."""
        self._places.load_spellings()
        self._misspelt.load_spellings()

    def link(self, texts: Sequence[UnitText], found: Sequence[Sequence[Found]], published_on: date | None) -> Links:
        """Entity ids, one for each mention; None where the document does not tell."""
        links: Links = [[None] * len(mentions) for mentions in found]
        settled = self._places.link(texts, found, links, lambda: self._states_of_bodies(found))
        named: dict[str, int] = {}
        bodies: dict[str, str] = {}
        open_ones: list[_Open] = []
        persons: list[tuple[int, int]] = []
        parts: list[tuple[int, int]] = []
        nicknamed: dict[str, list[tuple[int, int, bool]]] = {}
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
                name = names[mention.senses]
                sure, candidates, lone = name.sure, name.candidates, name.lone
                if name.family:
                    families.add(name.family)
                brothers = plain.startswith(siblings, mention.end) and not _has_article(text, mention)
                given = name.common and is_said_as_given(text, mention)
                if name.common and ((given and not name.own) or is_introduced(text, mention)):
                    persons.append((unit, index))
                    parts.append((unit, index))
                    continue  # `his sister Chayo`, `a cook called El Güero`
                if brothers or (name.family and text.before(mention.start) in before_siblings):
                    if label == "PERSON":
                        persons.append((unit, index))
                    continue  # a surname of several
                if label in _HAD_BY_EACH:
                    sure, foreign = self._of_country(text, mentions, own_links, index, name, abroad is not None)
                    if foreign:
                        continue
                if sure is not None:
                    if self._bodies.knows(sure):
                        if sure not in bodies:
                            bodies[sure] = self._bodies.of(sure, settled.states)
                        sure = bodies[sure]
                    own_links[index] = sure
                    named[sure] = named.get(sure, 0) + 1
                    if name.common:
                        nicknamed.setdefault(sure, []).append((unit, index, given))
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
        if open_ones or nicknamed:
            country = settled.country() or "MX"
            context = Context(named, settled.states, sum(settled.states.values()), settled.homes(), country, year)
            parts += self._forget_others(nicknamed, context, links)
            self._decide(open_ones, context, links)
        if persons:
            self._persons.link_parts(
                texts, found, links, persons, parts, families, settled.countries | settled.states, year
            )
        link_initials(texts, found, links)
        return links

    def _states_of_bodies(self, found: Sequence[Sequence[Found]]) -> frozenset[str]:
        """Codes of the states whose own authorities and media a document names beyond doubt."""
        named = {self._names[m.senses].sure for mentions in found for m in mentions if m.label in _HAD_BY_EACH}
        states = [self._entries[body].states for body in named if body is not None]
        return frozenset(of[0] for of in states if len(of) == 1)

    def _of_country(
        self,
        text: UnitText,
        mentions: Sequence[Found],
        links: Sequence[str | None],
        index: int,
        name: _Name,
        abroad: bool,
    ) -> tuple[str | None, bool]:
        """The one body or medium that a name means, as that of the country or state beside it if one is there; and
        whether it is another country's, of which no list knows. `abroad` says that the document plays in one."""
        sure, candidates = name.sure, name.candidates
        written = text.raw[mentions[index].start : mentions[index].end]
        owner = _owner(text, mentions, links, index) if index else None
        if owner and (its := self._owned.of(owner, written)):
            sure = its
        elif sure is None and len(candidates) > 1:
            of = owner or _state_after(text, mentions, links, index)
            sure = self._of_state(candidates, of) if of else None
            if sure is None and mentions[index].label == "MEDIA":
                sure = self._support.said_of_home(candidates, text.plain[mentions[index].end :])
        elsewhere = owner[:2] != "MX" if owner else abroad
        own = (sure,) if sure else candidates
        foreign = elsewhere and bool(own) and all(self._is_of_home(entity, written) for entity in own)
        return sure, foreign

    def _forget_others(
        self, nicknamed: dict[str, list[tuple[int, int, bool]]], context: Context, links: Links
    ) -> list[tuple[int, int]]:
        """Take back links of nicknames that others bear too, of whom the document says nothing else; returned are those
        that are said as given names.

        `nicknamed` are, for each person, unit and index of the nicknames and whether they are said as given names."""
        taken: list[tuple[int, int]] = []
        for person, at in nicknamed.items():
            if context.named[person] > len(at) or self._support.names_company(person, context):
                continue
            elsewhere = self._support.plays_elsewhere(person, context)
            others = [(unit, index) for unit, index, given in at if given or elsewhere]
            for unit, index in others:
                links[unit][index] = None
            if len(others) == len(at):
                del context.named[person]
            taken += [(unit, index) for unit, index, given in at if given]
        return taken

    def _decide(self, open_ones: Sequence[_Open], context: Context, links: Links) -> None:
        """Fill in the links of names that take support."""
        decided: dict[tuple[tuple[str, ...], bool], str | None] = {}
        for unit, index, candidates, lone in open_ones:
            key = (candidates, lone)
            if key not in decided:
                decided[key] = (
                    self._support.alone(candidates[0], context)
                    if lone
                    else self._support.likeliest(candidates, context)
                )
            links[unit][index] = decided[key]

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
