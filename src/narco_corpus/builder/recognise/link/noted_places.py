"""The places of one document as far as the names and the words beside them tell."""

from __future__ import annotations

import sys

import msgspec

from narco_corpus.builder.knowledge.places import Place
from narco_corpus.builder.recognise.link.document import MentionInText
from narco_corpus.builder.recognise.link.leaning import is_dateline
from narco_corpus.builder.recognise.link.likeliest import OpenPlace
from narco_corpus.builder.recognise.link.meaning import PlaceMeaning
from narco_corpus.builder.recognise.link.settled import Settled
from narco_corpus.builder.recognise.link.streets_and_rivers import may_be_river
from narco_corpus.builder.recognise.link.toponym import Toponym


class NotedPlaces:
    """What is noted of each place before the whole document decides."""

    __slots__ = (
        "_dateline",
        "_quarters",
        "_rivers",
        "_twin",
        "_unchained",
        "certain",
        "open_ones",
        "streets",
        "unlisted",
    )

    def __init__(self) -> None:
        self.certain = Settled()
        """What is meant wherever the document plays."""
        self.open_ones: list[OpenPlace] = []
        """What may be several places."""
        self.unlisted: list[tuple[MentionInText, bool]] = []
        """What no list has, and whether it is a street, quarter or village, whatever bears its name."""
        self.streets: list[tuple[MentionInText, Place]] = []
        """Streets and markets, with the town of which a list has one."""
        self._quarters: set[str] = set()
        """Names that the text says to be of streets or quarters: they are elsewhere in it too."""
        self._rivers: set[str] = set()
        """The same of rivers, where an article stands before them."""
        self._unchained: list[tuple[Toponym, int, bool]] = []
        """Of open ones with nothing beside them what they can mean, their number, and whether `other` stands before."""
        self._dateline: tuple[Toponym, PlaceMeaning] | None = None
        self._twin = sys.maxsize
        """Number of the first open one that the text says to be of another town of the dateline's name."""

    def add_river(self, at: MentionInText) -> None:
        """A name that the text says to be a river's."""
        self._rivers.add(at.folded())

    def add_quarter(self, at: MentionInText) -> None:
        """A name that the text says to be a street's or quarter's."""
        self.unlisted.append((at, True))
        self._quarters.add(at.folded())

    def add_open(
        self, at: MentionInText, toponym: Toponym, chain: frozenset[str], leaning: int, is_another: bool
    ) -> None:
        """A name that may be several places, before a chain of codes where the words beside it lean to a state (above
        0) or a city; `is_another` says that the text calls it another one."""
        meaning = toponym.meaning(chain, leaning)
        number = len(self.open_ones)
        if not chain and not leaning:
            self._unchained.append((toponym, number, is_another))
        elif chain and is_dateline(at):
            self._dateline = toponym, meaning
        elif self._dateline is not None:
            dateline, there = self._dateline
            if toponym.is_same_name(dateline) and _likeliest(meaning) != _likeliest(there):
                self._twin = min(self._twin, number)
        self.open_ones.append(OpenPlace(at, meaning, may_be_river(at)))

    def finish(self) -> None:
        """Apply what the text says of a name in one place to where it stands with nothing beside it, once all of the
        document's are noted."""
        self._apply_dateline()
        for meaning in (item.meaning for item in self.open_ones):
            if (meaning.place is not None or meaning.chained) and meaning.candidates[0].town:
                self.certain.sure.add(meaning.candidates[0].town)
        if self._quarters:
            self._apply_quarters()
        if self._rivers:
            self.open_ones = [
                item for item in self.open_ones if not (item.may_be_river and item.at.folded() in self._rivers)
            ]

    def _apply_dateline(self) -> None:
        """Let the name of the dateline mean that town where nothing stands beside it, up to a twin's."""
        if self._dateline is None:
            return
        toponym, there = self._dateline
        for other, number, is_another in self._unchained:
            if other.is_same_name(toponym) and number < self._twin:
                item = self.open_ones[number]
                meaning = item.meaning.elsewhere(there) if is_another else there
                self.open_ones[number] = msgspec.structs.replace(item, meaning=meaning)

    def _apply_quarters(self) -> None:
        """Take open ones that the text names like a quarter for that quarter, but for those with a chain and states."""
        left: list[OpenPlace] = []
        for item in self.open_ones:
            if item.at.folded() in self._quarters and not item.meaning.chained and not item.meaning.names_level:
                self.unlisted.append((item.at, True))
            else:
                left.append(item)
        self.open_ones = left


def _likeliest(meaning: PlaceMeaning) -> str:
    """Id of the place that the name means in a document that says nothing else."""
    return meaning.candidates[0].place.id
