"""Chooses the reader for a page's template; pages of none are read if they say that they are articles."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from narco_corpus.builder.parse.bylines import take_byline
from narco_corpus.builder.parse.clock import address_comments
from narco_corpus.builder.parse.html.article import parse_article
from narco_corpus.builder.parse.html.blocks import fragment_text
from narco_corpus.builder.parse.html.blogger import find_marks, parse_blogger
from narco_corpus.builder.parse.html.bounds import check_bounds
from narco_corpus.builder.parse.html.metadata import Metadata
from narco_corpus.builder.parse.html.wordpress import is_protected, is_wordpress, parse_wordpress
from narco_corpus.builder.parse.refusal import refuse_url
from narco_corpus.builder.parse.zone import infer_local_times
from narco_corpus.builder.post import NoKnownPost, NotOnePost, Post

_ENDS = ("</html", "</body", "</HTML", "</BODY")
_OPEN = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)
_PAGE = re.compile(r"<(?:!doctype|html|head|body)[\s>]", re.IGNORECASE)
_TAG = re.compile(
    r"<(?:(?:br|p|div|img|hr)(?:\s[^<>]*)?/?|a\s[^<>]*|/(?:p|div|a|b|i|u|em|strong|span|font|center|blockquote|[uo]l|li|h[1-6]))>",
    re.IGNORECASE,
)
_PARAGRAPHS = re.compile(r"<p[\s/>]", re.IGNORECASE)
_LINES = re.compile(r"<(?:br|div|blockquote|[uo]l|li|table|h[1-6])[\s/>]", re.IGNORECASE)
"""Where one is there, a single line end is none that a reader sees."""
_PROTECTED = "no text: a password protects the post"
_BLANK_LINES = re.compile(r"\n[ \t\r]*\n\s*")


def parse_html(text: str, *, url: str | None = None) -> Post:
    """The post of a saved page, by the structure of its markup.

    Raises:
        NotOnePost: a page of several posts or of none, or nested beyond bounds.
    """
    if url:
        refuse_url(url)
    check_bounds(text)
    tree = LexborHTMLParser(text)
    marks = find_marks(tree)
    post = parse_blogger(tree, marks, url) if marks.bodies else _of_another_template(tree, text, url)
    if not post.body and not post.comments:
        raise NotOnePost(_PROTECTED if is_protected(text) else "no text in the element of the post")
    post.complete = post.complete and _is_complete(text)
    take_byline(post)
    infer_local_times(post.comments)
    address_comments(post.comments)
    return post


def _of_another_template(tree: LexborHTMLParser, text: str, url: str | None) -> Post:
    """The post of a page by the classes that WordPress's themes and many others have; else the article of the page."""
    metadata = Metadata(tree)
    try:
        post = parse_wordpress(tree, metadata, "wordpress-html" if is_wordpress(tree) else "html", url=url)
    except NoKnownPost:
        if not _PAGE.search(text):
            raise  # a piece of markup, which another reader may take
    else:
        if post.body or post.comments or metadata.no_article or is_protected(text):
            return post
    # The tree anew, since reading takes parts out of it.
    return parse_article(LexborHTMLParser(text), metadata, text, url=url)


def is_fragment(text: str) -> bool:
    """Whether a text is markup and no whole page, as the content of a post in a dump of a blog."""
    return _TAG.search(text) is not None and not _PAGE.search(text)


def parse_fragment(text: str, *, url: str | None = None) -> Post:
    """The post whose text is this markup; its title stands elsewhere.

    Raises:
        NotOnePost: the address is that of a listing, or the markup holds no text or is nested beyond bounds.
    """
    if url:
        refuse_url(url)
    if not _PARAGRAPHS.search(text):
        # As WordPress stores posts: it makes the paragraphs of blank lines when it shows them.
        line_end = "\n" if _LINES.search(text) else "<br>"
        text = _BLANK_LINES.sub("<br><br>", text).replace("\n", line_end)
    check_bounds(text)
    body = fragment_text(text)
    if not body:
        raise NotOnePost("the markup holds no text")
    post = Post(body=body, layout="html-fragment")
    take_byline(post)
    return post


def _is_complete(text: str) -> bool:
    """Whether a page that begins also ends; a piece of a page is what somebody chose to save."""
    start = max(0, len(text) - 100_000)
    # From the end: the tag is there, and everything before it is full of others.
    return any(text.rfind(tag, start) >= 0 for tag in _ENDS) or not _OPEN.search(text)
