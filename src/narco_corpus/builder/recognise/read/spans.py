"""First reading of a document: each candidate of each unit scored by its own looks and its neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from narco_corpus.builder.knowledge.places import load_places
from narco_corpus.builder.recognise.case import written_as
from narco_corpus.builder.recognise.lexicon import Sense
from narco_corpus.builder.recognise.matcher import Match, load_matcher
from narco_corpus.builder.recognise.read.candidates import Candidate, find_candidates
from narco_corpus.builder.recognise.read.features import Featurizer, Look
from narco_corpus.builder.recognise.read.model import (
    LABELS,
    LETTER,
    LETTERS,
    NONE,
    ClueWeights,
    Model,
    probabilities,
    scores,
)
from narco_corpus.builder.recognise.read.remembered import Remembered
from narco_corpus.builder.recognise.read.surroundings import Covers, Surroundings
from narco_corpus.builder.recognise.unit_text import WordText
from narco_corpus.builder.recognise.words import load_word_lists

_WHOLE_NAME = 250
"""Added to the score of a name of several words that the lists hold and that is nothing else."""
_FULL_NAME = 150
"""Added to the score of a listed person's name of three words or more that nobody else has."""
_RATHER_PLACE = 40
"""Taken from the group's score of a name that a place bears too: in doubt it is territory."""
_COUNTRY = 150
"""Added to the place's score of a country's letters."""
_GROUP, _PERSON, _PLACE = (LABELS.index(label) for label in ("CRIMINAL_ORG", "PERSON", "PLACE"))
_KEPT = 25_000
"""Surfaces after which those are forgotten that were not met again since as many were remembered."""


_BODIES = frozenset(LETTERS) - {NONE, LETTER["PERSON"], LETTER["PLACE"]}
"""Letters of the labels whose unique names are nothing else: all but persons and places."""


def all_unique(senses: Sequence[Sense]) -> bool:
    """Whether a name is nothing else, whatever it is listed as."""
    for sense in senses:  # noqa: SIM110 - asked of every candidate; `all` takes twice the time
        if sense.ambiguity != "unique":
            return False
    return True


class _Weighed(Look, frozen=True, gc=False):
    """The look of a candidate with the packed sum of its own features' weights."""

    total: int


_NO_SURFACES: dict[tuple[str, tuple[Sense, ...]], _Weighed] = {}


class Scored:
    """A candidate with what the first reading thinks of it."""

    __slots__ = ("_chances", "_gain", "_listed", "candidate", "key", "letters", "values")

    def __init__(self, candidate: Candidate, surface: Look, values: list[int]) -> None:
        self.candidate = candidate
        self.key = surface.key
        self.letters = surface.letters
        self.values = values
        """A score for each of `LABELS`, times `SCALE`; `add` changes them."""
        self._chances: list[float] | None = None
        self._gain: int | None = None
        self._listed = 0
        """Index of the label of a name that is listed beyond doubt."""
        body = surface.letters in _BODIES
        if body and all_unique(candidate.senses):
            self._listed = LABELS.index(candidate.senses[0].label)
        if body and candidate.last > candidate.first:
            if self._listed:
                values[self._listed] += _WHOLE_NAME
        elif surface.letters == "p" and candidate.last > candidate.first + 1 and all_unique(candidate.senses):
            values[_PERSON] += _FULL_NAME
        elif surface.key[:3] == "gp:":
            values[_GROUP] -= _RATHER_PLACE
        elif surface.key == "l:a" and any(s.kind == "country" for s in candidate.senses):
            values[_PLACE] += _COUNTRY

    def best(self) -> int:
        """Index of the likeliest label other than none; a name that is listed beyond doubt has its own."""
        values = self.values
        return self._listed or values.index(max(values[1:]), 1)

    def gain(self) -> int:
        """Log odds of the likeliest label against none, times `SCALE`."""
        gain = self._gain
        if gain is None:
            values = self.values
            gain = self._gain = (values[self._listed] if self._listed else max(values[1:])) - values[0]
        return gain

    def chances(self) -> list[float]:
        """The chance of each label."""
        if self._chances is None:
            self._chances = probabilities(self.values)
        return self._chances

    def add(self, more: Sequence[int]) -> None:
        """Change the scores by as much."""
        self.values = [a + b for a, b in zip(self.values, more, strict=True)]
        self._chances = self._gain = None


