"""A Blogger export gives one capture a post with its comments, in both forms that Blogger has written."""

from __future__ import annotations

import gzip
import os
import re
import tracemalloc
from datetime import date, time
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest

from narco_corpus.builder.captures import Capture, ReadOptions, Unreadable, list_sources, read_source, to_post
from narco_corpus.builder.post import NotOnePost
from narco_corpus.model.url import canonical_url

OPTIONS = ReadOptions()
BLOG = "tag:blogger.com,1999:blog-77"
OLD_HEAD = (
    "<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href=\"x\" type=\"text/css\"?>"
    "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:openSearch='http://a9.com/-/spec/opensearchrss/1.0/' "
    "xmlns:gd='http://schemas.google.com/g/2005' xmlns:thr='http://purl.org/syndication/thread/1.0'>"
    f"<id>{BLOG}.archive</id><title type='text'>Blog</title>"
)
NEW_HEAD = (
    "<?xml version='1.0' encoding='utf-8'?>\n<feed xmlns='http://www.w3.org/2005/Atom' "
    f"xmlns:blogger='http://schemas.google.com/blogger/2018'>\n<id>{BLOG}</id>"
)


def old(
    kind: str, number: int, when: str, content: str, *, title: str = "", author: str = "Writer", more: str = ""
) -> str:
    return (
        f"<entry><id>{BLOG}.post-{number}</id><published>{when}</published><updated>{when}</updated>"
        f"<category scheme='http://schemas.google.com/g/2005#kind' "
        f"term='http://schemas.google.com/blogger/2008/kind#{kind}'/><title type='text'>{escape(title)}</title>"
        f"<content type='html'>{escape(content)}</content><author><name>{author}</name><email>x@e.org</email></author>"
        f"{more}</entry>"
    )


def comment(number: int, post: int, when: str, content: str, *, author: str = "Reader", to: int | None = None) -> str:
    related = f"<link rel='related' href='http://www.blogger.com/feeds/77/{post}/comments/default/{to}'/>" if to else ""
    reply = f"<thr:in-reply-to href='http://b.example/p.html' ref='{BLOG}.post-{post}' type='text/html'/>"
    return old("comment", number, when, content, author=author, more=related + reply)


def link(url: str) -> str:
    return f"<link rel='alternate' type='text/html' href={quoteattr(url)} title='x'/>"


def new(kind: str, number: int, when: str, content: str, *, status: str = "LIVE", parent: int = 0, to: int = 0) -> str:
    above = f"<blogger:parent>{BLOG}.post-{parent}</blogger:parent>" if parent else ""
    reply = (
        f"<blogger:inReplyTo>{BLOG}.post-{to}</blogger:inReplyTo>" if to else "<blogger:inReplyTo/>" if parent else ""
    )
    return (
        f"<entry><id>{BLOG}.post-{number}</id>{above}{reply}<blogger:type>{kind}</blogger:type>"
        f"<blogger:status>{status}</blogger:status><author><name>Anonymous</name><uri></uri><blogger:type>ANONYMOUS"
        f"</blogger:type></author><title>Title {number}</title><content type='html'>{escape(content)}</content>"
        f"<published>{when}</published><blogger:filename>/2011/09/p{number}.html</blogger:filename><blogger:trashed/></entry>\n"
    )


def read(place: Path, options: ReadOptions = OPTIONS) -> list[Capture | Unreadable]:
    return [capture for source in list_sources([place], options) for capture in read_source(source, options)]


def posts(place: Path) -> list[Capture]:
    got = read(place)
    assert all(isinstance(capture, Capture) or not capture.is_capture for capture in got), got
    return [capture for capture in got if isinstance(capture, Capture)]


