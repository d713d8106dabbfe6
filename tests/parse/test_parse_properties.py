"""What holds for the reading of any text: no other exception, no text of its own, trees that point upward."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narco_corpus.builder.parse import parse_text
from narco_corpus.builder.post import NotOnePost, Post
from narco_corpus.model.text import normalise, squeeze

_SPACES = re.compile(r"\s+")
LINES = st.sampled_from(
    [
        "",
        "",
        "Wednesday, September 21, 2011",
        "viernes, 23 de abril de 2010 |",
        "Blog dedicated to reporting on Mexican drug cartels",
        "Roads That Nobody Takes",
        "By Rosa Campos",
        '"Ocote" for Borderland Beat',
        "Gunmen blocked four avenues of the city on Tuesday night and burned two buses near the stadium, police said.",
        "They are:",
        "2 comments:",
        "No comments:",
        "8 Responses",
        "Anonymous said...",
        "At 5:16 PM, Rosa said...",
        "  1. first",
        "  2. @5:16 PM second",
        "  1.",
        "    1. a reply",
        "    2. Replies",
        "    ReplyDelete",
        "    Replies",
        "      Delete",
        "    July 15, 2009 at 6:47 am",
        "• pedro 5:16 PM no",
        "Read More",
        "Post a Comment",
        "Posted by Ocote at 5:16 PM 3 comments",
        "Comments",
        "Bob May 3, 2012 at 5:16 PM",
        "Reply",
        "Respuestas",
        "hace 3 días",
        " date 2024-11-05 Then it began.",
        "\u00a0 3.\u200b x",
    ]
)
PAGES = st.lists(LINES, max_size=40).map("\n".join)
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


def read(text: str) -> Post | None:
    try:
        return parse_text(text)
    except NotOnePost as refusal:
        assert refusal.reason
        return None


@settings(max_examples=400, deadline=None)
@given(st.one_of(PAGES, TEXTS, st.lists(st.one_of(LINES, TEXTS), max_size=20).map("\n".join)))
def test_any_text_is_a_post_or_refused(text: str) -> None:
    post = read(text)
    if post is None:
        return
    whole = _SPACES.sub(" ", normalise(text))
    for part in (*(c.text for c in post.comments), post.title or "", *(post.byline or "").split("\n")):
        assert squeeze(part) in whole
    for paragraph in post.body.split("\n"):
        assert squeeze(paragraph) in whole
    for index, comment in enumerate(post.comments):
        assert comment.parent is None or 0 <= comment.parent < index
        assert comment.addressed is None or 0 <= comment.addressed < index
        assert comment.addressed is None or comment.addressed_time
        assert comment.addressed_time is None or comment.addressed_time in comment.text
    numbers = [c.number for c in post.comments if c.number is not None]
    assert len(numbers) == len(set(numbers))
    assert parse_text(text) == post


@settings(max_examples=200, deadline=None)
@given(PAGES)
def test_line_ends_and_marks_change_nothing(text: str) -> None:
    assert read(text) == read("\ufeff" + text.replace("\n", "\r\n"))


COMMENT = st.from_regex(r"[A-Za-z][a-z]{0,8}( [a-z]{1,8}){0,6}[.!]", fullmatch=True)


@settings(deadline=None)
@given(st.lists(st.tuples(COMMENT, st.lists(COMMENT, max_size=4)), min_size=1, max_size=12), st.booleans())
def test_a_thread_written_out_is_read_back(threads: list[tuple[str, list[str]]], widgets: bool) -> None:
    lines = ["Friday, March 2, 2012", "", "Roadblocks In Tepic", "", "Gunmen blocked the road to the sea.", "", ""]
    expected: list[tuple[str, str, int | None]] = []
    for top, (text, replies) in enumerate(threads, 1):
        lines += [
            f"  {top}. {text}",
            "",
            *(["    ReplyDelete", *(["    Replies"] if replies else [])] if widgets else []),
        ]
        parent = len(expected)
        expected.append((str(top), text, None))
        for number, reply in enumerate(replies, 1):
            lines += [f"    {number}. {reply}", "", *(["      Delete"] if widgets else [])]
            expected.append((f"{top}.{number}", reply, parent))
    comments = parse_text("\n".join(lines)).comments
    assert [(c.number, c.text, c.parent) for c in comments] == expected


@pytest.mark.parametrize(
    ("text", "comments"),
    [
        ("  1. \n" * 200_000, 199_999),
        ("Body.\n\n\n" + "  1. \n" * 200_000, 200_000),
        ('"' * 1_000_000, 0),
        ('"a\n' * 300_000, 0),
        ("x " * 500_000, 0),
        (" " * 1_000_000 + "one line after all of it", 0),
        ("Body.\n\n\n" + "".join(" " * (2 + 2 * n) + "1. x\n" for n in range(1000)), 2),
        ("Body.\n\n\n  1. @ " + "@ 5:16 " * 100_000, 1),
        (
            "Body.\n\n\n"
            + "".join(f"  {n}. @5:16 PM x\n\n    July {n % 28 + 1}, 2011 at 5:16 pm\n\n" for n in range(20_000)),
            20_000,
        ),
    ],
    ids=["items", "items under a body", "quotes", "quote lines", "one line", "spaces", "nested", "ats", "times"],
)
def test_large_inputs_are_read_as_what_they_are(text: str, comments: int) -> None:
    assert len(parse_text(text).comments) == comments
