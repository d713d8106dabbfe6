"""Names of authors as pages print them."""

from __future__ import annotations

import re

from narco_corpus.builder.parse.phrases import is_anonymous

_SAID = re.compile(r"\s*(?:\b(?:said|says|dijo|dice|disse|a dit)\b)?\s*(?:\.{3}|…|:)?\s*$", re.IGNORECASE)
_SAID_ENDS = (".", "…", ":", "said", "says", "dijo", "dice", "disse", "a dit", " ")
_POSTED_BY = re.compile(
    r"^(?:(?:posted|written|published|publicado|escrito|postado|diposkan)\s+)?(?:by|por|oleh)\b[:\s]*", re.IGNORECASE
)


def commenter(text: str) -> str | None:
    """The name of a comment's author, without `said...`; None for anonymous."""
    # Most pages print the bare name; the pattern is tried at every character of it.
    name = _SAID.sub("", text).strip() if text.endswith(_SAID_ENDS) else text.strip()
    return None if is_anonymous(name) else name


def writer(text: str | None) -> str | None:
    """The name of a post's author, without `Posted by`; None where there is none."""
    return _POSTED_BY.sub("", text.strip()).strip() or None if text else None
