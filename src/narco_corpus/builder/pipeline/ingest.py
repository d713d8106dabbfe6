"""First step of a build, run by workers: read captures, parse them, spool the posts and note what identifies them."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import msgspec

from narco_corpus.builder.captures import (
    Capture,
    LeftOut,
    PassedOver,
    ReadOptions,
    Source,
    TableRead,
    Unreadable,
    read_files,
    to_post,
)
from narco_corpus.builder.captures.instant import instant
from narco_corpus.builder.captures.sidecar import NAMES, is_sidecar, told_of
from narco_corpus.builder.captures.source import SEPARATOR
from narco_corpus.builder.captures.storage import is_url
from narco_corpus.builder.merge.key import CaptureKey, capture_key
from narco_corpus.builder.pipeline.told import Told, Unused
from narco_corpus.builder.pipeline.watch import PARSING, READING, Bounds, OverdueError, Watch, uncollected
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.builder.post import NotOnePost
from narco_corpus.builder.spool import Ingested, SpoolWriter
from narco_corpus.model.url import archived_at, canonical_url, original_url

_SHOWN = 100
"""Characters of a value at fault that are passed on."""


class Reject(msgspec.Struct, frozen=True, order=True):
    """A capture that was not taken (`rejects.jsonl`), or what is none and could not be used (`notes.jsonl`).

    The latter are rows of manifests, and folders that cannot be looked into.
    """

    capture: str
    reason: str
    where: str | None = None
    sha256: str | None = None
    is_capture: bool = True

    def place(self) -> tuple[str, int, Reject]:
        """What to sort by where lines of one file are told of: the file, then the number of the line."""
        number = re.search(r"\d+", self.where or "")
        return self.capture, int(number[0]) if number else -1, self

    def line(self) -> dict[str, str | None]:
        """What the release has of it."""
        return {"capture" if self.is_capture else "file": self.capture, "reason": self.reason, "where": self.where}


class IngestTask(msgspec.Struct, frozen=True, kw_only=True):
    """Some MB of input to read."""

    name: str
    sources: list[Source]
    reading: ReadOptions
    bounds: Bounds
    build: str
    """Hash of what decides the results besides the inputs."""
    work: Work


class IngestResult(msgspec.Struct):
    """What a task read; the posts themselves lie in its spool file, the keys and rejects beside it."""

    name: str
    fingerprint: str
    read: int
    taken: int
    unused: dict[Unused, Told]
    """Captures of which a value is not taken, by the reason."""
    tables: dict[str, Told]
    """Tables by the columns that are read of them."""
    passed: dict[str, Told]
    """What is no capture or was never seen by readers, by what it is; path of a file that holds it."""
    partial: Told
    """Captures that hold less than a whole post and its comments; path of one."""
    left_out: LeftOut


class _Parsed(NamedTuple):
    """A record and its key, and the values that its capture states and that are not taken."""

    data: bytes
    key: CaptureKey
    unused: dict[Unused, str]


@uncollected()
def ingest(task: IngestTask) -> IngestResult:
    """Read the sources into `<name>.spool`, `<name>.keys` and `<name>.rejects` of the work folder."""
    fingerprint = _fingerprint(task)
    if (before := task.work.finished(task.name, fingerprint, IngestResult)) is not None:
        return before
    keys: list[CaptureKey] = []
    rejects: list[Reject] = []
    unused: dict[Unused, Told] = {}
    tables: dict[str, Told] = {}
    passed: dict[str, Told] = {}
    partial = Told()
    left_out: list[LeftOut] = []

    def write(sink: BinaryIO) -> None:
        spool = SpoolWriter(sink)
        with Watch(task.work, task.name, fingerprint, task.bounds) as watch:
            for found in _posts(task, watch):
                if isinstance(found, Reject):
                    rejects.append(found)
                elif isinstance(found, LeftOut):
                    left_out.append(found)
                elif isinstance(found, TableRead):
                    tables.setdefault(found.columns, Told()).add(found.path)
                elif isinstance(found, PassedOver):
                    passed.setdefault(found.what, Told()).add(found.path, found.count)
                else:
                    for why, value in found.unused.items():
                        unused.setdefault(why, Told()).add(f"{found.key.path}: {value[:_SHOWN]}")
                    if not found.key.complete:
                        partial.add(found.key.path)
                    keys.append(msgspec.structs.replace(found.key, offset=spool.append(found.data)))

    task.work.write(f"{task.name}.spool", write)
    task.work.put(f"{task.name}.keys", msgspec.msgpack.encode(keys))
    task.work.put(f"{task.name}.rejects", msgspec.msgpack.encode(rejects))
    read = len(keys) + sum(reject.is_capture for reject in rejects)
    result = IngestResult(
        name=task.name,
        fingerprint=fingerprint,
        read=read,
        taken=len(keys),
        unused=unused,
        tables=tables,
        passed=passed,
        partial=partial,
        left_out=sum(left_out, LeftOut()),
    )
    task.work.finish(task.name, fingerprint, result)
    return result


def _posts(task: IngestTask, watch: Watch) -> Iterator[Reject | LeftOut | TableRead | PassedOver | _Parsed]:
    """What the captures of a task give, each within the bounds of a document."""
    number = -1
    for source in task.sources:
        for path, captures in read_files(source, task.reading):
            inside = 0
            while True:
                number += 1
                inside += 1
                where = f"capture {inside} and all after it" if source.divided or inside > 1 else None
                if reason := watch.condemned(number, READING):
                    yield Reject(path, reason, where)
                    break
                try:
                    with watch.at(number, READING):
                        item = next(captures, None)
                except (OverdueError, MemoryError) as error:
                    yield Reject(path, watch.why(error), where)
                    break
                if item is None:
                    number -= 1
                    break
                if isinstance(item, (TableRead, PassedOver)):
                    number -= 1
                    inside -= 1
                    yield item
                elif isinstance(item, LeftOut):
                    yield item
                elif isinstance(item, Unreadable):
                    yield Reject(item.path, item.reason, item.where, None, item.is_capture)
                else:
                    yield _parsed(item, number, task.name, watch)


def _parsed(capture: Capture, number: int, spool: str, watch: Watch) -> Reject | _Parsed:
    if reason := watch.condemned(number, PARSING):
        return Reject(capture.path, reason, capture.where, capture.sha256)
    try:
        with watch.at(number, PARSING):
            if capture.url:
                capture.retrieved_at = capture.retrieved_at or instant(archived_at(capture.url))
                capture.url = original_url(capture.url)
            record = Ingested(
                path=capture.path,
                sha256=capture.sha256,
                url=canonical_url(capture.url) if capture.url else None,
                retrieved_at=capture.retrieved_at,
                license=capture.license,
                post=to_post(capture),
            )
            data = msgspec.msgpack.encode(record)
            return _Parsed(data, capture_key(record, spool, 0, len(data)), dict(_unused(capture, record)))
    except NotOnePost as finding:
        where = ", ".join(filter(None, (capture.where, finding.where))) or None
        return Reject(capture.path, finding.reason, where, capture.sha256)
    except (OverdueError, MemoryError) as error:
        return Reject(capture.path, watch.why(error), capture.where, capture.sha256)


def _unused(capture: Capture, record: Ingested) -> Iterator[tuple[Unused, str]]:
    """The values that a capture states and that its record does not have."""
    if unclear := record.post.unclear_day:
        yield Unused.UNCLEAR_DAY, unclear
    elif unread := record.post.unread_day:
        yield Unused.UNREAD_DAY, unread
    if capture.unread_time and not record.retrieved_at:
        yield Unused.UNREAD_TIME, capture.unread_time
    if capture.odd_marks:
        yield Unused.ODD_MARKS, capture.odd_marks
    if capture.guessed_charset:
        yield Unused.GUESSED_CHARSET, capture.guessed_charset
    if capture.form == "fields" and capture.url and record.url is None:
        yield Unused.BAD_URL, capture.url


def _fingerprint(task: IngestTask) -> str:
    """Hash of what the task's results depend on; of files on this machine size and time, as their content would cost
    a reading."""
    digest = hashlib.sha256(task.build.encode())
    # Not as MessagePack: a file name that is no UTF-8 cannot be written in it.
    digest.update(repr((task.sources, task.reading)).encode("utf-8", "surrogatepass"))
    for source in task.sources:
        if is_url(source.root):
            continue
        names = source.names.split(SEPARATOR)
        for name in [*names, source.sidecar] if source.sidecar else names:
            try:
                status = os.stat(f"{source.root}/{name}")  # noqa: PTH116 - a Path for each file doubles the time
                digest.update(b"%d %d\n" % (status.st_size, status.st_mtime_ns))
            except OSError:
                digest.update(b"-\n")
        for name in names:
            if name.rpartition("/")[2] in NAMES and is_sidecar(source.root, name):
                # It is read for what is said of it, and whether its rows fit depends on files of other tasks.
                digest.update(repr(list(told_of(source.root, name, name))).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
