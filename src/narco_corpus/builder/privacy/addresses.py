"""Finds addresses of houses that are given as somebody's: street and number after `vive en`, `our house is at`.

A street and number alone is where something happened ("shootout at 123 Main St"), and is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from narco_corpus.builder.privacy.lower_case import lower_case
from narco_corpus.builder.privacy.span import Span
from narco_corpus.builder.privacy.spellings import spellings
from narco_corpus.builder.privacy.traces import Traces

_HOME_ES = r"(?:casa|domicilio|depa|departamento|hogar)"
_HOME_EN = r"(?:house|home|place|apartment|apt|condo|family)"
_LIVES_ES = r"(?:vive|viven|vives|vivo|vivimos|viv[ií]an?|viviendo)"
_LIVES_EN = r"(?:lives?|living|lived|stays?|staying|reside[sd]?)"
_OF_ES = rf"(?:mi|mis|tu|su|sus|nuestra|nuestro|vuestra)\s+{_HOME_ES}"
_OF_EN = rf"(?:my|your|his|her|our|their|ur)\s+{_HOME_EN}"
_OF_SOMEBODY_ES = rf"{_HOME_ES}\s+de\s+(?:mis?|tus?|sus?|nuestr[oa]s?)"
_ADDRESS_OF_ES = r"(?:mi|tu|su|nuestr[oa])\s+(?:direcci[oó]n|domicilio)"
_ADDRESS_OF_EN = r"(?:my|your|his|her|our|their|ur|home)\s+address"
_PARTICULAR = r"domicilio\s+particular"
_CUE = re.compile(
    r"(?<!\w)(?:"
    rf"{_LIVES_ES}(?:\s+(?:ahora|todav[ií]a|aqu[ií]|all[aá]))?\s+(?:en|por|sobre)"
    rf"|{_OF_ES}(?:\s+(?:es|est[aá]|queda))?(?:\s+(?:en|por|sobre))?"
    rf"|{_OF_SOMEBODY_ES}\s+[^\W\d_]+(?:\s+(?:es|est[aá]|queda))?\s+(?:en|por|sobre)"
    rf"|{_ADDRESS_OF_ES}(?:\s+es)?|{_PARTICULAR}(?:\s+(?:en|es))?"
    rf"|{_LIVES_EN}(?:\s+(?:now|still|right|over|there|here))?\s+(?:at|on|in)"
    rf"|{_OF_EN}(?:'s|\s+(?:is|are))?(?:\s+(?:right|over))?\s+(?:at|on|in)"
    rf"|{_ADDRESS_OF_EN}(?:\s+is)?"
    rf")(?:\s+(?:la|el|the))?[\s:,]{{1,3}}|(?<!\w){_LIVES_EN}(?:\s+(?:now|right|over))?\s+@\s?"
)
_NEAR = re.compile(r"[^\W\d_][\w .'-]{1,38},\s?(?:en\s)?(?:la\s)?")
"""A town or quarter between the cue and the street: `vive en Torreón, calle Hidalgo 234`."""

_STREET_ES = (
    r"(?:calle|c\.|c/|avenida|av\.?|ave\.?|boulevard|bulevar|blvd\.?|calzada|calz\.?|privada|priv\.?|andador|cerrada|cda\.?"
    r"|callej[oó]n|prolongaci[oó]n|prol\.?|circuito|retorno|paseo|camino)"
)
_NO_NAME_ES = (
    r"(?!(?:a|y|e|o|u|con|por|hace|como|mataron|hay|donde|desde|hasta|entre|unos|unas|m[aá]s|casi|son|fueron)\s)"
)
_NUMBER_ES = r"(?:(?:#|no\.?|n[uú]m\.?|n[uú]mero)\s?)?\d{1,5}(?:-?[a-z](?!\w))?"
_INSIDE_ES = r"(?:,?\s(?:int\.?|interior|depto\.?|departamento|lote|mz\.?|manzana|edif\.?)\s?\w{1,5})*"
_END = (
    r"(?![\w/]|[.,:-]\d|\s?(?:a[ñn]os|km|kil[oó]metros|metros|cuadras|casas|hombres|personas|muertos|elementos|soldados"
    r"|polic[ií]as|years|men|people|%))"
)
_ADDRESS_ES = re.compile(
    rf"{_STREET_ES}\s(?:{_NO_NAME_ES}[^\W_][\w.'-]*\s){{1,5}}{_NUMBER_ES}{_INSIDE_ES}{_END}"
    rf"|(?:[^\W\d_][\w.'-]*\s){{1,3}}(?:#|no\.|n[uú]m\.?|n[uú]mero)\s?\d{{1,5}}{_INSIDE_ES}{_END}"
    rf"|(?:#|no\.|n[uú]m\.?|n[uú]mero)\s?\d{{1,5}}(?:-?[a-z])?,?\s(?:(?:de|en)\s)?(?:la\s)?{_STREET_ES}\s"
    r"(?:(?:de|del|la|las|los|el|san|santa)\s){0,3}[^\W_]+"  # #12 calle Morelos
)
_STREET_EN = (
    r"(?:st|street|ave?|avenue|rd|road|dr|drive|ln|lane|blvd|boulevard|ct|court|pl|place|cir|circle|trl|trail|pkwy"
    r"|parkway|ter|terrace|way|loop|hwy|highway)"
)
_NO_NAME_EN = (
    r"(?!(?:of|from|to|off|by|in|on|at|and|or|with|minutes?|mins?|miles?|blocks?|hours?|feet|acres?|km|yards?|houses?"
    r"|years?|men|people|different|down|up)\s)"
)
_ADDRESS_EN = re.compile(
    rf"\d{{1,5}}(?:-?[a-z](?=\s))?\s(?:{_NO_NAME_EN}[^\W_][\w.'-]*\s){{1,4}}{_STREET_EN}(?![\w-])"
    r"(?:,?\s(?:apt|apartment|unit|suite|ste|lot)\.?\s?#?\w{1,5}|,?\s#\w{1,5})?"
)


_CALLED_LA = re.compile(rf"(?<!\w){_LIVES_ES}(?:\s+(?:ahora|todav[ií]a|aqu[ií]|all[aá]))?\s+(?:en|por|sobre)\s+la\s+")
_STREET_ALONE = re.compile(
    r"(?!(?:Zona|Col|Colonia|Secci[oó]n|Unidad|Manzana|Mz|Etapa|Fase|Torre|Ciudad|Carretera|Autopista|Ruta|Costa|Villa)\b)"
    r"[^\W\d_a-zà-öø-ÿ][^\W\d_]+(?:\s[^\W\d_a-zà-öø-ÿ][^\W\d_]+){0,2}\s(?!(?:19|20)\d\d(?!\d))\d{2,5}"
    r"(?=\s*(?:$|[.,;!?)\n](?!\d)|esq\b|esquina|entre|col\b|colonia|fracc|con\s|y\s|junto|frente))"
)
"""A street that is called by its name alone, in a text as written: `vive en la Morelos 12`."""

_STATED = re.compile(
    rf"(?<!\w){_ADDRESS_OF_ES}(?:\s+(?:particular|exact[oa]))?(?:\s+es|\s?:)\s?"
    r"(?:en\s)?(?:la\s|el\s)?"
)
_STATED_ADDRESS = re.compile(
    rf"(?:{_NO_NAME_ES}[^\W\d_][\w.'-]*\s){{1,4}}(?!(?:19|20)\d\d(?!\w)){_NUMBER_ES}{_INSIDE_ES}{_END}"
)
"""Where an address is announced, a name and a number are one without a word for a street."""
_MINUTES = r"\s?°[\d\s.'’′\"”″]{1,16}"
_POINT = re.compile(
    r"-?\d{1,2}\.\d{3,},?\s?-?\d{1,3}\.\d{3,}(?!\w)"
    rf"|\d{{1,2}}{_MINUTES}[ns][,\s]{{1,2}}\d{{1,3}}{_MINUTES}[weo](?!\w)"
)
"""Degrees north and west."""

ADDRESS_TRACES = (
    Traces(
        spellings(
            "|".join(
                (_LIVES_ES, _LIVES_EN, _OF_ES, _OF_SOMEBODY_ES, _OF_EN, _ADDRESS_OF_ES, _ADDRESS_OF_EN, _PARTICULAR)
            )
        ),
        re.compile(r"\d"),
    ),
)


def addresses(text: str) -> Iterator[Span]:
    """Street and number of houses that are said to be somebody's home."""
    lower = lower_case(text)
    for cue in _CUE.finditer(lower):
        near = _NEAR.match(lower, cue.end())
        for at in (cue.end(), near and near.end()):
            if at is not None and (m := _match(lower, at, _ADDRESS_ES, _ADDRESS_EN, _POINT)):
                yield Span(m.start(), m.end(), "address")
                break
    for cue in _CALLED_LA.finditer(lower):
        if m := _STREET_ALONE.match(text, cue.end()):
            yield Span(m.start(), m.end(), "address")
    for cue in _STATED.finditer(lower):
        if m := _match(lower, cue.end(), _STATED_ADDRESS):
            yield Span(m.start(), m.end(), "address")


def _match(lower: str, at: int, *forms: re.Pattern[str]) -> re.Match[str] | None:
    return next((m for form in forms if (m := form.match(lower, at))), None)
