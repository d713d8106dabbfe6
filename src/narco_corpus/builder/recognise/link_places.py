"""Which place of a name is meant: chains such as `Apatzingán, Michoacán`, neighbours, distance, population."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from narco_corpus.builder.knowledge.places import Place, load_places
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.link_beside import beside, can_be_town
from narco_corpus.builder.recognise.link_choice import (
    FAR,
    FOREIGN,
    NEAR,
    SLACK,
    STATE_NAMED,
    Candidate,
    Choice,
    Reading,
)
from narco_corpus.builder.recognise.link_local import LocalPlaces, Settled
from narco_corpus.builder.recognise.link_memo import BySenses
from narco_corpus.builder.recognise.link_near import Nearness
from narco_corpus.builder.recognise.unit_text import UnitText

_CITY_STATES = {"geonames:3530597": "MX-CMX"}
"""Cities that are a state of their own: the state's code is their link."""
_VILLAGE = 5_000


class _Open(NamedTuple):
    """A mention that may be several places."""

    unit: int
    number: int
    start: int
    reading: Reading


class PlaceLinker:
    """Links the places of one document after another."""

    def __init__(self) -> None:
        self._places: dict[str, Place] = {p.id: p for p in load_places()}
        self._local = LocalPlaces(self._places)
        self._choices = BySenses(lambda senses: Choice(senses, self._places))
        with_seat = {
            p.parent
            for p in self._places.values()
            if p.parent is not None and p.parent in self._places and self._places[p.parent].name == p.name
        }
        self._links = {p.id: self._link(p, with_seat) for p in self._places.values()}

    def link(
        self, texts: Sequence[UnitText], found: Sequence[Sequence[Found]], links: list[list[str | None]]
    ) -> Settled:
        """Fill in the links of the mentions that are places; returned is where the document plays."""
        open_ones: list[_Open] = []
        unlisted: list[tuple[int, int]] = []
        certain = Settled()
        choices, several = self._choices, False
        for unit, mentions in enumerate(found):
            for index, mention in enumerate(mentions):
                if mention.label != "PLACE":
                    continue
                choice = choices.of(mention.senses)
                if choice.certain is not None:
                    links[unit][index] = choice.certain.id
                    certain.add(unit, mention.start, choice.certain)
                    continue
                if choice.nameless and not (choice.places and can_be_town(texts[unit], mention)):
                    continue  # a region, river, road, or slang for none
                if not choice.places:
                    unlisted.append((unit, index))
                    continue
                reading = choice.reading(*beside(texts[unit], mentions, index, choice, choices))
                open_ones.append(_Open(unit, index, mention.start, reading))
                several = several or reading.place is None
        settled = self._settle(open_ones, certain, certain)[0] if several else certain
        settled, places = self._settle(open_ones, certain, settled)
        for item, place in zip(open_ones, places, strict=True):
            if place is not None:
                links[item.unit][item.number] = self._links[place.id]
            elif not item.reading.unsure:
                unlisted.append((item.unit, item.number))
        for unit, index in sorted(unlisted):
            links[unit][index] = self._local.link(texts[unit], unit, found[unit][index], settled)
        return settled

    def _settle(
        self, open_ones: Sequence[_Open], certain: Settled, settled: Settled
    ) -> tuple[Settled, list[Place | None]]:
        """The likeliest place of each open mention, None where none is likely, where the document plays as `settled`
        says; and where it plays with these."""
        now = Settled(certain)
        near: Nearness | None = None
        places: list[Place | None] = []
        decided: dict[tuple[int, int], Place | None] = {}
        for unit, _, start, reading in open_ones:
            place = reading.place
            if place is None:
                near = near or Nearness(settled)
                key = (id(reading), near.unit(unit))
                if key in decided:
                    place = decided[key]
                else:
                    place = decided[key] = _decide(reading, unit, settled, near)
            places.append(place)
            if place is not None:
                now.add(unit, start, place)
        return now, places

    def _link(self, place: Place, with_seat: set[str]) -> str:
        """The id that a mention of the place bears: a village's is its municipality, a city state's the state.

        `with_seat` are the municipalities whose seat is listed under the municipality's name.
        """
        parent = self._places.get(place.parent or "")
        if (
            place.kind == "town"
            and place.country == "MX"
            and (place.population or 0) < _VILLAGE
            and parent is not None
            and parent.kind == "municipality"
            and parent.name != place.name
            and parent.id in with_seat
        ):
            return parent.id
        return _CITY_STATES.get(place.id, place.id)


def _decide(reading: Reading, unit: int, settled: Settled, near: Nearness) -> Place | None:
    """The likeliest place of those that the name can mean; None where none is likely."""
    states, countries = settled.states, settled.countries
    scored: list[tuple[float, Candidate]] = []
    top = 0.0
    for candidate in reading.candidates:
        score = candidate.size
        if candidate.foreign and candidate.place.country not in countries:
            score -= FOREIGN
        if candidate.state in states:
            score += STATE_NAMED
        scored.append((score, candidate))
        top = max(top, score + candidate.bonus)
    top -= NEAR + SLACK
    left = [item for item in scored if item[0] + item[1].bonus >= top]  # nearness cannot help the others
    if len(left) > 1:
        left.sort(key=lambda item: _rank(item[0], item[1], unit, near), reverse=True)
    score, best = left[0]
    place = best.place
    if reading.chained or (place.state or "") in states:
        return place
    if reading.unsure:
        return None
    if not best.level and score < FAR and score + near.of(unit, place) < FAR:
        return None
    return place


def _rank(score: float, candidate: Candidate, unit: int, near: Nearness) -> tuple[float, int, str]:
    """What speaks for a candidate in all, then its inhabitants."""
    place = candidate.place
    close = 0.0 if candidate.level else near.of(unit, place)
    return score + close + candidate.bonus, place.population or 0, place.id
