"""A document between its making and the tables: the article as a row, its comments and mentions as columns."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import attrgetter, itemgetter
from typing import Any, cast

from narco_corpus.builder.json_rows import ArticleJson, CommentJson, DocumentJson, MentionJson
from narco_corpus.model.schema import fields
from narco_corpus.removals.wording import Run
from narco_corpus.row import Row

Columns = dict[str, list[Any]]
"""Name of a column → its values in JSON form; all are equally long."""

SHARED = ("article_id", "split")
"""Columns in which comments and mentions have what their article has."""


@dataclass(slots=True)
class Document:
    """An article with its comments in reading order and its mentions by text and start, in JSON form.

    Columns take a small part of the memory and of the time that a dict for each comment and mention takes; those in
    `SHARED` are left out, as the article has them.
    """

    article: ArticleJson
    comments: Columns
    mentions: Columns
    masks: Mapping[str, int]
    """What was masked in the comments, by kind."""
    withdrawn: Collection[Run] = ()
    """Runs of words that only comments said which are left out on request."""

    def in_rows(self) -> DocumentJson:
        """The document as the JSON Schema `document` declares it."""
        return {
            "article": self.article,
            "comments": cast(list[CommentJson], to_rows("comments", self.comments, self.article)),
            "mentions": cast(list[MentionJson], to_rows("entity_mentions", self.mentions, self.article)),
        }


def to_rows(table: str, columns: Columns, shared: Row) -> list[dict[str, Any]]:
    """The rows of one document in a table; `shared` has the values of the columns in `SHARED`."""
    names = [f.name for f in fields(table)]
    whole = [repeat(shared[n]) if n in SHARED else columns[n] for n in names]
    return [dict(zip(names, values, strict=True)) for values in zip(*whole, strict=False)]


def to_columns(table: str, rows: Sequence[Row]) -> Columns:
    """The columns of one document's rows in a table."""
    return {f.name: [row[f.name] for row in rows] for f in fields(table) if f.name not in SHARED}


def in_tables(documents: Sequence[Document]) -> dict[str, Columns]:
    """The tables of documents, in the order of the documents, with all their columns."""
    articles: list[Row] = [document.article for document in documents]
    return {
        "articles": {f.name: list(map(itemgetter(f.name), articles)) for f in fields("articles")},
        "comments": _joined("comments", articles, list(map(attrgetter("comments"), documents))),
        "entity_mentions": _joined("entity_mentions", articles, list(map(attrgetter("mentions"), documents))),
    }


def _joined(table: str, articles: Sequence[Row], parts: Sequence[Columns]) -> Columns:
    names = [f.name for f in fields(table)]
    joined: Columns = {name: [] for name in names}
    for name, values in joined.items():
        extend = values.extend  # a list at a time takes a fifth of the time that a value at a time takes
        if name in SHARED:
            for article, part in zip(articles, parts, strict=True):
                extend([article[name]] * len(part[names[0]]))
        else:
            for part in parts:
                extend(part[name])
    return joined
