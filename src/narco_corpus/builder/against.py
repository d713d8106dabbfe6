"""A build against the release before it: the version that is due, splits that stay, ids that were known."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from narco_corpus.builder.merge.earlier import EarlierArticle, EarlierComment
from narco_corpus.builder.merge.key import CaptureKey, capture_key
from narco_corpus.builder.post import Post
from narco_corpus.builder.shard_rows import rows_of
from narco_corpus.builder.spool import Ingested
from narco_corpus.compare import Version, compare, side_of
from narco_corpus.errors import UsageError
from narco_corpus.model import schema
from narco_corpus.model.ids import comment_id, is_from_text, split_comment_id, table_of, text_part
from narco_corpus.model.manifest import Manifest
from narco_corpus.model.protected import is_protected
from narco_corpus.release import FolderStorage, Release, open_release
from narco_corpus.storage.scanning import scanning

if TYPE_CHECKING:
    import polars as pl

_IDENTIFYING = ("article_id", "alias_ids", "url", "title", "published_on", "capture_sha256", "body")


class Previous:
    """The release before the one that is built, with what the package's ledger has withdrawn since."""

    def __init__(self, address: str | os.PathLike[str]) -> None:
        self._release = open_release(address)
        manifest = self._release.manifest
        Version.parse(manifest.data_version, self._release.storage.name)
        self.removals = manifest.removals
        """Ids that it states as withdrawn; they stay so."""

    def known(self, ids: Collection[str]) -> set[str]:
        """Those of the ids that it states as withdrawn or holds, as an article's alias too."""
        import polars as pl

        found = {*ids} & {*self.removals}
        asked: dict[str, list[str]] = {}
        for id in {*ids} - found:
            asked.setdefault(table_of(id), []).append(id)
        with scanning(self._release.storage.name):
            for table, some in asked.items():
                key = pl.col(schema.key_of(table))
                is_it, names = key.is_in(some), key
                if table == "articles":
                    is_it, names = _bears(some), pl.concat_list(key, "alias_ids").explode()
                found.update(self._scan(table).filter(is_it).select(id=names).collect()["id"])
        return found & {*ids}

    def also_known_as(self, ids: Collection[str]) -> set[str]:
        """Under which other ids captures of withdrawn articles and comments that it holds could come back.

        Of an article and all that repeat its text: by URL, by date and title, by text. Of a comment: under those of its
        article, and by its text where it has the page's id. An id that another article bears is not among them.
        """
        import polars as pl

        with scanning(self._release.storage.name):
            found = self._comments_also([id for id in ids if table_of(id) == "comments"])
            if articles := [id for id in ids if table_of(id) == "articles"]:
                post = pl.coalesce("duplicate_of", "article_id")
                named = self._scan("articles").filter(_bears(articles)).select(post.unique()).collect().to_series()
                for names in self._identities(post.is_in(named.to_list())).values():
                    found |= names
        return found

    def _comments_also(self, ids: Collection[str]) -> set[str]:
        import polars as pl

        if not ids:
            return set()
        rows = self._scan("comments").filter(pl.col("comment_id").is_in(sorted(ids)))
        comments = rows.select("article_id", "comment_id", "text").collect()
        identities = self._identities(pl.col("article_id").is_in(comments["article_id"].unique().to_list()))
        found = set()
        for article, id, text in comments.iter_rows():
            own = split_comment_id(id)[1]
            parts = [own] if is_from_text(own) else [own, text_part(text)]
            found |= {comment_id(name, part) for name in identities[article] for part in parts}
        return found

    def _identities(self, condition: pl.Expr) -> dict[str, set[str]]:
        """All ids that captures of each of these articles may have, but those that are of another one."""
        import polars as pl

        rows = self._scan("articles").filter(condition).select(_IDENTIFYING).collect().rows(named=True)
        names = {
            row["article_id"]: {row["article_id"], *row["alias_ids"], *_key(row).later_identities()} for row in rows
        }
        others = ~pl.col("article_id").is_in(sorted(names)) & _bears({id for some in names.values() for id in some})
        held = [
            *rows,
            *self._scan("articles").filter(others).select("article_id", "alias_ids").collect().rows(named=True),
        ]
        holder = {name: row["article_id"] for row in held for name in row["alias_ids"]}
        holder |= {row["article_id"]: row["article_id"] for row in held}
        return {id: {name for name in some if holder.get(name, id) == id} for id, some in names.items()}

    def shares(self) -> dict[str, int]:
        """The shares of its splits in per cent, as it states them; if it does not, about those of its articles."""
        if self._release.manifest.shares:
            return self._release.manifest.shares
        rows = {split: n for split, n in self._release.manifest.tables["articles"].splits.items() if n}
        shares = {split: max(1, 100 * n // sum(rows.values())) for split, n in rows.items()}
        if shares:
            shares[max(rows, key=lambda split: rows[split])] += 100 - sum(shares.values())
        return shares

    def check_splits(self, names: Collection[str]) -> None:
        """Raise `UsageError` where it has articles in a split that is not among the names."""
        used = [split for split, rows in self._release.manifest.tables["articles"].splits.items() if rows]
        if missing := [split for split in used if split not in names]:
            raise UsageError(
                f"{self._release.storage.name} has articles in {', '.join(missing)}: give --splits with a share for it"
            )

    def articles(self) -> Iterator[EarlierArticle]:
        """All its articles, without their texts."""
        columns = ("article_id", "alias_ids", "split", "url", "capture_sha256", "duplicate_captures")
        for row in self._rows("articles", columns):
            captures = [row["capture_sha256"], *row["duplicate_captures"]]
            yield EarlierArticle(row["article_id"], row["alias_ids"], row["split"], row["url"], captures)

    def keys(self, wanted: Callable[[str], bool]) -> Iterator[CaptureKey]:
        """Those articles as if each was a capture."""
        for row in self._rows("articles", _IDENTIFYING):
            if wanted(row["article_id"]):
                yield _key(row)

    def comments(self) -> Iterator[tuple[str, int, EarlierComment]]:
        """All its comments with the article's id and the place in its reading order."""
        for row in self._rows("comments", ("article_id", "position", "comment_id", "number", "parent_id", "text")):
            parent = split_comment_id(row["parent_id"])[1] if row["parent_id"] else None
            own = split_comment_id(row["comment_id"])[1]
            text = row["text"]
            masked = text if is_protected(text) else None
            yield (
                row["article_id"],
                row["position"],
                EarlierComment(own, row["number"], parent, text_part(text), masked),
            )

    def next_version(self, folder: Path, draft: Manifest) -> str:
        """The data version of a release whose shards lie in a folder and whose manifest is a draft.

        It is the same version where nothing at all differs.
        """
        before = side_of(self._release)
        made = side_of(Release(FolderStorage(folder), draft))
        return compare(before, replace(made, version=before.version), limit=0).due

    def missing(self, made: Release) -> tuple[int, str | None]:
        """How many of its articles a release has under no id and does not state as withdrawn, and the first id."""
        import polars as pl

        new, own = side_of(made).scan("articles"), pl.col("article_id")
        names = pl.concat([new.select(id=own), new.select(id=pl.col("alias_ids").explode())])
        lost = (
            self._scan("articles")
            .filter(~_bears(made.manifest.removals))
            .join(names, left_on="article_id", right_on="id", how="anti")
        )
        with scanning(f"articles of {self._release.storage.name} or {made.storage.name}"):
            count, first = lost.select(pl.len(), first=own.min()).collect().row(0)
        return count, first

    def _scan(self, table: str) -> pl.LazyFrame:
        """Its rows, with those that were withdrawn since: their ids are still to be known."""
        return self._release.storage.scan(
            table, self._release.manifest.shards(table), self._release.manifest.schema_version
        )

    def _rows(self, table: str, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
        """The same one by one, so that memory does not grow with the release."""
        for shard in self._release.manifest.shards(table):
            yield from rows_of(self._release.storage.location(shard.path), columns)


def _bears(ids: Collection[str]) -> pl.Expr:
    import polars as pl

    listed = sorted(ids)
    return pl.col("article_id").is_in(listed) | pl.col("alias_ids").list.eval(pl.element().is_in(listed)).list.any()


def _key(row: dict[str, Any]) -> CaptureKey:
    """The key that a capture of this article would have."""
    post = Post(title=row["title"], published_on=row["published_on"], body=row["body"], layout="released")
    record = Ingested(
        path=row["article_id"], sha256=row["capture_sha256"], url=row["url"], retrieved_at=None, license=None, post=post
    )
    return msgspec.structs.replace(capture_key(record, "", 0, 0), released=row["article_id"])
