"""How often mentions of a method and a model's chance were right: the confidence that a mention bears."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from importlib.resources import files

import msgspec

METHODS = ("lexicon", "memory", "pattern")
"""Listed under its label; explained by another mention of the document; by looks and neighbours alone."""


class Steps(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rising step function: from `chances[i]` on the confidence is `confidences[i]`."""

    chances: list[float]
    confidences: list[float]

    def of(self, chance: float) -> float:
        """The confidence of a model's chance."""
        return self.confidences[max(0, bisect_right(self.chances, chance) - 1)]


@cache
def load_calibration() -> dict[str, Steps]:
    """The step function of each method, made by `scripts/recogniser/train.py` on posts that the model had not seen."""
    data = (files("narco_corpus.builder.recognise") / "calibration.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, Steps])
