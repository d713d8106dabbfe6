"""Which listed names of a document are mentions: the longest first, without overlap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from narco_corpus.builder.recognise.boundaries import ARTICLES
from narco_corpus.builder.recognise.decide import Entities, Outcome, Spelling
from narco_corpus.builder.recognise.matcher import load_matcher
from narco_corpus.builder.recognise.unit_text import DocumentText, UnitText
from narco_corpus.builder.recognise.unlinked import UnlinkedMention

_KEPT = 50_000
"""Spellings that are remembered."""
_CONFIDENCE = 0.9
"""Of every mention: a list gives no score that could be calibrated, and 0.86 to 0.95 of them are right, by the set."""
_Hit = tuple[int, int, Spelling]
"""Where a name stands in the whole document and what its spelling can mean."""
_Name = tuple[int, int, Outcome]
"""Where a mention stands and what it is."""


class ListedNames:
    """Reads one document after another; what a spelling can mean is decided once."""

    def __init__(self) -> None:
        self._matcher = load_matcher()
        self._spellings: dict[str, Spelling | None] = {}

    def read(self, document: DocumentText) -> list[list[UnlinkedMention]]:
        """The mentions of each unit, sorted and without overlap."""
        found: list[list[UnlinkedMention]] = [[] for _ in document.units]
        whole, ends = document.whole, document.ends
        unit, base = 0, 0
        for start, end, outcome in self._chosen(whole):
            while start > ends[unit]:
                base = ends[unit] + 1
                unit += 1
            if outcome.takes_article and (before := whole.before(start)) in ARTICLES:
                start -= len(before) + 1
            if outcome.takes_point and whole.raw[end : end + 1] == ".":
                end += 1
            start, end = start - base, end - base
            found[unit].append(UnlinkedMention(start, end, outcome.label, outcome.senses, "lexicon", _CONFIDENCE))
        return found

    def _chosen(self, text: UnitText) -> list[_Name]:
        """Names that are mentions, sorted and without overlap."""
        hits = self._hits(text)
        named: set[str] = set()

        def entities() -> set[str]:
            if not named:
                named.update([spelling.entity or "" for _, _, spelling in hits])
            return named

        chosen: list[_Name] = []
        for first, stop, widest in _clusters(hits):
            if widest is not None and (name := _decided(widest, text, entities)) is not None:
                chosen.append(name)
            elif stop - first > 1:
                chosen += _longest(hits[first:stop], text, entities)
        chosen.reverse()
        return chosen

    def _hits(self, text: UnitText) -> list[_Hit]:
        """All names that may be mentions, sorted by end."""
        raw, known = text.raw, self._spellings
        hits = []
        for index, start, end in self._matcher.hits(text.folded):
            end -= 2
            name = raw[start:end]
            try:
                spelling = known[name]
            except KeyError:
                spelling = self._spelling(index, name)
            if spelling is not None:
                hits.append((start + spelling.skip, end, spelling))
        return hits

    def _spelling(self, index: int, raw: str) -> Spelling | None:
        """What a form can mean in a spelling not met before; None where it is no mention anywhere."""
        if len(self._spellings) >= _KEPT:
            self._spellings.clear()
        senses, skip = self._matcher.meaning(index, raw)
        spelling = Spelling(raw[skip:], senses, skip)
        known = self._spellings[raw] = None if spelling.is_nothing else spelling
        return known


def _clusters(hits: Sequence[_Hit]) -> Iterator[tuple[int, int, _Hit | None]]:
    """Where hits hang together since each overlaps another of them, the last in the text first: the first of them, the
    one behind the last, and the one that covers all others, if there is one, as mostly.

    Of hits sorted by end those of a cluster follow each other, and the last says where it ends. From there to the front
    each belongs to it that ends behind the begin of those that do.
    """
    first = len(hits)
    while first:
        stop = first
        first -= 1
        widest: _Hit | None = hits[first]
        start, end, _ = hits[first]
        while first and hits[first - 1][1] > start:
            first -= 1
            hit = hits[first]
            if hit[1] == end:
                if hit[0] <= start:
                    start, widest = hit[0], hit
            elif hit[0] < start:
                start, widest = hit[0], None
        yield first, stop, widest


def _decided(hit: _Hit, text: UnitText, entities: Entities) -> _Name | None:
    """The name that a hit is where it stands; None where it is no mention there."""
    start, end, spelling = hit
    outcome = spelling.outcome or spelling.decide(text, start, end, entities)
    return None if outcome is None else (start, end, outcome)


def _longest(hits: Sequence[_Hit], text: UnitText, entities: Entities) -> list[_Name]:
    """The longest names of hits that overlap one another, the last first."""
    taken: list[_Name] = []
    for hit in sorted(hits, key=_length):
        if not any(hit[0] < end and start < hit[1] for start, end, _ in taken):
            name = _decided(hit, text, entities)
            if name is not None:
                taken.append(name)
    taken.sort(key=_begin, reverse=True)
    return taken


def _length(hit: _Hit) -> tuple[int, int]:
    return hit[0] - hit[1], hit[0]


def _begin(name: _Name) -> int:
    return name[0]
