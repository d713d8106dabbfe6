"""Text of elements: paragraphs, line breaks and characters come out as a reader sees them."""

from __future__ import annotations

import html

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from narco_corpus.builder.parse.html import parse_fragment, parse_html
from narco_corpus.builder.parse.html.blocks import element_text, fragment_text, line_text, markup_text, markup_texts
from narco_corpus.builder.post import NotOnePost
from narco_corpus.model.text import normalise


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>one</p><p>two</p>", "one\n\ntwo"),
        ("one<br>two<br/><br />three<br><br><br>four", "one\ntwo\n\nthree\n\nfour"),
        ("one<div>two<div>three</div></div>four", "one\n\ntwo\n\nthree\n\nfour"),
        ("<p> a\n  <b>bold</b> <i> word</i>, next</p>", "a bold word, next"),
        ("w<b>or</b>d", "word"),
        ("<p>&nbsp;</p><p>a&nbsp;b</p><div><br></div><p>c</p>", "a b\n\nc"),
        ("a &amp;lt; b &lt; c &gt; d &quot;e&quot; &#8217;", 'a &lt; b < c > d "e" ’'),
        ("<pre>one\n  two</pre>three", "one\ntwo\n\nthree"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a b\n\nc"),
        ('<a title="1 > 0" href="x">link</a><!-- no > --> after', "link after"),
        ("<script>var a = '<p>no</p>';</script><style>p{}</style>yes<noscript>no</noscript>", "yes"),
        ("a<span style='display: none'>no</span><span hidden>no</span>b", "ab"),
        ("zero\u200bwidth and cafe\u0301", "zerowidth and café"),
        (
            "so<img class='emoji' alt='👏'> <img draggable='false' class='emoji' alt='😀' src='x'/>",
            "so👏 😀",
        ),
        (
            "<p><img src='x' alt=':)' class='wp-smiley' src='y'></p><img alt='A map' class='size-full'>",
            ":)",
        ),
        (
            "<img class='wp-smiley' alt='&gt;:&quot;('> <img class='x-emoji' alt='<3'><img class='emoji'>",
            '>:"( <3',
        ),
        ("<button>Share</button><form><input value='x'>no</form>kept", "kept"),
    ],
)
def test_markup_becomes_text(markup: str, text: str) -> None:
    assert fragment_text(markup) == text


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("Ataque en<br/>Monterrey", "Ataque en Monterrey"),
        ("<span>Ataque en</span> <em>Mont</em>errey", "Ataque en Monterrey"),
        ("<div>Ataque</div><p>en Monterrey</p>", "Ataque en Monterrey"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("a &lt;b&gt; &amp;amp; <i>c</i>", "a <b> &amp; c"),
    ],
)
def test_a_line_has_a_space_where_the_page_breaks_it(markup: str, line: str) -> None:
    assert line_text(LexborHTMLParser(f"<h3>{markup}</h3>").css_first("h3")) == line


def test_plain_text_keeps_its_lines() -> None:
    assert fragment_text("one\ntwo &amp; three\n\nfour") == "one\ntwo & three\n\nfour"


CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters=[chr(code) for code in range(0xC2, 0xF5)])
"""Without those that begin what looks wrongly decoded, which is repaired line by line."""
PARTS = st.recursive(
    st.text(CHARACTERS, max_size=8).map(html.escape),
    lambda inner: st.tuples(
        st.sampled_from(["p", "div", "b", "a title='x > y'", "blockquote", "ul", "li", "span", "td", "h2"]),
        st.lists(inner, max_size=3),
    ).map(lambda parts: f"<{parts[0]}>{'<br>'.join(parts[1])}</{parts[0].split()[0]}>"),
    max_leaves=12,
)


@settings(deadline=None)
@given(PARTS)
def test_no_character_is_lost_or_made_up(markup: str) -> None:
    body = LexborHTMLParser(markup).body
    assert body is not None
    seen = normalise(body.text(deep=True))
    assert "".join(element_text(body).split()) == "".join(seen.replace("\x1d", "").split())


@settings(deadline=None)
@given(st.lists(PARTS, max_size=5))
def test_many_at_once_are_as_one_by_one(markups: list[str]) -> None:
    formed = [LexborHTMLParser(markup).body for markup in markups]
    inner = [body.inner_html or "" for body in formed if body is not None]
    assert markup_texts(inner) == [markup_texts([each])[0] for each in inner]


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ('<p>one <a href="x"">two</a> three</p><p class="b">four "five" six</p>', 'one two three\n\nfour "five" six'),
        ('<div class="a" "><p>one</p> two > three</div><p id="x">four</p>', "one\n\ntwo > three\n\nfour"),
        ('<p =x="1" a"b>one</p><p>two</p>', "one\n\ntwo"),
        ('<a href="a>b">one</a> two', "one two"),
    ],
)
def test_a_quotation_mark_too_many_in_a_tag_takes_no_text(markup: str, text: str) -> None:
    assert fragment_text(markup) == text


def test_texts_that_are_worked_on_together_take_nothing_of_each_other() -> None:
    texts = ["<p>a</p><xmp><!-- </xmp>", "<p>b</p>", "<xmp>--></xmp>c", '<p x"="">d</p>', '<p>"e"</p>']
    assert markup_texts(texts)[1:2] == ["b"]
    assert markup_texts(texts) == [markup_text(text) for text in texts]


def test_attributes_without_values_are_bounded_and_long_prose_is_none() -> None:
    with pytest.raises(NotOnePost, match="more than 2,000 attributes"):
        parse_html("<html><body><p " + " ".join(f"a{number}" for number in range(50_000)) + ">x")
    page = "<html><body><div class='post'><div class='post-body'><pre>" + "words of it " * 20_000 + "</pre></div></div>"
    assert parse_html(page).body.startswith("words of it")


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("A.\nB <br> C.\n\nD.", "A. B\nC.\n\nD."),
        ("A.<br />\nB.<br />\n<br />\nC.\n \nD.", "A.\nB.\n\nC.\n\nD."),
        ("A <b>b</b>\nB.\n\nC.", "A b\nB.\n\nC."),
        ("<p>A.\n\nB<br>C.</p>", "A. B\nC."),
    ],
)
def test_blank_lines_part_the_paragraphs_of_a_fragment_that_has_none(markup: str, text: str) -> None:
    assert parse_fragment(markup).body == text
