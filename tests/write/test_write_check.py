"""Documents and releases with a fault are found out, with table, key and pointer."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.builder.check import DocumentChecker
from narco_corpus.builder.check_release import Validation, validate_release
from narco_corpus.builder.check_texts import are_normal, text_fault
from narco_corpus.model.reply_tree import without_comments
from narco_corpus.model.text import normalise
from narco_corpus.release import open_release
from sample_release import ALIAS, FIRST, REPOST, SECOND, Row, entity, mention, sample_rows, write_release

CHECKER = DocumentChecker()


def sample_document() -> dict[str, Any]:
    rows = sample_rows()
    return {
        "article": rows["articles"][0],
        "comments": [r for r in rows["comments"] if r["article_id"] == FIRST],
        "mentions": [r for r in rows["entity_mentions"] if r["article_id"] == FIRST],
    }


def test_a_good_document_has_no_fault() -> None:
    assert CHECKER.check(sample_document()) == []


def overlap(d: dict[str, Any]) -> None:
    d["mentions"].append(mention(d["article"], "title", "Faros in", "PLACE", None))


def swap(d: dict[str, Any]) -> None:
    d["comments"][0], d["comments"][1] = d["comments"][1], d["comments"][0]
    d["comments"][0]["position"], d["comments"][1]["position"] = 0, 1


FAULTS: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "text is not the slice": (lambda d: d["mentions"][0].update(text="Los Farox"), "/mentions/0/text"),
    "offsets in bytes": (
        lambda d: d["mentions"][4].update(start=28, end=37, mention_id=f"{FIRST}-c0:comment:28-37"),
        "/mentions/4/end",
    ),
    "end before start": (lambda d: d["mentions"][0].update(start=9, end=9), "/mentions/0/end"),
    "span in a missing title": (lambda d: d["article"].update(title=None), "/mentions/0/end"),
    "overlapping spans": (overlap, "/mentions/7/start"),
    "the same span twice": (lambda d: d["mentions"].append(dict(d["mentions"][0])), "/mentions/7/start"),
    "mention id": (lambda d: d["mentions"][0].update(mention_id=f"{FIRST}:body:0-9"), "/mentions/0/mention_id"),
    "mention of another comment": (
        lambda d: d["mentions"][4].update(comment_id=f"{SECOND}-x0"),
        "/mentions/4/comment_id",
    ),
    "field without comment": (lambda d: d["mentions"][0].update(field="comment"), "/mentions/0/comment_id"),
    "comment id twice": (lambda d: d["comments"][3].update(comment_id=f"{FIRST}-a2"), "/comments/3/comment_id"),
    "comment id of another article": (
        lambda d: d["comments"][3].update(comment_id=f"{SECOND}-d3"),
        "/comments/3/comment_id",
    ),
    "comment count": (lambda d: d["article"].update(comment_count=5), "/article/comment_count"),
    "parent that is not there": (lambda d: d["comments"][1].update(parent_id=f"{FIRST}-zz"), "/comments/1/parent_id"),
    "own parent": (lambda d: d["comments"][1].update(parent_id=f"{FIRST}-b1"), "/comments/1/parent_id"),
    "parent after its reply": (swap, "/comments/0/parent_id"),
    "depth": (lambda d: d["comments"][2].update(depth=1), "/comments/2/depth"),
    "position": (lambda d: d["comments"][2].update(position=7), "/comments/2/position"),
    "addressed comment": (lambda d: d["comments"][2].update(addressed_id=f"{FIRST}-zz"), "/comments/2/addressed_id"),
    "split of a comment": (lambda d: d["comments"][0].update(split="test"), "/comments/0/split"),
    "split of a mention": (lambda d: d["mentions"][0].update(split="test"), "/mentions/0/split"),
    "article of a mention": (lambda d: d["mentions"][0].update(article_id=SECOND), "/mentions/0/article_id"),
    "re-post of itself": (lambda d: d["article"].update(duplicate_of=FIRST), "/article/duplicate_of"),
    "alias of itself": (lambda d: d["article"].update(alias_ids=[FIRST]), "/article/alias_ids"),
    "lone surrogate": (lambda d: d["comments"][1].update(text="No, Los Faros \ud83d"), "/comments/1/text"),
    "not a number": (lambda d: d["mentions"][0].update(confidence=float("nan")), "/mentions/0/confidence"),
    "number twice": (lambda d: d["comments"][3].update(number="1"), "/comments/3/number"),
    "number of a reply at top level": (lambda d: d["comments"][3].update(number="7.3"), "/comments/3/number"),
    "number of another thread": (lambda d: d["comments"][1].update(number="3.1"), "/comments/1/number"),
    "number two levels down": (lambda d: d["comments"][1].update(number="1.1.2"), "/comments/1/number"),
    "addressed without a time": (
        lambda d: d["comments"][1].update(addressed_id=f"{FIRST}-c0"),
        "/comments/1/addressed_id",
    ),
    "addressed before it was written": (
        lambda d: d["comments"][0].update(addressed_id=f"{FIRST}-d3", addressed_time="5:16 PM"),
        "/comments/0/addressed_id",
    ),
    "decimals of a confidence": (lambda d: d["mentions"][0].update(confidence=0.12345), "/mentions/0/confidence"),
    "zero-width space": (lambda d: d["article"].update(body=d["article"]["body"] + "\u200b"), "/article/body"),
    "byte order mark in a title": (
        lambda d: d["article"].update(title=d["article"]["title"] + "\ufeff"),
        "/article/title",
    ),
    "word joiner": (lambda d: d["comments"][3].update(text="a\u2060b"), "/comments/3/text"),
    "carriage return": (lambda d: d["comments"][3].update(text="plain\rtext"), "/comments/3/text"),
    "no-break space": (lambda d: d["article"].update(body=d["article"]["body"] + "\u00a0x"), "/article/body"),
    "decomposed letters": (lambda d: d["article"].update(byline="Cafe\u0301"), "/article/byline"),
    "decomposed time": (
        lambda d: d["comments"][3].update(addressed_time="5:16 man\u0303ana"),
        "/comments/3/addressed_time",
    ),
    "contact detail": (lambda d: d["comments"][3].update(text="mail me a.b@gmail.com"), "/comments/3/text"),
    "two blank lines": (lambda d: d["article"].update(body=d["article"]["body"] + "\n\n\nx"), "/article/body"),
    "blank line at the end": (lambda d: d["article"].update(body=d["article"]["body"] + "\n"), "/article/body"),
    "site of another host": (lambda d: d["article"].update(source="x.com"), "/article/source"),
    "address that is not canonical": (lambda d: d["article"].update(url="https://www.example.org/a"), "/article/url"),
    "id of another address": (lambda d: d["article"].update(alias_ids=[]), "/article/alias_ids"),
    "licence in words": (lambda d: d["article"].update(license="free to use"), "/article/license"),
    "absolute path": (lambda d: d["article"].update(capture_path="/home/ana/a.txt"), "/article/capture_path"),
    "own capture again": (
        lambda d: d["article"].update(duplicate_captures=[d["article"]["capture_sha256"]]),
        "/article/duplicate_captures",
    ),
    "unknown column": (lambda d: d["article"].update(mood="good"), "/article"),
    "missing column": (lambda d: d["article"].pop("split"), "/article"),
    "unknown label": (lambda d: d["mentions"][0].update(label="GANG"), "/mentions/0/label"),
    "newline after an id": (lambda d: d["article"].update(article_id=f"{FIRST}\n"), "/article/article_id"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_found_where_it_is(name: str) -> None:
    damage, pointer = FAULTS[name]
    document = sample_document()
    damage(document)
    faults = CHECKER.check(document)
    assert pointer in [f.pointer for f in faults]
    assert all(f.message and f.value and str(f).isprintable() for f in faults)


def test_all_faults_are_listed_at_once() -> None:
    document = sample_document()
    document["article"]["comment_count"] = 9
    document["comments"][2]["depth"] = 5
    document["mentions"][0]["text"] = "x"
    pointers = [f.pointer for f in CHECKER.check(document)]
    assert pointers == ["/article/comment_count", "/comments/2/depth", "/mentions/0/text"]


def test_the_contact_detail_is_not_repeated() -> None:
    document = sample_document()
    document["comments"][3]["text"] = "mail me a.b@gmail.com"
    (fault,) = CHECKER.check(document)
    assert "1 [email]" in str(fault)
    assert "gmail" not in str(fault)


def test_a_reply_keeps_its_number_where_the_comment_above_it_was_withdrawn() -> None:
    document = sample_document()
    document["comments"] = without_comments(document["comments"], {f"{FIRST}-b1"})
    document["mentions"] = [m for m in document["mentions"] if m["comment_id"] != f"{FIRST}-b1"]
    document["article"]["comment_count"] = 3
    assert document["comments"][1]["number"] == "1.1.1"
    assert CHECKER.check(document, gaps=True) == []
    assert [f.pointer for f in CHECKER.check(document)] == ["/comments/1/number"]


@given(st.text(alphabet="aÃ©Â \u200b\u2060\ufeff\u00a0\u0301\u0302e\u0080â€™Å\r\n\u0099\u2126\u2000", max_size=12))
def test_a_normalised_text_keeps_the_rules_of_text(text: str) -> None:
    plain = normalise(text)
    assert text_fault(plain) is None
    assert are_normal([plain, plain])


@given(st.lists(st.text(alphabet="ae\u0301\u0302\u00e9\u00a0\r\n\u200b", max_size=4), max_size=4))
def test_all_texts_at_once_are_judged_as_each_is(texts: list[str]) -> None:
    assert are_normal(texts) == all(text_fault(text) is None for text in texts)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 10)), max_size=12))
def test_overlap_is_found_in_any_order(spans: list[tuple[int, int]]) -> None:
    document = sample_document()
    document["article"]["body"] = text = "x" * 60
    document["mentions"] = [
        mention(document["article"], "title", "Los Faros", "PLACE", None)
        | {
            "mention_id": f"{FIRST}:body:{start}-{start + size}",
            "field": "body",
            "start": start,
            "end": start + size,
            "text": text[start : start + size],
        }
        for start, size in spans
    ]
    taken: set[int] = set()
    clash = False
    for start, size in spans:
        clash |= bool(taken & set(range(start, start + size)))
        taken |= set(range(start, start + size))
    assert bool(CHECKER.check(document)) == clash


def validated(out: Path, rows: dict[str, list[Row]], limit: int = 100) -> Validation:
    opened = open_release(write_release(out, rows))
    return validate_release(opened.manifest, opened.storage.location, limit)


def test_a_good_release_has_no_fault(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    found = validated(tmp_path / "out", rows)
    assert found.ok
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
    found = validated(tmp_path / "out", rows, limit=3)
    assert (len(found.faults), found.faults_in_all) == (3, len(rows["entity_mentions"]))


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


def test_checking_changes_no_document() -> None:
    document = sample_document()
    before = copy.deepcopy(document)
    CHECKER.check(document)
    assert document == before
