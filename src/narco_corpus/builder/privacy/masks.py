"""Replaces contact details in a comment by typed placeholders, before any offset is taken.

What is masked, and what looks like it and is not, is decided in the modules of the finders (`links`, `emails`,
`numbers`, `phones`, `spelled_phones`, `addresses`, `plates`, `handles`); the cases are listed in
`tests/privacy/cases.jsonl`.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING

from narco_corpus.builder.privacy.addresses import addresses
from narco_corpus.builder.privacy.emails import AT_TRACES, emails
from narco_corpus.builder.privacy.handles import handles
from narco_corpus.builder.privacy.links import links
from narco_corpus.builder.privacy.numbers import numbers
from narco_corpus.builder.privacy.phones import phones
from narco_corpus.builder.privacy.plates import plates
from narco_corpus.builder.privacy.span import Span
from narco_corpus.builder.privacy.spelled_phones import SPELLED_TRACES, spelled_phones

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_Finder = Callable[[str], Iterator[Span]]

KINDS = ("account", "address", "email", "handle", "id", "ip", "phone", "plate", "profile")
"""The placeholders: `[account]` of a bank, `[address]` of a home, `[email]`, `[handle]`, `[id]` of a person's papers,
`[ip]`, `[phone]`, `[plate]` of a car, `[profile]`."""

_DIGITS = re.compile(r"\d(?:[^\w\n]{0,3}\d){5}(?:[^\w\n]{0,3}\d|[^\W_]|-[a-zA-Z\d]{2}[\daA])")
"""Seven digits with at most punctuation between them, the least that a phone number has; or six and a letter, as in
numbers of papers."""

_DIGIT = re.compile(r"\d")
_AT = re.compile(" at ")

# A detail of a kind is only looked for where one of these stands in the text in lower case: one automaton finds them
# all in a twentieth of the time that the expressions take, and most comments hold none.
_LINK_TRACES = (
    "://", "www.", ".com/", ".me/", ".gg/", ".fm/", "plus.google", ".blogspot.", ".wordpress.", ".tumblr.",
    ".livejournal.", ".weebly.", ".wixsite.", ".substack.", ".hi5.", ".metroflog.", "threads.net", "bsky.app",
)  # fmt: skip
_EMAIL_TRACES = ("@", "arroba", "(at)", "[at]", "{at}", "<at>")
_HANDLE_TRACES = (
    "follow", "sigue", "sígue", "siga", "síga", "face", "fb", "whats", "wats", "wasap", "wsp", "messenger", "insta",
    "snap", "kik", "telegram", "skype", "discord", "tiktok", "tik tok", "twitter", "youtube", "user", "screen name",
    "handle", "usuario", "my account", "mi cuenta", "mi perfil", "my profile", "msn", "psn", "gamertag", "bbm",
    "pin ", "pin:", " ig ", "ig:", " x:", "add me", "add us", "find me", "find us", "hit me", "dm me", "pm me",
    "message me", "msg me", "text me", "contact me", "contact us", "write me", "write to me", "reach me", "look me",
    "agreg", "agrég", "gueme", "guenme", "game", "ganme", "guenos", "ganos", "gannos", "scame", "zcame", "quenme",
    "ñademe", "nademe", "ñadanme", "nadanme", "ibeme", "íbeme", "ibanme", "íbanme", "ctame", "ctenme", "áctanme",
    "ntrame", "ntreme", "ndame", "ndenme", " yt ", "yt:", "x:", "página",
    "pagina", "our account", "feis", "ig @", "wickr", "threema", "viber", "icq", "u/", "ig/", "yt/",
    "reddit", "threads", "hi5", "metroflog",
)  # fmt: skip
_NUMBER_TRACES = ("rfc", "r.f.c")
_ADDRESS_TRACES = (
    "vive", "vivo", "vivi", "viví", "mi casa", "tu casa", "su casa", "sus casa", "tra casa", "domicilio", "direcci",
    "hogar", "i depa", "u depa", "lives", "live ", "lived", "living", "reside", "my hou", "our hou", "his hou",
    "her hou", "eir hou", "ur hou", "my home", "our home", "his home", "her home", "eir home", "ur home", "my place",
    "our place", "his place", "her place", "eir place", "apartment", " apt", "condo", "my fam", "our fam", "his fam",
    "her fam", "eir fam", "address",
)  # fmt: skip
_PLATE_TRACES = ("plate", "placa")
_TRACES: tuple[tuple[_Finder, tuple[str, ...]], ...] = (
    (links, _LINK_TRACES),
    (emails, _EMAIL_TRACES),
    (numbers, _NUMBER_TRACES),
    (spelled_phones, SPELLED_TRACES),
    (addresses, _ADDRESS_TRACES),
    (plates, _PLATE_TRACES),
    (handles, _HANDLE_TRACES),
)


def mask_all(texts: Sequence[str]) -> tuple[list[str], Counter[str]]:
    """An article's comments with their contact details masked, and how many of each kind were."""
    masked = list(texts)
    counts: Counter[str] = Counter()
    for index in _suspects(texts):
        masked[index], found = mask(texts[index])
        counts.update(found or {})
    return masked, counts


