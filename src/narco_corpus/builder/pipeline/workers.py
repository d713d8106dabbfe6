"""Run tasks on an executor, in their order, or one after the other without one."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from typing import Any


@contextmanager
def open_executor(executor: Executor | None, jobs: int) -> Iterator[Executor | None]:
    """The given executor, or a pool of `jobs` local processes, or None for one job: this process itself."""
    if executor is not None or jobs == 1:
        yield executor
        return
    # Not forked: the parent may hold threads of Arrow and Polars, and a fork of those can hang.
    methods = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")
    if "forkserver" in methods:
        context.set_forkserver_preload(["narco_corpus.builder.pipeline.make"])
    pool = ProcessPoolExecutor(jobs, mp_context=context)
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=True, cancel_futures=True)
        raise
    else:
        pool.shutdown()


def run_all(
    pool: Executor | None, function: Callable[..., Any], tasks: Sequence[tuple[Any, ...]], done: Callable[[], None]
) -> list[Any]:
    """The results of all tasks, in the order of the tasks; `done` is called once for each."""
    if pool is None:
        results = []
        for task in tasks:
            results.append(function(*task))
            done()
        return results
    futures = [pool.submit(function, *task) for task in tasks]
    for future in futures:
        future.add_done_callback(lambda _: done())
    return [future.result() for future in futures]
