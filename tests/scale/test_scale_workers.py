"""Workers and executors that are ended before they did anything, and the process in which a build of one job runs."""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest
from scale_helpers import Trace, leave_trace, write_captures

from narco_corpus.builder.pipeline import Bounds, build
from narco_corpus.builder.pipeline.watch import PARSING, OverdueError, Watch
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.builder.pipeline.workers import LocalWorkers, LostWorkersError


def test_workers_that_are_just_being_started_take_no_task_once_they_are_to_end(tmp_path: Path) -> None:
    work = Work(str(tmp_path))
    workers = LocalWorkers(2, Bounds())
    running = [workers.submit(leave_trace, Trace(f"task-{n}", work)) for n in range(2)]
    workers.kill()
    workers.close()
    assert all(task.cancelled() or isinstance(task.exception(), BrokenProcessPool) for task in running)
    assert list(tmp_path.iterdir()) == []


def test_an_executor_that_takes_no_task_at_all_is_told(tmp_path: Path) -> None:
    captures = write_captures(tmp_path / "captures", 2)
    with ThreadPoolExecutor(1) as pool:
        pass
    with pytest.raises(LostWorkersError, match=r"takes no more work at ingest-000000 \(RuntimeError: .*a new one"):
        build([captures], tmp_path / "r", recogniser="lexicon", executor=pool)
    assert [p.name for p in tmp_path.iterdir()] == ["captures"]


@pytest.fixture
def alarm() -> Iterator[None]:
    """A timer of whoever calls a build."""
    before = signal.signal(signal.SIGALRM, lambda *_: None)
    signal.setitimer(signal.ITIMER_REAL, 500)
    yield
    signal.setitimer(signal.ITIMER_REAL, 0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no timers")
def test_a_build_leaves_the_alarm_of_its_caller(tmp_path: Path, alarm: None) -> None:
    handler = signal.getsignal(signal.SIGALRM)
    build([write_captures(tmp_path / "captures", 2)], tmp_path / "r", recogniser="lexicon")
    assert 0 < signal.getitimer(signal.ITIMER_REAL)[0] < 500
    assert signal.getsignal(signal.SIGALRM) is handler


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="the system has no timers")
def test_a_document_is_stopped_beside_the_alarm_of_the_caller(tmp_path: Path, alarm: None) -> None:
    deadline = time.monotonic() + 60
    with (
        pytest.raises(OverdueError),
        Watch(Work(str(tmp_path)), "task", "0", Bounds(seconds=0.2)) as watch,
        watch.at(0, PARSING),
    ):
        while time.monotonic() < deadline:
            pass
    assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
