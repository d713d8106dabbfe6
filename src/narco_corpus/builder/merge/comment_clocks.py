"""Whether two captures print one time with a comment, though their page has changed its zone between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import datetime, timedelta

from narco_corpus.builder.post import Comment

_DAY = timedelta(days=1)
_FARTHEST = timedelta(hours=26)
"""No two zones lie farther from each other."""


class Clocks:
    """How much later the clock of the known comments is than that of another capture."""

    def __init__(self, same: Iterable[tuple[Comment, Comment]]) -> None:
        """`same` are comments that seem to be the same, the known one first: most of them tell it, and two at least."""
        votes = Counter([timedelta(0)])
        for mine, other in same:
            here, there = moment_of(mine), moment_of(other)
            if here is not None and there is not None and abs(here - there) <= _FARTHEST:
                votes[here - there] += 1
        self._later = min(votes, key=lambda later: (-votes[later], abs(later), later))

    def here(self, other: Comment) -> datetime | None:
        """When a comment of the other capture was printed, by the clock of the known ones."""
        there = moment_of(other)
        return None if there is None else there + self._later

    def agree(self, mine: Comment, other: Comment) -> bool | None:
        """Whether both bear one time, as far as it is printed with both; None where nothing can be compared."""
        if mine.printed_on is not None and other.printed_on is not None:
            here, there = moment_of(mine), self.here(other)
            if here is not None and there is not None:
                return here == there
            return abs(mine.printed_on - other.printed_on - self._later) < _DAY
        if mine.printed_at is not None and other.printed_at is not None:
            day = datetime.min
            apart = datetime.combine(day, mine.printed_at) - datetime.combine(day, other.printed_at) - self._later
            return apart % _DAY < timedelta(minutes=1)
        return None


def moment_of(comment: Comment) -> datetime | None:
    """The printed day and minute of a comment that has both: pages print no seconds, exports do."""
    if comment.printed_on is None or comment.printed_at is None:
        return None
    return datetime.combine(comment.printed_on, comment.printed_at.replace(second=0, microsecond=0))


def is_earlier(a: Comment, b: Comment) -> bool:
    """Whether one comment says that it was not written after another one; False where they do not say."""
    if a.printed_on is not None and b.printed_on is not None:
        if a.printed_on != b.printed_on:
            return a.printed_on < b.printed_on
        return a.printed_at is not None and b.printed_at is not None and a.printed_at <= b.printed_at
    return a.utc is not None and b.utc is not None and a.utc <= b.utc
