"""Run a build: list, ingest, group, plan, make, write; the parent holds paths and counts, workers hold texts."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, Protocol

import msgspec

from narco_corpus.builder.captures import ReadOptions, Source, list_sources
from narco_corpus.builder.knowledge.version import knowledge_version
from narco_corpus.builder.merge.group import group_captures
from narco_corpus.builder.merge.index import KeyIndex
from narco_corpus.builder.merge.key import CaptureKey
from narco_corpus.builder.pipeline.ingest import IngestResult, Reject, ingest
from narco_corpus.builder.pipeline.make import DOCUMENT_TABLES, MakeResult, make_slice
from narco_corpus.builder.pipeline.options import DEFAULT_DATA_VERSION, BuildOptions, Splits
from narco_corpus.builder.pipeline.plan import Plan, plan_articles
from narco_corpus.builder.pipeline.shards import write_document_shard, write_entities
from narco_corpus.builder.pipeline.workers import open_executor, run_all
from narco_corpus.builder.recognise import load_recogniser
from narco_corpus.builder.withdraw import Withdrawn, read_ledger, removed_ids
from narco_corpus.builder.write.facts import BuildFacts
from narco_corpus.builder.write.release_folder import ReleaseWriter
from narco_corpus.errors import DataError, UsageError
from narco_corpus.model.manifest import Manifest, ReleaseFile
from narco_corpus.removals import Removal, package_removals

TASK_BYTES = 8 << 20
"""Input that a worker reads at a time, about."""


class Watcher(Protocol):
    """Who wants to know how far a build is."""

    def step(self, label: str, length: int) -> None:
        """A step of so many parts begins."""

    def advance(self, parts: int = 1) -> None:
        """So many parts of it are done."""


class Unwatched:
    """Nobody wants to know."""

    def step(self, label: str, length: int) -> None:
        """Say nothing."""

    def advance(self, parts: int = 1) -> None:
        """Say nothing."""


class BuildReport(msgspec.Struct, kw_only=True):
    """What a build did."""

    manifest: Manifest
    rejects: list[Reject]
    """The captures that were set aside, sorted."""
    told_apart: int
    """Posts whose id is made from their body, because another post has their date and title."""


def build(
    inputs: str | Path | Sequence[str | Path] | None,
    out: str | Path,
    *,
    recogniser: str | None = None,
    data_version: str = DEFAULT_DATA_VERSION,
    splits: str = "100/0/0",
    min_confidence: float = 0.0,
    removals: str | Path | None = None,
    reading: ReadOptions | None = None,
    jobs: int = 1,
    executor: Executor | None = None,
    watcher: Watcher | None = None,
) -> BuildReport:
    """Write a release of the captures that the inputs hold: files, folders, globs or URLs.

    Without inputs the seeds of the checkout are built. `recogniser` is `lexicon` or None for the best that is shipped;
    `splits` are the shares of train/validation/test in per cent; mentions below `min_confidence` are left out.
    `removals` is a ledger of what was withdrawn, besides the one in the package: what it names is left out. `jobs`
    is the number of local worker processes; `executor` runs the same tasks elsewhere, where the inputs and the folder
    of `out` have the same paths. Raises `UsageError` for inputs that are not there, a wrong option and a place that
    cannot be written, `DataError` where no capture could be taken and where an id of `removals` is nowhere known.
    """
    ledger = read_ledger(removals)
    options = BuildOptions(
        recogniser=recogniser,
        data_version=data_version,
        splits=Splits.parse(splits),
        min_confidence=min_confidence,
        reading=reading or ReadOptions(),
        withdrawn=Withdrawn.of([*package_removals(), *ledger]),
    )
    watcher = watcher or Unwatched()
    load_recogniser(options.recogniser)  # a wrong name fails before any work
    if inputs is None:
        inputs = seed_folder()
    inputs = [inputs] if isinstance(inputs, str | Path) else inputs
    sources = list_sources([str(i) for i in inputs], options.reading)
    with ReleaseWriter(out) as writer, open_executor(executor, jobs) as pool:
        work = Path(tempfile.mkdtemp(prefix=f".{writer.out.name}.", suffix=".work", dir=writer.out.parent))
        try:
            return _Build(options, work, writer, pool, watcher, ledger).run(sources)
        finally:
            shutil.rmtree(work, ignore_errors=True)


def seed_folder() -> Path:
    """The seeds of the checkout; raises UsageError where the package is not one."""
    folder = Path(__file__).resolve().parents[4] / "seeds"
    if not folder.is_dir():
        raise UsageError(
            "no input: name the files or folders of captures to build (only a checkout has seeds of its own)"
        )
    return folder


class _Build:
    """One run, step by step."""

    def __init__(
        self,
        options: BuildOptions,
        work: Path,
        writer: ReleaseWriter,
        pool: Executor | None,
        watcher: Watcher,
        ledger: Sequence[Removal],
    ) -> None:
        self._ledger = ledger
        self._options = options
        self._work = work
        self._writer = writer
        self._pool = pool
        self._watcher = watcher

    def run(self, sources: Sequence[Source]) -> BuildReport:
        tasks = [
            (f"ingest-{n:06d}", batch, self._options.reading, self._work) for n, batch in enumerate(_batches(sources))
        ]
        ingested: list[IngestResult] = self._all("reading", ingest, tasks)
        rejects = [reject for task in ingested for reject in self._load(f"{task.name}.rejects", Reject)]
        excluded: list[Reject] = []
        while True:
            index, inputs_sha256 = self._index(ingested, rejects, [r.capture for r in excluded])
            taken = len(index)
            if not taken:
                index.close()
                raise DataError(_nothing_taken(rejects + excluded))
            plan = plan_articles(
                group_captures(index),
                self._options.splits,
                index.total_size(),
                self._work,
                self._options.withdrawn,
            )
            index.close()
            made: list[MakeResult] = self._all(
                "recognising", make_slice, [(s, self._options, self._work) for s in plan.slices]
            )
            faulty = [reject for part in made for reject in part.rejects]
            if not faulty:
                break
            excluded += faulty  # decided anew without them, so that nothing refers to an article that is not there
        rejects = sorted(rejects + excluded)
        removed = removed_ids(
            self._options.withdrawn,
            self._ledger,
            plan.withdrawn,
            [i for p in made for i in p.withdrawn],
        )
        shards = self._write(plan, made)
        recogniser = load_recogniser(self._options.recogniser)
        facts = BuildFacts(
            data_version=self._options.data_version,
            recogniser=recogniser.name,
            recogniser_version=recogniser.version,
            knowledge_version=knowledge_version(),
            inputs_sha256=inputs_sha256,
            captures_read=sum(task.read for task in ingested),
            captures_taken=taken - plan.withdrawn_captures,
            captures_withdrawn=plan.withdrawn_captures,
            captures_merged=plan.merged,
            masks=_sum(part.masks for part in made),
            rejects=[{"capture": r.capture, "reason": r.reason, "where": r.where} for r in rejects],
            removals=removed,
        )
        self._watcher.step("finishing", 1)
        manifest = self._writer.finish(shards, facts)
        self._watcher.advance()
        return BuildReport(manifest=manifest, rejects=rejects, told_apart=plan.told_apart)

    def _all(self, label: str, function: Callable[..., Any], tasks: Sequence[tuple[Any, ...]]) -> list[Any]:
        self._watcher.step(label, len(tasks))
        return run_all(self._pool, function, tasks, self._watcher.advance)

    def _load(self, name: str, kind: type[Any]) -> list[Any]:
        found: list[Any] = msgspec.msgpack.decode((self._work / name).read_bytes(), type=list[kind])  # type: ignore[valid-type]
        return found

    def _index(
        self, ingested: Sequence[IngestResult], rejects: Sequence[Reject], excluded: Sequence[str]
    ) -> tuple[KeyIndex, str]:
        """The index of the captures, and the hash of all inputs, taken or not."""
        index = KeyIndex(self._work / "keys.sqlite")
        for task in ingested:
            index.load(self._load(f"{task.name}.keys", CaptureKey))
        index.close_loading(excluded)
        digest = hashlib.sha256()
        for _, key in index.all():
            digest.update(f"{key.sha256} {key.path}\n".encode())
        digest.update(b"rejected\n")
        for reject in sorted(rejects):
            digest.update(f"{reject.sha256 or '-'} {reject.capture}\n".encode("utf-8", "backslashreplace"))
        return index, digest.hexdigest()

    def _write(self, plan: Plan, made: Sequence[MakeResult]) -> list[ReleaseFile]:
        by_shard: dict[int, list[str]] = {n: [] for n in range(plan.shards)}
        for part in plan.slices:
            by_shard[part.shard].append(part.name)
        tasks = [
            (table, split, shard, plan.shards, slices, self._work, self._writer.folder)
            for table in DOCUMENT_TABLES
            for split in self._options.splits.names
            for shard, slices in by_shard.items()
        ]
        written: list[ReleaseFile] = self._all("writing", write_document_shard, tasks)
        entities = _sum(part.entities for part in made)
        return [*written, write_entities(entities, self._writer.folder, self._options.withdrawn.entities)]


def _batches(sources: Iterable[Source]) -> list[list[Source]]:
    """Sources in order, some MB in each batch."""
    batches: list[list[Source]] = []
    size = TASK_BYTES
    for source in sources:
        if size >= TASK_BYTES:
            batches.append([])
            size = 0
        batches[-1].append(source)
        size += source.size
    return batches


def _sum(counts: Iterable[dict[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for part in counts:
        total.update(part)
    return dict(sorted(total.items()))


def _nothing_taken(rejects: Sequence[Reject]) -> str:
    if not rejects:
        return "the inputs hold no capture: nothing was written"
    shown = "; ".join(f"{r.capture}: {r.reason}" for r in sorted(rejects)[:5])
    more = f"; and {len(rejects) - 5} more" if len(rejects) > 5 else ""
    return f"none of {len(rejects)} captures could be taken, nothing was written ({shown}{more})"
