"""Which article of a release an annotated capture means, and what is said where there is none."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from annotated_post import BODY, gold_post, predicted, release_rows
from small_release import write_release

import narco_corpus
from narco_corpus import DataError, WithdrawnWarning
from narco_corpus.builder.pipeline import build
from narco_corpus.evaluate import evaluate
from narco_corpus.removals.ledger import read_removals

Make = Callable[..., Path]
PACKAGED = Path(narco_corpus.__file__).parent / "data" / "release"
POST = f"Wednesday, September 21, 2011\n\nA title\n\n{BODY}\n\nMore of it stands here, so that this is a post.\n"


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "narco_corpus", "evaluate", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def two_posts(first: str, second: str) -> dict[str, list[dict[str, Any]]]:
    """A release of two captures: of the second, only one name was found."""
    rows = release_rows()
    rows["articles"][0]["capture_path"] = first
    rows["articles"].append(rows["articles"][0] | {"article_id": "a-2", "capture_path": second})
    rows["entity_mentions"].append(predicted("Los Zetas", BODY, "CRIMINAL_ORG", "los-zetas") | {"article_id": "a-2"})
    return rows


def is_post(report: Any) -> tuple[float, float]:
    return report.structure["is_post"]["right"], report.structure["is_post"]["of"]


def test_a_release_of_other_posts_is_told_and_no_figure_printed(make_gold: Make) -> None:
    gold = make_gold([gold_post()])
    with pytest.raises(DataError, match=r"none of the 1 annotated captures \(one\.txt\)"):
        evaluate(PACKAGED, gold)
    done = run(PACKAGED, gold)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: ") and len(done.stderr.splitlines()) == 1


def test_captures_that_are_not_there_are_listed_and_count_in_no_figure(make_release: Make, make_gold: Make) -> None:
    release = make_release(release_rows())
    gold = make_gold([gold_post(), gold_post("other.txt"), {"file": "home.txt", "is_post": False}])
    report = evaluate(release, gold)
    assert report.absent == ["other.txt", "home.txt"]
    assert (report.posts, is_post(report), report.mentions["f1"], report.mentions["gold"]) == (1, (1, 1), 1.0, 4)
    done = run(release, gold)
    assert done.returncode == 0 and "F1 1.000  gold 4" in done.stdout
    assert "not in the release: other.txt\n" in done.stderr and ": 2 annotated captures" in done.stderr
    assert json.loads(run(release, gold, "--json").stdout)["absent"] == ["other.txt", "home.txt"]


def test_a_capture_that_was_set_aside_is_there(make_release: Make, make_gold: Make) -> None:
    gold = make_gold([gold_post(), gold_post("other.txt"), {"file": "home.txt", "is_post": False}])
    report = evaluate(make_release(release_rows(), ["in/home.txt", "in/other.txt"]), gold)
    assert report.absent == []
    assert (is_post(report), report.mentions["r"], report.mentions["gold"]) == ((2, 3), 0.5, 8)


@pytest.mark.parametrize("stated", [True, False])
def test_a_capture_that_was_merged_is_found_by_its_hash(stated: bool, tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    for number, name in enumerate(("one.txt", "two.txt", "three.txt")):  # the same post in other bytes
        (captures / name).write_text(POST + "\n" * number, encoding="utf-8")
    build([captures], tmp_path / "release", recogniser="lexicon")
    (article,) = narco_corpus.load(tmp_path / "release").articles
    gold = tmp_path / "gold" if stated else captures
    gold.mkdir(exist_ok=True)
    for name in ("one.txt", "two.txt", "three.txt"):
        sha256 = hashlib.sha256((captures / name).read_bytes()).hexdigest()
        post = gold_post(name) | {"body": article["body"], "comments": [], "units": []}
        post |= {"capture_sha256": sha256} if stated else {}
        (gold / f"{name}.gold.json").write_text(json.dumps(post), encoding="utf-8")
    report = evaluate(tmp_path / "release", gold)
    assert (report.absent, is_post(report)) == ([], (3, 3))
    assert (report.structure["body"]["right"], report.posts) == (3, 3)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {}),
        ({"file": "in/one.txt"}, {"capture_sha256": "1" * 64}),
        ({"capture_sha256": "1" * 64}, {"file": "renamed.txt", "capture_sha256": "1" * 64}),
        ({"file": "home.txt", "is_post": False}, {"file": "in/home.txt", "is_post": False, "capture_sha256": "3" * 64}),
    ],
)
def test_two_gold_files_of_one_capture_are_refused(
    first: dict[str, Any], second: dict[str, Any], make_release: Make, make_gold: Make
) -> None:
    rows = release_rows()
    rows["articles"][0]["capture_sha256"] = "1" * 64
    release, gold = make_release(rows, ["in/home.txt"]), make_gold([gold_post() | first, gold_post() | second])
    done = run(release, gold)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    names = sorted(path.name for path in gold.iterdir())
    assert len(names) == 2 and all(name in done.stderr for name in names)
    assert "are of one capture, in/" in done.stderr and "agreement" in done.stderr


def test_a_name_that_two_captures_have_is_refused(make_release: Make, make_gold: Make) -> None:
    with pytest.raises(DataError, match=r"one\.txt: the release has 2 captures .*a/one\.txt, b/one\.txt"):
        evaluate(make_release(two_posts("a/one.txt", "b/one.txt")), make_gold([gold_post()]))


@pytest.mark.parametrize(("file", "names"), [("a/one.txt", 4), ("b/one.txt", 1), ("captures/b/one.txt", 1)])
@pytest.mark.parametrize("above", ["", "captures/"])
def test_a_path_tells_captures_of_one_name_apart(
    file: str, names: int, above: str, make_release: Make, make_gold: Make
) -> None:
    release = make_release(two_posts(f"{above}a/one.txt", f"{above}b/one.txt"))
    report = evaluate(release, make_gold([gold_post(file)]))
    assert report.mentions["r"] == names / 4


def test_a_hash_tells_captures_of_one_name_apart(make_release: Make, make_gold: Make) -> None:
    rows = two_posts("a/one.txt", "b/one.txt")
    for row, sha256 in zip(rows["articles"], ("1" * 64, "2" * 64), strict=True):
        row["capture_sha256"] = sha256
    report = evaluate(make_release(rows), make_gold([gold_post() | {"capture_sha256": "2" * 64}]))
    assert report.mentions["r"] == 0.25


def test_what_was_withdrawn_is_not_scored(make_release: Make, make_gold: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    rows, id = two_posts("one.txt", "two.txt"), "a-0000000000000002"
    for table in ("articles", "entity_mentions"):
        rows[table] = [row | {"article_id": id} if row["article_id"] == "a-2" else row for row in rows[table]]
    release, gold = make_release(rows), make_gold([gold_post(), gold_post("two.txt")])
    assert evaluate(release, gold).posts == 2
    line = {"id": id, "table": "articles", "date": "2026-01-02", "reason": "author"}
    ledger = read_removals(json.dumps(line).encode(), "ledger")
    monkeypatch.setattr("narco_corpus.corpus.package_removals", lambda: ledger)
    with pytest.warns(WithdrawnWarning):
        report = evaluate(release, gold)
    assert (report.posts, report.absent) == (1, ["two.txt"])


def test_files_that_no_manifest_lists_are_not_read(make_release: Make, make_gold: Make, tmp_path: Path) -> None:
    more = release_rows()
    more["entity_mentions"].append(predicted("fought", BODY, "ORG", None))
    (stray,) = (write_release(tmp_path / "other", more) / "data" / "entity_mentions").iterdir()
    release = make_release(release_rows())
    shutil.copy(stray, release / "data" / "entity_mentions" / "more.parquet")
    assert evaluate(release, make_gold([gold_post()])).mentions["p"] == 1.0


def test_a_release_that_lacks_a_file_is_not_scored_without_it(make_release: Make, make_gold: Make) -> None:
    release = make_release(release_rows())
    shard = next((release / "data" / "entity_mentions").iterdir())
    shard.rename(shard.with_name("train-00001-of-00002.parquet"))
    with pytest.raises(DataError, match=r"entity_mentions/train-00000-of-00001\.parquet is missing"):
        evaluate(release, make_gold([gold_post()]))


def test_a_release_has_an_address(make_release: Make, make_gold: Make) -> None:
    done = run(make_release(release_rows()).as_uri(), make_gold([gold_post()]))
    assert done.returncode == 0 and "F1 1.000  gold 4" in done.stdout


@pytest.mark.parametrize("damage", ["missing", "cut"])
def test_a_damaged_release_is_one_line(damage: str, make_release: Make, make_gold: Make) -> None:
    release = make_release(release_rows())
    shard = next((release / "data" / "comments").iterdir())
    shard.unlink() if damage == "missing" else shard.write_bytes(b"PAR1")
    done = run(release, make_gold([gold_post()]))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: ") and "comments" in done.stderr and len(done.stderr.splitlines()) == 1
