"""Merging on generated captures of which it is known what is one post and what is a re-post."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from scale_helpers import ROOT

from narco_corpus.builder.pipeline import build

sys.path.insert(0, str(ROOT / "benchmarks"))
from captures import write
from merging import merge_quality


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("merge")
    write(folder / "corpus", 1500, seed=7)
    build([folder / "corpus" / "captures"], folder / "r", recogniser="lexicon", jobs=2)
    return folder / "corpus", folder / "r"


def test_pairs_of_captures_that_are_one_post_are_found(built: tuple[Path, Path]) -> None:
    quality = merge_quality(*built)
    assert quality.merged.pairs > 80, "the set has enough to find"
    assert quality.merged.precision >= 0.99
    assert quality.merged.recall >= 0.97


def test_pairs_of_posts_that_repeat_one_text_are_found(built: tuple[Path, Path]) -> None:
    quality = merge_quality(*built)
    assert quality.reposts.pairs > 20
    assert quality.reposts.precision >= 0.95
    assert quality.reposts.recall >= 0.95


def test_merged_posts_have_every_comment_once(built: tuple[Path, Path]) -> None:
    corpus, release = built
    rows = {r["capture_path"]: r for r in pq.read_table(release / "data" / "articles").to_pylist()}
    by_post: dict[str, list[str]] = {}
    with (corpus / "truth.csv").open(newline="") as file:
        for line in csv.DictReader(file):
            by_post.setdefault(line["post"], []).append(line["capture"])
    checked = 0
    for captures in by_post.values():
        taken = [rows[c] for c in captures if c in rows]
        if len(captures) > 1 and len(taken) == 1 and len(taken[0]["duplicate_captures"]) == len(captures) - 1:
            last = (corpus / "captures" / captures[-1]).read_text(encoding="utf-8")
            assert taken[0]["comment_count"] == sum(line[:2] == "  " for line in last.split("\n"))
            checked += 1
    assert checked > 50
