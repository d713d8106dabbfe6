"""Which place of a name is meant: chains such as `Apatzingán, Michoacán`, neighbours, distance, population."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence

import msgspec

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.beside import beside, lies_elsewhere
from narco_corpus.builder.recognise.link.capitals import is_government
from narco_corpus.builder.recognise.link.gazetteer import Gazetteer
from narco_corpus.builder.recognise.link.inside import seat
from narco_corpus.builder.recognise.link.leaning import ends_road, is_dateline, says_state
from narco_corpus.builder.recognise.link.lies_in import is_municipality, municipality_after, town_after
from narco_corpus.builder.recognise.link.likeliest import Open, settle
from narco_corpus.builder.recognise.link.local import is_local, is_wild, local_town
from narco_corpus.builder.recognise.link.meaning import PlaceMeaning
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
from narco_corpus.builder.recognise.link.toponym import Toponym
from narco_corpus.builder.recognise.link.weights import LEVEL
from narco_corpus.builder.recognise.unit_text import UnitText

_KEPT = 10_000
"""Names that no list has, of which it is remembered whether they are part of a town's."""

_NO_STATES: frozenset[str] = frozenset()
_FAR_LARGER = 20
"""Times the inhabitants of a town of the document that another has which is meant by the first words of its name."""


class _Noted:
    """The places of one document as far as the names and the words beside them tell."""

    __slots__ = ("certain", "dateline", "open_ones", "quarters", "rivers", "streets", "twin", "unchained", "unlisted")

    def __init__(self) -> None:
        self.certain = Settled()
        """What is meant wherever the document plays."""
        self.open_ones: list[Open] = []
        self.unlisted: list[tuple[int, int, bool]] = []
        """Unit and number of what no list has; whether it is a street, quarter or village, whatever bears its name."""
        self.streets: list[tuple[int, int, Place]] = []
        """The same of streets and markets, with the town of which a list has one."""
        self.quarters: set[str] = set()
        """Names that the text says to be of streets or quarters: they are elsewhere in it too."""
        self.rivers: set[str] = set()
        self.unchained: list[tuple[Toponym, int, bool]] = []
        """Of open ones with nothing beside them what they can mean, their number, and whether `other` stands before."""
        self.dateline: tuple[Toponym, PlaceMeaning] | None = None
        self.twin = sys.maxsize
        """Number of the first open one that the text says to be of another town of the dateline's name."""

    def apply_dateline(self) -> None:
        """Let the name of the dateline mean that town where nothing stands beside it, up to a twin's."""
        if self.dateline is None:
            return
        toponym, there = self.dateline
        for other, number, another in self.unchained:
            if other.is_same_name(toponym) and number < self.twin:
                item = self.open_ones[number]
                meaning = item.meaning.elsewhere(there) if another else there
                self.open_ones[number] = msgspec.structs.replace(item, meaning=meaning)

    def apply_quarters(self, texts: Sequence[UnitText], found: Sequence[Sequence[Found]]) -> None:
        """Take open ones that the text names like a quarter for that quarter, but for those with a chain and states."""
        left: list[Open] = []
        for item in self.open_ones:
            mention = found[item.unit][item.number]
            named = texts[item.unit].plain[mention.start : mention.end] in self.quarters
            if named and not item.meaning.chained and not item.meaning.names_level:
                self.unlisted.append((item.unit, item.number, True))
            else:
                left.append(item)
        self.open_ones = left


