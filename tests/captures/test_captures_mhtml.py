"""A page that a browser saved as one file (MHTML) is read as the page that is in it."""
# ruff: noqa: E501 - markup and headers as browsers write them

from __future__ import annotations

import base64
import gzip
import hashlib
import quopri
import random
from datetime import date
from pathlib import Path

import pytest

from narco_corpus.builder.captures import Capture, LeftOut, ReadOptions, Unreadable, list_sources, read_source, to_post
from narco_corpus.builder.post import NotOnePost

OPTIONS = ReadOptions()
URL = "http://b.example/2018/10/fire.html"
PAGE = """<!DOCTYPE html><html><head>{link}<title>Blog: Incendio en Tonalá</title></head><body><div class='post hentry'>
<h2 class='date-header'>Tuesday, October 2, 2018</h2><h3 class='post-title entry-title'>Incendio en Tonalá</h3>
<div class='post-body entry-content'><p>Gunmen burned a bar in Tonalá, Jalisco; nobody was hurt in the fire.</p></div></div>
<div id='comments'><ol id='top-ra'><li class='comment' id='c11'><div class='comment-header'><cite class='user'>Anonymous</cite>
<span class='datetime'><a href='#c11'>October 2, 2018 at 5:16 PM</a></span></div><p class='comment-content'>qué pena</p></li>
</ol></div></body></html>"""
IMAGE = "Content-Type: image/png\nContent-Transfer-Encoding: base64\nContent-Location: http://b.example/x.png\n\niVBORw0KGgo=\n"


def saved(
    page: bytes = PAGE.format(link="").encode(),
    *,
    encoding: str = "quoted-printable",
    kind: str = "text/html",
    head: str = f"Snapshot-Content-Location: {URL}\n",
    own: str = f"Content-Location: {URL}\n",
    when: str = "Mon, 5 Nov 2024 10:00:00 -0000",
    first: str = "",
    last: str = "--",
) -> bytes:
    """A file as Chrome writes it, with a picture behind the page."""
    coded = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(encoding, bytes)(page)
    before = (
        f"From: <Saved by Blink>\n{head}Subject: =?utf-8?Q?Incendio=20en=20Tonal=C3=A1?=\nDate: {when}\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related;\n\ttype="text/html";\n\tboundary="--Boundary--abc"\n\n\n'
    )
    part = f"----Boundary--abc\nContent-Type: {kind}\nContent-ID: <frame-1@mhtml.blink>\n"
    part += f"Content-Transfer-Encoding: {encoding}\n{own}\n"
    if first:
        before += f"----Boundary--abc\n{first}\n"
    parts = (before + part).encode() + coded + f"\n----Boundary--abc\n{IMAGE}\n----Boundary--abc{last}\n".encode()
    return parts.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def read(place: Path, options: ReadOptions = OPTIONS) -> list[Capture | Unreadable | LeftOut]:
    return [each for source in list_sources([place], options) for each in read_source(source, options)]


def capture(place: Path, content: bytes, name: str = "page.mhtml") -> Capture:
    (place / name).write_bytes(content)
    (got,) = read(place)
    assert isinstance(got, Capture), got
    return got


@pytest.mark.parametrize("name", ["page.mhtml", "page.mht", "page"])
@pytest.mark.parametrize(
    ("encoding", "charset"),
    [
        ("quoted-printable", "utf-8"),
        ("base64", "utf-8"),
        ("8bit", "utf-8"),
        ("quoted-printable", "windows-1252"),
        ("base64", "iso-8859-1"),
    ],
)
def test_the_page_in_the_file_is_the_post(tmp_path: Path, name: str, encoding: str, charset: str) -> None:
    content = saved(PAGE.format(link="").encode(charset), encoding=encoding, kind=f"text/html;\n\tcharset={charset}")
    got = capture(tmp_path, content, name)
    assert (got.path, got.url, got.retrieved_at) == (name, URL, "2024-11-05T10:00:00.000Z")
    assert got.sha256 == hashlib.sha256(content).hexdigest()
    post = to_post(got)
    assert (post.title, post.published_on, post.layout[:7]) == ("Incendio en Tonalá", date(2018, 10, 2), "blogger")
    assert post.body == "Gunmen burned a bar in Tonalá, Jalisco; nobody was hurt in the fire."
    assert [(c.text, c.own_id) for c in post.comments] == [("qué pena", "11")]
    assert post.complete


def test_a_packed_file_and_what_the_manifest_says_of_it(tmp_path: Path) -> None:
    manifest = "path,url,retrieved_at,license\npage.mhtml.gz,https://c.example/2018/10/x.html,2020-01-01,CC0-1.0\n"
    (tmp_path / "captures.csv").write_text(manifest)
    got = capture(tmp_path, gzip.compress(saved()), "page.mhtml.gz")
    assert (got.url, got.retrieved_at) == ("https://c.example/2018/10/x.html", "2020-01-01T00:00:00.000Z")
    assert (got.license, to_post(got).title) == ("CC0-1.0", "Incendio en Tonalá")


