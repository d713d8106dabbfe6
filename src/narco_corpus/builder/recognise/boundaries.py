"""Where a mention begins and ends: Spanish articles, abbreviation points."""

from __future__ import annotations

from collections.abc import Sequence

from narco_corpus.builder.knowledge.entries import NICKNAMES
from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.lexicon import Sense

ARTICLES = frozenset(("los", "las", "la", "el"))
_SHORT = frozenset(("short", "nickname", "slang"))


def takes_article(raw: str, label: str, senses: Sequence[Sense]) -> bool:
    """Whether a Spanish article before a mention of this label, spelt `raw`, belongs to it."""
    kinds = {s.kind for s in senses}
    if label == "PERSON":
        return bool(kinds & NICKNAMES)
    if label != "CRIMINAL_ORG" or not kinds & _SHORT:
        return False
    letters = [c for c in raw if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return False
    return load_cues().formal.isdisjoint(fold(raw).decode("ascii").split())


def takes_point(raw: str, label: str, senses: Sequence[Sense]) -> bool:
    """Whether a point after a mention of this label, spelt `raw`, is that of an abbreviation."""
    if "." in raw:
        return any(s.text.endswith(".") for s in senses)
    return label == "PLACE" and any(s.kind == "abbreviation" for s in senses) and not raw.isupper()
