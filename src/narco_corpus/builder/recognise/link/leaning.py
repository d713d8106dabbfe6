"""Whether a name that a state and a city bear means rather the state or the city, by what stands beside it."""

from __future__ import annotations

import re

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.link.capitals import is_of_office
from narco_corpus.builder.recognise.link.chain import AFTER_TOWN, NO_CHAIN
from narco_corpus.builder.recognise.link.document import LinkedUnit, MentionInText
from narco_corpus.builder.recognise.link.toponym import Toponym, Toponyms
from narco_corpus.builder.recognise.link.toponym_facts import Kind
from narco_corpus.builder.recognise.link.weights import AT_HOME
from narco_corpus.builder.recognise.small_words import IN, IN_LIST, OF
from narco_corpus.builder.recognise.unlinked import UnlinkedMention

_IN = OF | IN
_TO = frozenset(("to", "a"))
_CALLED = re.compile(r" *(?:(?:is|es) +)?(?:a|the|el|la|un|una) +([a-z0-9]+)")
"""What calls a name something, in the folded text after it."""
_CALLED_REACH = 16
"""Characters after a name in which it may be called a city or a state."""
_BETWEEN = frozenset(("between", "entre"))
_DATELINE = frozenset((",", ".", " ", "("))
_DASHES = frozenset(("-", "–"))
_BRIDGE = frozenset(("bridge", "puente"))
"""A bridge of a country's name is the one at a town of its name: the Colombia bridge at Laredo."""
_LIST_WORDS = IN_LIST | {"&"}

STATE, RATHER_STATE, UNDECIDED, RATHER_CITY, CITY = 2, 1, 0, -1, -2
"""How far a name leans to the state or to the city of the name."""


def says_state(at: MentionInText) -> bool:
    """Whether the text calls a place a state: `the state of Mexico`."""
    if at.before not in OF:
        return False
    return at.second_before() in load_cues().level.state_of


def leaning_of(at: MentionInText, toponym: Toponym, toponyms: Toponyms) -> int:
    """Whether a name of a state and a city means rather the one or the other here: one of `STATE` to `CITY`."""
    return _by_words(at, toponym) or _by_places(at, toponym, toponyms)


def _by_words(at: MentionInText, toponym: Toponym) -> int:
    """Which of both is meant by the words beside a name."""
    before, after, level, bearing = at.before, at.after, load_cues().level, toponym.bearing
    if before in level.state_beside or after in level.state_beside:
        return STATE
    if before in level.city_before or after in level.city_after or _is_point(at):
        return CITY
    if (before in _BRIDGE or after in _BRIDGE) and any(len(code) == 2 for code in toponym.kind.codes):
        return CITY
    called = _called(at)
    if called != UNDECIDED:
        return called
    if before in _IN:
        earlier = at.second_before()
        if earlier in level.state_beside or is_of_office(at):
            return STATE
        if before in OF and earlier in level.city_of:
            return CITY
        if bearing.capital and (earlier in level.city_in or earlier in load_cues().local):
            return CITY
    if before in _TO and bearing.capital and at.second_before() in level.flights:
        return CITY
    return UNDECIDED


def _by_places(at: MentionInText, toponym: Toponym, toponyms: Toponyms) -> int:
    """Which of both is meant by the places that stand in a list with a name, or right before it."""
    unit, index = at.unit, at.index
    listed = listed_after(unit, index)
    following = toponyms[listed.senses].kind if listed is not None else None
    town_follows = following is not None and not following.names_level
    if at.before in _BETWEEN and toponym.bearing.town and town_follows:
        return CITY
    leaning = UNDECIDED
    previous = unit.mentions[index - 1] if index else None
    if previous is not None and previous.label == "PLACE":
        leaning = _after(toponyms[previous.senses], unit.between(index - 1), following, toponym)
    if toponym.kind.initials and leaning != STATE:
        return CITY
    if leaning == RATHER_CITY and (town_follows or _ends_list_of(at, toponym, toponyms)):
        return CITY  # a list of towns
    if leaning == UNDECIDED and following is not None and following.names_state:
        return RATHER_STATE
    return leaning


