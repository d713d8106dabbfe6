"""`build --against`: the version that is due, and nobody moves from split to split."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ledger_posts import post, rows

from narco_corpus.builder.pipeline import build
from narco_corpus.errors import DataError, UsageError


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


def test_nobody_moves_and_a_lost_split_is_told(tmp_path: Path) -> None:
    folder = captures(tmp_path / "posts", range(24))
    build([folder], tmp_path / "one", recogniser="lexicon", splits="60/20/20")
    before = {r["article_id"]: r["split"] for r in rows(tmp_path / "one", "articles")}
    assert len(set(before.values())) == 3
    with pytest.raises(UsageError, match="give --splits with a share for it"):
        build([folder], tmp_path / "two", recogniser="lexicon", against=tmp_path / "one")
    build([folder], tmp_path / "two", recogniser="lexicon", against=tmp_path / "one", splits="20/40/40")
    assert {r["article_id"]: r["split"] for r in rows(tmp_path / "two", "articles")} == before
    with pytest.raises(UsageError, match="--against sets the data version"):
        build([folder], tmp_path / "x", data_version="3.0.0", against=tmp_path / "one")


def test_a_damaged_release_before_is_told(tmp_path: Path) -> None:
    folder = captures(tmp_path / "posts", range(3))
    build([folder], tmp_path / "one", recogniser="lexicon")
    for path in (tmp_path / "one" / "data" / "articles").iterdir():
        path.write_bytes(b"PAR1")
    with pytest.raises(DataError, match="cannot be read"):
        build([folder], tmp_path / "two", recogniser="lexicon", against=tmp_path / "one")
    assert not (tmp_path / "two").exists()
