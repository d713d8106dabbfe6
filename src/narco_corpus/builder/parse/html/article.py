"""An article of a site whose template is not known: its text by trafilatura, comments where a known list holds them."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from narco_corpus.builder.parse.html.blocks import line_text
from narco_corpus.builder.parse.html.metadata import stated_by, states_article
from narco_corpus.builder.parse.html.wordpress_comments import has_pings, read_comments, states_comments
from narco_corpus.builder.parse.html.wordpress_day import day_beside
from narco_corpus.builder.post import NoKnownPost, Post
from narco_corpus.model.text import normalise

_SHORTEST = 250
"""Characters of a text that is taken for an article's: less is what a page of teasers or of a player has."""


def parse_article(tree: LexborHTMLParser, text: str, *, url: str | None = None) -> Post:
    """The article of a page that says in its head that it is one.

    Raises:
        NoKnownPost: the page does not say so, or too little of it is text.
    """
    if tree.body is None or not states_article(tree):
        raise NoKnownPost("no post: no element holds one by a known class, and the head states no article")
    body = _main_text(text)
    if len(body) < _SHORTEST:
        raise NoKnownPost(f"no post: by no known class, and {len(body)} characters of text beside menus and lists")
    stated = stated_by(tree)
    title = stated.title or line_text(tree.css_first("h1")) or None
    day = day_beside(tree.body, stated.published, url)
    comments = read_comments(tree, day.on).comments()
    return Post(
        title=title,
        byline=stated.author,
        published_on=day.on,
        day_in_utc=day.in_utc,
        unclear_day=day.unclear,
        unread_day=None if day.on or day.unclear else day.unread or stated.unread,
        body=_without_title(body, title),
        comments=comments,
        complete=bool(comments) or has_pings(tree) or not states_comments(tree, None),
        layout="article-html",
    )


def _main_text(text: str) -> str:
    """The paragraphs of a page's main text, parted by blank lines."""
    from trafilatura import extract  # here, since most builds meet no such page and it takes half a second to load

    lines = (extract(text, include_comments=False, with_metadata=False, deduplicate=False) or "").split("\n")
    return normalise("\n\n".join(line.strip() for line in lines if line.strip()))


def _without_title(body: str, title: str | None) -> str:
    """The text without its first line, where that is the title once more."""
    first, _, rest = body.partition("\n\n")
    return rest if rest and title and first.casefold() == title.casefold() else body
