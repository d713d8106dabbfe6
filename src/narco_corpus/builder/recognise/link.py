"""Which entity a mention means: candidates decided by date, the document's other mentions, place chains, population."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from narco_corpus.builder.knowledge.entries import Entry, load_entries
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.link_persons import PersonLinker, name_words
from narco_corpus.builder.recognise.link_places import PlaceLinker
from narco_corpus.builder.recognise.unit_text import UnitText

Links = list[list[str | None]]
_WRONG_YEARS = 5.0


class Linker:
    """Links the mentions of one document after another."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {e.id: e for e in load_entries()}
        self._places = PlaceLinker()
        self._persons = PersonLinker()

    def link(
        self, texts: Sequence[UnitText], found: Sequence[Sequence[Found]], published_on: date | None
    ) -> list[list[str | None]]:
        """Entity ids, one for each mention; None where the document does not tell."""
        links: Links = [[None] * len(mentions) for mentions in found]
        settled = self._places.link(texts, found, links)
        country = max(sorted(settled.countries), key=settled.countries.__getitem__, default="MX")
        context = _Context(settled.states, country, published_on.year if published_on else None)
        context.named.update(self._certain(found))
        unsure: list[tuple[int, int]] = []
        for unit, mentions in enumerate(found):
            for index, mention in enumerate(mentions):
                if mention.label == "PLACE":
                    continue
                links[unit][index], sure = self._one(mention, context)
                if mention.label == "PERSON" and (not sure or _surname(mention)):
                    unsure.append((unit, index))
        if unsure:
            self._link_parts(texts, found, links, unsure)
        return links

    def _certain(self, found: Sequence[Sequence[Found]]) -> Counter[str]:
        """Entities that are named beyond doubt, counted."""
        named: Counter[str] = Counter()
        for mentions in found:
            for mention in mentions:
                ids = {s.entity_id for s in mention.senses if s.entity_id}
                if mention.label != "PLACE" and len(ids) == 1 and mention.senses[0].ambiguity in ("unique", "cased"):
                    named.update(ids)
        return named

    def _one(self, mention: Found, context: _Context) -> tuple[str | None, bool]:
        """The entity of a mention by its own senses, and whether the name alone says so."""
        senses = {s.entity_id: s for s in mention.senses if s.entity_id}
        if not senses:
            return None, False
        if len(senses) == 1:
            ((only, sense),) = senses.items()
            if sense.ambiguity in ("unique", "cased"):
                return only, True
            return (only if self._support(only, context) > 0 else None), False
        scores = {entity: self._support(entity, context) for entity in senses}
        order = sorted(scores, key=lambda e: (-scores[e], e))
        first = order[0]
        return (first if scores[first] > max(0.0, scores[order[1]]) else None), False

    def _support(self, entity: str, context: _Context) -> float:
        """How much the document speaks for an entity: its other names, related groups, its states, its years."""
        entry = self._entries[entity]
        score = 3.0 * min(context.named[entity], 2)
        score += sum(1.0 for other in (*entry.related, entry.parent or "") if context.named[other])
        score += sum(0.5 for state in entry.states if context.states[state])
        if entry.label != "PERSON" and entry.country == context.country:
            score += 0.7
        year = context.year
        if year is not None:
            if entry.active_from and year < entry.active_from:
                score -= _WRONG_YEARS
            if entry.active_to and year > entry.active_to:
                score -= _WRONG_YEARS
        return score

    def _link_parts(
        self,
        texts: Sequence[UnitText],
        found: Sequence[Sequence[Found]],
        links: Links,
        unsure: Sequence[tuple[int, int]],
    ) -> None:
        """Surnames, given names and nicknames that other names of the document explain."""
        words = {
            (unit, index): name_words(texts[unit].raw[found[unit][index].start : found[unit][index].end])
            for unit, index in unsure
        }
        for (unit, index), own in words.items():
            if links[unit][index] is None:
                links[unit][index] = self._persons.everywhere(own)
        sure = [list(row) for row in links]
        for unit, index in unsure:
            if len(words[unit, index]) == 1:
                sure[unit][index] = None
        persons = self._persons.named(texts, found, sure)
        for unit, index in unsure:
            mention = found[unit][index]
            known, entity = self._persons.in_document(unit, mention, words[unit, index], persons)
            listed = {s.entity_id for s in mention.senses}
            if known and (links[unit][index] is None or entity in listed or len(words[unit, index]) == 1):
                links[unit][index] = entity


def _surname(mention: Found) -> bool:
    """Whether a mention is one word of a listed name: another bearer of it in the document comes first."""
    return all(" " not in s.text and s.kind in ("short", "variant") for s in mention.senses)


class _Context:
    """What the document names, the country that it names most places of, and when it was published."""

    def __init__(self, states: Counter[str], country: str, year: int | None) -> None:
        self.named: Counter[str] = Counter()
        self.states = states
        self.country = country
        self.year = year
