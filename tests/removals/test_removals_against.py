"""`build --against`: the version that is due, and nobody moves from split to split."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from ledger_posts import post, rows, write_ledger

from narco_corpus.builder.against import Previous
from narco_corpus.builder.pipeline import build
from narco_corpus.builder.pipeline.told import Told
from narco_corpus.cli import cli
from narco_corpus.errors import DataError, UsageError
from narco_corpus.model.manifest import dump_manifest


def captures(folder: Path, posts: range, comments: int = 1) -> Path:
    folder.mkdir(parents=True)
    for n in posts:
        body = (
            f"Gunmen met soldiers at kilometre {n * 7} of the road to Reynosa, and {n + 2} vehicles burned there. " * 2
        )
        tree = [line for c in range(comments) for line in (f"  {c + 1}. Comment {c} on kilometre {n * 7}.", "")]
        text = post(f"Road report number {n}", body, tree, f"Monday, March {n % 28 + 1}, 201{n % 7}")
        (folder / f"{n}.txt").write_text(text, encoding="utf-8")
    return folder


def version(release: Path) -> str:
    return str(json.loads((release / "manifest.json").read_text())["data_version"])


def test_the_version_follows_from_what_changed(tmp_path: Path) -> None:
    def built(name: str, folder: Path, against: str | None) -> str:
        chosen = {"against": tmp_path / against} if against else {"data_version": "1.0.0"}
        build([folder], tmp_path / name, recogniser="lexicon", **chosen)  # type: ignore[arg-type]
        return version(tmp_path / name)

    few = captures(tmp_path / "few", range(6))
    assert built("one", few, None) == "1.0.0"
    assert built("same", few, "one") == "1.0.0"
    assert (tmp_path / "same/manifest.json").read_bytes() == (tmp_path / "one/manifest.json").read_bytes()
    assert built("more", captures(tmp_path / "1", range(8)), "one") == "1.1.0", "two more posts"
    assert built("said", captures(tmp_path / "2", range(6), comments=2), "one") in ("1.1.0", "2.0.0")
    assert built("less", captures(tmp_path / "3", range(5)), "more") == "2.0.0", "posts are gone"
    (few / "rubbish.txt").write_text("")
    assert built("patch", few, "one") == "1.0.1", "the same rows of other inputs"


def test_articles_that_no_input_gives_any_more_are_told(tmp_path: Path) -> None:
    folder = captures(tmp_path / "posts", range(6))
    assert build([folder], tmp_path / "one", recogniser="lexicon", data_version="1.0.0").missing == Told()
    before = {row["capture_path"]: row["article_id"] for row in rows(tmp_path / "one", "articles")}
    assert build([folder], tmp_path / "same", recogniser="lexicon", against=tmp_path / "one").missing == Told()
    (folder / "1.txt").unlink()
    (folder / "2.txt").write_text("")
    other = folder / "3.txt"
    other.write_text(f"https://posts.example/3.html\n\n{other.read_text(encoding='utf-8')}", encoding="utf-8")
    ledger = write_ledger(tmp_path / "ledger.jsonl", ("articles", before["4.txt"]))
    found = build([folder], tmp_path / "two", recogniser="lexicon", against=tmp_path / "one", removals=ledger)
    assert found.missing == Told(2, min(before["1.txt"], before["2.txt"])), "neither the withdrawn nor the renamed one"
    call = ["build", str(folder), "--out", str(tmp_path / "two"), "--recogniser", "lexicon", "--strict"]
    (folder / "2.txt").unlink()
    result = CliRunner().invoke(cli, [*call, "--against", str(tmp_path / "one"), "--removals", str(ledger)])
    assert "articles of the release before that none of these inputs gives: 2 (the first: a-" in result.stderr
    assert result.exit_code == 1 and (tmp_path / "two/manifest.json").is_file()
    result = CliRunner().invoke(
        cli, [*call[:3], str(tmp_path / "three"), *call[4:], "--against", str(tmp_path / "two")]
    )
    assert "none of these inputs gives" not in result.stderr and result.exit_code == 0, result.stderr


def test_nobody_moves_and_a_lost_split_is_told(tmp_path: Path) -> None:
    folder = captures(tmp_path / "posts", range(24))
    build([folder], tmp_path / "one", recogniser="lexicon", splits="60/20/20")
    before = {r["article_id"]: r["split"] for r in rows(tmp_path / "one", "articles")}
    assert len(set(before.values())) == 3
    with pytest.raises(UsageError, match="give --splits with a share for it"):
        build([folder], tmp_path / "two", recogniser="lexicon", against=tmp_path / "one", splits="100/0/0")
    build([folder], tmp_path / "two", recogniser="lexicon", against=tmp_path / "one", splits="20/40/40")
    assert {r["article_id"]: r["split"] for r in rows(tmp_path / "two", "articles")} == before
    with pytest.raises(UsageError, match="--against sets the data version"):
        build([folder], tmp_path / "x", data_version="3.0.0", against=tmp_path / "one")


def test_the_shares_are_those_of_the_release_before(tmp_path: Path) -> None:
    folder = captures(tmp_path / "posts", range(24))
    build([folder], tmp_path / "one", recogniser="lexicon", splits="60/20/20")
    build([folder], tmp_path / "two", recogniser="lexicon", against=tmp_path / "one")
    before, after = ((tmp_path / name / "manifest.json").read_text() for name in ("one", "two"))
    assert after == before
    assert json.loads(after)["shares"] == {"train": 60, "validation": 20, "test": 20}
    more = captures(tmp_path / "more", range(48))
    build([more], tmp_path / "three", recogniser="lexicon", against=tmp_path / "two")
    build([more], tmp_path / "four", recogniser="lexicon", against=tmp_path / "two", splits="60/20/20")
    made, asked = ({r["article_id"]: r["split"] for r in rows(tmp_path / n, "articles")} for n in ("three", "four"))
    assert made == asked
    build([folder], tmp_path / "whole", recogniser="lexicon")
    assert "shares" not in json.loads((tmp_path / "whole" / "manifest.json").read_text())


def test_a_release_that_states_no_shares_has_those_of_its_articles(tmp_path: Path) -> None:
    folder = captures(tmp_path / "posts", range(24))
    manifest = build([folder], tmp_path / "one", recogniser="lexicon", splits="60/20/20").manifest
    (tmp_path / "one" / "manifest.json").write_bytes(dump_manifest(replace(manifest, shares={})))
    shares = Previous(tmp_path / "one").shares()
    assert sum(shares.values()) == 100
    assert {s: round(24 * share / 100) for s, share in shares.items()} == manifest.tables["articles"].splits
    report = build([folder], tmp_path / "two", recogniser="lexicon", against=tmp_path / "one")
    assert report.manifest.tables["articles"].splits == manifest.tables["articles"].splits


def test_what_is_known_of_the_release_before_is_asked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build([captures(tmp_path / "posts", range(6))], tmp_path / "one", recogniser="lexicon")
    articles = rows(tmp_path / "one", "articles")
    held = {
        *(row["article_id"] for row in articles[1:]),
        *(alias for row in articles for alias in row["alias_ids"]),
        *(row["comment_id"] for row in rows(tmp_path / "one", "comments")),
        "MX-TAM",
    }
    before, scanned = Previous(tmp_path / "one"), []
    scan = before._scan
    monkeypatch.setattr(before, "_scan", lambda table: (scanned.append(table), scan(table))[1])
    before.removals = ("a-0000000000000009",)
    others = {"a-0123456789abcdef", f"{articles[0]['article_id']}-0123456789ab", "nobody-at-all"}
    assert before.known([*held, *others, *before.removals]) == held | {*before.removals}
    assert sorted(scanned) == ["articles", "comments", "entities"]
    assert before.known(()) == set()


def test_a_damaged_release_before_is_told(tmp_path: Path) -> None:
    folder = captures(tmp_path / "posts", range(3))
    build([folder], tmp_path / "one", recogniser="lexicon")
    for path in (tmp_path / "one" / "data" / "articles").iterdir():
        path.write_bytes(b"PAR1")
    with pytest.raises(DataError, match="cannot be read"):
        build([folder], tmp_path / "two", recogniser="lexicon", against=tmp_path / "one")
    assert not (tmp_path / "two").exists()


def json_posts(path: Path, *posts: dict[str, str]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(row) + "\n" for row in posts), encoding="utf-8")
    return path.parent


def test_a_post_of_the_same_date_and_title_leaves_the_id_where_it_was(tmp_path: Path) -> None:
    head = {"title": "Borderland Beat roundup", "date": "2012-05-04"}
    bodies = [f"Post {n} on Los Zetas in Saltillo: soldiers held {n + 3} men near the river." for n in range(4)]
    posts = [{**head, "text": body} for body in bodies]
    build([json_posts(tmp_path / "one/a.jsonl", posts[0])], tmp_path / "r1", recogniser="lexicon")
    (before,) = (row["article_id"] for row in rows(tmp_path / "r1", "articles"))
    for n in (1, 2, 3):
        build(
            [json_posts(tmp_path / f"{n}/a.jsonl", posts[0], posts[n])],
            tmp_path / f"a{n}",
            recogniser="lexicon",
            against=tmp_path / "r1",
        )
        ids = {row["body"]: row["article_id"] for row in rows(tmp_path / f"a{n}", "articles")}
        assert ids[bodies[0]] == before != ids[bodies[n]]
        assert version(tmp_path / f"a{n}") == "0.2.0", "rows were added, none was changed"


def test_a_later_reply_of_equal_text_takes_no_id(tmp_path: Path) -> None:
    def built(name: str, tree: list[str], **chosen: Path) -> dict[str, str]:
        folder = tmp_path / name
        folder.mkdir()
        lines = [part for line in tree for part in (f"  {line}", "")]
        (folder / "p.txt").write_text(post("Road report", "Gunmen met soldiers on the road.", lines), encoding="utf-8")
        build([folder], tmp_path / f"r-{name}", recogniser="lexicon", **chosen)
        return {row["number"]: row["comment_id"] for row in rows(tmp_path / f"r-{name}", "comments")}

    first = built("one", ["1. Good.", "2. Viva!", "3. Viva!"])
    second = built("two", ["1. Good.", "  1. Viva!", "2. Viva!", "3. Viva!"], against=tmp_path / "r-one")
    assert {number: second[number] for number in first} == first
    assert len(set(second.values())) == 4
    third = built("three", ["1. Good.", "  1. Viva!", "3. Viva!"], against=tmp_path / "r-two")
    assert third == {number: second[number] for number in ("1", "1.1", "3")}, "a comment that is gone leaves no id"


def test_earlier_copies_of_old_posts_move_nobody(tmp_path: Path) -> None:
    def repost(n: int, site: str, day: str) -> dict[str, str]:
        words = " ".join(f"w{n}x{k}" for k in range(40))
        return {
            "url": f"http://{site}.com/{n}.html",
            "title": f"Post {n} {site}",
            "date": day,
            "text": f"Town {n} {words}",
        }

    old = [repost(n, "blog", "2012-05-10") for n in range(40)]
    copies = [repost(n, "first", "2012-05-01") for n in range(0, 40, 2)]
    build([json_posts(tmp_path / "one/a.jsonl", *old)], tmp_path / "r1", recogniser="lexicon", splits="60/20/20")
    build(
        [json_posts(tmp_path / "two/a.jsonl", *old, *copies)],
        tmp_path / "r2",
        recogniser="lexicon",
        splits="60/20/20",
        against=tmp_path / "r1",
    )
    before = {row["article_id"]: row["split"] for row in rows(tmp_path / "r1", "articles")}
    after = {row["article_id"]: row for row in rows(tmp_path / "r2", "articles")}
    assert sum(row["duplicate_of"] is not None for row in after.values()) == len(copies)
    assert {id: after[id]["split"] for id in before} == before
    for row in after.values():
        assert row["split"] == after[row["duplicate_of"] or row["article_id"]]["split"]


def test_an_update_against_the_release_before_is_that_of_a_full_build(tmp_path: Path) -> None:
    few = captures(tmp_path / "few", range(12), comments=3)
    build([few], tmp_path / "r1", recogniser="lexicon", splits="60/20/20")
    more = captures(tmp_path / "more", range(16), comments=4)
    found = []
    for name, jobs, chosen in (("full", 1, {}), ("updated", 2, {"update": tmp_path / "r1"})):
        build(
            [few, more],
            tmp_path / name,
            recogniser="lexicon",
            splits="60/20/20",
            jobs=jobs,
            against=tmp_path / "r1",
            **chosen,
        )  # type: ignore[arg-type]
        found.append({p.relative_to(tmp_path / name): p.read_bytes() for p in (tmp_path / name).rglob("*.*")})
    assert found[0] == found[1]


def test_what_an_update_left_out_of_texts_is_asked_for(tmp_path: Path) -> None:
    folder = captures(tmp_path / "posts", range(3))
    build([folder], tmp_path / "full", recogniser="lexicon")
    (article, *_) = rows(tmp_path / "full", "articles")
    for name, table, id in (("less", "articles", article["article_id"]), ("blind", "entities", "MX-TAM")):
        ledger = write_ledger(tmp_path / f"{name}.jsonl", (table, id))
        build([folder], tmp_path / name, recogniser="lexicon", removals=ledger)
    build([folder], tmp_path / "again", recogniser="lexicon", update=tmp_path / "less")
    assert (tmp_path / "again/manifest.json").read_bytes() == (tmp_path / "full/manifest.json").read_bytes()
    with pytest.raises(UsageError, match="leaves out mentions of MX-TAM"):
        build([folder], tmp_path / "again", recogniser="lexicon", update=tmp_path / "blind")


def test_a_new_capture_of_the_same_post_is_a_patch_and_a_further_post_minor(tmp_path: Path) -> None:
    text = "Monday, March 7, 2011\n\nShootout in Reynosa\n\nGunmen of Los Zetas fought in Reynosa, Tamaulipas.\n"
    for name, first in (("one", "old.txt"), ("two", "new.txt"), ("three", "new.txt")):
        (tmp_path / name).mkdir()
        (tmp_path / name / first).write_text(text + "\n" * (name != "one"), encoding="utf-8")
    (tmp_path / "three" / "more.txt").write_text(
        text.replace("Reynosa", "Matamoros").replace("7", "8"), encoding="utf-8"
    )
    build([tmp_path / "one"], tmp_path / "r1", recogniser="lexicon", data_version="1.0.0")
    versions = [
        build([tmp_path / name], tmp_path / f"r-{name}", recogniser="lexicon", against=tmp_path / "r1").manifest
        for name in ("two", "three")
    ]
    assert [manifest.data_version for manifest in versions] == ["1.0.1", "1.1.0"]
