"""A damaged entry of an export costs that entry and no other; what is left out is told with its place."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from narco_corpus.builder.captures import Capture, ReadOptions, Unreadable, list_sources, read_source, to_post

BLOG = "tag:blogger.com,1999:blog-1"
HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" '
    'xmlns:blogger="http://schemas.google.com/blogger/2018">\n'
)


def post(number: int, content: str, when: str = "2011-09-21T10:00:00Z") -> str:
    return (
        f"<entry><id>{BLOG}.post-{number}</id><blogger:type>POST</blogger:type><title>T{number}</title>"
        f"<content type='html'>{content}</content><published>{when}</published></entry>\n"
    )


def comment(number: int, under: int | str, content: str = "words", when: str = "2011-09-22T10:00:00Z") -> str:
    parent = f"{BLOG}.post-{under}" if under else ""
    return (
        f"<entry><id>{BLOG}.post-{number}</id><blogger:parent>{parent}</blogger:parent>"
        f"<blogger:type>COMMENT</blogger:type><content>{content}</content><published>{when}</published></entry>\n"
    )


def read(place: Path, content: bytes) -> tuple[list[Capture], list[Unreadable]]:
    (place / "blog.xml").write_bytes(content)
    options = ReadOptions()
    got = [capture for source in list_sources([place], options) for capture in read_source(source, options)]
    return [c for c in got if isinstance(c, Capture)], [c for c in got if isinstance(c, Unreadable)]


def feed(*entries: str, head: str = HEAD) -> bytes:
    return (head + "".join(entries) + "</feed>").encode("utf-8", "surrogatepass")


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        (post(2, "a&nbsp;b"), "undefined entity"),
        (post(2, "a&#1;b"), "invalid character number"),
        (post(2, "a&#xD800;b"), "invalid character number"),
        (post(2, "a<b>c"), "mismatched tag"),
        (post(2, "a & b"), "invalid token"),
        (post(2, "text").replace("</entry>", ""), "end tag is missing"),
        (post(2, "text").replace("</content>", ""), "mismatched tag"),
        (post(2, "text").replace("<title>", "<x:title>"), "unbound prefix"),
        (post(2, "text").replace("<title>", "<title a='>"), "invalid token"),
    ],
)
def test_damaged_entry_costs_no_other(tmp_path: Path, bad: str, said: str) -> None:
    content = feed(post(1, "one"), bad, post(3, "three"), comment(31, 3))
    captures, refused = read(tmp_path, content)
    assert [to_post(c).body for c in captures] == ["one", "three"]
    assert [len(to_post(c).comments) for c in captures] == [0, 1]
    assert captures[1].path == f"blog.xml#{content.index(b'<entry><id>' + BLOG.encode() + b'.post-3<')}"
    (fault,) = refused
    assert fault.path == f"blog.xml#{content.index(b'<entry><id>' + BLOG.encode() + b'.post-2<')}"
    assert said in fault.reason
    assert "reading went on at the next entry" in fault.reason


@pytest.mark.parametrize("character", ["\0", "\x01", "\x1b", "\x0b", "\ud800", "\uffff"])
def test_character_that_no_xml_holds_costs_nothing_but_itself(tmp_path: Path, character: str) -> None:
    captures, refused = read(tmp_path, feed(post(1, f"a{character}b"), post(2, "two")))
    assert not refused
    first, second = (to_post(c).body for c in captures)
    assert (first[0], first[-1], second) == ("a", "b", "two")
    assert character not in first


@pytest.mark.parametrize("charset", ["nothing-of-the-kind", "hex", "utf-7", "us-ascii", "UTF-16", "shift_jis"])
def test_wrong_declaration_of_the_charset_costs_nothing(tmp_path: Path, charset: str) -> None:
    content = feed(post(1, "Michoacán “x”"), head=HEAD.replace("UTF-8", charset))
    (capture,), refused = read(tmp_path, content)
    assert (to_post(capture).body, refused) == ("Michoacán “x”", [])


@pytest.mark.parametrize("charset", ["gb18030", "shift_jis", "windows-1251", "koi8-r"])
def test_charset_that_is_declared_rightly_is_read(tmp_path: Path, charset: str) -> None:
    head = HEAD.replace("UTF-8", charset)
    (capture,), refused = read(tmp_path, feed(post(1, "Привет"), head=head).decode().encode(charset))
    assert (to_post(capture).body, refused) == ("Привет", [])


def test_latin_1_that_is_declared_as_utf_8_is_read(tmp_path: Path) -> None:
    captures, refused = read(tmp_path, feed(post(1, "Michoac\xe1n"), post(2, "b")).decode().encode("latin-1"))
    assert ([to_post(c).body for c in captures], refused) == (["Michoac\xe1n", "b"], [])


def test_feed_in_utf_16_is_told_what_to_do(tmp_path: Path) -> None:
    _, (refused,) = read(tmp_path, feed(post(1, "a")).decode().encode("utf-16"))
    assert "save it in UTF-8" in refused.reason


def test_comments_without_their_post_are_told(tmp_path: Path) -> None:
    draft = post(3, "draft").replace("<title>", "<blogger:status>DRAFT</blogger:status><title>")
    without_id = post(4, "four").replace(f"<id>{BLOG}.post-4</id>", "")
    entries = (post(1, "one"), comment(11, 1), comment(12, 9), comment(13, ""), draft, comment(31, 3), without_id)
    content = feed(*entries)
    captures, (refused,) = read(tmp_path, content)
    assert [(to_post(c).body, len(to_post(c).comments)) for c in captures] == [("one", 1), ("four", 0)]
    assert "in all 2, were left out" in refused.reason
    assert refused.where == f"byte {content.index(comment(12, 9).encode())}"


@pytest.mark.parametrize("content", [feed(), feed(post(1, "a")).replace(b"<entry>", b"<entry xmlns='urn:x'>")])
def test_feed_without_a_post_is_told(tmp_path: Path, content: bytes) -> None:
    captures, (refused,) = read(tmp_path, content)
    assert not captures
    assert "holds no row, post or page" in refused.reason


def test_packed_feed_that_breaks_off_gives_what_came_before(tmp_path: Path) -> None:
    packed = gzip.compress(feed(post(1, "one"), post(2, "two"), post(3, "three " * 9000)))
    captures, refused = read(tmp_path, packed[:-20])
    assert [to_post(c).body for c in captures] == ["one", "two"]
    assert "breaks off" in refused[-1].reason


def test_entries_that_never_end_are_not_read_over_and_over(tmp_path: Path) -> None:
    content = feed(*(post(n, "<![CDATA[ no end") for n in range(20_000)))
    captures, refused = read(tmp_path, content)
    assert not captures
    assert 0 < len(refused) <= 101


@pytest.mark.parametrize(
    ("when", "kept"), [("0001-01-01T00:00:00Z", False), ("9999-12-31T00:00:00Z", False), ("2011-12-31T23:59:60Z", True)]
)
def test_a_year_that_cannot_be_costs_the_date_and_not_the_post(tmp_path: Path, when: str, kept: bool) -> None:
    (capture,), _ = read(tmp_path, feed(post(1, "one", when), comment(11, 1, "words", when)))
    found = to_post(capture)
    assert (found.published_on is not None, found.comments[0].printed_on is not None) == (kept, kept)
    assert found.unread_day == (None if kept else when)


@pytest.mark.parametrize("damage", ["a='x&nbsp;y'", "x:a='1'", "xmlns:x='a b'", "a='1' a='2'"])
def test_damaged_root_is_told_and_ends_no_build(tmp_path: Path, damage: str) -> None:
    captures, faults = read(tmp_path, feed(post(1, "one"), head=HEAD.replace("<feed ", f"<feed {damage} ")))
    assert captures == []
    assert [fault.reason.partition(" (")[0] for fault in faults] == [
        "no Blogger export that can be read: its root is no well-formed XML"
    ]
