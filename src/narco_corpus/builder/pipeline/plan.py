"""Second step of a build: put the articles in order, give each its split, and cut the corpus into shards and slices."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterable
from contextlib import closing
from itertools import groupby
from pathlib import Path

import msgspec

from narco_corpus.builder.merge.earlier import EarlierComment
from narco_corpus.builder.merge.group import Group
from narco_corpus.builder.merge.unite import best_of
from narco_corpus.builder.pipeline.claims import Claims
from narco_corpus.builder.pipeline.options import Splits
from narco_corpus.builder.pipeline.told import Told
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.builder.rows import Article
from narco_corpus.builder.withdraw import NOTHING, Withdrawals
from narco_corpus.model.ids import split_comment_id

SHARD_BYTES = 192 << 20
"""Spooled text of a shard at most, on average: some tens of MB of Parquet a file."""
SLICE_BYTES = 4 << 20
"""Spooled text that a worker turns into rows at a time."""


class Planned(msgspec.Struct, array_like=True):
    """An article to be made: what was decided of it, and where its captures' posts are spooled, the best first."""

    article: Article
    places: list[tuple[str, int, int]]
    earlier: list[EarlierComment] = []
    """The comments that the earlier release has of it."""
    withdrawn_comments: list[str] = []
    """Ids of comments that are withdrawn, here or under another post of the same text."""
    article_ids: list[str] = []
    """If there are such: all ids that captures of the article could give it, but those of others."""


def plan_articles(
    groups: Iterable[tuple[Group, str | None]],
    splits: Splits,
    total_bytes: int,
    work: Work,
    near: Path,
    withdrawn: Withdrawals = NOTHING,
) -> Plan:
    """Write `slice-*.plan` files of articles sorted by id; `near` is a folder on this machine for the sorting.

    A withdrawn article is left out, and so are all that repeat its text. A post and all that repeat it are in the split
    that the earlier release has for it; if it is not there, in that of the first of them by id that is. Shards and
    slices are equal ranges of `article_id`, a power of two of them, so that one added post touches one slice of one
    shard.
    """
    shards = _parts(total_bytes, SHARD_BYTES)
    slices = max(shards, _parts(total_bytes, SLICE_BYTES))
    path = near / "plan.sqlite"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode=OFF")
        db.execute("PRAGMA synchronous=OFF")
        db.execute("CREATE TABLE article (article_id PRIMARY KEY, planned BLOB, post TEXT, split TEXT, names TEXT)")
        merged = 0
        told_apart, unlike = Told(), Told()
        claims = Claims(withdrawn)
        for group, original in groups:
            post = original or group.article_id
            planned = msgspec.msgpack.encode(_planned(group, original, split_of(post, splits)))
            names = claims.note(group, post)
            row = (group.article_id, planned, post, group.split, " ".join(names))
            db.execute("INSERT INTO article VALUES (?, ?, ?, ?, ?)", row)
            merged += len(group.captures) - 1
            if group.told_apart:
                told_apart.add(group.captures[0].path)
            for unlike_path in group.unlike:
                unlike.add(unlike_path)
        db.execute("CREATE INDEX by_post ON article (post)")
        removed = _remove(db, claims.posts(withdrawn.articles))
        _note_comments(db, withdrawn.comments, claims)
        present = _write_slices(db, slices, work)
    path.unlink()
    return Plan(
        shards=shards,
        slices=slices,
        present=present,
        merged=merged - (len(removed.places) - removed.articles),
        told_apart=told_apart,
        unlike=unlike,
        withdrawn=sorted(removed.ids | {id for id in withdrawn.articles if claims.posts([id])}),
        withdrawn_places=removed.places,
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
    told_apart: Told
    unlike: Told
    withdrawn: list[str]
    """Ids of the articles that were left out on request, and other ids that the ledgers have for them."""
    withdrawn_places: list[tuple[str, int, int]]
    """Where the posts of the captures are spooled that they were made of."""


class _Removed(msgspec.Struct):
    articles: int = 0
    places: list[tuple[str, int, int]] = []
    ids: set[str] = set()
    """All ids that captures of them may have, but those of articles that stay."""


def _remove(db: sqlite3.Connection, posts: Iterable[str]) -> _Removed:
    """Take the articles that have the text of a withdrawn one out of the plan."""
    removed = _Removed()
    for post in posts:
        for planned, names in db.execute("SELECT planned, names FROM article WHERE post = ?", (post,)):
            removed.articles += 1
            removed.places += msgspec.msgpack.decode(planned, type=Planned).places
            removed.ids.update(names.split())
        db.execute("DELETE FROM article WHERE post = ?", (post,))
    removed.ids = {id for id in removed.ids if not _is_article(db, id)}
    return removed


def _note_comments(db: sqlite3.Connection, comments: Iterable[str], claims: Claims) -> None:
    """Note the withdrawn comments with the articles that may hold them: theirs, and all posts of the same text."""
    by_post: dict[str, list[str]] = {}
    for id in comments:
        for post in claims.posts([split_comment_id(id)[0]]):
            by_post.setdefault(post, []).append(id)
    for post, ids in by_post.items():
        rows = db.execute("SELECT article_id, planned, names FROM article WHERE post = ?", (post,)).fetchall()
        for article_id, planned, names in rows:
            item = msgspec.msgpack.decode(planned, type=Planned)
            item.withdrawn_comments = sorted(ids)
            item.article_ids = [id for id in names.split() if id == article_id or not _is_article(db, id)]
            changed = (msgspec.msgpack.encode(item), article_id)
            db.execute("UPDATE article SET planned = ? WHERE article_id = ?", changed)


def _is_article(db: sqlite3.Connection, id: str) -> bool:
    return db.execute("SELECT 1 FROM article WHERE article_id = ?", (id,)).fetchone() is not None


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
    return Planned(article, [(k.spool, k.offset, k.size) for k in group.captures], group.comments)


def split_of(cluster: str, splits: Splits) -> str:
    """The split of a post and all that repeat it: a hash of the original's id, which other posts leave as it is."""
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
    # The post itself first, then by id: whose split it is that all of them have.
    db.execute(
        "CREATE TABLE kept AS SELECT post, split FROM (SELECT post, split, row_number() OVER "
        "(PARTITION BY post ORDER BY article_id != post, article_id) AS place FROM article WHERE split IS NOT NULL) "
        "WHERE place = 1"
    )
    db.execute("CREATE INDEX kept_by_post ON kept (post)")
    rows = db.execute(
        "SELECT article_id, planned, kept.split FROM article LEFT JOIN kept USING (post) ORDER BY article_id"
    )
    for number, members in groupby(rows, key=lambda row: slice_of(row[0], slices)):
        planned = [_in_split(blob, split) for _, blob, split in members]
        work.put(f"{slice_name(number)}.plan", msgspec.msgpack.encode(planned))
        present.append(number)
    return present


def _in_split(blob: bytes, split: str | None) -> msgspec.Raw:
    """An encoded plan in this split, if there is one that it is to be in."""
    if split is None:
        return msgspec.Raw(blob)
    planned = msgspec.msgpack.decode(blob, type=Planned)
    planned.article.split = split
    return msgspec.Raw(msgspec.msgpack.encode(planned))
