"""A release older than the package's ledger warns, and reads as if it had been built without what is gone."""

from __future__ import annotations

import shutil
import subprocess
import sys
import warnings
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from ledger_posts import BODY, SECRET, post, rows, runs_left, write_captures, write_ledger

import narco_corpus
import narco_corpus.corpus
from narco_corpus import DataError, NotFoundError, WithdrawnWarning
from narco_corpus.builder.pipeline import build
from narco_corpus.cli.info import facts
from narco_corpus.explore.site import write_site
from narco_corpus.hub.push import push
from narco_corpus.model.schema import TABLES, fields, key_of
from narco_corpus.removals import ledger as removal_ledger


@pytest.fixture(scope="module")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_captures(tmp_path_factory.mktemp("ledger") / "captures")


@pytest.fixture(scope="module")
def old(captures: Path) -> Path:
    out = captures.parent / "old"
    build([captures], out, recogniser="lexicon", data_version="1.0.0")
    return out


def ids(old: Path) -> dict[str, tuple[str, str]]:
    """What is withdrawn below: a comment that has replies, an article without re-posts, an entity."""
    comments = rows(old, "comments")
    first = next(r for r in comments if r["text"].startswith(SECRET) and r["number"] == "2")
    other = next(r for r in rows(old, "articles") if r["title"] == "A banner in Reynosa")
    return {
        "comment": ("comments", first["comment_id"]),
        "article": ("articles", other["article_id"]),
        "entity": ("entities", "los-zetas"),
    }


def withdraw(monkeypatch: pytest.MonkeyPatch, folder: Path, *lines: tuple[str, str]) -> Path:
    """Let the package carry a ledger with these lines."""
    ledger = write_ledger(folder / "package.jsonl", *lines)
    found = removal_ledger.read_removals(ledger.read_bytes(), "package")
    for module in ("corpus", "builder.pipeline.history", "builder.write.release_folder"):
        monkeypatch.setattr(sys.modules[f"narco_corpus.{module}"], "package_removals", lambda: found)
    return ledger


