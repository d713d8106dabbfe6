"""Resolves comments that answer others by clock time, on pages that print the times."""

from __future__ import annotations

from narco_corpus.builder.parse.clock import address_comments, find_time
from narco_corpus.builder.parse.dates import Stamp
from narco_corpus.builder.parse.found import Found
from narco_corpus.builder.post import Comment


def address_replies(comments: list[Comment]) -> None:
    """Sets `addressed_time` and, where exactly one comment can be meant, `addressed`."""
    if not any(find_time(comment.text) for comment in comments):
        return
    found = [
        Found(
            text=comment.text,
            parent=comment.parent,
            author=comment.author,
            stamp=Stamp(on=comment.printed_on, at=comment.printed_at.time() if comment.printed_at else None),
        )
        for comment in comments
    ]
    address_comments(comments, found)