OLD = (
    OLD_HEAD
    + old("settings", 1, "2011-01-01T00:00:00Z", "settings")
    + comment(101, 11, "2011-09-22T08:00:00.000-05:00", "earlier than its post")
    + old(
        "post", 11, "2011-09-21T23:30:00.001-05:00", "<p>Uno &amp; <b>dos</b></p>tres", title="Un  título",
        more=link("http://b.example/2011/09/p.html"),
    )
    + old("post", 12, "2011-10-01T00:00:00.000-05:00", "draft", more="<app:control xmlns:app='http://www.w3.org/2007/app'><app:draft>yes</app:draft></app:control>")
    + old("page", 13, "2011-10-01T00:00:00.000-05:00", "static page")
    + old("post", 14, "2011-10-02T00:00:00.000-05:00", "Second post", title="Second", more=link("http://b.example/2011/10/q.html"))
    + comment(103, 11, "2011-09-22T10:00:00.000-05:00", "8:00 AM I<br />agree", author="Anonymous", to=101)
    + comment(102, 11, "2011-09-22T09:00:00.000-05:00", "top two")
    + comment(104, 14, "2011-10-03T09:00:00.000-05:00", "of the second")
    + comment(106, 11, "2011-09-22T11:00:00.000-05:00", "to nobody that is here", to=999)
    + "</feed>"
)  # fmt: skip


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_backup_of_the_old_form(tmp_path: Path, pack) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "blog.xml").write_bytes(pack(OLD.encode()))
    first, second = posts(tmp_path)
    assert (first.form, first.url) == ("feed-entry", "http://b.example/2011/09/p.html")
    assert first.path == f"blog.xml#{OLD.encode().index(b'<entry><id>tag:blogger.com,1999:blog-77.post-11<')}"
    post = to_post(first)
    assert (post.title, post.byline, post.published_on) == ("Un título", "Writer", date(2011, 9, 21))
    assert (post.body, post.layout) == ("Uno & dos\n\ntres", "blogger-export")
    assert [(c.own_id, c.text, c.author, c.parent) for c in post.comments] == [
        ("101", "earlier than its post", "Reader", None),
        ("103", "8:00 AM I\nagree", None, 0),
        ("102", "top two", "Reader", None),
        ("106", "to nobody that is here", "Reader", None),
    ]
    assert post.comments[0].printed_at == time(8)
    assert (post.comments[1].addressed_time, post.comments[1].addressed) == ("8:00 AM", 0)
    assert [c.text for c in to_post(second).comments] == ["of the second"]


@pytest.mark.parametrize(("name", "byline"), [("Anonymous", None), ("Unknown", None), ("Ana", "Ana")])
def test_post_of_nobody_has_no_byline(tmp_path: Path, name: str, byline: str | None) -> None:
    (tmp_path / "a.xml").write_text(f"{OLD_HEAD}{old('post', 1, '2011-09-21', 'Text', author=name)}</feed>")
    (post,) = posts(tmp_path)
    assert to_post(post).byline == byline


def test_takeout_of_the_new_form(tmp_path: Path) -> None:
    text = (
        NEW_HEAD
        + new("POST", 11, "2011-09-21T10:00:00Z", "<p>Text</p>")
        + new("POST", 12, "2011-09-22T10:00:00Z", "draft", status="DRAFT")
        + new("PAGE", 13, "2011-09-22T10:00:00Z", "page")
        + new("COMMENT", 102, "2011-09-23T10:00:00Z", "reply", parent=11, to=101)
        + new("COMMENT", 101, "2011-09-22T10:00:00Z", "top", parent=11)
        + new("COMMENT", 103, "2011-09-22T10:00:00Z", "spam", parent=11, status="SPAM_COMMENT")
        + "</feed>"
    )
    (tmp_path / "feed.atom").write_text(text)
    (capture,) = posts(tmp_path)
    post = to_post(capture)
    assert (post.title, post.body, post.published_on) == ("Title 11", "Text", date(2011, 9, 21))
    assert [(c.own_id, c.text, c.parent, c.author) for c in post.comments] == [
        ("101", "top", None, None),
        ("102", "reply", 0, None),
    ]


