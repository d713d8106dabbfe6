"""A build that was stopped goes on; nothing of it is there before it is whole; two builds do not mix."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import BinaryIO

import pytest
from scale_helpers import ROOT, files_of, write_captures

from narco_corpus.builder.pipeline import build
from narco_corpus.builder.pipeline import make as make_step
from narco_corpus.builder.pipeline.place import InterruptedBuild
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.errors import UsageError


@pytest.fixture(autouse=True)
def _small_slices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narco_corpus.builder.pipeline.plan.SLICE_BYTES", 8 << 10)


def stop_after(monkeypatch: pytest.MonkeyPatch, documents: int, error: BaseException) -> list[str]:
    """Let the build stop at one of its documents; the ids of those that were made."""
    made: list[str] = []
    real = make_step.make_document

    def counted(article, *args, **named):  # type: ignore[no-untyped-def]
        if len(made) == documents:
            raise error
        made.append(article.article_id)
        return real(article, *args, **named)

    monkeypatch.setattr(make_step, "make_document", counted)
    return made


@pytest.mark.parametrize("error", [KeyboardInterrupt(), OSError(errno.ENOSPC, "No space left on device")])
def test_a_stopped_build_goes_on_from_finished_slices(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    captures = write_captures(tmp_path / "captures", 60)
    build([captures], tmp_path / "whole", recogniser="lexicon")
    with monkeypatch.context() as patch:
        before = stop_after(patch, 40, error)
        expected = InterruptedBuild if isinstance(error, KeyboardInterrupt) else UsageError
        with pytest.raises(expected, match="same command again goes on"):
            build([captures], tmp_path / "r", recogniser="lexicon")
    assert not (tmp_path / "r").exists()
    assert not list(tmp_path.glob("*.partial"))
    with monkeypatch.context() as patch:
        after = stop_after(patch, 1000, RuntimeError())
        build([captures], tmp_path / "r", recogniser="lexicon")
    assert len(after) < 40, "what was finished is not made again"
    assert set(before) | set(after) >= {f"{a}" for a in before}
    assert len(set(before) | set(after)) == 60
    assert files_of(tmp_path / "whole") == files_of(tmp_path / "r")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["captures", "r", "whole"]


def interrupted(captures: Path, release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Interrupt a build of 60 captures in the middle of the slices."""
    with monkeypatch.context() as patch:
        stop_after(patch, 40, KeyboardInterrupt())
        with pytest.raises(InterruptedBuild):
            build([captures], release, recogniser="lexicon")


def test_work_on_other_inputs_is_not_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    captures = write_captures(tmp_path / "captures", 60)
    interrupted(captures, tmp_path / "r", monkeypatch)
    changed, size = captures / "0010.txt", (captures / "0010.txt").stat().st_size
    changed.write_text(changed.read_text(encoding="utf-8").replace("Los Zetas", "Las Zetas"), encoding="utf-8")
    assert changed.stat().st_size == size
    build([captures], tmp_path / "r", recogniser="lexicon")
    build([captures], tmp_path / "whole", recogniser="lexicon")
    assert files_of(tmp_path / "whole") == files_of(tmp_path / "r")


def test_work_with_other_options_is_not_taken_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    captures = write_captures(tmp_path / "captures", 60)
    interrupted(captures, tmp_path / "r", monkeypatch)
    build([captures], tmp_path / "r", recogniser="lexicon", splits="50/25/25")
    build([captures], tmp_path / "whole", recogniser="lexicon", splits="50/25/25")
    assert files_of(tmp_path / "whole") == files_of(tmp_path / "r")


def test_what_is_told_of_a_manifest_is_told_of_the_files_that_are_there_now(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    captures = write_captures(tmp_path / "captures", 60)
    (captures / "captures.csv").write_text("path,url\n.hidden.txt,https://e.org/hidden\ngone.txt,\n")
    interrupted(captures, tmp_path / "r", monkeypatch)
    (captures / ".hidden.txt").write_text("no capture, and yet a file")
    (note,) = build([captures], tmp_path / "r", recogniser="lexicon").notes
    assert "no file 'gone.txt'" in note.reason
    (captures / ".hidden.txt").unlink()
    assert len(build([captures], tmp_path / "again", recogniser="lexicon").notes) == 2


def test_a_killed_build_goes_on_and_leaves_no_process(tmp_path: Path) -> None:
    captures = write_captures(tmp_path / "captures", 500, comments=12)
    command = [sys.executable, "-m", "narco_corpus", "build", str(captures), "--recogniser", "lexicon", "--jobs", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen([*command, "--out", str(tmp_path / "r")], env=environment, stderr=subprocess.DEVNULL)
    work = tmp_path / ".r.work"
    _wait_for(lambda: any(work.glob("ingest-*.done")) or process.poll() is not None)
    workers = _children(process.pid)
    process.kill()
    process.wait()
    _wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in workers))
    assert not (tmp_path / "r").exists()
    build([captures], tmp_path / "r", recogniser="lexicon")
    build([captures], tmp_path / "whole", recogniser="lexicon")
    assert files_of(tmp_path / "whole") == files_of(tmp_path / "r")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["captures", "r", "whole"]


