"""Which of several places each name of a document means by all that the document names, and where it plays by that."""

from __future__ import annotations

import math
from collections.abc import Sequence
from operator import itemgetter

import msgspec

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.link.candidate import PlaceCandidate
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
_Scored = tuple[float, float, PlaceCandidate]
"""What speaks for a candidate; the same without its country and what stands after the name; and the candidate."""


class Open(msgspec.Struct, frozen=True, gc=False):
    """A mention that may be several places."""

    unit: int
    number: int
    start: int
    meaning: PlaceMeaning
    after_article: str
    """The name, if a river of that name may be meant by what stands before it; else empty."""


def settle(open_ones: Sequence[Open], certain: Settled, bodies: frozenset[str]) -> tuple[Settled, list[Place | None]]:
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
            plain.add(open_ones[number].unit, open_ones[number].start, place)
    if not unsettled:
        return plain, places
    settled = plain
    before: dict[str, dict[str, int]] = {}
    for _ in range(2):
        decisions: dict[str, dict[str, int]] = {}
        now, near, plays = Settled(plain), Nearness(settled), settled.plays(bodies)
        left: dict[str, list[_Scored]] = {}
        decided: dict[tuple[str, int], Place | None] = {}
        for number in unsettled:
            item = open_ones[number]
            unit, start, meaning = item.unit, item.start, item.meaning
            name = meaning.key
            scored = left.get(name)
            if scored is None:
                scored = left[name] = _best(meaning, settled, plays, before.get(name, _NONE), near)
            around, here = NO_TOWNS, _ANYWHERE
            if not _whatever_is_near(scored):
                around, here = near.beside(unit, start), near.unit(unit)
            if around:
                place = _decide(meaning, scored, unit, around, settled, near)
            elif (name, here) in decided:
                place = decided[name, here]
            else:
                place = decided[name, here] = _decide(meaning, scored, unit, around, settled, near)
            places[number] = place
            if place is not None:
                now.add(unit, start, place)
                if meaning.or_town and place.kind == "state":
                    own = decisions.setdefault(name, {})
                    own[place.id] = own.get(place.id, 0) + 1
        settled, before = now, decisions
    return settled, places


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
        if (place.id if candidate.level else candidate.state) in bodies:
            score += candidate.body
        if place.country in abroad:
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
