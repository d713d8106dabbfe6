"""Relatives by their given names: `his son Rubén`, `sons Iván, Alfredo and Joaquín`, `Alfredo, the son of El Chapo`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.unit_text import UnitText

_LISTED = frozenset((", ", " and ", ", and ", " y ", " e ", " & "))
_FURTHER = 8
"""Relatives of one list that are looked back at."""
_REACH = 24
_OF = re.compile(r" ?(?:(?:the|his|her|el|la|un|una|a) )?(?:[a-z]+ )?([a-z]+) (?:of|de|del) ")
"""Folded text after a name and a comma that tells whose relative it is."""


def is_relative(text: UnitText, mentions: Sequence[Found], index: int) -> bool:
    """Whether a person is named as somebody's relative, alone or in a list of them."""
    kin = load_cues().close_kin
    mention = mentions[index]
    if text.raw[mention.end : mention.end + 1] == ",":
        whose = _OF.match(text.plain, mention.end + 1, mention.end + 1 + _REACH)
        if whose and whose[1] in kin:
            return True
    for number in range(index, max(-1, index - _FURTHER), -1):
        if text.before(mentions[number].start) in kin:
            return True
        before = mentions[number - 1] if number else None
        if (
            before is None
            or before.label != "PERSON"
            or text.raw[before.end : mentions[number].start] not in _LISTED
            or " " in text.raw[before.start : before.end]
        ):
            return False
    return False