def test_times_of_the_new_form_are_utc_and_no_clocks_that_readers_saw(tmp_path: Path) -> None:
    text = (
        NEW_HEAD
        + new("POST", 11, "2012-05-05T03:30:00Z", "<p>Text</p>")
        + new("COMMENT", 101, "2012-05-05T17:16:00Z", "printed at 12:16 PM", parent=11)
        + new("COMMENT", 102, "2012-05-05T22:16:00Z", "printed at 5:16 PM", parent=11)
        + new("COMMENT", 103, "2012-05-05T23:00:00Z", "5:16 PM you are wrong", parent=11)
        + new("COMMENT", 104, "2012-05-05T23:01:00Z", "5:16 PM he is right", parent=11, to=102)
        + new("COMMENT", 105, "2012-05-05T23:02:00Z", "6:01 PM no", parent=11, to=101)
        + "</feed>"
    )
    (tmp_path / "feed.atom").write_text(text)
    (capture,) = posts(tmp_path)
    post = to_post(capture)
    assert (post.published_on, post.day_in_utc) == (date(2012, 5, 5), True)
    assert all(c.printed_on is None and c.printed_at is None and c.utc for c in post.comments)
    answers = {c.own_id: (c.addressed_time, c.addressed) for c in post.comments if c.addressed_time}
    assert answers == {"103": ("5:16 PM", None), "104": ("5:16 PM", 2), "105": ("6:01 PM", None)}


def test_posts_are_chosen_by_url(tmp_path: Path) -> None:
    (tmp_path / "blog.xml").write_text(OLD)
    got = read(tmp_path, ReadOptions(urls=("b.example/2011/10/*",)))
    assert [c.url for c in got if isinstance(c, Capture)] == ["http://b.example/2011/10/q.html"]


def test_content_does_not_depend_on_what_else_is_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(OLD)
    (tmp_path / "b.xml").write_text(OLD.replace("Second post", "Another second post"))
    one, _, other, _ = posts(tmp_path)
    assert one.sha256 == other.sha256


def test_feed_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    (tmp_path / "blog.xml").write_text(OLD[: OLD.index("of the second")])
    first, second, damage = read(tmp_path)
    assert isinstance(first, Capture)
    assert isinstance(second, Capture)
    assert isinstance(damage, Unreadable)
    assert "cannot be read further" in damage.reason


def test_entities_and_document_types_are_refused(tmp_path: Path) -> None:
    laughs = '<!DOCTYPE feed [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )
    (tmp_path / "blog.xml").write_text(
        "<?xml version='1.0'?>" + laughs + "]><feed xmlns='http://www.w3.org/2005/Atom'>&j;</feed>"
    )
    (refused,) = read(tmp_path)
    assert isinstance(refused, Unreadable)
    assert "declares a document type" in refused.reason


def test_post_with_more_comments_than_the_bound_is_refused_with_the_figure(tmp_path: Path) -> None:
    (tmp_path / "blog.xml").write_text(OLD)
    first, second = read(tmp_path, ReadOptions(max_capture_bytes=2500))
    assert isinstance(first, Unreadable)
    assert "the bound is 2,500" in first.reason
    assert isinstance(second, Capture)


def test_deep_markup_in_an_entry_is_refused(tmp_path: Path) -> None:
    deep = "<div>" * 100_000
    nested = f"<content type='xhtml'>{'<x>' * 50_000}{'</x>' * 50_000}</content>"
    text = (
        OLD_HEAD + old("post", 1, "2011-01-01T00:00:00Z", deep + "x") + f"<entry><id>post-2</id>{nested}</entry></feed>"
    )
    (tmp_path / "blog.xml").write_text(text)
    for capture in posts(tmp_path):
        with pytest.raises(NotOnePost):
            to_post(capture)


def test_memory_grows_by_a_few_bytes_a_comment(tmp_path: Path) -> None:
    with (tmp_path / "blog.xml").open("w") as file:
        file.write(OLD_HEAD)
        for number in range(1, 201):
            file.write(old("post", number, "2011-01-01T00:00:00Z", os.urandom(2000).hex()))
        for number in range(12_000):
            file.write(comment(1000 + number, 1 + number % 200, "2011-01-01T00:00:00Z", "words " * 40))
        file.write("</feed>")
    size = (tmp_path / "blog.xml").stat().st_size
    (source,) = list_sources([tmp_path], OPTIONS)
    tracemalloc.start()
    comments = 0
    for capture in read_source(source, OPTIONS):
        assert isinstance(capture, Capture)
        comments += capture.content.count(b"kind#comment")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert comments == 12_000
    assert size > 8 << 20
    assert peak < 3 << 20


