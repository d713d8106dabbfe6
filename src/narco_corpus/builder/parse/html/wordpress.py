"""Posts of WordPress: the classes that its themes share, and its lists of comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from narco_corpus.builder.parse.html.blocks import element_text, line_text
from narco_corpus.builder.parse.html.comment_areas import cut_comments
from narco_corpus.builder.parse.html.headline import Headline
from narco_corpus.builder.parse.html.metadata import Metadata
from narco_corpus.builder.parse.html.paywall import is_cut_short
from narco_corpus.builder.parse.html.people import writer
from narco_corpus.builder.parse.html.select import above, classes, each, is_aside, outermost
from narco_corpus.builder.parse.html.wordpress_comments import has_all, has_pings, in_comments, read_comments
from narco_corpus.builder.parse.html.wordpress_day import published_day
from narco_corpus.builder.parse.prose import is_sentence
from narco_corpus.builder.post import NoKnownPost, NotOnePost, Post

_POST = (
    "article.post, article.type-post, article.hentry, article[id^='post-'], div.type-post, div.hentry, div.post, "
    "article.amp-wp-article"
)
_CONTENT = (
    ".entry-content, .post-content, .entry-inner, .post-entry, .storycontent, .entry, .post-body, "
    ".wp-block-post-content, .amp-wp-article-content, [itemprop='articleBody']"
)
_TITLE = (".entry-title", ".post-title", ".wp-block-post-title", ".amp-wp-title", "h1", "h2")
_HEADING = ".entry-title, .post-title, .wp-block-post-title, h1"
_COMMENTS = "#comments, #respond, .commentlist, .comment-list"
_AUTHOR = (
    ".author .fn", ".fn", ".entry-author", ".post-author", "[rel='author']", ".author", ".wp-block-post-author__name",
    ".wp-block-post-author-name", ".amp-wp-byline",
)  # fmt: skip
_QUERY = "wp-block-query"
"""A list of posts; below a post it is of others."""
_MOST_WITHIN = 5
"""Elements of these classes within one that is of one post."""
_LONGEST_LINE = 80
_LITTLE = 0.1
"""What may stand beside a text in the element around it: characters of a line, part of the text."""
_SIGNED = re.compile(r"\d{4},? (?:by|por) (.{1,80})$")
_EXTRAS = (
    ".sharedaddy, .jp-relatedposts, .addtoany_share_save_container, .sharethis, .social-share, .share-buttons, .ssba, "
    ".wp-block-buttons, .post-tags, .post-navigation, .author-box, .yarpp-related, .wpcnt, .entry-footer, .entry-meta, "
    ".postmetadata, [class^='related'], [class*=' related'], .crp_related"
)
_PASSWORD_FORM = re.compile(r"<form\b[^<>]*\b(?:post-password-form|action=postpass|wp-pass\.php)\b")
_LISTINGS = frozenset(
    {"home", "blog", "archive", "category", "tag", "search", "author", "date", "paged", "search-results"}
)


def is_wordpress(tree: LexborHTMLParser) -> bool:
    """Whether the page is WordPress's: by its generator, its class names or the addresses of its parts."""
    generator = tree.css_first("meta[name='generator']")
    if generator is not None and "wordpress" in (generator.attributes.get("content") or "").lower():
        return True
    return (
        tree.css_first(
            "body.wordpress, body.single-post, [class*='wp-'], [href*='/wp-content/'], [src*='/wp-content/']"
        )
        is not None
    )


def is_protected(text: str) -> bool:
    """Whether a page has a form for a password, which stands in place of the post's text."""
    return _PASSWORD_FORM.search(text) is not None


class Parts(NamedTuple):
    """The elements of one post."""

    around: LexborNode
    """Around its title, day and text."""
    content: LexborNode
    page: LexborNode | None
    """Where no known class says what is around the post: the page's body."""


def parse_wordpress(tree: LexborHTMLParser, metadata: Metadata, layout: str, *, url: str | None = None) -> Post:
    """The post of the page.

    Raises:
        NotOnePost: it lists several posts, or none.
    """
    parts = _only_post(tree)
    stated = metadata.stated
    heading = _first(parts, *_TITLE)
    title = line_text(heading) or stated.title or line_text(tree.css_first("h1"))
    headline = Headline(parts.around, heading, parts.content, stated.title)
    day = published_day(parts.around, parts.page, headline, stated.published, url)
    byline = _writer(parts) or _signed(parts) or stated.author or headline.writer
    comments = read_comments(tree, day.on).comments()
    whole = has_all(tree, len(comments), parts.content)
    known = bool(comments) or has_pings(tree)
    within = parts.content if known or tree.body is None else tree.body
    cut = cut_comments(within, heading, parts.content)
    for extra in outermost(each(parts.content, _EXTRAS)):
        extra.decompose()
    body = element_text(parts.content)
    return Post(
        title=title or None,
        byline=byline,
        published_on=day.on,
        day_in_utc=day.in_utc,
        unclear_day=day.unclear,
        unread_day=None if day.on or day.unclear else day.unread or stated.unread,
        body=body,
        comments=comments,
        complete=whole and (known or not cut.unread) and not is_cut_short(body, stated),
        layout=layout,
    )


