"""Captures of every form become posts, with what their container states in place of what their text suggests."""

from __future__ import annotations

import gzip
import json
import time
from datetime import date
from pathlib import Path

import pytest

from narco_corpus.builder.captures import Capture, ReadOptions, list_sources, read_source, to_post
from narco_corpus.builder.captures.sniff import kind_of
from narco_corpus.builder.post import NotOnePost

SEEDS = Path(__file__).parents[2] / "seeds"
HTML = (
    "<html><body><div class='post'><h1>On the page</h1><div class='entry-content'><p>Words.</p></div></div>"
    "</body></html>"
)


def captures(place: Path) -> list[Capture]:
    options = ReadOptions()
    got = [each for source in list_sources([place], options) for each in read_source(source, options)]
    return [each for each in got if isinstance(each, Capture)]


def test_seed_is_read_with_its_manifest_and_parsed() -> None:
    (capture,) = captures(SEEDS)
    assert capture.path == "000_689ef2a1a845fc8a.txt"
    assert capture.url == "https://www.borderlandbeat.com/2011/09/los-zetas-forging-alliance-with-la.html"
    assert capture.license == "LicenseRef-unknown"
    assert capture.sha256 == "5f8dbe3a986438105563a18925a17358f91637fec8e3267f33d681648eab52c0"
    post = to_post(capture)
    assert post.title == "Los Zetas Forging an Alliance with La Resistencia in Jalisco"
    assert len(post.comments) == 6


