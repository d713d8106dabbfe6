"""The chain of states and countries that stands right after a place: `Apatzingán, Michoacán, Mexico`."""

from __future__ import annotations

from narco_corpus.builder.recognise.link.document import MentionInText
from narco_corpus.builder.recognise.link.toponym import Toponyms

_ONE_OF = (" (the one of ", " (the one in ", ", the one in ", " (el de ", " (la de ", ", la de ", ", el de ")
"""Between a town and its state where another one of its name is better known."""
_JOINTS = (", ", ",", ",\n", " (", ", in ", ", en ", " ", " in ", " en ", " of ", " de ", *_ONE_OF)
_LONGEST = max(map(len, _JOINTS))
_IN_CHAIN = frozenset(_JOINTS)
AFTER_TOWN = _IN_CHAIN - {" "}
"""What stands between a town and the state or country that it lies in."""
NO_CHAIN: frozenset[str] = frozenset()


def chain(at: MentionInText, toponyms: Toponyms) -> frozenset[str]:
    """Codes of the states and countries that stand right after a place, or after the town that it lies in."""
    raw, mentions, index = at.text.raw, at.unit.mentions, at.index
    codes, end = NO_CHAIN, at.mention.end
    if index + 1 == len(mentions) or mentions[index + 1].start - end > _LONGEST:
        return codes  # most names: nothing is near enough
    for number, mention in enumerate(mentions[index + 1 : index + 4]):
        if mention.start - end > _LONGEST or mention.label != "PLACE" or raw[end : mention.start] not in _IN_CHAIN:
            break
        here = toponyms[mention.senses].kind.codes
        if not here and (number or raw[end : mention.start] != ", "):
            break
        codes |= here
        end = mention.end
    return codes
