"""The recognisers that a build can choose, by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from narco_corpus.builder.knowledge.entries import load_entries
from narco_corpus.builder.knowledge.in_use import per_knowledge
from narco_corpus.builder.recognise.calibrate import load_calibration
from narco_corpus.builder.recognise.link.linker import Linker
from narco_corpus.builder.recognise.listed_names import ListedNames
from narco_corpus.builder.recognise.mention import Mention, Recogniser, Unit
from narco_corpus.builder.recognise.read.document import DocumentReader, Reading
from narco_corpus.builder.recognise.unit_text import DocumentText, UnitText, WordText
from narco_corpus.builder.recognise.unlinked import UnlinkedMention
from narco_corpus.builder.recognise.version import recogniser_version
from narco_corpus.builder.recognise.years import Years
from narco_corpus.errors import UsageError

DEFAULT = "rules+model"


class LexiconRecogniser:
    """Listed names and the plainest rules of context."""

    def __init__(self) -> None:
        self.name = "lexicon"
        self.version = recogniser_version()
        self._names = ListedNames()
        self._linker = Linker()

    def recognise(self, units: Sequence[Unit], published_on: date | None) -> list[list[Mention]]:
        """The mentions of each unit, sorted and without overlap."""
        document = DocumentText(units)
        return _mentions(self._linker, document.units, self._names.read(document), published_on)


class FullRecogniser:
    """Lexicon, patterns and document memory, weighed by a trained model."""

    def __init__(self) -> None:
        self.name = DEFAULT
        self.version = recogniser_version()
        self._reader = DocumentReader()
        self._calibration = load_calibration()
        self._years = Years(load_entries())
        self._linker = Linker()
        self._linker.load_spellings()

    def recognise(self, units: Sequence[Unit], published_on: date | None) -> list[list[Mention]]:
        """The mentions of each unit, sorted and without overlap."""
        texts = [WordText(unit.field, unit.text) for unit in units]
        year = published_on.year if published_on else None
        found = [[self._unlinked(reading, year) for reading in readings] for readings in self._reader.read(texts)]
        return _mentions(self._linker, texts, found, published_on)

    def _unlinked(self, reading: Reading, year: int | None) -> UnlinkedMention:
        """A mention as it was read, with the label that its year allows and a confidence that was calibrated."""
        label, senses, candidate = reading.label, reading.senses, reading.candidate
        if senses:
            label = self._years.settle(label, candidate.senses, year)
            if label != reading.label:
                senses = tuple([s for s in candidate.senses if s.label == label])
        confidence = self._calibration[reading.method].of(reading.chance)
        return UnlinkedMention(candidate.start, candidate.end, label, senses, reading.method, confidence)


def _mentions(
    linker: Linker, texts: Sequence[UnitText], found: list[list[UnlinkedMention]], published_on: date | None
) -> list[list[Mention]]:
    """What was found, linked, without the names of accounts."""
    found = [
        [m for m in row if not _is_account(text, m)] if "@" in text.raw else row
        for text, row in zip(texts, found, strict=True)
    ]
    linked = linker.link(texts, found, published_on)
    return [
        [
            Mention(m.start, m.end, m.label, entity, m.confidence, m.method)
            for m, entity in zip(mentions, ids, strict=True)
        ]
        for mentions, ids in zip(found, linked, strict=True)
    ]


def _is_account(text: UnitText, mention: UnlinkedMention) -> bool:
    """Whether a name in a text with an `@` is a reader's or account's: `@Chivis` addresses one, `@SSP_CDMX` is one."""
    _, sign, handle = text.raw[: mention.start].rpartition("@")
    return bool(sign) and (not handle or handle.replace("_", "a").isalnum())


class Chosen(NamedTuple):
    """Which recogniser a build uses."""

    name: str
    version: str


def choose_recogniser(name: str | None = None) -> Chosen:
    """Name and version of the recogniser of that name, without loading it; None is the best that is shipped.

    Raises `UsageError` for a name that there is not.
    """
    if name not in (None, DEFAULT, "lexicon"):
        raise UsageError(f"no recogniser {name!r}; there are: {DEFAULT} (the default), lexicon")
    return Chosen(name or DEFAULT, recogniser_version())


def load_recogniser(name: str | None = None) -> Recogniser:
    """The recogniser of that name for the names in use, one a process; None is the best that is shipped.

    Raises `UsageError` for a name that there is not.
    """
    return _lexicon_recogniser() if choose_recogniser(name).name == "lexicon" else _full_recogniser()


@per_knowledge
def _lexicon_recogniser() -> Recogniser:
    return LexiconRecogniser()


@per_knowledge
def _full_recogniser() -> Recogniser:
    return FullRecogniser()
