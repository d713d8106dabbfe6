"""How the comments of several captures become one list."""

from __future__ import annotations

from datetime import date, datetime, time

from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.builder.merge.unite import unite
from narco_corpus.builder.post import Comment, Post


def post(*comments: Comment, title: str | None = "T", complete: bool = True, layout: str = "blogger") -> Post:
    return Post(title=title, body="b", comments=list(comments), complete=complete, layout=layout)


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


def test_a_byline_that_only_another_capture_has_is_kept() -> None:
    signed = post(Comment(text="one"))
    signed.byline = "Chivis"
    assert unite([post(), signed]).byline == "Chivis"
    other = post()
    other.byline = "Buggs"
    assert unite([signed, other]).byline == "Chivis", "the best capture's goes first"


def test_the_utc_time_of_a_comment_that_only_another_capture_has_is_kept() -> None:
    early, late = datetime(2012, 5, 5, 17, 16), datetime(2012, 5, 5, 18, 16)
    united = unite([post(Comment(text="one")), post(Comment(text="one", utc=early))])
    assert [c.utc for c in united.comments] == [early]
    united = unite([post(Comment(text="one", utc=early)), post(Comment(text="one", utc=late))])
    assert [c.utc for c in united.comments] == [early], "the best capture's goes first"


def tree(united: Post) -> list[tuple[str, int | None, str | None]]:
    return [(c.text, c.parent, c.number) for c in united.comments]


def test_a_tree_goes_before_a_list_that_has_more_comments() -> None:
    threaded = post(
        Comment(text="one", own_id="1"),
        Comment(text="reply", own_id="2", parent=0),
        Comment(text="two", own_id="3"),
        layout="blogger-threaded-html",
    )
    flat = [Comment(text=t, number=str(n)) for n, t in enumerate(("one", "reply", "two", "three"), 1)]
    for layout in ("blogger-html", "blogger"):
        united = unite([post(*flat, layout=layout), threaded])
        assert tree(united) == [("one", None, None), ("reply", 0, None), ("two", None, None), ("three", None, None)]
        assert [c.own_id for c in united.comments] == ["1", "2", "3", None]


def test_a_tree_of_markup_goes_before_one_of_indents() -> None:
    text = post(
        Comment(text="one", number="1"),
        Comment(text="two", number="1.1", parent=0),
        Comment(text="three", number="1.2", parent=0),
        Comment(text="four", number="1.3", parent=0),
        layout="blogger-threaded",
    )
    html = post(
        Comment(text="one"),
        Comment(text="two"),
        Comment(text="three", parent=1),
        layout="wordpress-html",
    )
    assert tree(unite([text, html])) == [
        ("one", None, None),
        ("four", 0, None),
        ("two", None, None),
        ("three", 2, None),
    ]


def test_numbers_are_those_of_the_tree() -> None:
    text = post(
        Comment(text="one", number="1"),
        Comment(text="two", number="1.1", parent=0),
        Comment(text="three", number="2"),
        layout="blogger-threaded",
    )
    flat = post(*(Comment(text=t, number=str(n)) for n, t in enumerate(("one", "two", "three", "four"), 1)))
    assert tree(unite([flat, text])) == [
        ("one", None, "1"),
        ("two", 0, "1.1"),
        ("three", None, "2"),
        ("four", None, None),
    ]


def test_what_a_comment_answers_is_found_by_the_times_of_any_capture() -> None:
    text = post(Comment(text="one"), Comment(text="two"), Comment(text="1:20 AM no"), Comment(text="1:40 AM why"))
    day = date(2012, 5, 5)
    html = post(
        Comment(text="one", printed_on=day, printed_at=time(1, 10)),
        Comment(text="two", printed_on=day, printed_at=time(1, 20)),
        Comment(text="1:20 AM no", printed_on=day, printed_at=time(1, 40), addressed_time="1:20 AM", addressed=1),
        layout="blogger-html",
    )
    for captures in ([text, html], [html, text]):
        united = unite(captures)
        assert [(c.addressed_time, c.addressed) for c in united.comments[2:]] == [("1:20 AM", 1), ("1:40 AM", 2)]
        assert [c.printed_at for c in united.comments] == [time(1, 10), time(1, 20), time(1, 40), None]


