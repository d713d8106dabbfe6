"""The build as it is called: options and places in, a release out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from concurrent.futures import Executor
from pathlib import Path

from narco_corpus.builder.about import read_about
from narco_corpus.builder.captures import ReadOptions, list_sources
from narco_corpus.builder.captures.storage import is_url
from narco_corpus.builder.knowledge.in_use import using
from narco_corpus.builder.knowledge.own import read_knowledge
from narco_corpus.builder.pipeline.arguments import check_places, check_types
from narco_corpus.builder.pipeline.handed import hand_over
from narco_corpus.builder.pipeline.history import History
from narco_corpus.builder.pipeline.options import DEFAULT_DATA_VERSION, BuildOptions
from narco_corpus.builder.pipeline.place import check_apart, check_work, working_place, written_places
from narco_corpus.builder.pipeline.publish import check_place_for, publish
from narco_corpus.builder.pipeline.report import BuildReport
from narco_corpus.builder.pipeline.watch import Bounds
from narco_corpus.builder.pipeline.workers import begin_workers, open_executor
from narco_corpus.builder.recognise import choose_recogniser
from narco_corpus.errors import UsageError
from narco_corpus.model.about import About
from narco_corpus.model.layout import MANIFEST
from narco_corpus.progress import Watcher, watched
from narco_corpus.release import open_release
from narco_corpus.storage.file_address import local_path


def build(
    inputs: str | Path | Iterable[str | Path] | None,
    out: str | Path,
    *,
    recogniser: str | None = None,
    data_version: str | None = None,
    splits: str | None = None,
    min_confidence: float = 0.0,
    knowledge: str | Path | None = None,
    about: str | Path | About | None = None,
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

    A release that is there is replaced, unless it is the one of `against` or `update`; anything else there is refused.
    Without inputs the seeds of the checkout are built. `recogniser` is `lexicon` or None for the best that is shipped;
    `splits` are the shares of train/validation/test in per cent, 100/0/0 or those of `against` if not given; mentions
    below `min_confidence` are left out.
    `knowledge` is a file of names of your own (JSON Lines, `docs/knowledge.md`), used beside the package's.
    `about` is who makes the release, or a TOML file that says so; without it the release says that nobody stated it.
    `removals` is a ledger of what was withdrawn, besides the one in the package: what it names is left out. `against`
    is the release before this one: it gives the data version (1.0.0 → 1.0.1 for the same rows, 1.1.0 for rows or
    columns added, 2.0.0 for anything changed or removed; without it 0.1.0 where none is given), its articles and
    comments keep their ids and splits, and what it states as withdrawn stays so. `update` is an earlier release: texts
    that it has are not recognised again, the result is the same without it. `reading` names the columns of tables and
    the addresses that are taken.

    `jobs` is the number of local worker processes; `scheduler` is the address of a Dask scheduler, `executor` any
    other executor, whose workers see the inputs and the work folder at the same places. `work` is a folder or URL to
    work in, where a folder of this build's own is made for what the steps hand on; that stands beside `out` if not
    given, and is taken away at the end. What lies in it and in `out` is never read as input. A build that was stopped
    goes on from what is finished there when it is called again with the same `out` and `work`. `bounds` are the time
    and memory that one document may take.

    Raises `UsageError` for inputs that are not there, a wrong option, lines of `knowledge` that are no entries, an
    `about` or `removals` that is malformed and a place that cannot be written, `DataError` where no capture could be
    taken and where an id of `removals` is nowhere known.
    """
    check_types(jobs=jobs, executor=executor, scheduler=scheduler, about=about, reading=reading, bounds=bounds)
    check_places(out=out, knowledge=knowledge, removals=removals, against=against, update=update, work=work)
    if against is not None and data_version is not None:
        raise UsageError("--against sets the data version: leave out --data-version")
    own = None if knowledge is None else read_knowledge(knowledge)
    for earlier_release, option in ((against, "--against"), (update, "--update")):
        check_apart(os.fspath(out), earlier_release, option)
    stated = about if isinstance(about, About) or about is None else read_about(about)
    history = History(against, removals)
    options = BuildOptions(
        recogniser=recogniser,
        knowledge=None if own is None else own.version,
        data_version=DEFAULT_DATA_VERSION if data_version is None else data_version,
        splits=history.splits(splits),
        min_confidence=min_confidence,
        reading=reading or ReadOptions(),
        withdrawn=history.withdrawn,
    )
    watcher, bounds, place = watched(watcher), bounds or Bounds(), _local(out)
    working = None if work is None else _local(work)
    check_work(working, {"--out": place, "--against": against, "--update": update})
    chosen = choose_recogniser(options.recogniser)  # a wrong name fails before any work
    if executor is None and scheduler is None and jobs > 1:
        begin_workers(chosen.name, knowledge)
    # What takes long to import is imported while the process of the workers loads the same and the names.
    import polars  # noqa: F401 - grouping uses it, and then all workers wait

    from narco_corpus.builder.pipeline.run import Run
    from narco_corpus.builder.pipeline.update import open_earlier
    from narco_corpus.builder.write.release_folder import ReleaseWriter, check_place

    with using(own):
        earlier = open_earlier(update, chosen, options) if update is not None else None
    captures = _listed(inputs)
    if not place:
        raise UsageError("the output is empty: name a folder or a URL to write")
    shared = executor is not None or scheduler is not None
    sources = list_sources(captures, options.reading, written_places(place, working, shared=shared))
    if is_url(place):
        check_place_for(place)
    else:
        check_place(Path(place))
        if inputs is None:
            _check_own(Path(place), len(sources))
    with (
        using(own),
        working_place(place, working, shared=shared) as (folder, near),
        # Within it: workers that still wrote there would keep the folder from being taken away.
        open_executor(executor, scheduler, jobs, bounds, folder) as pool,
        ReleaseWriter(near / "release" if is_url(place) else place) as writer,
    ):
        if own is not None:
            hand_over(own, folder)
        run = Run(options, bounds, folder, near, writer, pool, watcher, history, earlier, stated)
        report = run.run(sources)
        if is_url(place):
            publish(writer.out, place)
    return report


def _check_own(place: Path, seeds: int) -> None:
    """Raise `UsageError` where no input was named and a release of something else than the seeds is at the place."""
    if not (place / MANIFEST).is_file():
        return
    read = open_release(place).manifest.captures["read"]
    if read != seeds:
        raise UsageError(
            f"no input was named: that builds the seeds of the checkout, and {place} holds a release of {read:,} "
            "captures. Nothing was changed; name the inputs, or another place for the seeds"
        )


def _listed(inputs: str | Path | Iterable[str | Path] | None) -> list[str]:
    """The inputs as texts; the seeds where there is none."""
    if inputs is None:
        return [str(seed_folder())]
    several: list[object] = [inputs]
    if isinstance(inputs, Iterable) and not isinstance(inputs, str | bytes):
        several = list(inputs)
    places = [os.fspath(each) for each in several if isinstance(each, str | os.PathLike)]
    if len(places) < len(several):
        raise UsageError(f"inputs={inputs!r}: expected text or a path, or several of them")
    return places


def _local(place: str | Path) -> str:
    return local_path(os.fspath(place), "cannot write")


def seed_folder() -> Path:
    """The seeds of the checkout; raises UsageError where the package is not one."""
    folder = Path(__file__).resolve().parents[4] / "seeds"
    if not folder.is_dir():
        raise UsageError(
            "no input: name the files or folders of captures to build (only a checkout has seeds of its own)"
        )
    return folder
