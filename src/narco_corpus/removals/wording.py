"""The words of texts, compared without what phones and blogs change: spacing, case, accents, punctuation."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from narco_corpus.model.protected import STANDS_FOR, WITHDRAWN

RUN = 5
"""Words in a row that two texts must share before it is asked whose they are."""
_WORD = re.compile(rf"{re.escape(WITHDRAWN)}|{STANDS_FOR.pattern}|([^\W_]+(?:['\u2018\u2019\u00b4`\u2032][^\W_]+)*)")
"""A word, with the apostrophes inside; what stands for something else is none."""


class Word(NamedTuple):
    """A word of a text and where it stands there, in code points."""

    folded: str
    """In lower case, without accents and apostrophes."""
    start: int
    end: int
    is_name: bool
    """Whether it is written as names are: a capital and small letters."""


Run = tuple[str, ...]
"""`RUN` folded words."""


def words(text: str) -> list[Word]:
    """The words of a text in order."""
    return [
        Word(_folded(m[0]), m.start(), m.end(), m[0][0].isupper() and not m[0].isupper())
        for m in _WORD.finditer(text)
        if m[1]
    ]


def folded(text: str) -> list[str]:
    """The folded words of a text in order."""
    return [_folded(word) for word in _WORD.findall(text) if word]


def runs(some: Sequence[str]) -> Iterator[Run]:
    """All runs of folded words, one from each word on that has enough behind it."""
    return zip(*(some[n:] for n in range(RUN)), strict=False)


@lru_cache(1 << 16)
def _folded(word: str) -> str:
    plain = word.casefold()
    if plain.isascii() and plain.isalnum():
        return plain
    return "".join(char for char in unicodedata.normalize("NFKD", plain) if char.isalnum())
