"""How often an entity is named: numerator, denominator, and the mentions that were counted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, get_args

from narco_corpus.errors import NotFoundError, UsageError
from narco_corpus.model.iso_codes import iso_codes
from narco_corpus.not_found import not_found
from narco_corpus.row import FLOAT32_DIGITS
from narco_corpus.storage.scanning import scanning

if TYPE_CHECKING:
    import polars as pl

    from narco_corpus.corpus import Corpus

Of = Literal["articles", "comments", "threads"]
"""What a document is: an article (title and body), a comment, or an article with all its comments."""
Group = Literal["day", "week", "month", "quarter", "year", "state", "municipality"]
By = Group | Sequence[Group] | None
"""What a row is: a period, an area, one of each in the order of the columns; None for all documents in one."""

_STEPS = {"day": "1d", "week": "1w", "month": "1mo", "quarter": "1q", "year": "1y"}
"""Name of a period → how polars writes its length."""
_AREAS = {"state": ("state",), "municipality": ("municipality", "inegi_code")}
"""Name of an area → the columns that say which one."""
_EVIDENCE = ("mention_id", "article_id", "comment_id", "field", "start", "end", "text", "confidence")


def count(corpus: Corpus, entity_id: str, by: By, of: Of, state: str | None, reposts: bool) -> pl.DataFrame:
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


def counted_mentions(corpus: Corpus, entity_id: str, by: By, of: Of, state: str | None, reposts: bool) -> pl.DataFrame:
    """See `Corpus.counted_mentions`."""
    import polars as pl

    groups = _groups(by)
    documents = _documents(corpus, groups, of, state, reposts)
    found = _mentions(corpus, entity_id, of).join(documents, on="document")
    # As rows have it: what float32 makes of 0.9 is less than 0.9.
    found = found.with_columns(pl.col("confidence").cast(pl.Float64).round(FLOAT32_DIGITS))
    return _collect(corpus, found.select(*groups, *_EVIDENCE).sort(*groups, "mention_id", nulls_last=True))


def _groups(by: By) -> dict[str, str]:
    """Column → what it holds, in the order of the columns."""
    asked = [] if by is None else [by] if isinstance(by, str) else by
    one_each = (
        f"None, one of {', '.join(map(repr, get_args(Group)))}, or a period and one of {', '.join(map(repr, _AREAS))}"
    )
    known = isinstance(asked, list | tuple) and all(isinstance(g, str) and g in get_args(Group) for g in asked)
    if not known or len({g in _AREAS for g in asked}) < len(asked) or (by is not None and not asked):
        raise UsageError(f"by={by!r}: expected {one_each}")
    return {column: each for each in asked for column in _AREAS.get(each, ("period",))}


def _documents(corpus: Corpus, groups: dict[str, str], of: Of, state: str | None, reposts: bool) -> pl.LazyFrame:
    """One row a document: `document` (its id) and, where asked for, `period`; one for each area that it names."""
    import polars as pl

    if of not in get_args(Of):
        raise UsageError(f"of={of!r}: expected one of {', '.join(map(repr, get_args(Of)))}")
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
        named = _named(corpus, of, "state").filter(pl.col("state") == _known_state(corpus, state))
        documents = documents.join(named, on="document", how="semi")
    for area in _AREAS:
        if area in groups:
            documents = documents.join(_named(corpus, of, area), on="document", how="left")
    return documents


def _known_state(corpus: Corpus, state: str) -> str:
    kind = _kind(corpus, state, "MX-TAM", "state")
    if kind != "state":
        raise UsageError(f"state={state!r}: that is no state (its kind is {kind}); give a code such as 'MX-TAM'")
    return state


def _kind(corpus: Corpus, entity_id: str, example: str | None = None, expected: str | None = None) -> str | None:
    """The kind of an entity that the release holds; countries and states that it does not name are known by their code.

    Raises `NotFoundError` for any other id; `example` is how ids look, `expected` the kind that can be meant.
    """
    entities = corpus.entities
    try:
        kind: str | None = entities.get(entity_id, ["kind"])["kind"]
    except NotFoundError:
        if not isinstance(entity_id, str) or entity_id not in iso_codes() or entities.was_withdrawn(entity_id):
            raise not_found(entities, entity_id, example, expected) from None
        return "state" if "-" in entity_id else "country"
    return kind


def _named(corpus: Corpus, of: Of, area: str) -> pl.LazyFrame:
    """Which documents name which areas, or a place in them: `document` and the columns of `_AREAS`, each once."""
    import polars as pl

    places = corpus.entities.scan().filter(pl.col("label") == "PLACE")
    within = _in_states(places) if area == "state" else _in_municipalities(places)
    mentions = _inside(corpus.entity_mentions.scan(), of).select("entity_id", document=_unit(of))
    named = mentions.join(within, on="entity_id").select("document", *_AREAS[area])
    return named.filter(pl.col(area).is_not_null()).unique()


def _in_states(places: pl.LazyFrame) -> pl.LazyFrame:
    """The places with the `state` that each is or lies in."""
    import polars as pl

    state = pl.when(pl.col("kind") == "state").then(pl.col("entity_id")).otherwise(pl.col("state"))
    return places.select("entity_id", state=state)


def _in_municipalities(places: pl.LazyFrame) -> pl.LazyFrame:
    """The places with the Mexican `municipality` or borough, and its `inegi_code`, that each is or lies in."""
    import polars as pl

    coded = places.filter(pl.col("inegi_code").is_not_null()).select("inegi_code", municipality="entity_id")
    own = pl.when(pl.col("inegi_code").is_not_null()).then(pl.col("entity_id")).otherwise(pl.col("parent_id"))
    return places.select("entity_id", municipality=own).join(coded, on="municipality")


def _mentions(corpus: Corpus, entity_id: str, of: Of) -> pl.LazyFrame:
    """The mentions of an entity in documents of a kind, each with the `document` that it is in."""
    import polars as pl

    _kind(corpus, entity_id)
    found = corpus.entity_mentions.scan().filter(pl.col("entity_id") == entity_id)
    return _inside(found, of).select(*_EVIDENCE, document=_unit(of))


def _inside(mentions: pl.LazyFrame, of: Of) -> pl.LazyFrame:
    """Those of the mentions that are in documents of a kind."""
    import polars as pl

    if of == "articles":
        return mentions.filter(pl.col("comment_id").is_null())
    if of == "comments":
        return mentions.filter(pl.col("comment_id").is_not_null())
    return mentions


def _unit(of: Of) -> pl.Expr:
    """The id of the document that a mention is in."""
    import polars as pl

    return pl.col("comment_id" if of == "comments" else "article_id")


def _collect(corpus: Corpus, query: pl.LazyFrame) -> pl.DataFrame:
    with scanning(repr(corpus)):
        return query.collect()
