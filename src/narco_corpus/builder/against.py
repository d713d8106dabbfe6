"""A build against the release before it: the version that is due, splits that stay, ids that were known."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from narco_corpus.builder.withdraw import table_of
from narco_corpus.compare import Version, compare, side_of
from narco_corpus.errors import UsageError
from narco_corpus.model.manifest import Manifest
from narco_corpus.model.schema import key_of
from narco_corpus.release import FolderStorage, Release, open_release
from narco_corpus.scanning import scanning
from narco_corpus.table import Table


class Previous:
    """The release before the one that is built."""

    def __init__(self, address: str | os.PathLike[str]) -> None:
        self._release = open_release(address)
        manifest = self._release.manifest
        Version.parse(manifest.data_version, self._release.storage.name)
        self.removals = manifest.removals
        """Ids that it states as withdrawn; they stay so."""

    def knows(self, id: str) -> bool:
        """Whether it states an id as withdrawn or holds it, as an article's alias too."""
        if id in self.removals:
            return True
        import polars as pl

        table = table_of(id)
        is_it = pl.col(key_of(table)) == id
        if table == "articles":
            is_it |= pl.col("alias_ids").list.contains(id)
        with scanning(self._release.storage.name):
            return bool(Table(self._release, table).scan().select(is_it.any()).collect().item())

    def kept_splits(self, names: list[str], split_of: Callable[[str], str]) -> dict[str, str]:
        """The split of each original article that it has in another one than `split_of` draws.

        Raises `UsageError` where it has rows in a split that is not among the names.
        """
        import polars as pl

        used = [split for split, rows in self._release.manifest.tables["articles"].splits.items() if rows]
        if missing := [split for split in used if split not in names]:
            raise UsageError(
                f"{self._release.storage.name} has articles in {', '.join(missing)}: give --splits with a share for it"
            )
        rows = Table(self._release, "articles").scan().select(pl.coalesce("duplicate_of", "article_id"), "split")
        with scanning(self._release.storage.name):
            return {id: split for id, split in rows.collect().iter_rows() if split_of(id) != split}

    def next_version(self, folder: Path, draft: Manifest) -> str:
        """The data version of a release whose shards lie in a folder and whose manifest is a draft.

        It is the same version where nothing at all differs.
        """
        before = side_of(self._release)
        made = side_of(Release(FolderStorage(folder), draft))
        return compare(before, replace(made, version=before.version), limit=0).due
