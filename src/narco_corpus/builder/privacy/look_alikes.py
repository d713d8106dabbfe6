"""Reads a text as the finders do: full-width and other forms of ASCII signs as these, without what shows nothing.

`juan＠gmail．com` and a number pasted with marks of direction around and inside it are read by everybody as what they
are. The text itself stays as it is written; what is found is put back to its own places.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from narco_corpus.builder.privacy.span import Span

_FORMS = range(0x100, 0x20000)
"""Where such forms are; those of latin-1 (`²`, `ª`) are signs of their own."""
_OTHERS = {"\u3002": ".", "\u2044": "/", "\u2215": "/", "\ua789": ":"}
"""Signs that Unicode gives no ASCII form of and that stand for one."""
_OTHERS |= {chr(code): "-" for code in (*range(0x2010, 0x2015), 0x2212)}
_UNSEEN = "\u00ad\u034f\u061c\u200c\u200d\u200e\u200f\u202a-\u202e\u2061-\u2064\u2066-\u2069\ufe00-\ufe0f\u20e3"
"""Hyphens that only break lines, joiners, marks of direction, forms of emoji and the cap of keys."""
_CAP = re.compile("[\ufe00-\ufe0f\u20e3]*")
"""What makes the digit before it the picture of a key."""


class Seen(NamedTuple):
    """A text as it is seen."""

    text: str
    itself: str
    places: Sequence[int] | None
    """Where each character stands in the text itself; None where all stand where they are."""

    def whence(self, span: Span) -> Span:
        """The stretch of the text itself that a stretch of the seen one is."""
        if self.places is None:
            return span
        last = self.places[span.end - 1] + 1
        cap = _CAP.match(self.itself, last)
        return Span(self.places[span.start], cap.end() if cap else last, span.kind)


def seen(text: str) -> Seen:
    """The text as finders look at it; most texts are looked at as they are."""
    if text.isascii() or not _any_strange().search(text):
        return Seen(text, text, None)
    plain = text.translate(_forms())
    if not _unseen().search(plain):
        return Seen(plain, text, None)
    places = [n for n, char in enumerate(plain) if not _unseen().match(char)]
    return Seen("".join(plain[n] for n in places), text, places)


@cache
def _forms() -> dict[int, str]:
    """Characters that Unicode calls a form of one ASCII character, and it."""
    forms = {ord(char): plain for char, plain in _OTHERS.items()}
    for code in _FORMS:
        char = chr(code)
        if unicodedata.decomposition(char).startswith("<"):
            plain = unicodedata.normalize("NFKC", char)
            if len(plain) == 1 and plain.isascii():
                forms[code] = plain
    return forms


@cache
def _unseen() -> re.Pattern[str]:
    return re.compile(f"[{_UNSEEN}]")


@cache
def _any_strange() -> re.Pattern[str]:
    """What a text holds that is not seen as it is; beyond the first plane whole blocks, since a set would be slow."""
    first = "".join(re.escape(chr(code)) for code in _forms() if code <= 0xFFFF)
    return re.compile(f"[{_UNSEEN}{first}\U0001d400-\U0001d7ff\U0001f100-\U0001f14f\U0001fbf0-\U0001fbf9]")
