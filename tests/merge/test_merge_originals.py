"""Of posts of one day and one text the fuller one is the original, whatever its id."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from narco_corpus.builder.pipeline import build

WORDS = tuple("ox elk cat dog hen owl bat ant bee cow pig rat emu fox gnu jay koi yak".split())  # noqa: SIM905


def text_of(number: int) -> str:
    """A text that no other one is like."""
    own = (WORDS[(number * 7 + step * (number + 3)) % len(WORDS)] for step in range(60))
    return f"Post {number} of Los Zetas. " + " ".join(f"{word}{number}" for word in own) + "."


def test_of_one_day_the_post_with_comments_is_the_original(tmp_path: Path) -> None:
    """Ids are hashes of addresses: of eight pairs both orders of them come up."""
    captures, rows = tmp_path / "captures", []
    captures.mkdir()
    for number in range(8):
        title = f"Village {number} wakes to trucks"
        body = text_of(number)
        url = f"https://blog.example/2011/09/{number}.html"
        (captures / f"{number}.txt").write_text(
            f"URL: {url}\nWednesday, September 21, 2011\n\n{title}\n\n{body}\n\n1 comment:\n\n  1. We heard it too.\n",
            encoding="utf-8",
        )
        rows.append({"url": f"https://copy.example/{number}", "title": title, "date": "2011-09-21", "text": body})
    (captures / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    build([captures], tmp_path / "r", recogniser="lexicon")
    articles = pl.read_parquet(tmp_path / "r" / "data" / "articles" / "*.parquet")
    originals = articles.filter(pl.col("duplicate_of").is_null())
    assert sorted(originals["source"]) == ["blog.example"] * 8
    reposts = articles.filter(pl.col("duplicate_of").is_not_null())
    ids = dict(zip(originals["title"], originals["article_id"], strict=True))
    assert all(ids[row["title"]] == row["duplicate_of"] for row in reposts.iter_rows(named=True))
    assert {row["article_id"] < row["duplicate_of"] for row in reposts.iter_rows(named=True)} == {True, False}
