"""Finds accounts that a commenter gives to be reached at (`my kik is …`, `agrégame en face como …`).

A bare `@name` addresses another commenter and is left; it is a contact only beside a network's name or a verb that
asks to follow or add. What stands in the place of a handle counts as one when it has a sign that words have not
(`@`, a digit, `_`, a point inside), or where the sentence leaves no other reading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from narco_corpus.builder.privacy.full_names import full_name_end
from narco_corpus.builder.privacy.lower_case import lower_case
from narco_corpus.builder.privacy.public import is_public
from narco_corpus.builder.privacy.span import Span
from narco_corpus.builder.privacy.spellings import spellings
from narco_corpus.builder.privacy.traces import Traces

_OWN_NETWORK = (
    r"kik|snap(?:\s?chat)?|skype|discord|telegram|psn|gamertag|bbm|msn|messenger|wickr|threema|viber|icq|ig"
    r"|insta(?:gram)?|tik\s?tok"
)
_NETWORK = (
    rf"{_OWN_NETWORK}|twitter|x|facebook|face\s?book|face|fb|feis|whats?\s?app|wh?atsapp?|w[au]sap|wsp|youtube|yt|reddit"
    r"|threads|hi5|metroflog|signal"
)
_ACCOUNT = r"user(?:\s?name)?|screen\s?name|handle|usuario|account|cuenta|p[aá]gina|perfil|profile"
_PLACES = rf"(?:\s+(?:{_ACCOUNT}|gamertag|name|nick))?(?:\s+(?:de|del|on|en|in)\s+(?:{_NETWORK}))?"
_IS = r"(?:\s*(?:[:=]|->)|\s+-|\s+(?:is|es|it'?s|as|at|como|soy|called|named|under|by|bajo)\b)?"

_MINE = r"(?:my|mi|mis|our|nuestro)"
_VERB = (
    r"(?:follow|add|find|dm|pm|message|msg|text|contact|write(?:\s+to)?|reach|hit|look|snap|kik|skype)\s+(?:me|us)"
    r"|(?:s[ií]g[ua]{1,2}n?|agr[eé]g[ua]{1,2}e?n?|agr[eé]guen|s[ií]gan|b[uú][sz](?:ca|que)n?|a[ñn][aá]da?n?|escr[ií]b[ae]n?"
    r"|cont[aá]ct[ae]n?|a[ñn][aá]d[ae]n?|encu[eé]ntr[ae]n?)(?:me|nos)"
    r"|m[aá]nd[ae]n?me\s+(?:un\s+)?(?:inbox|dm|mensaje|md)"
)
_VIA = rf"(?:\s+(?:on|at|in|via|by|en|por|al?|through))?(?:\s+(?:my|mi|el|the))?(?:\s+(?P<net>{_NETWORK})(?!\w))?"

# These are tried on the text in lower case, which takes half the time of ignoring case.
_OWNED = re.compile(
    rf"(?<!\w){_MINE}\s+(?:(?P<net>{_NETWORK})|(?:\w+\s)?(?P<acc>{_ACCOUNT}|gamertag))(?!\w){_PLACES}{_IS}\s*",
)
_ASKED = re.compile(rf"(?<!\w)(?:{_VERB})(?:\s+up)?(?!\w){_VIA}{_IS}\s*")
_ON_NETWORK = re.compile(
    rf"(?<!\w)(?:i'?m|i\s+am|estoy|ando|me\s+encuentran)\s+(?:on|en|in)\s+(?:{_NETWORK})(?!\w){_IS}\s*"
)
_AS = r"(?:as|como|under|bajo|soy|me\s+llamo|i'?m|i\s+am)"
_AS_ON = re.compile(rf"(?<!\w)(?:on|en|in)\s+(?:el\s+)?(?:{_NETWORK})\s+{_AS}\s+(?:el\s+nombre\s+(?:de\s+)?)?")
_FOLLOW_ON = re.compile(
    rf"(?<!\w)(?:follow|add|s[ií]g[au]e?n?(?:\s+a)?)\s+(?=([\w.]+)\s+(?:on|en|in|at)\s+(?:{_NETWORK})(?!\w))",
)
_BARE_NETWORK = r"kik|snap(?:chat)?|skype|discord|telegram|instagram|insta|psn|bbm|wickr|threema|viber|icq"
_BARE = re.compile(rf"(?<!\w)(?:{_BARE_NETWORK})\s(?![zm]-?\d{{1,2}}\b)(?=[\w.-]*[a-z])")
_SLASHED_NETWORK = r"fb|facebook|face|ig|insta(?:gram)?|twitter|tik\s?tok|snap(?:chat)?|telegram|youtube|yt"
_SLASHED = re.compile(rf"(?<![\w@/.])(?:{_SLASHED_NETWORK})/(?=[\w.@])")
_SIGNED_NETWORK = r"twitter|tik\s?tok|facebook|face|fb|ig"
_SIGNED = re.compile(
    rf"(?<![\w@/.])(?:{_SIGNED_NETWORK})\s(?=([a-z][\w.]*\w)(?![\w@/-]))(?=[\w.]*[\d_])",
)
"""A network and a word that has a sign of a handle."""
_SIGNED_LETTERS = 4
"""Letters that such a word has at least: `z40` and `ak47` are in the news on twitter."""
_NAME_GIVEN = re.compile(r"(?<![\w@/])(?<!on )(?<!via )(?<!from )(?<!en )(?<!por )(?<!de )(?:fb|face|feis)\s?[:=]\s?")
_LABELLED = re.compile(rf"(?<![\w@])(?<!(?<![a-z]\])/)(?!threads)(?P<net>{_NETWORK})\s?[:=]\s?")
_BY_NAME = r"twitter|instagram|insta|ig|tik\s?tok|facebook|snapchat|telegram|kik|youtube|reddit|threads"
"""Networks whose name alone makes an `@name` beside it theirs ("in your face @Brito" does not)."""
_NAMED_NETWORK = re.compile(
    rf"(?<!\w)(?:(?:{_BY_NAME})(?:\s+(?:account|cuenta))?(?:\s+(?:as|como|at|is|es))?"
    r"|follow|s[ií]g[au]e?n?(?:\s+a)?|s[ií]g[au]e?n?l[oae]s?(?:\s+(?:a|en))?)[\s:,(-]{1,3}(?=@\w)",
)
_AT_THEN_NETWORK = re.compile(rf"(?<![\w@.])@([\w.]*\w)[\s,(]{{1,3}}(?:on|en|in|de|at)\s+(?:{_BY_NAME})(?!\w)")
_PAYING = r"cash\s?app|venmo|paypal"
_CASH = re.compile(rf"(?<!\w)(?:{_PAYING})(?:\s+(?:is|es))?[\s:=]{{1,3}}(?=[$@][a-z])\$?")
_CODE = re.compile(r"(?:[zmr]-?\d{1,3}|ak-?47|ar-?15)$", re.IGNORECASE)
"""What a cartel's men and weapons are called."""
_REDDIT = re.compile(r"(?<![\w/.])/?u/(?=[\w-]{3,20}(?![\w/]))")
_PIN = re.compile(r"(?<!\w)(?:bb\s?|mi\s|my\s)?pin\s?(?:is|es)?\s?[:=]?\s?(?=[\da-f]{8}\b)([\da-f]{8})")

