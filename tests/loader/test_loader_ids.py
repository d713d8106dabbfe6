"""Whether a table has an id, and what is said of one that it does not have."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import narco_corpus
from narco_corpus import Corpus, NotFoundError, Table, UsageError
from narco_corpus.model.schema import TABLES, key_of
from sample_release import ALIAS, FIRST, REPOST


@pytest.fixture(scope="module")
def corpus(shared_release: Path) -> Corpus:
    return narco_corpus.load(shared_release)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_ids_of_its_rows_and_no_others(table: str, corpus: Corpus) -> None:
    held = corpus.table(table)
    ids = [row[key_of(table)] for row in held]
    assert ids and all(id in held for id in ids)
    others = ["", "x", ids[0].upper() + "x", "\ud800", None, 5, 1.5, ("a", "b"), b"a"]
    assert not any(id in held for id in others)
    for name in TABLES:
        assert table == name or not any(id in corpus.table(name) for id in ids)


def test_an_article_is_in_its_table_by_an_alias_and_in_its_split_alone(corpus: Corpus) -> None:
    articles = corpus.articles
    assert ALIAS in articles and ALIAS in articles.split("train")
    assert ALIAS not in articles.split("validation") and ALIAS not in corpus.comments
    assert REPOST in articles.split("validation") and REPOST not in articles.split("train")


def test_asking_for_an_id_reads_no_whole_table(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    def whole(*_: Any) -> None:
        raise AssertionError("all columns are read")

    monkeypatch.setattr(Table, "batches", whole)
    monkeypatch.setattr(Table, "to_arrow", whole)
    assert FIRST in corpus.articles and "a-1234567890abcdef" not in corpus.articles


@pytest.mark.parametrize("what", [{"article_id": FIRST}, [FIRST]])
def test_a_row_is_no_id(what: Any, corpus: Corpus) -> None:
    with pytest.raises(UsageError, match="is no id: ask for the article_id"):
        what in corpus.articles  # noqa: B015


def test_a_row_in_place_of_an_id_is_told_in_a_line(corpus: Corpus) -> None:
    article, entity = corpus.articles.get(FIRST), corpus.entities.get("los-faros")
    for find, row in (
        (corpus.articles.get, article),
        (corpus.thread, article),
        (corpus.mentions, article),
        (corpus.counts, entity),
    ):
        with pytest.raises(NotFoundError) as caught:
            find(row)  # type: ignore[operator]
        assert len(str(caught.value)) < 250 and "…" in str(caught.value)
    with pytest.raises(NotFoundError, match=r"^articles has no article_id 'x{119}…; ids look like"):
        corpus.articles.get("x" * 10_000)


def test_the_id_of_the_example_is_told_as_it_is(corpus: Corpus) -> None:
    for find in (corpus.entities.get, corpus.counts):
        with pytest.raises(NotFoundError, match=r"^entities has no entity_id 'los-zetas'$"):
            find("los-zetas")


@pytest.mark.parametrize("rows", [2**63, 10**30])
def test_batches_of_more_rows_than_a_number_of_the_reader_holds(rows: int, corpus: Corpus) -> None:
    assert sum(batch.num_rows for batch in corpus.comments.batches(rows)) == len(corpus.comments)


def test_the_scheme_of_an_address_is_the_same_in_capitals(shared_release: Path) -> None:
    assert narco_corpus.load(f"FILE://{shared_release}").version == "1.2.0"
    with pytest.raises(UsageError, match=r"cannot open https://127\.0\.0\.1:9/x: .*check the address and the network"):
        narco_corpus.load("HTTPS://127.0.0.1:9/x")
    with pytest.raises(UsageError, match="expected hf://datasets/ORG/NAME"):
        narco_corpus.load("HF://models/org/name")


@pytest.mark.parametrize("address", ["http://", "https:///release", "http:///"])
def test_an_address_without_a_host_is_told_at_once(address: str) -> None:
    with pytest.raises(UsageError, match="it names no host; check the address"):
        narco_corpus.load(address)
