"""Which comments of several captures are one, and which only look alike."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.builder.merge.unite import unite
from narco_corpus.builder.post import Comment, Post

REMOVED = "This comment has been removed by the author."
ELIMINADO = "Este comentario ha sido eliminado por un administrador del blog."
HALF, WHOLE = "I think that the arm", "I think that the army will come back soon"


def post(*comments: Comment, complete: bool = True) -> Post:
    return Post(title="T", body="b", comments=list(comments), complete=complete, layout="blogger")


def listed(*texts: str) -> Post:
    return post(*(Comment(text=text) for text in texts))


def at(text: str, day: int, clock: time | None = time(17, 16), author: str | None = None, **more: str) -> Comment:
    return Comment(text=text, author=author, printed_on=date(2011, 3, day), printed_at=clock, **more)


def texts(*posts: Post) -> list[str]:
    return [comment.text for comment in unite(posts).comments]


def in_any_order(*posts: Post) -> list[str]:
    """The texts, whichever of the captures is taken for the best."""
    found = {tuple(sorted(texts(*some))) for some in permutations(posts)}
    assert len(found) == 1, found
    return sorted(found.pop())


def test_two_ids_of_the_page_are_two_comments_whatever_they_say() -> None:
    first = post(at("Thanks", 10, own_id="101"), at("Viva Mier.", 10, own_id="102"))
    later = post(at("Viva Mier.", 10, own_id="102"), at("Thanks", 20, author="Beto", own_id="108"))
    for captures in ((first, later), (later, first)):
        assert [c.own_id for c in unite(captures).comments] == ["101", "102", "108"]


def test_a_page_that_moved_has_other_ids_for_the_same_comments() -> None:
    old = post(at("si", 10, author="Ana", own_id="7"), at("no", 11, author="Beto", own_id="8"))
    new = post(at("si", 10, author="Ana", own_id="101"), at("no", 11, author="Beto", own_id="102"))
    assert [c.own_id for c in unite([old, new]).comments] == ["7", "8"]


@pytest.mark.parametrize(
    "other",
    [
        at("si", 15, author="Ana"),
        at("si", 10, time(17, 17), author="Ana"),
        at("si", 11, None),
        Comment(text="si", printed_at=time(9)),
        Comment(text="si", author="Carla"),
    ],
)
def test_another_writer_or_time_is_another_comment(other: Comment) -> None:
    mine = at("si", 10, author="Ana")
    assert in_any_order(post(mine, Comment(text="viva")), post(Comment(text="viva"), other)) == ["si", "si", "viva"]


@pytest.mark.parametrize(
    "other",
    [
        Comment(text="si"),
        at("si", 10, None),
        at("si", 10, None, author=" ANA "),
        at("si", 10, author="Ana María"),  # of one minute: a reader who has another name by now
    ],
)
def test_what_is_not_printed_or_printed_otherwise_is_nothing_against_it(other: Comment) -> None:
    mine = at("si", 10, author="Ana")
    assert in_any_order(post(mine, Comment(text="viva")), post(other, Comment(text="viva"))) == ["si", "viva"]


def test_a_blog_that_changed_its_zone_has_the_same_comments() -> None:
    def capture(hours: int) -> Post:
        start = datetime(2011, 3, 10, 22)
        moments = [start + timedelta(hours=hours + n, minutes=7 * n) for n in range(5)]
        said = zip(("si", "uno", "dos", "si", "tres"), moments, strict=True)
        return post(*(Comment(text=t, printed_on=m.date(), printed_at=m.time()) for t, m in said))

    assert texts(capture(0), capture(2)) == ["si", "uno", "dos", "si", "tres"]
    days = [Comment(text=c.text, printed_on=c.printed_on) for c in capture(2).comments]
    assert texts(capture(0), post(*days)) != [], "days that are a zone apart are no fault"


def test_of_equal_ones_the_one_of_the_same_minute_is_meant() -> None:
    first = post(at("si", 10), at("si", 11), at("no", 12))
    later = post(at("si", 11, author="Beto"), at("no", 12))
    united = unite([first, later]).comments
    assert [(c.printed_on, c.author) for c in united] == [
        (date(2011, 3, 10), None),
        (date(2011, 3, 11), "Beto"),
        (date(2011, 3, 12), None),
    ]


def test_a_half_comment_at_the_end_of_a_capture_is_the_whole_one() -> None:
    whole, cut = listed("one", "two", WHOLE, "bye"), listed("one", "two", HALF)
    assert in_any_order(whole, cut) == sorted(["one", "two", WHOLE, "bye"])
    assert in_any_order(whole, cut, listed("one", "two", HALF[:9])) == sorted(["one", "two", WHOLE, "bye"])
    assert in_any_order(listed("one", "si claro que si"), listed("one", "si")) == ["one", "si claro que si"]


def test_a_half_one_with_its_id_gets_the_rest_of_it() -> None:
    cut = post(Comment(text="one", own_id="1"), Comment(text=HALF, own_id="3"), complete=False)
    for captures in ((cut, listed("one", WHOLE, "bye")), (listed("one", WHOLE, "bye"), cut)):
        assert [(c.text, c.own_id) for c in unite(captures).comments] == [("one", "1"), (WHOLE, "3"), ("bye", None)]
    whole = post(Comment(text=WHOLE, own_id="3"), complete=False)
    assert [c.text for c in unite([cut, whole]).comments] == ["one", WHOLE]


@pytest.mark.parametrize(
    ("whole", "cut"),
    [
        (post(at("one", 10), at(WHOLE, 11)), post(at("one", 10), at(HALF, 12))),
        (listed("one", "I think not", "si claro"), listed("one", "si")),
        (listed("one", HALF + "y will", HALF + "our will"), listed("two", HALF)),
        (listed("one", WHOLE, "bye"), listed("one", HALF, "bye")),
        (listed("one", "two"), listed("one", "")),
    ],
)
def test_what_is_no_half_of_it_stays(whole: Post, cut: Post) -> None:
    united = in_any_order(whole, cut)
    assert set(united) == {c.text for c in (*whole.comments, *cut.comments)}


@pytest.mark.parametrize("words", [REMOVED, ELIMINADO, "Comment deleted", "[eliminado]"])
def test_a_comment_that_was_taken_back_is_nowhere_any_more(words: str) -> None:
    first, later = listed("one", "I saw it", "two"), listed("one", words, "two", "three")
    assert in_any_order(first, later) == sorted(["one", words, "two", "three"])
    with_ids = post(Comment(text="I saw it", own_id="1"), Comment(text="two", own_id="2"))
    assert in_any_order(with_ids, post(Comment(text=words, own_id="1"))) == sorted([words, "two"])


@pytest.mark.parametrize(
    ("first", "later", "united"),
    [
        (["one", "x"], ["one", REMOVED, "two"], ["one", REMOVED, "two"]),
        (["one", "x", "y", "two"], ["one", REMOVED, REMOVED, "two"], ["one", REMOVED, REMOVED, "two"]),
        (["one", "x", "two"], ["one", REMOVED, "a reply", "two"], ["one", REMOVED, "a reply", "two"]),
        (["one", REMOVED, "two"], ["one", REMOVED, "two", REMOVED], ["one", REMOVED, "two", REMOVED]),
        (["one", REMOVED, "two"], ["one", ELIMINADO, "two"], ["one", REMOVED, "two"]),
        (["x"], [REMOVED], [REMOVED]),
        # Which of the two it was cannot be told.
        (["one", "x", "y", "two"], ["one", REMOVED, "two"], ["one", "x", "y", REMOVED, "two"]),
        # Nothing says that it was in this place.
        (["one", "two", "x"], ["one", REMOVED, "two"], ["one", REMOVED, "two", "x"]),
    ],
)
def test_what_stands_in_the_place_of_a_removed_one(first: list[str], later: list[str], united: list[str]) -> None:
    for captures in ((first, later), (later, first)):
        found = texts(*(listed(*some) for some in captures))
        assert sorted(REMOVED if text == ELIMINADO else text for text in found) == sorted(united)


def test_a_removed_comment_of_another_minute_is_another_one() -> None:
    first = post(at("one", 10), at("x", 11, author="Ana"), at("two", 14))
    later = post(at("one", 10), at(REMOVED, 12, author="Ana"), at("two", 14))
    assert in_any_order(first, later) == sorted(["one", "x", REMOVED, "two"])
    moved = post(at("two", 14), at(REMOVED, 11, author="Ana"))
    assert in_any_order(first, moved) == sorted(["one", REMOVED, "two"]), "of its minute, wherever it stands"


@pytest.mark.parametrize("said", ["They removed this comment by the author", f"{REMOVED}\nwhy?", "deleted"])
def test_who_speaks_of_removed_comments_is_kept(said: str) -> None:
    assert sorted(texts(listed("one", "x", "two"), listed("one", said, "two"))) == sorted(["one", "x", said, "two"])


captures = st.lists(
    st.lists(
        st.tuples(st.sampled_from(["a", "b", "ab", REMOVED]), st.integers(1, 9)), max_size=6, unique_by=lambda p: p[1]
    ),
    min_size=1,
    max_size=4,
).map(
    lambda many: [post(*(Comment(text=t, own_id=str(i)) for t, i in sorted(some, key=lambda p: p[1]))) for some in many]
)


@given(captures)
def test_each_id_is_one_comment_and_in_its_place(posts: list[Post]) -> None:
    ids = {c.own_id for some in posts for c in some.comments}
    removed = {c.own_id for some in posts for c in some.comments if c.text == REMOVED}
    for order in permutations(posts):
        united = unite(order).comments
        assert sorted(c.own_id or "" for c in united) == sorted(ids)
        assert {c.own_id for c in united if c.text == REMOVED} == removed
        best = [c.own_id for c in order[0].comments]
        assert [c.own_id for c in united if c.own_id in best] == best


moments = st.lists(st.integers(0, 200), max_size=12, unique=True).map(sorted)


@given(st.lists(moments, min_size=1, max_size=4))
def test_comments_that_print_their_time_stand_in_its_order(many: list[list[int]]) -> None:
    start = datetime(2011, 3, 10)
    posts = [
        post(
            *(
                Comment(text="RIP", printed_on=m.date(), printed_at=m.time())
                for m in (start + timedelta(hours=h) for h in some)
            )
        )
        for some in many
    ]
    for order in permutations(posts):
        found = [
            datetime.combine(c.printed_on, c.printed_at) for c in unite(order).comments if c.printed_on and c.printed_at
        ]
        assert len(found) == len({h for some in many for h in some})
        assert all(a < b for a, b in pairwise(found))