HANDLE_TRACES = (
    Traces(spellings(rf"{_MINE}\s(?:{_NETWORK})|{_VERB}|(?:on|en|in|at|de|el)\s(?:{_NETWORK})|(?:{_NETWORK})\s?[:=]")),
    Traces(spellings(rf"(?:{_BARE_NETWORK})\s|(?:{_SLASHED_NETWORK})/|{_PAYING}|u/")),
    Traces(spellings(rf"{_ACCOUNT}|gamertag"), _OWNED),
    Traces(spellings(rf"(?:{_SIGNED_NETWORK})\s"), _SIGNED),
    Traces(spellings(r"[\s:,(-]@"), _NAMED_NETWORK),
    Traces(("pin",), _PIN),
)

_TOKEN = re.compile(r"(?:live:)?@?\w(?:[\w.-]*\w)?(?:#\d{4})?")
_NAME = re.compile(
    r"(?:(?:El|La)\s[^\W\d_]+|[^\W\d_a-zà-öø-ÿ][^\W\d_]+\s[^\W\d_a-zà-öø-ÿ][^\W\d_]+)(?:\s[^\W\d_a-zà-öø-ÿ][^\W\d_]+){0,2}(?!\w)"
)
_SIGN = re.compile(r"^@|\d|_|(?<=\w)\.(?=\w)")
_CLOCK = re.compile(r"\d{1,2}(?:[.:]\d\d)?(?:am|pm|hrs)?$|(?:19|20)\d\d$|\d+(?:st|nd|rd|th)$|[\d.,-]+$", re.IGNORECASE)
_FACE = re.compile(r"face|x|signal|whats?\s?app", re.IGNORECASE)
_CAMEL = re.compile(r"[a-zà-öø-ÿ][A-Z]")
_LAST_YEAR = re.compile(r"(?<=[^\W\d])(?:19|20)\d\d$|\.\w{2,4}$")
"""Tags (`reynosa2010`) and names of files and sites are no handles by themselves."""
_END = re.compile(r"\s*(?:$|[.,;!?)\n])")


