"""Counts by municipality and of states that a release does not name, beside what SQL over its Parquet files gives."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

import narco_corpus
from narco_corpus import Corpus, NotFoundError, UsageError
from narco_corpus.builder.pipeline import build

POSTS = [
    ("January 5, 2011", "Los Zetas burned trucks in Reynosa, Tamaulipas, and in Matamoros, Tamaulipas.", "Zetas again"),
    ("January 9, 2011", "Nothing was said of anybody in Reynosa, Tamaulipas, near Reynosa again.", "In Tampico"),
    ("February 2, 2011", "Gunmen of Los Zetas fled to Mier, Tamaulipas.", "Los Zetas, Los Zetas in Reynosa"),
    ("February 7, 2011", "Los Zetas were in Guatemala City, Guatemala, in El Paso, Texas, and in Tamaulipas.", "No."),
    ("February 8, 2011", "Soldiers searched the borough of Iztapalapa in Mexico City for Los Zetas.", "Iztapalapa!"),
]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("areas")
    captures = folder / "captures"
    captures.mkdir()
    for number, (day, body, said) in enumerate(POSTS):
        text = f"Report number {number}\n\n{day}\n\n{body} Nobody else was seen there on that day.\n\n"
        (captures / f"{number}.txt").write_text(f"{text}1 comment:\n\n  1. {said}\n", encoding="utf-8")
    build([captures], folder / "release", recogniser="lexicon")
    return folder / "release"


@pytest.fixture(scope="module")
def corpus(release: Path) -> Corpus:
    return narco_corpus.load(release)


def by_hand(release: Path, of: str, entity_id: str) -> dict[tuple[Any, ...], tuple[int, int, int]]:
    """Month and code → mentions, documents with one, documents; by SQL over the files, without this package."""
    unit = "comment_id" if of == "comments" else "article_id"
    inside = {"articles": "comment_id IS NULL", "comments": "comment_id IS NOT NULL", "threads": "true"}[of]
    documents = {
        "articles": "SELECT article_id AS id, published_on AS day FROM articles",
        "comments": "SELECT comment_id AS id, a.published_on AS day FROM comments JOIN articles a USING (article_id)",
        "threads": "SELECT article_id AS id, published_on AS day FROM articles",
    }[of]
    db = duckdb.connect()
    for table in ("articles", "comments", "entity_mentions", "entities"):
        db.execute(f"CREATE VIEW {table} AS SELECT * FROM '{release}/data/{table}/*.parquet'")
    rows = db.execute(
        f"""
        WITH named AS (
            SELECT DISTINCT m.{unit} AS id, coalesce(e.inegi_code, above.inegi_code) AS code
            FROM entity_mentions m JOIN entities e USING (entity_id) LEFT JOIN entities above
            ON above.entity_id = e.parent_id WHERE {inside} AND coalesce(e.inegi_code, above.inegi_code) IS NOT NULL
        ), counted AS (
            SELECT {unit} AS id, count(*) AS n FROM entity_mentions
            WHERE entity_id = '{entity_id}' AND {inside} GROUP BY 1
        )
        SELECT date_trunc('month', d.day)::DATE, named.code, coalesce(sum(counted.n), 0)::BIGINT, count(counted.n),
        count(*) FROM ({documents}) d LEFT JOIN named USING (id) LEFT JOIN counted USING (id) GROUP BY 1, 2
        """
    ).fetchall()
    return {row[:2]: row[2:] for row in rows}


@pytest.mark.parametrize("of", ["articles", "comments", "threads"])
@pytest.mark.parametrize("entity_id", ["los-zetas", "MX-TAM"])
def test_counts_by_month_and_municipality_are_what_sql_gives(of: Any, entity_id: str, release: Path) -> None:
    for folder in (release, Path(narco_corpus.__file__).parent / "data/release"):
        frame = narco_corpus.load(folder).counts(entity_id, by=("month", "municipality"), of=of)
        assert frame.columns[:3] == ["period", "municipality", "inegi_code"]
        assert {(row[0], row[2]): row[3:] for row in frame.iter_rows()} == by_hand(folder, of, entity_id)
        groups = frame.select("period", "municipality").rows()
        assert groups == sorted(groups, key=lambda group: (group[0], group[1] is None, group[1] or ""))


def test_a_document_counts_once_for_each_municipality_that_it_names(corpus: Corpus) -> None:
    frame = corpus.counts("los-zetas", by="municipality")
    assert frame.schema == {
        "municipality": pl.String,
        "inegi_code": pl.String,
        "mentions": pl.Int64,
        "documents_with": pl.Int64,
        "documents": pl.Int64,
    }
    by_code = {row[1]: row[2:] for row in frame.iter_rows()}
    assert by_code["28032"] == (1, 1, 2), "Reynosa, named by its city"
    assert by_code["28022"] == (1, 1, 1), "Matamoros, by the same document"
    assert by_code["09007"] == (1, 1, 1), "Iztapalapa, a borough that is named itself"
    assert by_code[None] == (1, 1, 1), "towns of other countries and states are no municipality"
    for row in frame.iter_rows(named=True):
        if row["municipality"]:
            assert corpus.entities.get(row["municipality"])["inegi_code"] == row["inegi_code"]
    yearly = corpus.counts("los-zetas", by=["municipality", "year"])
    assert yearly.columns[:3] == ["municipality", "inegi_code", "period"]
    assert yearly.drop("period").equals(frame)


@pytest.mark.parametrize("of", ["articles", "comments", "threads"])
def test_the_mentions_behind_a_count_of_municipalities_are_given(of: Any, corpus: Corpus) -> None:
    counted = corpus.counts("los-zetas", by=("month", "municipality"), of=of, state="MX-TAM")
    behind = corpus.counted_mentions("los-zetas", by=("month", "municipality"), of=of, state="MX-TAM")
    assert behind.columns[:4] == ["period", "municipality", "inegi_code", "mention_id"]
    found = Counter(behind.select("period", "municipality").rows())
    assert found == {row[:2]: row[3] for row in counted.iter_rows() if row[3]}
    assert sum(found.values()) > 0


def test_two_areas_are_not_counted_by_at_once(corpus: Corpus) -> None:
    by: Any = ("state", "municipality")
    with pytest.raises(UsageError, match=r"or a period and one of 'state', 'municipality'$"):
        corpus.counts("los-zetas", by=by)


def test_a_state_that_no_document_names_has_zeros(corpus: Corpus) -> None:
    assert "MX-YUC" not in corpus.entities
    assert corpus.counts("los-zetas", state="MX-YUC").rows() == [(0, 0, 0)]
    assert corpus.counts("los-zetas", by="month", state="MX-YUC").is_empty()
    assert corpus.counted_mentions("los-zetas", state="MX-YUC").is_empty()
    months = [(dt.date(2011, 1, 1), 0, 0, 2), (dt.date(2011, 2, 1), 0, 0, 3)]
    assert corpus.counts("MX-YUC", by="month").rows() == corpus.counts("HN", by="month").rows() == months
    panel = {state: corpus.counts("los-zetas", state=state).row(0) for state in ("MX-TAM", "MX-YUC", "MX-SIN")}
    assert panel == {"MX-TAM": (3, 3, 4), "MX-YUC": (0, 0, 0), "MX-SIN": (0, 0, 0)}


def test_a_code_that_is_no_state_is_no_zero(corpus: Corpus) -> None:
    for code in ("MX-DIF", "mx-yuc", "YUC"):
        with pytest.raises(NotFoundError, match=f"no entity_id '{code}'; ids look like 'MX-TAM'"):
            corpus.counts("los-zetas", state=code)
        with pytest.raises(NotFoundError, match=f"no entity_id '{code}'; ids look like 'los-zetas'"):
            corpus.counts(code)
    with pytest.raises(UsageError, match="its kind is country"):
        corpus.counts("los-zetas", state="HN")


def test_the_name_of_a_state_is_answered_with_its_code_alone() -> None:
    packaged = narco_corpus.load()  # in which a group too is called Jalisco
    with pytest.raises(NotFoundError, match=r"no entity_id 'Jalisco'; did you mean 'MX-JAL'\?$"):
        packaged.counts("los-zetas", state="Jalisco")
    with pytest.raises(NotFoundError, match=r"no entity_id 'Guadalajara'; ids look like 'MX-TAM'$"):
        packaged.counts("los-zetas", state="Guadalajara")


def test_confidences_of_counted_mentions_are_those_of_rows(corpus: Corpus) -> None:
    frame = corpus.counted_mentions("los-zetas", of="threads")
    assert frame["confidence"].to_list() == [0.9] * len(frame) != []
    assert frame.filter(pl.col("confidence") >= 0.9).to_dicts() == frame.to_dicts()
    for row in frame.iter_rows(named=True):
        assert row["confidence"] == corpus.entity_mentions.get(row["mention_id"])["confidence"]
