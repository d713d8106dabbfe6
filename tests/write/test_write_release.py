"""A release appears whole or not at all, and never over something that is not a release."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from pathlib import Path

import pytest

from narco_corpus.builder.write import release_folder
from narco_corpus.builder.write.parquet import write_shard
from narco_corpus.builder.write.release_folder import ReleaseWriter
from narco_corpus.builder.write.tables import to_arrow
from narco_corpus.errors import DataError, UsageError
from narco_corpus.model.manifest import Manifest
from narco_corpus.model.schema import SCHEMAS
from sample_release import FIRST, Row, sample_rows, write_release


def files_of(folder: Path) -> dict[str, str]:
    return {
        p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


def test_a_release_has_the_files_of_the_contract_and_lists_them(release: Path) -> None:
    files = files_of(release)
    data = {p for p in files if p.startswith("data/")}
    assert "data/comments/validation-00001-of-00002.parquet" in data
    assert "data/entities/train-00000-of-00001.parquet" in data
    schemas = {f"schema/{name}.schema.json" for name in SCHEMAS}
    single = {"README.md", "DATASHEET.md", "croissant.json", "manifest.json", "rejects.jsonl"}
    assert set(files) == single | data | schemas
    manifest = json.loads((release / "manifest.json").read_text())
    listed = {f["path"]: f["sha256"] for f in manifest["files"]}
    assert listed == {path: sha for path, sha in files.items() if path != "manifest.json"}
    assert all((release / f["path"]).stat().st_size == f["bytes"] for f in manifest["files"])
    assert manifest["tables"]["comments"]["splits"] == {"train": 5, "validation": 0}
    assert manifest["captures"] == {"read": 5, "taken": 4, "rejected": 1, "merged": 1}
    assert manifest["masks"] == {"email": 1}
    assert json.loads((release / "rejects.jsonl").read_text())["reason"] == "no title and no date"


def test_nothing_but_the_release_is_left_beside_it(release: Path) -> None:
    assert list(release.parent.iterdir()) == [release]


def test_the_same_rows_give_the_same_bytes_wherever_and_in_whatever_order(
    release: Path, tmp_path: Path, rows: dict[str, list[Row]]
) -> None:
    again = write_release(tmp_path / "elsewhere" / "deeper", {table: part[::-1] for table, part in rows.items()})
    assert files_of(again) == files_of(release)
    assert str(tmp_path) not in (release / "manifest.json").read_text()


def test_content_hashes_do_not_depend_on_the_number_of_shards(release: Path, tmp_path: Path) -> None:
    def hashes(folder: Path) -> dict[str, str]:
        tables = json.loads((folder / "manifest.json").read_text())["tables"]
        return {name: table["content_hash"] for name, table in tables.items()}

    assert hashes(write_release(tmp_path / "one", sample_rows(), shards=1)) == hashes(release)


def test_an_older_release_is_replaced_and_its_files_go(release: Path, rows: dict[str, list[Row]]) -> None:
    write_release(release, rows, data_version="1.3.0", shards=1)
    assert json.loads((release / "manifest.json").read_text())["data_version"] == "1.3.0"
    assert not (release / "data/comments/train-00000-of-00002.parquet").exists()
    assert list(release.parent.iterdir()) == [release]


@pytest.mark.parametrize("how", ["it fails for a while", "it fails for good", "something came there"])
def test_an_older_release_is_kept_where_the_new_one_cannot_be_moved_into_its_place(
    release: Path, rows: dict[str, list[Row]], monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    before, real = files_of(release), Path.rename
    failed: list[Path] = []

    def rename(path: Path, target: Path) -> Path:
        if target == release and (not failed or how == "it fails for good"):
            failed.append(path)
            if how == "something came there":
                release.mkdir()
                (release / "mine.txt").write_text("mine")
            raise OSError(errno.EIO, "Input/output error")
        return real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename)
        with pytest.raises(UsageError, match="Input/output error") as caught:
            write_release(release, rows, data_version="1.3.0")
    if how == "it fails for a while":
        assert files_of(release) == before
        assert list(release.parent.iterdir()) == [release]
    else:
        (beside,) = (path for path in release.parent.iterdir() if path != release)
        kept = beside / f"{release.name}.before"
        assert f"it lies in {kept}: move it to {release}" in str(caught.value)
        assert files_of(kept) == before
        assert (release / "mine.txt").exists() == (how == "something came there")


def test_what_is_put_at_the_place_during_a_build_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, real = tmp_path / "release", release_folder.dump_manifest

    def meanwhile(manifest: Manifest) -> bytes:
        out.mkdir()
        (out / "mine.txt").write_text("mine")
        return real(manifest)

    monkeypatch.setattr(release_folder, "dump_manifest", meanwhile)
    with pytest.raises(UsageError, match=r"no release that this package wrote \(mine.txt\)"):
        write_release(out, sample_rows())
    assert [path.name for path in tmp_path.iterdir()] == ["release"]
    assert (out / "mine.txt").read_text() == "mine"


def test_a_link_to_a_release_stays_a_link(release: Path, tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    link = tmp_path / "latest"
    link.symlink_to(release)
    write_release(link, rows, data_version="1.3.0")
    assert link.is_symlink()
    assert json.loads((release / "manifest.json").read_text())["data_version"] == "1.3.0"


def test_an_empty_folder_is_taken(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    (tmp_path / "empty").mkdir()
    assert (write_release(tmp_path / "empty", rows) / "manifest.json").is_file()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("thesis.tex", "words", "is not empty and no release that this package wrote"),
        ("manifest.json", "{}", "no release that this package wrote"),
        ("manifest.json", "not JSON", "no release that this package wrote"),
    ],
)
def test_a_folder_of_other_things_is_left_alone(
    name: str, content: str, message: str, tmp_path: Path, rows: dict[str, list[Row]]
) -> None:
    out = tmp_path / "work"
    out.mkdir()
    (out / name).write_text(content)
    with pytest.raises(UsageError, match=message):
        write_release(out, rows)
    assert files_of(tmp_path).keys() == {f"work/{name}"}


def test_a_release_with_files_of_others_is_left_alone(release: Path, rows: dict[str, list[Row]]) -> None:
    (release / "notes.txt").write_text("mine")
    before = files_of(release)
    with pytest.raises(UsageError, match=r"notes\.txt"):
        write_release(release, rows, data_version="9.9.9")
    assert files_of(release) == before


def test_a_file_in_the_way_is_left_alone(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    (tmp_path / "out").write_text("mine")
    with pytest.raises(UsageError, match="a file is there"):
        write_release(tmp_path / "out", rows)
    assert (tmp_path / "out").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_a_fault_of_the_call(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot write"):
        write_release(tmp_path / "file" / "out", rows)


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, DataError, SystemExit, OSError])
def test_an_interruption_leaves_everything_as_it_was(
    interruption: type[BaseException], release: Path, rows: dict[str, list[Row]]
) -> None:
    before = files_of(release.parent)
    with pytest.raises(interruption), ReleaseWriter(release) as writer:
        write_shard(to_arrow("comments", rows["comments"]), writer.folder, "comments", "train", 0, 1)
        raise interruption
    assert files_of(release.parent) == before


def test_an_interruption_at_the_last_move_leaves_the_older_release(
    release: Path, rows: dict[str, list[Row]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files_of(release.parent)
    rename = Path.rename

    def interrupted(self: Path, target: Path) -> Path:
        if self.parent.name.endswith(".partial") and self.name == release.name:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_release(release, rows, data_version="9.9.9")
    assert files_of(release.parent) == before


def test_a_table_without_any_shard_is_an_error(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    rows["articles"].clear()
    with pytest.raises(DataError, match="no shard of table"):
        write_release(tmp_path / "out", rows)
    assert not list(tmp_path.iterdir())


def test_the_folder_has_the_mode_that_the_user_asks_for(
    tmp_path: Path, rows: dict[str, list[Row]], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = os.umask(0o027)
    try:
        with monkeypatch.context() as patch:
            patch.delattr(os, "umask")  # it is the whole process's: another thread's files would have none for a moment
            out = write_release(tmp_path / "out", rows)
    finally:
        os.umask(before)
    assert out.stat().st_mode & 0o777 == 0o750
    assert (out / "data/articles/train-00000-of-00002.parquet").stat().st_mode & 0o777 == 0o640


def test_a_shard_written_twice_is_the_same_shard(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    part = to_arrow("comments", [r for r in rows["comments"] if r["article_id"] == FIRST])
    first = write_shard(part, tmp_path, "comments", "train", 0, 2)
    assert write_shard(part, tmp_path, "comments", "train", 0, 2) == first
    assert len(files_of(tmp_path)) == 1
