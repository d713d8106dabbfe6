"""What stands beside a place's name and tells which is meant: chains of codes, words that ask for a state or city."""

from __future__ import annotations

from collections.abc import Sequence

from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.link_choice import Choice
from narco_corpus.builder.recognise.link_memo import BySenses
from narco_corpus.builder.recognise.unit_text import UnitText

_CHAIN = (", ", ",", ",\n", " (", ", in ", ", en ", " ")
_LONGEST = max(map(len, _CHAIN))
_IN_CHAIN = frozenset(_CHAIN)
_AFTER_TOWN = _IN_CHAIN - {" "}
_LIST_WORDS = frozenset(("", "and", "y", "or", "o", "e", "&"))
_NO_CHAIN: frozenset[str] = frozenset()

_STATE_BESIDE = frozenset(("state", "estado"))
_CITY_BEFORE = frozenset(("city", "ciudad", "downtown"))
_CITY_AFTER = frozenset(("city", "airport"))
_CITY_OF = frozenset(("city", "ciudad", "port", "puerto", "streets", "outskirts", "calles"))
_OF = frozenset(("of", "de"))
_NO_TOWN_AFTER = frozenset(("the", "el", "del", "al", "rio", "river", "banks"))


def beside(
    text: UnitText, mentions: Sequence[Found], index: int, choice: Choice, choices: BySenses[Choice]
) -> tuple[frozenset[str], int]:
    """Codes of the states and countries that stand right after a place and hold one of those that it can be; and
    whether rather a state (above 0) or rather a city (below) is meant."""
    codes = chain(text, mentions, index, choices)
    leaning = _leaning(text, mentions, index, choices) if choice.leans else 0
    if codes:
        if choice.has_state and any(c.startswith("MX-") for c in codes):
            return _NO_CHAIN, max(leaning, 1) if choice.leans else 0  # a list of states
        if not any(p.state in codes or p.country in codes for p in choice.places):
            return _NO_CHAIN, leaning
    return codes, leaning


def can_be_town(text: UnitText, mention: Found) -> bool:
    """Whether a name that a river or region bears too can be the town's: no article stands before it."""
    return text.before(mention.start) not in _NO_TOWN_AFTER


def chain(text: UnitText, mentions: Sequence[Found], index: int, choices: BySenses[Choice]) -> frozenset[str]:
    """Codes of the states and countries that stand right after a place."""
    codes = _NO_CHAIN
    end = mentions[index].end
    for mention in mentions[index + 1 : index + 3]:
        if mention.start - end > _LONGEST or mention.label != "PLACE" or text.raw[end : mention.start] not in _IN_CHAIN:
            break
        here = choices.of(mention.senses).codes
        if not here:
            break
        codes |= here
        end = mention.end
    return codes


def _leaning(text: UnitText, mentions: Sequence[Found], index: int, choices: BySenses[Choice]) -> int:
    """Whether a name of a state and a city is rather the state (above 0), rather the city (below), or undecided (0)."""
    mention = mentions[index]
    before, after = text.before(mention.start), text.after(mention.end)
    if before in _STATE_BESIDE or after in _STATE_BESIDE:
        return 2
    if before in _CITY_BEFORE or after in _CITY_AFTER:
        return -2
    if before in _OF:
        earlier = text.before(mention.start - len(before) - 1)
        if earlier in _STATE_BESIDE:
            return 2
        if earlier in _CITY_OF:
            return -2
    if index and mentions[index - 1].label == "PLACE":
        previous = mentions[index - 1]
        between = text.raw[previous.end : mention.start]
        listed = choices.of(previous.senses)
        if between in _AFTER_TOWN and not listed.names_level:
            return 2
        if between.strip(" ,") in _LIST_WORDS:
            if listed.names_state:
                return 1
            if not listed.names_level:
                return -1
    if index + 1 < len(mentions) and mentions[index + 1].label == "PLACE":
        following = mentions[index + 1]
        if text.raw[mention.end : following.start].strip(" ,") in _LIST_WORDS:
            return 1 if choices.of(following.senses).names_state else 0
    return 0
