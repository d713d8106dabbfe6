"""What the loader gives of a release: tables in every form, threads, mentions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import narco_corpus
from narco_corpus import Corpus, DamageWarning, DataError, NotFoundError, Thread, UsageError
from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.schema import TABLES, key_of
from narco_corpus.removals.reply_tree import without_comments
from sample_release import ALIAS, FIRST, REPOST, SECOND, Row, sample_rows, write_release


@pytest.fixture(scope="module")
def corpus(shared_release: Path) -> Corpus:
    return narco_corpus.load(shared_release)


def expected(table: str) -> list[Row]:
    """The rows that went into the release, in the order and with the types that come out."""
    order = {"train": 0, "validation": 1}
    rows = sorted(sample_rows()[table], key=lambda r: (order[r.get("split", "train")], r[key_of(table)]))
    for row in rows:
        for column in ("published_on", "posted_on"):
            if row.get(column):
                row[column] = dt.date.fromisoformat(row[column])
        if row.get("retrieved_at"):
            row["retrieved_at"] = dt.datetime(2024, 11, 5, 10, 0)
    return rows


@pytest.mark.parametrize("table", TABLES)
def test_rows_come_out_as_they_went_in(table: str, corpus: Corpus) -> None:
    rows = list(corpus.table(table))
    assert rows == expected(table)
    assert len(corpus.table(table)) == len(rows)
    assert [list(row) for row in rows] == [arrow_schema(table).names] * len(rows)


@pytest.mark.parametrize("table", TABLES)
def test_every_form_holds_the_same_rows(table: str, corpus: Corpus) -> None:
    held = corpus.table(table)
    key = key_of(table)
    keys = [row[key] for row in expected(table)]
    arrow = held.to_arrow()
    assert arrow.schema.field(key).metadata[b"description"]
    assert [f.type for f in arrow.schema] == [f.type for f in arrow_schema(table)]
    assert arrow.column(key).to_pylist() == keys
    assert held.to_polars()[key].to_list() == keys
    assert held.scan().select(key).collect()[key].to_list() == keys
    assert held.to_pandas()[key].tolist() == keys
    assert held.to_hf()[key][:] == keys


def test_pandas_gets_dates_and_whole_numbers(corpus: Corpus) -> None:
    articles, entities = corpus.articles.to_pandas(), corpus.entities.to_pandas()
    assert articles["published_on"].dt.year.tolist()[0] == 2012
    assert str(entities["geonames_id"].dtype) == "Int64"
    assert entities["geonames_id"].isna().sum() == 3


def test_hugging_face_gets_class_labels_by_split(corpus: Corpus) -> None:
    tables = corpus.to_hf()
    assert set(tables) == set(TABLES)
    assert {split: len(d) for split, d in tables["articles"].items()} == {"train": 2, "validation": 1}
    assert {str(d.info.version) for t in tables.values() for d in t.values()} == {corpus.version} == {"1.2.0"}
    mentions = tables["entity_mentions"]["train"]
    label = mentions.features["label"]
    texts = {text: label.int2str(number) for text, number in zip(mentions["text"], mentions["label"], strict=True)}
    assert texts == {"Los Faros": "CRIMINAL_ORG", "Puerto Peñasco": "PLACE"}


def test_splits_divide_a_table(corpus: Corpus) -> None:
    articles = corpus.articles
    assert articles.splits == ("train", "validation")
    train, validation = articles.split("train"), articles.split("validation")
    assert (len(train), len(validation)) == (2, 1)
    assert [r["article_id"] for r in validation] == [REPOST]
    assert validation.splits == ("validation",)
    assert train.to_polars()["split"].unique().to_list() == ["train"]
    assert len(corpus.comments.split("validation").to_arrow()) == 0
    assert list(corpus.comments.split("validation")) == []
    with pytest.raises(NotFoundError, match="no split 'test'; there are: train, validation"):
        articles.split("test")
    with pytest.raises(NotFoundError, match="no split 'train'; there are: validation"):
        validation.split("train")


def test_fields_are_the_data_dictionary(corpus: Corpus) -> None:
    fields = {f.name: f for f in corpus.entity_mentions.fields}
    assert list(fields) == arrow_schema("entity_mentions").names
    assert fields["label"].labels[0] == "CRIMINAL_ORG"
    assert fields["entity_id"].references == "entities.entity_id" and fields["entity_id"].nullable
    assert fields["mention_id"].key


@pytest.mark.parametrize("table", TABLES)
def test_get_finds_each_row_by_its_key(table: str, corpus: Corpus) -> None:
    for row in expected(table):
        assert corpus.table(table).get(row[key_of(table)]) == row


def test_an_article_is_found_by_its_alias(corpus: Corpus) -> None:
    assert corpus.articles.get(ALIAS)["article_id"] == FIRST
    assert corpus.thread(ALIAS).article["article_id"] == FIRST
    assert len(corpus.mentions(ALIAS)) == 4


@pytest.mark.parametrize("id", ["a-1234567890abcdef", "", "los-zetas", None, 5])
def test_an_unknown_id_is_told_with_what_ids_look_like(id: Any, corpus: Corpus) -> None:
    for find in (corpus.articles.get, corpus.thread, corpus.mentions):
        with pytest.raises(NotFoundError, match=repr(id)):
            find(id)
    with pytest.raises(NotFoundError, match="ids look like 'a-0123456789abcdef'"):
        corpus.articles.get(id)


def test_not_found_is_a_key_error_and_reads_as_a_sentence(corpus: Corpus) -> None:
    with pytest.raises(KeyError) as caught:
        corpus.table("authors")
    assert str(caught.value) == "no table 'authors'; there are: articles, comments, entity_mentions, entities"


def test_a_thread_walks_the_tree_in_reading_order(corpus: Corpus) -> None:
    thread = corpus.thread(FIRST)
    walked = [(depth, comment["comment_id"][-2:]) for depth, comment in thread.walk()]
    assert walked == [(0, "c0"), (1, "b1"), (2, "a2"), (0, "d3")]
    assert thread.article["title"].startswith("Los Faros")
    assert len(thread) == 4
    assert [c["position"] for c in thread.comments] == [0, 1, 2, 3]
    assert [c["position"] for c in thread.replies()] == [0, 3]
    assert [c["position"] for c in thread.replies(f"{FIRST}-c0")] == [1]
    assert list(corpus.thread(REPOST).walk()) == []


@given(st.lists(st.integers(-1, 30), max_size=40), st.data())
def test_walking_any_tree_yields_each_comment_once_after_its_parent(parents: list[int], data: st.DataObject) -> None:
    rows: list[Row] = []
    for position, drawn in enumerate(parents):
        parent = rows[drawn] if 0 <= drawn < position else None
        rows.append(
            {
                "comment_id": f"c{position}",
                "position": position,
                "parent_id": parent and parent["comment_id"],
                "depth": parent["depth"] + 1 if parent else 0,
                "addressed_id": None,
            }
        )
    withdrawn = data.draw(st.sets(st.sampled_from([r["comment_id"] for r in rows]))) if rows else set()
    kept = tuple(without_comments(rows, withdrawn))
    assert {r["comment_id"] for r in kept} == {r["comment_id"] for r in rows} - withdrawn
    walked = [c["comment_id"] for _, c in Thread({}, kept).walk()]
    assert sorted(walked) == sorted(r["comment_id"] for r in kept)
    at = {comment_id: n for n, comment_id in enumerate(walked)}
    for row in kept:
        if row["parent_id"] is not None:
            assert at[row["parent_id"]] < at[row["comment_id"]]
    assert all(depth == c["depth"] for depth, c in Thread({}, kept).walk())


def test_a_thousand_levels_are_walked() -> None:
    rows = tuple(
        {"comment_id": str(n), "position": n, "depth": n, "parent_id": str(n - 1) if n else None} for n in range(5000)
    )
    assert [depth for depth, _ in Thread({}, rows).walk()] == list(range(5000))


@pytest.mark.parametrize(
    ("parents", "walked"),
    [
        ({"c0": "b1"}, ["d3", "c0", "b1", "a2"]),  # a circle
        ({"b1": "gone"}, ["c0", "d3", "b1", "a2"]),
        ({"c0": "c0", "d3": "gone"}, ["d3", "c0", "b1", "a2"]),
        ({"c0": "a2", "d3": "d3"}, ["c0", "b1", "a2", "d3"]),
    ],
)
def test_a_damaged_thread_is_walked_whole_and_told(parents: dict[str, str], walked: list[str], tmp_path: Path) -> None:
    rows = sample_rows()
    for row in rows["comments"]:
        own = row["comment_id"][-2:]
        row["parent_id"] = f"{FIRST}-{parents[own]}" if own in parents else row["parent_id"]
    thread = narco_corpus.load(write_release(tmp_path / "release", rows)).thread(FIRST)
    with pytest.warns(
        DamageWarning, match=rf"{FIRST}: \d of 4 comments hang under one that is not there or under each"
    ):
        assert [comment["comment_id"][-2:] for _, comment in thread.walk()] == walked


def test_mentions_come_in_the_order_of_the_text(corpus: Corpus) -> None:
    found = [(m["field"], m["start"], m["text"]) for m in corpus.mentions(FIRST)]
    assert found == [
        ("title", 0, "Los Faros"),
        ("title", 13, "Puerto Peñasco"),
        ("body", 0, "Los Faros"),
        ("body", 30, "Puerto Peñasco"),
    ]
    comment = corpus.comments.get(f"{FIRST}-c0")
    found_in_comment = corpus.mentions(comment["comment_id"])
    assert [m["text"] for m in found_in_comment] == ["Puerto Peñasco", "Los Faros"]
    for m in found_in_comment:
        assert comment["text"][m["start"] : m["end"]] == m["text"]
    assert corpus.mentions(f"{FIRST}-a2") == []
    assert [m["field"] for m in corpus.mentions(SECOND)] == ["body"]


def test_rows_can_be_asked_for_by_a_condition(corpus: Corpus) -> None:
    assert {r["entity_id"] for r in corpus.entities.where(pl.col("label") == "CRIMINAL_ORG")} == {"los-faros"}
    assert corpus.entities.where(pl.col("label") == "CRIMINAL_ORG", ["name"]) == [{"name": "Los Faros"}]
    assert corpus.articles.get(ALIAS, ["article_id", "split"]) == {"article_id": FIRST, "split": "train"}
    with pytest.raises(UsageError, match="entities has no column lable"):
        corpus.entities.where(pl.col("lable") == "CRIMINAL_ORG")
    with pytest.raises(UsageError, match=r"entities has no column nam$"):
        corpus.entities.where(pl.col("label") == "CRIMINAL_ORG", ["nam"])


def test_the_version_can_be_insisted_on(shared_release: Path) -> None:
    assert narco_corpus.load(shared_release, revision="v1.2.0").version == "1.2.0"
    assert narco_corpus.load(str(shared_release), revision="1.2.0").manifest.recogniser["name"] == "lexicon"
    with pytest.raises(DataError, match=r"expected data version 2\.0\.0, found 1\.2\.0"):
        narco_corpus.load(shared_release, revision="v2.0.0")


def test_the_citation_names_version_and_content(corpus: Corpus) -> None:
    assert "1.2.0" in corpus.citation
    assert corpus.manifest.tables["articles"].content_hash[:16] in corpus.citation
    for text in (corpus.citation, corpus.bibtex):  # what a count is to be quoted with
        assert "recogniser lexicon 1, alias lists 1" in text


def test_a_release_in_a_folder_of_odd_name_is_read(tmp_path: Path) -> None:
    from sample_release import write_release

    out = write_release(tmp_path / "ünï [x] *?#%20 year=2011", sample_rows())
    corpus = narco_corpus.load(out)
    assert corpus.verify().ok
    assert corpus.articles.get(FIRST)["article_id"] == FIRST
    assert "year" not in corpus.articles.to_polars().columns


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/r", "memory://nothing/r", "hf://models/o/n"])
def test_an_address_where_nothing_is_is_told(address: str) -> None:
    with pytest.raises(UsageError, match=address):
        narco_corpus.load(address)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_without_rows_has_every_form(table: str, release: Path) -> None:
    for path in (release / "data" / table).glob("*.parquet"):
        pq.write_table(pq.read_table(path).slice(0, 0), path)
    corpus = narco_corpus.load(release)
    for held in (corpus.table(table), corpus.table(table).split("train")):
        names = arrow_schema(table).names
        assert list(held) == held.where(pl.lit(value=True)) == []
        assert held.to_arrow().schema.names == held.scan().collect().columns == held.to_polars().columns == names
        assert held.to_pandas().shape == (0, len(names))
        assert held.to_hf().to_list() == [] and list(held.to_hf().features) == names
    assert {len(rows) for rows in corpus.to_hf()[table].values()} == {0}


def test_a_relative_path_holds_when_the_process_goes_elsewhere(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(release.parent)
    corpus = narco_corpus.load(release.name)
    monkeypatch.chdir("/")
    assert corpus.verify().ok
    assert len(list(corpus.comments)) == corpus.comments.scan().collect().height == 5
    (release / "README.md").unlink()
    with pytest.raises(DataError, match=rf"^{release.name}: README.md is missing"):
        corpus._release.storage.open("README.md")
