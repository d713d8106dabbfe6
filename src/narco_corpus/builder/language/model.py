"""The weights of the language detector, and how they are packed so that one sum adds them all up."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "es", "pt", "fr", "it", "de", "nl")
"""BCP 47 tags of the languages that words are known of, in the order of the packed lanes."""
CAP = 5.0
"""The most that one word may say against a language, in nats."""
STEP = 0.25
"""The precision of a weight, in nats."""
LANE = 16
"""Bits of a lane: a text may have some three thousand words before a lane could overflow."""
ENCODING = "cp1252"
"""The one-byte encoding of the words: has all letters of the languages, and the quotation marks and dashes."""


@cache
def word_weights() -> dict[bytes, int]:
    """For each known word its weights, packed: what it costs each language, then, in the last lane, what it tells."""
    weights = {}
    for letters, words in _groups("words.tsv.gz"):
        packed = sum(ord(letter) - 97 << LANE * lane for lane, letter in enumerate(letters))
        weights.update(dict.fromkeys([word.encode(ENCODING) for word in words], packed))
    return weights


@cache
def gram_weights() -> dict[str, int]:
    """For sequences of three letters (`^` and `$` at a word's ends) how much more English than Spanish, in steps."""
    return {gram: int(weight) for weight, grams in _groups("grams.tsv.gz") for gram in grams}


def _groups(name: str) -> list[tuple[str, list[str]]]:
    text = gzip.decompress((files(__package__) / name).read_bytes()).decode()
    lines = (line.partition("\t") for line in text.splitlines())
    return [(weight, words.split(" ")) for weight, _, words in lines]
