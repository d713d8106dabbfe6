"""Numbered lists that readers write within a comment are its text, and replies stay replies."""

from __future__ import annotations

import pytest

from narco_corpus.builder.parse import parse_text

HEAD = (
    "Headline of the Day\n\nWednesday, September 21, 2011\n\nGunmen attacked a bar in the city late on Friday and "
    "killed three persons, officials said.\n\n\n"
)


def _comments(lines: str) -> list[tuple[str | None, str]]:
    comments = parse_text(HEAD + lines).comments
    assert parse_text(f"{HEAD}9 comments:\n\n{lines}").comments == comments
    return [(c.number, c.text) for c in comments]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("my list is\n  1. one\n  2. two\n  3. three", "my list is\n1. one\n2. two\n3. three"),
        ("my list is\n     1. one\n     2. two", "my list is\n1. one\n2. two"),
        ("my list is\n    1. one\n    2. two", "my list is\n1. one\n2. two"),
        ("my list:\n\n  1. one\n\n  2. two", "my list:\n\n1. one\n\n2. two"),
        ("my list:\n\n  1. one\n\n  2. two\n\n  3. three", "my list:\n\n1. one\n\n2. two\n\n3. three"),
        ("my list:\n\n    1. one\n\n    2. two", "my list:\n\n1. one\n\n2. two"),
        ("1. one\n  2. two", "1. one\n2. two"),
        ("1) one\n  2) two", "1) one\n2) two"),
        ("he was born in\n  1975. and died", "he was born in\n1975. and died"),
        ("I think\n\n  2011. was bad", "I think\n\n2011. was bad"),
    ],
)
def test_a_list_within_a_comment_is_its_text(written: str, text: str) -> None:
    assert _comments(f"  1. first\n\n  2. {written}\n\n  3. third\n\n  4. fourth\n") == [
        ("1", "first"),
        ("2", text),
        ("3", "third"),
        ("4", "fourth"),
    ]


def test_a_list_within_the_first_the_last_or_several_comments_is_text() -> None:
    inner = "\n  1. one\n  2. two"
    text = "1. one\n2. two"
    assert _comments(f"  1. first{inner}\n\n  2. second{inner}\n  3. three\n\n  3. last{inner}\n") == [
        ("1", f"first\n{text}"),
        ("2", f"second\n{text}\n3. three"),
        ("3", f"last\n{text}"),
    ]


def test_a_list_within_a_reply_is_its_text() -> None:
    lines = "  1. first\n\n    1. a reply\n    1. one\n    2. two\n\n    2. another\n\n  2. second\n"
    assert _comments(lines) == [("1", "first"), ("1.1", "a reply\n1. one\n2. two"), ("1.2", "another"), ("2", "second")]


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        ("  1. a\n    1. r\n    2. s\n  2. b\n  3. c\n", ["1", "1.1", "1.2", "2", "3"]),
        ("  1. a\n\n    1. r\n\n    2. s\n\n  2. b\n", ["1", "1.1", "1.2", "2"]),
        ("  1. a\n\n    ReplyDelete\n  2. Replies\n    1. r\n\n      Delete\n    2. s\n\n", ["1", "2", "2.1", "2.2"]),
        ("  1. a\n  2. b\n  3. c\n", ["1", "2", "3"]),
        ("  1. a\n\n  2. b\n  3. c\n  5. d\n", ["1", "2", "3", "5"]),
        ("  1. a\n\n  3. b\n\n  4. c\n", ["1", "3", "4"]),
        # Replies that have lost their indent.
        ("  1. a\n\n  1. r\n\n  2. s\n\n  2. b\n\n  3. c\n", [None, None, None, None, "3"]),
    ],
)
def test_comments_and_replies_are_no_list_of_another(lines: str, numbers: list[str | None]) -> None:
    assert [number for number, _ in _comments(lines)] == numbers


@pytest.mark.parametrize(
    ("lines", "complete"),
    [
        ("  1. a\n\n  2. b.\n", True),
        ("  1. a\n\n    1. r\n\n    2. s\n\n  2. b.\n", True),
        # Replies that have lost their indent.
        ("  1. a\n\n  1. r\n\n  2. s\n\n  2. b.\n", True),
        ("  3. a\n\n  4. b.\n", False),
        ("  3. a\n\n  5. b\n\n  5. c.\n", False),
        ("  1. a\n\n  3. b.\n", False),
        ("  1. a\n\n    1. r\n\n    3. s\n\n  2. b.\n", False),
    ],
)
def test_comments_that_the_numbers_say_are_missing_are_told(lines: str, complete: bool) -> None:
    assert parse_text(HEAD + lines).complete == complete


def test_a_first_item_that_is_indented_deeper_than_the_list_begins_a_comment() -> None:
    post = parse_text("2 comments:\n    1. a reply\n  1.\n  3. x")
    assert [comment.text for comment in post.comments] == ["a reply", "", "x"]
