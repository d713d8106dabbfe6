"""Finds number plates that a commenter gives as his own or his family's (`my plates are …`, `placas de mi carro …`).

Plates of cars that something happened with are facts of the report, and are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain

from narco_corpus.builder.knowledge.places import load_places
from narco_corpus.builder.privacy.lower_case import lower_case
from narco_corpus.builder.privacy.span import Span
from narco_corpus.builder.privacy.spellings import spellings
from narco_corpus.builder.privacy.traces import Traces

_PLATES = r"(?:plates?|placas?)"
_PLACAS = r"(?:placas?|matr[ií]culas?)"
_TAGS = r"\s+tags?"
_PLATE_EN = rf"(?:(?:license|licence|number|car|truck)[\s-])?{_PLATES}"
_MINE_EN = r"(?:my|our)\s+(?:[^\W\d_]+(?:'s)?\s+){0,2}"
_MINE_ES = r"(?:mis?|nuestr[oa]s?)\s+[^\W\d_]+"
_CUE = re.compile(
    r"(?<!\w)(?:"
    rf"{_MINE_EN}{_PLATE_EN}|{_PLATE_EN}\s+(?:of|on|for)\s+(?:my|our)\s+[^\W\d_]+(?:'s\s+[^\W\d_]+)?"
    rf"|(?:mis?|nuestras?)\s+(?:n[uú]meros?\s+de\s+)?{_PLACAS}"
    rf"|{_PLACAS}\s+(?:de|en)(?:l?\s+[^\W\d_]+\s+de|\s+la\s+[^\W\d_]+\s+de)?\s+{_MINE_ES}"
    r")(?!\w)(?:\s+(?:number|no\.?|n[uú]m(?:ero)?\.?))?(?:\s+(?:is|are|es|son))?[\s:=#,(-]{1,3}"
)
_CAR_ES = r"(?:trocas?|trokas?|carro|coche|auto|camioneta|mueble|moto|pick-?up|lobo|cheyenne)"
_OF_MY_CAR = re.compile(
    rf"(?<!\w)(?:(?:mi|nuestr[oa])\s+{_CAR_ES}(?:\s+[^\W\d_]+){{0,2}}\s+(?:con\s+|de\s+)?{_PLACAS}"
    rf"|{_CAR_ES}\s+de\s+mis?\s+[^\W\d_]+\s+(?:con\s+)?{_PLACAS}"
    rf"|my\s+(?:[^\W\d_]+\s+)?(?:truck|car|pickup|van)(?:'s)?{_TAGS})"
    r"(?:\s+(?:is|are|es|son))?[\s:=#,(-]{1,3}"
)
PLATE_TRACES = (Traces(spellings(f"{_PLATES}|{_PLACAS}|{_TAGS}"), re.compile(r"\d")),)
_PLATE = re.compile(
    r"(?:[a-z]{1,3}[ -]?\d{2,4}(?:[ -]\d{1,3}){0,2}(?:-[a-z]{1,3}|(?-i: [A-Z]{1,3}))?"  # ABC-12-34, ABC 123 D, A12-BCD
    r"|[a-z]{1,3}\d[ -]?\d{4}"  # BN5 2345
    r"|\d{1,3}-?[a-z]{1,3}-?\d{1,4}|\d{1,3} (?-i:[A-Z]{1,3}) \d{1,4}|\d{2,3}-[a-z]{2,3})(?![\w-])",  # 7ABC123, 12-AB-34
    re.IGNORECASE,
)
_SIGNS = 5
"""Letters and digits that a plate has at least: `Z-40` is none."""


def plates(text: str) -> Iterator[Span]:
    """Number plates that are said to be the commenter's own."""
    lower = lower_case(text)
    for cue in chain(_CUE.finditer(lower), _OF_MY_CAR.finditer(lower)):
        state = _states().match(lower, cue.end())
        for at in (cue.end(), state and state.end()):
            m = _PLATE.match(text, at) if at is not None else None
            if m and sum(map(str.isalnum, m[0])) >= _SIGNS:
                yield Span(m.start(), m.end(), "plate")
                break


@cache
def _states() -> re.Pattern[str]:
    """The state of a plate, before it: `TX ABC-1234`, `de Tamaulipas XAB-12-34`."""
    names: set[str] = set()
    for place in load_places():
        if place.kind == "state" and place.country in ("MX", "US"):
            names.update((place.name, place.id.partition("-")[2], *(alias.text for alias in place.aliases)))
    ways = "|".join(sorted((re.escape(lower_case(name.rstrip("."))) for name in names), key=lambda n: (-len(n), n)))
    return re.compile(rf"(?:(?:de|del|from)\s+)?(?:estado\s+de\s+|state\s+of\s+)?(?:{ways})\.?[\s:,-]{{1,3}}")
