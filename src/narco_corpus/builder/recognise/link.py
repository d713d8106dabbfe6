"""Which entity a mention means: candidates decided by date, the document's other mentions, place chains, population."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from narco_corpus.builder.knowledge.entries import Entry, load_entries
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.link_places import PlaceLinker
from narco_corpus.builder.recognise.unit_text import UnitText

Links = list[list[str | None]]


class Linker:
    """Links the mentions of one document after another."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {e.id: e for e in load_entries()}
        self._places = PlaceLinker()

    def link(
        self, texts: Sequence[UnitText], found: Sequence[Sequence[Found]], published_on: date | None
    ) -> list[list[str | None]]:
        """Entity ids, one for each mention; None where the document does not tell."""
        links: Links = [[None] * len(mentions) for mentions in found]
        states = self._places.link(texts, found, links)
        named: Counter[str] = Counter()
        for mentions in found:
            for mention in mentions:
                ids = {s.entity_id for s in mention.senses if s.entity_id}
                if mention.label != "PLACE" and len(ids) == 1 and mention.senses[0].ambiguity != "shared":
                    named.update(ids)
        year = published_on.year if published_on else None
        for unit, mentions in enumerate(found):
            for index, mention in enumerate(mentions):
                if mention.label != "PLACE":
                    links[unit][index] = self._one(mention, named, states, year)
        return links

    def _one(self, mention: Found, named: Counter[str], states: Counter[str], year: int | None) -> str | None:
        ids = {s.entity_id: s for s in mention.senses if s.entity_id}
        if not ids:
            return None
        scores = {entity: self._support(entity, named, states, year) for entity in ids}
        best = sorted(scores, key=lambda e: (-scores[e], e))
        first = best[0]
        if len(ids) == 1:
            return first if ids[first].ambiguity != "shared" or scores[first] > 0 else None
        return first if scores[first] > max(0.0, scores[best[1]]) else None

    def _support(self, entity: str, named: Counter[str], states: Counter[str], year: int | None) -> float:
        """How much the document speaks for an entity: its other names, related groups, its states, its years."""
        entry = self._entries[entity]
        score = 3.0 * min(named[entity], 2)
        score += sum(1.0 for other in (*entry.related, entry.parent or "") if named[other])
        score += sum(0.5 for state in entry.states if states[state])
        if year is not None:
            if entry.active_from and year < entry.active_from:
                score -= 5
            if entry.active_to and year > entry.active_to:
                score -= 5
        return score
