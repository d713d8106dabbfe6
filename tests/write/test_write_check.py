"""Documents with a fault are found out, with a pointer to it."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.builder.check.document import DocumentChecker
from narco_corpus.builder.check.texts import are_normal, text_fault
from narco_corpus.model.text import normalise
from narco_corpus.removals.reply_tree import without_comments
from sample_release import FIRST, SECOND, mention, sample_rows

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
    "licence of one word": (lambda d: d["article"].update(license="copyright"), "/article/license"),
    "licence no list has": (lambda d: d["article"].update(license="CC0"), "/article/license"),
    "licence cut short": (lambda d: d["article"].update(license="(MIT"), "/article/license"),
    "licence in small letters": (lambda d: d["article"].update(license="cc-by-4.0"), "/article/license"),
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


def test_checking_changes_no_document() -> None:
    document = sample_document()
    before = copy.deepcopy(document)
    CHECKER.check(document)
    assert document == before
