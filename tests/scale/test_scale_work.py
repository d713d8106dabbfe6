"""The work folder is the build's own: nothing else at its place is touched, however the build ends."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import fsspec
import pytest
from click.testing import CliRunner
from scale_helpers import files_of, write_captures

from narco_corpus.builder.captures import ReadOptions
from narco_corpus.builder.pipeline import build
from narco_corpus.builder.pipeline import make as make_step
from narco_corpus.builder.pipeline.place import InterruptedBuild, work_place
from narco_corpus.builder.pipeline.workers import LostWorkersError
from narco_corpus.cli import cli
from narco_corpus.errors import DataError, UsageError
from narco_corpus.storage.held import MARK

UNKNOWN = {"id": "a-0123456789abcdef", "table": "articles", "reason": "author", "date": "2020-01-01"}


@pytest.fixture
def captures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("narco_corpus.builder.pipeline.plan.SLICE_BYTES", 8 << 10)
    return write_captures(tmp_path / "captures", 40)


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A folder of the user's own, as full of things as can be; its names are those of a build's work too."""
    folder = tmp_path / "mine"
    (folder / "sub").mkdir(parents=True)
    for name in (
        "thesis.txt",
        "sub/data",
        "lock",
        "slice-000000.done",
        "ingest-000000.spool",
        ".hidden",
        "plan.sqlite",
    ):
        (folder / name).write_text("precious")
    return folder


def stopped(monkeypatch: pytest.MonkeyPatch, error: BaseException, after: int = 30) -> None:
    real, made = make_step.make_document, []

    def make(*args, **named):  # type: ignore[no-untyped-def]
        made.append(1)
        if len(made) > after:
            raise error
        return real(*args, **named)

    monkeypatch.setattr(make_step, "make_document", make)