def test_an_export_in_utc_gets_the_clock_of_the_page_beside_it() -> None:
    export = Post(
        title="T",
        published_on=date(2012, 5, 5),
        day_in_utc=True,
        comments=[
            Comment(text="one", own_id="1", utc=datetime(2012, 5, 5, 17, 16, 40)),
            Comment(text="two", own_id="2", utc=datetime(2012, 5, 5, 22, 16)),
            Comment(text="5:16 PM no", own_id="3", utc=datetime(2012, 5, 6, 2)),
        ],
        layout="blogger-export",
    )
    page = post(Comment(text="one", own_id="1", printed_on=date(2012, 5, 5), printed_at=time(12, 16)))
    page.published_on = date(2012, 5, 4)
    united = unite([export, page])
    assert (united.published_on, united.day_in_utc) == (date(2012, 5, 4), False)
    assert [(c.printed_on, c.printed_at) for c in united.comments] == [
        (date(2012, 5, 5), time(12, 16)),
        (date(2012, 5, 5), time(17, 16)),
        (date(2012, 5, 5), time(21, 0)),
    ]
    assert [c.addressed for c in united.comments] == [None, None, 1]


def test_what_stands_after_a_reply_is_not_said_to_be_what_it_answers() -> None:
    day = date(2012, 5, 5)
    threaded = post(
        Comment(text="one", printed_on=day, printed_at=time(1, 10)),
        Comment(text="2:00 no", parent=0, printed_on=day, printed_at=time(3)),
        Comment(text="two", printed_on=day, printed_at=time(2)),
        layout="blogger-threaded-html",
    )
    united = unite([threaded, post(Comment(text="one"))])
    assert [(c.addressed_time, c.addressed) for c in united.comments] == [(None, None), ("2:00", None), (None, None)]


def test_comments_of_one_text_are_kept_apart_by_their_ids() -> None:
    united = unite([post(Comment(text="lol", own_id="2")), post(*(Comment(text="lol", own_id=i) for i in "12"))])
    assert sorted(c.own_id or "" for c in united.comments) == ["1", "2"]


trees = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 7)), max_size=8).map(
    lambda parts: [Comment(text=t, parent=p if p < n else None) for n, (t, p) in enumerate(parts)]
)


@given(st.lists(st.tuples(trees, st.sampled_from(["blogger", "wordpress-html"])), min_size=1, max_size=4))
def test_parents_stand_before_their_replies(captures: list[tuple[list[Comment], str]]) -> None:
    united = unite([post(*comments, layout=layout) for comments, layout in captures]).comments
    assert all(c.parent is None or c.parent < n for n, c in enumerate(united))
    for text in "abcd":
        assert sum(c.text == text for c in united) == max(sum(c.text == text for c in cs) for cs, _ in captures)


comment_lists = st.lists(st.sampled_from(["a", "b", "c", "d"]).map(lambda t: Comment(text=t)), max_size=8)


@given(comment_lists, comment_lists)
def test_nothing_is_lost_or_invented(first: list[Comment], second: list[Comment]) -> None:
    united = [c.text for c in unite([post(*first), post(*second)]).comments]
    for text in "abcd":
        counts = [sum(c.text == text for c in comments) for comments in (first, second)]
        assert united.count(text) == max(counts)
    found = iter(united)
    assert all(comment.text in found for comment in first), "in the order of the best"


def test_what_only_another_capture_has_stands_behind_what_it_follows_there() -> None:
    def listed(*said: str) -> Post:
        return post(*(Comment(text=text, number=str(n)) for n, text in enumerate(said, 1)))

    old, new = listed("zero", "one", "gone", "two"), listed("one", "two", "three", "four")
    united = unite([new, old]).comments
    assert [c.text for c in united] == ["zero", "one", "gone", "two", "three", "four"]
    assert {c.number for c in united} == {None}, "two lists that counted what each had"
    assert [c.text for c in unite([old, new]).comments] == ["zero", "one", "gone", "two", "three", "four"]
    assert [c.text for c in unite([listed("one"), listed("two"), listed("one", "two")]).comments] == ["one", "two"]


def test_of_what_two_captures_have_behind_one_comment_the_earlier_goes_first() -> None:
    def dated(*days: int) -> Post:
        return post(*(Comment(text=f"day {day}", printed_on=date(2012, 5, day)) for day in days))

    for captures in ((dated(1, 3, 6), dated(1, 2, 4, 6)), (dated(1, 2, 4, 6), dated(1, 3, 6))):
        assert [c.text for c in unite(captures).comments] == [f"day {day}" for day in (1, 2, 3, 4, 6)]
    assert [c.text for c in unite([dated(4, 5), dated(1, 2)]).comments] == [f"day {day}" for day in (1, 2, 4, 5)]


def test_a_new_comment_of_a_list_goes_behind_the_threads_before_it() -> None:
    threaded = post(
        Comment(text="one"), Comment(text="late reply", parent=0), Comment(text="two"), layout="blogger-threaded-html"
    )
    flat = post(*(Comment(text=text) for text in ("one", "two", "late reply", "new")))
    assert texts(unite([threaded, flat])) == [("one", None), ("late reply", 0), ("two", None), ("new", None)]
