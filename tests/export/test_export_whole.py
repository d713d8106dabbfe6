"""Output appears whole or not at all, and never in the place of what came there meanwhile."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import narco_corpus
from narco_corpus.builder.write.release_folder import ReleaseWriter
from narco_corpus.cli import cli
from narco_corpus.errors import UsageError
from narco_corpus.export import export
from narco_corpus.storage.whole import whole


def test_a_place_that_is_taken_meanwhile_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with pytest.raises(UsageError, match="left alone"), whole(out) as place:
        place.mkdir()
        (place / "new.txt").write_text("new")
        out.mkdir()
        (out / "mine.txt").write_text("mine")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert [path.read_text() for path in out.iterdir()] == ["mine"]


def test_a_file_that_came_meanwhile_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "out.duckdb"
    with pytest.raises(UsageError, match="a file is there"), whole(out) as place:
        place.write_text("new")
        out.write_text("mine")
    assert out.read_text() == "mine"


def test_what_cannot_be_moved_back_is_kept_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, real = tmp_path / "out", Path.rename
    out.mkdir()
    (out / "old.txt").write_text("old")

    def rename(path: Path, target: Path) -> Path:
        if target == out:
            raise OSError(errno.EIO, "Input/output error")
        return real(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename)
        with pytest.raises(UsageError, match="Input/output error") as caught, whole(out, lambda _: None) as place:
            place.write_text("new")
    (beside,) = tmp_path.iterdir()
    kept = beside / "out.before"
    assert f"it lies in {kept}: move it to {out}" in str(caught.value)
    assert (kept / "old.txt").read_text() == "old"


def test_what_a_block_leaves_unfinished_vanishes(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), whole(tmp_path / "out") as place:
        place.write_text("half")
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []


KILLED = """
import os, sys
from pathlib import Path
from narco_corpus.storage.whole import whole
with whole(sys.argv[1]) as place:
    place.mkdir()
    (place / "half.txt").write_text("half")
    os.kill(os.getpid(), 9)
"""


def killed_while_writing(out: Path) -> Path:
    """What a command that is killed leaves beside its output."""
    before = set(out.parent.iterdir())
    subprocess.run([sys.executable, "-c", KILLED, str(out)], check=False)
    (left,) = set(out.parent.iterdir()) - before
    return left


@pytest.mark.parametrize("name", ["rel", "rel.pages", "r[el]*"])
def test_what_a_killed_command_left_goes_and_all_else_stays(name: str, tmp_path: Path) -> None:
    left = killed_while_writing(tmp_path / name)
    assert any(left.rglob("half.txt"))
    others = [killed_while_writing(tmp_path / other) for other in ("rel.page", "re", "rel.pages.a", "rela")]
    mine = [tmp_path / f".{name}.{other}.partial" for other in ("mine", "12345678", "abcd_123", "pages.abcdefgh")]
    for folder in mine:
        folder.mkdir()
        (folder / "mine.txt").write_text("mine")
    linked = tmp_path / f".{name}.linked_1.partial"
    linked.symlink_to(others[0])
    with whole(tmp_path / name) as running:
        running.mkdir()
        (running / "a.txt").write_text("a")
        assert not left.exists()
        with whole(tmp_path / name) as second, ReleaseWriter(tmp_path / name) as writer:  # of one place, at once
            second.write_text("b")
            assert writer.folder.is_dir() and (running / "a.txt").is_file()
        (tmp_path / name).unlink()
    assert (tmp_path / name / "a.txt").read_text() == "a"
    assert sorted(tmp_path.iterdir()) == sorted([*others, *mine, linked, tmp_path / name])
    assert all((folder / "mine.txt").is_file() for folder in mine) and all(any(o.rglob("half.txt")) for o in others)


def test_the_last_copy_of_what_was_there_is_never_taken_away(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, rename = tmp_path / "out", Path.rename
    out.mkdir()

    def failing(self: Path, target: Path) -> Path:
        if target == out:
            raise OSError(errno.EIO, "Input/output error")
        return rename(self, target)

    with monkeypatch.context() as patch, pytest.raises(UsageError, match="Input/output error"):
        patch.setattr(Path, "rename", failing)
        with whole(out) as place:
            place.mkdir()
    (before,) = tmp_path.glob(".out.*.partial/out.before")
    with whole(tmp_path / "out") as place:
        assert before.is_dir()
        place.mkdir()


def test_what_comes_to_a_place_at_the_very_last_moment_is_left_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out, rename = tmp_path / "out", Path.rename
    out.mkdir()

    def late(self: Path, target: Path) -> Path:
        if self == out:
            (out / "mine.txt").write_text("mine")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", late)
    with pytest.raises(UsageError, match="something came there meanwhile, and it was left as it is"), whole(out) as new:
        new.mkdir()
    assert (out / "mine.txt").read_text() == "mine" and list(tmp_path.iterdir()) == [out]


def test_a_command_whose_half_made_output_is_taken_away_fails(tmp_path: Path) -> None:
    with (
        pytest.raises(UsageError, match="was removed meanwhile; nothing was changed"),
        whole(tmp_path / "out") as place,
    ):
        shutil.rmtree(place.parent)
        place.mkdir(parents=True)  # as what makes folders where none are
        (place / "rest.txt").write_text("the rest")
    assert not (tmp_path / "out").exists()


def test_a_format_that_is_a_file_takes_no_folder(tmp_path: Path) -> None:
    for form, out in (("duckdb", tmp_path / "empty"), ("csv", tmp_path / "taken")):
        out.mkdir()
        export(narco_corpus.load(), "csv", out) if form == "csv" else None
        with pytest.raises(UsageError, match=r"a folder (that is not empty )?is there, and it was left alone"):
            export(narco_corpus.load(), form, out)
    assert list((tmp_path / "empty").iterdir()) == []
    export(narco_corpus.load(), "duckdb", tmp_path / "empty" / "new.duckdb")


@pytest.mark.parametrize("where", ["", ".", "..", "../..", "../../inside"])
def test_the_folder_that_one_is_in_is_not_replaced(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name would lead to another folder, and who is in it would be nowhere."""
    own = tmp_path / "inside" / "deeper"
    own.mkdir(parents=True)
    monkeypatch.chdir(own)
    with pytest.raises(UsageError, match=r"cannot write .*: (you are in this folder|name a place)"):
        export(narco_corpus.load(), "csv", where)
    assert Path.cwd() == own and not list(own.iterdir())
    export(narco_corpus.load(), "csv", "new")
    assert (own / "new" / "named.csv").is_file()


