"""Damaged, foreign and hostile releases: each is told, with what was found and what was expected."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import narco_corpus
from narco_corpus import DataError, UsageError
from sample_release import FIRST

SHARD = "data/comments/train-00000-of-00002.parquet"


def problems(release: Path) -> list[tuple[str, str]]:
    found = narco_corpus.load(release).verify()
    assert found.ok == (not found.problems) == bool(found)
    return [(p.path, p.kind) for p in found.problems]


def edit_manifest(release: Path, change: Callable[[dict[str, Any]], Any]) -> None:
    path = release / "manifest.json"
    content = json.loads(path.read_text())
    change(content)
    path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def test_an_untouched_release_verifies(release: Path) -> None:
    assert problems(release) == []
    assert narco_corpus.load(release).verify().files == sum(1 for p in release.rglob("*") if p.is_file())


ALL_FILES = ["README.md", "DATASHEET.md", "rejects.jsonl", "schema/comments.schema.json", SHARD]


@pytest.mark.parametrize("path", ALL_FILES)
def test_a_missing_file_is_found(path: str, release: Path) -> None:
    (release / path).unlink()
    assert problems(release) == [(path, "missing")]


@pytest.mark.parametrize("path", ALL_FILES)
def test_a_changed_file_of_the_same_size_is_found(path: str, release: Path) -> None:
    content = bytearray((release / path).read_bytes())
    content[len(content) // 2] ^= 1
    (release / path).write_bytes(content)
    assert problems(release) == [(path, "changed")]


@pytest.mark.parametrize("path", ALL_FILES)
def test_a_longer_file_is_found(path: str, release: Path) -> None:
    with (release / path).open("ab") as file:
        file.write(b"\n")
    assert problems(release) == [(path, "changed")]


@pytest.mark.parametrize("path", ["extra.txt", "data/comments/train-00009-of-00002.parquet", ".hidden", "a/b/c"])
def test_an_extra_file_is_found(path: str, release: Path) -> None:
    (release / path).parent.mkdir(parents=True, exist_ok=True)
    (release / path).write_text("")
    assert problems(release) == [(path, "extra")]


def test_what_hubs_put_beside_a_release_is_no_part_of_it(release: Path) -> None:
    (release / ".gitattributes").write_text("*.parquet filter=lfs")
    (release / ".cache/huggingface").mkdir(parents=True)
    (release / ".cache/huggingface/x.metadata").write_text("")
    assert problems(release) == []


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", "desktop.ini"])
@pytest.mark.parametrize("folder", ["", "data/comments", "schema"])
def test_what_a_file_manager_leaves_behind_is_no_part_of_a_release(folder: str, name: str, release: Path) -> None:
    (release / folder / name).write_bytes(b"\0")
    assert problems(release) == []
    (release / folder / f"{name}.txt").write_bytes(b"\0")
    assert problems(release) == [((Path(folder) / f"{name}.txt").as_posix(), "extra")]


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.update(data_version="9.0.0"),
        lambda m: m["captures"].update(read=9),
        lambda m: m["removals"].append(FIRST),
        lambda m: m.update(checksum="0" * 64),
    ],
)
def test_a_changed_manifest_is_found(change: Callable[[dict[str, Any]], Any], release: Path) -> None:
    edit_manifest(release, change)
    assert problems(release) == [("manifest.json", "changed")]


def test_a_release_made_before_figures_were_stated_is_read(release: Path) -> None:
    edit_manifest(release, lambda m: m.pop("measured"))
    assert narco_corpus.load(release).manifest.measured == ()


@pytest.mark.parametrize("f1", [2, -0.1, True, "0.9", None])
def test_a_manifest_whose_figures_are_no_shares_is_refused(f1: object, release: Path) -> None:
    figures = asdict(narco_corpus.load().manifest.measured[0]) | {"f1": f1}
    edit_manifest(release, lambda m: m.update(measured=[figures]))
    with pytest.raises(DataError, match="lacks or misstates a part"):
        narco_corpus.load(release)


def test_a_manifest_laid_out_anew_is_found(release: Path) -> None:
    path = release / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text())))
    assert problems(release) == [("manifest.json", "changed")]


def test_all_problems_are_listed_at_once(release: Path) -> None:
    (release / "README.md").unlink()
    (release / SHARD).write_bytes(b"")
    (release / "extra").write_text("")
    assert problems(release) == [("README.md", "missing"), (SHARD, "changed"), ("extra", "extra")]


@pytest.mark.parametrize(
    "path",
    [
        "../outside.parquet",
        "data/../../outside.parquet",
        "/etc/passwd",
        "C:/outside.parquet",
        "c:outside",
        "..\\outside.parquet",
        "data\\comments\\x",
        "./README.md",
        "data//x",
        "",
        "a\0b",
        "..",
    ],
)
def test_a_manifest_that_points_outside_is_refused(path: str, release: Path) -> None:
    edit_manifest(release, lambda m: m["files"][0].update(path=path))
    with pytest.raises(DataError, match="do not trust this release"):
        narco_corpus.load(release)


def test_a_link_that_leads_outside_is_refused(release: Path) -> None:
    outside = release.parent / "outside.parquet"
    shutil.move(release / SHARD, outside)
    (release / SHARD).symlink_to(outside)
    corpus = narco_corpus.load(release)
    assert problems(release) == [(SHARD, "unreadable")]
    for read in (corpus.comments.to_arrow, corpus.comments.scan, lambda: list(corpus.comments)):
        with pytest.raises(DataError, match="link out of the release"):
            read()


def test_the_download_cache_of_hugging_face_is_read(release: Path) -> None:
    """There a snapshot is a folder of links into the folder of blobs beside it."""
    home = release.parent / "datasets--org--name"
    snapshot = home / "snapshots" / "0123abcd"
    (home / "blobs").mkdir(parents=True)
    for number, path in enumerate(p for p in sorted(release.rglob("*")) if p.is_file()):
        link = snapshot / path.relative_to(release)
        link.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(path, home / "blobs" / str(number))
        link.symlink_to(os.path.relpath(home / "blobs" / str(number), link.parent))
    assert narco_corpus.load(snapshot).verify().ok
    assert len(list(narco_corpus.load(snapshot).comments)) == 5


@pytest.mark.parametrize("outside", ["neighbour/blobs/x", "home/refs/x", "home/snapshots/other/x", "blobs/x"])
def test_a_link_into_another_repository_of_that_cache_is_refused(outside: str, release: Path, tmp_path: Path) -> None:
    snapshot = tmp_path / "home" / "snapshots" / "0123abcd"
    snapshot.parent.mkdir(parents=True)
    shutil.move(release, snapshot)
    (tmp_path / outside).parent.mkdir(parents=True)
    shutil.move(snapshot / SHARD, tmp_path / outside)
    (snapshot / SHARD).symlink_to(tmp_path / outside)
    assert problems(snapshot) == [(SHARD, "unreadable")]
    with pytest.raises(DataError, match="link out of the release"):
        narco_corpus.load(snapshot).comments.to_arrow()


@pytest.mark.parametrize("shelf", ["shelf", "snapshots-of-mine"])
def test_blobs_beside_a_release_that_is_no_snapshot_are_outside(shelf: str, release: Path, tmp_path: Path) -> None:
    place = tmp_path / "home" / shelf / "0123abcd"
    place.parent.mkdir(parents=True)
    shutil.move(release, place)
    for blobs in (tmp_path / "home/blobs", place.parent / "blobs"):
        blobs.mkdir()
        shutil.copy(place / SHARD, blobs / "x")
        (place / SHARD).unlink()
        (place / SHARD).symlink_to(blobs / "x")
        assert problems(place) == [(SHARD, "unreadable")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda m: m.update(name="other-corpus"), "expected name 'narco-corpus', found 'other-corpus'"),
        (lambda m: m.pop("name"), "expected name 'narco-corpus', found None"),
        (lambda m: m.update(format=2), r"manifest format 2 is newer than this package reads \(up to 1\)"),
        (lambda m: m.update(format="1"), "manifest format '1', expected 1"),
        (lambda m: m.update(schema_version="2.0.0"), r"schema version 2 is newer .* pip install -U narco-corpus"),
        (lambda m: m.update(schema_version="x"), "schema version 'x', expected 1"),
        (lambda m: m.pop("tables"), "lacks or misstates a part"),
        (lambda m: m.pop("data_version"), "lacks or misstates a part"),
        (lambda m: m["tables"]["comments"].update(rows="5"), "lacks or misstates a part"),
        (lambda m: m["files"][2].update(table="authors"), "the table 'authors'"),
        (lambda m: m["files"][2].update(split="dev"), "split 'dev'"),
        (lambda m: m.update(files=None), "lacks or misstates a part"),
    ],
)
def test_a_foreign_or_newer_manifest_is_told(
    change: Callable[[dict[str, Any]], Any], message: str, release: Path
) -> None:
    edit_manifest(release, change)
    with pytest.raises(DataError, match=message):
        narco_corpus.load(release)


def test_a_newer_minor_schema_is_read(release: Path) -> None:
    edit_manifest(release, lambda m: m.update(schema_version="1.9.0"))
    assert len(narco_corpus.load(release).comments.to_arrow()) == 5


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"\xff\xfe", b'{"name": '])
def test_a_manifest_that_is_none_is_told(content: bytes, release: Path) -> None:
    (release / "manifest.json").write_bytes(content)
    with pytest.raises(DataError, match=r"manifest\.json"):
        narco_corpus.load(release)


def test_what_is_no_release_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="expected a release folder, found nothing"):
        narco_corpus.load(tmp_path / "absent")
    with pytest.raises(DataError, match=r"expected manifest\.json, found nothing"):
        narco_corpus.load(tmp_path)
    (tmp_path / "holiday.jpg").write_text("")
    with pytest.raises(DataError, match=r"expected manifest\.json, found holiday\.jpg"):
        narco_corpus.load(tmp_path)
    with pytest.raises(UsageError, match="expected a release folder, found a file"):
        narco_corpus.load(tmp_path / "holiday.jpg")


DAMAGES: dict[str, Callable[[Path], Any]] = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "no Parquet": lambda path: path.write_bytes(b"hello, world" * 100),
    "cut": lambda path: path.write_bytes(path.read_bytes()[:-100]),
    "holes": lambda path: path.write_bytes(b"PAR1" + bytes(1500) + path.read_bytes()[1504:]),
    "another table's": lambda path: shutil.copy(path.parents[1] / "entities/train-00000-of-00001.parquet", path),
    "a folder": lambda path: (path.unlink(), path.mkdir()),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_reading_a_damaged_file_is_a_data_error(name: str, release: Path) -> None:
    DAMAGES[name](release / SHARD)
    corpus = narco_corpus.load(release)
    assert len(corpus.comments) == 5  # known without reading
    for read in (
        lambda: list(corpus.comments),
        corpus.comments.to_arrow,
        corpus.comments.to_polars,
        corpus.comments.to_pandas,
        lambda: corpus.comments.get(f"{FIRST}-c0"),
        lambda: corpus.thread(FIRST),
    ):
        with pytest.raises(DataError):
            read()
    assert SHARD in {path for path, _ in problems(release)}


COLUMNS: dict[str, Callable[[pa.Table], pa.Table]] = {
    "gone": lambda rows: rows.drop_columns(["entity_id"]),
    "of another type": lambda rows: rows.set_column(
        rows.schema.get_field_index("entity_id"), "entity_id", pa.array([1] * len(rows), pa.int64())
    ),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_that_is_not_the_schemas_is_told_however_it_is_read(name: str, release: Path) -> None:
    for shard in (release / "data/entity_mentions").glob("*.parquet"):
        pq.write_table(COLUMNS[name](pq.read_table(shard)), shard)
    corpus = narco_corpus.load(release)
    for read in (
        lambda: list(corpus.entity_mentions),
        corpus.entity_mentions.to_arrow,
        lambda: corpus.entity_mentions.scan().select("text").collect(),
        lambda: corpus.entity_mentions.where(pl.col("label") == "PERSON"),
        lambda: corpus.mentions(FIRST),
        lambda: corpus.counts("los-faros"),
    ):
        with pytest.raises(DataError, match=r"expected entity_mentions\.entity_id as string, found (no such|int64)"):
            read()
    assert len(corpus.thread(FIRST)) == 4, "other tables are read"


def test_columns_are_looked_at_once(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = narco_corpus.load(release)
    corpus.comments.get(f"{FIRST}-c0")
    monkeypatch.setattr(pq, "read_schema", lambda _: pytest.fail("looked at again"))
    corpus.comments.get(f"{FIRST}-c0")


@pytest.mark.parametrize(
    "change",
    [
        lambda m: m.update(tables={}),
        lambda m: m["tables"].pop("entities"),
        lambda m: m["captures"].pop("taken"),
        lambda m: m["recogniser"].pop("name"),
        lambda m: m["tables"]["articles"].update(splits={"somewhere": 3}),
        lambda m: m.update(files=[file for file in m["files"] if file["table"] != "entities"]),
    ],
)
def test_a_manifest_without_a_part_that_others_rely_on_is_refused(
    change: Callable[[dict[str, Any]], Any], release: Path
) -> None:
    edit_manifest(release, change)
    with pytest.raises(DataError, match=r"manifest\.json .*get the release again"):
        narco_corpus.load(release)


def test_a_manifest_of_endless_depth_is_no_json(release: Path) -> None:
    (release / "manifest.json").write_text("[" * 200_000)
    with pytest.raises(DataError, match="is not JSON"):
        narco_corpus.load(release)
