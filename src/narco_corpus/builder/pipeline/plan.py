"""Second step of a build: put the articles in order, give each its split, and cut the corpus into shards and slices."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from pathlib import Path
from types import MappingProxyType

import msgspec

from narco_corpus.builder.merge.group import Group, best_of
from narco_corpus.builder.pipeline.options import Splits
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.builder.rows import Article
from narco_corpus.builder.withdraw import NOTHING, Withdrawn, split_comment_id

SHARD_BYTES = 192 << 20
"""Spooled text of a shard at most, on average: some tens of MB of Parquet a file."""
SLICE_BYTES = 4 << 20
"""Spooled text that a worker turns into rows at a time."""


class Planned(msgspec.Struct, array_like=True):
    """An article to be made: what was decided of it, and where its captures' posts are spooled, the best first."""

    article: Article
    places: list[tuple[str, int, int]]
    withdrawn_comments: list[str] = []
    """Own parts of the ids of comments that are withdrawn, here or under another post of the same text."""


def plan_articles(
    groups: Iterable[tuple[Group, str | None]],
    splits: Splits,
    total_bytes: int,
    work: Work,
    near: Path,
    withdrawn: Withdrawn = NOTHING,
    kept_splits: Mapping[str, str] = MappingProxyType({}),
) -> Plan:
    """Write `slice-*.plan` files of articles sorted by id; `near` is a folder on this machine for the sorting.

    A withdrawn article is left out, and so are all that repeat its text. `kept_splits` has the split of articles, by
    the id of their original, that are to stay in another one than they would be given now. Shards and slices are equal
    ranges of `article_id`, a power of two of them, so that one added post touches one slice of one shard.
    """
    shards = _parts(total_bytes, SHARD_BYTES)
    slices = max(shards, _parts(total_bytes, SLICE_BYTES))
    path = near / "plan.sqlite"
    path.unlink(missing_ok=True)
    db = sqlite3.connect(path)
    db.execute("PRAGMA journal_mode=OFF")
    db.execute("PRAGMA synchronous=OFF")
    db.execute("CREATE TABLE article (article_id PRIMARY KEY, planned BLOB, post TEXT)")
    merged = told_apart = 0
    wanted = {*withdrawn.articles, *(split_comment_id(id)[0] for id in withdrawn.comments)}
    posts: dict[str, str] = {}
    """Ids of articles that the ledgers name, and the original whose text they have."""
    for group, original in groups:
        post = original or group.article_id
        planned = _planned(group, original, kept_splits.get(post) or split_of(post, splits))
        db.execute("INSERT INTO article VALUES (?, ?, ?)", (group.article_id, msgspec.msgpack.encode(planned), post))
        merged += len(group.captures) - 1
        told_apart += group.told_apart
        if wanted:
            posts.update({id: post for id in (group.article_id, *group.alias_ids) if id in wanted})
    if wanted:
        db.execute("CREATE INDEX by_post ON article (post)")
    gone = {posts[id] for id in withdrawn.articles if id in posts}
    removed, captures = _remove(db, gone)
    _note_comments(db, withdrawn.comments, posts)
    present = _write_slices(db, slices, work)
    db.close()
    path.unlink()
    return Plan(
        shards=shards,
        slices=slices,
        present=present,
        merged=merged - (captures - len(removed)),
        told_apart=told_apart,
        withdrawn=sorted({*removed, *(id for id, post in posts.items() if post in gone)}),
        withdrawn_captures=captures,
    )


def _parts(total: int, size: int) -> int:
    """The power of two of equal parts of at most that size, on average."""
    parts = 1
    while parts * size < total:
        parts *= 2
    return parts


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be made, and what merging found."""

    shards: int
    slices: int
    present: list[int]
    """The slices that have articles, in order."""
    merged: int
    told_apart: int
    withdrawn: list[str]
    """Ids of the articles that were left out on request, and other ids that the ledgers have for them."""
    withdrawn_captures: int
    """How many captures they were made of."""


def _remove(db: sqlite3.Connection, posts: Collection[str]) -> tuple[list[str], int]:
    """Take the articles that have the text of a withdrawn one out of the plan: their ids, and how many captures."""
    removed: list[str] = []
    captures = 0
    for post in sorted(posts):
        for article_id, planned in db.execute("SELECT article_id, planned FROM article WHERE post = ?", (post,)):
            removed.append(article_id)
            captures += len(msgspec.msgpack.decode(planned, type=Planned).places)
        db.execute("DELETE FROM article WHERE post = ?", (post,))
    return removed, captures


def _note_comments(db: sqlite3.Connection, comments: Iterable[str], posts: Mapping[str, str]) -> None:
    """Note the withdrawn comments with the articles that may hold them: theirs, and all posts of the same text."""
    own_parts: dict[str, set[str]] = {}
    for article_id, own in map(split_comment_id, comments):
        if article_id in posts:
            own_parts.setdefault(posts[article_id], set()).add(own)
    for post, owns in own_parts.items():
        rows = db.execute("SELECT article_id, planned FROM article WHERE post = ?", (post,)).fetchall()
        for article_id, planned in rows:
            item = msgspec.msgpack.decode(planned, type=Planned)
            item.withdrawn_comments = sorted(owns)
            changed = (msgspec.msgpack.encode(item), article_id)
            db.execute("UPDATE article SET planned = ? WHERE article_id = ?", changed)


def _planned(group: Group, original: str | None, split: str) -> Planned:
    best = group.captures[0]
    article = Article(
        article_id=group.article_id,
        alias_ids=group.alias_ids,
        duplicate_of=original,
        split=split,
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


def slice_of(article_id: str, slices: int) -> int:
    """The range of ids that an article falls into."""
    return int(article_id[2:10], 16) * slices >> 32


def slice_name(number: int) -> str:
    """Name of a slice, its task and its files."""
    return f"slice-{number:06d}"


def _write_slices(db: sqlite3.Connection, slices: int, work: Work) -> list[int]:
    present: list[int] = []
    rows = db.execute("SELECT article_id, planned FROM article ORDER BY article_id")
    for number, members in groupby(rows, key=lambda row: slice_of(row[0], slices)):
        planned = [msgspec.Raw(blob) for _, blob in members]
        work.put(f"{slice_name(number)}.plan", msgspec.msgpack.encode(planned))
        present.append(number)
    return present
