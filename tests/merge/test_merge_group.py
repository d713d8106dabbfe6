"""Which captures make which article."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from merge_captures import BODY, capture, grouped

from narco_corpus.builder.merge.group import group_captures
from narco_corpus.builder.merge.index import KeyIndex
from narco_corpus.model.ids import article_id


def test_addresses_of_one_page_are_one_article(tmp_path: Path) -> None:
    urls = (
        "https://www.example-blog.com/2012/05/road.html",
        "http://example-blog.com/2012/05/road.html?m=1",
        "https://example-blog.com/2012/05/road.html?showComment=12#c12",
    )
    found = grouped(
        tmp_path, [capture(f"{n}.txt", url=u, comments=n, body=BODY + " " * n + "x" * n) for n, u in enumerate(urls)]
    )
    assert len(found) == 1
    group, original = found[0]
    assert original is None
    assert group.article_id == article_id("https://example-blog.com/2012/05/road.html", None, None, "")
    assert [k.path for k in group.captures] == ["2.txt", "1.txt", "0.txt"], "most comments first"
    assert group.alias_ids == []


def test_a_capture_whose_structure_is_stated_goes_before_a_text_with_more_comments(tmp_path: Path) -> None:
    keys = [
        capture("a.txt", comments=3),
        capture("b.html", comments=1, layout="blogger-html"),
        capture("c.html", comments=2, layout="blogger-threaded-html"),
    ]
    ((group, _),) = grouped(tmp_path, keys)
    assert [k.path for k in group.captures] == ["c.html", "b.html", "a.txt"]


def test_a_capture_without_url_joins_the_one_with_it_and_leaves_its_id_as_alias(tmp_path: Path) -> None:
    with_url = capture("a.txt", url="https://example-blog.com/2012/05/road.html")
    without = capture("b.txt")
    ((group, original),) = grouped(tmp_path, [with_url, without])
    assert original is None
    assert group.article_id == with_url.identity
    assert group.alias_ids == [without.identity]


def test_the_day_of_a_utc_time_keeps_no_captures_apart(tmp_path: Path) -> None:
    page = capture("a.html", url="https://example-blog.com/2012/05/road.html", day=4)
    for utc, day, articles in ((True, 5, 1), (True, 3, 1), (True, 6, 2), (False, 5, 2)):
        assert len(grouped(tmp_path, [page, capture("b.atom", day=day, utc=utc)])) == articles


def test_the_id_is_of_the_printed_day_and_not_of_that_of_a_utc_time(tmp_path: Path) -> None:
    for printed, stated in ((3, 4), (4, 5), (5, 4), (6, 7)):
        page = capture("p.html", day=printed)
        ((group, _),) = grouped(tmp_path, [page, capture("x.atom", day=stated, utc=True)])
        assert group.article_id == page.identity


def test_two_posts_of_one_date_and_title_are_told_apart_by_body(tmp_path: Path) -> None:
    found = grouped(
        tmp_path, [capture("a.txt", body="First text of the day."), capture("b.txt", body="Another text of the day.")]
    )
    assert len(found) == 2
    assert len({g.article_id for g, _ in found}) == 2
    assert sorted(g.told_apart for g, _ in found) == [False, True]
    assert all(original is None for _, original in found)


def test_one_text_told_apart_under_two_titles_is_two_articles(tmp_path: Path) -> None:
    other = "Another text, of neither day."
    keys = [
        capture(f"{title}-{n}.txt", title=title, body=body)
        for title in ("A road is closed", "A bridge is closed")
        for n, body in enumerate((BODY, BODY, other, other))
    ]
    for order in (keys, keys[::-1]):
        found = grouped(tmp_path, order)
        assert len({g.article_id for g, _ in found}) == len(found) == 4
        assert [len(g.captures) for g, _ in found] == [2] * 4


def test_the_id_of_a_post_told_apart_is_made_of_one_of_its_captures(tmp_path: Path) -> None:
    texts = text_of(*range(12)), text_of(*range(11)), "Another text of that day and title."
    for order in permutations(range(3)):
        names = [f"{place}.txt" for place in order]
        keys = [
            capture(names[0], body=texts[0], day=4, utc=True),
            capture(names[1], body=texts[1], day=3),
            capture(names[2], body=texts[2], day=3),
        ]
        (told_apart,) = [group for group, _ in grouped(tmp_path, keys) if group.told_apart]
        assert told_apart.article_id in {id for key in told_apart.captures for id in key.apart_identities()}


def test_captures_of_a_text_that_many_posts_have_are_one_by_date_and_title(tmp_path: Path) -> None:
    keys = [capture(f"{n}-{copy}.txt", title=f"Post {n}", body="Photo") for n in range(80) for copy in range(3)]
    found = grouped(tmp_path, keys)
    assert sorted(len(g.captures) for g, _ in found) == [3] * 80
    assert len({g.article_id for g, _ in found}) == 80


def test_a_repost_elsewhere_or_without_title_stays_an_article_that_names_the_original(tmp_path: Path) -> None:
    first = capture("a.txt", url="https://example-blog.com/2012/05/road.html")
    elsewhere = capture("b.txt", url="https://another.org/copied.html", day=9)
    bare = capture("c.txt", title=None, day=None)
    found = {g.captures[0].path: (g, original) for g, original in grouped(tmp_path, [bare, elsewhere, first])}
    assert found["a.txt"][1] is None
    assert found["b.txt"][1] == found["c.txt"][1] == found["a.txt"][0].article_id


def test_the_order_of_the_input_is_no_matter(tmp_path: Path) -> None:
    keys = [
        capture("a.txt", url="https://example-blog.com/2012/05/road.html"),
        capture("b.txt"),
        capture("c.txt", title=None, day=None),
        capture("d.txt", body="Another text of the day."),
    ]
    results = []
    for order in permutations(keys):
        results.append(
            [(g.article_id, g.alias_ids, [k.path for k in g.captures], o) for g, o in grouped(tmp_path, list(order))]
        )
    assert all(r == results[0] for r in results)


def test_excluded_captures_are_gone(tmp_path: Path) -> None:
    index = KeyIndex(tmp_path / "keys.sqlite")
    index.load([capture("a.txt"), capture("b.txt", body="other")])
    index.close_loading(["a.txt"])
    assert [g.captures[0].path for g, _ in group_captures(index)] == ["b.txt"]
    index.close()


SENTENCES = [
    f"On day {n} the police of town {n * 7 % 13} found {n} rifles, {n * 3} radios and a truck at kilometre {n * 11}"
    for n in range(40)
]


def text_of(*numbers: int) -> str:
    return " ".join(SENTENCES[n] for n in numbers)


def test_an_edited_and_a_cut_capture_of_one_post_are_merged(tmp_path: Path) -> None:
    whole = capture("a.txt", url="https://example-blog.com/2012/05/road.html", body=text_of(*range(12)))
    edited = capture("b.txt", url="https://example-blog.com/2012/05/road-2.html", body=text_of(*range(11), 30))
    cut = capture("c.txt", body=text_of(*range(4)))
    ((group, original),) = grouped(tmp_path, [whole, edited, cut])
    assert original is None
    assert sorted(k.path for k in group.captures) == ["a.txt", "b.txt", "c.txt"]
    assert len(group.alias_ids) == 2


def test_a_repost_with_small_edits_under_another_title_names_the_original(tmp_path: Path) -> None:
    first = capture("a.txt", url="https://example-blog.com/2012/05/road.html", body=text_of(*range(12)))
    copied = capture(
        "b.txt", url="https://another.org/x.html", title="They closed it", day=7, body=text_of(*range(1, 12))
    )
    found = {g.captures[0].path: original for g, original in grouped(tmp_path, [copied, first])}
    assert found == {"a.txt": None, "b.txt": first.identity}


def test_posts_that_share_a_sentence_or_a_title_are_no_duplicates(tmp_path: Path) -> None:
    keys = [capture(f"{n}.txt", day=n + 1, body=text_of(0, *range(n * 8 + 1, n * 8 + 9))) for n in range(4)]
    found = grouped(tmp_path, keys)
    assert len(found) == 4
    assert all(original is None for _, original in found)


@pytest.mark.parametrize(("shared", "articles"), [(16, 1), (12, 2), (11, 2), (10, 2), (9, 2), (8, 2)])
def test_texts_that_share_most_of_their_wording_are_one_post_and_those_that_share_half_are_two(
    tmp_path: Path, shared: int, articles: int
) -> None:
    one = capture("a.txt", url="https://example-blog.com/2012/05/one.html", body=text_of(*range(20)))
    other = text_of(*range(20 - shared, 40 - shared))
    found = grouped(tmp_path, [one, capture("b.txt", url="https://example-blog.com/2012/05/two.html", body=other)])
    assert len(found) == articles
    assert all(original is None for _, original in found)


def test_equal_texts_without_url_and_title_are_one_post(tmp_path: Path) -> None:
    captures = [
        capture("a.txt", title=None, day=None),
        capture("b.txt", title=None, day=None),
        capture("c.txt", title="A road is closed", day=None),
        capture("d.txt", title=None, day=3, body=BODY.upper()),
    ]
    ((group, original),) = grouped(tmp_path, captures)
    assert original is None
    assert group.article_id == article_id(None, None, None, BODY)
    assert sorted(k.path for k in group.captures) == ["a.txt", "b.txt", "c.txt", "d.txt"]


def test_texts_without_letters_are_told_apart(tmp_path: Path) -> None:
    found = grouped(tmp_path, [capture(f"{n}.txt", title=None, day=None, body=b) for n, b in enumerate(("!!!", "???"))])
    assert len({group.article_id for group, _ in found}) == 2


def test_a_post_with_a_url_keeps_its_id_beside_another_of_its_date_and_title(tmp_path: Path) -> None:
    other = "Nobody knows who paid for the new bridge, though the river was there long before the money came."
    for path in ("0.txt", "2.txt"):  # whichever of its captures comes first
        for texts in ((BODY, other), (other, BODY)):
            url = capture("1.txt", url="https://example-blog.com/2012/05/road.html", body=texts[0])
            found = grouped(tmp_path, [url, capture(path, body=texts[0]), capture("3.txt", body=texts[1])])
            ids = {group.captures[0].path: group.article_id for group, _ in found}
            assert len(ids) == 2
            assert url.identity in ids.values()
            assert ids["3.txt"] == capture("3.txt", body=texts[1]).identity
            aliases = [alias for group, _ in found for alias in group.alias_ids]
            assert not set(aliases) & set(ids.values()), "an id leads to one article"


_CAPTURES = st.lists(
    st.tuples(
        st.sampled_from([None, "https://a.example/1.html", "https://a.example/2.html", "https://b.example/1.html"]),
        st.sampled_from([None, "A road is closed", "A bridge is closed"]),
        st.sampled_from([None, 3, 4]),
        st.booleans(),
        st.sampled_from(["", "Photo", BODY, BODY.upper(), *(text_of(*range(n)) for n in (5, 11, 12))]),
    ),
    min_size=1,
    max_size=9,
)


@given(_CAPTURES, st.randoms(use_true_random=False))
def test_any_captures_make_articles_of_different_ids_whatever_their_order(
    made: list[tuple[str | None, str | None, int | None, bool, str]], random: Random
) -> None:
    keys = [
        capture(f"{number}.txt", url=url, title=title, day=day, utc=utc, body=body)
        for number, (url, title, day, utc, body) in enumerate(made)
    ]
    with TemporaryDirectory() as folder:
        found = grouped(Path(folder), keys)
        again = grouped(Path(folder), random.sample(keys, len(keys)))
    assert [msgspec.json.encode(pair) for pair in found] == [msgspec.json.encode(pair) for pair in again]
    borne = [id for group, _ in found for id in (group.article_id, *group.alias_ids)]
    assert len(borne) == len(set(borne)), "an id leads to one article"
    assert sorted(k.path for group, _ in found for k in group.captures) == sorted(k.path for k in keys)
    for group, _ in found:
        if group.told_apart:
            assert any(group.article_id in k.apart_identities() for k in group.captures), "captures tell whose id it is"
    originals = {original for _, original in found} - {None}
    assert originals <= {group.article_id for group, original in found if original is None}