@pytest.mark.parametrize("which", [["comment"], ["article"], ["entity"], ["comment", "article", "entity"]])
def test_an_older_release_reads_as_the_next_build_gives_it(
    which: list[str], captures: Path, old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    withdraw(monkeypatch, tmp_path, *(ids(old)[name] for name in which))
    build([captures], tmp_path / "new", recogniser="lexicon", data_version="2.0.0")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        new = narco_corpus.load(tmp_path / "new")
    with pytest.warns(WithdrawnWarning, match=r"data version 1\.0\.0 .* were withdrawn on request since"):
        corpus = narco_corpus.load(old)
    quoting = {r["comment_id"] for r in new.comments if "[withdrawn]" in r["text"]}
    assert len(quoting) == ("comment" in which)
    for name in TABLES:
        table, expected = corpus.table(name), new.table(name)
        assert len(table) == len(list(table)) == len(table.to_arrow()), name
        assert table.to_arrow().schema.equals(expected.to_arrow().schema, check_metadata=True)
        scanned = table.scan().collect()
        assert scanned.equals(table.to_polars()) and scanned.schema == expected.scan().collect().schema
        if name != "entities":
            assert list(table) == list(expected)
    mentioned = Counter(r["entity_id"] for r in corpus.entity_mentions)
    assert {r["entity_id"]: r["mention_count"] for r in corpus.entities} == {
        r["entity_id"]: mentioned[r["entity_id"]] for r in corpus.entities
    }
    known = {r["entity_id"] for r in corpus.entities}
    assert {r["entity_id"] for r in new.entities} <= known and {r["parent_id"] for r in corpus.entities} <= {
        None,
        *known,
    }
    assert len(corpus.to_hf()["comments"]["train"]) == len(new.comments)
    for name in which:
        table_name, id = ids(old)[name]
        with pytest.raises(NotFoundError, match="it was withdrawn"):
            corpus.table(table_name).get(id)
        if table_name != "entities":
            with pytest.raises(NotFoundError, match=r"no article and no comment has the id .* \(it was withdrawn\)"):
                corpus.mentions(id)


def test_no_row_refers_to_one_that_is_left_out(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replies hang under what stays, whatever is withdrawn, so that no reader of a release has to ask."""
    first = ids(old)["comment"][1][:18]
    thread = [("comments", r["comment_id"]) for r in rows(old, "comments") if r["article_id"] == first]
    others = [(table, r[key_of(table)]) for table in ("articles", "entities") for r in rows(old, table)]
    ledgers = [*(some for size in (1, 2, 3) for some in combinations(thread, size)), *((one,) for one in others)]
    for number, lines in enumerate(ledgers):
        withdraw(monkeypatch, tmp_path, *lines)
        with pytest.warns(WithdrawnWarning):
            corpus = narco_corpus.load(old)
        keys = {table: {row[key_of(table)] for row in corpus.table(table)} for table in TABLES}
        for table in TABLES:
            for field in fields(table):
                if field.references:
                    named = {row[field.name] for row in corpus.table(table)} - {None}
                    assert named <= keys[field.references.partition(".")[0]], (number, lines, table, field.name)


def test_mentions_behind_a_quotation_move_and_those_inside_go(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    withdraw(monkeypatch, tmp_path, ids(old)["comment"])
    before = {r["mention_id"]: r for r in rows(old, "entity_mentions")}
    with pytest.warns(WithdrawnWarning):
        corpus = narco_corpus.load(old)
    (quoting,) = (r for r in corpus.comments if "[withdrawn]" in r["text"])
    found = corpus.mentions(quoting["comment_id"])
    assert [m["text"] for m in found] == ["Zetas", "Monclova", "Saltillo"]
    for mention in found:
        assert quoting["text"][mention["start"] : mention["end"]] == mention["text"]
        assert mention["mention_id"] == f"{quoting['comment_id']}:comment:{mention['start']}-{mention['end']}"
        assert corpus.entity_mentions.get(mention["mention_id"]) == mention
    (inside,) = (
        r["mention_id"]
        for r in before.values()
        if r["comment_id"] == quoting["comment_id"] and r["start"] < 80 and r["text"] == "Saltillo"
    )
    with pytest.raises(NotFoundError, match="it was withdrawn"):
        corpus.entity_mentions.get(inside)
    for shown in (corpus.entity_mentions.to_arrow(), corpus.entity_mentions.scan().collect()):
        order = list(map(str, shown["mention_id"]))
        assert order == sorted(order)
    old_order = [id for id in before if id.startswith(quoting["comment_id"]) and id != inside]
    assert [before[id]["text"] for id in old_order] != ["Zetas", "Monclova", "Saltillo"], "their order changed"
    assert corpus.entity_mentions.to_pandas()["text"].tolist() == [m["text"] for m in corpus.entity_mentions]


def test_pages_show_nothing_of_it(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    withdraw(monkeypatch, tmp_path, ids(old)["comment"], ids(old)["article"])
    with pytest.warns(WithdrawnWarning):
        pages = write_site(old, tmp_path / "pages", with_comments=True).folder
    assert runs_left(SECRET, pages) == runs_left("A banner in Reynosa", pages, 19) == []
    assert '"articles":{"rows":2,' in (pages / "data" / "site.js").read_text(encoding="utf-8")


def test_a_comment_that_says_the_same_goes_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    same = "I saw the grey truck on the Saltillo road that night."
    (tmp_path / "captures").mkdir()
    text = post("Shots", BODY, [f"  1. {same}", "", f"  2. {same}", "", "  3. Which truck?", ""])
    (tmp_path / "captures" / "one.txt").write_text(text, encoding="utf-8")
    build([tmp_path / "captures"], tmp_path / "out", recogniser="lexicon")
    second = rows(tmp_path / "out", "comments")
    named = next(r["comment_id"] for r in second if r["number"] == "2")
    withdraw(monkeypatch, tmp_path, ("comments", named))
    with pytest.warns(WithdrawnWarning, match="holds 2 articles"):
        corpus = narco_corpus.load(tmp_path / "out")
    assert [r["text"] for r in corpus.comments] == ["Which truck?"]
    assert next(iter(corpus.articles))["comment_count"] == 1


def test_who_asks_gets_the_rows(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table, id = ids(old)["comment"]
    withdraw(monkeypatch, tmp_path, (table, id))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        corpus = narco_corpus.load(old, withdrawn=True)
    assert corpus.comments.get(id)["text"].startswith(SECRET)
    with pytest.warns(WithdrawnWarning, match="holds 2 articles, comments or entities"):
        thread = narco_corpus.load(old).thread(id[:18])
    assert [(depth, c["number"]) for depth, c in thread.walk()] == [(0, "1"), (0, "2.1"), (0, "2.2"), (0, "3")]


def test_the_ids_of_all_that_is_left_out_are_given(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    everything = narco_corpus.load(old)
    assert everything.withdrawn == dict.fromkeys(TABLES, ())
    withdraw(monkeypatch, tmp_path, *ids(old).values())
    with pytest.warns(WithdrawnWarning, match="holds 5 articles.*: Corpus.withdrawn has their ids") as caught:
        without = narco_corpus.load(old)
    assert [Path(warning.filename) for warning in caught] == [Path(__file__)], "it names who called"
    kept = narco_corpus.load(old, withdrawn=True)
    assert kept.withdrawn == without.withdrawn
    gone = {table: set(given) for table, given in without.withdrawn.items()}
    assert sum(map(len, gone.values())) - len(gone["entity_mentions"]) == 5
    for table, id in ids(old).values():
        assert id in gone[table]
    for name in TABLES:
        key = without.table(name).fields[0].name
        before = {row[key]: row for row in everything.table(name)}
        assert list(kept.table(name)) == list(before.values())
        after = {row[key] for row in without.table(name)}
        # The mentions behind a quotation that is cut out have other ids, and are left out of nothing.
        moved = {id for id in before if id not in after} - gone[name]
        assert gone[name] <= before.keys() - after
        assert not moved or name == "entity_mentions"
        for id in gone[name]:
            with pytest.raises(NotFoundError, match="it was withdrawn"):
                without.table(name).get(id)
    with pytest.warns(WithdrawnWarning):
        assert facts(old)["withdrawn"] == without.withdrawn


def test_a_ledger_that_names_nothing_here_warns_nobody(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    withdraw(monkeypatch, tmp_path, ("articles", "a-0123456789abcdef"), ("entities", "nobody"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(narco_corpus.load(old).articles) == 3


def test_the_command_line_warns_in_one_line(old: Path, tmp_path: Path) -> None:
    ledger = write_ledger(tmp_path / "package.jsonl", ids(old)["comment"])
    code = (
        "import sys\nfrom pathlib import Path\nfrom narco_corpus import corpus\n"
        "from narco_corpus.removals import ledger\n"
        f"found = ledger.read_removals(Path({str(ledger)!r}).read_bytes(), 'x')\n"
        "corpus.package_removals = lambda: found\n"
        f"sys.argv = ['narco-corpus', 'info', {str(old)!r}]\nfrom narco_corpus.cli import main\nmain()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stderr.startswith("warning: data version 1.0.0") and len(done.stderr.splitlines()) == 1


def test_a_release_that_holds_it_is_not_pushed(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    withdraw(monkeypatch, tmp_path, ids(old)["comment"])
    with pytest.raises(DataError, match="withdrawn on request since it was made: nothing was pushed"):
        push(old, "group/corpus")


def test_info_counts_what_is_shown(old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    withdraw(monkeypatch, tmp_path, ids(old)["comment"])
    with pytest.warns(WithdrawnWarning):
        found = facts(old)["tables"]["comments"]
    assert (found["rows"], found["splits"]) == (5, {"train": 5})


def test_a_damaged_release_is_told_as_such_before_anything_is_left_out(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged = tmp_path / "damaged"
    shutil.copytree(old, damaged)
    for path in (damaged / "data" / "articles").iterdir():
        path.write_bytes(b"PAR1")
    withdraw(monkeypatch, tmp_path, ids(old)["comment"])
    with pytest.raises(DataError, match="cannot be read"):
        narco_corpus.load(damaged)
