"""Posts and comment trees of Blogger's and WordPress's templates come out as the pages show them."""

from __future__ import annotations

import re
from datetime import date, time

import pytest
from parse_html_pages import CLASSIC, RESPONSIVE, WORDPRESS, threaded_comment, threaded_page

from narco_corpus.builder.parse.html import parse_html
from narco_corpus.builder.post import NotOnePost


def test_classic_template_with_comments_as_definitions() -> None:
    post = parse_html(CLASSIC)
    assert (post.title, post.byline, post.published_on) == ("Market day in Example", "Field Writer", date(2007, 10, 18))
    assert post.body == (
        "The first paragraph runs over two lines.\n\n"
        "The second one has an & and a bold word.\n\nSomebody said it.\n\none\n\ntwo"
    )
    assert post.layout == "blogger-html"
    assert post.complete
    first, second = post.comments
    assert (first.text, first.author, first.own_id) == ("Is it open?\n\nSecond thought.", None, "7651519648379736953")
    assert (first.printed_on, first.printed_at) == (date(2007, 10, 23), time(16, 1))
    assert (second.text, second.author, second.parent) == ("@4:01 PM yes <it is>", "Field Writer", None)
    assert (second.addressed_time, second.addressed) == ("4:01 PM", 0)
    assert first.number is second.number is None


def test_threaded_template_keeps_the_tree() -> None:
    page = threaded_page(
        threaded_comment(
            11,
            "Anónimo",
            "4/4/12 2:07 a.&#160;m.",
            "uno<br />dos",
            threaded_comment(13, "Ana", "5 de abril de 2012, 10:01", "respuesta")
            + threaded_comment(14, "Unknown", "April 6, 2012 at 12:30 AM", "otra"),
        )
        + threaded_comment(
            12, '<a href="https://www.blogger.com/profile/2" rel="nofollow">Pepe</a>', "04 abril, 2012", "tres"
        )
    )
    post = parse_html(page)
    assert (post.title, post.byline, post.published_on) == ("Feria de San Ejemplo", "Reportero Uno", date(2012, 4, 3))
    assert post.body == "Primera parte.\n\nSegunda parte, con acentos: niño."
    assert post.layout == "blogger-threaded-html"
    assert [(c.text, c.own_id, c.parent, c.author) for c in post.comments] == [
        ("uno\ndos", "11", None, None),
        ("respuesta", "13", 0, "Ana"),
        ("otra", "14", 0, None),
        ("tres", "12", None, "Pepe"),
    ]
    assert [c.printed_at for c in post.comments] == [
        time(2, 7),
        time(10, 1),
        time(0, 30),
        None,
    ]
    assert post.comments[3].printed_on == date(2012, 4, 4)


def test_replies_nested_deeper_hang_under_their_own_parent() -> None:
    inner = threaded_comment(3, "C", "April 5, 2012 at 1:00 PM", "third")
    middle = threaded_comment(2, "B", "April 5, 2012 at 12:00 PM", "second", inner)
    post = parse_html(threaded_page(threaded_comment(1, "A", "April 5, 2012 at 11:00 AM", "first", middle)))
    assert [(c.text, c.parent) for c in post.comments] == [("first", None), ("second", 0), ("third", 1)]


def test_a_time_that_is_missing_or_stands_twice_moves_no_other_comments_time() -> None:
    hours = [f"April 5, 2012 at {hour}:00 PM" for hour in (1, 2, 3)]
    comments = [threaded_comment(number, "A", hour, f"text {number}") for number, hour in enumerate(hours, 1)]
    comments[1] = re.sub(r"<a rel=.*?>(.*?)</a>", "", comments[1], count=1)
    comments[2] = comments[2].replace("3:00 PM</a>", '3:00 PM</a><a href="x">edited</a>')
    post = parse_html(threaded_page("".join(comments)))
    assert [comment.printed_at for comment in post.comments] == [
        time(13),
        None,
        time(15),
    ]


