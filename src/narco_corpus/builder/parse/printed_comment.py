"""A comment while its page is being read."""

from __future__ import annotations

import msgspec

from narco_corpus.builder.parse.dates import Stamp
from narco_corpus.builder.parse.joined import name_alone
from narco_corpus.builder.parse.phrases import is_anonymous
from narco_corpus.builder.post import Comment


class PrintedComment(msgspec.Struct):
    """What the page prints of one comment."""

    text: str = ""
    number: str | None = None
    """Of its own level, as printed."""
    parent: int | None = None
    author: str | None = None
    stamp: Stamp | None = None


def to_comments(found: list[PrintedComment]) -> list[Comment]:
    """Comments with full numbers; where one level repeats a number, its comments have none."""
    seen: set[tuple[int | None, str]] = set()
    repeated: set[tuple[int | None, str]] = set()
    for one in found:
        if one.number is not None:
            key = (one.parent, one.number)
            (repeated if key in seen else seen).add(key)
    comments: list[Comment] = []
    for one in found:
        number = None if one.number is None or (one.parent, one.number) in repeated else one.number
        if number is not None and one.parent is not None:
            above = comments[one.parent].number
            number = None if above is None else f"{above}.{number}"
        author = (one.author or "").strip()
        comments.append(
            Comment(
                text=one.text,
                number=number,
                parent=one.parent,
                author=None if is_anonymous(name_alone(author)) else author,
                printed_on=one.stamp.on if one.stamp else None,
                printed_at=one.stamp.at if one.stamp else None,
            )
        )
    return comments
