"""Local times of comments that state UTC alone, by the comments that print the time as well."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from narco_corpus.builder.post import Comment

_STEP = timedelta(minutes=15)
_FARTHEST = timedelta(hours=14)
"""Zones lie whole quarters of an hour from UTC, and no farther than that."""


def infer_local_times(comments: Sequence[Comment]) -> None:
    """Gives comments that state UTC alone the day and clock that their page prints.

    How far these lie from UTC is told by the comments of the page that have both; where they do not agree, nothing is.
    """
    offsets = {offset for comment in comments if (offset := _offset(comment)) is not None}
    if len(offsets) != 1:
        return
    (offset,) = offsets
    if offset % _STEP or abs(offset) > _FARTHEST:
        return
    for comment in comments:
        if comment.utc is not None and comment.printed_at is None:
            local = comment.utc + offset
            if comment.printed_on in (None, local.date()):
                comment.printed_on, comment.printed_at = local.date(), local.time()


def _offset(comment: Comment) -> timedelta | None:
    """From UTC to what is printed, to the minute: pages print no seconds."""
    if comment.utc is None or comment.printed_on is None or comment.printed_at is None:
        return None
    printed = datetime.combine(comment.printed_on, comment.printed_at)
    return printed.replace(second=0, microsecond=0) - comment.utc.replace(second=0, microsecond=0)
