"""Wrong calls and damaged places end with the contract's exit code and a message, never with a traceback."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import narco_corpus
from narco_corpus.cli import COMMANDS, main

POST = "Wednesday, September 21, 2011\nA road is closed\n\nGunmen of the Gulf Cartel closed the road to Reynosa.\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("post.txt").write_text(POST)
    Path("empty").mkdir()
    Path("other").mkdir()
    Path("other/notes.txt").write_text("mine")
    Path("loop").symlink_to("loop")
    Path("broken").mkdir()
    Path("broken/manifest.json").write_text("{")
    return tmp_path


def called(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", ["narco-corpus", *arguments])
    try:
        main()
    except SystemExit as end:
        return int(end.code or 0)
    return 0


WRONG = [
    ["bogus"],
    ["build"],
    ["build", "nowhere", "--out", "new"],
    ["build", "empty", "--out", "new"],
    ["build", "", "--out", "new"],
    ["build", "*.nothing", "--out", "new"],
    ["build", "post.txt", "--out", ""],
    ["build", "post.txt", "--out", "post.txt"],
    ["build", "post.txt", "--out", "other"],
    ["build", "post.txt", "--out", "loop"],
    ["build", "post.txt", "--out", "x" * 300],
    ["build", "post.txt", "--out", "post.txt/new"],
    ["build", "post.txt", "--out", "new", "--work", "post.txt"],
    ["build", "post.txt", "--out", "new", "--jobs", "0"],
    ["build", "post.txt", "--out", "new", "--recogniser", "none"],
    ["build", "post.txt", "--out", "new", "--data-version", "1"],
    ["build", "post.txt", "--out", "new", "--data-version", "1.02.0"],
    ["build", "post.txt", "--out", "new", "--data-version", "9" * 5000 + ".0.0"],
    ["build", "post.txt", "--out", "new", "--splits", "50/50"],
    ["build", "post.txt", "--out", "new", "--min-confidence", "nan"],
    ["build", "post.txt", "--out", "new", "--document-seconds", "0"],
    ["build", "post.txt", "--out", "new", "--splits", "9" * 5000 + "/0/0"],
    ["build", "post.txt", "--out", "new", "--document-seconds", "nan"],
    ["build", "post.txt", "--out", "new", "--document-seconds", "inf"],
    ["build", "post.txt", "--out", "new", "--document-seconds", "0.000001"],
    ["build", "post.txt", "--out", "new", "--url", ""],
    ["build", "post.txt", "--out", "new", "--url", "["],
    ["build", "post.txt", "--out", "new", "--document-mib", "0"],
    ["build", "post.txt", "--out", "new", "--removals", "nowhere"],
    ["build", "post.txt", "--out", "new", "--about", "post.txt"],
    ["build", "post.txt", "--out", "new", "--knowledge", "post.txt"],
    ["build", "post.txt", "--out", "new", "--update", "nowhere"],
    ["validate"],
    ["validate", "nowhere"],
    ["validate", "post.txt"],
    ["verify", "nowhere"],
    ["info", "nowhere"],
    ["info", "post.txt"],
    ["show", "nobody"],
    ["show", "--release", "nowhere"],
    ["agreement", "empty", "empty"],
    ["evaluate", "nowhere", "empty"],
    ["evaluate", "empty", "nowhere"],
    ["browse", "nowhere", "--out", "new"],
    ["browse", "--out", "other"],
    ["browse", "--quality", "post.txt", "--out", "new"],
    ["diff", "nowhere", "empty"],
    ["export", "nowhere", "csv", "--out", "new"],
    ["export", "empty", "bogus", "--out", "new"],
    ["push", "nowhere", "org/name"],
]
AT_FAULT = [["validate"], ["verify"], ["info"], ["show", "--release"], ["browse", "--out", "new"]]


@pytest.mark.parametrize("arguments", WRONG, ids=" ".join)
def test_a_wrong_call_is_told_and_changes_nothing(
    arguments: list[str], place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(place.rglob("*"))
    assert called(arguments, monkeypatch) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "error:" in said.err.lower()
    assert "Traceback" not in said.err
    assert sorted(place.rglob("*")) == before


@pytest.mark.parametrize("arguments", AT_FAULT, ids=" ".join)
@pytest.mark.parametrize("folder", ["empty", "other", "broken"])
def test_a_folder_that_is_no_release_is_the_datas_fault(
    arguments: list[str], folder: str, place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called([*arguments, folder], monkeypatch) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert folder in said.err
    assert "manifest.json" in said.err
    assert not Path("new").exists()


READING = [
    ["info", "PLACE"],
    ["verify", "PLACE"],
    ["validate", "PLACE"],
    ["show", "--release", "PLACE"],
    ["diff", "PLACE", "release"],
    ["diff", "release", "PLACE"],
    ["push", "PLACE", "org/name"],
    ["browse", "PLACE", "--out", "new"],
    ["browse", "release", "--previous", "PLACE", "--out", "new"],
    ["export", "PLACE", "csv", "--out", "new"],
    ["annotate", "PLACE", "--out", "new"],
    ["gold", "PLACE", "--out", "new"],
    ["agreement", "PLACE", "PLACE"],
    ["evaluate", "PLACE", "PLACE"],
    ["build", "PLACE", "--out", "new"],
    ["build", "post.txt", "--out", "new", "--against", "PLACE"],
    ["build", "post.txt", "--out", "new", "--update", "PLACE"],
]
"""Every command with a place that it reads."""
WRITING = [["build", "post.txt", "--out", "PLACE"], ["build", "post.txt", "--out", "new", "--work", "PLACE"]]
NO_PLACES = {
    "empty": "",
    "too long": "x" * 300,
    "a host": "file://other",
    "a host and a path": "file://localhost/release",
    "no path": "file://",
    "a query": "file:///release?x",
}


def test_the_calls_below_cover_every_command() -> None:
    assert {arguments[0] for arguments in READING} == set(COMMANDS)


@pytest.mark.parametrize(
    ("name", "arguments"),
    # An empty --work is the default.
    [(name, call) for name in NO_PLACES for call in (*READING, *WRITING) if name != "empty" or "--work" not in call],
    ids=str,
)
def test_what_names_no_place_is_a_wrong_call_everywhere(
    name: str,
    arguments: list[str],
    place: Path,
    shared_release: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (place / "release").symlink_to(shared_release)
    before = sorted(place.rglob("*"))
    assert called([NO_PLACES[name] if word == "PLACE" else word for word in arguments], monkeypatch) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "error: " in said.err.lower() and "Traceback" not in said.err
    assert sorted(place.rglob("*")) == before


@pytest.mark.parametrize("arguments", [call for call in READING if call[0] in ("show", "browse", "diff", "export")])
def test_a_release_without_a_column_is_the_datas_fault(
    arguments: list[str],
    place: Path,
    shared_release: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (place / "release").symlink_to(shared_release)
    shutil.copytree(shared_release, place / "odd")
    for shard in (place / "odd/data/entity_mentions").glob("*.parquet"):
        pq.write_table(pq.read_table(shard).drop_columns(["entity_id"]), shard)
    assert called(["odd" if word == "PLACE" else word for word in arguments], monkeypatch) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "expected entity_mentions.entity_id as string, found no such column" in said.err
    assert not Path("new").exists()


@pytest.fixture
def locked(shared_release: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder that everybody can reach, with releases in it that are not to be read, of each in another way."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    for name in ("release", "shut", "half"):
        shutil.copytree(shared_release, folder / name)
    shutil.copytree(shared_release, folder / "parent" / "release")
    (folder / "post.txt").write_text(POST)
    for name in ("parent", "shut", "half/data"):
        (folder / name).chmod(0)
    monkeypatch.chdir(folder)
    try:
        yield folder
    finally:
        for name in ("parent", "shut", "half/data"):
            (folder / name).chmod(0o755)
        shutil.rmtree(folder)


IMPORTED = (
    *(f"narco_corpus.cli.{command}" for command in COMMANDS),
    *("narco_corpus.builder.check.release", "narco_corpus.builder.pipeline.update", "narco_corpus.compare.render"),
    *("narco_corpus.explore.article", "narco_corpus.explore.site", "narco_corpus.export", "narco_corpus.hub.push"),
    *("huggingface_hub.hf_api", "polars", "pyarrow.parquet", "resource"),
)
"""What commands import: it may lie where only root may read."""


@contextmanager
def as_nobody() -> Iterator[None]:
    """Locks hold for everybody but root."""
    if os.geteuid() != 0:
        yield
        return
    for name in IMPORTED:
        import_module(name)
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


LOCKED = [
    *((name, call) for name in ("parent/release", "shut") for call in READING if call[:2] != ["build", "PLACE"]),
    *(("half", call) for call in READING if call[0] in ("info", "verify", "validate", "show", "diff", "push")),
    ("parent/release", ["build", "PLACE", "--out", "new"]),
]


@pytest.mark.parametrize(("name", "arguments"), LOCKED, ids=str)
def test_a_place_that_may_not_be_read_is_told(
    name: str, arguments: list[str], locked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with as_nobody():
        code = called([name if word == "PLACE" else word for word in arguments], monkeypatch)
    said = capsys.readouterr()
    assert (code, said.out) == (2, ""), said.err
    assert "error: " in said.err.lower() and "Traceback" not in said.err
    # There it "does not exist", "is not there".
    if arguments[0] not in ("agreement", "evaluate", "gold") and arguments[:2] != ["build", "PLACE"]:
        assert "Permission denied; check the name and who may read it" in said.err


@pytest.mark.parametrize("command", ["agreement", "evaluate"])
def test_a_folder_of_gold_that_may_not_be_read_is_told(
    command: str, locked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with as_nobody():
        assert called([command, *(["shut"] if command == "agreement" else ["release"]), "shut"], monkeypatch) == 2
    assert "cannot open shut: Permission denied; check the name and who may read it" in capsys.readouterr().err


def test_a_place_that_may_not_be_looked_into_is_not_written(
    locked: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with as_nobody():
        assert called(["build", "post.txt", "--out", "shut"], monkeypatch) == 2
    assert "cannot write shut: Permission denied" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["info"], ["info", "--json"], ["verify"], ["show"], ["diff", "PLACE", "PLACE"], ["validate", "OWN"], ["--help"]],
    ids=" ".join,
)
def test_an_output_that_cannot_be_written_is_told(arguments: list[str], shared_release: Path) -> None:
    places = {"PLACE": str(shared_release), "OWN": str(Path(narco_corpus.__file__).parent / "data" / "release")}
    words = [places.get(word, word) for word in arguments]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "narco_corpus", *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert (done.returncode, done.stderr) == (2, "error: cannot write the output: No space left on device\n")


@pytest.mark.parametrize("command", ["info", "show"])
def test_a_closed_output_is_told(command: str, shared_release: Path) -> None:
    call = f'"{sys.executable}" -m narco_corpus {command} "{shared_release}" >&-'
    done = subprocess.run(["sh", "-c", call], stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "error: cannot write the output: standard output is closed\n")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called([command, "--help"], monkeypatch) == 0
    assert "Usage: " in capsys.readouterr().out


def test_a_file_address_is_written_and_read_alike(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = place / "a release, 100 % of #1"
    shutil.copy("post.txt", "a post.txt")
    source = (place / "a post.txt").as_uri()
    assert called(["build", source, "--recogniser", "lexicon", "--out", out.as_uri()], monkeypatch) == 0
    assert called(["info", out.as_uri()], monkeypatch) == 0
    assert called(["verify", str(out)], monkeypatch) == 0
    assert sorted(path.name for path in place.iterdir() if "rel" in path.name) == [out.name]


def test_strict_ends_with_1_where_a_capture_was_set_aside_and_still_writes(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "blank.txt").write_bytes(b"")
    inputs = ["build", "post.txt", "blank.txt", "--recogniser", "lexicon", "--out"]
    assert called([*inputs, "one"], monkeypatch) == 0
    assert "set aside: blank.txt" in capsys.readouterr().err
    assert called([*inputs, "two", "--strict"], monkeypatch) == 1
    assert (place / "one/rejects.jsonl").read_bytes() == (place / "two/rejects.jsonl").read_bytes() != b""
