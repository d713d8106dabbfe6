"""What stands beside a place's name and tells which is meant: a chain of codes, and whether a state or a city is."""

from __future__ import annotations

from narco_corpus.builder.recognise.link.chain import NO_CHAIN, chain
from narco_corpus.builder.recognise.link.document import MentionInText
from narco_corpus.builder.recognise.link.leaning import CITY, RATHER_STATE, UNDECIDED, leaning_of, listed_after
from narco_corpus.builder.recognise.link.toponym import Toponym, Toponyms


def beside(at: MentionInText, toponym: Toponym, toponyms: Toponyms) -> tuple[frozenset[str], int]:
    """Codes of the states and countries that stand right after a place and hold one of those that it can be; and
    whether rather a state or rather a city is meant, one of `STATE` to `CITY`."""
    codes = chain(at, toponyms)
    bearing = toponym.bearing
    leaning = leaning_of(at, toponym, toponyms) if bearing.leans else UNDECIDED
    # It is not `Cali, Colombia`, nor `Florida, Copán`.
    if codes and bearing.states and bearing.abroad.isdisjoint(codes) and bearing.states_abroad.isdisjoint(codes):
        if not bearing.states.isdisjoint(codes):
            return NO_CHAIN, CITY  # `Zacatecas, Zac.`: the capital of the state
        if bearing.districts.isdisjoint(codes) or _among_states(at, toponyms):
            return NO_CHAIN, RATHER_STATE if bearing.leans and leaning == UNDECIDED else leaning
    if codes and not any(p.state in codes or p.country in codes for p in toponym.places):
        return NO_CHAIN, leaning
    return codes, leaning


def lies_elsewhere(at: MentionInText, toponym: Toponym, toponyms: Toponyms) -> bool:
    """Whether a state of the US stands after a comma behind a town's name, as it does behind no list, and no town of
    the name lies there."""
    mentions, index = at.unit.mentions, at.index
    if index + 1 == len(mentions) or at.unit.between(index) != ", ":
        return False
    following = mentions[index + 1]
    codes = toponyms[following.senses].bearing.states if following.label == "PLACE" else NO_CHAIN
    if not codes or any(not code.startswith("US-") for code in codes) or toponym.kind.names_level:
        return False
    listed = _among_states(at, toponyms) or listed_after(at.unit, index + 1) is not None
    return toponym.bearing.lies_in.isdisjoint(codes) and not listed


def _among_states(at: MentionInText, toponyms: Toponyms) -> bool:
    """Whether a name before a state's is one of a list of states: another stands before the two, or after them."""
    unit, index = at.unit, at.index
    previous = unit.mentions[index - 1] if index and listed_after(unit, index - 1) else None
    if previous is not None and previous.label == "PLACE" and toponyms[previous.senses].kind.names_state:
        return True
    further = listed_after(unit, index + 1)
    return further is not None and toponyms[further.senses].kind.names_state
