"""Third step of a build, run by workers: turn the posts of a slice into checked rows, as Arrow files."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import BinaryIO

import msgspec
import pyarrow as pa

from narco_corpus.builder.check import DocumentChecker
from narco_corpus.builder.merge.group import best_of
from narco_corpus.builder.merge.unite import unite
from narco_corpus.builder.pipeline.ingest import Reject
from narco_corpus.builder.pipeline.options import BuildOptions
from narco_corpus.builder.pipeline.plan import Planned, Slice
from narco_corpus.builder.recognise import load_recogniser
from narco_corpus.builder.rows import Row, make_document
from narco_corpus.builder.spool import Ingested, read_record, write_whole
from narco_corpus.builder.withdraw import withdrawn_comments
from narco_corpus.builder.write.tables import to_arrow

DOCUMENT_TABLES = ("articles", "comments", "entity_mentions")


class MakeResult(msgspec.Struct):
    """Counts of a slice; its rows lie in `<slice>.<table>.<split>.arrow` of the work folder."""

    name: str
    masks: dict[str, int]
    entities: dict[str, int]
    """Mentions by entity id."""
    rejects: list[Reject]
    withdrawn: list[str]
    """Ids of the comments that were left out on request."""


def make_slice(part: Slice, options: BuildOptions, work: Path) -> MakeResult:
    """Make the documents of a slice; one that breaks a rule is set aside with the first fault."""
    recogniser = load_recogniser(options.recogniser)
    checker = DocumentChecker()
    rows: dict[str, dict[str, list[Row]]] = {t: {s: [] for s in options.splits.names} for t in DOCUMENT_TABLES}
    masks: Counter[str] = Counter()
    entities: Counter[str] = Counter()
    rejects: list[Reject] = []
    withdrawn: list[str] = []
    planned = msgspec.msgpack.decode((work / f"{part.name}.plan").read_bytes(), type=list[Planned])
    spools: dict[str, BinaryIO] = {}
    try:
        for item in planned:
            captures = [_record(place, spools, work) for place in item.places]
            item.article.license = best_of([c.license for c in captures])
            item.article.retrieved_at = best_of([c.retrieved_at for c in captures])
            post = unite([c.post for c in captures])
            gone = withdrawn_comments(item.article.article_id, post, item.withdrawn_comments)
            document, masked = make_document(
                item.article,
                post,
                recogniser,
                options.min_confidence,
                withdrawn_comments=gone,
                withdrawn_entities=options.withdrawn.entities,
            )
            faults = checker.check(document)
            if faults:
                reason = f"the document made from it breaks the schema: {faults[0].message}"
                rejects += [Reject(c.path, reason, faults[0].pointer, c.sha256) for c in captures]
                continue
            masks += masked
            withdrawn += sorted(gone)
            entities.update(m["entity_id"] for m in document["mentions"] if m["entity_id"])
            split = item.article.split
            rows["articles"][split].append(document["article"])
            rows["comments"][split] += sorted(document["comments"], key=lambda r: r["comment_id"])
            rows["entity_mentions"][split] += sorted(document["mentions"], key=lambda r: r["mention_id"])
    finally:
        for spool in spools.values():
            spool.close()
    for table, by_split in rows.items():
        for split, table_rows in by_split.items():
            _write_arrow(to_arrow(table, table_rows), work / f"{part.name}.{table}.{split}.arrow")
    return MakeResult(part.name, dict(masks), dict(entities), rejects, withdrawn)


def _record(place: tuple[str, int, int], spools: dict[str, BinaryIO], work: Path) -> Ingested:
    name, offset, length = place
    if name not in spools:
        spools[name] = (work / f"{name}.spool").open("rb")
    return read_record(spools[name], offset, length)


def _write_arrow(table: pa.Table, path: Path) -> None:
    def write(sink: BinaryIO) -> None:
        with pa.ipc.new_file(sink, table.schema) as writer:
            writer.write_table(table)

    write_whole(path, write)
