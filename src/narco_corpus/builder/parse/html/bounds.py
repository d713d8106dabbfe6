"""Refuses markup that would take a parser minutes: nested without end, or with attributes without end."""

from __future__ import annotations

import re
from itertools import accumulate

from narco_corpus.builder.post import NotOnePost

MAX_DEPTH = 3000
MAX_TAGS = 1_000_000
"""A tree of them takes some hundred MB; a page with thousands of comments has a tenth of them."""
_FEW_TAGS = 20_000
"""Up to here even tags that are all nested in each other take half a second."""
_MAX_ATTRIBUTES = 2000
_STEP = 1 << 15
_NESTING = re.compile(
    r"<(/?)(?!(?:br|img|hr|meta|link|input|p|li|td|th|tr|dd|dt|option|wbr|param|source|col|area|base|embed)\b)[a-zA-Z]"
)
"""Start and end tags of elements that can nest; the others end by themselves."""


def check_bounds(text: str) -> None:
    """Raises NotOnePost where elements are nested, or attributes listed, beyond any page that people read.

    A parser's time grows with the square of both: 100,000 nested elements take 16 seconds.
    """
    tags = text.count("<") if len(text) > _FEW_TAGS * len("<b>") else 0
    if tags > MAX_TAGS:
        raise NotOnePost(f"{tags:,} tags on one page; the bound is {MAX_TAGS:,}")
    if tags > _FEW_TAGS:
        depths = accumulate(-1 if slash else 1 for slash in _NESTING.findall(text))
        if max(depths, default=0) > MAX_DEPTH:
            raise NotOnePost(f"elements are nested more than {MAX_DEPTH:,} deep")
    for place in range(0, len(text), _STEP):
        if text.find(">", place, place + _STEP) < 0:
            start = text.rfind("<", 0, place + _STEP)
            if start >= 0 and _attributes(text[start : place + _STEP]) > _MAX_ATTRIBUTES:
                raise NotOnePost(f"an element has more than {_MAX_ATTRIBUTES:,} attributes", f"character {start}")


def _attributes(tag: str) -> int:
    """About how many attributes a tag has; where it has not ended, names without a value count too."""
    if ">" in tag or not tag[1:2].isalpha():
        return tag.count("=")
    return max(tag.count("="), len(tag.split()))
