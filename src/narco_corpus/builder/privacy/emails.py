"""Finds e-mail addresses, also those written out to escape robots (`name at gmail dot com`, `name arroba …`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from narco_corpus.builder.privacy.lower_case import lower_case
from narco_corpus.builder.privacy.span import Span
from narco_corpus.builder.privacy.spellings import least, spellings
from narco_corpus.builder.privacy.traces import Traces
from narco_corpus.builder.privacy.word_weights import word_weight

_PLAIN = re.compile(r"(?<![\w.+%-])(@?)([\w.+%-]++)@((?:[\w-]++\.)+(?:xn--[\w-]++|[^\W\d_](?:(?!\d\d)[^\W_])*+))")
"""The look-behind lets a search try each run of letters once, so the time is linear. What begins with two digits right
behind an address is a number."""

_HOST = re.compile(r"@[\w-]+\.")
"""What every such address holds, and few texts with an `@` do."""

_MAIL_ONLY = "gmail|hotmail|ymail|protonmail|rocketmail|hushmail|tutanota|lavabit|riseup"
_ALSO_OTHER = r"yahoo|outlook|live|msn|aol|icloud|proton|prodigy|mail|comcast|att|sbcglobal|safe-mail"
_PROVIDER = rf"(?:{_MAIL_ONLY}|{_ALSO_OTHER})"
_AT_IN_BRACKETS = r"[(\[{<]\s?(?:at|arroba|a|@)\s?[)\]}>]"
_AT_SIGN = rf"(?:\s?{_AT_IN_BRACKETS}\s?|\s{{1,2}}arroba\s{{1,2}}|\s{{0,2}}@\s{{0,2}})"
_AT_WORD = r"\s{1,2}at\s{1,2}"
_DOT_WORD = r"(?:dot|punto)"
_DOT_IN_BRACKETS = r"[(\[{<]\s?\.\s?[)\]}>]"
_DOT_WRITTEN = rf"(?:\s?(?:{_DOT_IN_BRACKETS}|[(\[{{<]\s?{_DOT_WORD}\s?[)\]}}>])\s?|\s{{1,2}}{_DOT_WORD}\s{{1,2}})"
_DOT = rf"(?:\s?\.\s?|{_DOT_WRITTEN})"
_TOP = r"(?:com|net|org|mx|es|edu|me|info)\b"
_COUNTRY = rf"(?:{_DOT}(?:mx|es|ar|co)\b)?"
_NO_NAME = (
    r"(?!(?:it|look|looking|this|that|see|news|video|article|story|posted|found|read|here|is|was|and|or|me|us|him|her|them"
    r"|you)\s)"
)
_JOINT = rf"(?:{_DOT_WRITTEN}|\s(?:underscore|gui[oó]n(?:\sbajo)?)\s)"
_LOCAL = rf"(?<![\w.+%-]){_NO_NAME}[\w.+%-]++(?:{_JOINT}[\w.+%-]++){{0,4}}"
_WRITTEN = re.compile(
    rf"{_LOCAL}(?:"
    rf"{_AT_SIGN}{_PROVIDER}{_DOT}{_TOP}{_COUNTRY}"  # a known provider, whatever the spelling
    rf"|{_AT_SIGN}[\w-]++{_DOT_WRITTEN}{_TOP}{_COUNTRY}"  # any host, when the dot is written out
    rf"|{_AT_SIGN}(?:{_MAIL_ONLY})\b"  # `name arroba hotmail`
    rf"|{_AT_WORD}{_PROVIDER}{_DOT_WRITTEN}{_TOP}{_COUNTRY}"
    rf"|{_AT_WORD}(?:{_MAIL_ONLY}){_DOT}{_TOP}{_COUNTRY}"  # "at yahoo.com" may be where a story was read
    r")",
    re.IGNORECASE,
)

_IN_ONE = re.compile(
    rf"(?<![\w.+%-])(?=[\w.+%-]*arroba)[\w.+%-]+?-?arroba-?{_PROVIDER}(?:\.|-?punto-?)(?:com|net|org|mx)\b(?:[.-]mx\b)?",
    re.IGNORECASE,
)
"""`name-arroba-gmail-punto-com`, `namearrobagmail.com`."""
_OWN = r"(?:my|mi)\s+(?:gmail|hotmail|yahoo|correo|e-?mail)"
_OF_PROVIDER = re.compile(
    rf"(?<![\w@.-])(?:{_OWN}(?:\s+(?:is|es|it'?s))?|(?:gmail|hotmail)\s?(?=:))\s?:?\s{{0,2}}"
    r"(?=[\w.-]*[a-z])(?=[\w.-]*[\d_]|[\w-]+\.\w)([\w.-]{4,40}\b)(?!@|\s?[(\[])(?:\s(?:en|at|on)\s(?:gmail|hotmail|yahoo)\b)?",
    re.IGNORECASE,
)
"""`my gmail is name77`."""

_ANY_HOST = re.compile(
    rf"{_LOCAL}{_AT_WORD}(?:(?:[\w-]++{_DOT_WRITTEN}){{1,3}}(?:com|net|org|mx)|(?:{_MAIL_ONLY})\s{{1,2}}com)\b",
    re.IGNORECASE,
)
_SITE = re.compile(
    r"\bat\s{1,2}\w*(?:narco|news|noticia|beat|blog|diario|times|tube|facebook|twitter|amazon|wiki)", re.IGNORECASE
)
"""Hosts that are read."""
_CUE = re.compile(
    r"(?<!\w)(?:e-?mail|mail|correo|write|reach|contact|escr[ií]b\w+|cont[aá]ct\w+|m[aá]nd\w+)"
    r"(?:\s+(?:address|electr[oó]nico|is|es|me|us|to|at|al?)){0,3}[\s:,(]{1,3}$",
    re.IGNORECASE,
)
_WINDOW = 40

_WRITTEN_WORDS = least(spellings(rf"{_DOT_WORD}|{_MAIL_ONLY}|{_ALSO_OTHER}|correo|e-?mail"))
_WRITTEN_DOT = re.compile(_DOT_IN_BRACKETS)
"""Every address written out holds one of these: a provider, or a point that is no plain one."""
EMAIL_TRACES = (
    Traces(("@", "arroba", "gmail", "hotmail", *spellings(rf"{_AT_IN_BRACKETS}|{_OWN}"))),
    Traces(spellings(rf"{_DOT_WORD}|{_DOT_IN_BRACKETS}|{_MAIL_ONLY}"), re.compile(_AT_WORD)),
)

_PUBLIC_HOST = re.compile(r"(?:^|\.)(?:gov|mil|gob\.mx|gc\.ca|europa\.eu|interpol\.int)$", re.IGNORECASE)
_PUBLIC_BOX = re.compile(
    r"(?:tips?|info|contact[oe]?|press|prensa|denuncias?|atencion\w*|quejas|media|webmaster|public\.?affairs)",
    re.IGNORECASE,
)


def emails(text: str) -> Iterator[Span]:
    """E-mail addresses in a text; an office's own box at a public body (`tips@fbi.gov`) is no person's and is left."""
    if _HOST.search(text):
        for m in _PLAIN.finditer(text):
            if not (_PUBLIC_HOST.search(m[3]) and _PUBLIC_BOX.fullmatch(m[2])):
                yield Span(m.start(), m.end(), "handle" if m[1] else "email")  # @name@host is a fediverse handle
    lower = lower_case(text)
    if any(map(lower.__contains__, _WRITTEN_WORDS)) or _WRITTEN_DOT.search(lower):
        for m in _WRITTEN.finditer(text):
            yield Span(m.start(), m.end(), "email")
        for m in _IN_ONE.finditer(text):
            yield Span(m.start(), m.end(), "email")
        for m in _OF_PROVIDER.finditer(text):
            yield Span(m.start(1), m.end(), "email")
        for m in _ANY_HOST.finditer(text):
            if _is_box(text, m):
                yield Span(m.start(), m.end(), "email")


def _is_box(text: str, address: re.Match[str]) -> bool:
    """Whether `x at y dot com` is an address and no place where something stands: "read it at y dot com".

    `x` is in lower case and no common word, or stands right after a word for mail.
    """
    local = re.split(r"\s", address[0], maxsplit=1)[0]
    if not local.islower():
        return False
    announced = _CUE.search(text[max(0, address.start() - _WINDOW) : address.start()])
    return bool(announced) or (word_weight(local) == 0 and not _SITE.search(address[0]))
