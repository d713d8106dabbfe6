"""The page's own address in the head of a text capture: a line `URL: https://…`, or an address alone as its first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from narco_corpus.builder.parse.lines import Line

_LABELLED = re.compile(r"(?:url|canonical)(?: ?: ?| )<?(?P<address>(?:https?://|www\.)[^\s<>]+)>?", re.IGNORECASE)
_BARE = re.compile(r"<?(?P<address>https?://[^\s<>/]+/[^\s<>]+)>?", re.IGNORECASE)
_HEAD = 8
"""Lines among which one that states the address is the page's."""
_TITLE = 180
"""Characters of a line from which on it is of the text."""
_STARTS = frozenset("uUcChH<")


def address_line(lines: Sequence[Line]) -> tuple[int, str] | None:
    """The index of the line that states the page's address, and the address; None where no line does.

    An address alone below the first line can be the source of the text.
    """
    for index, line in enumerate(lines[:_HEAD]):
        text = line.text
        if len(text) > _TITLE and " " in text:
            return None
        if text[0] in _STARTS and (found := _LABELLED.fullmatch(text) or (not index and _BARE.fullmatch(text))):
            if len(lines) > index + 1 and _BARE.fullmatch(lines[index + 1].text):
                return None  # a list of addresses
            return index, found["address"]
    return None
