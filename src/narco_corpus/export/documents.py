"""The articles of a release one by one, each with its comments and mentions; only one is held at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Generic, TypeVar

from narco_corpus.corpus import Corpus
from narco_corpus.errors import DataError
from narco_corpus.row_types import ArticleRow, CommentRow, MentionRow
from narco_corpus.table import Table


@dataclass(frozen=True)
class Unit:
    """One text and the mentions in it."""

    field: str
    """`title`, `body` or `comment`."""
    text: str
    article: ArticleRow
    comment: CommentRow | None
    mentions: list[MentionRow]
    """In the order of the text; they do not overlap."""

    @property
    def id(self) -> str:
        """What the ids of its mentions begin with: `{comment_id or article_id}:{field}`."""
        owner = self.comment["comment_id"] if self.comment else self.article["article_id"]
        return f"{owner}:{self.field}"

    @property
    def language(self) -> str | None:
        """BCP 47 tag of the text."""
        return (self.comment or self.article)["language"]


@dataclass(frozen=True)
class Document:
    """An article, its comments in reading order, and the mentions in all of them."""

    article: ArticleRow
    comments: list[CommentRow]
    mentions: list[MentionRow]

    def units(self) -> Iterator[Unit]:
        """Title (where there is one), body, comments."""
        found: dict[tuple[str | None, str], list[MentionRow]] = {}
        for mention in sorted(self.mentions, key=lambda m: m["start"]):
            found.setdefault((mention["comment_id"], mention["field"]), []).append(mention)
        for field, text in (("title", self.article["title"]), ("body", self.article["body"])):
            if text is not None:
                yield Unit(field, text, self.article, None, found.get((None, field), []))
        for comment in self.comments:
            here = found.get((comment["comment_id"], "comment"), [])
            yield Unit("comment", comment["text"], self.article, comment, here)


def documents(corpus: Corpus, split: str) -> Iterator[Document]:
    """The articles of a split in the order of their ids.

    Raises `DataError` where rows are not sorted by id or belong to no article; `narco-corpus validate` lists them.
    """
    comments = _ByArticle(corpus.comments, split)
    mentions = _ByArticle(corpus.entity_mentions, split)
    before = ""
    for article in corpus.articles.split(split):
        article_id = article["article_id"]
        if article_id <= before:
            raise _disorder("articles", article_id)
        before = article_id
        own = sorted(comments.take(article_id), key=lambda c: c["position"])
        yield Document(article, own, mentions.take(article_id))
    comments.finish()
    mentions.finish()


_R = TypeVar("_R", CommentRow, MentionRow)


class _ByArticle(Generic[_R]):
    """The rows of a table, which are sorted by article, taken article by article."""

    def __init__(self, table: Table[_R], split: str) -> None:
        rows: Iterable[_R] = table.split(split) if split in table.splits else ()
        self._table = table.name
        self._groups: Iterator[tuple[str, Iterator[_R]]] = groupby(rows, key=lambda row: row["article_id"])
        self._next: tuple[str, Iterator[_R]] | None = next(self._groups, None)

    def take(self, article_id: str) -> list[_R]:
        if self._next is None or self._next[0] > article_id:
            return []
        if self._next[0] < article_id:
            raise _disorder(self._table, self._next[0])
        rows = list(self._next[1])
        self._next = next(self._groups, None)
        return rows

    def finish(self) -> None:
        if self._next is not None:
            raise _disorder(self._table, self._next[0])


def _disorder(table: str, article_id: str) -> DataError:
    return DataError(
        f"{table}: rows of article {article_id} are out of order or belong to no article of their split; nothing was "
        "written, `narco-corpus validate` lists what is wrong"
    )
