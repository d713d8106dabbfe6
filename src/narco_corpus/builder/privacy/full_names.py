"""Finds a given name with its surnames in any case (`juan perez lopez`), where a sentence says that a name follows."""

from __future__ import annotations

import re
from functools import cache

from narco_corpus.builder.knowledge.names import load_names
from narco_corpus.builder.privacy.word_weights import joined_key, word_weight

_PART = re.compile(r"[^\W\d_]{2,}(?![\w@])")
_NEXT = re.compile(r" (?:(?:de (?:la |los )?|del )?)(?=([^\W\d_]{2,})(?![\w@]))", re.IGNORECASE)
_PARTS = 5
_COMMONER = 2
"""By how many classes a word may be commoner than the name that it is: `guerra` is a surname, `works` hardly."""


def full_name_end(text: str, start: int) -> int | None:
    """Where the full name that begins at `start` ends; None where no given name with another name stands there."""
    first = _PART.match(text, start)
    if first is None or not _is_name(first[0], given=True):
        return None
    end = first.end()
    for _ in range(_PARTS - 1):
        m = _NEXT.match(text, end)
        if m is None or not _is_name(m[1]):
            break
        end = m.end(1)
    return end if end > first.end() else None


def _is_name(word: str, *, given: bool = False) -> bool:
    key = joined_key(word)
    weight = (_given() if given else _any()).get(key)
    return weight is not None and weight >= word_weight(word) - _COMMONER


@cache
def _given() -> dict[str, int]:
    return _weights(given=True)


@cache
def _any() -> dict[str, int]:
    return _weights(given=False)


def _weights(*, given: bool) -> dict[str, int]:
    weights: dict[str, int] = {}
    for name in load_names():
        if name.kind == "given" or not given:
            key = joined_key(name.text)
            weights[key] = max(name.weight, weights.get(key, 0))
    return weights
