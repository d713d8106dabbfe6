"""Standing phrases of blog pages (menus, taglines, widgets, tails), read from phrases.tsv."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources

_LONGEST = 120
"""Standing phrases are short; longer lines are never looked up."""


def folded(line: str) -> str:
    """A line without case, accents and closing marks."""
    line = line.casefold()
    if not line.isascii():
        line = "".join(c for c in unicodedata.normalize("NFKD", line) if not unicodedata.combining(c))
    return line.rstrip(" :.…»▼")


@cache
def _table() -> tuple[dict[str, frozenset[str]], dict[str, tuple[str, ...]]]:
    text = resources.files(__package__).joinpath("phrases.tsv").read_text(encoding="utf-8")
    whole: dict[str, set[str]] = {}
    starts: dict[str, list[str]] = {}
    for row in text.splitlines():
        if row and not row.startswith("#"):
            kind, how, phrase = row.split("\t")
            if how == "line":
                whole.setdefault(kind, set()).add(folded(phrase))
            else:
                starts.setdefault(kind, []).append(phrase)
    return {k: frozenset(v) for k, v in whole.items()}, {k: tuple(v) for k, v in starts.items()}


def is_phrase(kind: str, line: str) -> bool:
    """Whether a line is a standing phrase of this kind (menu, tagline, media, foot, tail, widget, listing, …)."""
    if len(line) > _LONGEST:
        return False
    whole, starts = _table()
    plain = folded(line)
    return plain in whole.get(kind, ()) or plain.startswith(starts.get(kind, ()))
