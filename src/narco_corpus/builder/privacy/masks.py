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

from narco_corpus.builder.privacy.addresses import ADDRESS_TRACES, addresses
from narco_corpus.builder.privacy.emails import EMAIL_TRACES, emails
from narco_corpus.builder.privacy.handles import HANDLE_TRACES, handles
from narco_corpus.builder.privacy.links import link_traces, links
from narco_corpus.builder.privacy.look_alikes import Seen, seen
from narco_corpus.builder.privacy.lower_case import lower_case
from narco_corpus.builder.privacy.numbers import NUMBER_TRACES, numbers
from narco_corpus.builder.privacy.phones import phones
from narco_corpus.builder.privacy.plates import PLATE_TRACES, plates
from narco_corpus.builder.privacy.span import Span
from narco_corpus.builder.privacy.spelled_phones import SPELLED_TRACES, spelled_phones
from narco_corpus.builder.privacy.traces import Traces

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_Finder = Callable[[str], Iterator[Span]]

_DIGITS = re.compile(r"\d(?:[^\w\n]{0,3}\d){5}(?:[^\w\n]{0,3}\d|[^\W_]|-[a-zA-Z\d]{2}[\daA])")
"""Seven digits with at most punctuation between them, the least that a phone number has; or six and a letter, as in
numbers of papers."""


_APART = "\0"
"""What stands between texts that are looked at together."""


def _code(char: str) -> str:
    if char.isdecimal() or char == "?":
        return "0"
    if char.isalnum() or char == "_":
        return "a"
    return "\n" if char in ("\n", _APART) else " "


_CODES = "".join(map(_code, map(chr, range(256)))).encode()
"""A text in latin-1 as kinds of characters; `?` stands for what latin-1 has not, and that may be a digit too."""
_SIX_DIGITS = re.compile(rb"0(?: {0,3}0){5}")
"""What of a text so written `_DIGITS` needs; looking for it takes a sixth of the time."""

_OTHER_SPACES = "\t\r\v\f\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029"
"""White space besides a space and the end of a line, of what `seen` leaves."""
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

    A finder is only asked where one of its traces stands: one automaton finds them all in a twentieth of the time that
    the expressions take, and most comments hold none. One look at all texts finds that.
    """
    joined = _APART.join(texts)
    lower = _lower(joined, texts)
    automaton, rows = _traces()
    traces = automaton.find_matches_as_indexes(lower, overlapping=True)
    digits = [m.start() for m in _SIX_DIGITS.finditer(joined.encode("latin-1", "replace").translate(_CODES))]
    if not traces and not digits:
        return {}
    found: dict[int, set[_Finder]] = {}
    looked: set[tuple[int, int]] = set()
    ends = places = _ends(texts)
    if len(lower) != len(joined):
        places = _ends(lower.split(_APART))
    for trace, start, _ in traces:
        row, finder, beside = rows[trace]
        index = bisect(places, start)
        if (index, row) in looked:  # a text may hold a trace thousands of times
            continue
        looked.add((index, row))
        if beside is None or beside.search(lower, places[index - 1] if index else 0, places[index] - 1):
            found.setdefault(index, set()).add(finder)
    for index in {bisect(ends, start) for start in digits}:
        if _DIGITS.search(texts[index]):
            found.setdefault(index, set()).update((numbers, phones))
    return {index: [f for f in _FINDERS if f in found[index]] for index in sorted(found)}


def _lower(joined: str, texts: Sequence[str]) -> str:
    """The joined texts in lower case, with single spaces as all their white space."""
    lower = lower_case(joined).replace("\n", " ")
    if any(map(lower.__contains__, _OTHER_SPACES)) or lower.count(_APART) != len(texts) - 1:
        return _APART.join(" ".join(lower_case(text).replace(_APART, " ").split()) for text in texts)
    while "  " in lower:
        lower = lower.replace("  ", " ")
    return lower


def _ends(texts: Sequence[str]) -> list[int]:
    """Where each text ends in all of them, joined by one character."""
    return list(accumulate(len(text) + 1 for text in texts))


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
def _traces() -> tuple[AhoCorasick, list[tuple[int, _Finder, re.Pattern[str] | None]]]:
    """One automaton for all traces; of each the number of its row, the finder and what must stand beside it."""
    from ahocorasick_rs import AhoCorasick, Implementation

    of_finders: list[tuple[_Finder, Traces]] = [
        *((links, row) for row in link_traces()),
        *((emails, row) for row in EMAIL_TRACES),
        *((numbers, row) for row in NUMBER_TRACES),
        *((spelled_phones, row) for row in SPELLED_TRACES),
        *((addresses, row) for row in ADDRESS_TRACES),
        *((plates, row) for row in PLATE_TRACES),
        *((handles, row) for row in HANDLE_TRACES),
    ]
    texts = [text for _, row in of_finders for text in row.texts]
    rows = [(n, finder, row.beside) for n, (finder, row) in enumerate(of_finders) for _ in row.texts]
    return AhoCorasick(texts, implementation=Implementation.DFA), rows


def _replace(text: str, spans: list[Span]) -> str:
    parts, done = [], 0
    for span in spans:
        parts += [text[done : span.start], f"[{span.kind}]"]
        done = span.end
    return "".join(parts) + text[done:]
