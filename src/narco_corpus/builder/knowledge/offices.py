"""Terms of office of heads of state and governors, from `offices.tsv`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

FOLDER = "narco_corpus.builder.knowledge"


class Term(msgspec.Struct, frozen=True, gc=False):
    """One person's term in one office."""

    person: str
    """Id of the person's entry."""
    office: str
    """`president` or `governor`."""
    place: str
    """ISO 3166 code of the country or state."""
    since: int
    """Year in which it began."""
    until: int | None
    """Year in which it ended or is to end; None where that is open."""
    reference: str
    """Address of a list of the holders."""


@cache
def load_terms() -> tuple[Term, ...]:
    """All terms, sorted by person and year."""
    lines = (files(FOLDER) / "offices.tsv").read_text("utf-8").splitlines()[1:]
    return tuple(_term(*line.split("\t")) for line in lines)


def _term(person: str, office: str, place: str, since: str, until: str, reference: str) -> Term:
    return Term(person, office, place, int(since), int(until) if until else None, reference)
