"""Reads from a release what is compared with annotated posts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from typing import Any

from narco_corpus.errors import DataError
from narco_corpus.model.layout import DATA_FOLDER

Row = dict[str, Any]

_COLUMNS = {
    "articles": ["article_id", "capture_path", "published_on", "title", "byline", "body"],
    "comments": ["comment_id", "article_id", "number", "parent_id", "addressed_id", "text"],
    "entity_mentions": [
        "article_id", "comment_id", "field", "start", "end", "text", "label", "entity_id", "confidence", "method",
    ],
    "entities": ["entity_id", "name", "aliases", "kind", "country", "state", "iso_3166"],
}  # fmt: skip


class Predictions:
    """The articles of a release made from the captures that are asked for, with all that hangs on them."""

    def __init__(self, release: Path, files: Collection[str]) -> None:
        """Read what belongs to the captures of these file names; raises DataError where `release` is no release."""
        rows = [r for r in _read(release, "articles") if r["capture_path"]]
        named = {PurePosixPath(r["capture_path"]).name: r for r in rows}
        self._articles = {name: row for name, row in named.items() if name in files}
        ids = sorted({r["article_id"] for r in self._articles.values()})
        self._comments: dict[str, dict[str, Row]] = defaultdict(dict)
        for row in _read(release, "comments", ids):
            self._comments[row["article_id"]][row["number"]] = row
        self._mentions: dict[tuple[str, str | None, str], list[Row]] = defaultdict(list)
        for row in _read(release, "entity_mentions", ids):
            self._mentions[row["article_id"], row["comment_id"], row["field"]].append(row)
        self.entities: dict[str, Row] = {r["entity_id"]: r for r in _read(release, "entities")}

    def article(self, file: str) -> Row | None:
        """The article made from a capture; None where there is none."""
        return self._articles.get(file)

    def comments(self, article: Row | None) -> dict[str, Row]:
        """The comments of an article by their number."""
        return self._comments.get(article["article_id"], {}) if article else {}

    def unit(self, article: Row | None, name: str) -> tuple[str, list[Row]]:
        """The text of `title`, `body` or `comment N` and the mentions in it; nothing where there is no such unit."""
        kind, _, number = name.partition(" ")
        if article is None:
            return "", []
        if kind != "comment":
            return article[kind] or "", self._mentions.get((article["article_id"], None, kind), [])
        comment = self.comments(article).get(number)
        if comment is None:
            return "", []
        return comment["text"], self._mentions.get((article["article_id"], comment["comment_id"], kind), [])


def _read(release: Path, table: str, ids: list[str] | None = None) -> list[Row]:
    import pyarrow as pa
    import pyarrow.dataset as ds

    folder = release / DATA_FOLDER / table
    if not folder.is_dir():
        raise DataError(
            f"{release}: no release, there is no folder {DATA_FOLDER}/{table}; give a folder that `build` wrote"
        )
    try:
        found = ds.dataset(folder, format="parquet")
        chosen = None if ids is None else ds.field("article_id").isin(pa.array(ids, pa.string()))
        rows: list[Row] = found.to_table(columns=_COLUMNS[table], filter=chosen).to_pylist()
    except (pa.ArrowInvalid, pa.ArrowKeyError, OSError) as error:
        raise DataError(f"{folder}: cannot be read as the table {table}: {error}") from None
    return rows
