"""A build tells which posts and comments still hold words of what was withdrawn, as quotations in other posts do."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from ledger_posts import post, rows, write_ledger

from narco_corpus.builder.pipeline import build
from narco_corpus.cli import cli

SAID = "I counted nineteen trucks from my roof on calle Hidalgo, my cousin drives one"
BODY = "Gunmen drove through Reynosa, Tamaulipas on Sunday night. The mayor said nothing and the army came late."


@pytest.fixture(scope="module")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("held") / "captures"
    folder.mkdir()
    (folder / "one.txt").write_text(post("Convoy seen", BODY, [f"  1. {SAID}.", ""]), encoding="utf-8")
    quoting = f"What readers say of the convoy. One wrote: “{SAID.upper()}”. Nobody of the city hall would speak to us."
    answer = "  1. As you said, gunmen drove through Reynosa, Tamaulipas on Sunday night; the mayor said nothing."
    (folder / "two.txt").write_text(
        post("What readers say", quoting, [answer, ""], "Wednesday, March 9, 2011"), encoding="utf-8"
    )
    other = "A quiet week in Matamoros. The mayor said nothing and nobody came from the capital of the state."
    (folder / "three.txt").write_text(post("A quiet week", other, [], "Friday, April 1, 2011"), encoding="utf-8")
    build([folder], folder.parent / "old", recogniser="lexicon", data_version="1.0.0")
    return folder


def ids(captures: Path) -> dict[str, str]:
    old = captures.parent / "old"
    found = {str(row["title"]): str(row["article_id"]) for row in rows(old, "articles")}
    return found | {str(row["text"])[:8]: str(row["comment_id"]) for row in rows(old, "comments")}


def test_quotations_in_other_posts_are_told(captures: Path, tmp_path: Path) -> None:
    known = ids(captures)
    of_comment = [(known["What readers say"], 76)]
    of_article = [(known["As you s"], 78), (known["What readers say"], 76)]
    for table, id, expected in (
        ("comments", known["I counte"], of_comment),
        ("articles", known["Convoy seen"], of_article),
    ):
        ledger = write_ledger(tmp_path / "ledger.jsonl", (table, id))
        for jobs in (1, 2):
            report = build([captures], tmp_path / "out", recogniser="lexicon", removals=ledger, jobs=jobs)
            assert [(held.id, held.characters) for held in report.held] == expected
        assert not any("held" in path.name for path in (tmp_path / "out").rglob("*")), "the release says nothing of it"
    assert build([captures], tmp_path / "out", recogniser="lexicon").held == []


def test_the_command_says_it_in_one_line_and_strict_lets_it_pass(captures: Path, tmp_path: Path) -> None:
    known = ids(captures)
    ledger = write_ledger(tmp_path / "ledger.jsonl", ("comments", known["I counte"]))
    call = ["build", str(captures), "--out", str(tmp_path / "out"), "--recogniser", "lexicon", "--strict"]
    result = CliRunner().invoke(cli, [*call, "--removals", str(ledger)])
    assert result.exit_code == 0, result.stderr
    assert (
        f"still hold a passage of what was withdrawn: {known['What readers say']} (76 characters); add to the ledger"
        in result.stderr
    )
    assert "trucks" not in result.stderr


def test_a_text_of_the_same_post_is_told_too(tmp_path: Path) -> None:
    """A comment that the article quotes stays there, and one that quotes the article is told as well."""
    folder = tmp_path / "captures"
    folder.mkdir()
    body = f"{BODY} UPDATE: a reader writes “{SAID}”."
    tree = [f"  1. {SAID}.", "", f"  2. “{SAID}”? Come on.", ""]
    (folder / "one.txt").write_text(post("Convoy seen", body, tree), encoding="utf-8")
    build([folder], tmp_path / "old", recogniser="lexicon")
    gone, other = (row["comment_id"] for row in sorted(rows(tmp_path / "old", "comments"), key=lambda r: r["number"]))
    ledger = write_ledger(tmp_path / "ledger.jsonl", ("comments", gone))
    report = build([folder], tmp_path / "new", recogniser="lexicon", removals=ledger)
    assert {held.id for held in report.held} == {other[:18], other}
    assert body == rows(tmp_path / "new", "articles")[0]["body"]
