"""Where a mention begins and ends: Spanish articles, abbreviation points."""

from __future__ import annotations

from narco_corpus.builder.recognise.decide import Found
from narco_corpus.builder.recognise.unit_text import UnitText

_ARTICLES = frozenset(("los", "las", "la", "el"))
_NICKNAMES = frozenset(("nickname", "code"))
_SHORT = frozenset(("short", "nickname", "slang"))
_FORMAL = frozenset(("cartel", "carteles", "organization", "organizacion", "federation", "federacion"))


def adjust(text: UnitText, found: Found) -> Found:
    """The mention with its article where that belongs to it, and with its abbreviation point."""
    start, end = found.start, found.end
    if _takes_article(text, found):
        before = text.before(start)
        if before in _ARTICLES:
            start -= len(before) + 1
    if text.raw[end : end + 1] == "." and _abbreviated(text.raw[start:end], found):
        end += 1
    return found._replace(start=start, end=end)


def _takes_article(text: UnitText, found: Found) -> bool:
    raw = text.raw[found.start : found.end]
    kinds = {s.kind for s in found.senses}
    if found.label == "PERSON":
        return bool(kinds & _NICKNAMES)
    if found.label != "CRIMINAL_ORG" or not kinds & _SHORT:
        return False
    letters = [c for c in raw if c.isalpha()]
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return False
    return not _FORMAL & set(text.folded[found.start : found.end].decode("ascii").split())


def _abbreviated(raw: str, found: Found) -> bool:
    if "." in raw:
        return any(s.text.endswith(".") for s in found.senses)
    return found.label == "PLACE" and any(s.kind == "abbreviation" for s in found.senses) and not raw.isupper()
