"""A comment while its page is being read."""

from __future__ import annotations

import msgspec

from narco_corpus.builder.parse.dates import Stamp
from narco_corpus.builder.post import Comment

_NAMELESS = frozenset(
    (
        "anonymous",
        "anónimo",
        "anonimo",
        "anonymous user",
        "unknown",
        "desconocido",
        "anon",
        "guest",
        "invitado",
        "anónima",
    )
)


class Found(msgspec.Struct):
    """What the page prints of one comment."""

    text: str = ""
    number: str | None = None
    """Of its own level, as printed."""
    parent: int | None = None
    author: str | None = None
    stamp: Stamp | None = None


def to_comments(found: list[Found]) -> list[Comment]:
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
        author = one.author.strip() if one.author else None
        comments.append(
            Comment(
                text=one.text,
                number=number,
                parent=one.parent,
                author=author if author and author.casefold() not in _NAMELESS else None,
                printed_on=one.stamp.on if one.stamp else None,
                printed_at=one.stamp.at if one.stamp else None,
            )
        )
    return comments
