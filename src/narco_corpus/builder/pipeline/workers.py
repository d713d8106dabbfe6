"""Run tasks on worker processes of this machine or on a given executor; workers that die or hang are replaced."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures import TimeoutError as NotYetError
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Any, Protocol, TypeVar

from narco_corpus.builder.pipeline.marks import forget_mark, forget_marks, read_mark
from narco_corpus.builder.pipeline.watch import Bounds
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.errors import DataError, MissingExtraError, UsageError

T = TypeVar("T")
_ATTEMPTS = 40
"""Deaths of workers at one task after which the build gives up; two are needed to find one poison document."""
_STARTS = 3
"""Deaths of workers in a row before they did anything after which the build gives up."""
_PATIENCE = 0.5
"""Seconds after which whoever waits for results looks whether the build is to end."""
_LOST = ("KilledWorker", "BrokenExecutor", "BrokenProcessPool", "BrokenThreadPool")
"""Errors that say that a task's worker was lost, not that the task failed; by name, as Dask need not be installed."""
OWN_NAMES = "NARCO_CORPUS_OWN_NAMES"
"""How the process that workers are forked from learns of the recogniser and the file of a builder's own names."""


class LostWorkersError(DataError):
    """Workers died over and over; a later run may go on."""


class Task(Protocol):
    """One piece of work; running it again does no harm."""

    @property
    def name(self) -> str:
        """Name of its files in the work folder."""

    @property
    def work(self) -> Work:
        """The work folder."""


@contextmanager
def open_executor(
    executor: Executor | None, scheduler: str | None, jobs: int, bounds: Bounds, work: Work
) -> Iterator[Executor | LocalWorkers | None]:
    """The given executor, that of a Dask scheduler, `jobs` local processes, None for one job: this process itself."""
    if executor is not None:
        yield executor
    elif scheduler is not None:
        with _dask(scheduler) as remote:
            yield remote
    elif jobs == 1:
        yield None
    else:
        forget_marks(work)  # a build counts the deaths of its own: what an earlier one left is of workers it ended
        workers = LocalWorkers(jobs, bounds)
        try:
            yield workers
        except BaseException:
            workers.kill()
            raise
        finally:
            workers.close()


@contextmanager
def _dask(address: str) -> Iterator[Executor]:
    try:
        from distributed import Client
    except ModuleNotFoundError:
        raise MissingExtraError("distributed", "dask", "building on a Dask cluster") from None
    try:
        client: Any = Client(address, timeout="10s")  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise UsageError(
            f"scheduler {address!r} cannot be reached: {error}. Is it running, is the port right?"
        ) from None
    with client:
        yield client.get_executor(pure=False)


def run_all(
    pool: Executor | LocalWorkers | None,
    function: Callable[[Any], T],
    tasks: Iterable[Task],
    done: Callable[[], None],
) -> Iterator[T]:
    """The results of all tasks as they come; `done` is called once for each. Few tasks are in flight at a time."""
    if pool is None:
        for task in tasks:
            result = function(task)
            done()
            yield result
        return
    waiting = iter(tasks)
    running: dict[Future[T], tuple[Task, int]] = {}
    in_flight = 4 * pool.jobs if isinstance(pool, LocalWorkers) else 512
    try:
        while True:
            for task in islice(waiting, in_flight - len(running)):
                running[_submitted(pool, function, task)] = (task, 1)
            if not running:
                return
            # Ctrl-C wakes nobody who waits where a library's handler lets system calls go on, as that of polars does.
            for future in wait(running, _PATIENCE, FIRST_COMPLETED).done:
                task, attempt = running.pop(future)
                error = future.exception()
                if error is not None and type(error).__name__ in _LOST and attempt < _ATTEMPTS:
                    running[_submitted(pool, function, task)] = (task, attempt + 1)
                    continue
                result = future.result()
                done()
                yield result
    finally:
        for future in running:
            future.cancel()


def _submitted(pool: Executor | LocalWorkers, function: Callable[[Any], T], task: Task) -> Future[T]:
    try:
        return pool.submit(function, task)
    except RuntimeError as error:
        raise LostWorkersError(
            f"the executor takes no more work at {task.name} ({type(error).__name__}: {error}). Run the build again "
            "with a new one: it goes on from what is finished"
        ) from None


