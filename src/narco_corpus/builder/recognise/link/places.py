"""Which place of a name is meant: chains such as `Apatzingán, Michoacán`, neighbours, distance, population."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import msgspec

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.link.beside import beside, lies_elsewhere
from narco_corpus.builder.recognise.link.capitals import is_government
from narco_corpus.builder.recognise.link.choice import Choice, Reading
from narco_corpus.builder.recognise.link.gazetteer import Gazetteer
from narco_corpus.builder.recognise.link.inside import seat
from narco_corpus.builder.recognise.link.leaning import ends_road, is_dateline, says_state
from narco_corpus.builder.recognise.link.lies_in import municipality_after, town_after
from narco_corpus.builder.recognise.link.likeliest import Open, settle
from narco_corpus.builder.recognise.link.local import is_local, is_wild, local_town
from narco_corpus.builder.recognise.link.memo import BySenses
from narco_corpus.builder.recognise.link.settled import Ground, Settled
from narco_corpus.builder.recognise.link.short import Beginnings
from narco_corpus.builder.recognise.link.spot import Spot, spot
from narco_corpus.builder.recognise.link.streets_and_rivers import (
    can_be_town,
    is_quarter,
    is_river,
    may_be_river,
    telling_words,
)
from narco_corpus.builder.recognise.link.weights import LEVEL
from narco_corpus.builder.recognise.unit_text import UnitText

_KEPT = 10_000
"""Names that no list has, of which it is remembered whether they are part of a town's."""

_FAR_LARGER = 20
"""Times the inhabitants of a town of the document that another has which is meant by the first words of its name."""


