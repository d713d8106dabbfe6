"""Text in a terminal: made harmless, wrapped, with names in colour; sizes and numbers for people."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterator, Sequence

import click

Span = tuple[int, int, str]
"""Start, end and colour of a part of a text."""

_JOINERS = "\u200c\u200d"
"""Parts of emoji and of some scripts; they move no other text."""
_BREAK = re.compile(r"[ \t]+")


def safe(text: str) -> str:
    r"""The text with control characters, terminal escapes and bidi controls written out as `\x1b`, `\u202e`, …

    Line breaks stay, tabs become spaces.
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_safe_character, text))


def _safe_character(character: str) -> str:
    if character in ("\n", *_JOINERS) or character.isprintable():
        return character
    if character == "\t" or unicodedata.category(character) == "Zs":
        return " "
    return ascii(character)[1:-1]


def size(bytes: int) -> str:
    """A number of bytes for people: `20.9 kB`, `1,234.5 MB`."""
    return f"{bytes / 1e6:,.1f} MB" if bytes >= 1e5 else f"{bytes / 1e3:,.1f} kB"


def counted(number: int, noun: str) -> str:
    """How many there are of something: `1 fault`, `1,200 faults`."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def width(text: str) -> int:
    """Columns that a safe text takes in a terminal."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) or c in _JOINERS else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def columns() -> int | None:
    """Columns of the terminal on stdout; None where stdout is a file or a pipe."""
    return max(shutil.get_terminal_size().columns, 20) if sys.stdout.isatty() else None


def coloured() -> bool:
    """Whether output may hold colours: stdout is a terminal and the user did not set NO_COLOR."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def lines(text: str, spans: Sequence[Span], limit: int | None, indent: str = "", colour: bool = False) -> Iterator[str]:
    """The text line by line, safe, indented, wrapped to `limit` columns at spaces, its spans in colour.

    Spans are sorted and do not overlap. Without a limit only the text's own line breaks count.
    """
    room = None if limit is None else max(limit - len(indent), 10)
    for start, end in _ranges(text, room):
        yield (indent + _paint(text, start, end, spans if colour else ())).rstrip()


def _ranges(text: str, room: int | None) -> Iterator[tuple[int, int]]:
    """Start and end of each line."""
    at = 0
    for paragraph in text.split("\n"):
        yield from _wrap(text, at, at + len(paragraph), room) if room else [(at, at + len(paragraph))]
        at += len(paragraph) + 1


def _wrap(text: str, start: int, end: int, room: int) -> Iterator[tuple[int, int]]:
    line, used, at = start, 0, start
    while at < end:
        space = _BREAK.search(text, at, end)
        word_end = space.start() if space else end
        size = width(safe(text[at:word_end]))
        gap = width(safe(text[line:at])) - used if at > line else 0
        if at > line and used + gap + size > room:
            yield line, at
            line, used, gap = at, 0, 0
        while size > room:  # a word longer than the line is cut
            cut = _fitting(text, at, word_end, room)
            yield at, cut
            size -= width(safe(text[at:cut]))
            line = at = cut
        used += gap + size
        at = space.end() if space else end
    yield line, end


def _fitting(text: str, start: int, end: int, room: int) -> int:
    used = 0
    for position in range(start, end):
        used += width(safe(text[position]))
        if used > room and position > start:
            return position
    return end


def _paint(text: str, start: int, end: int, spans: Sequence[Span]) -> str:
    parts, at = [], start
    for span_start, span_end, colour in spans:
        left, right = max(span_start, start), min(span_end, end)
        if left < right:
            parts += [safe(text[at:left]), click.style(safe(text[left:right]), fg=colour, bold=True)]
            at = right
    return "".join([*parts, safe(text[at:end])])
