"""What the text puts in a municipality or town: `Holanda, municipio de Apatzingán`, `the Central de Abasto of
Huixcolotla`."""

from __future__ import annotations

import re

from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.spot import Spot

_SHORTEST, _LONGEST = 11, 40
"""Characters between a village and its municipality."""
_VILLAGE = r"a (?:community|hamlet|ranch|rural community|small town|town|village)"
_IN_MUNICIPALITY = re.compile(
    rf",? (?:(?:en el|in the|{_VILLAGE} (?:in|of) the) )?(?:municipio|municipality) (?:de|of) "
    rf"|, {_VILLAGE} (?:in|of) |, (?:comunidad|ejido|poblado|pueblo|ranchería|rancho) (?:de|en) "
)
_IN_TOWN = frozenset((" of ", " de ", " in ", " en "))


def municipality_after(at: Spot) -> tuple[Sense, ...]:
    """What the municipality can be that a place is said to be in; nothing where none is said."""
    following = at.number + 1
    if following == len(at.mentions):
        return ()
    start, end = at.mentions[at.number].end, at.mentions[following].start
    if not _SHORTEST <= end - start <= _LONGEST or not _IN_MUNICIPALITY.fullmatch(at.text.raw, start, end):
        return ()
    return at.mentions[following].senses


def town_after(at: Spot) -> tuple[Sense, ...]:
    """What the town can be that a facility or quarter is said to be of or in; nothing where none is said."""
    following = at.number + 1
    if following == len(at.mentions) or at.mentions[following].label != "PLACE":
        return ()
    between = at.text.raw[at.mentions[at.number].end : at.mentions[following].start]
    return at.mentions[following].senses if between in _IN_TOWN else ()
