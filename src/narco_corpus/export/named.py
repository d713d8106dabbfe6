"""One flat row a mention: who is named in which post, with the words on either side."""

from __future__ import annotations

from collections.abc import Iterator

from narco_corpus.corpus import Corpus
from narco_corpus.export.documents import documents
from narco_corpus.row import Row

COLUMNS = (
    "mention_id", "article_id", "comment_id", "field", "text", "label", "entity_id", "name", "kind", "confidence",
    "published_on", "title", "source", "url", "duplicate_of", "before", "after",
)  # fmt: skip
"""The columns, as the view `named` of the DuckDB export has them."""
CONTEXT_CHARACTERS = 60


def named(corpus: Corpus) -> Iterator[Row]:
    """The rows in the order of the texts; one article and the names of entities are in memory at a time."""
    import polars as pl

    known = corpus.entities.where(pl.lit(True), ["entity_id", "name", "kind"])
    entities = {row["entity_id"]: row for row in known}
    nobody: Row = {"name": None, "kind": None}
    for split in corpus.articles.splits:
        for document in documents(corpus, split):
            for unit in document.units():
                for mention in unit.mentions:
                    start, end = mention["start"], mention["end"]
                    context = {
                        "before": unit.text[max(start - CONTEXT_CHARACTERS, 0) : start],
                        "after": unit.text[end : end + CONTEXT_CHARACTERS],
                    }
                    entity = entities.get(mention["entity_id"] or "", nobody)
                    row: Row = {**unit.article, **entity, **mention, **context}
                    yield {column: row[column] for column in COLUMNS}