def test_forms_are_recognised_by_content(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HTML)
    (tmp_path / "b.html").write_text("September 21, 2011\n\nA title\n\nSome words of text.\n")
    (tmp_path / "c").write_text("# A title\n\nPublished: 2011-09-21\n\nSome words.\n")
    (tmp_path / "d.md").write_text("\ufeff\n  <!DOCTYPE html>" + HTML, encoding="utf-8")
    got = {capture.path: capture for capture in captures(tmp_path)}
    assert {path: capture.form for path, capture in got.items()} == {
        "a.txt": "html",
        "b.html": "text",
        "c": "markdown",
        "d.md": "html",
    }
    assert {to_post(capture).title for capture in got.values()} == {"On the page", "A title"}


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (
            "<link href='http://b.example/2011/09/x.html?a=1&amp;b=2' rel='canonical'/>",
            "http://b.example/2011/09/x.html?a=1&b=2",
        ),
        (
            '<meta property="og:url" content="https://b.example/y"><LINK REL=canonical HREF="https://b.example/z">',
            "https://b.example/z",
        ),
        ('<meta content="https://b.example/y" property="og:url">', "https://b.example/y"),
        ("</head><a class='timestamp-link' href='http://b.example/p' rel='bookmark'>1</a>", "http://b.example/p"),
        (
            "<a href='http://b.example/p' class=\"x timestamp-link\">1</a><a class='timestamp-link' href='http://b.example/q'>",
            None,
        ),
        ("<link rel='canonical' href='/relative'><link rel='stylesheet' href='http://b.example/s.css'>", None),
    ],
)
def test_saved_page_states_its_own_address(tmp_path: Path, head: str, url: str | None) -> None:
    (tmp_path / "page").write_text(f"<html><head>{head}</head>{HTML[6:]}")
    (capture,) = captures(tmp_path)
    assert capture.url == url
    (tmp_path / "page").write_bytes(gzip.compress((tmp_path / "page").read_bytes()))
    (capture,) = captures(tmp_path)
    assert capture.url == url
    (tmp_path / "captures.jsonl").write_text('{"path": "page", "url": "http://said.example/"}')
    assert [c.url for c in captures(tmp_path)] in ([url], ["http://said.example/"])


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-be"])
def test_page_in_utf16_states_its_own_address(tmp_path: Path, charset: str) -> None:
    head = "<html><head><link rel='canonical' href='https://b.example/2011/09/ñ.html'></head>"
    mark = b"" if charset == "utf-16" else b"\xfe\xff"
    (tmp_path / "page.html").write_bytes(mark + HTML.replace("<html>", head).encode(charset))
    (capture,) = captures(tmp_path)
    assert (capture.form, capture.url) == ("html", "https://b.example/2011/09/ñ.html")
    assert to_post(capture).title == "On the page"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ('---\ntitle: T\nurl: "https://b.example/2012/05/z.html"\n---\n\nwords\n', "https://b.example/2012/05/z.html"),
        ("---\r\ntitle: T\r\ncanonical_url: http://b.example/z\r\n---\r\n\r\nwords\r\n", "http://b.example/z"),
        ("# T\n\n**URL:** <https://b.example/z>\n\nwords\n", "https://b.example/z"),
        ("# T\n\nURL: https://b.example/z?a=1_2\n\nwords\n", "https://b.example/z?a=1_2"),
        ("---\ntitle: T\nurl: https://b.example/\n---\n\nwords\n", None),
        ("---\ntitle: T\nurl: /posts/z\n---\n\nwords\n", None),
        ("# T\n\nurl: https://b.example/z says more\n\nSource: https://b.example/z\n\nwords\n", None),
        ("# T\n\nWords of the story.\n\nURL: https://o.example/q\n\nmore\n", None),
        ("# T\n\n_URL: http://b.example/z_\n\nwords\n", "http://b.example/z"),
    ],
)
def test_markdown_states_its_own_address(tmp_path: Path, text: str, url: str | None) -> None:
    (tmp_path / "page.md").write_bytes(text.encode())
    (capture,) = captures(tmp_path)
    assert (capture.form, capture.url) == ("markdown", url)
    (tmp_path / "page.md").write_bytes(gzip.compress(text.encode()))
    (capture,) = captures(tmp_path)
    assert capture.url == url


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("URL: https://b.example/2012/05/z.html\n\nMay 3, 2012\n\n", "https://b.example/2012/05/z.html"),
        ("https://b.example/2012/05/z.html\nMay 3, 2012\n", "https://b.example/2012/05/z.html"),
        ("May 3, 2012\nurl: <https://b.example/z>\n\n", "https://b.example/z"),
        ("URL: https://b.example/\n\nMay 3, 2012\n\n", None),
    ],
)
def test_a_text_states_its_own_address(tmp_path: Path, head: str, url: str | None) -> None:
    words = "Gunmen burned a bar in Tonalá. Nobody was hurt."
    (tmp_path / "page.txt").write_bytes(f"{head}A headline of the day\n\n{words}\n".encode())
    (capture,) = captures(tmp_path)
    assert (capture.form, capture.url) == ("text", url)
    post = to_post(capture)
    assert (post.title, post.body, str(post.published_on)) == ("A headline of the day", words, "2012-05-03")


@pytest.mark.parametrize(
    "text",
    [
        "A headline of the day\n\nhttps://paper.example/2012/05/z.html\n\nGunmen burned a bar in Tonalá.\n",
        "A headline of the day\n\nSource: https://paper.example/z.html\n\nGunmen burned a bar in Tonalá.\n",
        "https://b.example/2012/05/y.html\nhttps://b.example/2012/05/z.html\n",
    ],
)
def test_other_addresses_in_a_text_are_not_its_own(tmp_path: Path, text: str) -> None:
    (tmp_path / "page.txt").write_bytes(text.encode())
    (capture,) = captures(tmp_path)
    assert capture.url is None


def row(**values: str) -> Capture:
    base = {"text": "First paragraph of the story, which is long enough to be no title at all, they said.\n\nSecond."}
    return next(iter_rows({**base, **values}))


def iter_rows(values: dict[str, str]):  # type: ignore[no-untyped-def]
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "rows.jsonl").write_text(json.dumps(values) + "\n", encoding="utf-8")
        yield from captures(Path(folder))


def test_columns_state_title_and_day() -> None:
    post = to_post(row(title="  The  real title ", date="2011-09-21T23:00:00-05:00", url="http://e.org/2011/09/x.html"))
    assert (post.title, post.published_on) == ("The real title", date(2011, 9, 21))
    assert post.body.startswith("First paragraph")
    assert post.body.endswith("Second.")


