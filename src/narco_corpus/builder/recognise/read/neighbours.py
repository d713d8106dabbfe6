"""What the first reading found beside, around and inside a candidate, as clues for the second reading."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from narco_corpus.builder.recognise.read.candidates import Candidate
from narco_corpus.builder.recognise.read.model import LETTERS, Clue
from narco_corpus.builder.recognise.read.spans import Scored
from narco_corpus.builder.recognise.read.surroundings import gap_sign
from narco_corpus.builder.recognise.unit_text import WordText

OPEN = -300
"""Candidates whose log odds (times `SCALE`) are below this are settled."""


class Neighbours:
    """The mentions that the first reading chose in one unit."""

    def __init__(self, text: WordText, scored: Sequence[Scored], chosen: Sequence[int]) -> None:
        self._text = text
        taken = [scored[index] for index in chosen]
        self._first = [s.candidate.first for s in taken]
        self._last = [s.candidate.last for s in taken]
        self._label = [LETTERS[s.best()] for s in taken]

    def clues(self, candidate: Candidate) -> list[Clue]:
        """Labels of the mentions beside, around and inside it."""
        text = self._text
        first, last = candidate.first, candidate.last
        names = []
        before = bisect_left(self._last, first) - 1
        after = bisect_right(self._first, last)
        if before >= 0:
            distance = first - self._last[before]
            if distance == 1:
                names.append(f"L={self._label[before]}|{gap_sign(text.between(first - 1))}")
            elif distance == 2:
                names.append(f"L={self._label[before]}|{text.words[first - 1]}")
        if after < len(self._first):
            distance = self._first[after] - last
            if distance == 1:
                names.append(f"R={self._label[after]}|{gap_sign(text.between(last))}")
            elif distance == 2:
                names.append(f"R={self._label[after]}|{text.words[last + 1]}")
        for index in range(before + 1, after):
            begin, end = self._first[index], self._last[index]
            if (begin, end) != (first, last):
                names.append(f"{'over' if begin <= first and end >= last else 'under'}={self._label[index]}")
        return [(name,) for name in names]


def neighbour_features(key: str, clue: Clue) -> list[str]:
    """The features of a clue beside a name of this kind."""
    (name,) = clue
    return [f"b={name}", f"k|b={key}|{name}"]
