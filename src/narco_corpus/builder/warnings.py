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

from narco_corpus.model.schema import content_warning_kinds

if TYPE_CHECKING:
    from ahocorasick_rs import BytesAhoCorasick

_CHAR = 4
"""Bytes of a character in UTF-8 at most."""
_REST = 120
"""Bytes in which the rest of a term is looked for."""
_WORD_CODES = frozenset(code for code in range(0x80) if chr(code).isalnum() or chr(code) == "_")
_SPACE = r"[^\w.!?;:\n]+"
WARNINGS = content_warning_kinds()


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
    automaton, firsts = _firsts()
    found: set[str] = set()
    for index, start, end in automaton.find_matches_as_indexes(lower, overlapping=True):
        first = firsts[index]
        if first.warning in found or (start and _ends_in_word(lower, start)):
            continue
        if first.rest.match(lower[end : end + _REST].decode(errors="ignore")):
            found.add(first.warning)
    return found


def _ends_in_word(text: bytes, end: int) -> bool:
    """Whether the character before `end` is part of a word."""
    code = text[end - 1]
    if code < 0x80:
        return code in _WORD_CODES
    return text[max(0, end - _CHAR) : end].decode(errors="ignore")[-1:].isalnum()


class _First(NamedTuple):
    """How some terms of one warning begin: ten of them with `bodies`, which is looked for once."""

    warning: str
    rest: re.Pattern[str]
    """What follows in any of the terms."""


@cache
def _firsts() -> tuple[BytesAhoCorasick, list[_First]]:
    """The automaton of the terms' first parts, and what goes with each."""
    from ahocorasick_rs import BytesAhoCorasick, Implementation

    lines = (files("narco_corpus.builder") / "content_warnings.tsv").read_text(encoding="utf-8").splitlines()[1:]
    lasts: dict[tuple[str, str, str], list[str]] = {}
    for line in lines:
        text, warning, _ = line.split("\t")
        first, gap, last = text.removesuffix("*").partition(" … ")
        between = rf"{_SPACE}(?:\w+{_SPACE}){{0,3}}?" if gap else ""
        end = "" if text.endswith("*") else r"(?!\w)"
        lasts.setdefault((first, warning, between), []).append(re.escape(last) + end)
    firsts = [
        _First(warning, re.compile(f"{between}(?:{'|'.join(some)})")) for (_, warning, between), some in lasts.items()
    ]
    return BytesAhoCorasick([first.encode() for first, _, _ in lasts], implementation=Implementation.DFA), firsts
