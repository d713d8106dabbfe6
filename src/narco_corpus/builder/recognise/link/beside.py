"""What stands beside a place's name and tells which is meant: chains of codes, words that ask for a state or city."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import msgspec

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.link.capitals import is_of_office
from narco_corpus.builder.recognise.link.choice import Choice
from narco_corpus.builder.recognise.link.memo import BySenses
from narco_corpus.builder.recognise.unit_text import UnitText

_CHAIN = (", ", ",", ",\n", " (", ", in ", ", en ", " ", " in ", " en ", " of ", " de ")
_LONGEST = max(map(len, _CHAIN))
_IN_CHAIN = frozenset(_CHAIN)
_AFTER_TOWN = _IN_CHAIN - {" "}
_LIST_WORDS = frozenset(("", "and", "y", "or", "o", "e", "&"))
_NO_CHAIN: frozenset[str] = frozenset()

_STATE_BESIDE = frozenset(("state", "estado", "department", "departamento", "province", "provincia"))
_STATE_OF = frozenset(("state", "estado"))
_CITY_BEFORE = frozenset(("city", "ciudad", "downtown"))
_CITIES = _CITY_BEFORE | {"municipio", "pueblo", "town", "village"}
_CITY_AFTER = frozenset(("city", "airport", "centro", "municipality", "port", "puerto"))
_CITY_OF = frozenset(
    (
        "alcalde",
        "calles",
        "city",
        "ciudad",
        "mayor",
        "municipality",
        "municipio",
        "outskirts",
        "port",
        "puerto",
        "streets",
    )
)
_OF = frozenset(("of", "de"))
_IN = _OF | {"in", "en"}
_CITY_IN = frozenset(
    ("arrested", "captured", "detained", "detenido", "detenidos", "capturado", "palace", "palacio", "taken")
)
"""What stands before `of` or `in` and a city's name, besides words for quarters and buildings."""
_TO = frozenset(("to", "a"))
_FLIES = frozenset(("flew", "flies", "flight", "flights", "flown", "fly", "volo", "vuelo", "vuelos"))
"""What stands before `to` and a city's name: one flies to no state."""
_CALLED = re.compile(r" *(?:(?:is|es) +)?(?:a|the|el|la|un|una) +([a-z0-9]+)")
"""What calls a name something, in the folded text after it."""
_CALLED_REACH = 16
"""Characters after a name in which it may be called a city or a state."""
_BETWEEN = frozenset(("between", "entre"))
_DATELINE = frozenset((",", ".", " ", "("))
_DASHES = frozenset(("-", "–"))
_ROADS = frozenset(("autopista", "carretera", "expressway", "highway", "libre", "road", "toll", "tramo"))
_ARTICLES = frozenset(("the", "el", "del", "al"))
_LA = "la"
"""The article of streets and quarters, and of no town that has none in its name."""
_NO_TOWN_AFTER = _ARTICLES | {"rio", "river", "banks"}

_CORNER = re.compile(r"(?:corner of|esquina (?:de|con))(?:(?: [a-z0-9]+){1,3} (?:and|y|with|con))? $")
_CORNER_LAST = frozenset(("of", "de", "con", "and", "y", "with"))
"""Words with which `_CORNER` ends."""
_CORNER_REACH = 60


class Telling(NamedTuple):
    """Words that stand before or after a name wherever `is_river` or, but for the name itself, `is_quarter` says so."""

    before: frozenset[str]
    """The empty one too, for what is before a name and no word."""
    after: frozenset[str]


@cache
def telling_words() -> Telling:
    """These words of the cues in use."""
    cues = load_cues()
    before = cues.river_before | cues.quarter_before | _CORNER_LAST | {"river", _LA, ""}
    return Telling(before, cues.river_after | cues.quarter_after)


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A place's name where it stands: a unit, its mentions, the number of it, and the words right beside it."""

    text: UnitText
    mentions: Sequence[Found]
    number: int
    before: str
    after: str


def spot(text: UnitText, mentions: Sequence[Found], index: int) -> Spot:
    """The spot of a mention of a unit."""
    mention = mentions[index]
    return Spot(text, mentions, index, text.before(mention.start), text.after(mention.end))


def is_quarter(at: Spot, choice: Choice) -> bool:
    """Whether a name is here a street's or quarter's: `colonia Guerrero`, `Hidalgo street`, `en la Zapata`."""
    cues = load_cues()
    return choice.quarter or (
        choice.settlement
        and (
            at.before in cues.quarter_before
            or (at.before == _LA and not choice.names_level)
            or at.after in cues.quarter_after
            or (at.before in _OF and _is_quarter_of(at))
            or _is_at_corner(at)
        )
    )


