"""Finds telephone numbers: by their shape, or by a word beside them that says that one can be called there.

Left as they are: emergency and short numbers (911, 066, 088, 089: fewer than seven digits), toll-free lines (01 800,
1-800, 1-888 …: firms and offices) and lines named as public (tip line, hotline, Crime Stoppers, denuncia anónima).
A bare run of ten digits counts as a number in the form of Mexico and North America unless it is an amount.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from narco_corpus.builder.privacy.lower_case import lower_case
from narco_corpus.builder.privacy.span import Span

_BEFORE = r"(?<![^\W_])(?<![$€£#\[])(?<!(?<![a-z]\])[/=_])(?<![\d\W]\])(?<!\d[.,:/+-](?!\+))(?<![$€£] )"
_ANOTHER = (
    r"(?:(?:\+?52(?:[ .-]?1)?|04[45]|01|1)[ .-]?)?\(?"
    r"(?:[2-9]\d{2}\)?[ .*-]?\d{3}|(?:55|56|33|81)\)?[ .-]?\d{4})[ .*-]?\d\d[ .-]?\d\d(?!\d|_[a-z])"
)
"""A whole number with its area, as it is looked for behind another one."""
_JOINED = rf"[.,:/_-]{_ANOTHER}"
_AFTER = (
    rf"(?!(?!{_JOINED}|[/,]\d{{3}}-\d{{4}}(?!\d))"
    r"(?:[\w\]]|\[[^a-z]|[.,:]\d|[/-]\d(?!\d{6,9}(?!\d))))"
)
"""A second number may follow right after a sign, and one of our own placeholders before or after."""
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
"""Typographic dashes, read as the plain one that stands in their place."""
_SHAPE = re.compile(
    _BEFORE
    + r"(?:"
    + r"\+\d(?:[ ().-]{0,2}\d){8,14}"  # +52 1 867 123 4567
    + r"|(?:\(?(?:04[45]|01|00?52(?:[ .-]?1)?|52(?:[ .-]?1)?|1)\)?[ .-]?)?"  # prefixes of Mexico and North America
    + r"(?:\(\d{2,3}\)[ .-]?\d{3,4}(?:[ .-]?\d{4}|[ .-]\d{2}[ .-]\d{2})"  # (867) 123-4567, (867) 123 45 67
    + r"|[2-9]\d{2}([ .-])\d{3}(?:\1\d{4}|[ .-]\d{2}[ .-]\d{2})"  # 867-123-4567, 867 123 45 67
    + r"|[2-9]\d{2}[ /.-]\d{3}[.-]\d{4}"  # 867 123-4567, 867-123.4567
    + r"|(?:55|56|33|81)[ .-](?!(?:19|20)\d\d[ .-](?:19|20)\d\d)\d{4}[ .-]\d{4}"  # 55 1234-5678: areas of two digits
    + r"|(?:55|56|33|81)([ .-])\d\d\2\d\d\2\d\d\2\d\d(?!\2\d)"  # 81 81 23 45 67
    + r"|[2-9]\d{2} ?([.*~-]) ?\d{3} ?\3 ?\d{4}"  # 867 - 123 - 4567, 867*123*4567
    + r"|[2-9]\d{2}[ -]\d{7}"  # 867-1234567
    + r"|[2-9]([ .-])\d(?:\4\d){8}(?!\4\d)"  # 8 6 7 1 2 3 4 5 6 7
    + r"|[2-9]\d{2}(?: \d){7}(?! \d)"  # 867 1 2 3 4 5 6 7
    + r"|[2-9]\d{9})"
    + r"|\(01\d{2,3}\)[ .-]?\d{3,4}[ .-]?\d{4})"  # (01867) 123 4567
    + _AFTER
)
_TOLL_FREE = re.compile(r"^\(?(?:(?:01|1)\)?[ .-]?\(?(?:800|900)|\(?(?:800|900)|1[ .-]?\(?8(?:33|44|55|66|77|88))\D?")
_AMOUNT = re.compile(
    rf"(?:{_JOINED})*"
    r"\s{0,2}(?:pesos?|d[oó]lar(?:es)?|dollars?|dlls?|usd|mxn|euros?|bucks|mdp|mdd|million|millones|people|personas"
    r"|muertos|hombres|dead|men|views|kilos?|kg|kms?|kil[oó]metros|tons?|toneladas|years|años)\b",
    re.IGNORECASE,
)

_CUE = re.compile(
    r"(?<!\w)(?:(?:call|text|txt|phone|ring|dial)\s+(?:or\s+text\s+)?(?:me|him|her|us)"
    r"|(?:ll[aá]m[ae]n?|m[aá]r[cq]u?[ae]n?|h[aá]bl[ae]n?)(?:me|nos|le)"
    r"|(?:ll[aá]m[ae]n?|m[aá]r[cq]u?[ae]n?)\s+al"
    r"|what'?s?\s?app?|wh?ats[au]pp?|guasap|w[au]sap|wsp|telegram|cel|cell|celular|tel(?! aviv)|tel[eé]fono"
    r"|phone|mobile|m[oó]vil|nextel"
    r"|my\s+(?:number|num|digits|line)|mi\s+(?:n[uú]mero(?!\s+de\s+(?!(?:tel|cel|m[oó]vil|whats|contacto)))|num|no|l[ií]nea))(?!\w)",
)
"""Tried on the text in lower case, which takes half the time of ignoring case."""
_CUED_NUMBER = re.compile(rf"(?:{_ANOTHER}(?=[ .,:/_-]{{1,3}}{_ANOTHER})|\+?\(?\d(?:[ ().-]{{0,2}}\d){{6,14}}{_AFTER})")
_LOCAL = re.compile(
    r"(?:(?<!\w)(?:(?:call|dial)(?:\s+at)?|(?:ll[aá]m[ae](?:r|n)?|m[aá]r[cq]u?[ae](?:r|n)?)(?:\s+al?)?)[\s:]{1,2}"
    r"|\[phone\][/,])(\d{3}-\d{4})" + _AFTER
)
"""`call 726-4533`, `867-123-4567/726-4533`: of seven digits, and so in no way but this one."""
_AND_ANOTHER = re.compile(r"\s{0,2}(?:,|/|-|\bor\b|\band\b|\bo\b|\by\b)\s{0,2}", re.IGNORECASE)

_DATE = re.compile(
    r"(?:19|20)\d{2}(?:[ /.-]{1,3}(?:19|20)\d{2})+"  # years from and to, or one after another
    r"|\d{1,2}[ /.-]\d{1,2}[ /.-](?:19|20)\d{2}|(?:19|20)\d{2}[ /.-]\d{1,2}[ /.-]\d{1,2}"
)
"""What stands after `cell` or `phone` and is no number: `sleeper cell 2008-2010`."""

_PUBLIC_LINE = re.compile(
    r"tip[\s-]?lines?|hot[\s-]?lines?|crime\s?stoppers|denuncias?(?:\s+an[oó]nimas?)?|l[ií]nea\s+(?:de\s+)?(?:denuncia"
    r"|emergencia)s?|emergenc(?:y|ias?)|consulates?|consulado|embass(?:y|ies)|embajada"
    r"|\b(?:FBI|DEA|ATF|PGR|FGR|SEDENA|SEMAR)(?=(?:\s+(?:at|al|tel|phone|number|office|office:))?[\s:.,(]{1,3}$)",
    re.IGNORECASE,
)
_PUBLIC_TRACES = (
    "line", "stoppers", "denuncia", "nea", "emergenc", "consul", "emba", "fbi", "dea", "atf", "pgr", "fgr", "sedena",
    "semar",
)  # fmt: skip
"""Every such line is named by one of these, and before most numbers there is none."""
_PERSONAL = re.compile(r"(?<!\w)(?:my|mi|me|cel|cell|celular|whats\w*|nextel|mobile|m[oó]vil)(?!\w)", re.IGNORECASE)
_WINDOW = 40
_PAIRS = 5
"""Parts of a number of ten digits that is written in pairs."""


def phones(text: str) -> Iterator[Span]:
    """Telephone numbers in a text."""
    text = text.translate(_DASHES)  # one for one, so that places stay
    taken = -1
    for start, end in sorted({*_shaped(text), *_cued(text), *_local(text)}, key=lambda s: (s[0], -s[1])):
        if start >= taken:
            taken = end
            yield Span(start, end, "phone")


def _shaped(text: str) -> Iterator[tuple[int, int]]:
    for m in _SHAPE.finditer(text):
        digits = sum(c.isdigit() for c in m[0])
        if (
            digits < 9
            or _is_row(m[0])
            or _TOLL_FREE.match(m[0])
            or _AMOUNT.match(text, m.end())
            or _is_public_line(text, m.start())
        ):
            continue
        yield m.start(), m.end()


def _is_row(number: str) -> bool:
    """Whether it is numbers in order rather than one: `33 34 35 36 37`."""
    parts = [int(part) for part in re.findall(r"\d+", number)]
    return len(parts) == _PAIRS and all(a < b for a, b in pairwise(parts))


def _cued(text: str) -> Iterator[tuple[int, int]]:
    for cue in _CUE.finditer(lower_case(text)):
        at = _first_digit(text, cue.end())
        while at is not None and (m := _CUED_NUMBER.match(text, at)):
            if _DATE.fullmatch(m[0]):
                break
            if _TOLL_FREE.match(m[0]) or _AMOUNT.match(text, m.end()) or _is_public_line(text, m.start()):
                break
            yield m.start(), m.end()
            more = _AND_ANOTHER.match(text, m.end())
            at = more.end() if more else None


def _local(text: str) -> Iterator[tuple[int, int]]:
    for m in _LOCAL.finditer(lower_case(text)):
        if not (_AMOUNT.match(text, m.end(1)) or _is_public_line(text, m.start(1))):
            yield m.start(1), m.end(1)


_TO_DIGIT = re.compile(r"[^\d\n\[\]@/$+(]{0,24}(?=[\d+(])")


def _first_digit(text: str, start: int) -> int | None:
    """Where a number begins within a few words after a cue."""
    m = _TO_DIGIT.match(text, start)
    return m.end() if m else None


def _is_public_line(text: str, start: int) -> bool:
    """Whether the nearest word before the number that tells whose it is names a public line."""
    before = text[max(0, start - _WINDOW) : start]
    if not any(map(lower_case(before).__contains__, _PUBLIC_TRACES)):
        return False
    public = [m.end() for m in _PUBLIC_LINE.finditer(before)]
    return bool(public) and not any(m.start() >= public[-1] for m in _PERSONAL.finditer(before))
