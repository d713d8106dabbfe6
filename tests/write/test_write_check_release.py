"""Releases with a fault are found out, with table, key and pointer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from narco_corpus.builder.check.release import Validation, validate_release
from narco_corpus.release import open_release
from sample_release import ALIAS, FIRST, REPOST, SECOND, Row, entity, with_copies_together, write_release


def validated(out: Path, rows: dict[str, list[Row]], limit: int = 100) -> Validation:
    opened = open_release(write_release(out, rows))
    return validate_release(opened.manifest, opened.storage.location, limit)


def test_a_good_release_has_no_fault(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    found = validated(tmp_path / "out", with_copies_together(rows))
    assert found.ok
    assert (found.copies, found.copies_across_splits) == (1, 0)
    assert found.rows == {table: len(part) for table, part in rows.items()}


RELEASE_FAULTS: dict[str, tuple[Callable[[dict[str, list[Row]]], Any], tuple[str, str, str]]] = {
    "mention of an unknown entity": (
        lambda r: r["entity_mentions"][0].update(entity_id="los-otros"),
        ("entity_mentions", f"{FIRST}:title:0-9", "/entity_id"),
    ),
    "re-post of an unknown article": (
        lambda r: r["articles"][2].update(duplicate_of="a-1111111111111111"),
        ("articles", "a-9000000000000003", "/duplicate_of"),
    ),
    "unknown parent of an entity": (
        lambda r: r["entities"][2].update(parent_id="MX-SIN"),
        ("entities", "geonames:1", "/parent_id"),
    ),
    "mention count": (lambda r: r["entities"][3].update(mention_count=3), ("entities", "los-faros", "/mention_count")),
    "schema of an entity": (lambda r: r["entities"][3].update(country="Mexico"), ("entities", "los-faros", "/country")),
    "entity that nothing names": (
        lambda r: r["entities"].append(entity("zz-top", "ZZ Top", "ORG", 0)),
        ("entities", "zz-top", "/mention_count"),
    ),
    "entity below itself": (lambda r: r["entities"][0].update(parent_id="MX-SON"), ("entities", "MX", "/parent_id")),
    "entity that is its own parent": (
        lambda r: r["entities"][3].update(parent_id="los-faros"),
        ("entities", "los-faros", "/parent_id"),
    ),
    "label of another entity": (
        lambda r: r["entity_mentions"][0].update(label="MEDIA"),
        ("entity_mentions", f"{FIRST}:title:0-9", "/label"),
    ),
    "place under another code": (
        lambda r: r["entities"][1].update(iso_3166="MX-SIN"),
        ("entities", "MX-SON", "/entity_id"),
    ),
    "group under a place's id": (
        lambda r: r["entities"][2].update(label="ORG"),
        ("entities", "geonames:1", "/entity_id"),
    ),
    "person without a status": (
        lambda r: r["entities"][3].update(label="PERSON"),
        ("entities", "los-faros", "/statuses"),
    ),
    "status of a group": (
        lambda r: r["entities"][3].update(statuses=["arrested"]),
        ("entities", "los-faros", "/statuses"),
    ),
    "half a place": (lambda r: r["entities"][2].update(longitude=None), ("entities", "geonames:1", "/longitude")),
    "years in reverse": (lambda r: r["entities"][3].update(active_to=1999), ("entities", "los-faros", "/active_to")),
    "decomposed name": (lambda r: r["entities"][3].update(name="Faro\u0301s"), ("entities", "los-faros", "/name")),
    "decomposed alias": (
        lambda r: r["entities"][3]["aliases"][0].update(text="Faro\u0301s"),
        ("entities", "los-faros", "/aliases/0/text"),
    ),
    "alias of two articles": (
        lambda r: r["articles"][1]["alias_ids"].append(ALIAS),
        ("articles", SECOND, "/alias_ids"),
    ),
    "alias that is an article": (
        lambda r: r["articles"][1]["alias_ids"].append(FIRST),
        ("articles", SECOND, "/alias_ids"),
    ),
    "re-post of a re-post": (
        lambda r: r["articles"][0].update(duplicate_of=REPOST),
        ("articles", FIRST, "/duplicate_of"),
    ),
    "text of a mention": (
        lambda r: r["entity_mentions"][6].update(text="Los Farox"),
        ("entity_mentions", f"{FIRST}-b1:comment:4-13", "/text"),
    ),
    "language of an article": (
        lambda r: r["articles"][1].update(language="English language"),
        ("articles", SECOND, "/language"),
    ),
    "comment in another split than its article": (
        lambda r: r["comments"][4].update(split="validation"),
        ("comments", f"{SECOND}-x0", "/article_id"),
    ),
    "comment of no article": (
        lambda r: r["comments"][4].update(article_id="a-8000000000000009", comment_id="a-8000000000000009-x0"),
        ("comments", "a-8000000000000009-x0", "/article_id"),
    ),
    "key of another article": (
        lambda r: r["comments"][4].update(comment_id="a-7000000000000009-x0"),
        ("comments", "a-7000000000000009-x0", "/comment_id"),
    ),
}


@pytest.mark.parametrize("name", RELEASE_FAULTS)
def test_a_fault_of_a_release_is_found_where_it_is(name: str, tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    damage, place = RELEASE_FAULTS[name]
    damage(rows)
    found = validated(tmp_path / "out", rows)
    assert not found.ok
    assert place in [(f.table, f.key, f.pointer) for f in found.faults]


def test_the_list_of_faults_is_bounded_and_their_number_is_not(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    for row in rows["entity_mentions"]:
        row["method"] = "Magic!"
    found = validated(tmp_path / "out", with_copies_together(rows), limit=3)
    assert (len(found.faults), found.faults_in_all) == (3, len(rows["entity_mentions"]))


MORE = " Nobody was hurt, said the mayor, who had seen it."


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"duplicate_of": None},
        {"duplicate_of": None, "title": "Another", "body": f"NOTHING happened -- in Puerto  Penasco{MORE.upper()}"},
        {"body": "Other words."},
    ],
)
def test_a_copy_in_another_split_is_found_whether_it_is_marked_or_not(
    changes: Row, tmp_path: Path, rows: dict[str, list[Row]]
) -> None:
    for row in rows["articles"][1:]:
        row["body"] += MORE
    rows["articles"][2] |= changes
    rows["entity_mentions"].pop()
    rows["entities"][2]["mention_count"] -= 1
    found = validated(tmp_path / "out", rows)
    assert (found.copies, found.copies_across_splits) == (1, 1)
    assert [str(fault) for fault in found.faults] == [
        f"articles {REPOST} /split: expected 'train', that of '{SECOND}', whose text it repeats, found 'validation'"
    ]


@pytest.mark.parametrize("together", [True, False])
def test_an_original_behind_its_copy_is_no_copy(together: bool, tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    """Of a copy with the lower id the original comes later; another copy, which is not marked, is one more."""
    first, original, repost = rows["articles"]
    assert first["article_id"] < original["article_id"]
    original["body"] += MORE
    first |= {"body": original["body"], "duplicate_of": SECOND, "comment_count": first["comment_count"]}
    repost |= {"body": original["body"], "duplicate_of": None, "split": original["split"]}
    if not together:
        for row in (*rows["articles"][1:], *rows["comments"][4:], *rows["entity_mentions"][7:]):
            row["split"] = "validation"
    found = validated(tmp_path / "out", rows)
    assert (found.copies, found.copies_across_splits) == (2, 0 if together else 2)


def test_a_total_that_is_not_the_sum_of_the_splits_is_said(release: Path) -> None:
    opened = open_release(release)
    tables = dict(opened.manifest.tables)
    tables["articles"] = replace(tables["articles"], rows=61)
    found = validate_release(replace(opened.manifest, tables=tables), opened.storage.location)
    assert "articles manifest.json /tables: states 61 rows in all, found 3" in map(str, found.faults)


@pytest.mark.parametrize("body", ["", "See the video below."])
def test_articles_of_few_words_or_none_repeat_nothing(body: str, tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    for row in rows["articles"][1:]:
        row |= {"body": body, "duplicate_of": None}
    del rows["entity_mentions"][7:]
    rows["entities"][2]["mention_count"] -= 2
    found = validated(tmp_path / "out", rows)
    assert (found.copies, found.copies_across_splits) == (0, 0)


def tampered(release: Path, path: str, change: Callable[[Any], Any]) -> Validation:
    table = pq.read_table(release / path)
    pq.write_table(change(table), release / path)
    opened = open_release(release)
    return validate_release(opened.manifest, opened.storage.location)


SHARD = "data/comments/train-00000-of-00002.parquet"
TAMPERING: dict[str, tuple[Callable[[Any], Any], str]] = {
    "rows out of order": (lambda t: t.take([3, 2, 1, 0]), "out of order"),
    "a row twice": (lambda t: t.take([0, 0, 1, 2, 3]), "in more than one row"),
    "a row less": (lambda t: t.slice(1), "states {'train': 5, 'validation': 0} rows, found"),
    "a column less": (lambda t: t.drop_columns("depth"), "depth: int32"),
    "a column of another type": (
        lambda t: t.set_column(4, "depth", t.column("depth").cast("int64")),
        "depth: int64",
    ),
    "metadata that break clients": (lambda t: t.replace_schema_metadata({"huggingface": "{}"}), "huggingface"),
    "another split": (lambda t: t.slice(0, 0), "found"),
}


@pytest.mark.parametrize("name", TAMPERING)
def test_tampering_with_a_file_is_found(name: str, release: Path) -> None:
    change, message = TAMPERING[name]
    found = tampered(release, SHARD, change)
    assert any(message in f.message for f in found.faults), found.faults


def test_lost_descriptions_are_found(release: Path) -> None:
    import pyarrow as pa

    def strip(table: Any) -> Any:
        return pa.table(table.columns, schema=pa.schema([f.remove_metadata() for f in table.schema]))

    assert any("description" in f.message for f in tampered(release, SHARD, strip).faults)


def test_a_changed_text_is_found_by_the_content_hash(release: Path) -> None:
    import pyarrow as pa

    def change(table: Any) -> Any:
        field = table.schema.field("author")
        return table.set_column(8, field, pa.array(["commenter-9"] * table.num_rows))

    assert any("content hash" in f.message for f in tampered(release, SHARD, change).faults)


def test_a_file_that_is_no_parquet_is_a_fault_and_no_traceback(release: Path) -> None:
    (release / SHARD).write_bytes(b"PAR1 or so")
    opened = open_release(release)
    found = validate_release(opened.manifest, opened.storage.location)
    assert [(f.table, f.key) for f in found.faults] == [("comments", SHARD)]