def _children(pid: int) -> list[int]:
    """All processes below one, as Linux tells."""
    found, waiting = [], [pid]
    while waiting:
        for task in Path(f"/proc/{waiting.pop()}/task").glob("*/children"):
            here = [int(n) for n in task.read_text().split()]
            found += here
            waiting += here
    return found


def _wait_for(condition) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_builds_that_are_stopped_twice_at_one_post_do_not_wait_for_it_nor_blame_it(tmp_path: Path) -> None:
    captures = write_captures(tmp_path / "captures", 60)
    script = (
        "import sys, narco_corpus.builder.pipeline.plan as p, narco_corpus.builder.pipeline.run as r, scale_helpers;"
        "p.SLICE_BYTES = 8 << 10; r.make_slice = scale_helpers.waiting_make; import narco_corpus.cli as c; c.main()"
    )
    command = [sys.executable, "-c", script, "build", str(captures), "--out", str(tmp_path / "r"), "--jobs", "2"]
    work = tmp_path / ".r.work"
    for number in (signal.SIGTERM, signal.SIGINT):
        process = subprocess.Popen([*command, "--recogniser", "lexicon"], stderr=subprocess.DEVNULL)
        try:
            _wait_for(lambda: (tmp_path / "waiting").exists())
            _wait_for(lambda: len([*work.glob("slice-*.done")]) == len([*work.glob("slice-*.plan")]) - 1)
            process.send_signal(number)
            assert process.wait(timeout=60) == 128 + number, "the post that a worker is at never comes to an end"
        finally:
            process.kill()
        assert not list(work.glob("*.mark"))
        (tmp_path / "waiting").unlink()
    build([captures], tmp_path / "r", recogniser="lexicon")
    build([captures], tmp_path / "whole", recogniser="lexicon")
    assert files_of(tmp_path / "whole") == files_of(tmp_path / "r")


def test_two_builds_of_one_release_do_not_mix(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    captures = write_captures(tmp_path / "captures", 5)
    second: list[BaseException] = []

    def build_again(*args: object, **named: object) -> None:
        with pytest.raises(UsageError, match="another build") as caught:
            build([captures], tmp_path / "r", recogniser="lexicon")
        second.append(caught.value)
        raise KeyboardInterrupt

    monkeypatch.setattr(make_step, "make_document", build_again)
    with pytest.raises(KeyboardInterrupt):
        build([captures], tmp_path / "r", recogniser="lexicon")
    assert second
    assert sorted(p.name for p in tmp_path.iterdir()) == ["captures"]


def test_a_disk_that_is_full_from_the_start_is_said_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    captures = write_captures(tmp_path / "captures", 5)

    def full(self: Work, name: str, fill: object) -> BinaryIO:
        raise OSError(errno.ENOSPC, "No space left on device", name)

    monkeypatch.setattr(Work, "write", full)
    with pytest.raises(UsageError, match=re.escape("No space left on device")):
        build([captures], tmp_path / "r", recogniser="lexicon")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["captures"]


def test_a_full_disk_is_said_by_the_command(tmp_path: Path) -> None:
    captures = write_captures(tmp_path / "captures", 40, comments=20)
    limited = (
        "import resource, signal; from narco_corpus.cli import main; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000)); main()"
    )
    command = [sys.executable, "-c", limited, "build", str(captures), "--out", str(tmp_path / "r")]
    done = subprocess.run(
        command, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2, done.stderr
    assert "was stopped" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "r").exists()


def test_ctrl_c_after_the_first_slices_says_how_to_go_on(tmp_path: Path) -> None:
    captures = write_captures(tmp_path / "captures", 900, comments=12)
    small = (
        "import narco_corpus.builder.pipeline.plan as p; p.SLICE_BYTES = 60000; import narco_corpus.cli as c; c.main()"
    )
    command = [
        sys.executable,
        "-c",
        small,
        "build",
        str(captures),
        "--out",
        str(tmp_path / "r"),
        "--recogniser",
        "lexicon",
    ]
    process = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, stderr=subprocess.PIPE, start_new_session=True
    )
    _wait_for(lambda: any((tmp_path / ".r.work").glob("slice-*.done")) or process.poll() is not None)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors.decode()
    assert "running the same command again goes on from there" in errors.decode()
    assert "Traceback" not in errors.decode()
    assert (tmp_path / ".r.work").is_dir()
    assert not (tmp_path / "r").exists()
