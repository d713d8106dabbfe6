"""Markdown captures of news crawls become articles: title, day, byline and plain paragraphs."""

from __future__ import annotations

from datetime import date

import pytest

from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.own_url import own_url
from narco_corpus.builder.captures.sniff import kind_of
from narco_corpus.builder.parse.markdown import parse_markdown
from narco_corpus.builder.post import NotOnePost

BODY = "First *emphasised* line\nruns on.\n\nSecond with a [link](http://e.org/a_(b)) and ![image](x.png).\n"
TEXT = "First emphasised line\nruns on.\n\nSecond with a link and ."


@pytest.mark.parametrize(
    ("head", "day", "byline"),
    [
        ("# A title\n\nPublished: 2011-09-21\n\n", date(2011, 9, 21), None),
        ("# A title\n\n**Published:** September 21, 2011\n**By:** Jane Doe\n\n---\n\n", date(2011, 9, 21), "Jane Doe"),
        ("# A title #\n*21 de septiembre de 2011*\n\n", date(2011, 9, 21), None),
        ("# A title\n\n_Published on 2011-09-21T10:00:00Z_\n\nSource: http://e.org/x\n\n", date(2011, 9, 21), None),
        ('---\ntitle: "A title"\ndate: 2011-09-21\nauthor: Jane Doe\n---\n\n', date(2011, 9, 21), "Jane Doe"),
        ("# A title\n\n", None, None),
        ("# A title\n\n> By Jane Doe\n\n14/05/2012\n\nURL: https://e.org/x\n\n", date(2012, 5, 14), "Jane Doe"),
        (
            "# A title\n\nAuthor: Jane D.\nFuente: [El Norte](http://e.org)\n\nDate: 14/05/2012\n",
            date(2012, 5, 14),
            "Jane D.",
        ),
        (
            "---\ntitle: A title\nauthor: Ana\n---\n\nBy ANA\n\nBy Jane Doe\n\nSource https://e.org/x\n\n",
            None,
            "Ana\nJane Doe",
        ),
    ],
)
def test_heads_of_articles(head: str, day: date | None, byline: str | None) -> None:
    post = parse_markdown(head + BODY)
    assert (post.title, post.published_on, post.byline, post.body) == ("A title", day, byline, TEXT)
    assert post.layout == "markdown"
    assert post.comments == []


def test_marks_are_taken_off_and_words_left() -> None:
    post = parse_markdown(
        "# The **title**\n\n## A heading\n\n> quoted\n> lines\n\n- one\n- two\n\n"
        "snake_case_name and 2 * 3 * 4, \\*starred\\*\n\n***\n\nend"
    )
    assert post.title == "The title"
    assert post.body == "A heading\n\nquoted\nlines\n\n- one\n- two\n\nsnake_case_name and 2 * 3 * 4, *starred*\n\nend"


def test_characters_written_by_name_or_number_are_themselves_and_no_marks() -> None:
    post = parse_markdown(
        "# Shots at the R&amp;R\n\nFirst&nbsp;line&hellip; of &#8220;El&#xa0;Chango&#8221;.\n\n&nbsp;\n\n"
        "&#42;starred&#42; AT&T; R&D &undefined; &#0;&#xD800;\n"
    )
    assert post.title == "Shots at the R&R"
    assert post.body == "First line… of “El Chango”.\n\n*starred* AT&T; R&D &undefined; \ufffd\ufffd"


def test_first_sentence_that_begins_as_a_label_is_text() -> None:
    post = parse_markdown(
        "# T\n\nBy Friday nobody was left in the town, said the mayor, who had not slept for two days or more.\n"
    )
    assert post.byline is None
    assert post.body.startswith("By Friday")
    assert parse_markdown("# T\n\nDate night was cancelled.\n").body == "Date night was cancelled."


@pytest.mark.parametrize(
    "first",
    [
        "By Monday night five people had died in Iguala.",
        "By dawn the gunmen had left",
        "Source close to the army said that Guerreros Unidos ordered it.",
        "Link between the mayor and the gang was denied by prosecutors on Tuesday.",
        "Author and journalist Ioan Grillo came to Torreon to see it.",
        "On 3 March 2012 five men were killed in Torreon.",
        "Date rape drugs were found on 3 March 2012.",
        "Published by the army on 3 March 2012, the list names forty men.",
        "Posted by narcos on YouTube, the video shows five men.",
        "Por la noche llegaron los sicarios de La Linea a Chihuahua.",
        "Source: a man who knows the mayor said on 3 March 2012 that the gang had ordered it.",
        "Date: nobody knows it.",
        "By Tomas\nand his men the town was burnt.",
        "3 March 2012\nwas the day on which five men died.",
        "March 3, 2012",
    ],
)
@pytest.mark.parametrize(
    "head", ["Published: 2012-05-04\n\nBy Jane Doe\n\n", "*4 May 2012*\n\n", "4 May 2012\n\n---\n\n"]
)
def test_no_sentence_of_the_text_is_taken_for_its_head(first: str, head: str) -> None:
    post = parse_markdown(f"# T\n\n{head}{first}\n\nMore of it.\n")
    assert post.body == f"{first}\n\nMore of it."
    assert post.published_on == date(2012, 5, 4)
    assert post.byline in (None, "Jane Doe")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Published: 2011-09-21\n\nwords", "no title"),
        ("# Only a title\n\nPublished: 2011-09-21\n", "no text"),
        ("# One\n\nwords\n\n# Two\n\nwords", "2 titles"),
        ("# One\n\nwords\n\n" + ">" * 150 + " what the parser reads no more", "100 levels deep"),
        ("# One\n\nwords\n\n" + ">" * 100 + " what the parser reads no more", "100 levels deep"),
    ],
)
def test_captures_that_are_no_article(text: str, said: str) -> None:
    with pytest.raises(NotOnePost, match=said):
        parse_markdown(text)


