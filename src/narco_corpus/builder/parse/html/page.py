"""Chooses the reader for a page's template; pages of none are refused."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser

from narco_corpus.builder.parse.bylines import is_byline
from narco_corpus.builder.parse.clock import address_comments
from narco_corpus.builder.parse.html.blogger import find_marks, parse_blogger
from narco_corpus.builder.parse.html.bounds import check_bounds
from narco_corpus.builder.parse.html.wordpress import is_wordpress, parse_wordpress
from narco_corpus.builder.parse.refusal import refuse_url
from narco_corpus.builder.parse.zone import infer_local_times
from narco_corpus.builder.post import NotOnePost, Post

_ENDS = ("</html", "</body", "</HTML", "</BODY")
_OPEN = re.compile(r"<(?:html|body)[\s>]", re.IGNORECASE)


def parse_html(text: str, *, url: str | None = None) -> Post:
    """The post of a saved page, by the structure of its markup.

    Raises:
        NotOnePost: a page of several posts or of none, of an unknown template, or nested beyond bounds.
    """
    if url:
        refuse_url(url)
    check_bounds(text)
    tree = LexborHTMLParser(text)
    marks = find_marks(tree)
    if marks.bodies:
        post = parse_blogger(tree, marks, url)
    elif is_wordpress(tree):
        post = parse_wordpress(tree, url=url)
    else:
        post = parse_wordpress(tree, "html", url=url)
    if not post.body and not post.comments:
        raise NotOnePost("no text in the element of the post")
    post.complete = post.complete and _is_complete(text)
    _take_byline(post)
    infer_local_times(post.comments)
    address_comments(post.comments)
    return post


def _is_complete(text: str) -> bool:
    """Whether a page that begins also ends; a piece of a page is what somebody chose to save."""
    start = max(0, len(text) - 100_000)
    # From the end: the tag is there, and everything before it is full of others.
    return any(text.rfind(tag, start) >= 0 for tag in _ENDS) or not _OPEN.search(text)


def _take_byline(post: Post) -> None:
    """A byline that the post prints over its text is the post's: it names the writer, where the page's field often
    names the account that published.
    """
    first, _, rest = post.body.partition("\n\n")
    if rest and "\n" not in first and is_byline(first):
        post.byline, post.body = first, rest
