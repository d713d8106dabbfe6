"""Relatives by their given names: `his son Rubén`, `sons Iván, Alfredo and Joaquín`, `Alfredo, the son of El Chapo`."""

from __future__ import annotations

import re

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.link.document import LinkedUnit

_LISTED = frozenset((", ", " and ", ", and ", " y ", " e ", " & "))
_FURTHER = 8
"""Relatives of one list that are looked back at."""
_REACH = 24
_OF = re.compile(r" ?(?:(?:the|his|her|el|la|un|una|a) )?(?:[a-z]+ )?([a-z]+) (?:of|de|del) ")
"""Folded text after a name and a comma that tells whose relative it is."""


def is_relative(unit: LinkedUnit, index: int) -> bool:
    """Whether a person is named as somebody's relative, alone or in a list of them."""
    kin, text, mentions = load_cues().close_kin, unit.text, unit.mentions
    end = mentions[index].end
    if text.raw[end : end + 1] == ",":
        whose = _OF.match(text.plain, end + 1, end + 1 + _REACH)
        if whose and whose[1] in kin:
            return True
    for number in range(index, max(-1, index - _FURTHER), -1):
        if text.before(mentions[number].start) in kin:
            return True
        if not number or mentions[number - 1].label != "PERSON":
            return False
        if unit.between(number - 1) not in _LISTED or " " in unit.written(number - 1):
            return False
    return False
