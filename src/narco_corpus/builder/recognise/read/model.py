"""A log-linear model over features, its integer weights packed so that one addition sums all labels at once."""

from __future__ import annotations

import gzip
import math
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib.resources import files
from operator import lshift

from narco_corpus.builder.recognise.read.remembered import Remembered
from narco_corpus.model.schema import mention_labels

NONE = "-"
LABELS = (NONE, *mention_labels())
LETTER = {
    NONE: NONE,
    "CRIMINAL_ORG": "c",
    "PERSON": "p",
    "PLACE": "l",
    "AUTHORITY": "a",
    "MEDIA": "m",
    "ORG": "o",
}
"""What stands for a label in features."""
LETTERS = tuple(LETTER[label] for label in LABELS)
SCALE = 100
"""A weight of 1.0 is stored as this."""
_BITS = 24
_OFFSET = 1 << 15
"""Added to each stored weight so that packed fields are never negative; at most 2**8 features are summed."""
_MASK = (1 << _BITS) - 1
Clue = tuple[str, ...]
"""Something seen of a candidate, which has features: what kind of clue it is, and what is seen there."""
_KEPT = 50_000
"""Clues after which those are forgotten that were not met again since as many were remembered."""
_NOTHING: dict[Clue, int] = {}
_SHIFTS = tuple(_BITS * i for i in range(len(LABELS)))
_1, _2, _3, _4, _5, _6 = _SHIFTS[1:]
_7 = _BITS * len(LABELS)
"""Beyond the fields of the labels each packed feature counts as one, so that a sum knows of how many it is."""
ZERO = sum(_OFFSET << (_BITS * i) for i in range(len(LABELS))) + (1 << _7)


def pack(weights: Sequence[int]) -> int:
    """One integer of a feature's weights, one field a label."""
    return sum(w << (_BITS * i) for i, w in enumerate(weights)) + ZERO


class Model:
    """Weights by feature."""

    def __init__(self, weights: dict[str, int]) -> None:
        self._get = weights.get

    def add(self, features: Iterable[str]) -> int:
        """The packed sum of the features that have weights."""
        return sum(filter(None, map(self._get, features)))  # no packed weight is 0


class ClueWeights:
    """The summed weights of clues: what a clue's features weigh beside a kind of name is summed once and remembered."""

    def __init__(self, model: Model, features: Callable[[str, Clue], Iterable[str]]) -> None:
        self._model = model
        self._features = features
        self._known: Remembered[str, Clue, int] = Remembered(_KEPT)

    def add(self, key: str, clues: Iterable[Clue]) -> int:
        """The packed sum of the clues beside a name of that kind."""
        known = self._known.now.get(key, _NOTHING)
        total = 0
        for clue in clues:
            weight = known.get(clue)
            if weight is None:
                weight = self._weigh(key, clue)
            total += weight
        return total

    def _weigh(self, key: str, clue: Clue) -> int:
        weight = self._known.recall(key, clue)
        if weight is None:
            weight = self._model.add(self._features(key, clue))
            self._known.remember(key, clue, weight)
        return weight


def scores(total: int) -> list[int]:
    """The weights of each label in a packed sum, times `SCALE`."""
    base = (total >> _7) * _OFFSET
    return [  # one field a label; a loop takes twice the time
        (total & _MASK) - base,
        (total >> _1 & _MASK) - base,
        (total >> _2 & _MASK) - base,
        (total >> _3 & _MASK) - base,
        (total >> _4 & _MASK) - base,
        (total >> _5 & _MASK) - base,
        (total >> _6 & _MASK) - base,
    ]


def probabilities(values: Sequence[float]) -> list[float]:
    """Soft maximum of scores that are times `SCALE`."""
    top = max(values)
    powers = [math.exp((v - top) / SCALE) for v in values]
    whole = sum(powers)
    return [p / whole for p in powers]


def read_weights(data: bytes) -> dict[str, int]:
    """Packed weights of each feature of a weights file: a line a feature, tab, weights in the order of `LABELS`."""
    weights = {}
    for line in gzip.decompress(data).decode().splitlines():
        feature, numbers = line.split("\t")
        weights[feature] = sum(map(lshift, map(int, numbers.split(" ")), _SHIFTS), ZERO)  # as `pack`
    return weights


@cache
def load_model(name: str) -> Model:
    """The model of the package of that name (`spans` or `document`)."""
    return Model(read_weights((files("narco_corpus.builder.recognise") / f"{name}.weights.gz").read_bytes()))
