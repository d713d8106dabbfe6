"""A stretch of a comment that a finder names."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Code points `[start, end)` of a text and what stands there; no kind: a stretch to be left alone."""

    start: int
    end: int
    kind: str
