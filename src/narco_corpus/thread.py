"""An article with the tree of its reader comments."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass

from narco_corpus.errors import DamageWarning
from narco_corpus.row_types import ArticleRow, CommentRow


@dataclass(frozen=True)
class Thread:
    """One article and its comments."""

    article: ArticleRow
    comments: tuple[CommentRow, ...]
    """In reading order."""

    def __len__(self) -> int:
        return len(self.comments)

    def walk(self) -> Iterator[tuple[int, CommentRow]]:
        """Each comment with its depth (0 = top level): a comment, then the replies to it, in reading order.

        In a damaged release comments may hang under one that is not there, or under each other: they come last, with
        their replies and a `DamageWarning`.
        """
        children = self._children()
        yield from _below(children, None)
        if not children:
            return
        astray = sum(map(len, children.values()))
        warnings.warn(
            f"{self.article['article_id']}: {astray:,} of {len(self):,} comments hang under one that is not there or "
            "under each other, and come last; the release is damaged: `narco-corpus validate` lists what is wrong",
            DamageWarning,
            stacklevel=2,
        )
        ids = {comment["comment_id"] for comment in self.comments}
        for parent in sorted(children, key=lambda parent: parent in ids):
            yield from _below(children, parent)

    def replies(self, comment_id: str | None = None) -> list[CommentRow]:
        """The comments right below one, in reading order; without an id those at the top."""
        return self._children().get(comment_id, [])

    def _children(self) -> dict[str | None, list[CommentRow]]:
        children: dict[str | None, list[CommentRow]] = {}
        for row in self.comments:
            children.setdefault(row["parent_id"], []).append(row)
        return children


def _below(children: dict[str | None, list[CommentRow]], parent: str | None) -> Iterator[tuple[int, CommentRow]]:
    """All that hangs under a comment, with its depth; it is taken out of the children."""
    waiting = children.pop(parent, [])[::-1]
    while waiting:
        comment = waiting.pop()
        yield comment["depth"], comment
        waiting.extend(children.pop(comment["comment_id"], [])[::-1])