@pytest.mark.parametrize("form", ["path", "relative", "link", "file", "local", "."])
@pytest.mark.parametrize("end", ["done", "refused", "stopped"])
def test_what_lies_at_the_place_to_work_in_stays(
    form: str, end: str, captures: Path, mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(mine if form == "." else tmp_path)
    (tmp_path / "link").symlink_to(mine)
    named = {"path": str(mine), "relative": "mine", "file": f"file://{mine}", "local": f"local://{mine}"}
    work = named.get(form, form)
    before = files_of(mine)
    if end == "done":
        build(captures, tmp_path / "r", recogniser="lexicon", work=work)
    elif end == "refused":
        with pytest.raises(DataError, match="no capture has a URL that is wanted"):
            build(captures, tmp_path / "r", work=work, reading=ReadOptions(urls=("nothing.example",)))
    else:
        with (
            monkeypatch.context() as patch,
            pytest.raises(InterruptedBuild, match=r"lies in /.*/\.r\.\w{16}\.work: running"),
        ):
            stopped(patch, KeyboardInterrupt())
            build(captures, tmp_path / "r", recogniser="lexicon", work=work)
        assert {path.partition("/")[0] for path in files_of(mine).keys() - before.keys()} == {
            Path(work_place(str(tmp_path / "r"), str(mine), shared=False)).name
        }
        with monkeypatch.context() as patch:
            stopped(patch, RuntimeError("more was made than was left"), after=25)
            build(captures, tmp_path / "r", recogniser="lexicon", work=work)
    assert files_of(mine) == before
    assert (tmp_path / "r" / "manifest.json").is_file() == (end != "refused")


def test_a_place_that_holds_the_output_or_another_release_loses_nothing(captures: Path, tmp_path: Path) -> None:
    build(captures, tmp_path / "w" / "old", recogniser="lexicon")
    before = files_of(tmp_path / "w" / "old")
    build(captures, tmp_path / "w" / "new", recogniser="lexicon", work=tmp_path / "w")
    build(captures, tmp_path / "other", recogniser="lexicon", work=tmp_path / "w" / "old")
    assert sorted(path.name for path in (tmp_path / "w").iterdir()) == ["new", "old"]
    assert files_of(tmp_path / "w" / "old") == files_of(tmp_path / "w" / "new") == before


@pytest.mark.parametrize("work", ["r", "r/data", "r/new", "link", "local"])
@pytest.mark.parametrize("option", ["--out", "--against", "--update"])
def test_a_place_in_a_release_of_the_call_is_refused(option: str, work: str, captures: Path, tmp_path: Path) -> None:
    release = tmp_path / "r"
    build(captures, release, recogniser="lexicon")
    (tmp_path / "link").symlink_to(release / "data")
    before = files_of(release)
    place = f"local://{release}" if work == "local" else str(tmp_path / work)
    out = release if option == "--out" else tmp_path / "new"
    more = [] if option == "--out" else [option, str(release)]
    call = ["build", str(captures), "--out", str(out), "--recogniser", "lexicon", "--work", place, *more]
    done = CliRunner().invoke(cli, call)
    assert isinstance(done.exception, UsageError)
    assert f"lies in the release of {option}: nothing was changed" in str(done.exception)
    assert files_of(release) == before and not (release / "new").exists()


@pytest.mark.parametrize("kind", ["folder", "link", "file"])
def test_what_bears_the_name_of_the_work_folder_is_left_alone(
    kind: str, captures: Path, mine: Path, tmp_path: Path
) -> None:
    place = tmp_path / ".r.work"
    if kind == "folder":
        shutil.copytree(mine, place)
    elif kind == "link":
        place.symlink_to(mine)
    else:
        place.write_text("precious")
    before = files_of(tmp_path)
    with pytest.raises(UsageError, match=r"cannot work in .*/\.r\.work: "):
        build(captures, tmp_path / "r", recogniser="lexicon")
    assert files_of(tmp_path) == before and place.is_symlink() == (kind == "link")


def test_an_empty_work_is_the_default(captures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(captures)
    build(".", tmp_path / "r", recogniser="lexicon", work="")
    assert len(list(captures.iterdir())) == 40
    assert sorted(path.name for path in tmp_path.iterdir()) == ["captures", "r"]


def test_the_work_folder_is_the_users_alone_and_goes_where_the_inputs_are_refused(
    captures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tmp_path / "ledger.jsonl"
    ledger.write_text(json.dumps(UNKNOWN) + "\n")
    real, modes = make_step.make_document, []

    def looking(*args, **named):  # type: ignore[no-untyped-def]
        modes.append((tmp_path / ".r.work").stat().st_mode & 0o777)
        return real(*args, **named)

    monkeypatch.setattr(make_step, "make_document", looking)
    with pytest.raises(DataError, match="the removal ledger names"):
        build(captures, tmp_path / "r", recogniser="lexicon", removals=ledger)
    assert set(modes) == {0o700}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["captures", "ledger.jsonl"]


@pytest.mark.parametrize("error", [LostWorkersError("workers died"), UsageError("no room"), RuntimeError("a mistake")])
def test_what_is_kept_of_a_build_that_can_go_on_is_named(
    error: Exception, captures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, pytest.raises(type(error)) as caught:
        stopped(patch, error)
        build(captures, tmp_path / "r", recogniser="lexicon")
    assert any(str(tmp_path / ".r.work") in note for note in caught.value.__notes__)
    nothing = ReadOptions(urls=("nothing.example",))
    with pytest.raises(DataError) as caught:  # a slip of the next call
        build(captures, tmp_path / "r", recogniser="lexicon", reading=nothing)
    assert any(str(tmp_path / ".r.work") in note for note in caught.value.__notes__)
    assert any((tmp_path / ".r.work").glob("slice-*.done"))
    build(captures, tmp_path / "r", recogniser="lexicon")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["captures", "r"]


def test_two_releases_are_built_at_one_place_at_once(
    captures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, once = make_step.make_document, []

    def another(*args, **named):  # type: ignore[no-untyped-def]
        if not once:
            once.append(1)
            build(captures, tmp_path / "two" / "r", recogniser="lexicon", work=tmp_path / "w")
        return real(*args, **named)

    monkeypatch.setattr(make_step, "make_document", another)
    build(captures, tmp_path / "one" / "r", recogniser="lexicon", work=tmp_path / "w")
    assert files_of(tmp_path / "one" / "r") == files_of(tmp_path / "two" / "r")
    assert list((tmp_path / "w").iterdir()) == []


@pytest.mark.parametrize("work", ["memory://bucket", "memory://bucket/sub/", "memory://"])
def test_what_lies_at_an_address_to_work_in_stays(
    work: str, captures: Path, tmp_path: Path, memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("thesis.txt", "sub/data", "sub/slice-000000.done"):
        memory.pipe(f"memory://bucket/{name}", b"precious")
    before = memory.find("")
    with monkeypatch.context() as patch, pytest.raises(InterruptedBuild, match="memory://"):
        stopped(patch, KeyboardInterrupt())
        build(captures, tmp_path / "a b[1]", recogniser="lexicon", work=work)
    assert len(memory.find("")) > len(before)
    with monkeypatch.context() as patch:
        stopped(patch, RuntimeError("more was made than was left"), after=25)
        build(captures, tmp_path / "a b[1]", recogniser="lexicon", work=work)
    assert memory.find("") == before
    place = work_place(str(tmp_path / "r"), work, shared=False)
    memory.pipe(f"{place}/mine.txt", b"precious")
    with pytest.raises(UsageError, match="something is there that no build of this version made"):
        build(captures, tmp_path / "r", recogniser="lexicon", work=work)
    assert memory.cat(f"{place}/mine.txt") == b"precious" and not memory.exists(f"{place}/{MARK}")
