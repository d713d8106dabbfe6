"""Figures of a release, counted from its rows for data card and datasheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from narco_corpus.builder.knowledge.entries import load_entries
from narco_corpus.model.layout import SPLITS
from narco_corpus.model.manifest import Manifest

Counts = dict[str, int]


@dataclass(frozen=True)
class Figures:
    """Counts of rows; every mapping is in the order in which it is printed."""

    rows: dict[str, Counts]
    """Table → split → rows."""
    memory: dict[str, Counts]
    """Table → split → bytes of the rows in memory as Hugging Face `datasets` holds them."""
    download: dict[str, int]
    """Table → bytes of its files."""
    years: Counts
    languages: Counts
    comment_languages: Counts
    sources: Counts
    licenses: Counts
    warnings: Counts
    mentions: Counts
    """By label."""
    linked: Counts
    """By label, those with an entity."""
    entities: Counts
    """By label."""
    statuses: Counts
    """Persons by status."""
    curated: int
    """Entities with an entry, that is, all but places."""
    consulted: int
    """Of those, entities whose entry names a source that its facts were seen in."""
    articles_without_date: int
    incomplete: int
    reposts: int
    replies: int
    anonymous: int
    rejects: Counts
    """By reason, without what is particular to one capture."""


def figures_of(
    folder: Path, manifest: Manifest, memory: dict[str, Counts], rejects: Sequence[Mapping[str, str | None]]
) -> Figures:
    """Count the rows of the shards that the manifest lists below the folder; `memory` was taken when they were read."""

    def scan(table: str) -> pl.LazyFrame:
        return pl.scan_parquet([folder / f.path for f in manifest.shards(table)], glob=False)

    articles, comments, mentions, entities = (scan(t) for t in ("articles", "comments", "entity_mentions", "entities"))
    single = (
        articles.select(
            no_date=pl.col("published_on").null_count(),
            incomplete=(~pl.col("capture_complete")).sum(),
            reposts=pl.col("duplicate_of").count(),
        )
        .collect()
        .row(0)
    )
    curated = entities.filter(pl.col("label") != "PLACE").select("entity_id").collect().to_series()
    sourced = {entry.id for entry in load_entries() if entry.sources}
    replies, anonymous = (
        comments.select(replies=(pl.col("depth") > 0).sum(), anonymous=pl.col("author").null_count()).collect().row(0)
    )
    return Figures(
        rows={t: _by_split(facts.splits) for t, facts in manifest.tables.items()},
        memory={t: _by_split(counts) for t, counts in memory.items()},
        download={t: sum(f.bytes for f in manifest.shards(t)) for t in manifest.tables},
        years=_count(articles.select(pl.col("published_on").dt.year().cast(pl.String))),
        languages=_count(articles.select("language")),
        comment_languages=_count(comments.select("language")),
        sources=_count(articles.select("source")),
        licenses=_count(articles.select("license")),
        warnings=_count(articles.select(pl.col("content_warnings").explode().drop_nulls())),
        mentions=_count(mentions.select("label")),
        linked=_count(mentions.filter(pl.col("entity_id").is_not_null()).select("label")),
        entities=_count(entities.select("label")),
        statuses=_count(entities.select(pl.col("statuses").explode().drop_nulls())),
        curated=curated.len(),
        consulted=sum(entity in sourced for entity in curated),
        articles_without_date=single[0],
        incomplete=single[1],
        reposts=single[2],
        replies=replies,
        anonymous=anonymous,
        rejects=dict(sorted(Counter(str(r["reason"]) for r in rejects).items())),
    )


def _by_split(counts: Mapping[str, int]) -> Counts:
    return {split: counts[split] for split in SPLITS if split in counts}


def _count(column: pl.LazyFrame) -> Counts:
    name = column.collect_schema().names()[0]
    counted = column.group_by(name).len().collect().sort(name, nulls_last=True)
    return {"none" if value is None else str(value): n for value, n in counted.iter_rows()}
