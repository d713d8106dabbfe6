"""Lines of a capture with what its layout says by space: indent and the blank lines before each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec


class Line(msgspec.Struct, frozen=True, gc=False):
    """One line that is not blank."""

    number: int
    """From 1, in the capture."""
    gap: int
    """Blank lines before it."""
    indent: int
    text: str
    """Without white space at its ends."""


def read_lines(text: str) -> list[Line]:
    """The lines of a text that are not blank."""
    lines: list[Line] = []
    last = 0
    for number, raw in enumerate(text.split("\n"), 1):
        stripped = raw.lstrip()
        if stripped:
            lines.append(Line(number, number - last - 1, len(raw) - len(stripped), stripped.rstrip()))
            last = number
    return lines


def paragraphs(lines: Sequence[Line]) -> str:
    """Lines as text: a blank line where there was one or more, else a line break."""
    parts: list[str] = []
    for line in lines:
        if parts:
            parts.append("\n\n" if line.gap else "\n")
        parts.append(line.text)
    return "".join(parts)


def usual_gap(lines: Sequence[Line]) -> int:
    """Blank lines between two paragraphs, as most of the page has them."""
    counts = Counter([line.gap for line in lines[1:] if line.gap])
    return min(counts, key=lambda gap: (-counts[gap], gap)) if counts else 1
