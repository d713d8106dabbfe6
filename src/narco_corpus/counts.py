"""How often an entity is named: numerator, denominator, and the mentions that were counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narco_corpus.errors import UsageError
from narco_corpus.scanning import scanning

if TYPE_CHECKING:
    import polars as pl

    from narco_corpus.corpus import Corpus

OF = ("articles", "comments", "threads")
"""What a document is: an article (title and body), a comment, or an article with all its comments."""
_STEPS = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}
"""Name of a period → how polars writes its length."""
BY = tuple(_STEPS)

_EVIDENCE = ("mention_id", "article_id", "comment_id", "field", "start", "end", "text", "confidence")


def count(corpus: Corpus, entity_id: str, by: str | None, of: str, reposts: bool) -> pl.DataFrame:
    """See `Corpus.counts`."""
    import polars as pl

    documents = _documents(corpus, by, of, reposts)
    mentions = _mentions(corpus, entity_id, of)
    named = mentions.group_by("document").agg(mentions=pl.len().cast(pl.Int64))
    counted = documents.join(named, on="document", how="left").with_columns(pl.col("mentions").fill_null(0))
    figures = (
        pl.col("mentions").sum(),
        (pl.col("mentions") > 0).sum().cast(pl.Int64).alias("documents_with"),
        pl.len().cast(pl.Int64).alias("documents"),
    )
    if by is None:
        return _collect(corpus, counted.select(figures))
    return _collect(corpus, counted.group_by("period").agg(figures).sort("period", nulls_last=True))


def counted_mentions(corpus: Corpus, entity_id: str, by: str | None, of: str, reposts: bool) -> pl.DataFrame:
    """See `Corpus.counted_mentions`."""
    documents = _documents(corpus, by, of, reposts)
    found = _mentions(corpus, entity_id, of).join(documents, on="document")
    period = [] if by is None else ["period"]
    return _collect(corpus, found.select(*period, *_EVIDENCE).sort(*period, "mention_id", nulls_last=True))


def _documents(corpus: Corpus, by: str | None, of: str, reposts: bool) -> pl.LazyFrame:
    """One row a document: `document` (its id) and, where asked for, `period`."""
    import polars as pl

    if of not in OF:
        raise UsageError(f"of={of!r}: expected one of {', '.join(map(repr, OF))}")
    if by is not None and by not in BY:
        raise UsageError(f"by={by!r}: expected None or one of {', '.join(map(repr, BY))}")
    articles = corpus.articles.scan()
    if not reposts:
        articles = articles.filter(pl.col("duplicate_of").is_null())
    kept = [pl.col("article_id")]
    if by is not None:
        kept.append(pl.col("published_on").dt.truncate(_STEPS[by]).alias("period"))
    documents = articles.select(kept)
    if of == "comments":
        comments = corpus.comments.scan().select("article_id", document="comment_id")
        return comments.join(documents, on="article_id").drop("article_id")
    return documents.rename({"article_id": "document"})


def _mentions(corpus: Corpus, entity_id: str, of: str) -> pl.LazyFrame:
    """The mentions of an entity in documents of a kind, each with the `document` that it is in."""
    import polars as pl

    corpus.entities.get(entity_id)
    found = corpus.entity_mentions.scan().filter(pl.col("entity_id") == entity_id)
    if of == "articles":
        found = found.filter(pl.col("comment_id").is_null())
    elif of == "comments":
        found = found.filter(pl.col("comment_id").is_not_null())
    unit = "comment_id" if of == "comments" else "article_id"
    return found.select(*_EVIDENCE, document=pl.col(unit))


def _collect(corpus: Corpus, query: pl.LazyFrame) -> pl.DataFrame:
    with scanning(repr(corpus)):
        return query.collect()
