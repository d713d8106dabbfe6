"""A toponym, which is a place name: all places that it can mean, and what it means before what stands after it."""

from __future__ import annotations

from collections.abc import Sequence

from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.bearers import listed_bearers, unlisted_bearers
from narco_corpus.builder.recognise.link.candidate import candidate_of, possible
from narco_corpus.builder.recognise.link.gazetteer import Gazetteer
from narco_corpus.builder.recognise.link.meaning import PlaceMeaning
from narco_corpus.builder.recognise.link.memo import BySenses
from narco_corpus.builder.recognise.link.shades import shades_of
from narco_corpus.builder.recognise.link.short import folded
from narco_corpus.builder.recognise.link.toponym_facts import bearing_of, belief_in, kind_of, stands_for
from narco_corpus.builder.recognise.link.weights import FAR, SLACK

_KEPT = 1_000
"""Chains and leanings of one name that are remembered."""


class Toponym:
    """All places that one name can mean, what the name tells by itself, and what it means in each chain, remembered."""

    def __init__(self, senses: Sequence[Sense], gazetteer: Gazetteer, written: str = "") -> None:
        """`written` is a name that no list has, which has no senses."""
        forms = {folded(written)} if written else {folded(s.text) for s in senses}
        bearers = unlisted_bearers(written, gazetteer) if written else listed_bearers(senses, forms, gazetteer)
        self._bearers = bearers
        self.places = bearers.places
        """Those that it means, but for places of whose names it is a part."""
        self.possible = bool(bearers.places or bearers.parts)
        """Whether it can mean a place at all."""
        self.inside = bearers.inside
        """Code of the state with which the name ends: `roma tx`."""
        self.kind = kind_of(senses, bearers.places, forms)
        self.belief = belief_in(senses, bearers, gazetteer.people, forms)
        self.bearing = bearing_of(bearers.places, gazetteer.people)
        self.stands_for = stands_for(senses, bearers.places)
        self._shades = shades_of(senses, forms, bearers, gazetteer, self.kind.names_state)
        self._gazetteer = gazetteer
        self._made_of = written, tuple(senses)
        self._meanings: dict[tuple[frozenset[str], int], PlaceMeaning] = {}

    def is_same_name(self, other: Toponym) -> bool:
        """Whether two are of one name: one that was forgotten meanwhile is made again, so identity does not tell."""
        return self is other or self._made_of == other._made_of

    def meaning(self, chain: frozenset[str], leaning: int) -> PlaceMeaning:
        """What it means before a chain of codes, where the words beside it lean to a state (above 0) or a city."""
        try:
            return self._meanings[chain, leaning]
        except KeyError:
            if len(self._meanings) >= _KEPT:
                self._meanings.clear()
            meaning = self._meanings[chain, leaning] = self._read(chain, leaning)
            return meaning

    def _read(self, chain: frozenset[str], leaning: int) -> PlaceMeaning:
        belief, bearing, bearers, shades = self.belief, self.bearing, self._bearers, self._shades
        candidates = [
            candidate_of(place, chain, leaning, bearing.all_states, shades, self._gazetteer)
            for place in (*bearers.places, *bearers.parts)
        ]
        can_win, usual = possible(candidates, told=True), possible(candidates, told=False)
        first = can_win[0]
        parts = frozenset(p.id for p in bearers.parts)
        sure = not belief.unsure and first.place.id not in parts
        believed = (bool(chain) and not belief.faint) or (sure and (first.level or first.size > FAR + SLACK))
        return PlaceMeaning(
            key=f"{self._made_of} {sorted(chain)} {leaning}",
            place=first.place if len(can_win) == 1 and believed else None,
            usual=first.place if len(usual) == 1 and believed else None,
            rivals=frozenset(c.town for c in can_win[1:]),
            rival_states=frozenset(c.place.state or c.place.id for c in can_win)
            - {first.place.state or first.place.id},
            candidates=can_win,
            parts=parts,
            chained=bool(chain),
            unsure=belief.unsure,
            faint=belief.faint,
            region=belief.region,
            or_town=not bearing.capital and any(not c.level and c.size > FAR for c in can_win),
            names_level=any(c.level for c in candidates),
        )


Toponyms = BySenses[Toponym]
"""The toponyms met so far, each by what the lists have of it."""