@pytest.mark.parametrize("out", ["s3://bucket/place", "HTTPS://example.org/x", "memory://x", "zip::file:///x.zip"])
@pytest.mark.parametrize(
    "call", [["export", "RELEASE", "csv"], ["browse", "RELEASE"], ["annotate", "RELEASE"], ["gold", "MARKED"]]
)
def test_an_address_is_no_folder_of_its_name(
    call: list[str], out: str, shared_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "marked").mkdir()
    (tmp_path / "marked" / "a.txt").write_text("file: a.txt\nlang: en\n\n# body\nNobody.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    places = {"RELEASE": str(shared_release), "MARKED": "marked"}
    done = CliRunner().invoke(cli, [places.get(part, part) for part in call] + ["--out", out])
    assert isinstance(done.exception, UsageError) and "to a place on this machine and to no address" in str(
        done.exception
    )
    assert [path.name for path in tmp_path.iterdir()] == ["marked"]


def test_an_address_that_a_path_was_made_of_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(UsageError, match="to no address"):
        export(narco_corpus.load(), "csv", Path("s3://bucket/place"))
    assert list(tmp_path.iterdir()) == []


def test_an_address_of_a_file_is_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for command in (["export", str(tmp_path), "csv"], ["browse"]):
        out = tmp_path / command[0]
        release = [] if command == ["browse"] else [str(Path(narco_corpus.__file__).parent / "data" / "release"), "csv"]
        done = CliRunner().invoke(cli, [command[0], *release, "--out", f"file://{out}"])
        assert done.exception is None and any(out.iterdir())
    assert {path.name for path in tmp_path.iterdir()} == {"export", "browse"}


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (("folder", "csv", "out"), "cannot export 'folder': expected a corpus, as narco_corpus.load"),
        ((None, ["csv"], "out"), "no format"),
        ((None, "csv", None), "cannot write None: expected text or a path"),
        ((None, "csv", 5), "cannot write 5: expected text or a path"),
    ],
)
def test_a_call_that_means_nothing_is_told(call: tuple[Any, Any, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        export(call[0] or narco_corpus.load(), call[1], call[2])
