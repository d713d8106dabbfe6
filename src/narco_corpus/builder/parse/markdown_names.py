"""Names in front of comments in no bold: `1. Ana Ruiz: text`, `Anonymous` over the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from narco_corpus.builder.parse.joined import name_alone
from narco_corpus.builder.parse.markdown_text import Block
from narco_corpus.builder.parse.phrases import is_anonymous

_WORDS = 4
"""Words of such a name at most."""
_OPENS = re.compile(r"(?P<name>[^\W_][^:\n!?¡¿,;\"“”]{0,39}?) ?(?P<sign>:[ \n]+(?=\S)|\n|$)")


class Opening(NamedTuple):
    """The name that a comment begins with, and what stands behind it in its first block."""

    name: str
    text: str
    colon: bool
    """Whether a colon stands behind the name; else it stands alone over the text."""


def opening(own: Sequence[Block]) -> Opening | None:
    """What may be the name in front of a comment's text."""
    found = _OPENS.match(own[0].text)
    if found is None or len(found["name"].split()) > _WORDS:
        return None
    text, colon = own[0].text[found.end() :], ":" in found["sign"]
    if not (colon or text or len(own) > 1) or (not colon and found["name"].endswith((".", "…"))):
        return None
    return Opening(name_alone(found["name"]), text, colon)


def names_openings(openings: Sequence[Opening | None], named: int) -> list[Opening | None]:
    """The openings that are names: those of a form that most comments begin in, beside so many `named` otherwise."""
    usual = [
        form
        for form in (True, False)
        if 2 * (named + sum(one is not None and one.colon is form for one in openings)) > len(openings)
        and any(one is not None and one.colon is form for one in openings)
    ]
    return [one if one and one.colon in usual else None for one in openings]


def name_nobody(openings: Sequence[Opening | None]) -> bool:
    """Whether some of them say that the writer gave no name, which only readers' comments do."""
    return any(one is not None and is_anonymous(one.name) for one in openings)
