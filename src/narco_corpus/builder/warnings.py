"""Content warnings of an article: what a reader may want to know before opening it.

The terms are those of `content_warnings.tsv`, matched on whole words in any case; a `*` at a term's end stands for any
ending, ` … ` for up to three words of one sentence (`dissolved … bodies`). A term is in the list only if it hardly
means anything else in such posts (`Kike`, `negro` and `indio` are names of persons here and left out). A warning says
that a term occurs, and nothing of who meant what by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

_CHAR = 4
"""Bytes of a character in UTF-8 at most."""
_REST = 120
"""Bytes in which the rest of a term is looked for."""
_SPACE = r"[^\w.!?;:\n]+"
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
        term = terms[index]
        if term.warning in found or _is_word(lower[max(0, start - _CHAR) : start].decode(errors="ignore")[-1:]):
            continue
        if term.rest is not None:
            if term.rest.match(lower[end : end + _REST].decode(errors="ignore")):
                found.add(term.warning)
        elif term.is_stem or not _is_word(lower[end : end + _CHAR].decode(errors="ignore")[:1]):
            found.add(term.warning)
    return found


def _is_word(char: str) -> bool:
    """Whether a character is part of a word; nothing, at an end of the text, is not."""
    return char.isalnum() or char == "_"


class _Term(NamedTuple):
    warning: str
    is_stem: bool
    rest: re.Pattern[str] | None
    """What follows the first part, for a term with ` … `."""


@cache
def _terms() -> tuple[BytesAhoCorasick, list[_Term]]:
    """The automaton of the terms' first parts, and the terms."""
    from ahocorasick_rs import BytesAhoCorasick, Implementation

    lines = (files("narco_corpus.builder") / "content_warnings.tsv").read_text(encoding="utf-8").splitlines()[1:]
    firsts, terms = [], []
    for line in lines:
        text, warning, _ = line.split("\t")
        first, _, last = text.removesuffix("*").partition(" … ")
        is_stem = text.endswith("*")
        end = "" if is_stem else r"(?!\w)"
        rest = re.compile(rf"{_SPACE}(?:\w+{_SPACE}){{0,3}}?{re.escape(last)}{end}") if last else None
        firsts.append(first.encode())
        terms.append(_Term(warning, is_stem, rest))
    return BytesAhoCorasick(firsts, implementation=Implementation.DFA), terms
