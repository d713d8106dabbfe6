"""Reads from a release what is compared with annotated posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from narco_corpus.corpus import Corpus
from narco_corpus.row import Row, to_rows
from narco_corpus.storage.scanning import scanning

_COLUMNS = {
    "articles": ["article_id", "published_on", "title", "byline", "body"],
    "comments": ["comment_id", "article_id", "number", "parent_id", "addressed_id", "text"],
    "entity_mentions": [
        "article_id", "comment_id", "field", "start", "end", "text", "label", "entity_id", "confidence", "method",
    ],
    "entities": ["entity_id", "name", "label", "aliases", "kind", "parent_id", "country", "state", "iso_3166"],
}  # fmt: skip


class Predictions:
    """Some articles of a release, with all that hangs on them."""

    def __init__(self, corpus: Corpus, article_ids: Collection[str]) -> None:
        """Read what belongs to these articles; raises DataError for a damaged release."""
        self._corpus = corpus
        ids = sorted(set(article_ids))
        self._articles = {row["article_id"]: row for row in self._read("articles", ids)}
        self._comments: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in self._read("comments", ids):
            self._comments[row["article_id"]][row["number"]] = row
        self._mentions: dict[tuple[str, str | None, str], list[Row]] = defaultdict(list)
        for row in self._read("entity_mentions", ids):
            self._mentions[row["article_id"], row["comment_id"], row["field"]].append(row)
        self.entities: dict[str, Row] = {row["entity_id"]: row for row in self._read("entities")}

    def article(self, article_id: str | None) -> Row | None:
        """The article of this id; None for None."""
        return None if article_id is None else self._articles[article_id]

    def comments(self, article: Row | None) -> dict[str, Row]:
        """The comments of an article by their number."""
        return self._comments.get(article["article_id"], {}) if article else {}

    def unit(self, article: Row | None, name: str) -> tuple[str, list[Row]]:
        """The text of `title`, `body` or `comment N` and the mentions in it; nothing where there is no such unit."""
        field, _, number = name.partition(" ")
        if article is None:
            return "", []
        if field != "comment":
            return article[field] or "", self._mentions.get((article["article_id"], None, field), [])
        comment = self.comments(article).get(number)
        if comment is None:
            return "", []
        return comment["text"], self._mentions.get((article["article_id"], comment["comment_id"], field), [])

    def _read(self, table: str, ids: list[str] | None = None) -> list[dict[str, Any]]:
        import polars as pl

        rows = self._corpus.table(table).scan().select(_COLUMNS[table])
        if ids is not None:
            rows = rows.filter(pl.col("article_id").is_in(ids))
        with scanning(f"{table} of {self._corpus.address}"):
            return to_rows(rows.collect().to_arrow())