def _is_quarter_of(at: Spot) -> bool:
    """Whether a quarter is named after the word for it: `the neighborhood of El Progreso`; but in `the Obrera
    neighborhood of Celaya` it has its name already."""
    start = at.mentions[at.number].start - len(at.before) - 1
    word = at.text.before(start)
    named = at.number > 0 and at.mentions[at.number - 1].end >= start - len(word) - 2
    return word in load_cues().quarter_of and not named


def is_river(at: Spot, choice: Choice) -> bool:
    """Whether a town's name is here that of a river: `the Nazas river`, `el río Salado`."""
    cues = load_cues()
    return at.after in cues.river_after or at.before in cues.river_before or (at.before == "river" and not choice.large)


def may_be_river(at: Spot) -> bool:
    """Whether an article stands before a name, as before a river's and hardly before a town's: `across the Nazas`."""
    return at.before in _ARTICLES


def _is_at_corner(at: Spot) -> bool:
    """Whether streets are named: `the corner of Hidalgo and Bolivia`."""
    if at.before and at.before not in _CORNER_LAST:
        return False  # most names: no need to look further
    start = at.mentions[at.number].start
    return _CORNER.search(at.text.plain[max(0, start - _CORNER_REACH) : start]) is not None


def says_state(at: Spot) -> bool:
    """Whether the text calls a place a state: `the state of Mexico`."""
    if at.before not in _OF:
        return False
    return at.text.before(at.mentions[at.number].start - len(at.before) - 1) in _STATE_OF


def can_be_town(at: Spot) -> bool:
    """Whether a name that a river or region bears too can be the town's: no article stands before it."""
    return at.before not in _NO_TOWN_AFTER


def beside(at: Spot, choice: Choice, choices: BySenses[Choice]) -> tuple[frozenset[str], int]:
    """Codes of the states and countries that stand right after a place and hold one of those that it can be; and
    whether rather a state (above 0) or rather a city (below) is meant."""
    codes = chain(at, choices)
    leaning = _leaning(at, choice, choices) if choice.leans else 0
    if codes and choice.states and choice.abroad.isdisjoint(codes):  # it is not `Cali, Colombia`
        if not choice.states.isdisjoint(codes):
            return _NO_CHAIN, min(leaning, -2)  # `Zacatecas, Zac.`: the capital of the state
        if choice.districts.isdisjoint(codes) or _among_states(at, choices):
            return _NO_CHAIN, max(leaning, 1) if choice.leans else 0
    if codes and not any(p.state in codes or p.country in codes for p in choice.places):
        return _NO_CHAIN, leaning
    return codes, leaning


def chain(at: Spot, choices: BySenses[Choice]) -> frozenset[str]:
    """Codes of the states and countries that stand right after a place, or after the town that it lies in."""
    text, mentions, index = at.text, at.mentions, at.number
    codes, end = _NO_CHAIN, mentions[index].end
    if index + 1 == len(mentions) or mentions[index + 1].start - end > _LONGEST:
        return codes  # most names: nothing is near enough
    for number, mention in enumerate(mentions[index + 1 : index + 4]):
        if mention.start - end > _LONGEST or mention.label != "PLACE" or text.raw[end : mention.start] not in _IN_CHAIN:
            break
        here = choices.of(mention.senses).codes
        if not here and (number or text.raw[end : mention.start] != ", "):
            break
        codes |= here
        end = mention.end
    return codes


def lies_elsewhere(at: Spot, choice: Choice, choices: BySenses[Choice]) -> bool:
    """Whether a state of the US stands after a comma behind a town's name, as it does behind no list, and no town of
    the name lies there."""
    text, mentions, index = at.text, at.mentions, at.number
    if index + 1 == len(mentions) or text.raw[mentions[index].end : mentions[index + 1].start] != ", ":
        return False
    following = mentions[index + 1]
    codes = choices.of(following.senses).states if following.label == "PLACE" else _NO_CHAIN
    if not codes or any(not code.startswith("US-") for code in codes) or choice.names_level:
        return False
    listed = _among_states(at, choices) or _listed_after(text, mentions, index + 1) is not None
    return choice.lies_in.isdisjoint(codes) and not listed


def _leaning(at: Spot, choice: Choice, choices: BySenses[Choice]) -> int:
    """Whether a name of a state and a city is rather the state (above 0), rather the city (below), or undecided (0)."""
    text, mentions, index, before, after = at.text, at.mentions, at.number, at.before, at.after
    if before in _STATE_BESIDE or after in _STATE_BESIDE:
        return 2
    if before in _CITY_BEFORE or after in _CITY_AFTER or _is_point(at):
        return -2
    called = _called(text, mentions[index].end)
    if called:
        return called
    if before in _IN:
        earlier = text.before(mentions[index].start - len(before) - 1)
        if earlier in _STATE_BESIDE or is_of_office(at):
            return 2
        if before in _OF and earlier in _CITY_OF:
            return -2
        if choice.capital and (earlier in _CITY_IN or earlier in load_cues().local):
            return -2
    if before in _TO and choice.capital and text.before(mentions[index].start - len(before) - 1) in _FLIES:
        return -2
    following = _listed_after(text, mentions, index)
    if before in _BETWEEN and following is not None and not choices.of(following.senses).names_level:
        return -2
    previous = mentions[index - 1] if index and mentions[index - 1].label == "PLACE" else None
    leaning = 0
    if previous is not None:
        leaning = _after(previous, text.raw[previous.end : mentions[index].start], following, choice, choices)
    if choice.initials and leaning < 2:
        return -2
    if leaning < 0 and following is not None and not choices.of(following.senses).names_level:
        return -2  # a list of towns
    if leaning < 0 and _ends_list_of(choice, text, mentions, index, choices):
        return -2
    if leaning:
        return leaning
    return 1 if following is not None and choices.of(following.senses).names_state else 0


