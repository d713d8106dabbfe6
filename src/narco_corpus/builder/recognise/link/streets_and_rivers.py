"""Whether a town's name is here that of a street, a quarter or a river, by the words beside it."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.link.document import MentionInText
from narco_corpus.builder.recognise.link.toponym import Toponym
from narco_corpus.builder.recognise.small_words import OF

_ARTICLES = frozenset(("the", "el", "del", "al"))
_LA = "la"
"""The article of streets and quarters, and of no town that has none in its name."""

_CORNER = re.compile(r"(?:corner of|esquina (?:de|con))(?:(?: [a-z0-9]+){1,3} (?:and|y|with|con))? $")
_CORNER_LAST = OF | {"and", "y", "con", "with"}
"""Words with which `_CORNER` ends."""
_CORNER_REACH = 60
_CROSSED = frozenset(("at", "con", "with"))
"""Between a street and the one that it meets."""


class Telling(NamedTuple):
    """Words that stand before or after a name wherever `is_river` or, but for the name itself, `is_quarter` says so."""

    before: frozenset[str]
    """The empty one too, for what is before a name and no word."""
    after: frozenset[str]


@cache
def telling_words() -> Telling:
    """These words of the cues in use."""
    cues = load_cues()
    before = cues.river_before | cues.quarter_before | _CORNER_LAST | _CROSSED | {"river", _LA, ""}
    return Telling(before, cues.river_after | cues.quarter_after)


def is_quarter(at: MentionInText, toponym: Toponym) -> bool:
    """Whether a name is here a street's or quarter's: `colonia Guerrero`, `Hidalgo street`, `en la Zapata`."""
    cues = load_cues()
    return toponym.kind.quarter or (
        toponym.kind.settlement
        and (
            at.before in cues.quarter_before
            or (at.before == _LA and not toponym.kind.names_level)
            or at.after in cues.quarter_after
            or (at.before in OF and _is_quarter_of(at))
            or _is_at_corner(at)
            or (at.before in _CROSSED and not toponym.bearing.large and _crosses_street(at))
        )
    )


def _is_quarter_of(at: MentionInText) -> bool:
    """Whether a quarter is named after the word for it: `the neighborhood of El Progreso`; but in `the Obrera
    neighborhood of Celaya` it has its name already."""
    start = at.mention.start - len(at.before) - 1
    word = at.text.before(start)
    named = at.index > 0 and at.unit.mentions[at.index - 1].end >= start - len(word) - 2
    return word in load_cues().quarter_of and not named


def _is_at_corner(at: MentionInText) -> bool:
    """Whether streets are named: `the corner of Hidalgo and Bolivia`."""
    if at.before and at.before not in _CORNER_LAST:
        return False  # most names: no need to look further
    start = at.mention.start
    return _CORNER.search(at.text.plain[max(0, start - _CORNER_REACH) : start]) is not None


def _crosses_street(at: MentionInText) -> bool:
    """Whether the place before is a street by its first word: `Ave. López Mateos at Moctezuma`."""
    if not at.index:
        return False
    street, between = at.unit.mentions[at.index - 1], at.unit.between(at.index - 1)
    first = at.text.plain[street.start : street.end].split()[0]
    return street.label == "PLACE" and between == f" {at.before} " and first in load_cues().quarter_before


def is_river(at: MentionInText, toponym: Toponym) -> bool:
    """Whether a town's name is here that of a river: `the Nazas river`, `el río Salado`."""
    cues = load_cues()
    if at.after in cues.river_after or at.before in cues.river_before:
        return True
    return at.before == "river" and not toponym.bearing.large


def may_be_river(at: MentionInText) -> bool:
    """Whether an article stands before a name, as before a river's and hardly before a town's: `across the Nazas`."""
    return at.before in _ARTICLES


def can_be_town(at: MentionInText) -> bool:
    """Whether a name that a river or region bears too can be the town's: no article stands before it."""
    return at.before not in _ARTICLES and at.before not in load_cues().no_town_after