def test_what_only_looks_like_a_character_by_name_stays() -> None:
    text = "# T\n\nSee http://x.com/?a=1&copy=2&region=mx and&nbsp;more &notanentity; &copy;\n"
    assert parse_markdown(text).body == "See http://x.com/?a=1&copy=2&region=mx and more &notanentity; ©"


@pytest.mark.parametrize(
    ("front", "title", "day", "byline"),
    [
        (
            '---\ntitle: "A # title"  # of the page\nauthors: [Ana Paz, "Luis"]\n---\n',
            "A # title",
            None,
            "Ana Paz\nLuis",
        ),
        (
            "---\ntitle: Zetas #1\nauthors:\n  - Ana Paz\n  - 'O''Neil' # sic\n---\n",
            "Zetas #1",
            None,
            "Ana Paz\nO'Neil",
        ),
        ('---\ntitle: "A" and B\nauthor:\n- "[[Ana Paz]]"\n---\n', '"A" and B', None, "Ana Paz"),
        ("---\ntitle: A\nauthor:\n  name: Ana\n  url: x\n---\n", "A", None, "Ana"),
        (
            '---\ntitle: "Culiac\\u00e1n \\"El X\\""\npubDate: 2012-03-04\n---\n',
            'Culiacán "El X"',
            date(2012, 3, 4),
            None,
        ),
        ("---\ntitle: A long\n  title\nauthor: []\n---\n", "A long title", None, None),
        ("---\ntitle: A\n_: 1\n-: 2\n---\n", "A", None, None),
        (
            '+++\ntitle = "A"\ndate = 2012-03-04T05:06:07\nauthors = ["Ana", "Luis"]\n[params]\ntitle = "B"\n+++\n',
            "A",
            date(2012, 3, 4),
            "Ana\nLuis",
        ),
    ],
)
def test_fields_of_front_matter(front: str, title: str, day: date | None, byline: str | None) -> None:
    assert kind_of(front.encode() + BODY.encode(), "a.md", ReadOptions()) == "markdown"
    post = parse_markdown(front + BODY)
    assert (post.title, post.published_on, post.byline, post.body) == (title, day, byline, TEXT)


def test_front_matter_that_is_no_toml_is_told() -> None:
    text = "+++\ntitle = \n+++\n" + BODY
    assert own_url(text.encode(), "markdown") is None
    with pytest.raises(NotOnePost, match="is no TOML"):
        parse_markdown(text)


def test_front_matter_with_lists_blocks_and_comments_is_read() -> None:
    post = parse_markdown(
        "---\n# from the crawler\ntitle: >\n  Shots at the\n  R&amp;R\ndate: 2015-04-01\nurl: https://md.com/2015/04/b.html\n"
        "tags:\n  - narco\n- more\n\nseo:\n  title: other\n---\n\n**Bold** opening of the text.\n"
    )
    assert (post.title, post.published_on) == ("Shots at the R&R", date(2015, 4, 1))
    assert post.body == "Bold opening of the text."


def test_a_title_from_elsewhere_is_for_a_text_that_has_none() -> None:
    assert parse_markdown("## Sub heading\n\nWords.", title="From the table").title == "From the table"
    assert parse_markdown("# Own\n\nWords.", title="From the table").title == "Own"


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("Part one\n========\n\nWords.\n\nSub\n---\nMore.", "Part one\n\nWords.\n\nSub\n\nMore."),
        ('<div><p>One <b>bold</b></p>\n<p>two &amp; three</p></div>\n\nMore.', "One bold\n\ntwo & three\n\nMore."),
        ("A line<br>broken, <em>said</em> <nobody>. 5 < 6 <!-- note -->", "A line\nbroken, said <nobody>. 5 < 6"),
        ("```\n# no title\n*as it is*\n```\n\n    # nor this", "# no title\n*as it is*\n\n# nor this"),
        ("A [link][1] and [another].\n\n[1]: http://e.org 'T'\n[another]: <http://e.org/b>", "A link and another."),
        ("1. one\n2. two\n   - deeper\n\n3) other", "1. one\n2. two\n  - deeper\n\n3) other"),
        ("> quoted\n> > deeper\n\nback", "quoted\ndeeper\n\nback"),
        ("A **bold *and* nested** line\\\nbroken", "A bold and nested line\nbroken"),
    ],
)  # fmt: skip
def test_marks_of_commonmark_are_no_text(text: str, body: str) -> None:
    assert parse_markdown(f"# T\n\nPublished: 2011-09-21\n\n{text}\n").body == body


def test_text_is_read_down_to_the_depth_that_is_refused() -> None:
    assert parse_markdown("# T\n\nwords\n\n" + ">" * 98 + " deep words\n").body == "words\n\ndeep words"


@pytest.mark.parametrize(
    ("block", "text"),
    [
        ("![](a.png)\nCaption of it.", "Caption of it."),
        ("Caption of it.\n![](a.png)", "Caption of it."),
        ("[![](a.png)](b)\n[![](c.png)](d)\nCaption of it.", "Caption of it."),
        ("One line\n<br>\n<br>\nand another.", "One line\n\nand another."),
        ("```\none\n\n\ntwo\n```", "one\n\ntwo"),
    ],
)
def test_pictures_and_breaks_leave_one_blank_line_at_most(block: str, text: str) -> None:
    body = parse_markdown(
        f"# Road Closed\n\nMay 3, 2012\n\nGunmen closed the road.\n\n{block}\n\nThe end of it.\n"
    ).body
    assert body == f"Gunmen closed the road.\n\n{text}\n\nThe end of it."
