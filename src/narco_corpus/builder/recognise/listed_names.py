"""Which listed names of a document are mentions: the longest first, without overlap."""

from __future__ import annotations

from collections.abc import Sequence

from narco_corpus.builder.recognise.boundaries import ARTICLES
from narco_corpus.builder.recognise.decide import Found, Outcome, Spelling
from narco_corpus.builder.recognise.matcher import load_matcher
from narco_corpus.builder.recognise.unit_text import DocumentText, UnitText

_KEPT = 50_000
"""Spellings that are remembered."""
_CONFIDENCE = 0.9
_Hit = tuple[int, int, Spelling]
"""Where a name stands in the whole document and what its spelling can mean."""


class ListedNames:
    """Reads one document after another; what a spelling can mean is decided once."""

    def __init__(self) -> None:
        self._matcher = load_matcher()
        self._spellings: dict[str, Spelling] = {}

    def read(self, document: DocumentText) -> list[list[Found]]:
        """The mentions of each unit, sorted and without overlap."""
        found: list[list[Found]] = [[] for _ in document.units]
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
            found[unit].append(Found(start - base, end - base, outcome.label, outcome.senses, "lexicon", _CONFIDENCE))
        return found

    def _chosen(self, text: UnitText) -> list[tuple[int, int, Outcome]]:
        """Names that are mentions, sorted and without overlap."""
        hits = self._hits(text)
        named: set[str] = set()

        def entities() -> set[str]:
            if not named:
                named.update(hit[2].entity or "" for hit in hits)
            return named

        chosen: list[tuple[int, int, Outcome]] = []
        for cluster in _clusters(hits):
            if len(cluster) == 1:
                start, end, spelling = cluster[0]
                outcome = spelling.settled or spelling.decide(text, start, end, entities)
                if outcome is not None:
                    chosen.append((start, end, outcome))
                continue
            taken: list[tuple[int, int, Outcome]] = []
            for start, end, spelling in sorted(cluster, key=_longest):
                if any(start < other[1] and other[0] < end for other in taken):
                    continue
                outcome = spelling.settled or spelling.decide(text, start, end, entities)
                if outcome is not None:
                    taken.append((start, end, outcome))
            taken.sort(key=_begin)
            chosen += taken
        return chosen

    def _hits(self, text: UnitText) -> list[_Hit]:
        """All names that may be mentions, sorted by end."""
        raw, known = text.raw, self._spellings
        hits = []
        for index, start, end in self._matcher.hits(text.folded):
            spelling = known.get(raw[start : end - 2]) or self._spelling(index, raw[start : end - 2])
            if not spelling.is_nothing:
                hits.append((start + spelling.skip, end - 2, spelling))
        return hits

    def _spelling(self, index: int, raw: str) -> Spelling:
        """What a form can mean in a spelling not met before."""
        if len(self._spellings) >= _KEPT:
            self._spellings.clear()
        senses, skip = self._matcher.meaning(index, raw)
        spelling = self._spellings[raw] = Spelling(raw[skip:], senses, skip)
        return spelling


def _clusters(hits: Sequence[_Hit]) -> list[list[_Hit]]:
    """Hits that overlap one another, together, in order; `hits` are sorted by end."""
    clusters: list[list[_Hit]] = []
    for hit in hits:
        cluster = [hit]
        while clusters and clusters[-1][-1][1] > hit[0]:
            cluster = clusters.pop() + cluster
        clusters.append(cluster)
    return clusters


def _longest(hit: _Hit) -> tuple[int, int]:
    return hit[0] - hit[1], hit[0]


def _begin(name: tuple[int, int, Outcome]) -> int:
    return name[0]
