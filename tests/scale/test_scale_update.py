"""Updates: what an earlier release knows is not recognised again, and the result is that of a full build."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from scale_helpers import files_of, write_captures

from narco_corpus.builder.pipeline import build
from narco_corpus.errors import DataError, UsageError


@pytest.fixture
def captures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("narco_corpus.builder.pipeline.plan.SLICE_BYTES", 8 << 10)
    return write_captures(tmp_path / "captures", 60)


def test_an_update_recognises_what_is_new_or_changed_and_equals_a_full_build(
    captures: Path, tmp_path: Path, asked: list[str]
) -> None:
    build([captures], tmp_path / "old", recogniser="lexicon", splits="60/20/20")
    more = write_captures(tmp_path / "more", 66)
    for number in range(60, 66):
        shutil.copy(more / f"{number:04d}.txt", captures)
    shutil.rmtree(more)
    (captures / "0003.txt").unlink()
    changed = captures / "0010.txt"
    changed.write_text(changed.read_text(encoding="utf-8").replace("fought", "clashed"), encoding="utf-8")
    build([captures], tmp_path / "full", recogniser="lexicon", splits="60/20/20")
    for jobs in (1, 2):
        asked.clear()
        out = tmp_path / f"updated-{jobs}"
        build([captures], out, recogniser="lexicon", splits="60/20/20", update=tmp_path / "old", jobs=jobs)
        assert files_of(out) == files_of(tmp_path / "full")
        if jobs == 1:
            assert sorted(asked) == sorted(f"Shooting {n} in {title(n)}" for n in (10, *range(60, 66)))


def title(number: int) -> str:
    from scale_helpers import PLACES

    return PLACES[number % 5]


@pytest.mark.parametrize("option", ["against", "update"])
def test_a_release_is_not_replaced_by_what_is_built_with_it(
    option: str, captures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([captures], tmp_path / "r", recogniser="lexicon")
    (tmp_path / "link").symlink_to("r")
    (captures / "0003.txt").unlink()
    before = files_of(tmp_path / "r")
    monkeypatch.chdir(tmp_path)
    for name in (tmp_path / "r", "r", "./captures/../r/", "link", (tmp_path / "r").as_uri()):
        with pytest.raises(UsageError, match=f"--out and --{option} are both"):
            build([captures], tmp_path / "r", recogniser="lexicon", **{option: name})  # type: ignore[arg-type]
    with pytest.raises(UsageError, match=f"--out and --{option} are both memory://r"):
        build([captures], "memory://r", recogniser="lexicon", **{option: "memory://r/"})  # type: ignore[arg-type]
    assert files_of(tmp_path / "r") == before


def test_other_splits_are_no_hindrance(captures: Path, tmp_path: Path, asked: list[str]) -> None:
    build([captures], tmp_path / "old", recogniser="lexicon")
    build([captures], tmp_path / "full", recogniser="lexicon", splits="50/25/25")
    asked.clear()
    build([captures], tmp_path / "r", recogniser="lexicon", splits="50/25/25", update=tmp_path / "old")
    assert asked == []
    assert files_of(tmp_path / "r") == files_of(tmp_path / "full")


def test_what_cannot_be_updated_is_said(captures: Path, tmp_path: Path) -> None:
    build([captures], tmp_path / "old", recogniser="lexicon")
    with pytest.raises(UsageError, match="another name"):
        build([captures], tmp_path / "r", update=tmp_path / "old")
    with pytest.raises(UsageError, match="another min_confidence"):
        build([captures], tmp_path / "r", recogniser="lexicon", min_confidence=0.95, update=tmp_path / "old")
    shard = next((tmp_path / "old" / "data" / "entity_mentions").iterdir())
    shard.write_bytes(shard.read_bytes()[:-1])
    with pytest.raises(DataError, match="is damaged"):
        build([captures], tmp_path / "r", recogniser="lexicon", update=tmp_path / "old")
    assert not (tmp_path / "r").exists()


def test_one_more_post_touches_one_shard(captures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narco_corpus.builder.pipeline.plan.SHARD_BYTES", 8 << 10)
    build([captures], tmp_path / "before", recogniser="lexicon")
    shutil.copy(write_captures(tmp_path / "more", 61) / "0060.txt", captures)
    build([captures], tmp_path / "after", recogniser="lexicon")
    before, after = files_of(tmp_path / "before"), files_of(tmp_path / "after")
    shards = [name for name in before if name.startswith("data/articles/")]
    assert len(shards) >= 4
    assert set(before) == set(after)
    assert sum(before[name] != after[name] for name in shards) == 1
    (touched,) = (name.rpartition("/")[2] for name in shards if before[name] != after[name])
    for name in before:
        if name.startswith(("data/comments/", "data/entity_mentions/")) and not name.endswith(touched):
            assert before[name] == after[name], name


def test_a_post_of_another_day_is_recognised_again(tmp_path: Path, asked: list[str]) -> None:
    captures = write_captures(tmp_path / "captures", 3)
    build([captures], tmp_path / "old", recogniser="lexicon")
    moved = captures / "0001.txt"
    moved.write_text(moved.read_text(encoding="utf-8").replace("2011", "2009"), encoding="utf-8")
    build([captures], tmp_path / "full", recogniser="lexicon")
    asked.clear()
    build([captures], tmp_path / "updated", recogniser="lexicon", update=tmp_path / "old")
    assert asked == [f"Shooting 1 in {title(1)}"]
    assert files_of(tmp_path / "updated") == files_of(tmp_path / "full")
