"""Given names, surnames and common words as typed records: evidence for and against a token being a name."""

from __future__ import annotations

import gzip
from functools import cache
from importlib.resources import files

import msgspec

FOLDER = "narco_corpus.builder.knowledge"


class Name(msgspec.Struct, frozen=True, gc=False):
    """One given name (or its short form, such as Chuy) or surname."""

    text: str
    """With capitals and accents as written; texts leave accents out, so compare folded."""
    kind: str
    """`given` or `surname`."""
    language: str
    """`en` or `es`."""
    weight: int
    """Relative frequency class within kind and language, 1 (rare) to 9 (the commonest)."""


class Word(msgspec.Struct, frozen=True, gc=False):
    """One common word."""

    text: str
    """Lower case; Spanish words with accents stand without them too."""
    language: str
    """`en` or `es`."""
    weight: int
    """Frequency class, 9 from 1,000 uses in a million words, one less for every factor 2.8, down to 1."""


@cache
def load_names() -> tuple[Name, ...]:
    """All names, sorted by text, kind and language; a text may be given name and surname, English and Spanish."""
    rows = (line.split("\t") for line in _lines("names.tsv.gz"))
    return tuple(Name(text, kind, language, int(weight)) for text, kind, language, weight in rows)


@cache
def load_words() -> tuple[Word, ...]:
    """All words, sorted by text and language; a text may be a word of both."""
    rows = (line.split("\t") for line in _lines("words.tsv.gz"))
    return tuple(Word(text, language, int(weight)) for text, language, weight in rows)


def _lines(name: str) -> list[str]:
    """Lines of a packed tab-separated file below its header."""
    return gzip.decompress((files(FOLDER) / name).read_bytes()).decode().splitlines()[1:]
