"""Second step of a build: put the articles in order, give each its split, and cut the corpus into shards and slices."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from pathlib import Path

import msgspec

from narco_corpus.builder.merge.group import Group, best_of
from narco_corpus.builder.pipeline.options import Splits
from narco_corpus.builder.rows import Article

SHARD_BYTES = 192 << 20
"""Spooled text of a shard at most, on average: some tens of MB of Parquet a file."""
SLICE_BYTES = 4 << 20
"""Spooled text that a worker turns into rows at a time."""


class Planned(msgspec.Struct, array_like=True):
    """An article to be made: what was decided of it, and where its captures' posts are spooled, the best first."""

    article: Article
    places: list[tuple[str, int, int]]


class Slice(msgspec.Struct, frozen=True):
    """A run of articles of one shard."""

    name: str
    shard: int


def plan_articles(groups: Iterable[tuple[Group, str | None]], splits: Splits, total_bytes: int, work: Path) -> Plan:
    """Write `slice-*.plan` files of articles sorted by id.

    Shards are equal ranges of `article_id`, a power of two of them, so that one added post touches one shard.
    """
    shards = 1
    while shards * SHARD_BYTES < total_bytes:
        shards *= 2
    path = work / "plan.sqlite"
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode=OFF")
    db.execute("CREATE TABLE article (article_id PRIMARY KEY, size INTEGER, planned BLOB) WITHOUT ROWID")
    merged = told_apart = 0
    for group, original in groups:
        planned = _planned(group, original, splits)
        size = sum(length for _, _, length in planned.places)
        db.execute("INSERT INTO article VALUES (?, ?, ?)", (group.article_id, size, msgspec.msgpack.encode(planned)))
        merged += len(group.captures) - 1
        told_apart += group.told_apart
    slices = _write_slices(db, shards, work)
    db.close()
    path.unlink()
    return Plan(shards=shards, slices=slices, merged=merged, told_apart=told_apart)


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be made, and what merging found."""

    shards: int
    slices: list[Slice]
    merged: int
    told_apart: int


def _planned(group: Group, original: str | None, splits: Splits) -> Planned:
    best = group.captures[0]
    article = Article(
        article_id=group.article_id,
        alias_ids=group.alias_ids,
        duplicate_of=original,
        split=split_of(original or group.article_id, splits),
        url=best_of([k.url for k in group.captures]),
        capture_path=best.path,
        capture_sha256=best.sha256,
        duplicate_captures=sorted({k.sha256 for k in group.captures[1:]} - {best.sha256}),
    )
    return Planned(article, [(k.spool, k.offset, k.size) for k in group.captures])


def split_of(cluster: str, splits: Splits) -> str:
    """The split of a post and all that repeat it: a hash of the original's id, so nobody moves as the corpus grows."""
    draw = int.from_bytes(hashlib.sha256(f"split\n{cluster}".encode()).digest()[:8], "big") % 100
    if draw < splits.test:
        return "test"
    return "validation" if draw < splits.test + splits.validation else "train"


def shard_of(article_id: str, shards: int) -> int:
    """The range of ids that an article falls into."""
    return int(article_id[2:10], 16) * shards >> 32


def _write_slices(db: sqlite3.Connection, shards: int, work: Path) -> list[Slice]:
    slices: list[Slice] = []
    pending: list[Planned] = []
    pending_size = 0
    shard = 0

    def flush() -> None:
        nonlocal pending_size
        if pending:
            name = f"slice-{len(slices):06d}"
            (work / f"{name}.plan").write_bytes(msgspec.msgpack.encode(pending))
            slices.append(Slice(name, shard))
            pending.clear()
            pending_size = 0

    for article_id, size, planned in db.execute("SELECT * FROM article ORDER BY article_id"):
        if shard_of(article_id, shards) != shard or pending_size >= SLICE_BYTES:
            flush()
            shard = shard_of(article_id, shards)
        pending.append(msgspec.msgpack.decode(planned, type=Planned))
        pending_size += size
    flush()
    return slices
