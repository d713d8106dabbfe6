"""An article as people read it: passages cut at their mentions, comments in the order of their tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from narco_corpus.row_types import ArticleRow, CommentRow, MentionRow
from narco_corpus.thread import Thread

_PARAGRAPH = "\n\n"


@dataclass(frozen=True)
class Segment:
    """A piece of a text: plain, or a mention (or the part of one that lies in the piece)."""

    text: str
    mention: MentionRow | None = None


@dataclass(frozen=True)
class Passage:
    """A title, body or comment with its mentions in the order of the text; none overlaps another."""

    text: str
    mentions: tuple[MentionRow, ...] = ()

    def segments(self, start: int = 0, end: int | None = None) -> list[Segment]:
        """The text from code point `start` to `end`, cut at its mentions; joined, the segments give it back."""
        stop = len(self.text) if end is None else end
        pieces, at = [], start
        for mention in self.mentions:
            left, right = max(mention["start"], at), min(mention["end"], stop)
            if left >= right:
                continue
            if at < left:
                pieces.append(Segment(self.text[at:left]))
            pieces.append(Segment(self.text[left:right], mention))
            at = right
        if at < stop:
            pieces.append(Segment(self.text[at:stop]))
        return pieces

    def paragraphs(self) -> Iterator[list[Segment]]:
        """The segments of each paragraph; blank lines between paragraphs belong to none."""
        at = 0
        for paragraph in self.text.split(_PARAGRAPH):
            if paragraph:
                yield self.segments(at, at + len(paragraph))
            at += len(paragraph) + len(_PARAGRAPH)


@dataclass(frozen=True)
class CommentView:
    """A comment in its thread."""

    row: CommentRow
    depth: int
    """Levels above it, as the page shows them."""
    passage: Passage
    addressed: str | None
    """Number of the comment that it answers by clock time; None where it answers none that is known."""


@dataclass(frozen=True)
class ArticleView:
    """An article with its comments in reading order: each, then the replies to it."""

    row: ArticleRow
    title: Passage | None
    body: Passage
    comments: tuple[CommentView, ...]


def article_view(thread: Thread, mentions: Iterable[MentionRow]) -> ArticleView:
    """The article of a thread as people read it.

    `mentions` are those of the article and of its comments, in any order; of two that overlap the first in the text is
    kept, the longer of two that begin together.
    """
    units: dict[tuple[str | None, str], list[MentionRow]] = {}
    for mention in mentions:
        units.setdefault((mention["comment_id"], mention["field"]), []).append(mention)

    def passage(text: str, comment_id: str | None, field: str) -> Passage:
        return Passage(text, tuple(_apart(units.get((comment_id, field), []))))

    article = thread.article
    numbers: dict[str | None, str] = {row["comment_id"]: row["number"] for row in thread.comments}
    return ArticleView(
        row=article,
        title=None if article["title"] is None else passage(article["title"], None, "title"),
        body=passage(article["body"], None, "body"),
        comments=tuple(
            CommentView(
                row=row,
                depth=depth,
                passage=passage(row["text"], row["comment_id"], "comment"),
                addressed=numbers.get(row["addressed_id"]),
            )
            for depth, row in thread.walk()
        ),
    )


def _apart(mentions: Sequence[MentionRow]) -> Iterator[MentionRow]:
    at = 0
    for mention in sorted(mentions, key=lambda m: (m["start"], -m["end"])):
        if mention["start"] >= at:
            yield mention
            at = mention["end"]
