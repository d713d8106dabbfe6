"""A small release of invented posts, written by the project's own writer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from narco_corpus.builder.write.facts import BuildFacts
from narco_corpus.builder.write.parquet import write_shard
from narco_corpus.builder.write.release_folder import ReleaseWriter
from narco_corpus.builder.write.tables import to_arrow
from narco_corpus.model.about import About
from narco_corpus.model.ids import article_id_of

Row = dict[str, Any]

FIRST = "a-0000000000000001"
SECOND = "a-8000000000000002"
REPOST = "a-9000000000000003"
ALIAS = "a-ffffffffffffffff"
SPLITS = {FIRST: "train", SECOND: "train", REPOST: "validation"}


def article(article_id: str, title: str, body: str, comments: int, **changes: Any) -> Row:
    url = f"https://example.org/{article_id}"
    row = {
        "article_id": article_id,
        "alias_ids": [article_id_of(url)],
        "title": title,
        "byline": None,
        "published_on": "2012-05-04",
        "body": body,
        "language": "en",
        "source": "example.org",
        "url": url,
        "comment_count": comments,
        "duplicate_of": None,
        "split": SPLITS[article_id],
        "license": "LicenseRef-unknown",
        "content_warnings": [],
        "capture_path": f"{article_id}.txt",
        "capture_sha256": article_id[2:] * 4,
        "retrieved_at": "2024-11-05T10:00:00.000Z",
        "capture_complete": True,
        "duplicate_captures": [],
    }
    assert not set(changes) - set(row)
    return row | changes


def comment(
    article_id: str, own: str, position: int, text: str, parent: str | None = None, depth: int = 0, **changes: Any
) -> Row:
    row = {
        "comment_id": f"{article_id}-{own}",
        "article_id": article_id,
        "number": str(position + 1),
        "position": position,
        "depth": depth,
        "parent_id": f"{article_id}-{parent}" if parent else None,
        "addressed_id": None,
        "addressed_time": None,
        "author": None if position else "commenter-1",
        "posted_on": None,
        "text": text,
        "language": "es" if "ñ" in text else "en",
        "split": SPLITS[article_id],
    }
    assert not set(changes) - set(row)
    return row | changes


def mention(unit: Row, field: str, text: str, label: str, entity_id: str | None) -> Row:
    comment_id = unit.get("comment_id")
    start = unit["text" if field == "comment" else field].index(text)
    end = start + len(text)
    return {
        "mention_id": f"{comment_id or unit['article_id']}:{field}:{start}-{end}",
        "article_id": unit["article_id"],
        "comment_id": comment_id,
        "field": field,
        "start": start,
        "end": end,
        "text": text,
        "label": label,
        "entity_id": entity_id,
        "confidence": 0.95,
        "method": "lexicon",
        "split": unit["split"],
    }


def entity(entity_id: str, name: str, label: str, count: int, parent: str | None = None, **changes: Any) -> Row:
    row: Row = {
        "entity_id": entity_id,
        "name": name,
        "label": label,
        "kind": None,
        "aliases": [{"text": name.upper(), "kind": "variant", "language": "es"}],
        "parent_id": parent,
        "country": "MX",
        "state": None,
        "iso_3166": None,
        "geonames_id": None,
        "inegi_code": None,
        "ucdp_actor_id": None,
        "ofac_id": None,
        "latitude": None,
        "longitude": None,
        "active_from": None,
        "active_to": None,
        "statuses": [],
        "sources": ["https://example.org/source"],
        "mention_count": count,
    }
    assert not set(changes) - set(row)
    return row | changes


def sample_rows() -> dict[str, list[Row]]:
    """Three posts: one with a reply tree, one re-posted in another split, mentions of all three kinds of text."""
    first = article(FIRST, "Los Faros in Puerto Peñasco 😀", "Los Faros met the police.\n\nIn Puerto Peñasco.", 4)
    first |= {"alias_ids": [*first["alias_ids"], ALIAS], "content_warnings": ["graphic_violence"]}
    second = article(
        SECOND, "A quiet day", "Nothing happened in Puerto Peñasco.", 1, published_on=None, retrieved_at=None
    )
    repost = article(REPOST, "A quiet day", "Nothing happened in Puerto Peñasco.", 0, duplicate_of=SECOND)
    comments = [
        comment(FIRST, "c0", 0, "Puerto Peñasco, mañana 😀 Los Faros"),
        comment(FIRST, "b1", 1, "No, Los Faros", parent="c0", depth=1, number="1.1"),
        comment(FIRST, "a2", 2, "Yes.", parent="b1", depth=2, number="1.1.1"),
        comment(FIRST, "d3", 3, "[e-mail removed] \x1b[31mred\u202e", number="2"),
        comment(SECOND, "x0", 0, "First!"),
    ]
    mentions = [
        mention(first, "title", "Los Faros", "CRIMINAL_ORG", "los-faros"),
        mention(first, "title", "Puerto Peñasco", "PLACE", "geonames:1"),
        mention(first, "body", "Los Faros", "CRIMINAL_ORG", "los-faros"),
        mention(first, "body", "Puerto Peñasco", "PLACE", "geonames:1"),
        mention(comments[0], "comment", "Los Faros", "CRIMINAL_ORG", "los-faros"),
        mention(comments[0], "comment", "Puerto Peñasco", "PLACE", None),
        mention(comments[1], "comment", "Los Faros", "CRIMINAL_ORG", "los-faros"),
        mention(second, "body", "Puerto Peñasco", "PLACE", "geonames:1"),
        mention(repost, "body", "Puerto Peñasco", "PLACE", "geonames:1"),
    ]
    entities = [
        entity("MX", "Mexico", "PLACE", 0, kind="country", iso_3166="MX"),
        entity("MX-SON", "Sonora", "PLACE", 0, parent="MX", kind="state", iso_3166="MX-SON"),
        entity(
            "geonames:1", "Puerto Peñasco", "PLACE", 4, parent="MX-SON", geonames_id=1, latitude=31.3, longitude=-113.5
        ),
        entity("los-faros", "Los Faros", "CRIMINAL_ORG", 4, kind="cartel", active_from=2001, statuses=[]),
    ]
    return {
        "articles": [first, second, repost],
        "comments": comments,
        "entity_mentions": mentions,
        "entities": entities,
    }


def with_copies_together(rows: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """The rows with the re-post in the split of its original, as a build has it."""
    for row in (row for table in ("articles", "comments", "entity_mentions") for row in rows[table]):
        row["split"] = SPLITS[SECOND] if row["article_id"] == REPOST else row["split"]
    return rows


def write_release(
    out: Path,
    rows: dict[str, list[Row]],
    data_version: str = "1.2.0",
    shards: int = 2,
    min_confidence: float = 0.0,
    about: About | None = None,
    removals: tuple[str, ...] = (),
) -> Path:
    """Write rows as a release; the documents' tables in so many shards by ranges of the article's id."""
    facts = BuildFacts(
        data_version=data_version,
        about=about,
        recogniser="lexicon",
        recogniser_version="1",
        min_confidence=min_confidence,
        knowledge_version="1",
        inputs_sha256="0" * 64,
        captures_read=5,
        captures_taken=4,
        captures_merged=1,
        masks={"email": 1},
        removals=removals,
        rejects=[{"capture": "odd.txt", "reason": "no title and no date", "where": "line 1"}],
    )
    with ReleaseWriter(out) as writer:
        files = [write_shard(to_arrow("entities", rows["entities"]), writer.folder, "entities", "train", 0, 1)]
        for table in ("articles", "comments", "entity_mentions"):
            for split in sorted({r["split"] for r in rows["articles"]}):
                for shard in range(shards):
                    part = [
                        r
                        for r in rows[table]
                        if r["split"] == split and int(r["article_id"][2:6], 16) * shards >> 16 == shard
                    ]
                    files.append(write_shard(to_arrow(table, part), writer.folder, table, split, shard, shards))
        writer.finish(files, facts)
    return out