def test_text_that_begins_with_words_like_a_title_keeps_them_where_the_column_has_the_title() -> None:
    text = "September 21, 2011\n\nLocal News Roundup\n\nThe story goes on with a sentence that ends here.\n"
    post = to_post(row(text=text, title="The real title"))
    assert post.title == "The real title"
    assert post.body == "Local News Roundup\n\nThe story goes on with a sentence that ends here."
    same = to_post(row(text=text, title="LOCAL NEWS ROUNDUP!"))
    assert (same.title, same.body) == ("LOCAL NEWS ROUNDUP!", "The story goes on with a sentence that ends here.")


def test_markup_in_a_column_is_read_as_a_page() -> None:
    post = to_post(row(text=HTML))
    assert (post.title, post.body) == ("On the page", "Words.")


@pytest.mark.parametrize(
    ("markup", "body"),
    [
        ("<p>Los Zetas in Saltillo on a Friday</p><p>More</p>", "Los Zetas in Saltillo on a Friday\n\nMore"),
        ("Los Zetas in Saltillo.<br /><br />More<br />of it", "Los Zetas in Saltillo.\n\nMore\nof it"),
        (
            "Los <strong>Zetas</strong> in Saltillo.\r\n\r\nMore of it,\nand <a href='x'>this</a>",
            "Los Zetas in Saltillo.\n\nMore of it,\nand this",
        ),
        (
            "<!-- wp:paragraph -->\n<p>Los Zetas\nin Saltillo &amp; Torreon</p>\n<!-- /wp:paragraph -->",
            "Los Zetas in Saltillo & Torreon",
        ),
        ('<div dir="ltr">Los Zetas\nin Saltillo.</div>\n\n<div>More</div>', "Los Zetas in Saltillo.\n\nMore"),
    ],
)
def test_markup_of_a_post_beside_its_title_is_its_text(markup: str, body: str) -> None:
    post = to_post(row(text=markup, title="Zetas &amp; others", url="http://e.org/2011/09/x.html", date="2011-09-21"))
    assert (post.title, post.body, post.published_on) == ("Zetas & others", body, date(2011, 9, 21))
    assert post.structured


def test_markup_of_a_post_prints_its_byline_and_is_never_a_listing() -> None:
    post = to_post(row(text="<p>By Jane Doe</p><p>Words of it.</p>", title="T"))
    assert (post.byline, post.body) == ("By Jane Doe", "Words of it.")
    with pytest.raises(NotOnePost, match="home page"):
        to_post(row(text="<p>Words of it.</p>", title="T", url="http://blog.example/"))
    with pytest.raises(NotOnePost, match="holds no text"):
        to_post(row(text="<p><img src='x'></p>", title="T"))


def test_the_text_of_a_page_is_no_markup_for_a_tag_in_it() -> None:
    text = (
        "Title of it\n\nMay 4, 2012\n\nWe saw <i>that</i>.\n\n1 comment:\n\nJoe said...\nmail me\nMay 4, 2012 5:00 PM\n"
    )
    post = to_post(row(text=text, title="Title of it"))
    assert (post.published_on, [c.author for c in post.comments]) == (date(2012, 5, 4), ["Joe"])
    assert "mail me" not in post.body


def test_a_whole_page_in_a_column_and_markup_with_a_posts_classes_go_the_way_of_pages() -> None:
    with pytest.raises(NotOnePost, match="no element holds one"):
        to_post(row(text="<!DOCTYPE html><p>Words of it.</p>", title="T"))
    with pytest.raises(NotOnePost, match="name the column that has the title"):
        to_post(row(text="<p>Words of it.</p>"))
    post = to_post(row(text="<div>Menu</div><div class='entry-content'><p>Words.</p></div>", title="T"))
    assert (post.title, post.body) == ("T", "Words.")
    assert to_post(row(text="It was 1 < 2 and a > b on that day, he said.", title="T")).body.startswith("It was 1 < 2")