@pytest.mark.parametrize(
    ("head", "own", "link", "url"),
    [
        ("", f"Content-Location: {URL}\n", "", URL),
        ("Snapshot-Content-Location: http://b.example/2018/10/\n fire.html\n", "", "", URL),
        (f"Snapshot-Content-Location: {URL}\n", "", "<link rel='canonical' href='http://c.example/'>", URL),
        ("", "Content-Location: file:///C:/x.html\n", f"<link rel='canonical' href='{URL}'>", URL),
        ("Snapshot-Content-Location: cid:frame-1@mhtml.blink\n", "Content-Location: javascript:x\n", "", None),
        ("", "", "", None),
    ],
)
def test_the_address_is_a_web_address_that_the_file_states(
    tmp_path: Path, head: str, own: str, link: str, url: str | None
) -> None:
    assert capture(tmp_path, saved(PAGE.format(link=link).encode(), head=head, own=own)).url == url


def test_pages_are_chosen_by_the_address_in_the_file(tmp_path: Path) -> None:
    (tmp_path / "page.mhtml").write_bytes(saved())
    assert [type(each) for each in read(tmp_path, ReadOptions(urls=("b.example/*",)))] == [Capture]
    assert read(tmp_path, ReadOptions(urls=("c.example/*",))) == [LeftOut(other_url=1)]


@pytest.mark.parametrize("when", ["Mon, 5 Nov 2024 10:00:00", "yesterday", "", "Mon, 45 Nov 2024 10:00:00 +0000"])
def test_a_time_of_saving_that_is_not_clear_is_none(tmp_path: Path, when: str) -> None:
    got = capture(tmp_path, saved(when=when))
    assert (got.retrieved_at, to_post(got).published_on) == (None, date(2018, 10, 2))


def test_the_time_of_a_page_in_a_web_archive_is_the_archives(tmp_path: Path) -> None:
    archived = f"Snapshot-Content-Location: https://web.archive.org/web/20181105120000/{URL}\n"
    assert capture(tmp_path, saved(head=archived)).retrieved_at is None


def test_the_root_is_the_first_part_that_is_a_page(tmp_path: Path) -> None:
    style = "Content-Type: text/css\nContent-Transfer-Encoding: 8bit\n\np {}\n"
    assert to_post(capture(tmp_path, saved(first=style))).title == "Incendio en Tonalá"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (saved().replace(b"----Boundary--abc", b"----Other"), "StartBoundaryNotFoundDefect; save it again"),
        (saved().replace(b'\tboundary="--Boundary--abc"', b"\tx=y"), "NoBoundaryInMultipartDefect; save it again"),
        (saved(kind="text/css"), "without a part that is a page"),
        (saved(b"<html><body><p>No post.</p></body></html>"), "no post"),
        (saved(b"<div>" * 30_000), "nested"),
        (saved(b"a\0b" + PAGE.encode()), "NUL"),
    ],
)
def test_a_damaged_file_is_refused_with_the_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    with pytest.raises(NotOnePost, match=reason):
        to_post(capture(tmp_path, content))


def test_a_file_that_breaks_off_gives_what_is_there(tmp_path: Path) -> None:
    content = saved()
    got = capture(tmp_path, content[: content.index(b"<div id=3D'comments'")])
    post = to_post(got)
    assert (post.title, post.comments, post.complete) == ("Incendio en Tonalá", [], False)
    assert to_post(capture(tmp_path, saved(last=""))).complete


def test_parts_nested_without_end_are_refused(tmp_path: Path) -> None:
    nested = "".join(f'--b{n}\nContent-Type: multipart/related; boundary="b{n + 1}"\n\n' for n in range(2000))
    content = f'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b0"\n\n{nested}'.encode()
    with pytest.raises(NotOnePost, match="nested too deep"):
        to_post(capture(tmp_path, content))


def test_damage_anywhere_is_a_finding_and_no_error(tmp_path: Path) -> None:
    chance = random.Random(7)
    for _ in range(300):
        content = bytearray(saved())
        for _ in range(chance.randint(1, 8)):
            content[chance.randrange(len(content) // 4)] = chance.choice(b"\n\r;:=\"'<>()@,-\\/?* \xff9aZ")
        (tmp_path / "page.mhtml").write_bytes(content)
        for got in read(tmp_path):
            if isinstance(got, Capture):
                try:
                    to_post(got)
                except NotOnePost:
                    continue


def test_a_text_that_speaks_of_headers_is_a_text(tmp_path: Path) -> None:
    text = "Note: a text\n\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n"
    assert capture(tmp_path, text.encode(), "page.txt").form == "text"
