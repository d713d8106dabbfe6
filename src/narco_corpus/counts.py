"""How often an entity is named: numerator, denominator, and the mentions that were counted."""

from __future__ import annotations

from collections.abc import Sequence
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
BY = (*_STEPS, "state")

_EVIDENCE = ("mention_id", "article_id", "comment_id", "field", "start", "end", "text", "confidence")


By = str | Sequence[str] | None


def count(corpus: Corpus, entity_id: str, by: By, of: str, state: str | None, reposts: bool) -> pl.DataFrame:
    """See `Corpus.counts`."""
    import polars as pl

    groups = _groups(by)
    documents = _documents(corpus, groups, of, state, reposts)
    mentions = _mentions(corpus, entity_id, of)
    named = mentions.group_by("document").agg(mentions=pl.len().cast(pl.Int64))
    counted = documents.join(named, on="document", how="left").with_columns(pl.col("mentions").fill_null(0))
    figures = (
        pl.col("mentions").sum(),
        (pl.col("mentions") > 0).sum().cast(pl.Int64).alias("documents_with"),
        pl.len().cast(pl.Int64).alias("documents"),
    )
    if not groups:
        return _collect(corpus, counted.select(figures))
    return _collect(corpus, counted.group_by(*groups).agg(figures).sort(*groups, nulls_last=True))


def counted_mentions(corpus: Corpus, entity_id: str, by: By, of: str, state: str | None, reposts: bool) -> pl.DataFrame:
    """See `Corpus.counted_mentions`."""
    groups = _groups(by)
    documents = _documents(corpus, groups, of, state, reposts)
    found = _mentions(corpus, entity_id, of).join(documents, on="document")
    return _collect(corpus, found.select(*groups, *_EVIDENCE).sort(*groups, "mention_id", nulls_last=True))


def _groups(by: By) -> dict[str, str]:
    """Column → what it holds, in the order of the columns."""
    asked = [] if by is None else [by] if isinstance(by, str) else by
    one_each = f"None, one of {', '.join(map(repr, BY))}, or a period and 'state'"
    if not isinstance(asked, list | tuple) or not all(isinstance(each, str) and each in BY for each in asked):
        raise UsageError(f"by={by!r}: expected {one_each}")
    groups = {"state" if each == "state" else "period": each for each in asked}
    if len(groups) < len(asked) or (by is not None and not groups):
        raise UsageError(f"by={by!r}: expected {one_each}")
    return groups


def _documents(corpus: Corpus, groups: dict[str, str], of: str, state: str | None, reposts: bool) -> pl.LazyFrame:
    """One row a document: `document` (its id) and, where asked for, `period`; one for each `state` that it names."""
    import polars as pl

    if of not in OF:
        raise UsageError(f"of={of!r}: expected one of {', '.join(map(repr, OF))}")
    articles = corpus.articles.scan()
    if not reposts:
        articles = articles.filter(pl.col("duplicate_of").is_null())
    kept = [pl.col("article_id")]
    if "period" in groups:
        kept.append(pl.col("published_on").dt.truncate(_STEPS[groups["period"]]).alias("period"))
    documents = articles.select(kept)
    if of == "comments":
        comments = corpus.comments.scan().select("article_id", document="comment_id")
        documents = comments.join(documents, on="article_id").drop("article_id")
    else:
        documents = documents.rename({"article_id": "document"})
    if state is not None:
        named = _states(corpus, of).filter(pl.col("state") == _known_state(corpus, state))
        documents = documents.join(named, on="document", how="semi")
    if "state" in groups:
        documents = documents.join(_states(corpus, of), on="document", how="left")
    return documents


def _known_state(corpus: Corpus, state: str) -> str:
    kind = corpus.entities.get(state, ["kind"])["kind"]
    if kind != "state":
        raise UsageError(f"state={state!r}: that is no state (its kind is {kind}); give a code such as 'MX-TAM'")
    return state


def _states(corpus: Corpus, of: str) -> pl.LazyFrame:
    """Which documents name which states, or a place in them: `document` and `state`, each pair once."""
    import polars as pl

    state = pl.when(pl.col("kind") == "state").then(pl.col("entity_id")).otherwise(pl.col("state")).alias("state")
    places = corpus.entities.scan().filter(pl.col("label") == "PLACE").select("entity_id", state)
    mentions = _inside(corpus.entity_mentions.scan(), of).select("entity_id", document=_unit(of))
    named = mentions.join(places, on="entity_id").select("document", "state")
    return named.filter(pl.col("state").is_not_null()).unique()


def _mentions(corpus: Corpus, entity_id: str, of: str) -> pl.LazyFrame:
    """The mentions of an entity in documents of a kind, each with the `document` that it is in."""
    import polars as pl

    corpus.entities.get(entity_id)
    found = corpus.entity_mentions.scan().filter(pl.col("entity_id") == entity_id)
    return _inside(found, of).select(*_EVIDENCE, document=_unit(of))


def _inside(mentions: pl.LazyFrame, of: str) -> pl.LazyFrame:
    """Those of the mentions that are in documents of a kind."""
    import polars as pl

    if of == "articles":
        return mentions.filter(pl.col("comment_id").is_null())
    if of == "comments":
        return mentions.filter(pl.col("comment_id").is_not_null())
    return mentions


def _unit(of: str) -> pl.Expr:
    """The id of the document that a mention is in."""
    import polars as pl

    return pl.col("comment_id" if of == "comments" else "article_id")


def _collect(corpus: Corpus, query: pl.LazyFrame) -> pl.DataFrame:
    with scanning(repr(corpus)):
        return query.collect()