def test_comment_without_text_stays_only_where_replies_hang_under_it() -> None:
    reply = threaded_comment(2, "B", "April 5, 2012 at 12:00 PM", "answer")
    page = threaded_page(
        threaded_comment(9, "X", "", "")
        + threaded_comment(1, "A", "April 5, 2012 at 11:00 AM", "", reply)
        + threaded_comment(3, "C", "April 5, 2012 at 1:00 PM", "This comment has been removed.", removed=True)
    )
    assert [(c.text, c.parent, c.own_id) for c in parse_html(page).comments] == [
        ("", None, "1"),
        ("answer", 0, "2"),
        ("This comment has been removed.", None, "3"),
    ]


def test_responsive_template_and_posts_of_widgets_beside_it() -> None:
    post = parse_html(RESPONSIVE)
    assert (post.title, post.byline, post.published_on) == ("A new theme", "Named Writer", date(2020, 6, 5))
    assert post.body == "Only paragraph."
    (comment,) = post.comments
    assert (comment.text, comment.author, comment.own_id) == ("Plain words.\nNext line.", "Reader Six", "99")
    assert comment.printed_at == time(13, 5)


def test_wordpress_lists_of_comments() -> None:
    post = parse_html(WORDPRESS)
    assert (post.title, post.byline, post.published_on) == ("Roads ‘closed’", "editor", date(2012, 3, 3))
    assert post.body == "First.\n\nSecond."
    assert post.layout == "wordpress-html"
    assert [(c.text, c.author, c.own_id, c.parent) for c in post.comments] == [
        ("Top one.\n\nMore.", "Maria", "21", None),
        ("Reply one.", None, "22", 0),
        ("Old markup.", "Old Theme", "24", None),
    ]
    assert [c.printed_at for c in post.comments] == [time(10, 15), None, time(13, 2)]


def test_unknown_template_by_its_only_article() -> None:
    page = (
        "<html><head><meta property='og:title' content='From the head'></head><body><nav>menu</nav><article>"
        "<h1>On the page</h1><time datetime='2015-01-02T10:00:00Z'>x</time>"
        "<div itemprop='articleBody'><p>Words.</p></div>"
        "</article></body></html>"
    )
    post = parse_html(page)
    assert (post.title, post.published_on, post.body, post.layout) == (
        "On the page",
        date(2015, 1, 2),
        "Words.",
        "html",
    )


def test_numeric_days_are_read_near_the_post() -> None:
    def days(published: str, *printed: str) -> list[date | None]:
        comments = "".join(threaded_comment(n, "A", when, "x") for n, when in enumerate(printed, 1))
        return [c.printed_on for c in parse_html(threaded_page(comments, date_header=published)).comments]

    assert days("Friday, September 9, 2011", "9/10/11 5:16 PM", "9/22/11, 5:16 PM") == [
        date(2011, 9, 10),
        date(2011, 9, 22),
    ]
    assert days("viernes 9 de septiembre de 2011", "10/9/11 17:16", "22/9/11 17:16") == [
        date(2011, 9, 10),
        date(2011, 9, 22),
    ]
    assert days("", "2011-09-10 17:16", "10.9.2011 17:16") == [date(2011, 9, 10), date(2011, 9, 10)]


def test_byline_over_the_text_names_the_writer() -> None:
    page = threaded_page("").replace("Primera parte.", "By Somebody Else<br /><br />Primera parte.")
    post = parse_html(page)
    assert (post.byline, post.body) == ("By Somebody Else", "Primera parte.\n\nSegunda parte, con acentos: niño.")


def test_page_that_breaks_off_is_not_complete() -> None:
    page = threaded_page(threaded_comment(1, "A", "April 5, 2012 at 11:00 AM", "first"))
    cut = parse_html(page[: page.index("first") + 3])
    assert not cut.complete
    assert [c.text for c in cut.comments] == ["fir"]
    piece = page[page.index("<div class='post hentry") : page.index("<div class='comments'")]
    assert parse_html(piece).complete


def test_page_that_shows_fewer_comments_than_it_states_is_not_complete() -> None:
    assert parse_html(CLASSIC).complete
    assert not parse_html(CLASSIC.replace("2 comments", "203 comments")).complete
    assert parse_html(RESPONSIVE).complete
    assert not parse_html(RESPONSIVE.replace("data-num-comments='1'", "data-num-comments='201'")).complete


