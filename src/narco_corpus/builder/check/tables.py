"""Rules of a release that go beyond one document: of the entities, of links to them, and of the articles' ids."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import polars as pl

from narco_corpus.builder.check.texts import text_fault
from narco_corpus.builder.json_rows import EntityJson

ColumnFault = tuple[str, str, str]
"""Key of a row, column at fault, and what is wrong."""

_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def entity_faults(rows: Iterable[EntityJson], mentions: Mapping[str, int]) -> Iterator[ColumnFault]:
    """What is wrong with entities that keep the schema; `mentions` counts the mentions of each."""
    parents: dict[str, str | None] = {}
    for row in rows:
        own = row["entity_id"]
        parents[own] = row["parent_id"]
        if row["mention_count"] != (due := mentions.get(own, 0)):
            yield own, "mention_count", f"expected {due} by the mentions, found {row['mention_count']}"
        for column, message in _row_faults(row):
            yield own, column, message
    needed: set[str] = set()
    for own in mentions:
        step: str | None = own
        while step is not None and step in parents and step not in needed:
            needed.add(step)
            step = parents[step]
    for own in sorted(parents.keys() - needed):
        yield own, "mention_count", "is not mentioned, nor the parent of one that is: take the row out"
    yield from ((own, "parent_id", "is below itself") for own in _circular(parents))


def _circular(parents: Mapping[str, str | None]) -> list[str]:
    """Ids that are their own parent, if not at once then by way of others."""
    found: list[str] = []
    done: set[str] = set()
    for start in sorted(parents):
        path: list[str] = []
        step: str | None = start
        while step is not None and step in parents and step not in done:
            path.append(step)
            done.add(step)
            step = parents[step]
        if step is not None and step in path:
            found += path[path.index(step) :]
    return found


def _row_faults(row: EntityJson) -> Iterator[tuple[str, str]]:
    own, is_person = row["entity_id"], row["label"] == "PERSON"
    if row["label"] == "PLACE":
        due = row["iso_3166"] or f"geonames:{row['geonames_id']}"
        if own != due:
            yield "entity_id", f"of a place should be its ISO 3166 code or its GeoNames id, {due!r}"
    elif not _SLUG.fullmatch(own):
        yield "entity_id", f"of {row['label']} should be a slug of its name"
    if is_person and not row["statuses"]:
        yield "statuses", "is empty: a person is in the table with a public status only; take the person out"
    if is_person and not row["sources"]:
        yield "sources", "is empty: a person is in the table with a source only; take the person out"
    if not is_person and row["statuses"]:
        yield "statuses", f"are of persons only, found {row['statuses']} of {row['label']}"
    if (row["latitude"] is None) != (row["longitude"] is None):
        yield "longitude", "should stand with a latitude, and the latitude with it"
    since, until = row["active_from"], row["active_to"]
    if since is not None and until is not None and since > until:
        yield "active_to", f"{until} is before active_from, {since}"
    if (reason := text_fault(row["name"])) is not None:
        yield "name", reason
    for number, alias in enumerate(row["aliases"]):
        if (reason := text_fault(alias["text"])) is not None:
            yield f"aliases/{number}/text", reason


def label_faults(mentions: pl.LazyFrame, entities: pl.LazyFrame) -> Iterator[ColumnFault]:
    """Mentions whose label is not that of the entity that they are linked to."""
    linked = mentions.select("mention_id", "entity_id", "label").drop_nulls("entity_id")
    odd = linked.join(entities.select("entity_id", due="label"), on="entity_id").filter(
        pl.col("label") != pl.col("due")
    )
    for own, entity, label, due in (
        odd.select("mention_id", "entity_id", "label", "due").sort("mention_id").collect().rows()
    ):
        yield own, "label", f"should be {due}, that of {entity!r}, found {label}"


def alias_faults(articles: pl.LazyFrame) -> Iterator[ColumnFault]:
    """Ids by which two articles would be found, and re-posts of re-posts."""
    aliases = articles.select("article_id", alias="alias_ids").explode("alias").drop_nulls("alias")
    names = pl.concat([aliases, articles.select("article_id", alias="article_id")])
    shared = names.filter(pl.len().over("alias") > 1).join(aliases, on=["article_id", "alias"], how="semi")
    for own, alias in shared.select("article_id", "alias").unique().sort("article_id", "alias").collect().rows():
        yield own, "alias_ids", f"{alias!r} is an id of another article too: only one of them can be found by it"
    reposts = articles.drop_nulls("duplicate_of").select("article_id", "duplicate_of")
    chained = reposts.join(reposts.select(pl.col("article_id").alias("duplicate_of")), on="duplicate_of", how="semi")
    for own, other in chained.sort("article_id").collect().rows():
        yield own, "duplicate_of", f"{other!r} is a re-post itself: name the original"
