"""Check the rows of a whole release: schema, order, keys, references, splits, and every document's rules."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, cast

import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from narco_corpus.builder.check.document import DocumentChecker, Fault, schema_faults, validator
from narco_corpus.builder.check.splits import Copies
from narco_corpus.builder.check.tables import alias_faults, entity_faults, label_faults
from narco_corpus.builder.check.validation import Validation
from narco_corpus.builder.json_rows import ArticleJson, CommentJson, DocumentJson, EntityJson, MentionJson
from narco_corpus.builder.write.content_hash import ContentHash
from narco_corpus.errors import DataError
from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.ids import split_comment_id, table_of
from narco_corpus.model.manifest import Manifest, ReleaseFile
from narco_corpus.model.schema import TABLES, fields, key_of
from narco_corpus.row import Row

_PARTS = {"article": "articles", "comments": "comments", "mentions": "entity_mentions"}
"""Part of a document → table."""
_BATCH_ROWS = 10_000


def validate_release(manifest: Manifest, location: Callable[[str], str], limit: int = 100) -> Validation:
    """Check every row of a release; `location` gives what to open a path of the manifest by.

    Reads one batch at a time. Where files cannot be read or rows are out of order, what relies on them is not checked
    and the fault says so.
    """
    return _Validator(manifest, location, limit).run()


class _Validator:
    def __init__(self, manifest: Manifest, location: Callable[[str], str], limit: int) -> None:
        self._manifest = manifest
        self._location = location
        self._found = Validation(limit)

    def run(self) -> Validation:
        readable = [self._check_files(table) for table in TABLES]
        if not all(readable):
            return self._found
        for table in TABLES:
            self._check_keys(table)
            self._check_references(table)
        ordered = [self._check_order(table) for table in TABLES]
        self._check_tables()
        if all(ordered):
            copies = Copies()
            for split in self._manifest.tables["articles"].splits:
                self._check_documents(split, copies)
            self._check_copies(copies)
        else:
            for table in _PARTS.values():
                self._check_rows(table)
                self._found.add(table, "all rows", "", "texts and trees were not checked, since rows are out of order")
        return self._found

    def _check_files(self, table: str) -> bool:
        """Whether all shards of a table can be read; also checks their columns, splits, sizes and content."""
        sound = True
        content = ContentHash(table)
        rows: dict[str, int] = {}
        for shard in self._manifest.shards(table):
            split = shard.split or ""
            rows.setdefault(split, 0)
            try:
                file = pq.ParquetFile(self._location(shard.path))
                if not self._has_schema(table, shard, file):
                    sound = False
                    continue
                for batch in file.iter_batches(_BATCH_ROWS):
                    rows[split] += batch.num_rows
                    content.update(pa.Table.from_batches([batch]))
                    strange = pc.unique(batch.column("split")).to_pylist() if "split" in batch.schema.names else [split]
                    if strange != [split]:
                        self._found.add(table, shard.path, "/split", f"expected {split!r} only, found {strange}")
            except (DataError, pa.ArrowException, OSError) as error:
                self._found.add(table, shard.path, "", f"cannot be read: {str(error).partition(chr(10))[0]}")
                sound = False
        stated = self._manifest.tables[table]
        self._found.rows[table] = sum(rows.values())
        if sound and rows != stated.splits:
            self._found.add(table, "manifest.json", "/tables", f"states {stated.splits} rows, found {rows}")
        elif sound and sum(rows.values()) != stated.rows:
            said = f"states {stated.rows} rows in all, found {sum(rows.values())}"
            self._found.add(table, "manifest.json", "/tables", said)
        elif sound and content.hexdigest() != stated.content_hash:
            self._found.add(table, "manifest.json", "/tables", "states another content hash than the rows have")
        return sound

    def _has_schema(self, table: str, shard: ReleaseFile, file: pq.ParquetFile) -> bool:
        expected, found = arrow_schema(table), file.schema_arrow
        if not found.equals(expected, check_metadata=False):
            odd = sorted(set(map(str, expected)) ^ set(map(str, found))) or ["their order"]
            self._found.add(table, shard.path, "", f"columns are not those of the schema: {'; '.join(odd)}")
            return False
        for ours, theirs in zip(expected, found, strict=True):
            if (theirs.metadata or {}).get(b"description") != ours.metadata[b"description"]:
                self._found.add(table, shard.path, f"/{ours.name}", "lacks the description of the schema")
        if strange := sorted(k.decode() for k in (file.metadata.metadata or {}) if k != b"ARROW:schema"):
            self._found.add(table, shard.path, "", f"holds metadata that break readers: {', '.join(strange)}")
        return True

    def _scan(self, table: str) -> pl.LazyFrame:
        paths = [self._location(f.path) for f in self._manifest.shards(table)]
        return pl.scan_parquet(paths, glob=False, hive_partitioning=False)

    def _check_keys(self, table: str) -> None:
        key = key_of(table)
        twice = self._scan(table).group_by(key).len().filter(pl.col("len") > 1).select(key).sort(key).collect()
        for (value,) in twice.iter_rows():
            self._found.add(table, value, f"/{key}", "stands in more than one row")

    def _check_references(self, table: str) -> None:
        key = key_of(table)
        for column in fields(table):
            if column.references is None:
                continue
            target, target_column = column.references.split(".")
            known = self._scan(target).select(pl.col(target_column).alias("known"))
            lost = (
                self._scan(table)
                .select(key=pl.col(key), value=pl.col(column.name))
                .drop_nulls("value")
                .join(known, left_on="value", right_on="known", how="anti")
                .sort("key")
                .collect()
            )
            for row_key, value in lost.iter_rows():
                self._found.add(
                    table, row_key, f"/{column.name}", f"refers to {value!r}, which is not in {column.references}"
                )

    def _check_order(self, table: str) -> bool:
        """Whether the keys rise within each split and begin with the article that the row belongs to."""
        key = key_of(table)
        columns = [key] if table in ("articles", "entities") else [key, "article_id"]
        ordered = True
        for split in self._manifest.tables[table].splits:
            last = ""
            for shard in self._manifest.shards(table, split):
                file = pq.ParquetFile(self._location(shard.path))
                for batch in file.iter_batches(_BATCH_ROWS, columns=columns):
                    for row in batch.to_pylist():
                        if row[key] <= last:
                            self._found.add(table, row[key], f"/{key}", f"stands after {last!r}: out of order")
                            ordered = False
                        if not row[key].startswith(row.get("article_id", "")):
                            self._found.add(table, row[key], f"/{key}", "does not begin with the row's article id")
                            ordered = False
                        last = row[key]
        return ordered

    def _json_rows(self, table: str, split: str | None = None) -> Iterator[dict[str, Any]]:
        """Rows in JSON form, in order."""
        for shard in self._manifest.shards(table, split):
            for batch in pq.ParquetFile(self._location(shard.path)).iter_batches(_BATCH_ROWS):
                columns = [_json_values(column) for column in batch.columns]
                for values in zip(*columns, strict=True):
                    yield dict(zip(batch.schema.names, values, strict=True))

    def _check_rows(self, table: str) -> None:
        schema, key = validator(table), key_of(table)
        for row in self._json_rows(table):
            for fault in schema_faults(schema, row):
                self._found.add(table, row[key], fault.pointer, _text(fault))

    def _check_tables(self) -> None:
        """What goes beyond one row and beyond one document."""
        self._check_rows("entities")
        mentions, entities, articles = map(self._scan, ("entity_mentions", "entities", "articles"))
        counted = dict(mentions.drop_nulls("entity_id").group_by("entity_id").len().collect().iter_rows())
        for table, faults in (
            ("entities", entity_faults(cast(Iterator[EntityJson], self._json_rows("entities")), counted)),
            ("entity_mentions", label_faults(mentions, entities)),
            ("articles", alias_faults(articles)),
        ):
            for key, column, message in faults:
                self._found.add(table, key, f"/{column}", message)

    def _check_copies(self, copies: Copies) -> None:
        across = list(copies.across_splits())
        self._found.copies, self._found.copies_across_splits = len(copies), len(across)
        for key, message in across:
            self._found.add("articles", key, "/split", message)

    def _check_documents(self, split: str, copies: Copies) -> None:
        checker = DocumentChecker()
        gaps = {split_comment_id(id)[0] for id in self._manifest.removals if table_of(id) == "comments"}
        comments, mentions = self._groups("comments", split), self._groups("entity_mentions", split)
        for article in cast(Iterator[ArticleJson], self._json_rows("articles", split)):
            copies.add(article)
            own = article["article_id"]
            document: DocumentJson = {
                "article": article,
                "comments": cast(list[CommentJson], sorted(comments(own), key=lambda row: row["position"])),
                "mentions": cast(list[MentionJson], mentions(own)),
            }
            for fault in checker.check(document, gaps=own in gaps):
                self._add_document_fault(document, fault)
        for table, groups in (("comments", comments), ("entity_mentions", mentions)):
            if left := groups(None):
                self._homeless(table, left)

    def _groups(self, table: str, split: str) -> Callable[[str | None], list[dict[str, Any]]]:
        """A function that gives the rows of one article after the other; None: the rows after the last article."""
        rest = groupby(self._json_rows(table, split), key=lambda row: row["article_id"])
        waiting: list[tuple[str, list[dict[str, Any]]]] = []

        def take(article_id: str | None) -> list[dict[str, Any]]:
            while True:
                if not waiting:
                    following = next(rest, None)
                    if following is None:
                        return []
                    waiting.append((following[0], list(following[1])))
                if article_id is not None and waiting[0][0] > article_id:
                    return []
                owner, rows = waiting.pop()
                if owner == article_id:
                    return rows
                self._homeless(table, rows)

        return take

    def _homeless(self, table: str, rows: list[dict[str, Any]]) -> None:
        for row in rows:
            self._found.add(table, row[key_of(table)], "/article_id", f"no such article in split {row['split']!r}")

    def _add_document_fault(self, document: DocumentJson, fault: Fault) -> None:
        part, _, inner = fault.pointer.removeprefix("/").partition("/")
        table = _PARTS.get(part, "articles")
        row: Row = document["article"]
        if part in ("comments", "mentions"):
            index, _, inner = inner.partition("/")
            row = (document["comments"] if part == "comments" else document["mentions"])[int(index)]
        self._found.add(table, str(row[key_of(table)]), f"/{inner}" if inner else "", _text(fault))


def _text(fault: Fault) -> str:
    return f"{fault.message} (found {fault.value})"


def _json_values(column: pa.Array) -> list[Any]:
    kind = column.type
    if pa.types.is_date(kind):
        return list(column.cast(pa.string()).to_pylist())
    if pa.types.is_timestamp(kind):
        return list(pc.strftime(column, "%Y-%m-%dT%H:%M:%SZ").to_pylist())
    if pa.types.is_float32(kind):
        return [None if v is None else round(v, 6) for v in column.to_pylist()]
    return list(column.to_pylist())