def _called(at: MentionInText) -> int:
    """How a name leans that the text calls a city or a state: `Zacatecas, el estado`, `China is a town`."""
    raw, end = at.text.raw, at.mention.end
    called = _CALLED.match(at.text.plain, end, end + _CALLED_REACH)
    if called is None or raw.startswith(":", end):  # `Acapulco, Guerrero: A village takes up arms`
        return UNDECIDED
    following = raw[called.end() + 1 : called.end() + 2]
    if following.isupper() and raw[called.start(1)].isupper():
        return UNDECIDED  # `Washington, a State Department spokesman`
    level = load_cues().level
    return STATE if called[1] in level.state_beside else CITY if called[1] in level.cities else UNDECIDED


def _after(previous: Toponym, between: str, following: Kind | None, toponym: Toponym) -> int:
    """What the place that stands before a name says of it: `Fresnillo, Zacatecas`, `Sonora and Chihuahua`.

    `following` is what kind of place is listed after the name, if one is.
    """
    listed, there, bearing = previous.kind, previous.bearing, toponym.bearing
    if between == " " and not listed.names_level and not bearing.all_states.isdisjoint(there.lies_in):
        return STATE  # `jimenez chihuahua`
    if between in AFTER_TOWN and not listed.names_level:
        if not there.lies_in or not bearing.all_states.isdisjoint(there.lies_in):
            return STATE
        countries = following.codes if following is not None else NO_CHAIN
        if any(state[:2] in countries for state in bearing.all_states):
            return STATE  # `Comitancillo, San Marcos, Guatemala`
        if bearing.states and following is None:
            return RATHER_STATE
    if between.strip(" ,") not in _LIST_WORDS:
        return UNDECIDED
    if listed.names_level:
        return RATHER_STATE if listed.names_state else UNDECIDED
    beside = not bearing.lies_in.isdisjoint(there.lies_in) or not (bearing.abroad & there.abroad).issubset(AT_HOME)
    return RATHER_CITY if bearing.town or beside else UNDECIDED


def _ends_list_of(at: MentionInText, toponym: Toponym, toponyms: Toponyms) -> bool:
    """Whether a name is the last of a list of towns of one state that has a town of its name too: `Mier, Camargo and
    Guerrero`."""
    mentions, index = at.unit.mentions, at.index
    if index < 2 or mentions[index - 2].label != "PLACE" or listed_after(at.unit, index - 2) is None:
        return False
    towns = [toponyms[mentions[number].senses] for number in (index - 2, index - 1)]
    if any(town.kind.names_level for town in towns):
        return False
    return bool(toponym.bearing.lies_in.intersection(*(town.bearing.lies_in for town in towns)))


def listed_after(unit: LinkedUnit, index: int) -> UnlinkedMention | None:
    """The place that is listed right after a mention."""
    following = index + 1
    if following >= len(unit.mentions) or unit.mentions[following].label != "PLACE":
        return None
    return unit.mentions[following] if unit.between(index).strip(" ,") in _LIST_WORDS else None


def _is_point(at: MentionInText) -> bool:
    """Whether a place is a point: in the line that tells where a text was written, the capital, an end of a road."""
    if is_dateline(at):
        return True
    raw, mention = at.text.raw, at.mention
    if not at.before and raw[max(0, mention.start - 9) : mention.start].lower() == "capital, ":
        return True
    return ends_road(at)


def is_dateline(at: MentionInText) -> bool:
    """Whether a place begins a body in capitals, as the town does that it was written in: `NOGALES, Ariz. -`."""
    end = at.mention.end
    if at.mention.start or at.text.field != "body" or not at.text.raw[:end].isupper():
        return False
    return at.text.raw[end : end + 1] in _DATELINE


def ends_road(at: MentionInText) -> bool:
    """Whether a road is named by a place and another one: `the Mexico-Toluca highway`."""
    text, mentions, index, mention = at.text, at.unit.mentions, at.index, at.mention
    raw = text.raw
    if raw[mention.start - 1 : mention.start] not in _DASHES and raw[mention.end : mention.end + 1] not in _DASHES:
        return False
    for first, last in ((index - 1, index), (index, index + 1)):
        if first >= 0 and last < len(mentions) and raw[mentions[first].end : mentions[last].start] in _DASHES:
            around = {text.before(mentions[first].start), text.after(mentions[last].end)}
            if not load_cues().level.roads.isdisjoint(around):
                return True
    return False
