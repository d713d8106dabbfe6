"""Which place of a name is meant: chains such as `Apatzingán, Michoacán`, neighbours, distance, population."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from operator import itemgetter

import msgspec

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.link.beside import (
    beside,
    can_be_town,
    is_quarter,
    is_river,
    may_be_river,
    says_state,
    spot,
    telling_words,
)
from narco_corpus.builder.recognise.link.capitals import is_government
from narco_corpus.builder.recognise.link.choice import (
    ABROAD,
    FAR,
    LEVEL,
    NAMED,
    NEAR,
    SLACK,
    STATE_NAMED,
    Candidate,
    Choice,
    Reading,
)
from narco_corpus.builder.recognise.link.gazetteer import Gazetteer
from narco_corpus.builder.recognise.link.inside import seat
from narco_corpus.builder.recognise.link.local import is_local, is_wild, local_town
from narco_corpus.builder.recognise.link.memo import BySenses
from narco_corpus.builder.recognise.link.near import NO_TOWNS, Nearness, Towns
from narco_corpus.builder.recognise.link.settled import Ground, Settled
from narco_corpus.builder.recognise.link.short import Beginnings
from narco_corpus.builder.recognise.unit_text import UnitText

_KEPT = 10_000
"""Names that no list has, of which it is remembered whether they are part of a town's."""

_REACH = NEAR + SLACK
"""So much less may speak for a place than for another that nearness can still make it the likelier one."""
_FAR_LARGER = 20
"""Times the inhabitants of a town of the document that another has which is meant by the first words of its name."""


class _Open(msgspec.Struct, frozen=True, gc=False):
    """A mention that may be several places."""

    unit: int
    number: int
    start: int
    reading: Reading
    after_article: str
    """The name, if a river of that name may be meant by what stands before it; else empty."""


_NONE: Counter[str] = Counter()
_ANYWHERE = -1
"""Instead of a unit, for what is decided alike in all units that name no place of their own."""
_Scored = tuple[float, float, Candidate]
"""What speaks for a candidate; the same without its country and what stands after the name; and the candidate."""


class PlaceLinker:
    """Links the places of one document after another."""

    def __init__(self) -> None:
        self._gazetteer = Gazetteer()
        self._beginnings = Beginnings()
        self._choices = BySenses(lambda senses: Choice(senses, self._gazetteer, ""))
        self._unlisted: dict[str, Choice] = {}
        self._telling = telling_words()

    def load_spellings(self) -> None:
        """Load what misspelt names are compared with."""
        self._gazetteer.load_spellings()

    def link(
        self, texts: Sequence[UnitText], found: Sequence[Sequence[Found]], linked: list[list[str | None]]
    ) -> Settled:
        """Fill in the links of the mentions that are places; returned is where the document plays."""
        open_ones: list[_Open] = []
        unlisted: list[tuple[int, int, bool]] = []
        rivers: set[str] = set()
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
                if choice.governs is not None and is_government(at):
                    links[index] = choice.governs
                    certain.add(unit, mention.start, self._gazetteer.places[choice.governs])
                    continue
                if choice.as_state is not None and says_state(at):
                    links[index] = choice.as_state
                    certain.add(unit, mention.start, self._gazetteer.places[choice.as_state])
                    continue
                name = text.plain[mention.start : mention.end]
                if choice.quarter or at.before in telling_before or at.after in telling_after:
                    if is_river(at, choice):
                        rivers.add(name)
                        continue
                    if is_quarter(at, choice):
                        unlisted.append((unit, index, True))
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
                reading = choice.reading(*((choice.inside, -2) if choice.inside else beside(at, choice, choices)))
                open_ones.append(_Open(unit, index, mention.start, reading, name if may_be_river(at) else ""))
                if (reading.place is not None or reading.chained) and reading.candidates[0].town:
                    certain.sure.add(reading.candidates[0].town)
        if rivers:
            open_ones = [item for item in open_ones if item.after_article not in rivers]
        settled, places = _settle(open_ones, certain)
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
        if unlisted:
            ground = Ground(settled, self._gazetteer)
            for unit, index, quarter in unlisted:
                linked[unit][index] = local_town(texts[unit], unit, found[unit], index, ground, quarter=quarter)
        return settled

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


