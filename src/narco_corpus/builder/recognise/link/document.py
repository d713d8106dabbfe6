"""A document whose mentions are being linked, and a mention where it stands in it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from narco_corpus.builder.recognise.unit_text import UnitText
from narco_corpus.builder.recognise.unlinked import UnlinkedMention


class LinkedUnit:
    """A title, body or comment with its mentions, and the entity that each of them is linked to so far."""

    __slots__ = ("links", "mentions", "number", "text")

    def __init__(self, number: int, text: UnitText, mentions: Sequence[UnlinkedMention]) -> None:
        self.number = number
        """Its place in the document: title, body, comments in order."""
        self.text = text
        self.mentions = mentions
        """Sorted and without overlap."""
        self.links: list[str | None] = [None] * len(mentions)
        """One for each mention."""

    def written(self, index: int) -> str:
        """A mention as the text writes it."""
        mention = self.mentions[index]
        return self.text.raw[mention.start : mention.end]

    def between(self, index: int) -> str:
        """What stands between a mention and the next one, of which there must be one."""
        return self.text.raw[self.mentions[index].end : self.mentions[index + 1].start]


Position = tuple[LinkedUnit, int]
"""Where a mention is: its unit, and its index there."""


class LinkedDocument:
    """The units of one document, title first, then body, then comments, and when it was published."""

    __slots__ = ("units", "year")

    def __init__(
        self, texts: Sequence[UnitText], mentions: Sequence[Sequence[UnlinkedMention]], year: int | None
    ) -> None:
        self.units = [LinkedUnit(number, *unit) for number, unit in enumerate(zip(texts, mentions, strict=True))]
        self.year = year


class MentionInText(msgspec.Struct, frozen=True, gc=False):
    """A mention where it stands, and the folded words right beside it."""

    unit: LinkedUnit
    index: int
    """Its index among the unit's mentions."""
    mention: UnlinkedMention
    text: UnitText
    before: str
    after: str

    def second_before(self) -> str:
        """The word before `before`."""
        return self.text.second_before(self.mention.start, self.before)

    def folded(self) -> str:
        """The mention in plain lower-case letters."""
        return self.text.plain[self.mention.start : self.mention.end]


def mention_in_text(unit: LinkedUnit, index: int) -> MentionInText:
    """A mention of a unit where it stands."""
    mention, text = unit.mentions[index], unit.text
    return MentionInText(unit, index, mention, text, text.before(mention.start), text.after(mention.end))
