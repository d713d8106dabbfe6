"""Content warnings of an article: what a reader may want to know before opening it.

The terms are those of `content_warnings.tsv`, matched on whole words in any case; a `*` at a term's end stands for any
ending. The list is short on purpose: a term is in it only if it hardly means anything else in such posts (`Kike`,
`negro` and `indio` are names of persons here and left out). A warning says that a term occurs, and nothing of who
meant what by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

_CHAR = 4
"""Bytes of a character in UTF-8 at most."""
WARNINGS = ("graphic_violence", "hate_speech", "profanity")


def content_warnings(article: str, comments: Iterable[str] = ()) -> list[str]:
    """The warnings for an article's text (title and body) and its comments, in the order of `WARNINGS`.

    Hate speech and profanity are looked for in both, as both are read together. Graphic violence is looked for in the
    article alone: what commenters threaten and joke of describes no event.
    """
    found = _found(article)
    if len(found) < len(WARNINGS):
        found |= _found("\n".join(comments)) - {"graphic_violence"}
    return [w for w in WARNINGS if w in found]


def _found(text: str) -> set[str]:
    lower = text.lower().encode()
    automaton, terms = _terms()
    found: set[str] = set()
    for index, start, end in automaton.find_matches_as_indexes(lower, overlapping=True):
        warning, is_stem = terms[index]
        if warning in found or _is_word(lower[max(0, start - _CHAR) : start].decode(errors="ignore")[-1:]):
            continue
        if is_stem or not _is_word(lower[end : end + _CHAR].decode(errors="ignore")[:1]):
            found.add(warning)
    return found


def _is_word(char: str) -> bool:
    """Whether a character is part of a word; nothing, at an end of the text, is not."""
    return char.isalnum() or char == "_"


@cache
def _terms() -> tuple[BytesAhoCorasick, list[tuple[str, bool]]]:
    """The automaton of all terms; for each its warning, and whether any ending may follow."""
    from ahocorasick_rs import BytesAhoCorasick, Implementation

    lines = (files("narco_corpus.builder") / "content_warnings.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    texts = [term.removesuffix("*").encode() for term, _, _ in rows]
    return BytesAhoCorasick(texts, implementation=Implementation.DFA), [(w, t.endswith("*")) for t, w, _ in rows]
