"""Third step of a build, run by workers: turn the posts of a slice into checked rows, as Arrow files."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import BinaryIO

import msgspec
import pyarrow as pa

from narco_corpus.builder.check.columns import ColumnChecker
from narco_corpus.builder.check.document import DocumentChecker
from narco_corpus.builder.document import Document, in_tables
from narco_corpus.builder.merge.unite import unite
from narco_corpus.builder.pipeline.handed import with_handed
from narco_corpus.builder.pipeline.ingest import Reject
from narco_corpus.builder.pipeline.options import BuildOptions
from narco_corpus.builder.pipeline.plan import Planned
from narco_corpus.builder.pipeline.update import remembering
from narco_corpus.builder.pipeline.watch import MAKING, Bounds, OverdueError, Watch, uncollected
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.builder.recognise import load_recogniser
from narco_corpus.builder.recognise.mention import Recogniser
from narco_corpus.builder.rows import make_document
from narco_corpus.builder.spool import decode_record
from narco_corpus.builder.write.tables import columns_to_arrow

DOCUMENT_TABLES = ("articles", "comments", "entity_mentions")


class MakeTask(msgspec.Struct, frozen=True, kw_only=True):
    """A slice of the corpus to make: the articles of `<name>.plan`."""

    name: str
    options: BuildOptions
    bounds: Bounds
    build: str
    """Hash of what decides the results besides the plan."""
    work: Work


class MakeResult(msgspec.Struct):
    """Counts of a slice; its rows lie in `<slice>.<table>.<split>.arrow` of the work folder."""

    name: str
    masks: dict[str, int]
    entities: dict[str, int]
    """Mentions by entity id."""
    rejects: list[Reject]
    withdrawn: list[str]
    """Ids of the comments that were left out on request, and other ids that captures would give them."""


@uncollected()
def make_slice(task: MakeTask) -> MakeResult:
    """Make the documents of a slice; one that breaks a rule or its bounds is set aside with the reason."""
    encoded = task.work.read(f"{task.name}.plan")
    fingerprint = hashlib.sha256(f"{task.build}\n".encode() + encoded).hexdigest()
    if (before := task.work.finished(task.name, fingerprint, MakeResult)) is not None:
        return before
    with with_handed(task.options.knowledge, task.work):
        result = _make_slice(task, msgspec.msgpack.decode(encoded, type=list[Planned]), fingerprint)
    task.work.finish(task.name, fingerprint, result)
    pa.default_memory_pool().release_unused()  # it would keep what slices freed, and hold it while shards are written
    return result


def _make_slice(task: MakeTask, planned: Sequence[Planned], fingerprint: str) -> MakeResult:
    recogniser = remembering(load_recogniser(task.options.recogniser), task.name, task.work)
    made: dict[str, list[_Made]] = {split: [] for split in task.options.splits.names}
    rejects: list[Reject] = []
    records = _records(planned, task.work)
    with Watch(task.work, task.name, fingerprint, task.bounds) as watch:
        for number, item in enumerate(planned):
            captures = [records.pop(place) for place in item.places]
            found = _made(number, item, captures, recogniser, task, watch)
            if isinstance(found, _Made):
                made[item.article.split].append(found)
            else:
                rejects += found
    checker = ColumnChecker(DOCUMENT_TABLES)
    for split, some in made.items():
        tables = in_tables([one.document for one in some])
        if not checker.are_sound([one.document for one in some], tables):
            some[:], faulty = _faultless(some, task.work)
            rejects += faulty
            tables = in_tables([one.document for one in some])
        for table, columns in tables.items():
            _write_arrow(columns_to_arrow(table, columns), f"{task.name}.{table}.{split}.arrow", task.work)
    documents = [one for some in made.values() for one in some]
    if any(one.document.withdrawn for one in documents):
        said = sorted({run for one in documents for run in one.document.withdrawn})
        task.work.put(withdrawn_name(task.name), msgspec.msgpack.encode(said))
    return _counted(task.name, documents, rejects)


def withdrawn_name(slice_: str) -> str:
    """Name of a slice's file of the words of comments that are left out; there is none if none is."""
    return f"{slice_}.withdrawn"


class _Made(msgspec.Struct, frozen=True):
    """A document, what it was made of and the ids of the comments left out of it on request."""

    document: Document
    item: Planned
    withdrawn: Collection[str]


def _made(
    number: int, item: Planned, captures: list[bytes], recogniser: Recogniser, task: MakeTask, watch: Watch
) -> _Made | list[Reject]:
    """The document of one article; or its captures as rejects, where it goes beyond its bounds."""
    reason = watch.condemned(number, MAKING)
    if reason is None:
        try:
            with watch.at(number, MAKING):
                taken = [decode_record(data) for data in captures]
                # Of the capture that the row names: when another one was fetched, and what was granted for it, says
                # nothing of this one.
                item.article.license = taken[0].license
                item.article.retrieved_at = taken[0].retrieved_at
                post = unite([c.post for c in taken])
                document, gone = make_document(
                    item.article,
                    post,
                    recogniser,
                    task.options.min_confidence,
                    earlier=item.earlier,
                    withdrawn_comments=item.withdrawn_comments,
                    article_ids=item.article_ids,
                    withdrawn=task.options.withdrawn,
                )
                return _Made(document, item, gone)
        except (OverdueError, MemoryError) as error:
            reason = watch.why(error)
    return _rejected(captures, reason)


def _rejected(captures: Iterable[bytes], reason: str, pointer: str | None = None) -> list[Reject]:
    return [Reject(r.path, reason, pointer, r.sha256) for r in map(decode_record, captures)]


def _faultless(made: Sequence[_Made], work: Work) -> tuple[list[_Made], list[Reject]]:
    """The documents that have no fault, and the captures of the others."""
    checker = DocumentChecker()
    kept: list[_Made] = []
    rejects: list[Reject] = []
    for one in made:
        if faults := checker.check(one.document.in_rows(), gaps=bool(one.withdrawn)):
            reason = f"the document made from it breaks the schema: {faults[0].message}"
            rejects += _rejected(_records([one.item], work).values(), reason, faults[0].pointer)
        else:
            kept.append(one)
    return kept, rejects


def _counted(name: str, made: Sequence[_Made], rejects: list[Reject]) -> MakeResult:
    masks: Counter[str] = Counter()
    entities: Counter[str] = Counter()
    for one in made:
        masks.update(one.document.masks)
        entities.update(filter(None, one.document.mentions["entity_id"]))
    withdrawn = [comment for one in made for comment in sorted(one.withdrawn)]
    return MakeResult(name, dict(masks), dict(entities), rejects, withdrawn)


def _records(planned: Sequence[Planned], work: Work) -> dict[tuple[str, int, int], bytes]:
    """The spooled posts of a slice by their place; each spool is opened once, so that few files are open at a time."""
    by_spool: dict[str, list[tuple[int, int]]] = {}
    for item in planned:
        for spool, offset, length in item.places:
            by_spool.setdefault(spool, []).append((offset, length))
    found = {}
    for spool, ranges in sorted(by_spool.items()):
        ranges.sort()
        for (offset, length), data in zip(ranges, work.read_ranges(f"{spool}.spool", ranges), strict=True):
            found[spool, offset, length] = data
    return found


def _write_arrow(table: pa.Table, name: str, work: Work) -> None:
    def write(sink: BinaryIO) -> None:
        with pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)

    work.write(name, write)
