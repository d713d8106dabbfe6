"""All texts that a simple expression fits, so that the words of a finder are stated once: in its expressions."""

from __future__ import annotations

import re
from collections.abc import Sequence

_SET = re.compile(r"\[((?:\\[^\w]|\\s|[^\]\\^-]|-(?=\]))+)\]")
_TIMES = re.compile(r"\?|\+|\{(\d),(\d)\}")


def spellings(expression: str) -> tuple[str, ...]:
    r"""All texts that an expression fits whole, sorted; white space is one space in each.

    The expression is put together from letters, sets (`[ií]`), alternatives (`(?:…|…)`), `\s` and what says how often
    (`?`, `{1,2}`; `+` behind `\s` alone). Raises `ValueError` for any other.
    """
    found, end = _alternatives(expression, 0)
    if end < len(expression):
        raise ValueError(f"{expression!r}: nothing opens the bracket at {end}")
    return tuple(sorted({re.sub(" +", " ", text) for text in found}))


def least(texts: Sequence[str]) -> tuple[str, ...]:
    """The texts without those that hold another of them."""
    return tuple(text for text in texts if not any(other in text for other in texts if other != text))


def _alternatives(expression: str, at: int) -> tuple[list[str], int]:
    """What the alternatives from `at` on fit, and where they end: at a closing bracket or the expression's end."""
    found: list[str] = []
    run = [""]
    while at < len(expression) and expression[at] != ")":
        if expression[at] == "|":
            found += run
            run = [""]
            at += 1
            continue
        pieces, at = _piece(expression, at)
        times, at = _times(expression, at)
        if times is None and pieces != [" "]:
            raise ValueError(f"{expression!r}: a text of any length before {at}")
        run = [before + piece for before in run for number in times or (1,) for piece in _repeated(pieces, number)]
    return found + run, at


def _piece(expression: str, at: int) -> tuple[list[str], int]:
    if expression.startswith("(?:", at):
        pieces, at = _alternatives(expression, at + 3)
        return pieces, at + 1
    if expression[at] == "[":
        m = _SET.match(expression, at)
        if m is None:
            raise ValueError(f"{expression!r}: the set at {at} does not name its signs")
        return [" " if sign == r"\s" else sign[-1] for sign in re.findall(r"\\?.", m[1])], m.end()
    if expression[at] == "\\":
        sign = expression[at + 1]
        if sign.isalnum() and sign != "s":
            raise ValueError(f"{expression!r}: \\{sign} at {at} is no text")
        return [" " if sign == "s" else sign], at + 2
    if expression[at] in "(.*^$":
        raise ValueError(f"{expression!r}: {expression[at]} at {at} is no text")
    return [expression[at]], at + 1


def _times(expression: str, at: int) -> tuple[range | None, int]:
    """How often the piece before `at` stands, and where that is said to; None for once or more."""
    m = _TIMES.match(expression, at)
    if m is None:
        return range(1, 2), at
    if m[0] == "+":
        return None, m.end()
    return range(int(m[1] or 0), int(m[2] or 1) + 1), m.end()


def _repeated(pieces: list[str], number: int) -> list[str]:
    texts = [""]
    for _ in range(number):
        texts = [text + piece for text in texts for piece in pieces]
    return texts