SECOND = (
    "<div class='post hentry'><h3 class='post-title entry-title'><a href='x'>Other</a></h3>"
    "<div class='post-body entry-content' id='post-body-77'>Other text.</div></div>"
)


@pytest.mark.parametrize(
    ("page", "url", "said"),
    [
        (threaded_page("", extra=SECOND), None, "2 posts on one page"),
        (threaded_page("", body_class="feed-view"), None, "lists posts"),
        (
            threaded_page("", extra="<div class='status-msg-body'>Showing posts with label <b>X</b>. Show all</div>"),
            None,
            "Showing posts with label X",
        ),
        (
            WORDPRESS.replace("single single-post postid-12 single-format-standard", "archive category"),
            None,
            "lists posts",
        ),
        ("<html><body><p>Nothing that is known.</p></body></html>", None, "no element holds one"),
        ("<html><body><div class='post-body entry-content'> <br/> </div></body></html>", None, "no text"),
        (CLASSIC, "http://bordernotes.example/", "home page"),
        (CLASSIC, "http://bordernotes.example/2007/10/", "archive"),
        (CLASSIC, "http://bordernotes.example/search/label/x", "label"),
    ],
)
def test_pages_that_are_not_one_post(page: str, url: str | None, said: str) -> None:
    with pytest.raises(NotOnePost) as refused:
        parse_html(page, url=url)
    assert said in refused.value.reason


@pytest.mark.parametrize("tag", ["div", "span", "blockquote", "b", "ul><li", "table><tr><td"])
@pytest.mark.parametrize("depth", [2_000, 100_000])
def test_nesting_without_end_is_read_or_refused(tag: str, depth: int) -> None:
    names = tag.split("><")
    opening = "".join(f"<{name}>" for name in names) * depth
    closing = "".join(f"</{name}>" for name in reversed(names)) * depth
    page = f"<html><body><div class='post-body entry-content'>{opening}deep words{closing}</div></body></html>"
    if depth == 100_000:
        with pytest.raises(NotOnePost, match="nested more than 3,000 deep"):
            parse_html(page)
    else:
        assert parse_html(page).body == "deep words"


def test_comments_nested_without_end_are_read_or_refused() -> None:
    def nested(depth: int) -> str:
        head, _, tail = threaded_comment(1, "A", "April 5, 2012 at 11:00 AM", "x", "SPLIT").partition("SPLIT")
        return threaded_page(head * depth + tail * depth)

    assert len(parse_html(nested(100)).comments) == 100
    with pytest.raises(NotOnePost, match="nested"):
        parse_html(nested(20_000))


def test_huge_attributes_are_read_and_attributes_without_end_refused() -> None:
    huge = "data:image/png;base64," + "A" * 5_000_000
    page = CLASSIC.replace("<p>The first", f"<img src='{huge}' alt=\"x > y\"/><p>The first")
    assert parse_html(page).body == parse_html(CLASSIC).body
    many = " ".join(f"a{number}='x'" for number in range(50_000))
    with pytest.raises(NotOnePost, match="more than 2,000 attributes"):
        parse_html(CLASSIC.replace("<p>The first", f"<p {many}>The first"))


def test_tags_without_end_are_refused_with_the_figure() -> None:
    page = CLASSIC.replace("<p>The first", "<br>" * 1_000_001 + "<p>The first")
    with pytest.raises(NotOnePost, match=r"1,000,1\d\d tags on one page; the bound is 1,000,000"):
        parse_html(page)


def test_id_that_is_there_twice_stays_with_the_first_comment() -> None:
    page = threaded_page(threaded_comment(5, "A", "", "one") + threaded_comment(5, "B", "", "two"))
    assert [(c.text, c.own_id) for c in parse_html(page).comments] == [("one", "5"), ("two", None)]


def test_a_comment_that_is_one_smiley_is_a_comment() -> None:
    image = "<img draggable='false' class='emoji' alt='👏' src='x'>"
    assert [c.text for c in parse_html(threaded_page(threaded_comment(1, "A", "", image))).comments] == ["👏"]
    page = WORDPRESS.replace("<p>Reply one.</p>", f"<p>{image}</p>").replace("Old markup.", image)
    assert [c.text for c in parse_html(page).comments] == ["Top one.\n\nMore.", "👏", "👏"]
