"""Wrong calls and damaged places end with the contract's exit code and a message, never with a traceback."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

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
    ["build", "post.txt", "--out", "new", "--update", "nowhere"],
    ["validate"],
    ["validate", "nowhere"],
    ["validate", "post.txt"],
    ["verify", "nowhere"],
    ["info", "nowhere"],
    ["info", "post.txt"],
    ["show", "nobody"],
    ["show", "--release", "nowhere"],
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


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert called([command, "--help"], monkeypatch) == 0
    assert "Usage: " in capsys.readouterr().out


def test_strict_ends_with_1_where_a_capture_was_set_aside_and_still_writes(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (place / "blank.txt").write_bytes(b"")
    inputs = ["build", "post.txt", "blank.txt", "--recogniser", "lexicon", "--out"]
    assert called([*inputs, "one"], monkeypatch) == 0
    assert "set aside: blank.txt" in capsys.readouterr().err
    assert called([*inputs, "two", "--strict"], monkeypatch) == 1
    assert (place / "one/rejects.jsonl").read_bytes() == (place / "two/rejects.jsonl").read_bytes() != b""
