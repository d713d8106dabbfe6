"""Villages that the text puts in a municipality: `Holanda, municipio de Apatzingán`."""

from __future__ import annotations

import re

from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.link.beside import Spot

_SHORTEST, _LONGEST = 14, 40
"""Characters between a village and its municipality."""
_IN_MUNICIPALITY = re.compile(
    r",? (?:(?:en el|in the|a (?:hamlet|town|village) (?:in|of) the) )?(?:municipio|municipality) (?:de|of) "
)


def municipality_after(at: Spot) -> tuple[Sense, ...]:
    """What the municipality can be that a place is said to be in; nothing where none is said."""
    following = at.number + 1
    if following == len(at.mentions):
        return ()
    start, end = at.mentions[at.number].end, at.mentions[following].start
    if not _SHORTEST <= end - start <= _LONGEST or not _IN_MUNICIPALITY.fullmatch(at.text.raw, start, end):
        return ()
    return at.mentions[following].senses