def _only_post(tree: LexborHTMLParser) -> Parts:
    names = set(classes(tree.body))
    single = any(name == "single" or name.startswith("single-") for name in names)
    if not single and (listing := sorted(names & _LISTINGS)):
        raise NotOnePost("a page that lists posts", f"body.{listing[0]}")
    posts = _outermost([post for post in each(tree, _POST) if post.css_first(_CONTENT) is not None])
    if len(posts) > 1 and not single:
        raise NotOnePost(f"{len(posts)} posts on one page", "article")
    if posts and (content := posts[0].css_first(_CONTENT)) is not None:
        return Parts(posts[0], _innermost(content), None)
    contents = _outermost(each(tree, _CONTENT))
    if single:
        contents = [node for node in contents if not any(_QUERY in classes(outer) for outer in above(node))] or contents
    if len(contents) == 1 and tree.body is not None:
        content = _innermost(contents[0])
        return Parts(_around(content), content, tree.body)
    if contents:
        raise NotOnePost(f"{len(contents)} posts on one page", "div.entry-content")
    raise NoKnownPost("no post: no element holds one by a known class")


def _around(content: LexborNode) -> LexborNode:
    """The nearest element in which a title stands before the text; else the page's body."""
    titles = ", ".join(_TITLE)
    node = content
    for outer in above(content):
        before = node.prev
        while before is not None:
            if outer.tag == "body" or (before.is_element_node and before.css_first(titles) is not None):
                return outer
            before = before.prev
        node = outer
    return content


def _innermost(content: LexborNode) -> LexborNode:
    """Of elements within each other the one of the text, where the outer one has but the title, the day and lines like
    these beside it.
    """
    inner_ones = each(content, _CONTENT)[1:]  # the first is the element itself
    for place, inner in enumerate(inner_ones if len(inner_ones) <= _MOST_WITHIN else (), 1):
        outer = content.clone()
        own = each(outer, _CONTENT)[place]
        text = element_text(own)
        own.decompose()
        if _has_no_text(outer, len(text)):
            return _innermost(inner)
    return content


def _has_no_text(outer: LexborNode, length: int) -> bool:
    """Whether what is beside a text of so many characters is no part of it."""
    title = outer.css_first(_HEADING)
    for other in outermost(each(outer, f"{_EXTRAS}, {_HEADING}, {_COMMENTS}")):
        other.decompose()
    lines = element_text(outer).split("\n")
    beside = sum(map(len, lines))
    if any(map(is_sentence, lines)):
        return False
    return max(map(len, lines)) <= _LONGEST_LINE and beside <= (length if title is not None else length * _LITTLE)


def _writer(parts: Parts) -> str | None:
    """The first text of an element of the author that is his name, and not a box about him."""
    for author in _each(parts, *_AUTHOR):
        text = line_text(author)
        if len(text) <= _LONGEST_LINE and not is_sentence(text):
            return writer(text)
    return None


def _signed(parts: Parts) -> str | None:
    """The name after the day in the line under the title."""
    match = _SIGNED.search(line_text(_first(parts, "h1 + small, h2 + small, h3 + small")))
    return match[1] if match else None


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Those that are in no other of them, nor in a sidebar, a widget or a list of related posts."""
    ids = {node.mem_id for node in nodes}
    return [node for node in nodes if not any(outer.mem_id in ids or is_aside(outer) for outer in above(node))]


def _first(parts: Parts, *selectors: str) -> LexborNode | None:
    """The first element near the post that the first selector with any finds, none of a comment's."""
    return next(_each(parts, *selectors), None)


def _each(parts: Parts, *selectors: str) -> Iterator[LexborNode]:
    """The first elements near the post that each selector finds, none of a comment's."""
    for place in filter(None, (parts.around, parts.page)):
        for selector in selectors:
            own = (found for found in place.css(selector) if not in_comments(found))
            yield from islice(own, 1)
