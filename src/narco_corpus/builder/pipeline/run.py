"""One run of a build: ingest, group, plan, make, write; the parent holds paths and counts, workers hold texts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import closing
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from narco_corpus.builder.captures import LeftOut, Source
from narco_corpus.builder.knowledge.version import knowledge_version
from narco_corpus.builder.merge.group import group_captures
from narco_corpus.builder.merge.index import KeyIndex
from narco_corpus.builder.merge.key import CaptureKey
from narco_corpus.builder.pipeline.decided import Decided, Made
from narco_corpus.builder.pipeline.held_words import find_held, held_tasks
from narco_corpus.builder.pipeline.history import History
from narco_corpus.builder.pipeline.ingest import IngestResult, IngestTask, Reject, ingest
from narco_corpus.builder.pipeline.make import DOCUMENT_TABLES, MakeTask, make_slice
from narco_corpus.builder.pipeline.options import BuildOptions
from narco_corpus.builder.pipeline.place import code_version, fetch
from narco_corpus.builder.pipeline.plan import Plan, plan_articles, slice_name
from narco_corpus.builder.pipeline.report import BuildReport, nothing_taken
from narco_corpus.builder.pipeline.shards import (
    EntitiesTask,
    ShardTask,
    shard_name,
    write_document_shard,
    write_entity_shard,
)
from narco_corpus.builder.pipeline.told import Held, added, together
from narco_corpus.builder.pipeline.update import recall, recall_tasks
from narco_corpus.builder.pipeline.watch import Bounds
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.builder.pipeline.workers import LocalWorkers, Task, run_all
from narco_corpus.builder.recognise import choose_recogniser
from narco_corpus.builder.write.facts import BuildFacts
from narco_corpus.builder.write.release_folder import ReleaseWriter
from narco_corpus.errors import RefusedInputsError
from narco_corpus.model.about import About
from narco_corpus.model.manifest import ReleaseFile
from narco_corpus.progress import Watcher
from narco_corpus.release import FolderStorage, Release

T = TypeVar("T")
TASK_BYTES = 4 << 20
"""Input that a worker reads at a time, about."""


class Run:
    """One run, step by step."""

    def __init__(
        self,
        options: BuildOptions,
        bounds: Bounds,
        work: Work,
        near: Path,
        writer: ReleaseWriter,
        pool: Executor | LocalWorkers | None,
        watcher: Watcher,
        history: History,
        earlier: Release | None,
        about: About | None,
    ) -> None:
        """`work` is what steps hand on, `near` a folder on this machine; `earlier` is the release that is updated."""
        self._about = about
        self._history = history
        if history.previous is not None:
            history.previous.check_splits(options.splits.names)
        self._options = options
        self._bounds = bounds
        self._work = work
        self._near = near
        self._writer = writer
        self._pool = pool
        self._watcher = watcher
        self._earlier = earlier
        self._recogniser = choose_recogniser(options.recogniser)
        self._hash = hashlib.sha256(
            f"{code_version()} {self._recogniser.version} {knowledge_version()}\n".encode()
            + msgspec.json.encode(options)
        ).hexdigest()

    def run(self, sources: Sequence[Source]) -> BuildReport:
        """Build the release of the sources and put it into place."""
        with closing(self._index()) as index:
            ingested = self._ingest(sources, index)
            rejects = [reject for task in ingested for reject in self._load(f"{task.name}.rejects", Reject)]
            left_out = sum((task.left_out for task in ingested), LeftOut())
            decided = self._decide(index, ingested, rejects, left_out)
        plan = decided.plan
        notes = sorted((each for each in rejects if not each.is_capture), key=Reject.place)
        rejects = sorted(each for each in rejects + decided.excluded if each.is_capture)
        held = self._held(decided)
        facts = self._facts(decided, ingested, left_out, rejects, notes)
        shards = self._write(plan, decided.made)
        if isinstance(self._pool, LocalWorkers):
            self._pool.close()  # what they hold is free before the release is read through
        self._watcher.step("finishing", 1)
        manifest = self._writer.finish(shards, facts, self._history.next_version)
        self._watcher.advance()
        return BuildReport(
            manifest=manifest,
            rejects=rejects,
            notes=notes,
            tables=together(task.tables for task in ingested),
            unused=together(task.unused for task in ingested),
            passed=together(task.passed for task in ingested),
            partial=added(task.partial for task in ingested),
            told_apart=plan.told_apart,
            unlike=plan.unlike,
            missing=self._history.missing(Release(FolderStorage(self._writer.out), manifest)),
            held=held,
            left_out=left_out,
        )

    def _held(self, decided: Decided) -> list[Held]:
        """What still holds words of what was withdrawn, that which holds most first."""
        tasks = held_tasks(decided.plan, decided.made.leaving_out, self._options.splits.names, self._work)
        return sorted(each for some in self._all("comparing", find_held, tasks) for each in some) if tasks else []

    def _decide(
        self, index: KeyIndex, ingested: Sequence[IngestResult], rejects: Sequence[Reject], left_out: LeftOut
    ) -> Decided:
        """Which articles the release has, made; decided anew without the captures that are refused while they are made,
        so that nothing refers to an article that is not there."""
        excluded: list[Reject] = []
        while True:
            with closing(index):
                if excluded:
                    for task in ingested:
                        index.load(self._load(f"{task.name}.keys", CaptureKey))
                inputs_sha256 = self._close_loading(index, rejects, excluded)
                taken = len(index)
                if not taken:
                    raise RefusedInputsError(nothing_taken([*rejects, *excluded], left_out))
                plan = plan_articles(
                    group_captures(index, self._options.withdrawn.articles),
                    self._options.splits,
                    index.total_size(),
                    self._work,
                    self._near,
                    self._options.withdrawn,
                )
            made = self._make(plan, ingested)
            if not made.rejects:
                return Decided(plan=plan, made=made, inputs_sha256=inputs_sha256, taken=taken, excluded=excluded)
            excluded += made.rejects
            index = self._index()

    def _index(self) -> KeyIndex:
        return KeyIndex(self._near / "keys.sqlite")

    def _facts(
        self,
        decided: Decided,
        ingested: Sequence[IngestResult],
        left_out: LeftOut,
        rejects: Sequence[Reject],
        notes: Sequence[Reject],
    ) -> BuildFacts:
        """What the release says of this build."""
        plan, made = decided.plan, decided.made
        return BuildFacts(
            data_version=self._options.data_version,
            about=self._about,
            recogniser=self._recogniser.name,
            recogniser_version=self._recogniser.version,
            min_confidence=self._options.min_confidence,
            knowledge_version=knowledge_version(),
            own_knowledge=self._options.knowledge,
            inputs_sha256=decided.inputs_sha256,
            captures_read=sum(task.read for task in ingested),
            captures_taken=decided.taken - len(plan.withdrawn_places),
            captures_withdrawn=len(plan.withdrawn_places),
            captures_merged=plan.merged,
            captures_not_matching=left_out.other_url + left_out.no_url,
            masks=dict(sorted(made.masks.items())),
            shares=self._options.splits.shares if len(self._options.splits.names) > 1 else {},
            rejects=[reject.line() for reject in rejects],
            notes=[note.line() for note in notes],
            removals=self._history.removed(plan.withdrawn, made.withdrawn),
        )

    def _all(self, label: str, function: Callable[[Any], T], tasks: Sequence[Task]) -> Iterator[T]:
        """The results of the tasks as they come."""
        self._watcher.step(label, len(tasks))
        return run_all(self._pool, function, tasks, self._watcher.advance)

    def _ingest(self, sources: Sequence[Source], index: KeyIndex) -> list[IngestResult]:
        """Read all sources; the index takes the keys of each task while workers are at others."""
        tasks = [
            IngestTask(
                name=f"ingest-{n:06d}",
                sources=batch,
                reading=self._options.reading,
                bounds=self._bounds,
                build=self._hash,
                work=self._work,
            )
            for n, batch in enumerate(_batches(sources))
        ]
        ingested: list[IngestResult] = []
        for result in self._all("reading", ingest, tasks):
            index.load(self._load(f"{result.name}.keys", CaptureKey))
            ingested.append(result)
        return sorted(ingested, key=lambda result: result.name)

    def _make(self, plan: Plan, ingested: Sequence[IngestResult]) -> Made:
        self._recall(plan)
        inputs = hashlib.sha256("".join(task.fingerprint for task in ingested).encode()).hexdigest()
        tasks = [
            MakeTask(
                name=slice_name(n),
                options=self._options,
                bounds=self._bounds,
                build=f"{self._hash} {inputs}",
                work=self._work,
            )
            for n in plan.present
        ]
        made = Made()
        for part in self._all("recognising", make_slice, tasks):
            made.add(part)
        return made

    def _recall(self, plan: Plan) -> None:
        """Sort what the earlier release knows into the slices of this build."""
        for name in self._work.names("slice-"):
            if ".known-" in name:
                self._work.remove(name)
        if self._earlier is not None:
            tasks = recall_tasks(self._earlier, plan.slices, self._work)
            for _ in self._all("looking up", recall, tasks):
                pass

    def _load(self, name: str, kind: type[T]) -> list[T]:
        return msgspec.msgpack.decode(self._work.read(name), type=list[kind])  # type: ignore[valid-type]

    def _close_loading(self, index: KeyIndex, rejects: Sequence[Reject], excluded: Sequence[Reject]) -> str:
        """Close the loading of the index, without those that are excluded; the hash of all inputs, taken or not."""
        index.close_loading((reject.capture for reject in excluded), self._history.previous)
        digest = hashlib.sha256()
        for sha256, path in index.contents():
            digest.update(f"{sha256} {path}\n".encode())
        digest.update(b"rejected\n")
        for reject in sorted([*rejects, *excluded]):
            digest.update(f"{reject.sha256 or '-'} {reject.capture}\n".encode("utf-8", "backslashreplace"))
        return digest.hexdigest()

    def _write(self, plan: Plan, made: Made) -> list[ReleaseFile]:
        by_shard: dict[int, list[str]] = {n: [] for n in range(plan.shards)}
        for number in plan.present:
            by_shard[number * plan.shards // plan.slices].append(slice_name(number))
        tasks = [
            ShardTask(
                name=f"shard-{table}-{split}-{shard:05d}",
                table=table,
                split=split,
                shard=shard,
                shards=plan.shards,
                slices=slices,
                work=self._work,
                folder=str(self._writer.folder) if self._work.folder else None,
            )
            for table in DOCUMENT_TABLES
            for split in self._options.splits.names
            for shard, slices in by_shard.items()
        ]
        written = list(self._all("writing", write_document_shard, tasks))
        if self._work.folder is None:
            for file in written:
                fetch(self._work, shard_name(file), self._writer.folder / file.path)
        entities = EntitiesTask(
            name="shard-entities",
            mentions=dict(made.entities),
            withdrawn=self._options.withdrawn.entities,
            knowledge=self._options.knowledge,
            work=self._work,
            folder=str(self._writer.folder),
        )
        near = self._pool if isinstance(self._pool, LocalWorkers) else None  # others may see no folder of this machine
        return [*written, *run_all(near, write_entity_shard, [entities], lambda: None)]


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
