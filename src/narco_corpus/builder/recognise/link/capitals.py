"""Capitals that stand for the government there: `Washington sends helicopters`; and those who govern a state."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.small_words import OF

if TYPE_CHECKING:
    from narco_corpus.builder.recognise.link.document import MentionInText

_DONE_BY = frozenset(("by", "por"))


def is_government(at: MentionInText) -> bool:
    """Whether a capital's name does here what a government does."""
    text, before, after, words = at.text, at.before, at.after, load_cues().government
    end = at.mention.end
    if before in words.object_of or _is_subject_or_object(at):
        return True
    if before == "on" and at.second_before() == "called":
        return True
    if before in _DONE_BY:
        return at.second_before() in words.agent_of
    if before and before not in words.subject_after:
        return False
    does = load_cues().governs
    return after in does or (after in words.auxiliaries and text.after(end + len(after) + 1) in does)


def _is_subject_or_object(at: MentionInText) -> bool:
    """Whether a name that means a government stands neither where one is or goes nor in a dateline or chain:
    `depended on Washington`."""
    text, mention, words = at.text, at.mention, load_cues().government
    if at.folded() not in words.names or at.before in words.where or at.after in words.city_after:
        return False
    if text.raw[max(0, mention.start - 2) : mention.start].endswith((",", ", ")):
        return False
    behind = text.raw[mention.end : mention.end + 3]
    return not behind.startswith((" (", " –", " -", " —", " D")) and (behind[:1] != "," or behind.strip(", ").islower())


def is_of_office(at: MentionInText) -> bool:
    """Whether a name stands after the office of a governor or prosecutor: `attorney general of Guerrero`."""
    if at.before not in OF:
        return False
    office = at.second_before()
    if office == "general":
        start = at.mention.start - len(at.before) - 1
        return at.text.second_before(start, office) in load_cues().generals
    return office in load_cues().state_offices
