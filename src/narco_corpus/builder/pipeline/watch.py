"""Bounds on each document that a worker deals with, so that a poison one is set aside.

Time: a timer raises `OverdueError` in the worker at a document that takes too long; code that never comes back to the
interpreter is ended with its process by the pool. Memory: the process may grow by so much and gets a `MemoryError`
beyond. A document at which a worker died twice is condemned: the next attempt passes over it.
"""

from __future__ import annotations

import ctypes
import gc
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType, TracebackType
from typing import Self

import msgspec

from narco_corpus.builder.pipeline.marks import marks_of
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.errors import UsageError

READING, PARSING, MAKING = range(3)
_SHORTEST, _LONGEST = 0.01, 1e6
"""Seconds that can be given to a document: a bound below what a step of the interpreter takes would stop any."""
_LEAST_MEMORY = 16 << 20
"""Bytes: with less than that a worker could do nothing."""
_DEATHS = 2
"""So often a worker must have died at a document."""


class Bounds(msgspec.Struct, frozen=True, kw_only=True):
    """What one document may cost."""

    seconds: float = 60.0
    memory: int = 2 << 30
    """Bytes that a worker process may grow by within a task."""

    def __post_init__(self) -> None:
        if not isinstance(self.seconds, int | float):
            raise UsageError(f"seconds={self.seconds!r}: give a number, {_SHORTEST:g} to {_LONGEST:,.0f}")
        if not isinstance(self.memory, int) or self.memory < _LEAST_MEMORY:
            raise UsageError(f"memory={self.memory!r}: give a whole number of bytes, {_LEAST_MEMORY:,} or more")
        if not _SHORTEST <= self.seconds <= _LONGEST:  # a timer takes neither nan nor infinity
            raise UsageError(f"{self.seconds:g} seconds for a document: give {_SHORTEST:g} to {_LONGEST:,.0f}")


class OverdueError(Exception):
    """A document took longer than its bound."""


@contextmanager
def uncollected() -> Iterator[None]:
    """A task without the collector: rows hold no cycles, and looking for some among them takes a sixth of the time."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


class Watch:
    """Watches one task in its worker: `with Watch(…) as watch: … with watch.at(number, READING): …`."""

    def __init__(self, work: Work, task: str, fingerprint: str, bounds: Bounds) -> None:
        """`fingerprint` changes with the documents of the task: the numbers of others say nothing of them."""
        self._marks = marks_of(work, task, fingerprint)
        self._bounds = bounds
        self._inside = False
        self._serial = 0
        self._timer = _Timer(self, bounds.seconds)
        self._deaths: Counter[tuple[int, int]] = Counter()

    def __enter__(self) -> Self:
        self._deaths = self._marks.begin()
        self._limit = _Limit(self._bounds.memory)
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.stop()
        self._limit.lift()
        self._marks.end(done=kind is None)

    def condemned(self, number: int, phase: int) -> str | None:
        """The reason to pass over a document at which workers died."""
        deaths = self._deaths[number, phase]
        return f"a worker died at it {deaths} times" if deaths >= _DEATHS else None

    def at(self, number: int, phase: int) -> _Stay:
        """Within this context the worker is at that document of its task."""
        self._marks.set(number, phase)
        self._serial += 1
        return _Stay(self)

    def why(self, error: BaseException) -> str:
        """The reason to set a document aside, from what stopped it."""
        if isinstance(error, OverdueError):
            return f"took more than the {self._bounds.seconds:g} seconds of --document-seconds"
        return f"needed more than the {self._bounds.memory >> 20:,} MiB of memory of --document-mib"


class _Stay:
    __slots__ = ("_watch",)

    def __init__(self, watch: Watch) -> None:
        self._watch = watch

    def __enter__(self) -> None:
        self._watch._inside = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._watch._inside = False


class _Timer:
    """Looks at intervals whether the worker is still at the same document."""

    def __init__(self, watch: Watch, seconds: float) -> None:
        self._watch = watch
        self._seconds = seconds
        self._seen = -1
        self._since = 0.0
        self._ended = threading.Event()
        self._by_signal = False

    def start(self) -> None:
        interval = self._seconds / 4
        self._by_signal = threading.current_thread() is threading.main_thread() and _is_alarm_free()
        if self._by_signal:
            self._before = signal.signal(signal.SIGALRM, self._ring)
            signal.setitimer(signal.ITIMER_REAL, interval, interval)
        else:  # signals reach the main thread only; this one is told at its next step in Python
            threading.Thread(target=self._watch_thread, args=(interval, threading.get_ident()), daemon=True).start()

    def stop(self) -> None:
        self._ended.set()
        if self._by_signal:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._before)

    def _overdue(self) -> bool:
        watch, now = self._watch, time.monotonic()
        if not watch._inside or watch._serial != self._seen:
            self._seen, self._since = watch._serial, now
            return False
        return now - self._since >= self._seconds

    def _ring(self, number: int, frame: FrameType | None) -> None:
        if self._overdue():
            raise OverdueError

    def _watch_thread(self, interval: float, thread: int) -> None:
        while not self._ended.wait(interval):
            if self._overdue():
                self._seen = -1
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(OverdueError))


def _is_alarm_free() -> bool:
    """Whether there are timers here, and no other one runs: the process has only one, which may be the caller's."""
    return hasattr(signal, "setitimer") and signal.getitimer(signal.ITIMER_REAL)[0] == 0


class _Limit:
    """A soft limit on the data of this process; where the system has none, there is none."""

    def __init__(self, more: int) -> None:
        self._old: tuple[int, int] | None = None
        if not sys.platform.startswith("linux") or threading.current_thread() is not threading.main_thread():
            return
        import resource

        lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
        data = next((int(line.split()[1]) << 10 for line in lines if line.startswith("VmData:")), 0)
        soft, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = data + more
        if (soft == resource.RLIM_INFINITY or wanted < soft) and (hard == resource.RLIM_INFINITY or wanted < hard):
            self._old = (soft, hard)
            resource.setrlimit(resource.RLIMIT_DATA, (wanted, hard))

    def lift(self) -> None:
        if self._old is not None:
            import resource

            resource.setrlimit(resource.RLIMIT_DATA, self._old)
