"""Merging on invented captures of which it is known what is one post and what is a re-post."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq
import pytest
from known_captures import Known, merge_quality, write_known

from narco_corpus.builder.pipeline import build


class Built(NamedTuple):
    captures: Path
    known: list[Known]
    release: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    folder = tmp_path_factory.mktemp("merge")
    known = write_known(folder / "captures", 1500, seed=7)
    build([folder / "captures"], folder / "r", recogniser="lexicon", jobs=2)
    return Built(folder / "captures", known, folder / "r")


def test_pairs_of_captures_that_are_one_post_are_found(built: Built) -> None:
    merged, _ = merge_quality(built.known, built.captures, built.release)
    assert len(merged.true) > 80, "the set has enough to find"
    assert merged.precision >= 0.99
    assert merged.recall >= 0.97


def test_pairs_of_posts_that_repeat_one_text_are_found(built: Built) -> None:
    _, reposts = merge_quality(built.known, built.captures, built.release)
    assert len(reposts.true) > 20, "the set has enough to find"
    assert reposts.precision >= 0.95
    assert reposts.recall >= 0.95


def test_merged_posts_have_every_comment_once(built: Built) -> None:
    rows = {r["capture_path"]: r for r in pq.read_table(built.release / "data" / "articles").to_pylist()}
    by_post: dict[int, list[Known]] = {}
    for each in built.known:
        by_post.setdefault(each.post, []).append(each)
    checked = 0
    for captures in by_post.values():
        taken = [rows[each.path] for each in captures if each.path in rows]
        if len(captures) > 1 and len(taken) == 1 and len(taken[0]["duplicate_captures"]) == len(captures) - 1:
            assert taken[0]["comment_count"] == captures[-1].comments
            checked += 1
    assert checked > 50
