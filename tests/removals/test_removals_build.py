"""A build with a ledger: what was withdrawn is in no file, what hangs below it stays, ids are tombstones."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from ledger_posts import BODY, SECRET, post, rows, runs_left, write_captures, write_ledger

import narco_corpus
from narco_corpus.builder.check.release import validate_release
from narco_corpus.builder.pipeline import build
from narco_corpus.cli.info import summary
from narco_corpus.errors import DataError
from narco_corpus.model.ids import article_id
from narco_corpus.model.schema import TABLES
from narco_corpus.release import open_release
from narco_corpus.removals.quotations import quotations, without


@pytest.fixture(scope="module")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_captures(tmp_path_factory.mktemp("ledger") / "captures")


@pytest.fixture(scope="module")
def first(captures: Path) -> Path:
    out = captures.parent / "first"
    build([captures], out, recogniser="lexicon", data_version="1.0.0")
    return out


def comment_of(release: Path, text: str) -> dict[str, object]:
    return next(row for row in rows(release, "comments") if str(row["text"]).startswith(text))


def article_of(release: Path, title: str) -> dict[str, object]:
    return next(row for row in rows(release, "articles") if row["title"] == title)


def rebuilt(captures: Path, first: Path, out: Path, *lines: tuple[str, object], jobs: int = 1) -> Path:
    ledger = write_ledger(out.with_suffix(".jsonl"), *[(table, str(id)) for table, id in lines])
    build([captures], out, recogniser="lexicon", against=first, removals=ledger, jobs=jobs)
    opened = open_release(out)
    found = validate_release(opened.manifest, opened.storage.location)
    assert found.ok, found.faults
    return out


def test_the_captures_are_what_the_tests_below_rely_on(first: Path) -> None:
    again = article_of(first, "Saltillo: night of gunfire")
    assert again["duplicate_of"] == article_of(first, "Two hours of shots in Saltillo")["article_id"]
    assert len(rows(first, "comments")) == 7
    assert runs_left(SECRET, first) and runs_left(BODY, first)


def test_a_withdrawn_comment_is_in_no_file_and_its_replies_stay(captures: Path, first: Path, tmp_path: Path) -> None:
    post = article_of(first, "Two hours of shots in Saltillo")["article_id"]
    gone = next(r for r in rows(first, "comments") if r["text"].startswith(SECRET) and r["article_id"] == post)
    out = rebuilt(captures, first, tmp_path / "out", ("comments", gone["comment_id"]))
    assert runs_left(SECRET, out) == []
    before = {r["comment_id"]: r for r in rows(first, "comments") if r["article_id"] == post}
    after = {r["comment_id"]: r for r in rows(out, "comments") if r["article_id"] == post}
    assert set(before) - set(after) == {gone["comment_id"]}
    replies = [r for r in after.values() if before[r["comment_id"]]["parent_id"] == gone["comment_id"]]
    assert [(r["parent_id"], r["depth"]) for r in replies] == [(None, 0), (None, 0)]
    assert {r["number"] for r in replies} == {"2.1", "2.2"}, "numbers stay as printed"
    assert sorted(r["position"] for r in after.values()) == [0, 1, 2, 3]
    quoting = next(r for r in replies if r["text"].startswith("You wrote"))
    assert quoting["text"] == "You wrote “[withdrawn]” but to the Zetas it was white, and Monclova saw it in Saltillo."
    assert article_of(out, "Two hours of shots in Saltillo")["comment_count"] == 4
    manifest = json.loads((out / "manifest.json").read_text())
    twin = next(r for r in rows(first, "comments") if r["text"].startswith(SECRET) and r["article_id"] != post)
    assert {gone["comment_id"], twin["comment_id"]} < set(manifest["removals"]), "its copy under the re-post too"
    assert {id[19:] for id in manifest["removals"]} == {gone["comment_id"][19:]}, "under other ids of the article too"
    assert manifest["data_version"] == "2.0.0"


def test_a_withdrawn_article_takes_its_comments_and_re_posts_with_it(
    captures: Path, first: Path, tmp_path: Path
) -> None:
    post = article_of(first, "Two hours of shots in Saltillo")["article_id"]
    out = rebuilt(captures, first, tmp_path / "out", ("articles", post))
    for text in (BODY, SECRET, "Two hours of shots in Saltillo", "I know that road well and nobody"):
        assert runs_left(text, out) == [], text
    assert [r["title"] for r in rows(out, "articles")] == ["A banner in Reynosa"]
    assert [r["text"] for r in rows(out, "comments")] == ["Seen it."]
    manifest = json.loads((out / "manifest.json").read_text())
    both = [article_of(first, title) for title in ("Two hours of shots in Saltillo", "Saltillo: night of gunfire")]
    by_text = [article_id(None, None, None, str(row["body"])) for row in both]
    assert set(manifest["removals"]) == {*(row["article_id"] for row in both), *by_text}
    assert manifest["captures"] == {"read": 3, "taken": 1, "rejected": 0, "merged": 0, "withdrawn": 2}


def test_a_withdrawn_entity_loses_its_row_and_its_mentions(captures: Path, first: Path, tmp_path: Path) -> None:
    assert any(r["entity_id"] == "los-zetas" for r in rows(first, "entity_mentions"))
    out = rebuilt(captures, first, tmp_path / "out", ("entities", "los-zetas"))
    assert not [r for r in rows(out, "entities") if "los-zetas" in (r["entity_id"], r["parent_id"])]
    assert not [r for r in rows(out, "entity_mentions") if r["entity_id"] == "los-zetas"]
    kept = {r["mention_id"] for r in rows(out, "entity_mentions")}
    assert kept == {r["mention_id"] for r in rows(first, "entity_mentions") if r["entity_id"] != "los-zetas"}


def test_an_id_that_nothing_knows_stops_the_build(captures: Path, first: Path, tmp_path: Path) -> None:
    for table, id in (
        ("articles", "a-0123456789abcdef"),
        ("comments", "a-0123456789abcdef-0123456789ab"),
        ("comments", f"{article_of(first, 'A banner in Reynosa')['article_id']}-0123456789ab"),
        ("entities", "nobody-at-all"),
    ):
        with pytest.raises(DataError, match=f"{id}, which neither the inputs nor"):
            rebuilt(captures, first, tmp_path / "out", (table, id))
        assert not (tmp_path / "out").exists()


def test_a_withdrawal_holds_for_good(captures: Path, first: Path, tmp_path: Path) -> None:
    """Without the capture, without the ledger, with both again: the tombstone of the release before is enough."""
    post = str(article_of(first, "A banner in Reynosa")["article_id"])
    second = rebuilt(captures, first, tmp_path / "second", ("articles", post))
    third = tmp_path / "third"
    build([captures], third, recogniser="lexicon", against=second)
    assert post in json.loads((third / "manifest.json").read_text())["removals"]
    assert "A banner in Reynosa" not in [r["title"] for r in rows(third, "articles")]
    fewer = [captures / "torres.txt", captures / "again.txt"]
    ledger = write_ledger(tmp_path / "ledger.jsonl", ("articles", post))
    build(fewer, tmp_path / "fourth", recogniser="lexicon", against=second, removals=ledger)
    assert post in narco_corpus.load(tmp_path / "fourth").manifest.removals


def test_workers_and_the_order_of_the_ledger_do_not_matter(captures: Path, first: Path, tmp_path: Path) -> None:
    gone = [("comments", comment_of(first, SECRET)["comment_id"]), ("entities", "los-zetas")]
    one = rebuilt(captures, first, tmp_path / "one", *gone)
    two = rebuilt(captures, first, tmp_path / "two", *gone[::-1], jobs=2)
    assert (one / "manifest.json").read_bytes() == (two / "manifest.json").read_bytes()


def test_what_a_withdrawn_comment_quotes_stays_with_those_who_wrote_it() -> None:
    body = "The mayor asked everybody to stay inside."
    texts = [f"“{body}” And I am his driver's brother.", "I am his driver's brother? Sure.", body]
    hidden = quotations([body], texts, ["1", "2", "3"], [None] * 3, [True, False, False])
    assert [without(*pair) for pair in zip(texts, hidden, strict=True)] == [texts[0], "[withdrawn]? Sure.", body]


def test_withdrawn_captures_are_counted_wherever_captures_are(captures: Path, first: Path, tmp_path: Path) -> None:
    gone = article_of(first, "A banner in Reynosa")["article_id"]
    out = rebuilt(captures, first, tmp_path / "out", ("articles", gone))
    assert narco_corpus.load(out).manifest.captures["withdrawn"] == 1
    assert "captures: 3 read, 2 taken, 0 merged, 0 set aside, 1 withdrawn\n" in summary(out)
    assert "withdrawn" not in summary(first)
    for name in ("README.md", "DATASHEET.md"):
        assert re.search(
            r"Captures read: 3;[^;]+;\sset\saside: 0[^;]*; withdrawn: 1\b", (out / name).read_text("utf-8")
        )
        assert "; withdrawn: " not in (first / name).read_text(encoding="utf-8")


def test_masks_of_a_withdrawn_comment_are_not_counted(tmp_path: Path) -> None:
    said = "Call me at 956-555-0143 or write to juan.perez@gmail.com whenever you like, friend."
    text = post("A banner in Reynosa", BODY, [f"  1. {said}", "", "  2. My mail is ana@gmail.com, the zetas left.", ""])
    (tmp_path / "post.txt").write_text(text, encoding="utf-8")
    first = build([tmp_path / "post.txt"], tmp_path / "first", recogniser="lexicon").manifest
    assert first.masks == {"email": 2, "phone": 1}
    gone = comment_of(tmp_path / "first", "Call me")["comment_id"]
    ledger = write_ledger(tmp_path / "ledger.jsonl", ("comments", str(gone)))
    out = tmp_path / "out"
    assert build([tmp_path / "post.txt"], out, recogniser="lexicon", removals=ledger).manifest.masks == {"email": 1}
    tables = [(folder / "DATASHEET.md").read_text(encoding="utf-8") for folder in (tmp_path / "first", out)]
    assert ["| phone |" in table for table in tables] == [True, False]


def test_what_a_release_left_out_itself_is_in_its_manifest(captures: Path, first: Path, tmp_path: Path) -> None:
    """`Corpus.withdrawn` is of rows that a release holds."""
    gone = article_of(first, "A banner in Reynosa")["article_id"]
    corpus = narco_corpus.load(rebuilt(captures, first, tmp_path / "out", ("articles", gone)))
    assert corpus.withdrawn == dict.fromkeys(TABLES, ())
    assert gone in corpus.manifest.removals and corpus.articles.was_withdrawn(gone)
    assert gone not in corpus.articles and gone in narco_corpus.load(first).articles
