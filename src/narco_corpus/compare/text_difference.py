"""A readable difference of two texts: what went and what came, in place, with a few words around."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_NEAR = 6
"""Tokens that are shown on each side of a difference."""
_MANY = 3_000
"""Tokens from which a stretch is shown as replaced as a whole; matching takes the square of them."""


def text_difference(before: str, after: str) -> str:
    """`[-old-]` and `{+new+}` in their context, `…` for what is left out between."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    old_end, new_end = len(old) - tail, len(new) - tail
    parts = _context(old[:head], is_first=True, is_last=False)
    if max(old_end, new_end) - head > _MANY:
        parts += _replaced(old[head:old_end], new[head:new_end])
    else:
        matcher = SequenceMatcher(None, old[head:old_end], new[head:new_end], autojunk=False)
        for what, old_from, old_to, new_from, new_to in matcher.get_opcodes():
            left, right = old[head + old_from : head + old_to], new[head + new_from : head + new_to]
            parts += _context(left, is_first=False, is_last=False) if what == "equal" else _replaced(left, right)
    return "".join([*parts, *_context(old[old_end:], is_first=False, is_last=True)])


def _replaced(old: list[str], new: list[str]) -> list[str]:
    return [f"[-{''.join(old)}-]" if old else "", f"{{+{''.join(new)}+}}" if new else ""]


def _context(tokens: list[str], *, is_first: bool, is_last: bool) -> list[str]:
    if is_first:
        return tokens if len(tokens) <= _NEAR else ["…", *tokens[-_NEAR:]]
    if is_last:
        return tokens if len(tokens) <= _NEAR else [*tokens[:_NEAR], "…"]
    return tokens if len(tokens) <= 2 * _NEAR else [*tokens[:_NEAR], " … ", *tokens[-_NEAR:]]