class PlaceLinker:
    """Links the places of one document after another."""

    def __init__(self) -> None:
        self._gazetteer = Gazetteer()
        self._beginnings = Beginnings()
        self._toponyms = BySenses(lambda senses: Toponym(senses, self._gazetteer))
        self._municipalities = BySenses(self._without_villages)
        self._unlisted: dict[str, Toponym] = {}
        self._telling = telling_words()
        self._another = load_cues().another

    def load_spellings(self) -> None:
        """Load what misspelt names are compared with."""
        self._gazetteer.load_spellings()

    def link(
        self,
        texts: Sequence[UnitText],
        found: Sequence[Sequence[Found]],
        linked: list[list[str | None]],
        states_of_bodies: Callable[[], frozenset[str]],
    ) -> Settled:
        """Fill in the links of the mentions that are places; returned is where the document plays.

        `states_of_bodies` tells of which states the document names authorities and media.
        """
        noted = _Noted()
        for unit, mentions in enumerate(found):
            text, links = texts[unit], linked[unit]
            for index, mention in enumerate(mentions):
                if mention.label == "PLACE":
                    links[index] = self._note(unit, spot(text, mentions, index), noted)
        noted.apply_dateline()
        certain = noted.certain
        for meaning in (item.meaning for item in noted.open_ones):
            if (meaning.place is not None or meaning.chained) and meaning.candidates[0].town:
                certain.sure.add(meaning.candidates[0].town)
        if noted.quarters:
            noted.apply_quarters(texts, found)
        open_ones = noted.open_ones
        if noted.rivers:
            open_ones = [item for item in open_ones if item.after_article not in noted.rivers]
        settled, places = settle(open_ones, certain, states_of_bodies() if open_ones else _NO_STATES)
        begun = self._beginnings.begun_by([place for _, _, place in settled.points])
        for item, place in zip(open_ones, places, strict=True):
            unit, index, meaning = item.unit, item.number, item.meaning
            if begun and not meaning.chained:
                mention = found[unit][index]
                whole = begun.get(texts[unit].plain[mention.start : mention.end])
                if whole is not None and not self._comes_before(place, whole, certain):
                    place = whole
            if place is not None:
                linked[unit][index] = self._gazetteer.linked[place.id]
            elif not meaning.unsure or not found[unit][index].senses:
                noted.unlisted.append((unit, index, False))
        if noted.unlisted or noted.streets:
            self._link_local(texts, found, linked, noted, settled)
        return settled

    def _note(self, unit: int, at: Spot, noted: _Noted) -> str | None:
        """The link of a place that is meant wherever the document plays; else None, and noted is what it can be."""
        mention = at.mentions[at.number]
        toponym = (self._municipalities if is_municipality(at) else self._toponyms)[mention.senses]
        told = _told(toponym, at)
        if told is not None:
            noted.certain.add(unit, mention.start, self._gazetteer.places[told])
            return told
        telling = toponym.kind.quarter or at.before in self._telling.before or at.after in self._telling.after
        if telling and is_river(at, toponym):
            noted.rivers.add(at.text.plain[mention.start : mention.end])
        elif telling and is_quarter(at, toponym):
            noted.unlisted.append((unit, at.number, True))
            noted.quarters.add(at.text.plain[mention.start : mention.end])
        elif self._is_of_another_town(at, toponym):
            noted.unlisted.append((unit, at.number, True))
        elif toponym.kind.street is not None:
            noted.streets.append((unit, at.number, toponym.kind.street))
        elif (certain := toponym.belief.certain) is not None:
            noted.certain.add(unit, mention.start, certain)
            noted.certain.sure.add(self._gazetteer.towns.get(certain.id, certain.id))
            return certain.id
        elif not toponym.belief.nameless or (toponym.places and can_be_town(at)):  # else a region, river or road
            if not toponym.places:
                toponym = self._unlisted_name(at.text, mention)
            if not toponym.possible:
                noted.unlisted.append((unit, at.number, False))
            elif not lies_elsewhere(at, toponym, self._toponyms):  # `Lexington, Oklahoma`: the lists know nothing of it
                self._note_open(unit, at, toponym, noted)
        return None

    def _without_villages(self, senses: tuple[Sense, ...]) -> Toponym:
        """What a name can mean that is a municipality's: no village of another one, unless nothing else bears it."""
        linked = self._gazetteer.linked
        whole = tuple(s for s in senses if s.entity_id is None or linked.get(s.entity_id, s.entity_id) == s.entity_id)
        return self._toponyms[whole if any(s.entity_id for s in whole) else senses]

    def _is_of_another_town(self, at: Spot, toponym: Toponym) -> bool:
        """Whether a name is that of a village or facility which the text puts where the lists have none of its name:
        `Holanda, municipio de Apatzingán`, the market of another town."""
        within = municipality_after(at)
        if within and self._lies_outside(toponym, self._toponyms[within]):
            return True
        if toponym.kind.settlement or not (within := town_after(at)):
            return False
        town = self._toponyms[within]
        return bool(town.places) and not town.kind.names_level and self._lies_outside(toponym, town)

    def _note_open(self, unit: int, at: Spot, toponym: Toponym, noted: _Noted) -> None:
        """Note what a name means before what stands after it, for the rest of the document to decide."""
        mention = at.mentions[at.number]
        codes, leaning = (toponym.inside, -2) if toponym.inside else beside(at, toponym, self._toponyms)
        meaning = toponym.meaning(codes, leaning)
        number = len(noted.open_ones)
        if not codes and not leaning:
            noted.unchained.append((toponym, number, at.before in self._another))
        elif codes and is_dateline(at):
            noted.dateline = toponym, meaning
        elif noted.dateline and toponym.is_same_name(noted.dateline[0]) and _other_place(meaning, noted.dateline[1]):
            noted.twin = min(noted.twin, number)
        after_article = at.text.plain[mention.start : mention.end] if may_be_river(at) else ""
        noted.open_ones.append(Open(unit, at.number, mention.start, meaning, after_article))

    def _link_local(
        self,
        texts: Sequence[UnitText],
        found: Sequence[Sequence[Found]],
        linked: list[list[str | None]],
        noted: _Noted,
        settled: Settled,
    ) -> None:
        """Link what no list has, and streets that many towns have, to the town of the document that it lies in."""
        ground = Ground(settled, self._gazetteer)
        for unit, index, listed in noted.streets:
            there = (listed.state or listed.id) in settled.states
            here = None if there else local_town(texts[unit], unit, found[unit], index, ground, quarter=True)
            linked[unit][index] = here or self._gazetteer.linked[listed.id]
        for unit, index, quarter in noted.unlisted:
            linked[unit][index] = local_town(texts[unit], unit, found[unit], index, ground, quarter=quarter)

    def _lies_outside(self, village: Toponym, municipality: Toponym) -> bool:
        """Whether no place of a name lies in a municipality, or, of a name that is a state's or country's too, in the
        state of one."""
        if municipality.kind.names_level:
            return municipality.bearing.lies_in.isdisjoint(p.state for p in village.places)
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

    def _unlisted_name(self, text: UnitText, mention: Found) -> Toponym:
        """The places of whose name an unlisted one is a part or a misspelling, or those that a facility's ends with."""
        name = text.raw[mention.start : mention.end]
        if is_wild(text, mention):
            name = ""
        elif is_local(text, mention):
            if towns := seat(name):
                return self._toponyms[towns]
            name = ""
        toponym = self._unlisted.get(name)
        if toponym is None:
            if len(self._unlisted) >= _KEPT:
                self._unlisted.clear()
            toponym = self._unlisted[name] = Toponym((), self._gazetteer, name)
        return toponym


def _other_place(one: PlaceMeaning, other: PlaceMeaning) -> bool:
    """Whether the likeliest places of two meanings of a name differ."""
    return one.candidates[0].place.id != other.candidates[0].place.id


def _told(toponym: Toponym, at: Spot) -> str | None:
    """What the words beside the name of a capital or country make of it: a government, a state, the end of a road."""
    other = toponym.stands_for
    if other.governs is not None and is_government(at):
        return other.governs
    if other.as_state is not None and says_state(at):
        return other.as_state
    return other.as_city if other.as_city is not None and ends_road(at) else None
