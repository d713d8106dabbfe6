"""What office is told beside a name: `Governor Durazo`, `Durazo, the governor of Sonora`."""

from __future__ import annotations

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.unit_text import UnitText
from narco_corpus.builder.recognise.unlinked import UnlinkedMention

_REACH = 48
"""Characters after a name in which its bearer's office is told."""
_POSSESSIVE = "s"
_WORDS = 2
"""Words of which one is the office: `the interior secretary`."""


def is_called_by_office(text: UnitText, mention: UnlinkedMention) -> bool:
    """Whether an office stands before a name, or follows it after a comma."""
    cues = load_cues()
    if text.before(mention.start) in cues.offices:
        return True
    told = _told_after(text, mention)
    return not cues.offices.isdisjoint(told) or not cues.generals.isdisjoint(told[:1])


def head_of(text: UnitText, mention: UnlinkedMention) -> str | None:
    """`governor` or `president`, if the words beside a name call its bearer so."""
    beside = {text.before(mention.start), *_told_after(text, mention)[:1]}
    return next((office for office, words in load_cues().offices_of.items() if not words.isdisjoint(beside)), None)


def _told_after(text: UnitText, mention: UnlinkedMention) -> list[str]:
    """The first words after a name and a comma, but for articles and the like."""
    end = mention.end
    if text.raw[end : end + 2] != ", ":
        return []
    words = text.plain[end : end + _REACH].split()
    before = load_cues().before_office
    first = next((number for number, word in enumerate(words) if word not in before), len(words))
    told = words[first : first + _WORDS]
    return [] if _POSSESSIVE in told else told  # `Laura, the governor's sister`
