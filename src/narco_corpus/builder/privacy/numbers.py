"""Finds numbers that stand for one person: of Mexican papers (`id`), of bank accounts and cards (`account`), of a line
to the internet (`ip`).

Papers have dates and letters in fixed places, so their shape is enough. Accounts are runs of digits: they have check
digits, groups of four, or a word beside them that says what they are; other long numbers are left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from narco_corpus.builder.privacy.lower_case import lower_case
from narco_corpus.builder.privacy.span import Span
from narco_corpus.builder.privacy.spellings import spellings
from narco_corpus.builder.privacy.traces import Traces

_DAY = r"\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
_PAPER = re.compile(
    rf"(?<![\w/.-])(?:[a-z][aeioux][a-z]{{2}}{_DAY}[hmx][a-z]{{5}}[a-z\d]\d"  # CURP
    rf"|[a-zñ&][aeioux][a-zñ&]{{2}}-?{_DAY}-?[a-z\d]{{2}}[\da]"  # RFC of a person; a firm's has three letters
    rf"|[a-z]{{6}}{_DAY}\d\d[hm]\d{{3}})(?![\w/])"  # key of the voter's card
)
_RFC = r"(?:rfc|r\.f\.c\.)"
_BARE_RFC = re.compile(rf"(?<!\w){_RFC}(?:\s+(?:es|is))?\s*[:=]?\s*([a-zñ&]{{4}}-?{_DAY})(?![\w-])")

NUMBER_TRACES = (Traces(spellings(_RFC)),)
"""All other numbers have at least seven digits, or six and a letter."""

_YEARS = r"(?:19|20)\d\d[ -](?:19|20)?\d\d(?!\d)"
_PAPER_WORD = (
    r"(?:ssn|social\s+security|seguro\s+social|nss|passport|pasaporte|ine|ife|credencial(?:\s+de\s+elector)?"
    r"|licencia\s+de\s+(?:manejo|conducir)|driver'?s?\s+licen[sc]e|green\s?card"
    r"|(?:mi|tu|su)\s+licencia|(?:my|your|his|her)\s+(?:licen[sc]e|social))"
)
_SAID = r"(?:\s+(?:number|num|n[uú]mero|no|card|folio|is|es|de|mexicano|americano))*[\s.:#]{1,3}"
_CUED_PAPER = re.compile(
    rf"(?<!\w){_PAPER_WORD}{_SAID}(?!{_YEARS})((?:idmex|[a-z]{{1,2}})?\d(?:[ -]?\d){{6,12}})(?![\w/]|[.,:-]\d)"
)
"""A number that is said to be that of somebody's papers."""

_BANK = (
    r"(?:bbva|bancomer|(?:citi)?banamex|banorte|santander|hsbc|scotiabank|azteca|banregio|inbursa|oxxo|spin|chase"
    r"|wells\s+fargo|banco|bank)"
)
_CUED_ACCOUNT = re.compile(
    rf"(?<!\w)(?:cuenta|cta|account|acct)\.?(?:\s+(?:{_BANK}|bancaria|number|num|n[uú]mero|no|n[oó]mina|de|en|es|is)\.?)*"
    rf"[\s:#]{{1,3}}(?!{_YEARS})(\d(?:[ -]?\d){{7,17}})(?![\w/]|[.,:-]\d|\s\d"
    r"|\s?(?:pesos|d[oó]lar|dollar|usd|mdp|euros|million|mil|views|visitas|people|personas))"
)
_CLABE_APART = re.compile(
    r"(?<!\w)clabe(?:\s+(?:interbancaria|es|is|number|n[uú]mero|no|de))*[\s.:#]{1,3}(\d(?:[ -]?\d){17})"
    r"(?![\w/]|[.,:-]\d)"
)
_AMEX = re.compile(r"(?<![\w/.,:#=-])3[47]\d{2}([ -]?)\d{6}\1\d{5}(?![\w/]|[.,:-]\d| \d)")
_CARD = re.compile(r"(?<![\w/.,:#=-])(?:[3-6]\d{3}|2[2-7]\d\d)([ .-]?)\d{4}\1\d{4}\1\d{4}(?![\w/]|[.,:-]\d| \d)")
_CLABE = re.compile(r"(?<![\w/.,:#=-])\d{3}([ -]?)\d{3}\1\d{11}\1\d(?![\w/]|[.,:-]\d)")
_ACCOUNT_WORD = re.compile(
    r"(?<!\w)(?:clabe|cuentas?|accounts?|tarjetas?|cards?|visa|mastercard|debito|débito|debit|banco|bank|bbva|bancomer"
    r"|banamex|citibanamex|banorte|santander|hsbc|scotiabank|azteca|banregio|inbursa|oxxo|spin|dep[oó]sit\w*|transfer\w*|spei)(?!\w)"
)
_WINDOW = 40

