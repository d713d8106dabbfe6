"""Which of several places each name of a document means by all that the document names, and where it plays by that."""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import itemgetter

import msgspec

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.link.candidate import PlaceCandidate
from narco_corpus.builder.recognise.link.document import MentionInText
from narco_corpus.builder.recognise.link.meaning import PlaceMeaning
from narco_corpus.builder.recognise.link.near import NO_TOWNS, Nearness, Towns
from narco_corpus.builder.recognise.link.settled import Plays, Settled
from narco_corpus.builder.recognise.link.weights import (
    ABROAD,
    ABROAD_TOWN,
    FAR,
    IN_REGION,
    MAIN_STATE,
    NAMED,
    NEAR,
    SLACK,
    STATE_NAMED,
    STATE_SHARE,
)

_REACH = NEAR + SLACK
"""So much less may speak for a place than for another that nearness can still make it the likelier one."""
_NONE: dict[str, int] = {}
_ANYWHERE = -1
"""Instead of a unit, for what is decided alike in all units that name no place of their own."""
_AsStates = dict[str, dict[str, int]]
"""How often names were decided to be states, by the key of their meaning, then by the state."""
_Scored = tuple[float, float, PlaceCandidate]
"""What speaks for a candidate; the same without its country and what stands after the name; and the candidate."""


class OpenPlace(msgspec.Struct, frozen=True, gc=False):
    """A mention that may be several places."""

    at: MentionInText
    meaning: PlaceMeaning
    may_be_river: bool
    """Whether what stands before it lets it be a river of that name."""


def settle(
    open_ones: Sequence[OpenPlace], certain: Settled, bodies: frozenset[str]
) -> tuple[Settled, list[Place | None]]:
    """Where the document plays, and the likeliest place of each open mention; None where none is likely.

    `bodies` are the codes of the states whose authorities and media the document names.
    What is not plain is decided twice: by what is plain, then by what has come of that too.
    """
    places = [item.meaning.place or _as_usual(item.meaning, certain, bodies) for item in open_ones]
    plain = Settled(certain)
    unsettled: list[int] = []
    for number, place in enumerate(places):
        if place is None:
            unsettled.append(number)
        else:
            plain.add(open_ones[number].at, place)
    if not unsettled:
        return plain, places
    settled = plain
    as_states: _AsStates = {}
    for _ in range(2):
        look = _Look(settled, bodies, as_states)
        settled, as_states = Settled(plain), {}
        for number in unsettled:
            item = open_ones[number]
            place = places[number] = look.likeliest(item.at, item.meaning)
            if place is not None:
                settled.add(item.at, place)
                if item.meaning.or_town and place.kind == "state":
                    own = as_states.setdefault(item.meaning.key, {})
                    own[place.id] = own.get(place.id, 0) + 1
    return settled, places


class _Look:
    """One look at the open mentions of a document, by what is settled before it."""

    def __init__(self, settled: Settled, bodies: frozenset[str], as_states: _AsStates) -> None:
        self._settled = settled
        self._plays = settled.plays(bodies)
        self._near = Nearness(settled)
        self._as_states = as_states
        """How often the look before decided names to be states."""
        self._scored: dict[str, list[_Scored]] = {}
        """What each meaning's places come to before nearness."""
        self._decided: dict[tuple[str, int], Place | None] = {}
        """What each meaning is, by the unit, where no towns stand beside it."""

    def likeliest(self, at: MentionInText, meaning: PlaceMeaning) -> Place | None:
        """The likeliest place that a mention means; None where none is likely."""
        name, near = meaning.key, self._near
        scored = self._scored.get(name)
        if scored is None:
            own = self._as_states.get(name, _NONE)
            scored = self._scored[name] = _best(meaning, self._settled, self._plays, own, near)
        unit, here = at.unit.number, _ANYWHERE
        if not _whatever_is_near(scored):
            if around := near.beside(unit, at.mention.start):
                return _decide(meaning, scored, unit, around, self._settled, near)
            here = near.unit(unit)
        try:
            return self._decided[name, here]
        except KeyError:
            place = self._decided[name, here] = _decide(meaning, scored, unit, NO_TOWNS, self._settled, near)
            return place


def _as_usual(meaning: PlaceMeaning, settled: Settled, bodies: frozenset[str]) -> Place | None:
    """What the name means in most documents, if nothing that this one names beyond doubt speaks for another place."""
    if not meaning.rivals.isdisjoint(settled.sure) or not meaning.rival_states.isdisjoint(bodies):
        return None
    return meaning.usual


def _best(meaning: PlaceMeaning, settled: Settled, plays: Plays, own: dict[str, int], near: Nearness) -> list[_Scored]:
    """The places that a name can mean with what speaks for each but nearness, without those that this cannot help.

    `own` is how often the name was decided to be a state before: that alone is no reason for one where a town is as
    likely.
    """
    states, sure = settled.states, settled.sure
    abroad, bodies = plays.abroad, plays.bodies
    main = None if meaning.names_level else plays.main  # a state's name says nothing of its capital
    scored: list[_Scored] = []
    top = -math.inf
    for candidate in meaning.candidates:
        score = candidate.size
        if candidate.state in states:
            score += STATE_NAMED
            if candidate.state == main:
                score += MAIN_STATE
        if candidate.town in sure:
            score += NAMED
        place = candidate.place
        if bodies and (place.id if candidate.level else candidate.state) in bodies:
            score += candidate.body
        if abroad and place.country in abroad:
            score += (ABROAD if candidate.level else ABROAD + ABROAD_TOWN) * abroad[place.country]
        if candidate.lonely:
            others = states.get(place.id, 0) - own.get(place.id, 0)
            score += STATE_SHARE * others / plays.places if others > 0 else -candidate.lonely
        whole = score + candidate.bonus
        scored.append((whole, score, candidate))
        if whole > top:
            top = whole
    least = top - _REACH
    kept = [item for item in scored if item[0] + item[2].company >= least]
    if len(kept) > 1:
        kept.sort(key=_before_nearness, reverse=True)
        least = top - SLACK
        kept = [item for item in kept if item[0] == top or near.can_add(least - item[0], item[2], states)]
    return kept


_before_nearness = itemgetter(0)


def _whatever_is_near(scored: list[_Scored]) -> bool:
    """Whether one place is left that is believed wherever it stands."""
    return len(scored) == 1 and (scored[0][2].level or scored[0][1] >= FAR)


def _decide(
    meaning: PlaceMeaning, scored: list[_Scored], unit: int, around: Towns, settled: Settled, near: Nearness
) -> Place | None:
    """The likeliest place of those that are left of a name's; None where none is likely."""
    _, score, best = _likeliest(scored, unit, around, near) if len(scored) > 1 else scored[0]
    place = best.place
    if meaning.faint and best.town not in settled.sure:
        return None
    if meaning.chained or best.town in settled.sure:
        return place
    if meaning.region and best.size < IN_REGION:
        return None
    if (place.state or "") in settled.states:
        return place
    if meaning.unsure or place.id in meaning.parts:
        return None
    if not best.level and score < FAR and score + near.nearness(unit, place) + near.company(best, around) < FAR:
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
    close = near.nearness(unit, candidate.place)
    if around:
        close += near.company(candidate, around)
    return score + close + candidate.bonus


def _size(place: Place) -> tuple[int, str]:
    """What decides between two places for which the same speaks."""
    return place.population or 0, place.id
