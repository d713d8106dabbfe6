"""Both readings of a document: by looks and neighbours first, then with what the whole document names."""

from __future__ import annotations

from collections.abc import Sequence

from narco_corpus.builder.recognise.read.decode import best_set
from narco_corpus.builder.recognise.read.memory import DOUBT, Memory, memory_features, remember
from narco_corpus.builder.recognise.read.model import LABELS, Clue, ClueWeights, Model, load_model, scores
from narco_corpus.builder.recognise.read.neighbours import OPEN, Neighbours, neighbour_features
from narco_corpus.builder.recognise.read.spans import Scored, SpanReader, all_unique
from narco_corpus.builder.recognise.unit_text import WordText

_DOUBT = 100
"""Taken from the score of a group's name in lower case that nothing speaks for."""
_DOUBTED = [-_DOUBT if label == "CRIMINAL_ORG" else 0 for label in LABELS]
_LEAST_CHANCE = 0.4
"""Of its label, for a mention that the readiness makes."""
_CLEAR = 400
"""Gain, times `SCALE`, from which a mention is one whatever the chance of its label."""
READINESS = 40
"""Added to the gain of a mention in the end, times `SCALE`: a name missed costs F1 more than one too many."""


class Reading:
    """A mention as read: a candidate, its label, how it was found and the model's chance that it is right."""

    __slots__ = ("candidate", "chance", "label", "method", "senses")

    def __init__(self, scored: Scored, text: WordText, memory: Memory) -> None:
        best = scored.best()
        self.candidate = scored.candidate
        self.label = LABELS[best]
        self.chance = scored.chances()[best]
        senses = self.candidate.senses
        if len(scored.letters) != 1:
            senses = tuple([s for s in senses if s.label == self.label])
        elif senses[0].label != self.label:
            senses = ()
        self.senses = senses
        """What it is listed as under its label."""
        if self.senses:
            self.method = "lexicon"
        elif memory.explains(text, self.candidate):
            self.method = "memory"
        else:
            self.method = "pattern"


class SecondClues:
    """What the second reading sees of the candidates of one unit."""

    def __init__(self, memory: Memory, text: WordText, scored: Sequence[Scored], chosen: Sequence[int]) -> None:
        self._memory = memory
        self._text = text
        self._beside = Neighbours(text, scored, chosen)
        self._chosen = {id(scored[index]) for index in chosen}

    def of(self, scored: Scored) -> tuple[Clue, list[Clue]]:
        """What the document says of a candidate and, if that is not settled, what the first reading found beside it."""
        remembered = self._memory.clue(self._text, scored, id(scored) in self._chosen)
        return remembered, [] if scored.gain() < OPEN else self._beside.clues(scored.candidate)

    def features(self, scored: Scored) -> list[str]:
        """The features of all that."""
        remembered, beside = self.of(scored)
        names = memory_features(scored.key, remembered)
        return names + [name for clue in beside for name in neighbour_features(scored.key, clue)]


class DocumentReader:
    """Reads documents with the models of the package."""

    def __init__(self, first: Model | None = None, second: Model | None = None) -> None:
        self._spans = SpanReader(first or load_model("spans"))
        model = second or load_model("document")
        self._remembered = ClueWeights(model, memory_features)
        self._beside = ClueWeights(model, neighbour_features)

    def read(self, texts: Sequence[WordText]) -> list[list[Reading]]:
        """The mentions of each unit, sorted and without overlap."""
        score = self._spans.score
        units: list[list[Scored]] = []
        covers = []
        for text in texts:
            candidates, cover = self._spans.candidates(text)
            units.append([score(text, c, cover) for c in candidates])
            covers.append(cover)
        chosen = [choose(scored) for scored in units]
        memory = remember(self._spans.lists, texts, units, chosen)
        readings = []
        for text, scored, cover, indexes in zip(texts, units, covers, chosen, strict=True):
            known = {(s.candidate.first, s.candidate.last) for s in scored}
            more = [score(text, c, cover) for c in memory.more_candidates(text, known)]
            clues = SecondClues(memory, text, scored, indexes)
            final = [*scored, *more]
            for each in final:
                remembered, beside = clues.of(each)
                if DOUBT in remembered:
                    each.add(_DOUBTED)
                total = self._remembered.add(each.key, (remembered,)) if remembered else 0
                if beside:
                    total += self._beside.add(each.key, beside)
                if total:
                    each.add(scores(total))
            readings.append([Reading(final[i], text, memory) for i in choose(final, READINESS)])
        return readings


def choose(scored: Sequence[Scored], readiness: int = 0) -> list[int]:
    """Indexes of the candidates that are mentions, in order; parts of a listed longer name give way to it.

    `readiness` is added to each gain.
    """
    gains = [s.gain() + readiness for s in scored]
    good = [i for i, gain in enumerate(gains) if gain > 0]
    if readiness:
        for index in good:
            if gains[index] < _CLEAR and scored[index].chances()[scored[index].best()] < _LEAST_CHANCE:
                gains[index] = 0
    whole = [
        (item.first, item.last)
        for i in good
        if (item := scored[i].candidate).last > item.first and _surely_named(scored[i])
    ]
    if whole:
        over: dict[int, list[tuple[int, int]]] = {}
        for span in whole:
            for word in range(span[0], span[1] + 1):
                over.setdefault(word, []).append(span)
        for index in good:
            item = scored[index].candidate
            for first, last in over.get(item.first, ()):  # only those that hold its first word can hold all of it
                if item.last <= last and (first, last) != (item.first, item.last):
                    gains[index] = 0
        good = [i for i in good if gains[i] > 0]
    spans = [((item := scored[i].candidate).start, item.end) for i in good]
    return [good[place] for place in best_set(spans, [gains[i] for i in good])]


def _surely_named(scored: Scored) -> bool:
    """Whether a name of several words is listed for one label only and is no word besides."""
    senses = scored.candidate.senses
    return bool(senses) and all_unique(senses) and len({s.label for s in senses}) == 1