def blog_feed(head: str = NEW_HEAD) -> bytes:
    linked = new("POST", 12, "2011-09-22T10:00:00Z", "two").replace(
        "<published>", link("http://c.example/q.html") + "<published>"
    )
    return (head + new("POST", 11, "2011-09-21T10:00:00Z", "one") + linked + "</feed>").encode()


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
@pytest.mark.parametrize("blog", ["https://www.b.example", "http://b.example/feeds/posts/default"])
def test_posts_without_a_link_lie_on_the_blog_that_the_manifest_names(tmp_path: Path, blog: str, pack) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "feed.atom").write_bytes(pack(blog_feed()))
    (tmp_path / "captures.csv").write_text(f"path,url,license\nfeed.atom,{blog},CC0-1.0\n")
    got = read(tmp_path)
    assert all(isinstance(each, Capture) for each in got), got
    assert [(canonical_url(c.url or ""), c.license) for c in posts(tmp_path)] == [
        ("https://b.example/2011/09/p11.html", "CC0-1.0"),
        ("https://c.example/q.html", "CC0-1.0"),
    ]
    only = read(tmp_path, ReadOptions(urls=("b.example/*",)))
    assert [each.url for each in only if isinstance(each, Capture)] == [
        f"{blog.partition('.example')[0]}.example/2011/09/p11.html"
    ]


@pytest.mark.parametrize(
    ("links", "url"),
    [
        (link("http://b.example/"), "https://b.example/2011/09/p11.html"),
        ("<link rel='self' href='https://b.example/feeds/posts/default'/>", "https://b.example/2011/09/p11.html"),
        ("<link rel='self' href='https://www.blogger.com/feeds/77/posts'/>", None),
        ("<link rel='self' href='https://[b/'/><link/>", None),
        ("<link rel='self' href='https://www.blogger.com/feeds/77/posts'/>" + link("http://b.example/"), "https://b.example/2011/09/p11.html"),
        ("", None),
    ],
)  # fmt: skip
def test_posts_without_a_link_lie_on_the_blog_that_the_feed_states(tmp_path: Path, links: str, url: str | None) -> None:
    (tmp_path / "feed.atom").write_bytes(blog_feed(NEW_HEAD + links))
    found = [canonical_url(capture.url or "") for capture in posts(tmp_path)]
    assert found == [url, "https://c.example/q.html"]
    said = [each.reason for each in read(tmp_path) if isinstance(each, Unreadable)]
    assert len(said) == (url is None) and all(
        "no address: 1;" in reason and "captures.csv" in reason for reason in said
    )


@pytest.mark.parametrize(
    ("element", "title"),
    [
        ("<title type='html'>El Chapo&amp;#8217;s &lt;i&gt;son&lt;/i&gt;</title>", "El Chapo’s son"),
        ("<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>El <b>Chapo</b></div></title>", "El Chapo"),
        ("<title>A &lt;i&gt; and &amp;amp;</title>", "A <i> and &amp;"),
    ],
)
def test_titles_are_read_as_the_type_says(tmp_path: Path, element: str, title: str) -> None:
    entry = new("POST", 1, "2012-01-02T10:00:00Z", "words")
    feed = f"{NEW_HEAD}{re.sub('<title>.*</title>', lambda _: element, entry)}</feed>"
    (tmp_path / "feed.atom").write_text(feed)
    (capture,) = posts(tmp_path)
    assert to_post(capture).title == title


@pytest.mark.parametrize("end", ["<br/><br/>", "<br/>"])
def test_a_byline_over_the_text_is_the_writer_and_the_feeds_author_who_published_it(tmp_path: Path, end: str) -> None:
    content = f"By “El Escriba” for Borderland Beat{end}The goats left at four.<br/><br/>By noon all was over."
    (tmp_path / "blog.xml").write_text(OLD_HEAD + old("post", 20, "2026-09-04T10:00:00.000-06:00", content) + "</feed>")
    (capture,) = posts(tmp_path)
    post = to_post(capture)
    assert post.byline == "By “El Escriba” for Borderland Beat"
    assert post.body == "The goats left at four.\n\nBy noon all was over."


def test_a_first_line_that_may_be_no_byline_stays(tmp_path: Path) -> None:
    content = "By Land and Sea<br/>the goats left at four.<br/><br/>By noon all was over."
    (tmp_path / "blog.xml").write_text(OLD_HEAD + old("post", 20, "2026-09-04T10:00:00.000-06:00", content) + "</feed>")
    (capture,) = posts(tmp_path)
    assert to_post(capture).body.startswith("By Land and Sea\nthe goats")
