"""A place's name where it stands in a text."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.unit_text import UnitText


class Spot(msgspec.Struct, frozen=True, gc=False):
    """A place's name where it stands: a unit, its mentions, the number of it, and the words right beside it."""

    text: UnitText
    mentions: Sequence[Found]
    number: int
    before: str
    after: str

    def second_before(self) -> str:
        """The word before `before`."""
        return self.text.second_before(self.mentions[self.number].start, self.before)


def spot(text: UnitText, mentions: Sequence[Found], index: int) -> Spot:
    """The spot of a mention of a unit."""
    mention = mentions[index]
    return Spot(text, mentions, index, text.before(mention.start), text.after(mention.end))
