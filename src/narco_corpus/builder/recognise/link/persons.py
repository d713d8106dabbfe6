"""Which person a part of a name means: the document's full names first, then the knowledge base."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence, Set

import msgspec

from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.link.aliases import Aliases
from narco_corpus.builder.recognise.link.kin import is_relative
from narco_corpus.builder.recognise.link.names import Names, Words, name_words
from narco_corpus.builder.recognise.link.office_holders import OfficeHolders
from narco_corpus.builder.recognise.unit_text import UnitText


class _Named(msgspec.Struct, frozen=True, gc=False):
    """A person that the document names in full: where, by which words, and who that is."""

    unit: int
    start: int
    words: frozenset[str]
    identity: str
    """The entity's id, or the words of the name where no entity is known."""
    entity: str | None


class PersonLinker:
    """Links the persons of one document after another."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._aliases = Aliases(names)
        self._holders = OfficeHolders(names)

    def link_parts(
        self,
        texts: Sequence[UnitText],
        found: Sequence[Sequence[Found]],
        links: list[list[str | None]],
        persons: Sequence[tuple[int, int]],
        parts: Sequence[tuple[int, int]],
        families: Set[frozenset[str]],
        places: Mapping[str, int],
        year: int | None,
    ) -> None:
        """Link surnames, given names and nicknames that other names of the document explain.

        `persons` are unit and index of all its persons, `parts` of those whose names may be parts of others; `families`
        the pairs of surnames that it says alone, `places` how often it names countries and states, by code.
        """
        others = self._aliases.link(texts, found, links, persons)
        if not parts:
            return
        single: set[tuple[int, int]] = set()
        asked: list[tuple[int, int, Found, Words]] = []
        for unit, index in parts:
            if (unit, index) in others:
                continue
            mention = found[unit][index]
            words = name_words(texts[unit].raw[mention.start : mention.end])
            asked.append((unit, index, mention, words))
            if len(words.order) == 1 or (links[unit][index] is None and self._names.is_given(words.order)):
                single.add((unit, index))
            elif links[unit][index] is None:
                links[unit][index] = self._names.everywhere(words.order)
        named = self._named(texts, found, links, persons, single)
        families = families | {family for p in named if p.entity and (family := self._names.family(p.entity))}
        introduced: set[tuple[int, str]] = set()
        everyone = {p.entity for p in named if p.entity}
        bearers = _by_word(named)
        for unit, index, mention, words in asked:
            if (unit, index) in single and links[unit][index] is None:
                given = " ".join(words.order)
                name = (unit, given)
                if name in introduced or is_relative(texts[unit], found[unit], index):
                    introduced.add(name)
                    links[unit][index] = self._names.kin(given, families, everyone)
                    continue
            known, entity = _in_document(unit, mention, words.all, bearers)
            if entity and (unit, index) in single:
                entity = self._names.brother(words.order[0], entity) or entity
            if known and (
                (unit, index) in single
                or links[unit][index] is None
                or any(s.entity_id == entity for s in mention.senses)
            ):
                links[unit][index] = entity
            elif not known and (unit, index) in single and links[unit][index] is None:
                links[unit][index] = self._names.relative(given, families) or self._holders.of(
                    given, texts[unit].before(mention.start), places, year
                )

    def _named(
        self,
        texts: Sequence[UnitText],
        found: Sequence[Sequence[Found]],
        links: Sequence[Sequence[str | None]],
        persons: Sequence[tuple[int, int]],
        single: set[tuple[int, int]],
    ) -> list[_Named]:
        """The persons that the document names by more than a part."""
        named = []
        for unit, index in persons:
            if (unit, index) in single:
                continue
            mention = found[unit][index]
            words = name_words(texts[unit].raw[mention.start : mention.end])
            entity = links[unit][index]
            if entity is not None:
                named.append(_Named(unit, mention.start, words.all | self._names.words(entity), entity, entity))
            elif len(words.all) > 1:
                named.append(_Named(unit, mention.start, words.all, words.identity, None))
        return named


def _by_word(persons: Sequence[_Named]) -> dict[str, list[_Named]]:
    """The persons by each word of their names, in order: a document may name thousands."""
    found: dict[str, list[_Named]] = {}
    for person in persons:
        for word in person.words:
            found.setdefault(word, []).append(person)
    return found


def _in_document(
    unit: int, mention: Found, own: frozenset[str], persons: Mapping[str, Sequence[_Named]]
) -> tuple[bool, str | None]:
    """Whether the document names a person of whose name these words are part, and who that is."""
    fewest = min((persons.get(word, ()) for word in own), key=len, default=())
    bearers = [p for p in fewest if own <= p.words and not (p.unit == unit and p.start == mention.start)]
    if not bearers:
        return False, None
    identities = {p.identity: p.entity for p in bearers}
    if len(identities) == 1:
        return True, bearers[0].entity
    before = [p for p in bearers if p.unit == unit and p.start < mention.start]
    if before:
        return True, before[-1].entity
    (first, most), (_, second) = Counter(p.identity for p in bearers).most_common(2)
    return True, identities[first] if most >= 2 * second else None
