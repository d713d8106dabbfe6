"""Which place of a name is meant: chains such as `Apatzingán, Michoacán`, neighbours, distance, population."""

from __future__ import annotations

from collections.abc import Callable

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.beside import beside, lies_elsewhere
from narco_corpus.builder.recognise.link.capitals import is_government
from narco_corpus.builder.recognise.link.document import LinkedDocument, MentionInText, mention_in_text
from narco_corpus.builder.recognise.link.gazetteer import Gazetteer
from narco_corpus.builder.recognise.link.inside import seat
from narco_corpus.builder.recognise.link.leaning import CITY, ends_road, says_state
from narco_corpus.builder.recognise.link.lies_in import is_municipality, is_of_another_town
from narco_corpus.builder.recognise.link.likeliest import settle
from narco_corpus.builder.recognise.link.local import is_local, is_wild, local_town
from narco_corpus.builder.recognise.link.memo import BySenses
from narco_corpus.builder.recognise.link.noted_places import NotedPlaces
from narco_corpus.builder.recognise.link.settled import Ground, Settled
from narco_corpus.builder.recognise.link.short import Beginnings
from narco_corpus.builder.recognise.link.streets_and_rivers import can_be_town, is_quarter, is_river, telling_words
from narco_corpus.builder.recognise.link.toponym import Toponym
from narco_corpus.builder.recognise.link.toponym_facts import StandsFor
from narco_corpus.builder.recognise.link.weights import LEVEL
from narco_corpus.builder.recognise.small_words import IN

_KEPT = 10_000
"""Names that no list has, of which it is remembered whether they are part of a town's."""

_NO_STATES: frozenset[str] = frozenset()
_FAR_LARGER = 20
"""Times the inhabitants of a town of the document that another has which is meant by the first words of its name."""