def _suspects(texts: Sequence[str]) -> list[int]:
    """Indexes of all texts in which something may be found; one look at all of them finds that most hold nothing.

    No trace and no number goes beyond a line.
    """
    joined = "\n".join(texts)
    lower = joined.lower()
    found = [m[1] for m in _traces()[0].find_matches_as_indexes(lower, overlapping=True)]
    found += [m.start() for m in _DIGITS.finditer(joined)]
    if len(lower) != len(joined):  # a letter that is two in lower case: places do not tell which text it is
        return list(range(len(texts)))
    if _may_be_written_out(lower):
        found += [m.start() for m in _AT.finditer(lower)]
    if not found:
        return []
    ends = list(accumulate(len(text) + 1 for text in texts))
    return sorted({bisect(ends, at) for at in found})


def mask(text: str) -> tuple[str, Counter[str] | None]:
    """The comment with its contact details masked, and how many of each kind were; None where there are none.

    Masking a masked text changes nothing.
    """
    counts: Counter[str] = Counter()
    while spans := _spans(text):  # again, as what follows a masked detail can now stand free
        counts.update(s.kind for s in spans)
        text = _replace(text, spans)
    return text, counts or None


def _spans(text: str) -> list[Span]:
    """Spans to mask, sorted and without overlap; of two that overlap the kind found first holds."""
    finders = _finders(text)
    if not finders:
        return []
    taken: list[Span] = []
    for finder in finders:
        for span in finder(text):
            at = bisect(taken, span)
            if (at == 0 or taken[at - 1].end <= span.start) and (at == len(taken) or span.end <= taken[at].start):
                taken.insert(at, span)
    return [s for s in taken if s.kind]


def _finders(text: str) -> list[_Finder]:
    lower = text.lower()
    automaton, kinds = _traces()
    seen = {kinds[m[0]] for m in automaton.find_matches_as_indexes(lower, overlapping=True)}
    finders: list[_Finder] = []
    if links in seen:
        finders.append(links)
    if emails in seen or _may_be_written_out(lower):
        finders.append(emails)
    digits = _DIGITS.search(text) is not None
    if digits or numbers in seen:
        finders.append(numbers)
    if digits:
        finders.append(phones)
    if spelled_phones in seen:
        finders.append(spelled_phones)
    if addresses in seen and _DIGIT.search(text):
        finders.append(addresses)
    if plates in seen and _DIGIT.search(text):
        finders.append(plates)
    if handles in seen:
        finders.append(handles)
    return finders


def _may_be_written_out(lower: str) -> bool:
    return " at " in lower and any(trace in lower for trace in AT_TRACES)


@cache
def _traces() -> tuple[AhoCorasick, list[_Finder]]:
    """One automaton for all traces, and the finder that each is a trace for."""
    from ahocorasick_rs import AhoCorasick, Implementation

    traces = [(trace, finder) for finder, some in _TRACES for trace in some]
    return AhoCorasick([t for t, _ in traces], implementation=Implementation.DFA), [f for _, f in traces]


def _replace(text: str, spans: list[Span]) -> str:
    parts, done = [], 0
    for span in spans:
        parts += [text[done : span.start], f"[{span.kind}]"]
        done = span.end
    return "".join(parts) + text[done:]
