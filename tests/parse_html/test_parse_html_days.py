"""The day of a post and of a comment is what the page prints; what attributes state in UTC decides only what it can."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
from parse_html_pages import CLASSIC, threaded_comment, threaded_page

from narco_corpus.builder.parse.html import parse_html
from narco_corpus.builder.parse.html.times import printed_time
from narco_corpus.builder.parse.markdown import parse_markdown
from narco_corpus.builder.parse.zone import infer_local_times
from narco_corpus.builder.post import Comment, Post


def wordpress(posted: str, *comments: str) -> Post:
    return parse_html(wordpress_page(posted, *comments))


def wordpress_page(posted: str, *comments: str) -> str:
    items = "".join(
        f"<li class='comment' id='comment-{n}'><div class='comment-author'><b class='fn'>A</b></div>"
        f"<div class='comment-metadata'>{when}</div><div class='comment-content'>{n}:16 PM no</div></li>"
        for n, when in enumerate(comments, 1)
    )
    return (
        "<html><head><meta name='generator' content='WordPress 5.1'></head><body class='single'><article class='post'>"
        f"<h1 class='entry-title'>T</h1>{posted}<div class='entry-content'>Words.</div></article>"
        f"<ol class='comment-list'>{items}</ol></body></html>"
    )


def classic(header: str, attribute: str, url: str | None = None) -> Post:
    return parse_html(classic_page(header, attribute), url=url)


def classic_page(header: str, attribute: str) -> str:
    return CLASSIC.replace("Thursday, October 18, 2007", header).replace("2007-10-18T23:04:00-05:00", attribute)


@pytest.mark.parametrize(
    "attribute", ["2012-05-05T04:30:00Z", "2012-05-05T04:30:00+00:00", "2012-05-04T23:30:00-05:00"]
)
def test_the_printed_day_of_a_post_goes_before_the_stated_one(attribute: str) -> None:
    for post in (
        classic("Friday, May 4, 2012", attribute),
        classic("", attribute + "'>May 4, 2012 11:30 PM</abbr><abbr title='"),
        wordpress(f"<time class='entry-date published' datetime='{attribute}'>4 mayo, 2012</time>"),
    ):
        assert (post.published_on, post.day_in_utc) == (date(2012, 5, 4), False)


def test_a_stated_utc_day_without_a_printed_one_is_marked() -> None:
    for post in (classic("", "2012-05-05T04:30:00Z"), wordpress("<time datetime='2012-05-05T04:30:00Z'>x</time>")):
        assert (post.published_on, post.day_in_utc) == (date(2012, 5, 5), True)
    assert not classic("", "2012-05-05T04:30:00-05:00").day_in_utc


@pytest.mark.parametrize(
    ("header", "attribute", "url", "day"),
    [
        ("03/10/2011", "", None, None),
        ("03/10/2011", "", "http://b.example/2011/10/x.html", date(2011, 10, 3)),
        ("03/10/2011", "", "http://b.example/2011/03/x.html", date(2011, 3, 10)),
        ("03/10/2011", "", "http://b.example/2012/03/x.html", None),
        ("03/10/2011", "2011-10-04T03:00:00Z", None, date(2011, 10, 3)),
        ("03/10/2011", "2011-10-03T22:00:00-05:00", "http://b.example/2011/03/x.html", date(2011, 10, 3)),
        ("21/09/2011", "", None, date(2011, 9, 21)),
        ("09/21/2011", "", None, date(2011, 9, 21)),
        ("03.10.2011", "", None, date(2011, 10, 3)),
    ],
)
def test_a_date_that_can_be_two_days_needs_what_decides(
    header: str, attribute: str, url: str | None, day: date | None
) -> None:
    post = classic(header, attribute, url)
    assert (post.published_on, post.unclear_day) == (day, None if day else header)


@pytest.mark.parametrize(
    ("header", "attribute", "unread"),
    [
        ("Thursday, October 38, 2007", "", "Thursday, October 38, 2007"),
        ("Thursday, October 18, 1007", "yesterday", "Thursday, October 18, 1007"),
        ("", "2007-10-38T23:04:00-05:00", "2007-10-38T23:04:00-05:00"),
        ("11:04 PM", "", None),
        ("Thursday", "", None),
    ],
)
def test_what_is_no_day_is_kept_as_written(header: str, attribute: str, unread: str | None) -> None:
    written = f"<time class='entry-date' datetime='{attribute}'>{header}</time>"
    for post in (classic(header, attribute), wordpress(written)):
        assert (post.published_on, post.unclear_day, post.unread_day) == (None, None, unread)


def test_a_day_elsewhere_goes_before_one_that_cannot_be_read() -> None:
    bad = "<span class='entry-date'>October 38, 2007</span>"
    for posted in (bad + "<b class='date'>2007-10-18</b>", bad + "<span class='updated date'>October 18, 2007</span>"):
        post = wordpress(posted)
        assert (post.published_on, post.unread_day) == (date(2007, 10, 18), None)
    assert wordpress("<h1>T</h1><small>Posted by A in 2 places</small>").unread_day is None


def test_a_day_in_the_head_that_cannot_be_read_is_kept_as_written() -> None:
    meta = "<meta property='article:published_time' content='{}'>"
    for page in (classic_page("", ""), wordpress_page("")):
        for value, unread in (("2007-10-38", "2007-10-38"), ("2007-10-18", None)):
            post = parse_html(page.replace("<head>", f"<head>{meta.format(value)}", 1))
            assert (post.published_on is None, post.unread_day) == (unread is not None, unread)


def test_the_stated_day_decides_between_two_that_a_wordpress_page_prints() -> None:
    meta = "<meta property='article:published_time' content='2011-10-04T03:00:00Z'>"
    page = (
        f"<html><head>{meta}<meta name='generator' content='WordPress 5.1'></head><body class='single'>"
        "<article class='post'><h1 class='entry-title'>T</h1><span class='entry-date'>03/10/2011</span>"
        "<div class='entry-content'>Words.</div></article></body></html>"
    )
    post = parse_html(page)
    assert (post.published_on, post.day_in_utc, post.unclear_day) == (date(2011, 10, 3), False, None)


def test_markdown_states_its_day_by_the_same_rules() -> None:
    def read(line: str, url: str | None = None) -> tuple[date | None, bool, str | None]:
        post = parse_markdown(f"# T\n\n{line}\n\nwords\n", url=url)
        assert post.body == "words"
        return post.published_on, post.day_in_utc, post.unclear_day

    assert read("Date: 03/10/2011") == (None, False, "03/10/2011")
    assert read("03/10/2011") == (None, False, "03/10/2011")
    assert read("Date: 03/10/2011", "http://b.example/2011/10/x") == (date(2011, 10, 3), False, None)
    assert read("Date: 2012-05-05T04:30:00Z") == (date(2012, 5, 5), True, None)
    assert read("Published: 2012-05-05 04:30:00 UTC") == (date(2012, 5, 5), True, None)
    assert read("Date: Sun, 06 May 2012 03:30:00 GMT") == (date(2012, 5, 6), True, None)
    assert read("Date: 05/14/12 3:00 PM") == (date(2012, 5, 14), False, None)
    assert read("Date: 03/10/2011 3:00 PM") == (None, False, "03/10/2011 3:00 PM")
    assert read("date: 2011-10-03\n\n03/10/2011") == (date(2011, 10, 3), False, None)


def test_comments_without_a_day_of_the_post_beside_them_are_not_guessed() -> None:
    page = threaded_page(threaded_comment(1, "A", "9/10/11 5:16 PM", "x"), date_header="")
    assert parse_html(page).comments[0].printed_on is None
    assert printed_time("10.09.2011 17:16") == (date(2011, 9, 10), time(17, 16))


STATED = "<time datetime='2012-05-05T{}:16:00+00:00'>{}</time>"


@pytest.mark.parametrize(
    ("line", "on", "at"),
    [
        ("September 22, 2011 at 5:16 PM", date(2011, 9, 22), time(17, 16)),
        ("Thu, Sep. 22, 2011, 12:05:59 am", date(2011, 9, 22), time(0, 5)),
        ("September 22, 2011 5:16\u00a0PM", date(2011, 9, 22), time(17, 16)),
        ("September 22, 2011 at 13:16 PM", date(2011, 9, 22), None),
        ("September 31, 2011 at 5:16 PM", None, None),
        ("Setember 22, 2011 at 5:16 PM", None, None),
        ("5:16 PM", None, None),
        (f"{'x' * 60}, September 22, 2011 at 5:16 PM", date(2011, 9, 22), time(17, 16)),
    ],
)
def test_times_of_comments_in_english(line: str, on: date | None, at: time | None) -> None:
    assert printed_time(line) == (on, at)


def test_authors_and_times_of_comments_with_markup_around_them() -> None:
    when = "<b>22/9/11</b>&nbsp;17:16"
    comments = threaded_comment(1, "<b>A &amp;</b> B", when, "x") + threaded_comment(2, "A &amp; B", when, "y")
    post = parse_html(threaded_page(comments))
    assert [c.author for c in post.comments] == ["A & B", "A & B"]
    assert {(c.printed_on, c.printed_at) for c in post.comments} == {(date(2011, 9, 22), time(17, 16))}


def test_clocks_of_utc_resolve_nothing() -> None:
    post = wordpress("", *(STATED.format(hour, "x") for hour in (17, 22, 23)), STATED.format(23, "x"), "", "")
    assert all(c.printed_at is None for c in post.comments)
    assert all(c.addressed is None and c.addressed_time for c in post.comments)


def test_the_zone_is_told_by_comments_that_print_their_time() -> None:
    printed = "5 mayo, 2012 a las 12:16 pm"
    post = wordpress("", STATED.format(17, printed), STATED.format(22, "x"), "", "", STATED.format(23, "x"))
    assert [c.printed_at for c in post.comments] == [time(12, 16), time(17, 16), None, None, time(18, 16)]
    assert post.comments[4].addressed == 1, "5:16 PM is 22:16 in UTC"


def test_pairs_that_do_not_agree_tell_no_zone() -> None:
    utc = datetime(2012, 5, 5, 17, 16)
    for clocks in ((time(12, 16), time(11, 16)), (time(12, 9), None), (time(1, 16), None)):
        comments = [Comment(text="a", utc=utc, printed_on=utc.date() if c else None, printed_at=c) for c in clocks]
        comments += [Comment(text="b", utc=utc)]
        infer_local_times(comments)
        assert (comments[-1].printed_on, comments[-1].printed_at) == (None, None)


CHANGED = "<time class='updated' datetime='2019-07-07T10:00:00-06:00'>July 7, 2019</time>"


@pytest.mark.parametrize(
    ("posted", "day"),
    [
        (CHANGED + "<time class='entry-date published' datetime='2016-01-02'>x</time>", date(2016, 1, 2)),
        (CHANGED + "<span class='entry-date'>January 2, 2016</span>", date(2016, 1, 2)),
        (
            f"<span class='updated'>{CHANGED.replace('updated', '')}</span><b class='date'>2016-01-02</b>",
            date(2016, 1, 2),
        ),
        ("<time class='entry-date published updated' datetime='2016-01-02'>x</time>", date(2016, 1, 2)),
        (CHANGED, date(2019, 7, 7)),
    ],
)
def test_the_day_of_the_last_change_counts_where_there_is_no_other(posted: str, day: date) -> None:
    assert wordpress(posted).published_on == day


META = "<meta property='article:published_time' content='{}T04:00:00Z'>"


@pytest.mark.parametrize(
    ("meta", "day", "in_utc"),
    [("2016-01-02", date(2016, 1, 2), True), ("2019-07-08", date(2019, 7, 7), False), ("", date(2019, 7, 7), False)],
)
def test_the_day_of_the_last_change_and_the_one_in_the_head(meta: str, day: date, in_utc: bool) -> None:
    page = (
        f"<html><head>{META.format(meta)}</head><body><article class='post'><h1>T</h1>{CHANGED}"
        "<div class='entry-content'>Words.</div></article></body></html>"
    )
    post = parse_html(page)
    assert (post.published_on, post.day_in_utc) == (day, in_utc)


TODAY = "<div id='header'><h1>Blog</h1><span class='date'>June 1, 2024</span></div>"


@pytest.mark.parametrize(
    ("head", "page", "day"),
    [
        ("", "<div><h2>T</h2><span class='post-date'>January 2, 2016</span>{}</div>", date(2016, 1, 2)),
        (META.format("2016-01-02"), "<div><h2>T</h2>{}</div>", date(2016, 1, 2)),
        (META.format("2016-01-02"), "{}", date(2016, 1, 2)),
        ("", "<p><span class='date'>January 2, 2016</span></p><div><h2>T</h2>{}</div>", date(2016, 1, 2)),
        ("", "<div><h2>T</h2>{}</div>", None),
        ("", "{}", None),
    ],
)
def test_the_day_in_a_sites_header_is_not_the_posts(head: str, page: str, day: date | None) -> None:
    content = "<div class='entry-content'>Words.</div>"
    comments = (
        "<ol class='commentlist'><li class='comment' id='comment-1'><cite class='fn'>Reader</cite>"
        "<time>March 3, 2017</time><div class='comment-content'>Hello</div></li></ol>"
    )
    post = parse_html(f"<html><head>{head}</head><body>{TODAY}{page.format(content)}{comments}</body></html>")
    assert (post.published_on, post.byline, len(post.comments)) == (day, None, 1)
