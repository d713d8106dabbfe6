"""Numbers of comments: as printed where that tells them apart, else by order."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.builder.post import Comment
from narco_corpus.builder.rows import full_numbers


def test_printed_numbers_stay() -> None:
    comments = [Comment(text="", number="7"), Comment(text="", number="9"), Comment(text="", number="9.1", parent=1)]
    assert full_numbers(comments) == ["7", "9", "9.1"]


def test_without_numbers_order_counts() -> None:
    comments = [Comment(text=""), Comment(text="", parent=0), Comment(text="", parent=0), Comment(text="")]
    assert full_numbers(comments) == ["1", "1.1", "1.2", "2"]


def test_a_repeated_number_makes_its_level_count_by_order() -> None:
    comments = [Comment(text="", number="3"), Comment(text="", number="3"), Comment(text="", number="1.1", parent=1)]
    assert full_numbers(comments) == ["1", "2", "2.1"]


numbers = st.one_of(st.none(), st.integers(0, 4).map(str))


@st.composite
def threads(draw: st.DrawFn) -> list[Comment]:
    comments: list[Comment] = []
    for index in range(draw(st.integers(0, 12))):
        parent = draw(st.one_of(st.none(), st.integers(0, index - 1))) if index else None
        comments.append(Comment(text="", number=draw(numbers), parent=parent))
    return comments


@given(threads())
def test_no_number_stands_twice_and_each_begins_with_its_parents(comments: list[Comment]) -> None:
    found = full_numbers(comments)
    assert len(set(found)) == len(found)
    for comment, number in zip(comments, found, strict=True):
        expected = "" if comment.parent is None else found[comment.parent] + "."
        assert number.startswith(expected)
        assert number.count(".") == expected.count(".")
