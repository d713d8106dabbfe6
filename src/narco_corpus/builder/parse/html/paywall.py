"""Whether a page shows a part of its text only, as to readers who have not paid."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from narco_corpus.builder.parse.cut import stops_within_sentence
from narco_corpus.builder.parse.html.metadata import Stated
from narco_corpus.builder.parse.html.select import each

_WALL = "[class*='paywall' i], [id*='paywall' i]"
_LONGEST_WALL = 2000
"""Characters of what stands in place of the rest; longer elements of that name are around the text itself."""
_LEAST = 0.75
"""Part of the stated number of words: some sites count captions and links too."""


def is_cut_short(body: str, stated: Stated, tree: LexborHTMLParser | None = None) -> bool:
    """Whether a text ends before its article does. With its tree, a page is asked for a wall too, and a text may not
    end in a word that no sentence ends in.
    """
    if stated.for_payers and stated.words is not None and len(body.split()) < stated.words * _LEAST:
        return True
    walled = stated.for_payers or (tree is not None and _has_wall(tree))
    return (walled or tree is not None) and stops_within_sentence(body, walled=walled)


def _has_wall(tree: LexborHTMLParser) -> bool:
    return any(
        node.tag not in ("html", "body", "script", "style") and 0 < len(node.text().strip()) < _LONGEST_WALL
        for node in each(tree, _WALL)
    )
