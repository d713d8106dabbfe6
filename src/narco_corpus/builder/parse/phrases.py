"""Standing phrases of blog pages (menus, taglines, widgets, tails) and word lists, read from phrases.tsv."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources
from typing import NamedTuple

_BEGINNING = 60
"""Characters of a line that phrases met by their start are looked for in."""

_HEAD = 3
_ROW = 140
"""Characters of a row of buttons at most."""
MODERATION = "modera"
"""Part of each phrase of the kind `moderation`: few texts need a further look."""


class _Kind(NamedTuple):
    heads: frozenset[str]
    """The first characters of its phrases, so many of each: most lines are told by them alone."""
    head: int
    first: frozenset[str]
    lines: frozenset[str]
    longest: int
    starts: tuple[str, ...]


def folded(line: str) -> str:
    """A line without case, accents and closing marks."""
    line = line.casefold()
    if not line.isascii():
        line = "".join(c for c in unicodedata.normalize("NFKD", line) if not unicodedata.combining(c))
    return line.rstrip(" :.…»▼")


def _rows() -> list[list[str]]:
    text = resources.files(__package__).joinpath("phrases.tsv").read_text(encoding="utf-8")
    return [row.split("\t") for row in text.splitlines() if row and not row.startswith("#")]


@cache
def _kind(kind: str) -> _Kind:
    lines = frozenset(folded(phrase) for k, how, phrase in _rows() if k == kind and how == "line")
    starts = tuple(phrase for k, how, phrase in _rows() if k == kind and how == "start")
    first = frozenset(phrase[0] for phrase in (*lines, *starts))
    head = min(_HEAD, *map(len, starts)) if starts else _HEAD
    heads = frozenset(phrase[:head] for phrase in (*lines, *starts))
    return _Kind(heads, head, first | {c.upper() for c in first}, lines, max(map(len, lines), default=0) + 6, starts)


def is_phrase(kind: str, line: str) -> bool:
    """Whether a line that is not empty is a standing phrase of this kind (menu, tagline, media, widget, …)."""
    table = _kind(kind)
    if line[0] not in table.first and line[0].isascii():
        return False
    head = line[: table.head]
    if head.isascii() and head.isalnum() and head.casefold() not in table.heads:
        return False
    if len(line) <= table.longest and folded(line) in table.lines:
        return True
    return bool(table.starts) and len(line) <= 120 and folded(line[:_BEGINNING]).startswith(table.starts)


def is_media(line: str) -> bool:
    """Whether a line that is not empty is what a page prints for pictures and buttons: one or more phrases of the kind
    `media`, with or without space between them.
    """
    return (
        len(line) <= _ROW
        and line[:_HEAD].casefold() in _kind("media").heads
        and _media_row().fullmatch(folded(line)) is not None
    )


@cache
def _media_row() -> re.Pattern[str]:
    phrases = sorted(_kind("media").lines, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"(?:(?:{'|'.join(map(re.escape, phrases))})[ |·•]*)+")


def is_anonymous(name: str) -> bool:
    """Whether what a page prints in the place of a commenter's name says that he gave none."""
    return not name or is_phrase("anonymous", name)


@cache
def words(kind: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(word for k, how, phrase in _rows() if k == kind and how == "words" for word in phrase.split())