class PlaceLinker:
    """Links the places of one document after another."""

    def __init__(self) -> None:
        self._gazetteer = Gazetteer()
        self._beginnings = Beginnings()
        self._toponyms = BySenses(lambda senses: Toponym(senses, self._gazetteer))
        self._municipalities = BySenses(self._without_villages)
        self._in_towns = BySenses(self._without_rivers)
        self._unlisted: dict[str, Toponym] = {}
        self._telling = telling_words()
        self._another = load_cues().another

    def load_spellings(self) -> None:
        """Load what misspelt names are compared with."""
        self._gazetteer.load_spellings()

    def link(self, document: LinkedDocument, states_of_bodies: Callable[[LinkedDocument], frozenset[str]]) -> Settled:
        """Fill in the links of the mentions that are places; returned is where the document plays.

        `states_of_bodies` tells of which states the document names authorities and media.
        """
        noted = NotedPlaces()
        for unit in document.units:
            for index, mention in enumerate(unit.mentions):
                if mention.label == "PLACE":
                    unit.links[index] = self._note(mention_in_text(unit, index), noted)
        noted.finish()
        bodies = states_of_bodies(document) if noted.open_ones else _NO_STATES
        settled, places = settle(noted.open_ones, noted.certain, bodies)
        self._link_open(noted, places, settled)
        if noted.unlisted or noted.streets:
            self._link_local(noted, settled)
        return settled

    def _note(self, at: MentionInText, noted: NotedPlaces) -> str | None:
        """The link of a place that is meant wherever the document plays; else None, and noted is what it can be."""
        toponym = (self._municipalities if is_municipality(at) else self._toponyms)[at.mention.senses]
        if toponym.belief.nameless and at.before in IN and toponym.places:
            toponym = self._in_towns[at.mention.senses]
        if toponym.stands_for is not None and (told := _told(toponym.stands_for, at)):
            noted.certain.add(at, self._gazetteer.places[told])
            return told
        telling = toponym.kind.quarter or at.before in self._telling.before or at.after in self._telling.after
        if telling and is_river(at, toponym):
            noted.add_river(at)
        elif telling and is_quarter(at, toponym):
            noted.add_quarter(at)
        elif is_of_another_town(at, toponym, self._toponyms):
            noted.unlisted.append((at, True))
        elif toponym.kind.street is not None:
            noted.streets.append((at, toponym.kind.street))
        elif (certain := toponym.belief.certain) is not None:
            noted.certain.add(at, certain)
            noted.certain.sure.add(self._gazetteer.towns.get(certain.id, certain.id))
            return certain.id
        elif not toponym.belief.nameless or (toponym.places and can_be_town(at)):  # else a region, river or road
            if not toponym.places:
                toponym = self._unlisted_toponym(at)
            if not toponym.possible:
                noted.unlisted.append((at, False))
            elif not lies_elsewhere(at, toponym, self._toponyms):  # `Lexington, Oklahoma`: the lists know nothing of it
                chain, leaning = (toponym.inside, CITY) if toponym.inside else beside(at, toponym, self._toponyms)
                noted.add_open(at, toponym, chain, leaning, at.before in self._another)
        return None

    def _link_open(self, noted: NotedPlaces, places: list[Place | None], settled: Settled) -> None:
        """Link open mentions to the likeliest place of each, or to a town of the document that its name begins."""
        begun = self._beginnings.begun_by([place for _, _, place in settled.points])
        for item, place in zip(noted.open_ones, places, strict=True):
            at = item.at
            if begun and not item.meaning.chained:
                whole = begun.get(at.folded())
                if whole is not None and not self._comes_before(place, whole, noted.certain):
                    place = whole
            if place is not None:
                at.unit.links[at.index] = self._gazetteer.linked[place.id]
            elif not item.meaning.unsure or not at.mention.senses:
                noted.unlisted.append((at, False))

    def _link_local(self, noted: NotedPlaces, settled: Settled) -> None:
        """Link what no list has, and streets that many towns have, to the town of the document that it lies in."""
        ground = Ground(settled, self._gazetteer)
        for at, listed in noted.streets:
            there = (listed.state or listed.id) in settled.states
            here = None if there else local_town(at, ground, quarter=True)
            at.unit.links[at.index] = here or self._gazetteer.linked[listed.id]
        for at, quarter in noted.unlisted:
            at.unit.links[at.index] = local_town(at, ground, quarter=quarter)

    def _comes_before(self, place: Place | None, whole: Place, settled: Settled) -> bool:
        """Whether a place is rather meant than one that the document names and whose name begins with its: a country or
        state, a town that is named beyond doubt, a far larger one of the same country."""
        if place is None:
            return False
        if place.kind in LEVEL or self._gazetteer.towns.get(place.id, place.id) in settled.sure:
            return True
        people = self._gazetteer.people
        return place.country == whole.country and people.get(place.id, 0) > _FAR_LARGER * people.get(whole.id, 0)

    def _without_villages(self, senses: tuple[Sense, ...]) -> Toponym:
        """What a name can mean that is a municipality's: no village of another one, unless nothing else bears it."""
        linked = self._gazetteer.linked
        whole = tuple(s for s in senses if s.entity_id and linked.get(s.entity_id, s.entity_id) == s.entity_id)
        return self._toponyms[whole or senses]

    def _without_rivers(self, senses: tuple[Sense, ...]) -> Toponym:
        """What a name can mean behind `in`: no river, whose name has an article there."""
        return self._toponyms[tuple(s for s in senses if s.entity_id or s.kind != "river")]

    def _unlisted_toponym(self, at: MentionInText) -> Toponym:
        """The places of whose name an unlisted one is a part or a misspelling, or those that a facility's ends with."""
        written = at.unit.written(at.index)
        if is_wild(at):
            written = ""
        elif is_local(at):
            if towns := seat(written):
                return self._toponyms[towns]
            written = ""
        toponym = self._unlisted.get(written)
        if toponym is None:
            if len(self._unlisted) >= _KEPT:
                self._unlisted.clear()
            toponym = self._unlisted[written] = Toponym((), self._gazetteer, written)
        return toponym


def _told(other: StandsFor, at: MentionInText) -> str | None:
    """What the words beside the name of a capital or country make of it: a government, a state, the end of a road."""
    if other.governs is not None and is_government(at):
        return other.governs
    if other.as_state is not None and says_state(at):
        return other.as_state
    return other.as_city if other.as_city is not None and ends_road(at) else None
