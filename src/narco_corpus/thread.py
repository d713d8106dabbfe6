"""An article with the tree of its reader comments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from narco_corpus.row import Row


@dataclass(frozen=True)
class Thread:
    """One article and its comments."""

    article: Row
    comments: tuple[Row, ...]
    """In reading order."""

    def __len__(self) -> int:
        return len(self.comments)

    def walk(self) -> Iterator[tuple[int, Row]]:
        """Each comment with its depth (0 = top level): a comment, then the replies to it, in reading order."""
        children = self._children()
        waiting = children.get(None, [])[::-1]
        while waiting:
            comment = waiting.pop()
            yield comment["depth"], comment
            waiting.extend(children.get(comment["comment_id"], [])[::-1])

    def replies(self, comment_id: str | None = None) -> list[Row]:
        """The comments right below one, in reading order; without an id those at the top."""
        return self._children().get(comment_id, [])

    def _children(self) -> dict[str | None, list[Row]]:
        children: dict[str | None, list[Row]] = {}
        for row in self.comments:
            children.setdefault(row["parent_id"], []).append(row)
        return children
