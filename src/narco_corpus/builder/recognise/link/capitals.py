"""Capitals that stand for the government there: `Washington sends helicopters`; and those who govern a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narco_corpus.builder.recognise.cues import load_cues

if TYPE_CHECKING:
    from narco_corpus.builder.recognise.link.spot import Spot

_BEFORE = frozenset(("", "and", "y", "but", "pero", "that", "que", "when", "while", "if", "now", "today", "because"))
_DOES_WITH = frozenset(("had", "has", "have", "ha", "and", "y"))
"""After the name, if what a government does follows."""
_DONE_TO = frozenset(
    (
        "accused",
        "accuses",
        "ask",
        "asked",
        "asks",
        "bill",
        "blame",
        "blames",
        "pay",
        "paid",
        "pays",
        "tell",
        "told",
        "urged",
        "urges",
    )
)
_AT = frozenset(
    ("a", "around", "at", "de", "desde", "en", "for", "from", "hacia", "in", "near", "outside", "para", "to")
)
"""What stands before a city where one is or goes; without it, and in no chain, `Washington` is the government."""
_AFTER_CITY = frozenset(("state", "dc", "d", "post", "estado"))
_DONE_BY = frozenset(("by", "por"))
_OF = frozenset(("of", "de"))
_GENERALS = frozenset(("attorney", "fiscal", "procurador", "procuradora"))
_DONE = frozenset(("blamed", "ordered", "paid", "sent", "asked", "pagado", "ordenado"))


def is_government(at: Spot) -> bool:
    """Whether a capital's name does here what a government does."""
    text, before, after = at.text, at.before, at.after
    start, end = at.mentions[at.number].start, at.mentions[at.number].end
    if before in _DONE_TO or _is_subject_or_object(at):
        return True
    if before == "on" and text.before(start - len(before) - 1) == "called":
        return True
    if before in _DONE_BY:
        return text.before(start - len(before) - 1) in _DONE
    if before not in _BEFORE:
        return False
    does = load_cues().governs
    return after in does or (after in _DOES_WITH and text.after(end + len(after) + 1) in does)


def _is_subject_or_object(at: Spot) -> bool:
    """Whether `Washington` stands neither where one is or goes nor in a dateline or chain: `depended on Washington`."""
    text, mention = at.text, at.mentions[at.number]
    name = text.plain[mention.start : mention.end]
    if name != "washington" or at.before in _AT or at.after in _AFTER_CITY:
        return False
    if text.raw[max(0, mention.start - 2) : mention.start].endswith((",", ", ")):
        return False
    behind = text.raw[mention.end : mention.end + 3]
    return not behind.startswith((" (", " –", " -", " —", " D")) and (behind[:1] != "," or behind.strip(", ").islower())


def is_of_office(at: Spot) -> bool:
    """Whether a name stands after the office of a governor or prosecutor: `attorney general of Guerrero`."""
    if at.before not in _OF:
        return False
    start = at.mentions[at.number].start - len(at.before) - 1
    office = at.text.before(start)
    if office == "general":
        return at.text.before(start - len(office) - 1) in _GENERALS
    return office in load_cues().state_offices
