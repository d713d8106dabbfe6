"""Whatever the bytes are, a capture becomes a post of normalised text, or is refused with a reason."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from narco_corpus.builder.captures import Capture, to_post
from narco_corpus.builder.captures.capture import Form
from narco_corpus.builder.post import NotOnePost

sys.path.insert(0, str(Path(__file__).parents[1] / "parse_html"))
from parse_html_pages import CLASSIC, RESPONSIVE, WORDPRESS, threaded_comment, threaded_page

THREADED = threaded_page(threaded_comment(1, "A", "April 5, 2012 at 11:00 AM", "x", threaded_comment(2, "B", "", "y")))
FEED = (
    '<feed xmlns="http://www.w3.org/2005/Atom"><entry><id>post-1</id><title>T</title><content type="html">x &lt;b>'
    '</content></entry><entry><id>post-2</id><content type="html">y</content><published>2011-01-01T00:00:00Z'
    "</published></entry></feed>"
)
MARKDOWN = "# T\n\nPublished: 2011-09-21\n\n**words** and [more](x)\n"
CASES: list[tuple[Form, str]] = [
    ("html", CLASSIC),
    ("html", RESPONSIVE),
    ("html", WORDPRESS),
    ("html", THREADED),
    ("feed-entry", FEED),
    ("markdown", MARKDOWN),
    ("fields", THREADED),
    ("text", CLASSIC),
]


def check(capture: Capture) -> None:
    try:
        post = to_post(capture)
    except NotOnePost as refused:
        assert refused.reason
        return
    texts = [post.title or "", post.byline or "", post.body, *(comment.text for comment in post.comments)]
    for text in texts:
        assert unicodedata.is_normalized("NFC", text)
        assert not re.search("[\\r\u00a0\u200b\u2060\ufeff\ud800-\udfff]", text)
    for place, comment in enumerate(post.comments):
        assert comment.parent is None or 0 <= comment.parent < place
        assert comment.addressed is None or 0 <= comment.addressed < place
        assert comment.own_id is None or comment.own_id.isalnum()
    owned = [comment.own_id for comment in post.comments if comment.own_id]
    assert len(owned) == len(set(owned))


@pytest.mark.parametrize(("form", "page"), CASES)
def test_pages_that_are_cut_and_garbled(form: Form, page: str) -> None:
    content = page.encode()

    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def garbled(data: st.DataObject) -> None:
        begin, end = sorted(data.draw(st.tuples(*[st.integers(0, len(content))] * 2)))
        piece = data.draw(
            st.binary(max_size=12) | st.sampled_from([b"</div>", b"<div>", b"<!--", b'"', b"<p", b"&#0;", b"]]>"])
        )
        kept = data.draw(
            st.sampled_from([content[:end] + piece, content[:begin] + piece + content[end:], content[begin:end]])
        )
        check(Capture(path="x", content=kept, form=form))

    garbled()


@example("fields", b"!\r|")
@settings(deadline=None)
@given(st.sampled_from(["html", "feed-entry", "markdown", "fields", "text"]), st.binary(max_size=200))
def test_any_bytes(form: Form, content: bytes) -> None:
    check(Capture(path="x", content=content, form=form))