def begin_workers(recogniser: str, knowledge: str | Path | None = None) -> None:
    """Start loading what local workers share, so that it goes on while the caller does other things.

    `knowledge` is the file of a builder's own names.
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise SystemExit(1)  # a worker that imports its caller's script again; the caller is told by `_pool`
    # Not forked from this process: it may hold threads of Arrow and Polars, and a fork of those can hang.
    if _has_forkserver():
        from multiprocessing import forkserver, resource_tracker

        ready = "ready_lexicon" if recogniser == "lexicon" else "ready_default"
        if knowledge is not None and Path(knowledge).is_file():  # a pipe can be read only once
            ready = "ready_own"
            os.environ[OWN_NAMES] = f"{recogniser}:{Path(knowledge).absolute()}"
        multiprocessing.set_forkserver_preload([f"narco_corpus.builder.pipeline.{ready}"])
        # Ctrl-C is for the parent; what it met while that began would print a traceback.
        resource_tracker.ensure_running()  # which lets signals through once it has begun
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            forkserver.ensure_running()  # what it forks inherits the mask
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
            os.environ.pop(OWN_NAMES, None)


def _has_forkserver() -> bool:
    return "forkserver" in multiprocessing.get_all_start_methods()


class LocalWorkers:
    """Worker processes, each with a thread that watches over it and replaces it when it dies or hangs.

    Each is a pool of one process, since a death breaks the whole of its pool.
    """

    def __init__(self, jobs: int, bounds: Bounds) -> None:
        self.jobs = jobs
        self._bounds = bounds
        self._threads = ThreadPoolExecutor(jobs, thread_name_prefix="worker")
        self._own = threading.local()
        self._pids: dict[ProcessPoolExecutor, int] = {}
        self._ending = False
        self._context: Any = multiprocessing.get_context("forkserver" if _has_forkserver() else "spawn")

    def submit(self, function: Callable[[Any], T], task: Task, /) -> Future[T]:
        """Run `function(task)` in a worker process."""
        return self._threads.submit(self._run, function, task)

    def _run(self, function: Callable[[Any], T], task: Task) -> T:
        for _ in range(_ATTEMPTS):
            pool = self._pool()
            try:
                return self._wait(pool, pool.submit(function, task), task)
            except BrokenProcessPool:
                self._drop(pool)
                if self._ending:
                    forget_mark(task.work, task.name)
                    raise
        raise LostWorkersError(
            f"workers died {_ATTEMPTS} times at {task.name}, so the build was given up. Is there enough memory for "
            f"{self.jobs} jobs? Running the same command again goes on from what is finished"
        )

    def _wait(self, pool: ProcessPoolExecutor, future: Future[T], task: Task) -> T:
        """The task's result; a worker whose mark does not move for twice the bound is ended."""
        patience = 2 * self._bounds.seconds + min(5.0, self._bounds.seconds)
        seen, since = None, time.monotonic()
        while True:
            try:
                return future.result(timeout=min(5.0, patience / 4))
            except NotYetError:
                if future.done():
                    raise
                mark = read_mark(task.work, task.name)
                if mark is None or mark != seen or mark.number < 0:
                    seen, since = mark, time.monotonic()
                elif time.monotonic() - since > patience:
                    _end(self._pids[pool])

    def _pool(self) -> ProcessPoolExecutor:
        pool: ProcessPoolExecutor | None = getattr(self._own, "pool", None)
        if pool is None:
            pool = self._own.pool = self._started()
        return pool

    def _started(self) -> ProcessPoolExecutor:
        for _ in range(_STARTS):
            pool = ProcessPoolExecutor(1, mp_context=self._context, initializer=_begin)
            try:
                self._pids[pool] = pool.submit(os.getpid).result()
            except BrokenProcessPool:
                pool.shutdown(wait=False)
            else:
                if self._ending:  # `kill` ended those that had begun before
                    _end(self._pids[pool])
                return pool
        raise UsageError(
            f"worker processes ended {_STARTS} times before they did anything. In a script, call the build below "
            '`if __name__ == "__main__":`, since each worker imports the script; or build with one job'
        )

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        self._own.pool = None
        self._pids.pop(pool, None)
        pool.shutdown(wait=False)

    def kill(self) -> None:
        """End all workers at once, whatever they do."""
        self._ending = True
        for pid in list(self._pids.values()):
            _end(pid)

    def close(self) -> None:
        """End the workers once they have done what they do; what has not begun is cancelled."""
        self._threads.shutdown(cancel_futures=True)
        for pool in list(self._pids):
            pool.shutdown()
        self._pids.clear()


def _end(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, getattr(signal, "SIGKILL", signal.SIGTERM))


def _begin() -> None:
    """A worker leaves Ctrl-C to its parent, and does not outlive it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