_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_IP = re.compile(rf"(?<![\w.,:/$€£-])(?<![$€£] )(?:{_OCTET}\.){{3}}{_OCTET}(?![\w/]|[.,]\d)")
_IP_WORD = re.compile(r"(?<!\w)(?:ip|ips|ipv4|address|direcci[oó]n)(?!\w)")
_IP_DIGITS = 7
"""Digits that an address has at least: `1.2.3.4` numbers a section."""
_SECTION = re.compile(
    r"(?<!\w)(?:versions?|ver|v|articles?|art[ií]culos?|art|sections?|sec|secci[oó]n|fracci[oó]n|chapter|cap[ií]tulo|rules?|nos?)\.?\s$"
)
_PRIVATE = re.compile(r"(?:0|10|127|169\.254|172\.(?:1[6-9]|2\d|3[01])|192\.168|22[4-9]|2[3-5]\d)\.")
"""Networks inside a house and addresses of no machine."""


def numbers(text: str) -> Iterator[Span]:
    """Numbers of papers, accounts and internet addresses in a text."""
    lower = lower_case(text)
    for m in _PAPER.finditer(lower):
        yield Span(m.start(), m.end(), "id")
    for m in _BARE_RFC.finditer(lower):
        yield Span(m.start(1), m.end(1), "id")
    for m in _CUED_PAPER.finditer(lower):
        yield Span(m.start(1), m.end(1), "id")
    for cued in (_CLABE_APART, _CUED_ACCOUNT):
        for m in cued.finditer(lower):
            yield Span(m.start(1), m.end(1), "account")
    for m in _AMEX.finditer(lower):
        if _is_card([0, *(int(d) for d in m[0] if d.isdigit())]):
            yield Span(m.start(), m.end(), "account")
    for m in _CLABE.finditer(lower):
        if _is_clabe([int(d) for d in m[0] if d.isdigit()]) or _is_announced(lower, m.start(), _ACCOUNT_WORD):
            yield Span(m.start(), m.end(), "account")
    for m in _CARD.finditer(lower):
        digits = [int(d) for d in m[0] if d.isdigit()]
        if m[1] or _is_card(digits) or _is_announced(lower, m.start(), _ACCOUNT_WORD):
            yield Span(m.start(), m.end(), "account")
    if "." in lower:
        for m in _IP.finditer(lower):
            announced = _is_announced(lower, m.start(), _IP_WORD)
            if _is_host(m[0]) and (announced or not _is_amount(m[0])) and not _is_section(lower, m.start()):
                yield Span(m.start(), m.end(), "ip")


def _is_announced(lower: str, start: int, word: re.Pattern[str]) -> bool:
    return word.search(lower, max(0, start - _WINDOW), start) is not None


def _is_card(digits: Sequence[int]) -> bool:
    """Whether the check digit of a card's number is right (Luhn)."""
    doubled = (2 * d if n % 2 == 0 else d for n, d in enumerate(digits))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0


def _is_clabe(digits: Sequence[int]) -> bool:
    """Whether a number of 18 digits is an account's: its check digit, and a bank's code in front."""
    total = sum(d * weight % 10 for d, weight in zip(digits[:17], (3, 7, 1) * 6, strict=False))
    return digits[0] in (0, 1, 6, 7) and len(set(digits)) > 1 and (10 - total % 10) % 10 == digits[17]


def _is_host(number: str) -> bool:
    return sum(map(str.isdigit, number)) >= _IP_DIGITS and not _PRIVATE.match(number)


def _is_section(lower: str, start: int) -> bool:
    return _SECTION.search(lower[max(0, start - _WINDOW) : start]) is not None


def _is_amount(number: str) -> bool:
    """Whether it may be an amount whose thousands are set off by points: `1.200.150.000`."""
    return all(len(group) == 3 for group in number.split(".")[1:])
