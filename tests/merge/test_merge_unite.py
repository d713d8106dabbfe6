"""How the comments of several captures become one list."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.builder.merge.unite import unite
from narco_corpus.builder.post import Comment, Post


def post(*comments: Comment, title: str | None = "T", complete: bool = True) -> Post:
    return Post(title=title, body="b", comments=list(comments), complete=complete, layout="blogger")


def texts(united: Post) -> list[tuple[str, int | None]]:
    return [(c.text, c.parent) for c in united.comments]


def test_comments_added_later_come_after_the_known_ones() -> None:
    old = post(Comment(text="one"), Comment(text="two"))
    new = post(Comment(text="one"), Comment(text="two"), Comment(text="three"))
    assert texts(unite([old, new])) == [("one", None), ("two", None), ("three", None)]


def test_a_reply_that_only_the_other_capture_has_keeps_its_parent() -> None:
    best = post(Comment(text="zero"), Comment(text="one"))
    other = post(Comment(text="one"), Comment(text="reply", parent=0))
    assert texts(unite([best, other])) == [("zero", None), ("one", None), ("reply", 1)]


def test_a_reply_stands_below_its_parent_and_not_at_the_end() -> None:
    best = post(Comment(text="zero"), Comment(text="one"))
    other = post(Comment(text="zero"), Comment(text="reply", parent=0), Comment(text="one", addressed=1))
    assert texts(unite([best, other])) == [("zero", None), ("reply", 0), ("one", None)]


def test_equal_texts_are_matched_by_ordinal() -> None:
    united = unite([post(Comment(text="lol"), Comment(text="lol")), post(Comment(text="lol"))])
    assert texts(united) == [("lol", None), ("lol", None)]
    united = unite([post(Comment(text="lol")), post(Comment(text="lol"), Comment(text="lol"))])
    assert texts(united) == [("lol", None), ("lol", None)]


def test_the_pages_own_id_matches_what_spacing_would_not() -> None:
    united = unite([post(Comment(text="short", own_id="1")), post(Comment(text="short, then edited", own_id="1"))])
    assert texts(united) == [("short", None)]


def test_gaps_of_the_best_are_filled() -> None:
    united = unite([post(title=None, complete=False), post(title="Title", complete=True)])
    assert united.title == "Title"
    assert united.complete


comment_lists = st.lists(st.sampled_from(["a", "b", "c", "d"]).map(lambda t: Comment(text=t)), max_size=8)


@given(comment_lists, comment_lists)
def test_nothing_is_lost_or_invented(first: list[Comment], second: list[Comment]) -> None:
    united = [c.text for c in unite([post(*first), post(*second)]).comments]
    for text in "abcd":
        counts = [sum(c.text == text for c in comments) for comments in (first, second)]
        assert united.count(text) == max(counts)
    assert united[: len(first)] == [c.text for c in first]
