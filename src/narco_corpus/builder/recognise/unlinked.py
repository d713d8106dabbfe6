"""A mention that has been found and labelled, and that nothing links yet."""

from __future__ import annotations

import msgspec

from narco_corpus.builder.recognise.lexicon import Sense


class UnlinkedMention(msgspec.Struct, frozen=True, gc=False):
    """A named span of one unit, code points `[start, end)`, with what it can mean."""

    start: int
    end: int
    label: str
    senses: tuple[Sense, ...]
    """What it can mean under its label; empty where no file lists it."""
    method: str
    confidence: float
