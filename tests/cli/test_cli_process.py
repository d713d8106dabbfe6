"""What the process of a command leaves out."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from narco_corpus import cli

POST = """Sunday, September 11, 2011

Two men were detained in Reynosa

Soldiers detained two men of the Gulf Cartel in Reynosa on Friday, the army said.
"""


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_build_imports_neither_numpy_nor_pandas(jobs: str, tmp_path: Path) -> None:
    capture = tmp_path / "post.txt"
    capture.write_text(POST, encoding="utf-8")
    call = ["build", str(capture), "--out", str(tmp_path / "out"), "--recogniser", "lexicon", "--jobs", jobs]
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "narco_corpus", *call], capture_output=True, text=True, check=True
    )
    imported = {line.rpartition("|")[2].strip() for line in done.stderr.splitlines()}
    assert "pyarrow" in imported
    assert not {"numpy.lib", "pandas.core"} & imported


OTHER_WORKERS = """
import gc, multiprocessing, sys
import narco_corpus

def whole(_):
    import numpy, pandas, pyarrow
    return gc.isenabled(), pyarrow.array(numpy.array([1])).to_pylist(), pyarrow.table({"a": [1]}).to_pandas().shape

if __name__ == "__main__":
    context = multiprocessing.get_context("forkserver")
    before = gc.get_threshold(), gc.get_freeze_count()
    narco_corpus.build(sys.argv[1], sys.argv[2], jobs=2, recogniser="lexicon")
    assert gc.isenabled() and (gc.get_threshold(), gc.get_freeze_count()) == before
    with context.Pool(1) as pool:
        print(whole(0), *pool.map(whole, [0]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no process is forked there")
def test_a_build_leaves_its_callers_process_and_other_workers_as_they_are(tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    (tmp_path / "post.txt").write_text(POST, encoding="utf-8")
    script = tmp_path / "script.py"
    script.write_text(OTHER_WORKERS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "post.txt"), str(tmp_path / "out")],
        capture_output=True,
        text=True,
        env=_as_called(),
    )
    assert done.stdout.splitlines()[-1:] == ["(True, [1], (1, 1)) (True, [1], (1, 1))"], done.stderr


COLLECTING = """
import gc, sys
from narco_corpus import cli

cli.cli = lambda standalone_mode: print(gc.isenabled(), gc.get_threshold()[0] > 10_000)
sys.argv = ["narco-corpus", "build"]
cli.main()
"""


def test_garbage_is_looked_for_while_a_command_runs() -> None:
    done = subprocess.run([sys.executable, "-c", COLLECTING], capture_output=True, text=True, check=True)
    assert done.stdout == "True True\n"


def test_an_interrupt_before_the_command_begins_is_told_as_any(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "own_this_process", interrupted)
    monkeypatch.setattr(sys, "argv", ["narco-corpus", "build"])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 130
    assert "interrupted" in capsys.readouterr().err


def test_nothing_but_the_command_speaks_when_it_ends(shared_release: Path, tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    call = ["export", str(shared_release), "duckdb", "--out", str(tmp_path / "corpus.duckdb")]
    done = subprocess.run(
        [sys.executable, "-m", "narco_corpus", *call], capture_output=True, text=True, check=True, env=_as_called()
    )
    others = [line for line in done.stderr.splitlines() if not line.startswith("not exported: ")]
    assert others == []  # duckdb looks for its own leaks


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is told otherwise there")
@pytest.mark.parametrize(
    ("call", "code"),
    [
        (["build", "--nope"], 2),
        (["nope"], 2),
        (["build", "absent", "--out", "x"], 2),
        (["show", "--release", "empty"], 1),
    ],
)
def test_the_exit_code_is_the_same_where_nobody_reads_what_is_wrong(call: list[str], code: int, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "narco_corpus", *call]
    try:
        assert subprocess.run(command, stderr=writer, cwd=tmp_path, stdin=subprocess.DEVNULL).returncode == code
    finally:
        os.close(writer)
    shell = ["sh", "-c", 'exec "$@" 2>&-', "sh", *command]
    assert subprocess.run(shell, cwd=tmp_path, stdout=subprocess.DEVNULL).returncode == code


@pytest.mark.skipif(sys.platform == "win32", reason="a closed pipe is told otherwise there")
@pytest.mark.parametrize("call", [["--help"], ["build", "--help"], ["--version"]])
def test_help_that_nobody_reads_ends_as_any_output(call: list[str]) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    command = [sys.executable, "-m", "narco_corpus", *call]
    try:
        done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (141, b"")


@pytest.mark.skipif(sys.platform == "win32", reason="no signal is sent there")
def test_a_build_that_is_told_to_end_tidies_up(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from narco_corpus import cli\n"
        "from narco_corpus.builder.pipeline import run\n"
        "run.Run.run = lambda *_: os.kill(os.getpid(), signal.SIGTERM)\n"
        "sys.argv = ['narco-corpus', 'build', 'post.txt', '--out', 'out', '--recogniser', 'lexicon']\n"
        "cli.main()\n"
    )
    (tmp_path / "post.txt").write_text(POST, encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", script], cwd=tmp_path, capture_output=True, text=True)
    assert (done.returncode, done.stderr.split()) == (143, ["interrupted"])
    assert [path.name for path in tmp_path.iterdir()] == ["post.txt"]


def _as_called() -> dict[str, str]:
    """The environment without what a command that another test ran here has left in it for its own workers."""
    return {name: value for name, value in os.environ.items() if name != "NARCO_CORPUS_OWN_PROCESS"}
