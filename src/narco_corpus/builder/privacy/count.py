"""Counts what was masked in comments, by the placeholders and pseudonyms that their released texts hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from narco_corpus.builder.privacy.printed_names import NAMES
from narco_corpus.model.protected import MASKS

_PUT_IN = re.compile(rf"\[({'|'.join(MASKS)})\]|({NAMES})-\d")


def count_masks(comments: Iterable[tuple[str, str]]) -> Counter[str]:
    """How many of each kind stand in comments, each given as captured and as released; not those that readers wrote."""
    counts: Counter[str] = Counter()
    for captured, released in comments:
        if captured != released:
            counts.update(_put_in(released) - _put_in(captured))
    return counts


def _put_in(text: str) -> Counter[str]:
    return Counter(match[match.lastindex or 0] for match in _PUT_IN.finditer(text))
