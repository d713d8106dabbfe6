"""A release in portions: articles numbered in the order of their ids, so many at a time with all that is theirs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from narco_corpus.corpus import Corpus
from narco_corpus.storage.scanning import scanning

if TYPE_CHECKING:
    import polars as pl

PORTION = 1000
"""Articles that are held in memory at a time."""


@dataclass(frozen=True)
class Portion:
    """Articles `first` to `last` (both included) with their comments and mentions.

    All have two columns of the pages beside the release's: `doc`, the number of the article, and `repost`, whether it
    re-posts another one. Comments and mentions have `unit` too, the number of the comment among all comments in the
    order of the pages (null for title and body).
    """

    first: int
    last: int
    articles: pl.DataFrame
    comments: pl.DataFrame
    mentions: pl.DataFrame


class Source:
    """What the pages are made from."""

    def __init__(self, corpus: Corpus) -> None:
        import polars as pl

        self.corpus = corpus
        facts = self._collect(
            corpus.articles.scan().select(
                "article_id",
                "published_on",
                "source",
                "language",
                "split",
                "content_warnings",
                pl.col("duplicate_of").is_not_null().alias("repost"),
            )
        )
        counts = self._collect(corpus.comments.scan().group_by("article_id").agg(comments=pl.len()))
        self.docs = (
            facts.sort("article_id")
            .with_row_index("doc")
            .join(counts, on="article_id", how="left", maintain_order="left")
            .with_columns(pl.col("comments").fill_null(0).cast(pl.UInt32))
            .with_columns(first_unit=(pl.col("comments").cum_sum() - pl.col("comments")).cast(pl.UInt32))
        )
        """One row an article, light columns only: `doc`, …, `repost`, `comments` (how many), `first_unit`."""
        self.counted = self.docs.filter(~pl.col("repost"))
        """The articles that figures count: each text once, as `Corpus.counts` does."""
        self.entities = self._collect(corpus.entities.scan()).sort("entity_id").with_row_index("entity")

    def aliases(self) -> pl.DataFrame:
        """`alias` and `article_id`: ids that articles had before, or as other captures of them, in their order."""
        rows = self.corpus.articles.scan().select("alias_ids", "article_id")
        return self._collect(rows.explode("alias_ids").drop_nulls().rename({"alias_ids": "alias"})).sort("alias")

    def portions(self) -> Iterator[Portion]:
        """All articles, a portion at a time."""
        import polars as pl

        ids = self.docs.select("article_id", "doc", "first_unit", "repost")
        for first in range(0, len(ids), PORTION):
            part = ids.slice(first, PORTION)
            inside = pl.col("article_id").is_between(pl.lit(part["article_id"][0]), pl.lit(part["article_id"][-1]))
            tables = [self.corpus.articles, self.corpus.comments, self.corpus.entity_mentions]
            articles, comments, mentions = (
                self._collect(table.scan().filter(inside)).join(part, on="article_id", how="inner") for table in tables
            )
            comments = comments.sort("doc", "position", "comment_id").with_columns(
                unit=pl.col("first_unit") + pl.int_range(pl.len(), dtype=pl.UInt32).over("doc")
            )
            mentions = mentions.join(comments.select("comment_id", "unit"), on="comment_id", how="left")
            yield Portion(first, first + len(part) - 1, articles.sort("doc"), comments, mentions)

    def _collect(self, frame: pl.LazyFrame) -> pl.DataFrame:
        with scanning("the release"):
            return frame.collect()
