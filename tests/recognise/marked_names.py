"""Documents whose mentions are marked by hand, so that linking is tested whatever finds the mentions."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from narco_corpus.builder.knowledge import entity_row
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.lexicon import Sense, load_lexicon
from narco_corpus.builder.recognise.link.linker import Linker
from narco_corpus.builder.recognise.unit_text import UnitText
from narco_corpus.builder.recognise.unlinked import UnlinkedMention

LABELS = {"P": "PERSON", "L": "PLACE", "G": "CRIMINAL_ORG", "A": "AUTHORITY", "M": "MEDIA", "O": "ORG"}
_MARK = re.compile(r"\[([^|\]]*)\|([PLGAMO])\]")


@cache
def linker() -> Linker:
    return Linker()


@cache
def senses(form: str) -> tuple[Sense, ...]:
    lexicon = load_lexicon()
    folded = b" ".join(fold(form).split())
    return lexicon.senses[lexicon.forms.index(folded)] if folded in lexicon.forms else ()


def document(*texts: str) -> tuple[list[UnitText], list[list[UnlinkedMention]]]:
    """Title, body and comments with names marked `[Reynosa|L]`, as the linker takes them."""
    units, found = [], []
    for number, text in enumerate(texts):
        raw, mentions, end = "", [], 0
        for mark in _MARK.finditer(text):
            raw += text[end : mark.start()]
            label = LABELS[mark[2]]
            own = tuple(s for s in senses(mark[1]) if s.label == label)
            mentions.append(UnlinkedMention(len(raw), len(raw) + len(mark[1]), label, own, "pattern", 0.9))
            raw += mark[1]
            end = mark.end()
        units.append(UnitText("body" if number == 0 else "comment", raw + text[end:]))
        found.append(mentions)
    return units, found


def linked(*texts: str, year: int = 2012) -> list[tuple[str, str | None]]:
    """Each name of the texts with the entity that it is linked to, in order."""
    units, found = document(*texts)
    links = linker().link(units, found, date(year, 6, 1))
    return [
        (unit.raw[m.start : m.end], entity)
        for unit, mentions, row in zip(units, found, links, strict=True)
        for m, entity in zip(mentions, row, strict=True)
    ]


def where(entity: str | None) -> tuple[str, str | None] | None:
    """Name and state of a place's id."""
    if entity is None:
        return None
    row = entity_row(entity)
    return row["name"], row["state"]


def places(*texts: str, year: int = 2012) -> dict[str, tuple[str, str | None] | None]:
    """Name and state of what each name links to; of a name that stands several times the last one's."""
    return {name: where(entity) for name, entity in linked(*texts, year=year)}
