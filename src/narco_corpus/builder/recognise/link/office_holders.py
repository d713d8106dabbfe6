"""Who held an office in the place and year of a document, where it says no more than a surname: `Duarte`, `Medina`."""

from __future__ import annotations

from collections.abc import Mapping

from narco_corpus.builder.knowledge.names import load_names
from narco_corpus.builder.knowledge.offices import Term, load_terms
from narco_corpus.builder.recognise.fold import fold
from narco_corpus.builder.recognise.link.names import Names, name_words

_YEARS_AROUND = 1
"""Years before and after a term in which its holder is spoken of: as a candidate, and of what he left."""
_COMMON = 8
"""Class from which on a given name is too common to mean a governor alone: `José`, and not `Silvano`."""
_PLURAL = frozenset(("los", "las", "the"))
"""What stands before the surname of a whole family: `los Moreira`."""


class OfficeHolders:
    """The holders of the offices that the knowledge base lists, by what they are called in short."""

    def __init__(self, names: Names) -> None:
        common = {
            fold(name.text).decode("ascii") for name in load_names() if name.kind == "given" and name.weight >= _COMMON
        }
        self._terms: dict[str, list[Term]] = {}
        for term in load_terms():
            given = set(name_words(names.name(term.person)).order[:1]) - common
            for word in sorted(given | names.surnames(term.person)):
                self._terms.setdefault(word, []).append(term)

    def holder(
        self, name: str, before: str, places: Mapping[str, int], year: int | None, office: str | None = None
    ) -> str | None:
        """The one whom a surname or rare given name means: who held an office in the year, or about then, in that of
        the `places` which the document names oftenest; None where there is none, or two, or the word `before` it says
        that a family is meant. With an `office` only of its holders."""
        terms = self._terms.get(name)
        if terms is None or year is None or before in _PLURAL:
            return None
        named: dict[str, int] = {}
        for term in terms:
            if office and term.office != office:
                continue
            if term.since - _YEARS_AROUND <= year <= (term.until or year) + _YEARS_AROUND and term.place in places:
                named[term.person] = max(named.get(term.person, 0), places[term.place])
        most = max(named.values(), default=0)
        found = [person for person, count in named.items() if count == most]
        return found[0] if len(found) == 1 else None
