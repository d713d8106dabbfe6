"""A build to where a release is says which one it replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pipeline_posts import post_text

from narco_corpus.cli import cli
from narco_corpus.errors import DataError, UsageError
from narco_corpus.release import open_release


@pytest.fixture(autouse=True)
def posts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for number in (1, 2):
        Path(f"{number}.txt").write_text(post_text(number), encoding="utf-8")


def run(*arguments: str) -> str:
    done = CliRunner().invoke(cli, ["build", *arguments, "--recogniser", "lexicon"])
    if done.exception is not None:
        raise done.exception
    return done.stderr


def test_what_is_replaced_is_said_in_one_line() -> None:
    assert "replaced" not in run("1.txt", "2.txt", "--out", "r")
    assert run("1.txt", "--out", "r", "--data-version", "3.0.0") == "release 0.1.0 of 2 articles in r was replaced\n"
    assert open_release("r").manifest.tables["articles"].rows == 1
    assert "release 3.0.0 of 1 article in r was replaced\n" in run("1.txt", "--out", "r", "--data-version", "3.0.0")


def test_nothing_is_said_to_be_replaced_where_the_build_fails() -> None:
    run("1.txt", "--out", "r")
    before = (Path("r") / "manifest.json").read_bytes()
    for wrong in (["--against", "r"], ["--update", "r"], ["--splits", "1/2/3"]):
        done = CliRunner().invoke(cli, ["build", "2.txt", "--out", "r", "--recogniser", "lexicon", *wrong])
        assert isinstance(done.exception, UsageError) and "replaced" not in done.stderr
    Path("none.txt").write_text("Nothing.", encoding="utf-8")
    done = CliRunner().invoke(cli, ["build", "none.txt", "--out", "r", "--recogniser", "lexicon"])
    assert isinstance(done.exception, DataError) and "replaced" not in done.stderr
    assert (Path("r") / "manifest.json").read_bytes() == before


@pytest.mark.parametrize("where", [".", "empty", "release"])
def test_the_folder_that_one_is_in_is_not_replaced(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("1.txt", "--out", "release")
    (tmp_path / "empty").mkdir()
    own = tmp_path / ("release" if where == "release" else "empty")
    monkeypatch.chdir(own)
    out = where if where == "." else str(own)
    done = CliRunner().invoke(cli, ["build", str(tmp_path / "2.txt"), "--out", out, "--recogniser", "lexicon"])
    assert isinstance(done.exception, UsageError) and "nothing was changed" in str(done.exception)
    assert Path.cwd().samefile(own) and open_release(tmp_path / "release").manifest.tables["articles"].rows == 1