def test_listing_by_its_address_is_refused() -> None:
    with pytest.raises(NotOnePost, match="home page"):
        to_post(
            Capture(path="a", content=b"September 21, 2011\n\nA\n\nWords.", form="text", url="http://blog.example/")
        )


def test_a_text_that_begins_with_a_hashtag_is_no_markdown(tmp_path: Path) -> None:
    rows = [
        {"title": "Row", "text": "#Reynosa gunmen blocked the roads on Friday.", "url": "https://h.com/1"},
        {"title": "Heads", "text": "## Sub heading\n\nGunmen blocked the roads.", "url": "https://h.com/2"},
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    (tmp_path / "a.txt").write_text("#1 drug lord captured\n\nSeptember 21, 2011\n\nHe was asleep in Tonalá.\n")
    got = {(post := to_post(capture)).title: post.body for capture in captures(tmp_path)}
    assert got == {
        "Row": "#Reynosa gunmen blocked the roads on Friday.",
        "Heads": "Sub heading\n\nGunmen blocked the roads.",
        "#1 drug lord captured": "He was asleep in Tonalá.",
    }


def test_rows_of_a_dump_are_read_as_markup_also_where_no_tag_stands(tmp_path: Path) -> None:
    rows = [
        {"title": "Guns &amp; money", "content": "He said &#8220;no&#8221; &amp; left.\n\nNobody followed."},
        {"title": "Cut", "content": "He said no and left the bar of his uncle, where… [+3210 chars]"},
    ]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    first, second = map(to_post, captures(tmp_path))
    assert (first.title, first.body) == ("Guns & money", "He said “no” & left.\n\nNobody followed.")
    assert (second.body, second.complete) == ("He said no and left the bar of his uncle, where", False)
    assert first.complete


@pytest.mark.parametrize(
    ("text", "stated", "title"),
    [
        ("<p>Words.</p>", "<b>Zetas</b> &amp; <em class='x'>Gulf</em> <3 <El Chapo>", "Zetas & Gulf <3 <El Chapo>"),
        ("<p>Words.</p>", "One<br />two&nbsp;&#8211; R&D;", "One two – R&D;"),
        ("Soldiers came to the town.\n\nMore words.", "El Chapo&#8217;s son", "El Chapo’s son"),
        ("Soldiers came to the town.\n\nMore words.", "Zetas <b>and</b> AT&T", "Zetas <b>and</b> AT&T"),
        ("<p>Words.</p>", "<b></b>", None),
    ],
)
def test_titles_of_tables_are_read_as_the_markup_that_they_are(text: str, stated: str, title: str | None) -> None:
    post = to_post(Capture(path="a.jsonl#0", content=text.encode(), form="fields", title=stated))
    assert post.title == title


@pytest.mark.parametrize("line", ["key{}: value\r\n", "  tag {}\n", "# comment {}\r\n"])
def test_fields_that_never_end_are_no_front_matter_and_found_out_at_once(line: str) -> None:
    head = "---\ntitle: A\n" + "".join(line.format(number) for number in range(24)) + "No field.\n"
    before = time.process_time()
    assert kind_of(head.encode(), "a.md", ReadOptions()) == "text"
    assert time.process_time() - before < 1


def test_few_words_are_a_post_where_the_table_states_its_title() -> None:
    row = Capture(path="a.csv#1", content=b"Photo: EFE", form="fields", title="Lazcano is dead")
    assert (to_post(row).title, to_post(row).body) == ("Lazcano is dead", "Photo: EFE")
    row.title = None
    with pytest.raises(NotOnePost, match="fewer than 20 characters"):
        to_post(row)


def test_row_of_one_line_and_a_day_is_a_post_with_that_text() -> None:
    row = Capture(path="a.csv#1", content=b"Lazcano is dead\n\nOctober 9, 2012", form="fields", title="A statement")
    post = to_post(row)
    assert (post.title, post.body, post.published_on) == ("A statement", "Lazcano is dead", date(2012, 10, 9))
