"""Third step of a build, run by workers: turn the posts of a slice into checked rows, as Arrow files."""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import BinaryIO

import msgspec
import pyarrow as pa

from narco_corpus.builder.check import DocumentChecker
from narco_corpus.builder.merge.group import best_of
from narco_corpus.builder.merge.unite import unite
from narco_corpus.builder.pipeline.ingest import Reject
from narco_corpus.builder.pipeline.options import BuildOptions
from narco_corpus.builder.pipeline.plan import Planned
from narco_corpus.builder.pipeline.update import remembering
from narco_corpus.builder.pipeline.watch import MAKING, Bounds, OverdueError, Watch
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.builder.recognise import load_recogniser
from narco_corpus.builder.recognise.mention import Recogniser
from narco_corpus.builder.rows import Document, Row, make_document
from narco_corpus.builder.spool import Ingested, decode_record
from narco_corpus.builder.withdraw import withdrawn_comments
from narco_corpus.builder.write.tables import to_arrow

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
    """Ids of the comments that were left out on request."""


def make_slice(task: MakeTask) -> MakeResult:
    """Make the documents of a slice; one that breaks a rule or its bounds is set aside with the reason."""
    encoded = task.work.read(f"{task.name}.plan")
    fingerprint = hashlib.sha256(f"{task.build}\n".encode() + encoded).hexdigest()
    if (before := task.work.finished(task.name, fingerprint, MakeResult)) is not None:
        return before
    planned = msgspec.msgpack.decode(encoded, type=list[Planned])
    recogniser = remembering(load_recogniser(task.options.recogniser), task.name, task.work)
    checker = DocumentChecker()
    rows: dict[str, dict[str, list[Row]]] = {t: {s: [] for s in task.options.splits.names} for t in DOCUMENT_TABLES}
    masks: Counter[str] = Counter()
    entities: Counter[str] = Counter()
    rejects: list[Reject] = []
    withdrawn: list[str] = []
    records = _records(planned, task.work)
    with Watch(task.work, task.name, task.bounds) as watch:
        for number, item in enumerate(planned):
            captures = [records.pop(place) for place in item.places]
            made = _made(number, item, captures, recogniser, checker, task, watch)
            if isinstance(made, list):
                rejects += made
                continue
            document, masked, gone = made
            masks += masked
            withdrawn += gone
            entities.update(m["entity_id"] for m in document["mentions"] if m["entity_id"])
            split = item.article.split
            rows["articles"][split].append(document["article"])
            rows["comments"][split] += document["comments"]
            rows["entity_mentions"][split] += document["mentions"]
    for table, by_split in rows.items():
        for split, table_rows in by_split.items():
            _write_arrow(to_arrow(table, table_rows), f"{task.name}.{table}.{split}.arrow", task.work)
            table_rows.clear()
    result = MakeResult(task.name, dict(masks), dict(entities), rejects, withdrawn)
    task.work.finish(task.name, fingerprint, result)
    return result


def _made(
    number: int,
    item: Planned,
    captures: list[bytes],
    recogniser: Recogniser,
    checker: DocumentChecker,
    task: MakeTask,
    watch: Watch,
) -> tuple[Document, Counter[str], list[str]] | list[Reject]:
    """The document of one article, its masks and the comments left out of it on request; or its captures as rejects."""
    reason, pointer = watch.condemned(number, MAKING), None
    if reason is None:
        try:
            with watch.at(number, MAKING):
                taken = [decode_record(data) for data in captures]
                item.article.license = best_of([c.license for c in taken])
                item.article.retrieved_at = best_of([c.retrieved_at for c in taken])
                post = unite([c.post for c in taken])
                gone = withdrawn_comments(item.article.article_id, post, item.withdrawn_comments)
                document, masked = make_document(
                    item.article,
                    post,
                    recogniser,
                    task.options.min_confidence,
                    withdrawn_comments=gone,
                    withdrawn_entities=task.options.withdrawn.entities,
                )
                faults = checker.check(document)
                if not faults:
                    return document, masked, sorted(gone)
            reason, pointer = f"the document made from it breaks the schema: {faults[0].message}", faults[0].pointer
        except (OverdueError, MemoryError) as error:
            reason = watch.why(error)
    records: list[Ingested] = [decode_record(data) for data in captures]
    return [Reject(r.path, reason, pointer, r.sha256) for r in records]


def _records(planned: list[Planned], work: Work) -> dict[tuple[str, int, int], bytes]:
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
