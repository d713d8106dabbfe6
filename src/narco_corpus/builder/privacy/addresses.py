"""Finds addresses of houses that are given as somebody's: street and number after `vive en`, `our house is at`.

A street and number alone is where something happened ("shootout at 123 Main St"), and is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from narco_corpus.builder.privacy.lower_case import lower_case
from narco_corpus.builder.privacy.span import Span

_HOME_ES = r"(?:casa|domicilio|depa|departamento|hogar)"
_HOME_EN = r"(?:house|home|place|apartment|apt|condo|family)"
_CUE = re.compile(
    r"(?<!\w)(?:"
    r"(?:vive|viven|vives|vivo|vivimos|viv[ií]an?|viviendo)(?:\s+(?:ahora|todav[ií]a|aqu[ií]|all[aá]))?\s+(?:en|por|sobre)"
    rf"|(?:mi|mis|tu|su|sus|nuestra|nuestro|vuestra)\s+{_HOME_ES}(?:\s+(?:es|est[aá]|queda))?(?:\s+(?:en|por|sobre))?"
    r"|(?:mi|tu|su|nuestra)\s+direcci[oó]n(?:\s+es)?|domicilio\s+particular(?:\s+(?:en|es))?"
    r"|(?:lives?|living|lived|reside[sd]?)(?:\s+(?:now|still|right|over|there|here))?\s+(?:at|on|in)"
    rf"|(?:my|your|his|her|our|their|ur)\s+{_HOME_EN}(?:'s|\s+(?:is|are))?(?:\s+(?:right|over))?\s+(?:at|on|in)"
    r"|(?:my|your|his|her|our|their|ur|home)\s+address(?:\s+is)?"
    r")(?:\s+(?:la|el|the))?[\s:,]{1,3}"
)
_NEAR = re.compile(r"[^\W\d_][\w .'-]{1,38},\s?(?:en\s)?(?:la\s)?")
"""A town or quarter between the cue and the street: `vive en Torreón, calle Hidalgo 234`."""

_STREET_ES = (
    r"(?:calle|c\.|avenida|av\.?|ave\.?|boulevard|bulevar|blvd\.?|calzada|calz\.?|privada|priv\.?|andador|cerrada|cda\.?"
    r"|callej[oó]n|prolongaci[oó]n|prol\.?|circuito|retorno|paseo|camino)"
)
_NO_NAME_ES = (
    r"(?!(?:a|y|e|o|u|con|por|hace|como|mataron|hay|donde|desde|hasta|entre|unos|unas|m[aá]s|casi|son|fueron)\s)"
)
_NUMBER_ES = r"(?:(?:#|no\.?|n[uú]m\.?|n[uú]mero)\s?)?\d{1,5}(?:-?[a-z](?!\w))?"
_INSIDE_ES = r"(?:,?\s(?:int\.?|interior|depto\.?|departamento|lote|mz\.?|manzana|edif\.?)\s?\w{1,5})*"
_END = r"(?![\w/]|[.,:-]\d|\s?(?:a[ñn]os|km|kil[oó]metros|hombres|personas|muertos|years|men|people|%))"
_ADDRESS_ES = re.compile(
    rf"{_STREET_ES}\s(?:{_NO_NAME_ES}[^\W_][\w.'-]*\s){{1,5}}{_NUMBER_ES}{_INSIDE_ES}{_END}"
    rf"|(?:[^\W\d_][\w.'-]*\s){{1,3}}(?:#|no\.|n[uú]m\.?|n[uú]mero)\s?\d{{1,5}}{_INSIDE_ES}{_END}"
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


def addresses(text: str) -> Iterator[Span]:
    """Street and number of houses that are said to be somebody's home."""
    lower = lower_case(text)
    for cue in _CUE.finditer(lower):
        near = _NEAR.match(lower, cue.end())
        for at in (cue.end(), near and near.end()):
            if at is not None and (m := _ADDRESS_ES.match(lower, at) or _ADDRESS_EN.match(lower, at)):
                yield Span(m.start(), m.end(), "address")
                break
