"""Whether a line is prose: a sentence, or part of a long paragraph."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]{4,}")
_CLOSING = "\"'”’»)]"
_SENTENCE_WORDS = 3
_HEADLINE = 0.7
"""Share of capitals from which on a line that ends in a full stop is a headline or a list of names."""


def capitals(text: str) -> float:
    """Share of the longer words that begin with a capital: high in English titles, low in decks and sentences."""
    words = _WORD.findall(text)
    return sum(w[0].isupper() for w in words) / len(words) if words else 1.0


def is_sentence(text: str) -> bool:
    """Whether a line is a whole sentence, as a text has it and a menu, a title or a list of labels has not."""
    return (
        text.rstrip(_CLOSING)[-1:] in (".", "!", "?", "…")
        and len(text.split()) >= _SENTENCE_WORDS
        and (capitals(text) <= _HEADLINE or not _WORD.search(text))
    )


def is_prose(text: str) -> bool:
    """Whether a line is too long for a head, or breaks off or ends as a paragraph does."""
    return len(text) > 180 or (len(text) > 80 and text[-1] in ".,;:")
