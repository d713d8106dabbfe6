"""What the text calls a municipality, and what it puts in one or in a town: `Holanda, municipio de Apatzingán`, `the
Central de Abasto of Huixcolotla`."""

from __future__ import annotations

import re
from functools import cache

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.document import MentionInText
from narco_corpus.builder.recognise.link.toponym import Toponym, Toponyms
from narco_corpus.builder.recognise.link.weights import VILLAGE
from narco_corpus.builder.recognise.small_words import OF

_SHORTEST, _LONGEST = 11, 40
"""Characters between a village and its municipality."""
_CITY = 100_000
"""Inhabitants of a city that is named without its state."""
_IN_TOWN = frozenset((" of ", " de ", " in ", " en "))


@cache
def _in_municipality() -> re.Pattern[str]:
    """What stands between a village and its municipality."""
    words = load_cues().villages
    english, spanish = ("|".join(sorted(kinds)) for kinds in (words.english, words.spanish))
    village = f"a (?:{english})"
    return re.compile(
        rf",? (?:(?:en el|in the|{village} (?:in|of) the) )?(?:municipio|municipality) (?:de|of) "
        rf"|, {village} (?:in|of) |, (?:{spanish}) (?:de|en) "
    )


def is_municipality(at: MentionInText) -> bool:
    """Whether the text calls a place a municipality, or names its mayor: `the municipality of Tamazula`."""
    if at.after == "municipality":
        return True
    return at.before in OF and at.second_before() in load_cues().level.municipality


def is_of_another_town(at: MentionInText, toponym: Toponym, toponyms: Toponyms) -> bool:
    """Whether a name is that of a village or facility which the text puts where the lists have none of its name:
    `Holanda, municipio de Apatzingán`, the market of another town."""
    within = _municipality_after(at)
    if within and _lies_outside(toponym, toponyms[within]):
        return True
    if (behind := _chain_after(at)) and _is_of_chain(toponym, toponyms[behind[0]], toponyms[behind[1]]):
        return True
    if toponym.kind.settlement or not (within := _town_after(at)):
        return False
    town = toponyms[within]
    return bool(town.places) and not town.kind.names_level and _lies_outside(toponym, town)


def _municipality_after(at: MentionInText) -> tuple[Sense, ...]:
    """What the municipality can be that a place is said to be in; nothing where none is said."""
    mentions, following = at.unit.mentions, at.index + 1
    if following == len(mentions):
        return ()
    start, end = at.mention.end, mentions[following].start
    if not _SHORTEST <= end - start <= _LONGEST or not _in_municipality().fullmatch(at.text.raw, start, end):
        return ()
    return mentions[following].senses


def _chain_after(at: MentionInText) -> tuple[tuple[Sense, ...], tuple[Sense, ...]] | None:
    """What the two places can be that follow a name after a comma each, as a village's municipality and its state do:
    `Holanda, Tumbiscatío, Michoacán`; None where they do not, or the name stands behind one of a list."""
    mentions, following = at.unit.mentions, at.index + 1
    if following + 1 >= len(mentions) or (at.index and _follows(at, at.index)):
        return None
    if not _follows(at, following) or not _follows(at, following + 1):
        return None
    return mentions[following].senses, mentions[following + 1].senses


def _follows(at: MentionInText, index: int) -> bool:
    """Whether a mention is a place after a comma behind the one before."""
    return at.unit.mentions[index].label == "PLACE" and at.unit.between(index - 1) == ", "


def _is_of_chain(village: Toponym, municipality: Toponym, state: Toponym) -> bool:
    """Whether a municipality and its state stand behind a village's name of which the lists have none there."""
    states = state.bearing.states
    if village.kind.names_state or not states or municipality.kind.names_level:
        return False
    at_home = [p for p in village.places if p.state in states or p.country == "MX"]
    if any((p.population or 0) >= (VILLAGE if p.state in states else _CITY) for p in at_home):
        return False  # two towns of a state in a list
    return not municipality.bearing.lies_in.isdisjoint(states) and _lies_outside(village, municipality)


def _town_after(at: MentionInText) -> tuple[Sense, ...]:
    """What the town can be that a facility or quarter is said to be of or in; nothing where none is said."""
    mentions, following = at.unit.mentions, at.index + 1
    if following == len(mentions) or mentions[following].label != "PLACE":
        return ()
    return mentions[following].senses if at.unit.between(at.index) in _IN_TOWN else ()


def _lies_outside(village: Toponym, municipality: Toponym) -> bool:
    """Whether no place of a name lies in a municipality, or, of a name that is a state's or country's too, in the state
    of one."""
    if municipality.kind.names_level:
        return municipality.bearing.lies_in.isdisjoint(p.state for p in village.places if p.state)
    districts = {id for p in municipality.places for id in (p.id, p.parent) if id and id.startswith("geonames")}
    return districts.isdisjoint(id for p in village.places for id in (p.id, p.parent))
