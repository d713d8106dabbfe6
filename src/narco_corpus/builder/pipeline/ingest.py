"""First step of a build, run by workers: read captures, parse them, spool the posts and note what identifies them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import BinaryIO

import msgspec

from narco_corpus.builder.captures import Capture, ReadOptions, Source, Unreadable, read_source, to_post
from narco_corpus.builder.merge.key import CaptureKey, key_of
from narco_corpus.builder.post import NotOnePost
from narco_corpus.builder.spool import Ingested, SpoolWriter, write_whole
from narco_corpus.model.url import canonical_url


class Reject(msgspec.Struct, frozen=True, order=True):
    """A capture that was not taken: a line of `rejects.jsonl`."""

    capture: str
    reason: str
    where: str | None = None
    sha256: str | None = None


class IngestResult(msgspec.Struct):
    """What a task read; the posts themselves lie in its spool file, the keys and rejects beside it."""

    name: str
    read: int
    taken: int
    spool_bytes: int


def ingest(name: str, sources: Sequence[Source], reading: ReadOptions, work: Path) -> IngestResult:
    """Read the sources into `<name>.spool`, `<name>.keys` and `<name>.rejects` of the work folder."""
    keys: list[CaptureKey] = []
    rejects: list[Reject] = []

    def write(sink: BinaryIO) -> int:
        spool = SpoolWriter(sink)
        for source in sources:
            for item in read_source(source, reading):
                if isinstance(item, Unreadable):
                    rejects.append(Reject(item.path, item.reason, item.where))
                    continue
                record = _parse(item, rejects)
                if record is not None:
                    keys.append(key_of(record, name, *spool.append(record)))
        return sink.tell()

    size = write_whole(work / f"{name}.spool", write)
    encode = msgspec.msgpack.encode
    write_whole(work / f"{name}.keys", lambda sink: sink.write(encode(keys)))
    write_whole(work / f"{name}.rejects", lambda sink: sink.write(encode(rejects)))
    return IngestResult(name, len(keys) + len(rejects), len(keys), size)


def _parse(capture: Capture, rejects: list[Reject]) -> Ingested | None:
    try:
        post = to_post(capture)
    except NotOnePost as finding:
        rejects.append(Reject(capture.path, finding.reason, finding.where, capture.sha256))
        return None
    return Ingested(
        path=capture.path,
        sha256=capture.sha256,
        url=canonical_url(capture.url) if capture.url else None,
        retrieved_at=capture.retrieved_at,
        license=capture.license,
        post=post,
    )
