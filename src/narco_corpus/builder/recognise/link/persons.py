"""Which person a part of a name means: the document's full names first, then the knowledge base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set

import msgspec

from narco_corpus.builder.recognise.link.aliases import Aliases
from narco_corpus.builder.recognise.link.document import LinkedUnit, Position
from narco_corpus.builder.recognise.link.kin import is_relative
from narco_corpus.builder.recognise.link.names import Names, Words, name_words
from narco_corpus.builder.recognise.link.noted_names import NotedNames
from narco_corpus.builder.recognise.link.office_holders import OfficeHolders
from narco_corpus.builder.recognise.link.offices import head_of


class _Part(msgspec.Struct, frozen=True, gc=False):
    """A mention whose name may be a part of another's."""

    unit: LinkedUnit
    index: int
    words: Words
    single: bool
    """Whether it is a surname, given name or nickname of one word, or given names alone."""


class _Named(msgspec.Struct, frozen=True, gc=False):
    """A mention of a person by more than a part of the name: where, by which words, and who that is."""

    unit: LinkedUnit
    index: int
    words: frozenset[str]
    identity: str
    """The entity's id, or the words of the name where no entity is known."""
    entity: str | None


class _Company:
    """The persons that a document names by more than a part, and those whose relatives it may name."""

    def __init__(self, named: Sequence[_Named], families: Set[frozenset[str]], names: Names) -> None:
        """`families` are the pairs of surnames that the document says alone."""
        self.entities = {p.entity for p in named if p.entity}
        self.families = families | {family for entity in self.entities if (family := names.family(entity))}
        """Their pairs of surnames too."""
        self._by_word: dict[str, list[_Named]] = {}
        """By each word of their names, in order: a document may name thousands."""
        for person in named:
            for word in person.words:
                self._by_word.setdefault(word, []).append(person)

    def bearer(self, part: _Part) -> tuple[bool, str | None]:
        """Whether the document names a person of whose name a part's words are some, and who that is: the only one, the
        last before it in its unit, or the one named twice as often as any other."""
        unit, index, own = part.unit, part.index, part.words.all
        fewest = min((self._by_word.get(word, ()) for word in own), key=len, default=())
        bearers = [p for p in fewest if own <= p.words and not (p.unit is unit and p.index == index)]
        if not bearers:
            return False, None
        identities = {p.identity: p.entity for p in bearers}
        if len(identities) == 1:
            return True, bearers[0].entity
        before = [p for p in bearers if p.unit is unit and p.index < index]
        if before:
            return True, before[-1].entity
        (first, most), (_, second) = Counter(p.identity for p in bearers).most_common(2)
        return True, identities[first] if most >= 2 * second else None


class PersonLinker:
    """Links the persons of one document after another."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._aliases = Aliases(names)
        self._holders = OfficeHolders(names)

    def link(self, noted: NotedNames, places: Mapping[str, int], year: int | None) -> None:
        """Link surnames, given names and nicknames that other names of the document explain.

        `places` is how often it names countries and states, by code.
        """
        others = self._aliases.link(noted.persons)
        if not noted.parts:
            return
        parts = [self._part(unit, index) for unit, index in noted.parts if (unit, index) not in others]
        single = {(part.unit, part.index) for part in parts if part.single}
        company = _Company(self._named_otherwise(noted.persons, single), noted.families, self._names)
        introduced: set[tuple[LinkedUnit, str]] = set()
        for part in parts:
            if not self._link_relative(part, company, introduced):
                self._link_part(part, company, places, year)

    def _part(self, unit: LinkedUnit, index: int) -> _Part:
        """A part of a name; linked, if nothing links it yet, to the one person whom several words together can mean."""
        words = name_words(unit.written(index))
        linked = unit.links[index] is not None
        single = len(words.order) == 1 or (not linked and self._names.is_given(words.order))
        if not single and not linked:
            unit.links[index] = self._names.one_bearer(words.order)
        return _Part(unit, index, words, single)

    def _named_otherwise(self, persons: Sequence[Position], single: Set[Position]) -> list[_Named]:
        """The persons that the document names by more than a single part."""
        named = []
        for unit, index in persons:
            if (unit, index) in single:
                continue
            words = name_words(unit.written(index))
            entity = unit.links[index]
            if entity is not None:
                named.append(_Named(unit, index, words.all | self._names.words(entity), entity, entity))
            elif len(words.all) > 1:
                named.append(_Named(unit, index, words.all, words.identity, None))
        return named

    def _link_relative(self, part: _Part, company: _Company, introduced: set[tuple[LinkedUnit, str]]) -> bool:
        """Link a given name that the unit has introduced as that of somebody's relative; returned is whether it is one.

        `introduced` are the given names of relatives by their units.
        """
        if not part.single or part.unit.links[part.index] is not None:
            return False
        given = " ".join(part.words.order)
        name = (part.unit, given)
        if name not in introduced and not is_relative(part.unit, part.index):
            return False
        introduced.add(name)
        part.unit.links[part.index] = self._names.kin(given, company.families, company.entities)
        return True

    def _link_part(self, part: _Part, company: _Company, places: Mapping[str, int], year: int | None) -> None:
        """Link a part of a name to whom the document names by it, else to a relative of theirs or to who held an
        office."""
        links, index, order = part.unit.links, part.index, part.words.order
        known, entity = company.bearer(part)
        if known:
            if entity and part.single:
                entity = self._names.brother(order[0], entity) or entity
            mention = part.unit.mentions[index]
            if part.single or links[index] is None or any(s.entity_id == entity for s in mention.senses):
                links[index] = entity
        elif part.single:
            text, mention = part.unit.text, part.unit.mentions[index]
            given, before = " ".join(order), text.before(mention.start)
            office = head_of(text, mention)
            holder = self._holders.holder(given, before, places, year, office) if office else None
            if holder is not None:
                links[index] = holder  # `President Castro of Honduras`, whoever else is known by that name alone
            elif links[index] is None:
                relative = self._names.relative(given, company.families)
                links[index] = relative or self._holders.holder(given, before, places, year)
