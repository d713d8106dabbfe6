"""Articles come one by one with their comments and mentions, and disorder is told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import narco_corpus
from narco_corpus import Corpus, DataError, UsageError
from narco_corpus.builder.write import tables
from narco_corpus.export import FORMATS, export
from narco_corpus.export.documents import documents
from narco_corpus.model.schema import TABLES, key_of
from sample_release import FIRST, REPOST, SECOND, sample_rows, write_release
from watched import Watched


def test_each_article_comes_with_what_is_its_own(shared_release: Path) -> None:
    corpus = narco_corpus.load(shared_release)
    found = {d.article["article_id"]: d for split in corpus.articles.splits for d in documents(corpus, split)}
    assert list(found) == [FIRST, SECOND, REPOST]
    assert [c["position"] for c in found[FIRST].comments] == [0, 1, 2, 3]
    assert {m["mention_id"] for d in found.values() for m in d.mentions} == {
        m["mention_id"] for m in corpus.entity_mentions
    }
    units = list(found[FIRST].units())
    assert [u.field for u in units] == ["title", "body", "comment", "comment", "comment", "comment"]
    for unit in units:
        for mention in unit.mentions:
            assert unit.text[mention["start"] : mention["end"]] == mention["text"]
            assert mention["mention_id"] == f"{unit.id}:{mention['start']}-{mention['end']}"


def test_rows_out_of_order_are_told_and_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = sample_rows()
    straight = tables.columns_to_arrow

    def backwards(table: str, columns: Mapping[str, Sequence[Any]]) -> pa.Table:
        return straight(table, columns).sort_by([(key_of(table), "descending")])

    monkeypatch.setattr(tables, "columns_to_arrow", backwards)
    corpus = narco_corpus.load(write_release(tmp_path / "release", rows, shards=1))
    for form in set(FORMATS) - {"csv", "duckdb"}:
        with pytest.raises(DataError, match="out of order"):
            export(corpus, form, tmp_path / "out")
        assert sorted(p.name for p in tmp_path.iterdir()) == ["release"]


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_there_is_left_alone(form: str, shared_release: Path, tmp_path: Path) -> None:
    corpus = narco_corpus.load(shared_release)
    for taken in (tmp_path / "file", tmp_path / "folder" / "file"):
        taken.parent.mkdir(exist_ok=True)
        taken.write_text("mine")
        out = taken if taken.parent == tmp_path else taken.parent
        with pytest.raises(UsageError, match="left alone"):
            export(corpus, form, out)
        assert taken.read_text() == "mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file", "folder"]


@pytest.mark.parametrize("form", FORMATS)
def test_a_damaged_release_leaves_nothing(form: str, release: Path, tmp_path: Path) -> None:
    for shard in sorted((release / "data" / "entity_mentions").iterdir())[-2:]:
        shard.write_bytes(shard.read_bytes()[:100])
    with pytest.raises(DataError, match="entity_mentions"):
        export(narco_corpus.load(release), form, tmp_path / "out")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["release"]


@pytest.mark.parametrize("form", sorted(set(FORMATS) - {"duckdb"}))
def test_the_same_release_gives_the_same_bytes_in_an_empty_folder(
    form: str, hard_corpus: Corpus, tmp_path: Path
) -> None:
    (tmp_path / "b").mkdir()
    written = [export(hard_corpus, form, tmp_path / name) for name in ("a", "b")]
    assert written[0] == written[1]
    files = [
        {p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*") if p.is_file()}
        for name in ("a", "b")
    ]
    assert files[0] == files[1]
    readme = files[0][Path("README.md")].decode()
    assert hard_corpus.citation in readme and all(item in readme for item in written[0].lost)


@pytest.mark.parametrize("form", FORMATS)
def test_every_export_can_be_read_by_others(form: str, shared_release: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    export(narco_corpus.load(shared_release), form, tmp_path / "out")
    if (tmp_path / "out").is_dir():
        assert (tmp_path / "out").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize("form", FORMATS)
def test_a_watcher_is_told_every_part(form: str, shared_release: Path, tmp_path: Path) -> None:
    corpus, watched = narco_corpus.load(shared_release), Watched()
    export(corpus, form, tmp_path / "out", watched)
    parts = sum(len(corpus.table(t)) for t in TABLES) if form in ("csv", "duckdb") else len(corpus.articles)
    parts += len(corpus.entity_mentions) if form == "csv" else 0  # named.csv
    assert watched.steps == [("exporting", parts, parts)]


def test_the_command_says_what_was_written_and_what_was_lost(
    shared_release: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from narco_corpus.cli import main
    from narco_corpus.cli.export import FORMATS as OFFERED

    assert tuple(FORMATS) == OFFERED

    def run(*arguments: str) -> tuple[str, str, int]:
        monkeypatch.setattr("sys.argv", ["narco-corpus", "export", *arguments])
        code: Any = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code
        shown = capsys.readouterr()
        return shown.out, shown.err, code

    out, err, code = run(str(shared_release), "conll", "--out", str(tmp_path / "a"))
    assert (err, code) == ("", 0)
    assert "9 mentions" in out and "not exported: " in out
    out, _, code = run(str(shared_release), "conll", "--out", str(tmp_path / "b"), "--json")
    assert json.loads(out)["counts"]["mentions"] == 9
    _, err, code = run(str(shared_release), "conll", "--out", str(tmp_path / "b"))
    assert code == 2 and "left alone" in err
    _, err, code = run(str(shared_release), "brat", "--out", str(tmp_path / "c"))
    assert code == 2 and "brat" in err
    _, err, code = run(str(tmp_path / "a"), "conll", "--out", str(tmp_path / "c"))
    assert code == 1 and "no release" in err
    with pytest.raises(UsageError, match="no format 'brat'"):
        export(narco_corpus.load(shared_release), "brat", tmp_path / "c")