def _settle(open_ones: Sequence[_Open], certain: Settled) -> tuple[Settled, list[Place | None]]:
    """Where the document plays, and the likeliest place of each open mention; None where none is likely.

    What is not plain is decided twice: by what is plain, then by what has come of that too.
    """
    places = [item.reading.place or _as_usual(item.reading, certain) for item in open_ones]
    plain = Settled(certain)
    unsettled: list[int] = []
    for number, place in enumerate(places):
        if place is None:
            unsettled.append(number)
        else:
            plain.add(open_ones[number].unit, open_ones[number].start, place)
    if not unsettled:
        return plain, places
    settled = plain
    before: dict[int, Counter[str]] = {}
    for _ in range(2):
        decisions: dict[int, Counter[str]] = {}
        now, near, abroad = Settled(plain), Nearness(settled), settled.abroad()
        left: dict[int, list[_Scored]] = {}
        decided: dict[tuple[int, int], Place | None] = {}
        for number in unsettled:
            item = open_ones[number]
            unit, start, reading = item.unit, item.start, item.reading
            name = id(reading)
            scored = left.get(name)
            if scored is None:
                scored = left[name] = _best(reading, settled, abroad, before.get(name, _NONE))
            around, here = NO_TOWNS, _ANYWHERE
            if not _whatever_is_near(scored):
                around, here = near.beside(unit, start), near.unit(unit)
            if around:
                place = _decide(reading, scored, unit, around, settled, near)
            elif (name, here) in decided:
                place = decided[name, here]
            else:
                place = decided[name, here] = _decide(reading, scored, unit, around, settled, near)
            places[number] = place
            if place is not None:
                now.add(unit, start, place)
                if reading.or_town:
                    decisions.setdefault(name, Counter())[place.id] += 1
        settled, before = now, decisions
    return settled, places


def _as_usual(reading: Reading, settled: Settled) -> Place | None:
    """What the name means in most documents, if nothing that this one names beyond doubt speaks for another place."""
    return reading.usual if reading.rivals.isdisjoint(settled.sure) else None


def _best(reading: Reading, settled: Settled, abroad: str | None, own: Counter[str]) -> list[_Scored]:
    """The places that a name can mean with what speaks for each but nearness, without those that this cannot help.

    `own` is what the name was decided to be before: that alone is no reason for a state where a town is as likely.
    """
    states, sure = settled.states, settled.sure
    scored: list[_Scored] = []
    top = -math.inf
    for candidate in reading.candidates:
        score = candidate.size
        if candidate.state in states:
            score += STATE_NAMED
        if candidate.town in sure:
            score += NAMED
        if abroad and candidate.place.country == abroad and not candidate.level:
            score += ABROAD
        if candidate.lonely:
            place = candidate.place.id
            if states.get(place, 0) <= (own[place] if reading.or_town else 0):
                score -= candidate.lonely
        whole = score + candidate.bonus
        scored.append((whole, score, candidate))
        if whole > top:
            top = whole
    top -= _REACH
    kept = [item for item in scored if item[0] + item[2].company >= top]
    if len(kept) > 1:
        kept.sort(key=_before_nearness, reverse=True)
    return kept


_before_nearness = itemgetter(0)


def _whatever_is_near(scored: list[_Scored]) -> bool:
    """Whether one place is left that is believed wherever it stands."""
    return len(scored) == 1 and (scored[0][2].level or scored[0][1] >= FAR)


def _decide(
    reading: Reading, scored: list[_Scored], unit: int, around: Towns, settled: Settled, near: Nearness
) -> Place | None:
    """The likeliest place of those that are left of a name's; None where none is likely."""
    _, score, best = _likeliest(scored, unit, around, near) if len(scored) > 1 else scored[0]
    place = best.place
    if reading.faint and best.town not in settled.sure:
        return None
    if reading.chained or (place.state or "") in settled.states or best.town in settled.sure:
        return place
    if reading.unsure:
        return None
    if not best.level and score < FAR and score + near.of(unit, place) + near.company(best, around) < FAR:
        return None
    return place


def _likeliest(scored: list[_Scored], unit: int, around: Towns, near: Nearness) -> _Scored:
    """The place for which most speaks, nearness too; those that come first without it are first."""
    found, top = scored[0], _whole(scored[0], unit, around, near)
    for item in scored[1:]:
        if item[0] + _REACH + (item[2].company if around else 0.0) < top:
            continue
        whole = _whole(item, unit, around, near)
        if whole > top or (whole == top and _size(item[2].place) > _size(found[2].place)):
            found, top = item, whole
    return found


def _whole(item: _Scored, unit: int, around: Towns, near: Nearness) -> float:
    """What speaks for a candidate in all."""
    _, score, candidate = item
    if candidate.level:
        return score + candidate.bonus
    close = near.of(unit, candidate.place)
    if around:
        close += near.company(candidate, around)
    return score + close + candidate.bonus


def _size(place: Place) -> tuple[int, str]:
    """What decides between two places for which the same speaks."""
    return place.population or 0, place.id
