"""The quick check of many documents lets no document pass that has a fault, and all that have none."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from test_write_check import FAULTS, sample_document

from narco_corpus.builder.check.columns import ColumnChecker
from narco_corpus.builder.check.document import DocumentChecker
from narco_corpus.builder.document import Document, in_tables, to_columns
from narco_corpus.builder.write.tables import columns_to_arrow, to_arrow
from sample_release import sample_rows

TABLES = ("articles", "comments", "entity_mentions")
CHECKER = ColumnChecker(TABLES)


def in_columns(document: dict[str, Any]) -> Document:
    mentions = sorted(document["mentions"], key=lambda m: (m["comment_id"] or "", m["field"] == "body", m["start"]))
    return Document(
        document["article"],
        to_columns("comments", document["comments"]),
        to_columns("entity_mentions", mentions),
        {},
    )


def sample_documents() -> list[Document]:
    rows = sample_rows()
    return [
        in_columns(
            {
                "article": article,
                "comments": [r for r in rows["comments"] if r["article_id"] == article["article_id"]],
                "mentions": [r for r in rows["entity_mentions"] if r["article_id"] == article["article_id"]],
            }
        )
        for article in rows["articles"]
    ]


def are_sound(documents: Sequence[Document]) -> bool:
    return CHECKER.are_sound(documents, in_tables(documents))


def test_documents_without_fault_pass() -> None:
    assert are_sound(sample_documents())
    assert are_sound([])


OF_ROWS = {"unknown column", "missing column"} | {n for n in FAULTS if n.startswith(("split of", "article of"))}
"""Faults that documents in columns cannot have."""


@pytest.mark.parametrize("name", sorted(set(FAULTS) - OF_ROWS))
def test_no_fault_passes(name: str) -> None:
    damage, _ = FAULTS[name]
    documents = sample_documents()
    damaged = sample_document()
    damage(damaged)
    documents[0] = in_columns(damaged)
    assert not are_sound(documents)


VALUES: list[tuple[str, str, Any]] = [
    ("comments", "comment_id", "a-0123456789abcdef-c\n"),
    ("comments", "author", "commenter-1\n"),
    ("comments", "number", "1.\n"),
    ("comments", "posted_on", "2011-02-31"),
    ("comments", "posted_on", "0011-02-03"),
    ("comments", "language", "English language"),
    ("comments", "depth", -1),
    ("comments", "depth", None),
    ("comments", "text", None),
    ("comments", "addressed_time", ""),
    ("comments", "addressed_time", "\udc00"),
    ("mentions", "start", 0.5),
    ("mentions", "start", "0"),
    ("mentions", "confidence", 1.5),
    ("mentions", "entity_id", ""),
    ("mentions", "method", "lexicon\n"),
    ("mentions", "label", None),
]


@pytest.mark.parametrize(("part", "column", "value"), VALUES)
def test_a_value_that_its_column_forbids_does_not_pass(part: str, column: str, value: Any) -> None:
    documents = sample_documents()
    getattr(documents[0], part)[column][0] = value
    assert DocumentChecker().check(documents[0].in_rows())
    assert not are_sound(documents)


@pytest.mark.parametrize("table", TABLES)
def test_tables_from_columns_are_those_from_rows(table: str) -> None:
    tables = in_tables(sample_documents())
    assert columns_to_arrow(table, tables[table]).equals(to_arrow(table, sample_rows()[table]), check_metadata=True)


def test_a_document_in_columns_has_the_rows_that_it_was_made_of() -> None:
    rows = sample_rows()
    made = [document.in_rows() for document in sample_documents()]
    assert [d["article"] for d in made] == rows["articles"]
    assert [r for d in made for r in d["comments"]] == rows["comments"]
    assert sorted([r for d in made for r in d["mentions"]], key=str) == sorted(rows["entity_mentions"], key=str)
