"""Capitals that stand for the government there: `Washington sends helicopters`; and those who govern a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narco_corpus.builder.recognise.cues import load_cues

if TYPE_CHECKING:
    from narco_corpus.builder.recognise.link.spot import Spot

_BEFORE = frozenset(("", "and", "y", "but", "pero", "that", "que", "when", "while", "if", "now", "today", "because"))
_DOES_WITH = frozenset(("had", "has", "have", "ha", "and", "y"))
"""After the name, if what a government does follows."""
_DONE_TO = frozenset(("bill", "blame", "blames", "pay", "paid", "pays", "tell", "told"))
_DONE_BY = frozenset(("by", "por"))
_OF = frozenset(("of", "de"))
_GENERALS = frozenset(("attorney", "fiscal", "procurador", "procuradora"))
_DONE = frozenset(("blamed", "ordered", "paid", "sent", "asked", "pagado", "ordenado"))


def is_government(at: Spot) -> bool:
    """Whether a capital's name does here what a government does."""
    text, before, after = at.text, at.before, at.after
    start, end = at.mentions[at.number].start, at.mentions[at.number].end
    if before in _DONE_TO:
        return True
    if before in _DONE_BY:
        return text.before(start - len(before) - 1) in _DONE
    if before not in _BEFORE:
        return False
    does = load_cues().governs
    return after in does or (after in _DOES_WITH and text.after(end + len(after) + 1) in does)


def is_of_office(at: Spot) -> bool:
    """Whether a name stands after the office of a governor or prosecutor: `attorney general of Guerrero`."""
    if at.before not in _OF:
        return False
    start = at.mentions[at.number].start - len(at.before) - 1
    office = at.text.before(start)
    if office == "general":
        return at.text.before(start - len(office) - 1) in _GENERALS
    return office in load_cues().state_offices