def handles(text: str) -> Iterator[Span]:
    """Handles given as a contact in a text."""
    lower = lower_case(text)
    for m in _OWNED.finditer(lower):
        own = bool(m["acc"]) or not _FACE.fullmatch(m["net"]) or not m[0].startswith("my")
        yield from _given(text, m.end(), named=own and _says_so(m[0]), person=own)
    for m in _ASKED.finditer(lower):
        yield from _given(text, m.end(), person=bool(m["net"]), last=bool(m["net"]))
    for m in _ON_NETWORK.finditer(lower):
        yield from _given(text, m.end(), person=True)
    for m in _AS_ON.finditer(lower):
        yield from _given(text, m.end(), known=True)
    for m in _FOLLOW_ON.finditer(lower):
        yield from _given(text, m.end())
    for m in _BARE.finditer(lower):
        yield from _given(text, m.end())
    # An expression is tried only where signs that it needs are there, which takes far less time.
    if ":" in text or "=" in text:
        for m in _LABELLED.finditer(lower):
            yield from _given(text, m.end(), named=re.fullmatch(_OWN_NETWORK, m["net"]) is not None)
        for m in _NAME_GIVEN.finditer(lower):
            if (name := _NAME.match(text, m.end())) and _END.match(text, name.end()):
                yield Span(name.start(), name.end(), "handle")
    for m in _SIGNED.finditer(lower):
        if sum(map(str.isalpha, m[1])) >= _SIGNED_LETTERS and _LAST_YEAR.search(m[1]) is None:
            yield from _given(text, m.end())
    if "@" in text:
        for m in _NAMED_NETWORK.finditer(lower):
            yield from _given(text, m.end())
        for m in _AT_THEN_NETWORK.finditer(lower):
            if is_handle(text[m.start(1) : m.end(1)]):
                yield Span(m.start(), m.end(1), "handle")
    if "/" in lower:
        for m in _SLASHED.finditer(lower):
            yield from _given(text, m.end())
    if "u/" in lower:
        for m in _REDDIT.finditer(lower):
            yield from _given(text, m.end(), named=True)
    for m in _CASH.finditer(lower):
        yield from _given(text, m.end(), named=True)
    for m in _PIN.finditer(lower):
        if not m[1].isalpha():
            yield Span(m.start(1), m.end(1), "handle")


def _says_so(cue: str) -> bool:
    """Whether the cue ends in a word or sign that announces the handle."""
    return cue.rstrip().lower().endswith((" is", " es", ":", "=", "->", " as", " como", " called", " named", " under"))


def _given(
    text: str, start: int, *, named: bool = False, person: bool = False, known: bool = False, last: bool = False
) -> Iterator[Span]:
    """The handle at `start`, if there is one.

    named: any word that is not a common one is taken; person: a full name in capitals or one that the lists know is
    taken, known: only such a one; last: a single word is taken where the sentence ends with it, or where it is two
    words in one.
    """
    name = _NAME.match(text, start) if person else None
    full = full_name_end(text, start) if person or known or named else None
    if name or full:
        yield Span(start, max(name.end() if name else 0, full or 0), "handle")
        return
    token = _TOKEN.match(text, start)
    if token is None or not is_handle(token[0].removeprefix("@")):
        return
    if _SIGN.search(token[0]):
        if not _CLOCK.match(token[0]) and not _CODE.match(token[0]):
            yield Span(start, token.end(), "handle")
        return
    if named or (last and (_CAMEL.search(token[0]) or _END.match(text, token.end()))):
        yield Span(start, token.end(), "handle")


def is_handle(name: str) -> bool:
    """Whether an account's name can be a private person's: no public account, no word that nobody is called by."""
    return name.casefold() not in _no_handles() and not is_public(name)


@cache
def _no_handles() -> frozenset[str]:
    lines = (files(__package__) / "handle_words.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))
