"""DuckDB: the tables, their keys and references, and views that agree with the loader."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import pytest

import narco_corpus
from narco_corpus import Corpus, DataError
from narco_corpus.export import export
from narco_corpus.export.named import COLUMNS, named
from narco_corpus.model.schema import TABLES, fields
from sample_release import FIRST, SECOND, sample_rows, write_release


@pytest.fixture(scope="module")
def path(hard_corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("duckdb") / "corpus.duckdb"
    written = export(hard_corpus, "duckdb", out)
    assert written.counts == {table: len(hard_corpus.table(table)) for table in TABLES} | {"views": 4}
    assert [p.name for p in out.parent.iterdir()] == ["corpus.duckdb"]
    return out


@pytest.fixture
def database(path: Path) -> Any:
    with duckdb.connect(str(path), read_only=True) as opened:
        yield opened


@pytest.mark.parametrize("table", TABLES)
def test_tables_hold_the_rows_in_their_types(table: str, database: Any, hard_corpus: Corpus) -> None:
    expected = hard_corpus.table(table).to_arrow()
    key = expected.schema.names[0]
    found = database.sql(f'SELECT * FROM {table} ORDER BY "{key}"').to_arrow_table()
    assert found.schema.names == expected.schema.names
    assert found.to_pylist() == expected.sort_by(key).to_pylist()


def test_keys_and_references_are_declared(database: Any) -> None:
    found = set(
        database.execute(
            "SELECT table_name, constraint_type, constraint_column_names[1], referenced_table, "
            "referenced_column_names[1] FROM duckdb_constraints() WHERE constraint_type LIKE '% KEY'"
        ).fetchall()
    )
    for table in TABLES:
        for field in fields(table):
            if field.references:
                target, _, column = field.references.partition(".")
                assert (table, "FOREIGN KEY", field.name, target, column) in found
            if field.key:
                assert (table, "PRIMARY KEY", field.name) in {row[:3] for row in found}


def test_the_database_refuses_what_refers_to_nothing(path: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(path.read_bytes())
    with duckdb.connect(str(copy)) as database:
        with pytest.raises(duckdb.ConstraintException):
            database.execute(f"DELETE FROM articles WHERE article_id = '{FIRST}'")
        with pytest.raises(duckdb.ConstraintException):
            database.execute("UPDATE entity_mentions SET entity_id = 'nobody'")


def test_columns_are_described(database: Any) -> None:
    told = dict(
        database.execute(
            "SELECT column_name, comment FROM duckdb_columns() WHERE table_name = 'entity_mentions'"
        ).fetchall()
    )
    assert told == {f.name: f.description for f in fields("entity_mentions")}


def test_the_view_of_mentions_shows_their_surroundings(database: Any, hard_corpus: Corpus) -> None:
    rows = database.execute("SELECT mention_id, before, text, after FROM named").fetchall()
    assert len(rows) == len(hard_corpus.entity_mentions)
    articles = {a["article_id"]: a for a in hard_corpus.articles}
    comments = {c["comment_id"]: c for c in hard_corpus.comments}
    mentions = {m["mention_id"]: m for m in hard_corpus.entity_mentions}
    for mention_id, before, text, after in rows:
        mention = mentions[mention_id]
        whole = (
            comments[mention["comment_id"]]["text"]
            if mention["comment_id"]
            else articles[mention["article_id"]][mention["field"]]
        )
        start, end = mention["start"], mention["end"]
        assert (before, text, after) == (whole[max(start - 60, 0) : start], whole[start:end], whole[end : end + 60])


def test_the_view_of_mentions_has_the_columns_and_rows_of_the_csv(database: Any, hard_corpus: Corpus) -> None:
    found = database.sql("SELECT * FROM named ORDER BY mention_id").to_arrow_table()
    assert tuple(found.schema.names) == COLUMNS
    rows = sorted(named(hard_corpus), key=lambda row: row["mention_id"])
    assert [row | {"confidence": pytest.approx(row["confidence"])} for row in rows] == found.to_pylist()


def test_the_view_of_counts_agrees_with_the_loader(database: Any, hard_corpus: Corpus) -> None:
    for entity in hard_corpus.entities:
        counted = hard_corpus.counts(entity["entity_id"], by="month")
        expected = [row for row in counted.rows() if row[1]]
        found = database.execute(
            "SELECT period, mentions, documents_with, documents FROM counts_by_month WHERE entity_id = ? "
            "ORDER BY period NULLS LAST",
            [entity["entity_id"]],
        ).fetchall()
        assert found == expected


def test_the_view_of_pairs_names_each_pair_of_an_article_once(database: Any) -> None:
    found = database.execute("SELECT article_id, entity_a, entity_b FROM named_together").fetchall()
    assert found == [(FIRST, "geonames:1", "los-faros")]


def test_threads_are_in_reading_order(database: Any) -> None:
    rows = database.execute(f"SELECT number, parent_number FROM threads WHERE article_id = '{FIRST}'").fetchall()
    assert rows == [("1", None), ("1.1", "1"), ("1.1.1", "1.1"), ("2", None)]


def test_the_origin_is_stated(database: Any, hard_corpus: Corpus) -> None:
    origin = dict(database.execute("SELECT name, value FROM release").fetchall())
    assert origin["data_version"] == "1.2.0"
    assert origin["recogniser"] == "lexicon 1"
    assert origin["alias_list_version"] == "1"
    assert origin["citation"] == hard_corpus.citation


def test_a_least_confidence_is_stated_by_its_name(tmp_path: Path) -> None:
    corpus = narco_corpus.load(write_release(tmp_path / "release", sample_rows(), min_confidence=0.9))
    export(corpus, "duckdb", tmp_path / "out.duckdb")
    with duckdb.connect(str(tmp_path / "out.duckdb"), read_only=True) as database:
        stated = database.execute("SELECT value FROM release WHERE name = 'recogniser'").fetchone()
    assert stated == ("lexicon 1, min_confidence 0.9",)


def test_a_reference_that_does_not_hold_is_told(tmp_path: Path) -> None:
    rows = sample_rows()
    rows["entity_mentions"][0]["entity_id"] = "nobody"
    corpus = narco_corpus.load(write_release(tmp_path / "release", rows))
    with pytest.raises(DataError, match=r"entity_mentions: .*nobody.*validate"):
        export(corpus, "duckdb", tmp_path / "out.duckdb")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["release"]


@pytest.mark.parametrize(("table", "column"), [("comments", "parent_id"), ("articles", "duplicate_of")])
def test_a_reference_within_a_table_that_does_not_hold_is_told(table: str, column: str, tmp_path: Path) -> None:
    rows = sample_rows()
    rows[table][0][column] = "nobody"
    corpus = narco_corpus.load(write_release(tmp_path / "release", rows))
    with pytest.raises(DataError, match=rf"{table}: \d rows refer to rows that are not there.*validate"):
        export(corpus, "duckdb", tmp_path / "out.duckdb")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["release"]


def test_references_in_a_circle_are_told(tmp_path: Path) -> None:
    rows = sample_rows()
    for row in rows["articles"]:
        if row["article_id"] in (FIRST, SECOND):
            row["duplicate_of"] = SECOND if row["article_id"] == FIRST else FIRST
    corpus = narco_corpus.load(write_release(tmp_path / "release", rows))
    with pytest.raises(DataError, match=r"articles: 3 rows refer to .* each other in a circle"):
        export(corpus, "duckdb", tmp_path / "out.duckdb")


@pytest.mark.parametrize("size", [1_000, 20_000, 100_000, 1_000_000])
def test_a_full_disk_is_said_and_nothing_is_written(size: int, tmp_path: Path) -> None:
    """DuckDB meets it when it opens the file, when it commits or when it closes the file."""
    limited = (
        "import resource, signal; from narco_corpus.cli import main; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size})); main()"
    )
    release = Path(narco_corpus.__file__).parent / "data" / "release"
    command = [sys.executable, "-c", limited, "export", str(release), "duckdb", "--out", str(tmp_path / "a.duckdb")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert done.stderr.startswith("error: cannot write the database: ") and "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
