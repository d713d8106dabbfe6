"""An article of a site whose template is not known: its text by trafilatura, comments where a known list holds them."""

from __future__ import annotations

from datetime import date

from selectolax.lexbor import LexborHTMLParser

from narco_corpus.builder.parse.html.blocks import line_text
from narco_corpus.builder.parse.html.comment_areas import cut_comments
from narco_corpus.builder.parse.html.headline import Headline, headline_of, says_only_day
from narco_corpus.builder.parse.html.metadata import Metadata
from narco_corpus.builder.parse.html.paywall import is_cut_short
from narco_corpus.builder.parse.html.wordpress_comments import has_all, has_pings, read_comments
from narco_corpus.builder.parse.html.wordpress_day import day_beside
from narco_corpus.builder.parse.phrases import is_media, is_phrase
from narco_corpus.builder.post import NoKnownPost, Post
from narco_corpus.model.text import normalise

_SHORTEST = 250
"""Characters of a text that is taken for an article's: less is what a page of teasers or of a player has."""

_ENOUGH = 60
"""Characters of a comment by which it is found in a text."""
_LONGEST_BUTTON = 80
_HEAD = 3
"""Paragraphs among which the day stands that a page prints over its text."""


def parse_article(tree: LexborHTMLParser, metadata: Metadata, text: str, *, url: str | None = None) -> Post:
    """The article of a page that says in its head that it is one.

    Raises:
        NoKnownPost: the page does not say so, or too little of it is text.
    """
    fault = metadata.no_article
    if tree.body is None or fault:
        raise NoKnownPost(f"no post: no element holds one by a known class, and {fault or 'the page has no body'}")
    stated = metadata.stated
    heading = line_text(tree.css_first("h1")) or None
    named = _without_site(stated.title, metadata.site)
    title = named or heading
    heading_of_title = headline_of(tree, title)
    headline = Headline(tree.body, heading_of_title, None, named)
    day = day_beside(tree.body, headline, stated.published, url)
    byline = stated.author or metadata.writer or headline.writer
    comments = read_comments(tree, day.on).comments()
    known = bool(comments) or has_pings(tree)
    whole = has_all(tree, len(comments), None)
    cut = cut_comments(tree.body, heading_of_title)
    body = _main_text(text)
    if any(" " in line and line[:_ENOUGH] in body for line in cut.lines):
        body = _main_text(tree.html or "")
    if len(body) < _SHORTEST:
        raise NoKnownPost(
            f"no post: by no known class, and {len(body)} characters of text beside menus and lists; an article has at "
            f"least {_SHORTEST}"
        )
    body = _without_day(_without_title(body, title, heading), day.on)
    return Post(
        title=title,
        byline=byline,
        published_on=day.on,
        day_in_utc=day.in_utc,
        unclear_day=day.unclear,
        unread_day=None if day.on or day.unclear else day.unread or stated.unread,
        body=body,
        comments=comments,
        complete=whole and (known or not cut.unread) and not is_cut_short(body, stated, tree),
        layout="article-html",
    )


def _main_text(text: str) -> str:
    """The paragraphs of a page's main text, parted by blank lines."""
    from trafilatura import extract  # here, since most builds meet no such page and it takes half a second to load

    lines = (extract(text, include_comments=False, with_metadata=False, deduplicate=False, fast=True) or "").split("\n")
    return normalise("\n\n".join(line.strip() for line in lines if line.strip() and not _leads_on(line.strip())))


def _leads_on(line: str) -> bool:
    """Whether a line between the paragraphs of a text is a button or leads to another story."""
    return is_phrase("related", line) or (len(line) < _LONGEST_BUTTON and is_media(line))


def _without_title(body: str, *titles: str | None) -> str:
    """The text without its first line, where that is a title once more."""
    first, _, rest = body.partition("\n\n")
    return rest if rest and first.casefold() in {title.casefold() for title in titles if title} else body


def _without_day(body: str, on: date | None) -> str:
    """The text without a line among its first that says when it was published or changed, and nothing else."""
    paragraphs = body.split("\n\n")
    kept = [line for line in paragraphs[:_HEAD] if not says_only_day(line, on)]
    return "\n\n".join(kept + paragraphs[_HEAD:]) if kept else body


def _without_site(title: str | None, site: str | None) -> str | None:
    """A title without the name of its site: `Goats Hold a Bridge - The Mill`."""
    for mark in (" - ", " | ", " – ", " — ", " :: ", " » ") if title and site else ():
        before, found, after = (title or "").rpartition(mark)
        if found and before and after.casefold() == (site or "").casefold():
            return before
    return title
