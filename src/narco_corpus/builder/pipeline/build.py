"""The build as it is called: options and places in, a release out."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from pathlib import Path

from narco_corpus.builder.captures import ReadOptions, list_sources
from narco_corpus.builder.captures.storage import is_url
from narco_corpus.builder.pipeline.history import History
from narco_corpus.builder.pipeline.options import DEFAULT_DATA_VERSION, BuildOptions, Splits
from narco_corpus.builder.pipeline.place import check_place_for, publish, working_place
from narco_corpus.builder.pipeline.report import BuildReport
from narco_corpus.builder.pipeline.watch import Bounds
from narco_corpus.builder.pipeline.workers import begin_workers, open_executor
from narco_corpus.builder.recognise import choose_recogniser
from narco_corpus.errors import UsageError
from narco_corpus.model.url import path_of_file_url
from narco_corpus.progress import Unwatched, Watcher


def build(
    inputs: str | Path | Sequence[str | Path] | None,
    out: str | Path,
    *,
    recogniser: str | None = None,
    data_version: str | None = None,
    splits: str = "100/0/0",
    min_confidence: float = 0.0,
    removals: str | Path | None = None,
    against: str | Path | None = None,
    update: str | Path | None = None,
    reading: ReadOptions | None = None,
    jobs: int = 1,
    executor: Executor | None = None,
    scheduler: str | None = None,
    work: str | Path | None = None,
    bounds: Bounds | None = None,
    watcher: Watcher | None = None,
) -> BuildReport:
    """Write a release of the captures that the inputs hold (files, folders, globs or URLs) to a folder or fsspec URL.

    Without inputs the seeds of the checkout are built. `recogniser` is `lexicon` or None for the best that is shipped;
    `splits` are the shares of train/validation/test in per cent; mentions below `min_confidence` are left out.
    `removals` is a ledger of what was withdrawn, besides the one in the package: what it names is left out. `against`
    is the release before this one: it gives the data version (1.0.0 → 1.0.1 for the same rows, 1.1.0 for rows or
    columns added, 2.0.0 for anything changed or removed; without it 0.1.0 where none is given), its articles and
    comments keep their ids and splits, and what it states as withdrawn stays so. `update` is an earlier release: texts
    that it has are not recognised again, the result is the same without it. `reading` names the columns of tables and
    the addresses that are taken.

    `jobs` is the number of local worker processes; `scheduler` is the address of a Dask scheduler, `executor` any
    other executor, whose workers see the inputs and the work folder at the same places. `work` is the folder or URL for
    what the steps hand on: beside `out` if not given. A build that was stopped goes on from what is finished there when
    it is called again. `bounds` are the time and memory that one document may take.

    Raises `UsageError` for inputs that are not there, a wrong option and a place that cannot be written, `DataError`
    where no capture could be taken and where an id of `removals` is nowhere known.
    """
    if not isinstance(jobs, int) or jobs < 1:
        raise UsageError(f"jobs={jobs!r}: expected a whole number, 1 or more")
    if against is not None and data_version is not None:
        raise UsageError("--against sets the data version: leave out --data-version")
    history = History(against, removals)
    options = BuildOptions(
        recogniser=recogniser,
        data_version=DEFAULT_DATA_VERSION if data_version is None else data_version,
        splits=Splits.parse(splits),
        min_confidence=min_confidence,
        reading=reading or ReadOptions(),
        withdrawn=history.withdrawn,
    )
    watcher, bounds, place = watcher or Unwatched(), bounds or Bounds(), _path(os.fspath(out))
    chosen = choose_recogniser(options.recogniser)  # a wrong name fails before any work
    if executor is None and scheduler is None and jobs > 1:
        begin_workers(chosen.name)
    # What takes long to import is imported while the process of the workers loads the same and the names.
    import polars  # noqa: F401 - grouping uses it, and then all workers wait

    from narco_corpus.builder.pipeline.run import Run
    from narco_corpus.builder.pipeline.update import open_earlier
    from narco_corpus.builder.write.release_folder import ReleaseWriter, check_replaceable

    earlier = open_earlier(update, chosen, options) if update is not None else None
    if inputs is None:
        inputs = seed_folder()
    inputs = [inputs] if isinstance(inputs, str | Path) else inputs
    sources = list_sources([str(i) for i in inputs], options.reading)
    if not place:
        raise UsageError("the output is empty: name a folder or a URL to write")
    if is_url(place):
        check_place_for(place)
    else:
        check_replaceable(Path(place))
    shared = executor is not None or scheduler is not None
    with (
        open_executor(executor, scheduler, jobs, bounds) as pool,
        _explained(place),
        working_place(place, _path(os.fspath(work)) if work is not None else None, shared=shared) as (folder, near),
        ReleaseWriter(near / "release" if is_url(place) else place) as writer,
    ):
        run = Run(options, bounds, folder, near, writer, pool, watcher, history, earlier)
        report = run.run(sources)
        if is_url(place):
            publish(writer.out, place)
    return report


def _path(place: str) -> str:
    """A `file://` address as the path that it names, so that it is read and written alike; any other place as it is."""
    if not place.startswith("file://"):
        return place
    try:
        return path_of_file_url(place)
    except ValueError as error:
        raise UsageError(f"cannot write {place}: {error}") from None


@contextmanager
def _explained(place: str) -> Iterator[None]:
    """A full disk and the like as the user's to mend; what is finished stays for the next run."""
    try:
        yield
    except (sqlite3.OperationalError, OSError) as error:
        raise UsageError(
            f"the build of {place} was stopped: {error}. Nothing was changed there; when that is mended, running the "
            "same command again goes on from what is finished"
        ) from error


def seed_folder() -> Path:
    """The seeds of the checkout; raises UsageError where the package is not one."""
    folder = Path(__file__).resolve().parents[4] / "seeds"
    if not folder.is_dir():
        raise UsageError(
            "no input: name the files or folders of captures to build (only a checkout has seeds of its own)"
        )
    return folder