class SpanReader:
    """Finds candidates, their features and, with a model, their scores."""

    def __init__(self, model: Model | None = None) -> None:
        self.lists = load_word_lists()
        self._matcher = load_matcher()
        self._featurizer = Featurizer(self.lists, {p.id: p.population for p in load_places() if p.population})
        self._surroundings = Surroundings(self.lists)
        model = model or Model({})
        self._own = ClueWeights(model, lambda _, clue: self._featurizer.features(clue))
        self._around = ClueWeights(model, self._surroundings.features)
        self._surfaces: Remembered[bool, tuple[str, tuple[Sense, ...]], _Weighed] = Remembered(_KEPT)
        """By whether a nickname stands inside, then by what else a look depends on."""
        self._covering: dict[tuple[int, str], tuple[str, tuple[Sense, ...]]] = {}
        """By identity of the senses and spelling; with the senses, so that their identity stays their own."""

    def candidates(self, text: WordText, hidden: frozenset[str] = frozenset()) -> tuple[list[Candidate], Covers]:
        """The candidates of a unit and what listed names cover its words.

        `hidden` entities count as unlisted: so training shows the model names that no list has.
        """
        matches = self._matcher.find(text.raw, text.folded)
        if hidden:
            matches = [m for m in matches if not all(s.entity_id in hidden for s in m.senses)]
        covers = self._covers(text, matches)
        found = find_candidates(text, matches, self.lists)
        return [c for c in found if c.senses or not self._row_of_places(text, covers, c)], covers

    def _row_of_places(self, text: WordText, covers: Covers, candidate: Candidate) -> bool:
        """Whether a span is nothing but several listed places after each other: `Zacatecas Durango`."""
        word, count = candidate.first, 0
        while word <= candidate.last:
            cover = covers.get(word)
            if cover is None or cover[2] != "PLACE" or cover[0] != word or cover[1] > candidate.last:
                return False
            word, count = cover[1] + 1, count + 1
        named = (
            self.lists.kind(text.words[candidate.first]) in "GB" and self.lists.kind(text.words[candidate.last]) in "SB"
        )
        return count > 1 and not named

    def features(self, text: WordText, candidate: Candidate, covers: Covers) -> tuple[Look, list[str]]:
        """The look of a candidate, and the features of its own words and of what stands around it."""
        surface = self._featurizer.surface(text, candidate, candidate.senses)
        clues = self._surroundings.clues(text, candidate, covers, listed=bool(surface.letters))
        own = [f for clue in surface.clues for f in self._featurizer.features(clue)]
        return surface, own + [f for clue in clues for f in self._surroundings.features(surface.key, clue)]

    def score(self, text: WordText, candidate: Candidate, covers: Covers) -> Scored:
        """The candidate's scores; only for candidates of which nothing was hidden."""
        # One text can have other senses where a title or a small head beside it is listed with it.
        nicknamed, key = candidate.nickname_inside, (text.raw[candidate.start : candidate.end], candidate.senses)
        known = self._surfaces.now.get(nicknamed, _NO_SURFACES).get(key)
        if known is None:
            known = self._surfaces.recall(nicknamed, key)
            if known is None:
                surface = self._featurizer.surface(text, candidate, candidate.senses)
                known = _Weighed(surface.key, surface.letters, self._own.add("", surface.clues))
                self._surfaces.remember(nicknamed, key, known)
        clues = self._surroundings.clues(text, candidate, covers, listed=bool(known.letters))
        return Scored(candidate, known, scores(known.total + self._around.add(known.key, clues)))

    def _covers(self, text: WordText, matches: Sequence[Match]) -> Covers:
        covers: Covers = {}
        for match in sorted(matches, key=_longest):
            label = self._label(text.raw[match.start : match.end], match.senses)
            if label:
                first, last = text.words_of(match.start, match.end)
                cover = (first, last, label)
                for word in range(first, last + 1):
                    covers.setdefault(word, cover)
        return covers

    def _label(self, raw: str, senses: tuple[Sense, ...]) -> str:
        """The one label that a listed name may have as it is written, `several`, or nothing for none."""
        known = self._covering.get((id(senses), raw))
        if known is None:
            if len(self._covering) >= _KEPT:
                self._covering.clear()
            labels = {s.label for s in senses if s.ambiguity == "unique" or written_as(raw, s.text)}
            label = "" if not labels else labels.pop() if len(labels) == 1 else "several"
            known = self._covering[id(senses), raw] = (label, senses)
        return known[0]


def _longest(match: Match) -> tuple[int, int]:
    return match.start - match.end, match.start
