"""Brings the comments of a feed or export, which stand in any order, into that of the page."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple

from narco_corpus.builder.parse.clock import address_comments
from narco_corpus.builder.parse.html.comments import drop_repeated_ids
from narco_corpus.builder.post import Comment


class Reply(NamedTuple):
    """A comment as its feed has it; it bears the feed's id."""

    moment: float
    """When it was written, to order by."""
    to: str | None
    """The id of the comment that it answers."""
    comment: Comment


def moment(stated: str) -> float:
    """Seconds since 1970 of an ISO 8601 time, in UTC where it names no zone; 0 for what is none."""
    try:
        when = datetime.fromisoformat(stated)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return 0.0


def in_reading_order(replies: list[Reply]) -> list[Comment]:
    """The comments with every reply behind what it answers, as the page shows them.

    What is stated to be answered is, whatever the clocks say: they go back in autumn, and are set. Of comments that
    answer each other in a circle, the first one answers none.
    """
    ordered = [replies[number] for _, number in sorted((reply.moment, n) for n, reply in enumerate(replies))]
    numbers = {reply.comment.own_id: number for number, reply in reversed(list(enumerate(ordered)))}
    above = [numbers.get(reply.to) if reply.to else None for reply in ordered]
    _open_circles(above)
    under: dict[int | None, list[int]] = {}
    for number, parent in enumerate(above):
        under.setdefault(parent, []).append(number)
    reading: list[int] = []
    waiting = list(reversed(under.get(None, [])))
    while waiting:
        number = waiting.pop()
        reading.append(number)
        waiting.extend(reversed(under.get(number, [])))
    places = {number: place for place, number in enumerate(reading)}
    comments = []
    for number in reading:
        parent, comment = above[number], ordered[number].comment
        comment.parent = None if parent is None else places[parent]
        comments.append(comment)
    drop_repeated_ids(comments)
    address_comments(comments)
    return comments


def _open_circles(above: list[int | None]) -> None:
    """Let the first comment of each circle of answers answer none."""
    seen: dict[int, int] = {}
    for start in range(len(above)):
        number: int | None = start
        while number is not None and number not in seen:
            seen[number] = start
            number = above[number]
        if number is not None and seen[number] == start:
            circle = [number]
            while (following := above[circle[-1]]) != number and following is not None:
                circle.append(following)
            above[min(circle)] = None
