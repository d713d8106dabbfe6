"""A post and all that repeat it are in one split, and stay in that of the release before."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest
from merge_captures import capture

from narco_corpus.builder.merge.group import Group
from narco_corpus.builder.pipeline.options import Splits
from narco_corpus.builder.pipeline.plan import Planned, plan_articles
from narco_corpus.builder.pipeline.work import Work

ONE, TWO, THREE = (f"a-{n}{'0' * 15}" for n in (1, 2, 3))


@pytest.mark.parametrize(
    ("original", "before", "now"),
    [
        (TWO, {ONE: "train", TWO: "test", THREE: "validation"}, "test"),
        (THREE, {ONE: "train", TWO: "test", THREE: "validation"}, "validation"),
        (THREE, {TWO: "test", ONE: "train"}, "train"),
        (ONE, {TWO: "test", THREE: "train"}, "test"),
    ],
)
def test_a_repost_is_in_the_split_that_its_original_was_released_in(
    tmp_path: Path, original: str, before: dict[str, str], now: str
) -> None:
    groups = [
        (
            Group(article_id=id, alias_ids=[], captures=[capture(f"{id}.txt")], split=before.get(id)),
            None if id == original else original,
        )
        for id in (ONE, TWO, THREE)
    ]
    work = Work(str(tmp_path))
    plan_articles(groups, Splits(34, 33, 33), 300, work, tmp_path)
    planned = [p for name in work.names("slice-") for p in msgspec.msgpack.decode(work.read(name), type=list[Planned])]
    assert {p.article.article_id: p.article.split for p in planned} == dict.fromkeys((ONE, TWO, THREE), now)
