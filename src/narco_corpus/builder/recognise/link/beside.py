"""What stands beside a place's name and tells which is meant: a chain of codes, and whether a state or a city is."""

from __future__ import annotations

from narco_corpus.builder.recognise.link.chain import NO_CHAIN, chain
from narco_corpus.builder.recognise.link.choice import Choice
from narco_corpus.builder.recognise.link.leaning import leaning_of, listed_after
from narco_corpus.builder.recognise.link.memo import BySenses
from narco_corpus.builder.recognise.link.spot import Spot


def beside(at: Spot, choice: Choice, choices: BySenses[Choice]) -> tuple[frozenset[str], int]:
    """Codes of the states and countries that stand right after a place and hold one of those that it can be; and
    whether rather a state (above 0) or rather a city (below) is meant."""
    codes = chain(at, choices)
    leaning = leaning_of(at, choice, choices) if choice.leans else 0
    # It is not `Cali, Colombia`, nor `Florida, Copán`.
    if codes and choice.states and choice.abroad.isdisjoint(codes) and choice.states_abroad.isdisjoint(codes):
        if not choice.states.isdisjoint(codes):
            return NO_CHAIN, min(leaning, -2)  # `Zacatecas, Zac.`: the capital of the state
        if choice.districts.isdisjoint(codes) or _among_states(at, choices):
            return NO_CHAIN, (leaning if leaning < 0 else max(leaning, 1)) if choice.leans else 0
    if codes and not any(p.state in codes or p.country in codes for p in choice.places):
        return NO_CHAIN, leaning
    return codes, leaning


def lies_elsewhere(at: Spot, choice: Choice, choices: BySenses[Choice]) -> bool:
    """Whether a state of the US stands after a comma behind a town's name, as it does behind no list, and no town of
    the name lies there."""
    text, mentions, index = at.text, at.mentions, at.number
    if index + 1 == len(mentions) or text.raw[mentions[index].end : mentions[index + 1].start] != ", ":
        return False
    following = mentions[index + 1]
    codes = choices.of(following.senses).states if following.label == "PLACE" else NO_CHAIN
    if not codes or any(not code.startswith("US-") for code in codes) or choice.names_level:
        return False
    listed = _among_states(at, choices) or listed_after(text, mentions, index + 1) is not None
    return choice.lies_in.isdisjoint(codes) and not listed


def _among_states(at: Spot, choices: BySenses[Choice]) -> bool:
    """Whether a name before a state's is one of a list of states: another stands before the two, or after them."""
    text, mentions, index = at.text, at.mentions, at.number
    previous = mentions[index - 1] if index and listed_after(text, mentions, index - 1) else None
    if previous is not None and previous.label == "PLACE" and choices.of(previous.senses).names_state:
        return True
    further = listed_after(text, mentions, index + 1)
    return further is not None and choices.of(further.senses).names_state
