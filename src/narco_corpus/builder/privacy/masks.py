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
from typing import TYPE_CHECKING, NamedTuple

from narco_corpus.builder.privacy.addresses import addresses
from narco_corpus.builder.privacy.emails import AT_TRACES, emails
from narco_corpus.builder.privacy.handles import handles
from narco_corpus.builder.privacy.links import links
from narco_corpus.builder.privacy.look_alikes import Seen, seen
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


def _code(char: str) -> str:
    if char.isdecimal() or char == "?":
        return "0"
    if char.isalnum() or char == "_":
        return "a"
    return char if char == "\n" else " "


_CODES = "".join(map(_code, map(chr, range(256)))).encode()
"""A text in latin-1 as kinds of characters; `?` stands for what latin-1 has not, and that may be a digit too."""
_SIX_DIGITS = re.compile(rb"0(?: {0,3}0){5}")
"""What of a text so written `_DIGITS` needs; looking for it takes a sixth of the time."""

# A detail of a kind is only looked for where one of these stands in the text in lower case: one automaton finds them
# all in a twentieth of the time that the expressions take, and most comments hold none.
_LINK_TRACES = (
    "://", "www.", ".com/", ".me/", ".gg/", ".fm/", ".am/", ".ee/", ".tv/", ".ru/", ".dog/", ".app/", ".link/",
    ".group/", "/@", "plus.google", ".blogspot.", ".wordpress.", ".tumblr.",
    ".livejournal.", ".weebly.", ".wixsite.", ".substack.", ".hi5.", ".metroflog.", "threads.net", "bsky.app",
)  # fmt: skip
_EMAIL_TRACES = (
    "@", "arroba", "(at)", "[at]", "{at}", "<at>", "(a)", "gmail", "hotmail", "my yahoo", "mi yahoo", "my email",
    "my e-mail", "mi correo", "mi email", "mi e-mail",
)  # fmt: skip
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
    "reddit", "threads", "hi5", "metroflog", "signal", "cashapp", "cash app", "venmo", "paypal",
    " me llamo ", " soy ",
)  # fmt: skip
_NUMBER_TRACES = ("rfc", "r.f.c")
_ADDRESS_TRACES = (
    "vive", "vivo", "vivi", "viví", "mi casa", "tu casa", "su casa", "sus casa", "tra casa", "domicilio", "direcci",
    "hogar", "i depa", "u depa", "lives", "stay", "live ", "lived", "living", "reside", "my hou", "our hou", "his hou",
    "her hou", "eir hou", "ur hou", "my home", "our home", "his home", "her home", "eir home", "ur home", "my place",
    "our place", "his place", "her place", "eir place", "apartment", " apt", "condo", "my fam", "our fam", "his fam",
    "her fam", "eir fam", "address",
)  # fmt: skip
_PLATE_TRACES = ("plate", "placa", " tag")


class _Traces(NamedTuple):
    finder: _Finder
    traces: tuple[str, ...]
    beside: re.Pattern[str] | None = None
    """What must stand somewhere in the text, too."""


_DIGIT = re.compile(r"\d")
_TRACES = (
    _Traces(links, _LINK_TRACES),
    _Traces(emails, _EMAIL_TRACES),
    _Traces(emails, AT_TRACES, re.compile(" at ", re.IGNORECASE)),
    _Traces(numbers, _NUMBER_TRACES),
    _Traces(spelled_phones, SPELLED_TRACES),
    _Traces(addresses, _ADDRESS_TRACES, _DIGIT),
    _Traces(plates, _PLATE_TRACES, _DIGIT),
    _Traces(handles, _HANDLE_TRACES),
)
_FINDERS = (links, emails, numbers, phones, spelled_phones, addresses, plates, handles)
"""In the order in which they are asked: where two find something in one place, the first one says what it is."""


def mask_all(texts: Sequence[str]) -> tuple[list[str], Counter[str]]:
    """An article's comments with their contact details masked, and how many of each kind were."""
    masked = list(texts)
    counts: Counter[str] = Counter()
    looks = [seen(text) for text in texts]
    for index, finders in _suspects([look.text for look in looks]).items():
        masked[index], found = _masked(looks[index], finders)
        counts.update(found)
    return masked, counts


def mask(text: str) -> tuple[str, Counter[str] | None]:
    """The comment with its contact details masked, and how many of each kind were; None where there are none.

    Masking a masked text changes nothing.
    """
    masked, counts = mask_all([text])
    return masked[0], counts or None


def _suspects(texts: Sequence[str]) -> dict[int, list[_Finder]]:
    """Indexes of all texts (as they are seen) in which something may be found, each with what may find it.

    One look at all of them finds that most hold nothing. No trace and no number goes beyond a line.
    """
    joined = "\n".join(texts)
    lower = joined.lower()
    if len(lower) != len(joined) and len(texts) > 1:  # a letter that is two in lower case: places do not tell the text
        return {n: finders for n, text in enumerate(texts) for finders in _suspects([text]).values()}
    automaton, rows = _traces()
    traces = automaton.find_matches_as_indexes(lower, overlapping=True)
    digits = [m.start() for m in _SIX_DIGITS.finditer(joined.encode("latin-1", "replace").translate(_CODES))]
    if not traces and not digits:
        return {}
    ends = list(accumulate(len(text) + 1 for text in texts))
    found: dict[int, set[_Finder]] = {}
    for trace, start, _ in traces:
        index = bisect(ends, start) if len(texts) > 1 else 0
        finder, _, beside = rows[trace]
        if beside is None or beside.search(texts[index]):
            found.setdefault(index, set()).add(finder)
    for index in {bisect(ends, start) for start in digits}:
        if _DIGITS.search(texts[index]):
            found.setdefault(index, set()).update((numbers, phones))
    return {index: [f for f in _FINDERS if f in found[index]] for index in sorted(found)}


def _masked(look: Seen, finders: Sequence[_Finder]) -> tuple[str, Counter[str]]:
    counts: Counter[str] = Counter()
    while spans := _spans(look.text, finders):
        counts.update(s.kind for s in spans)
        look = seen(_replace(look.itself, [look.whence(s) for s in spans]))
        finders = _suspects([look.text]).get(0, [])  # again, as what follows a masked detail can now stand free
    return look.itself, counts


def _spans(text: str, finders: Sequence[_Finder]) -> list[Span]:
    """Spans to mask, sorted and without overlap; of two that overlap the kind found first holds."""
    taken: list[Span] = []
    for finder in finders:
        for span in finder(text):
            at = bisect(taken, span)
            if (at == 0 or taken[at - 1].end <= span.start) and (at == len(taken) or span.end <= taken[at].start):
                taken.insert(at, span)
    return [s for s in taken if s.kind]


@cache
def _traces() -> tuple[AhoCorasick, list[_Traces]]:
    """One automaton for all traces, and what each is a trace for."""
    from ahocorasick_rs import AhoCorasick, Implementation

    rows = [row for row in _TRACES for _ in row.traces]
    automaton = AhoCorasick([trace for row in _TRACES for trace in row.traces], implementation=Implementation.DFA)
    return automaton, rows


def _replace(text: str, spans: list[Span]) -> str:
    parts, done = [], 0
    for span in spans:
        parts += [text[done : span.start], f"[{span.kind}]"]
        done = span.end
    return "".join(parts) + text[done:]