def _called(text: UnitText, end: int) -> int:
    """How a name leans that the text calls a city or a state: `Zacatecas, el estado`, `China is a town`."""
    called = _CALLED.match(text.plain, end, end + _CALLED_REACH)
    if called is None:
        return 0
    return 2 if called[1] in _STATE_BESIDE else -2 if called[1] in _CITIES else 0


def _after(previous: Found, between: str, following: Found | None, choice: Choice, choices: BySenses[Choice]) -> int:
    """What the place that stands before a name says of it: `Fresnillo, Zacatecas`, `Sonora and Chihuahua`."""
    listed = choices.of(previous.senses)
    if between == " " and not listed.names_level and not choice.all_states.isdisjoint(listed.lies_in):
        return 2  # `jimenez chihuahua`
    if between in _AFTER_TOWN and not listed.names_level:
        if not listed.lies_in or not choice.all_states.isdisjoint(listed.lies_in):
            return 2
        countries = choices.of(following.senses).codes if following is not None else _NO_CHAIN
        if any(state[:2] in countries for state in choice.all_states):
            return 2  # `Comitancillo, San Marcos, Guatemala`
        if choice.states and following is None:
            return 1
    if between.strip(" ,") not in _LIST_WORDS:
        return 0
    return 1 if listed.names_state else 0 if listed.names_level else -1


def _ends_list_of(
    choice: Choice, text: UnitText, mentions: Sequence[Found], index: int, choices: BySenses[Choice]
) -> bool:
    """Whether a name is the last of a list of towns of one state that has a town of its name too: `Mier, Camargo and
    Guerrero`."""
    if index < 2 or mentions[index - 2].label != "PLACE" or _listed_after(text, mentions, index - 2) is None:
        return False
    towns = [choices.of(mentions[number].senses) for number in (index - 2, index - 1)]
    return not any(t.names_level for t in towns) and bool(choice.lies_in.intersection(*(t.lies_in for t in towns)))


def _listed_after(text: UnitText, mentions: Sequence[Found], index: int) -> Found | None:
    """The place that is listed right after one."""
    if index + 1 >= len(mentions) or mentions[index + 1].label != "PLACE":
        return None
    following = mentions[index + 1]
    return following if text.raw[mentions[index].end : following.start].strip(" ,") in _LIST_WORDS else None


def _among_states(at: Spot, choices: BySenses[Choice]) -> bool:
    """Whether a name before a state's is one of a list of states: another stands before the two, or after them."""
    text, mentions, index = at.text, at.mentions, at.number
    previous = mentions[index - 1] if index and _listed_after(text, mentions, index - 1) else None
    if previous is not None and previous.label == "PLACE" and choices.of(previous.senses).names_state:
        return True
    further = _listed_after(text, mentions, index + 1)
    return further is not None and choices.of(further.senses).names_state


def _is_point(at: Spot) -> bool:
    """Whether a place is a point: in the line that tells where a text was written, the capital, an end of a road."""
    text, mentions, index = at.text, at.mentions, at.number
    mention = mentions[index]
    raw = text.raw
    if not mention.start and text.field == "body" and raw[: mention.end].isupper():
        return raw[mention.end : mention.end + 1] in _DATELINE
    if not at.before and raw[max(0, mention.start - 9) : mention.start].lower() == "capital, ":
        return True
    return ends_road(at)


def ends_road(at: Spot) -> bool:
    """Whether a road is named by a place and another one: `the Mexico-Toluca highway`."""
    text, mentions, index = at.text, at.mentions, at.number
    raw, mention = text.raw, mentions[index]
    if raw[mention.start - 1 : mention.start] not in _DASHES and raw[mention.end : mention.end + 1] not in _DASHES:
        return False
    for first, last in ((index - 1, index), (index, index + 1)):
        if first >= 0 and last < len(mentions) and raw[mentions[first].end : mentions[last].start] in _DASHES:
            around = {text.before(mentions[first].start), text.after(mentions[last].end)}
            if not _ROADS.isdisjoint(around):
                return True
    return False
