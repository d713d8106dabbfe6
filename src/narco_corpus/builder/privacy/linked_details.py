"""Finds contact details within a link: e-mail addresses and phone numbers that it states behind `=`, and coordinates.

Other numbers in links are those of articles, videos and pictures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from narco_corpus.builder.privacy.emails import emails
from narco_corpus.builder.privacy.phones import phones
from narco_corpus.builder.privacy.span import Span
from narco_corpus.builder.privacy.spellings import spellings

_FIELD = re.compile(r"(?<=[?&#;])([\w.-]{1,40})=([^&#;\s]+)")
_FOR_CALLS = r"(?:tel|telefono|telephone|phone|cel|cell|celular|mobile|movil|whatsapp|sms)"
_PHONE = re.compile(rf"(?:.*[_.-])?{_FOR_CALLS}(?:[_-]?(?:no|num|number))?", re.IGNORECASE)
_NUMBER = re.compile(r"\+?[\d().\s-]+")
_ESCAPED = {"%40": "@", "%2b": "+", "%20": " ", "%28": "(", "%29": ")"}
_ESCAPE = re.compile("|".join(_ESCAPED), re.IGNORECASE)

_BETWEEN = r"(?:,|%2c|/|!4d)(?:\+|%20)?"
_DEGREES = r"\d{1,3}\.\d{3,}"
_POINT = re.compile(
    rf"(?<![\w.,-])(-?{_DEGREES}){_BETWEEN}(-?{_DEGREES})(?![\w.])"  # ?q=26.0921,-98.2776, /@26.0921,-98.2776,15z
    rf"|(?<=!3d)(-?{_DEGREES}){_BETWEEN}(-?{_DEGREES})(?![\w.])",
    re.IGNORECASE,
)
_AXIS = re.compile(rf"(?<=[?&#;])(?:m?lat(?:itude)?|m?l(?:on|ng)(?:gitude)?)=(-?{_DEGREES})(?![\w.])", re.IGNORECASE)
LINKED_TRACES = ("?q=", "ll=", *spellings(rf"(?:mail|lat|{_FOR_CALLS})="))


def linked_details(address: str) -> Iterator[Span]:
    """Contact details in a link, in order."""
    found = [*_points(address), *_fields(address)]
    done = 0
    for span in sorted(found):
        if span.start >= done:
            done = span.end
            yield span


def _points(address: str) -> Iterator[Span]:
    for m in _POINT.finditer(address):
        first, second = (float(part) for part in m.groups() if part)
        if abs(first) <= 90 and abs(second) <= 180:
            yield Span(m.start(), m.end(), "address")
    for m in _AXIS.finditer(address):
        yield Span(m.start(1), m.end(1), "address")


def _fields(address: str) -> Iterator[Span]:
    for m in _FIELD.finditer(address):
        value = _ESCAPE.sub(lambda escape: _ESCAPED[escape[0].lower()], m[2])
        if "@" in value and any(span.kind == "email" for span in emails(value)):
            yield Span(m.start(2), m.end(2), "email")
        elif _NUMBER.fullmatch(value) and _is_phone(m[1], value):
            yield Span(m.start(2), m.end(2), "phone")


def _is_phone(name: str, number: str) -> bool:
    """Whether a number that a link states is one to call: by the name of its field, else by more than its digits."""
    if _PHONE.fullmatch(name):
        return any(phones(f"tel {number}"))
    return not number.isdigit() and any(phones(number))
