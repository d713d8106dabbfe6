"""A log-linear model over features, its integer weights packed so that one addition sums all labels at once."""

from __future__ import annotations

import gzip
import math
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from operator import lshift

NONE = "-"
LABELS = (NONE, "CRIMINAL_ORG", "PERSON", "PLACE", "AUTHORITY", "MEDIA", "ORG")
SCALE = 100
"""A weight of 1.0 is stored as this."""
_BITS = 24
_OFFSET = 1 << 15
"""Added to each stored weight so that packed fields are never negative; at most 2**8 features are summed."""
_MASK = (1 << _BITS) - 1
_SHIFTS = tuple(_BITS * i for i in range(len(LABELS)))
_1, _2, _3, _4, _5, _6 = _SHIFTS[1:]
ZERO = sum(_OFFSET << (_BITS * i) for i in range(len(LABELS)))


def pack(weights: Sequence[int]) -> int:
    """One integer of a feature's weights, one field a label."""
    return sum((w + _OFFSET) << (_BITS * i) for i, w in enumerate(weights))


class Model:
    """Weights by feature."""

    def __init__(self, weights: dict[str, int]) -> None:
        self._get = weights.get

    def add(self, features: Iterable[str]) -> tuple[int, int]:
        """The packed sum of the features that have weights, and how many those are."""
        found = [*filter(None, map(self._get, features))]  # no packed sum is 0
        return sum(found), len(found)


def scores(total: int, count: int) -> list[int]:
    """The summed weights of each label, times `SCALE`."""
    base = count * _OFFSET
    return [  # one field a label; a loop takes twice the time
        (total & _MASK) - base,
        (total >> _1 & _MASK) - base,
        (total >> _2 & _MASK) - base,
        (total >> _3 & _MASK) - base,
        (total >> _4 & _MASK) - base,
        (total >> _5 & _MASK) - base,
        (total >> _6) - base,
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
