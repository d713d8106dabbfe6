"""The comments of several captures in one reading order."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from narco_corpus.builder.merge.comment_clocks import is_earlier
from narco_corpus.builder.post import Comment

_FIRST = -1
"""What stands before all places."""
_NONE = -2


def woven(order: Sequence[int], more: Sequence[int], comments: Sequence[Comment]) -> list[int]:
    """The places of both in one order: that of `order`, and each new one of `more` right behind what stands before it
    there.

    Among those that only `order` has it goes behind the ones that say to be earlier. What shares nothing goes to the
    end, unless days say otherwise.
    """
    known = set(order)
    if not order or known.issuperset(more):
        return list(order or more)
    common = known.intersection(more)
    follows = dict(zip((_FIRST, *order), (*order, _NONE), strict=True))
    at = _FIRST if common or is_earlier(comments[more[0]], comments[order[-1]]) else order[-1]
    for place in more:
        if place not in known:
            while (
                (after := follows[at]) != _NONE and after not in common and is_earlier(comments[after], comments[place])
            ):
                at = after
            follows[place] = follows[at]
            follows[at] = place
        at = place
    return _walked(follows)


def _walked(follows: dict[int, int]) -> list[int]:
    found: list[int] = []
    at = _FIRST
    while (at := follows[at]) != _NONE:
        found.append(at)
    return found


def in_reading_order(comments: Sequence[Comment], captures: Sequence[Sequence[int]]) -> list[Comment]:
    """Each reply below its parent, siblings in the order of the captures: the places of each, the best first."""
    siblings: dict[int | None, list[int]] = {}
    for capture in captures:
        own: dict[int | None, list[int]] = {}
        for place in capture:
            own.setdefault(comments[place].parent, []).append(place)
        for parent, some in own.items():
            siblings[parent] = woven(siblings.get(parent, []), some, comments)
    first = set(captures[0])
    for some in siblings.values():
        if not first.issuperset(some):
            _drop_disordered_numbers(some, comments)
    order: list[int] = []
    waiting = list(reversed(siblings.get(None, [])))
    while waiting:
        place = waiting.pop()
        order.append(place)
        waiting.extend(reversed(siblings.get(place, [])))
    moved = {old: new for new, old in enumerate(order)}
    for comment in comments:
        comment.parent = None if comment.parent is None else moved[comment.parent]
    return [comments[place] for place in order]


def _drop_disordered_numbers(siblings: Sequence[int], comments: Sequence[Comment]) -> None:
    """Leave out the numbers of several captures where they do not go up, as each counted what it had."""
    numbers = [(comments[place].number or "").rpartition(".")[2] for place in siblings]
    if all(map(str.isdecimal, numbers)) and any(int(a) >= int(b) for a, b in pairwise(numbers)):
        for place in siblings:
            comments[place].number = None
