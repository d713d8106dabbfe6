"""The records that the page of an article and lists of articles read."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from narco_corpus.explore.article import Passage, Segment, article_view
from narco_corpus.explore.tally import LABELS
from narco_corpus.row import to_rows
from narco_corpus.row_types import ArticleRow, CommentRow, MentionRow
from narco_corpus.thread import Thread

if TYPE_CHECKING:
    import polars as pl

    from narco_corpus.explore.source import Portion

_LABEL_NUMBERS = {label: number for number, label in enumerate(LABELS)}
_CONTEXT = 120
"""Code points of text on each side of a quoted mention."""


def documents(portion: Portion) -> Iterator[tuple[int, ArticleRow, list[CommentRow], list[MentionRow]]]:
    """Each article of a portion: its number, its row, its comments in reading order, all its mentions."""
    comments = cast(dict[str, list[CommentRow]], _by_article(portion.comments))
    mentions = cast(dict[str, list[MentionRow]], _by_article(portion.mentions))
    articles = cast(list[ArticleRow], to_rows(portion.articles.to_arrow()))
    for number, article in enumerate(articles, portion.first):
        own = article["article_id"]
        yield number, article, comments.get(own, []), mentions.get(own, [])


def article_record(article: ArticleRow, comments: list[CommentRow], mentions: list[MentionRow]) -> dict[str, Any]:
    """An article with its comments: what stands on its page. A text is a list of paragraphs, these of segments."""
    view = article_view(Thread(article, tuple(comments)), mentions)
    return {
        "title": None if view.title is None else _segments(view.title.segments()),
        "body": _paragraphs(view.body),
        "byline": article["byline"],
        "date": _text(article["published_on"]),
        "source": article["source"],
        "url": article["url"],
        "language": article["language"],
        "split": article["split"],
        "warnings": article["content_warnings"],
        "license": article["license"],
        "path": article["capture_path"],
        "sha256": article["capture_sha256"],
        "retrieved": _text(article["retrieved_at"]),
        "complete": article["capture_complete"],
        "merged": len(article["duplicate_captures"]),
        "duplicate_of": article["duplicate_of"],
        "aliases": article["alias_ids"],
        "comments": [
            {
                "id": comment.row["comment_id"],
                "number": comment.row["number"],
                "depth": comment.depth,
                "author": comment.row["author"],
                "date": _text(comment.row["posted_on"]),
                "text": _paragraphs(comment.passage),
                "parent": comment.row["parent_id"],
                "addressed": comment.row["addressed_id"],
                "addressed_time": comment.row["addressed_time"],
            }
            for comment in view.comments
        ],
    }


def quote(article: ArticleRow, field: str, start: int, end: int) -> list[Any]:
    """A mention in its context: article, date, title, text before it, the mention, text after it, its place."""
    text = (article["title"] or "") if field == "title" else article["body"]
    left, right = max(start - _CONTEXT, 0), min(end + _CONTEXT, len(text))
    # Whole words only, and no more than the paragraph.
    before = text[left:start].rpartition("\n")[2]
    if left and "\n" not in text[left:start]:
        before = "…" + before.partition(" ")[2]
    after = text[end:right].partition("\n")[0]
    if right < len(text) and "\n" not in text[end:right]:
        after = after.rpartition(" ")[0] + "…"
    return [
        article["article_id"],
        _text(article["published_on"]),
        article["title"],
        before,
        text[start:end],
        after,
        f"{field}:{start}-{end}",
        article["content_warnings"],
    ]


def _segments(segments: list[Segment]) -> list[Any]:
    return [s.text if s.mention is None else _mention(s.text, s.mention) for s in segments]


def _mention(text: str, mention: MentionRow) -> list[Any]:
    """Text, number of the label, entity, start, end, confidence."""
    place = [mention["start"], mention["end"], mention["confidence"]]
    return [text, _LABEL_NUMBERS[mention["label"]], mention["entity_id"], *place]


def _paragraphs(passage: Passage) -> list[list[Any]]:
    return [_segments(paragraph) for paragraph in passage.paragraphs()]


def _by_article(frame: pl.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for row in to_rows(frame.to_arrow()):
        found.setdefault(row["article_id"], []).append(row)
    return found


def _text(value: date | datetime | None) -> str | None:
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="minutes") + " UTC"
    return None if value is None else value.isoformat()