class PlaceLinker:
    """Links the places of one document after another."""

    def __init__(self) -> None:
        self._gazetteer = Gazetteer()
        self._beginnings = Beginnings()
        self._choices = BySenses(lambda senses: Choice(senses, self._gazetteer, ""))
        self._unlisted: dict[str, Choice] = {}
        self._telling = telling_words()
        self._another = load_cues().another

    def load_spellings(self) -> None:
        """Load what misspelt names are compared with."""
        self._gazetteer.load_spellings()

    def link(
        self, texts: Sequence[UnitText], found: Sequence[Sequence[Found]], linked: list[list[str | None]]
    ) -> Settled:
        """Fill in the links of the mentions that are places; returned is where the document plays."""
        open_ones: list[Open] = []
        unlisted: list[tuple[int, int, bool]] = []
        quarters: set[str] = set()
        """Names that the text says to be of streets or quarters: they are elsewhere in it too."""
        streets: list[tuple[int, int, Place]] = []
        rivers: set[str] = set()
        unchained: list[tuple[Choice, int, bool]] = []
        dateline: tuple[Choice, Reading] | None = None
        twin = sys.maxsize
        """Number of the first mention that the text says to be of another town of the dateline's name."""
        certain = Settled()
        choices, (telling_before, telling_after) = self._choices, self._telling
        towns = self._gazetteer.towns
        for unit, mentions in enumerate(found):
            text, links = texts[unit], linked[unit]
            for index, mention in enumerate(mentions):
                if mention.label != "PLACE":
                    continue
                choice = choices.of(mention.senses)
                at = spot(text, mentions, index)
                told = _told(choice, at)
                if told is not None:
                    links[index] = told
                    certain.add(unit, mention.start, self._gazetteer.places[told])
                    continue
                if choice.quarter or at.before in telling_before or at.after in telling_after:
                    if is_river(at, choice):
                        rivers.add(text.plain[mention.start : mention.end])
                        continue
                    if is_quarter(at, choice):
                        unlisted.append((unit, index, True))
                        quarters.add(text.plain[mention.start : mention.end])
                        continue
                within = municipality_after(at)
                if within and self._lies_outside(choice, self._choices.of(within)):
                    unlisted.append((unit, index, True))  # a village, whatever else bears its name
                    continue
                if not choice.settlement and (within := town_after(at)):
                    town = self._choices.of(within)
                    if town.places and not town.names_level and self._lies_outside(choice, town):
                        unlisted.append((unit, index, True))  # the market of another town
                        continue
                if choice.street is not None:
                    streets.append((unit, index, choice.street))
                    continue
                if choice.certain is not None:
                    links[index] = choice.certain.id
                    certain.add(unit, mention.start, choice.certain)
                    certain.sure.add(towns.get(choice.certain.id, choice.certain.id))
                    continue
                if choice.nameless and not (choice.places and can_be_town(at)):
                    continue  # a region, river, road, or slang for none
                if not choice.places:
                    choice = self._unlisted_name(text, mention)
                    if not choice.possible:
                        unlisted.append((unit, index, False))
                        continue
                if lies_elsewhere(at, choice, choices):
                    continue  # `Lexington, Oklahoma`, of which the lists know nothing
                codes, leaning = (choice.inside, -2) if choice.inside else beside(at, choice, choices)
                reading = choice.reading(codes, leaning)
                after_article = text.plain[mention.start : mention.end] if may_be_river(at) else ""
                if not codes and not leaning:
                    unchained.append((choice, len(open_ones), at.before in self._another))
                elif codes and is_dateline(at):
                    dateline = choice, reading
                elif dateline is not None and choice is dateline[0] and _other_place(reading, dateline[1]):
                    twin = min(twin, len(open_ones))
                open_ones.append(Open(unit, index, mention.start, reading, after_article))
        if dateline is not None:
            for choice, number, another in unchained:
                if choice is dateline[0] and number < twin:
                    item = open_ones[number]
                    reading = item.reading.elsewhere(dateline[1]) if another else dateline[1]
                    open_ones[number] = msgspec.structs.replace(item, reading=reading)
        for reading in (item.reading for item in open_ones):
            if (reading.place is not None or reading.chained) and reading.candidates[0].town:
                certain.sure.add(reading.candidates[0].town)
        if quarters:
            too = {(i.unit, i.number) for i in open_ones if _is_among(quarters, texts[i.unit], found[i.unit], i)}
            unlisted += [(unit, index, True) for unit, index in sorted(too)]
            open_ones = [item for item in open_ones if (item.unit, item.number) not in too]
        if rivers:
            open_ones = [item for item in open_ones if item.after_article not in rivers]
        settled, places = settle(open_ones, certain)
        begun = self._beginnings.of([place for _, _, place in settled.points])
        for item, place in zip(open_ones, places, strict=True):
            unit, index, reading = item.unit, item.number, item.reading
            if begun and not reading.chained:
                mention = found[unit][index]
                whole = begun.get(texts[unit].plain[mention.start : mention.end])
                if whole is not None and not self._comes_before(place, whole, certain):
                    place = whole
            if place is not None:
                linked[unit][index] = self._gazetteer.linked[place.id]
            elif not reading.unsure or not found[unit][index].senses:
                unlisted.append((unit, index, False))
        if unlisted or streets:
            ground = Ground(settled, self._gazetteer)
            for unit, index, listed in streets:
                there = (listed.state or listed.id) in settled.states
                here = None if there else local_town(texts[unit], unit, found[unit], index, ground, quarter=True)
                linked[unit][index] = here or self._gazetteer.linked[listed.id]
            for unit, index, quarter in unlisted:
                linked[unit][index] = local_town(texts[unit], unit, found[unit], index, ground, quarter=quarter)
        return settled

    def _lies_outside(self, village: Choice, municipality: Choice) -> bool:
        """Whether no place of a name lies in a municipality, or, of a name that is a state's or country's too, in the
        state of one."""
        if municipality.names_level:
            return municipality.lies_in.isdisjoint(p.state for p in village.places)
        districts = {id for p in municipality.places for id in (p.id, p.parent) if id and id.startswith("geonames")}
        return districts.isdisjoint(id for p in village.places for id in (p.id, p.parent))

    def _comes_before(self, place: Place | None, whole: Place, settled: Settled) -> bool:
        """Whether a place is rather meant than one that the document names and whose name begins with its: a country or
        state, a town that is named beyond doubt, a far larger one of the same country."""
        if place is None:
            return False
        if place.kind in LEVEL or self._gazetteer.towns.get(place.id, place.id) in settled.sure:
            return True
        people = self._gazetteer.people
        return place.country == whole.country and people.get(place.id, 0) > _FAR_LARGER * people.get(whole.id, 0)

    def _unlisted_name(self, text: UnitText, mention: Found) -> Choice:
        """The places of whose name an unlisted one is a part or a misspelling, or those that a facility's ends with."""
        name = text.raw[mention.start : mention.end]
        if is_wild(text, mention):
            name = ""
        elif is_local(text, mention):
            if towns := seat(name):
                return self._choices.of(towns)
            name = ""
        choice = self._unlisted.get(name)
        if choice is None:
            if len(self._unlisted) >= _KEPT:
                self._unlisted.clear()
            choice = self._unlisted[name] = Choice((), self._gazetteer, name)
        return choice


def _is_among(quarters: set[str], text: UnitText, mentions: Sequence[Found], item: Open) -> bool:
    """Whether a mention without a chain has the name of a quarter of the document, and no state's."""
    if item.reading.chained or item.reading.names_level:
        return False
    mention = mentions[item.number]
    return text.plain[mention.start : mention.end] in quarters


def _other_place(one: Reading, other: Reading) -> bool:
    """Whether the likeliest places of two readings of a name differ."""
    return one.candidates[0].place.id != other.candidates[0].place.id


def _told(choice: Choice, at: Spot) -> str | None:
    """What the words beside the name of a capital or country make of it: a government, a state, the end of a road."""
    if choice.governs is not None and is_government(at):
        return choice.governs
    if choice.as_state is not None and says_state(at):
        return choice.as_state
    return choice.as_city if choice.as_city is not None and ends_road(at) else None
