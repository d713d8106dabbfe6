"""Invented captures of every family parse to what their expected files say, or are refused for its reason."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from narco_corpus.builder.parse import parse_text
from narco_corpus.builder.post import Comment, NotOnePost

CAPTURES = Path(__file__).parent / "captures"
NAMES = sorted(path.name.removesuffix(".txt") for path in CAPTURES.glob("*.txt"))


def test_there_are_captures_of_many_families() -> None:
    assert len(NAMES) >= 40


@pytest.mark.parametrize("name", NAMES)
def test_capture(name: str) -> None:
    text = (CAPTURES / f"{name}.txt").read_bytes().decode()
    expected: dict[str, Any] = json.loads((CAPTURES / f"{name}.expected.json").read_text(encoding="utf-8"))
    if "refused" in expected:
        with pytest.raises(NotOnePost) as refusal:
            parse_text(text, url=expected["url"])
        assert expected["refused"] in refusal.value.reason
        return
    post = parse_text(text, url=expected["url"])
    found = {
        "title": post.title,
        "byline": post.byline,
        "published": post.published_on.isoformat() if post.published_on else None,
        "body": post.body.split("\n\n") if post.body else [],
        "complete": post.complete,
        "layout": post.layout,
    }
    assert {key: found[key] for key in found if key in expected} == {
        key: expected[key] for key in found if key in expected
    }
    assert [comment.text for comment in post.comments] == [want["text"] for want in expected["comments"]]
    for comment, want in zip(post.comments, expected["comments"], strict=True):
        check_comment(comment, want)


def check_comment(comment: Comment, want: dict[str, Any]) -> None:
    assert (comment.parent, comment.addressed, comment.addressed_time) == (
        want.get("parent"),
        want.get("addressed"),
        want.get("addressed_time"),
    ), want
    if "number" in want:
        assert comment.number == want["number"]
    if "author" in want:
        assert comment.author == want["author"]
    if "printed_at" in want:
        assert comment.printed_on is not None and comment.printed_at is not None
        assert datetime.combine(comment.printed_on, comment.printed_at).isoformat() == want["printed_at"]
    if "printed_on" in want:
        assert comment.printed_on is not None
        assert comment.printed_on.isoformat() == want["printed_on"]


def test_the_notice_of_a_comment_that_waits_for_approval_is_no_text_of_it() -> None:
    comments = "".join(
        f"  {number}. {name} says:\n     {notice}\n     March 4, 2011 at 5:1{number} pm\n\n     Text {number}\n\n"
        for number, name, notice in (
            (1, "Bob", "Your comment is awaiting moderation."),
            (2, "Ana", "Tu comentario está a la espera de moderación."),
        )
    )
    post = parse_text(f"March 4, 2011\n\nRoads closed\n\nWords of the post.\n\n\n{comments}")
    assert [(c.author, c.text) for c in post.comments] == [("Bob", "Text 1"), ("Ana", "Text 2")]
