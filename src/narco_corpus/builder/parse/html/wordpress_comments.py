"""Comments of WordPress: the lists that its themes make of them."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from narco_corpus.builder.parse.html.blocks import element_markup, line_text
from narco_corpus.builder.parse.html.comments import Thread, own_id
from narco_corpus.builder.parse.html.people import commenter
from narco_corpus.builder.parse.html.select import above, classes, each, first, is_aside
from narco_corpus.builder.parse.html.times import printed_time, stated_time
from narco_corpus.builder.post import Comment

_LISTS = (".commentlist", ".comment-list", ".wp-block-comment-template", "#comments ol", "#comments ul")
_AREAS = frozenset({"commentlist", "comment-list", "wp-block-comment-template"})
_ITEM = "li.comment, div.comment, article.comment, li[id^='comment-'], li[id^='li-comment-'], li.pingback"
_ITEM_IDS = ("comment-", "li-comment-")
_REPLIES = ".children, li"
"""What a reply within a comment is in, and lists in its text."""
_TEXT = (
    ".comment-content", ".comment-text", ".comment-entry", ".comment-txt", ".commentBody", ".comment_text",
    ".wp-block-comment-content",
)  # fmt: skip
_AUTHOR = (
    ".comment-author .fn", ".comment-author cite", ".fn", "cite", ".comment-author", ".wp-block-comment-author-name",
)  # fmt: skip
_META = (
    ".comment-author, .comment-meta, .commentmetadata, .reply, .comment-reply-link, .comment-awaiting-moderation, "
    "cite, .says, .avatar, .comment-date, .comment-edit-link, .children, .comment-metadata, .vcard, small"
)
_PERMALINK = "a[href*='#comment-']"
_PINGS = ".pingback, .trackback"
_COUNTED = "h2, h3, h4, #comments, .comments-title, .comments-link, .comments-number, .comment-count"
_OVER_THEM = (
    "#comments h2, #comments h3, #comments h4, h2#comments, h3#comments, h4#comments, .comments-title, #comments-title"
)
_COUNT = re.compile(
    r"(?:0*[1-9][\d.,]*|one|una?|uno|um|uma) (?:comments?|comentarios?|comentários?|(?:thoughts?|pensamientos?|ideas?) "
    r"(?:on|en|sobre)|(?:responses?|repl(?:y|ies)|respuestas?|respostas?)(?: (?:to|a|en|para)|$))\b",
    re.IGNORECASE,
)
"""How a page that has comments says how many."""
_SAYS = re.compile(r"[^\S\n]*[^\W\d]+(?: [^\W\d]+)?\s*:\s*")
"""What stands between the name and the text of a comment."""


class _Item(NamedTuple):
    """The element of a comment."""

    node: LexborNode
    has_replies: bool
    """Whether replies may lie within it: in most none can, and every element there is the comment's own."""


def read_comments(tree: LexborHTMLParser, published: date | None) -> Thread:
    """The comments of the page; what other pages report of themselves is none."""
    thread = Thread()
    area = first(tree, *_LISTS)
    if area is None:
        return thread
    parts: set[int] = set()
    nodes = each(area, _ITEM)
    in_parts = any(node.tag != "li" for node in nodes)
    for node in nodes:
        names = classes(node)
        if node.mem_id in parts or "pingback" in names or "trackback" in names:
            continue
        item = _Item(node, any(inner.mem_id != node.mem_id for inner in node.css(_REPLIES)))
        if in_parts:
            # Themes give the class to the item and to a part of it as well: the outer one is the comment.
            inner = node.css("article.comment, div.comment")
            parts.update(part.mem_id for part in inner if not _in_replies(part, item))
        _add(thread, item, published)
    return thread


def has_all(tree: LexborHTMLParser, comments: int, content: LexborNode | None) -> bool:
    """Whether so many comments are as many as the page says that its post has: over the list of them, else elsewhere
    outside the post's text, where it is known, and the lists beside it; there it may be the number of another list.

    What other pages report of themselves may be counted with them.
    """
    area = first(tree, *_LISTS)
    found = comments + (len(area.css(_PINGS)) if area is not None else 0)
    if found:
        counts = (_COUNT.match(line_text(node)) for node in each(tree, _OVER_THEM))
        return next((_number(count[0]) <= found for count in counts if count), True)
    own = content.mem_id if content is not None else None
    return not any(
        _COUNT.match(line_text(node)) is not None
        and not any(outer.mem_id == own or is_aside(outer) for outer in above(node))
        for node in each(tree, _COUNTED)
    )


def has_pings(tree: LexborHTMLParser) -> bool:
    """Whether other pages report of themselves in the list of comments."""
    area = first(tree, *_LISTS)
    return area is not None and area.css_first(_PINGS) is not None


def _number(count: str) -> int:
    """The number with which a count begins, 1 for the word."""
    return int(digits) if (digits := re.sub(r"\D", "", count.split(" ")[0])) else 1


def in_comments(node: LexborNode) -> bool:
    """Whether an element belongs to the comments of the page."""
    return any(outer.id == "comments" or not _AREAS.isdisjoint(classes(outer)) for outer in above(node))


def _in_replies(node: LexborNode, item: _Item) -> bool:
    """Whether an element of a comment belongs to a reply under it."""
    own = item.node.mem_id
    if not item.has_replies and node.mem_id != own:
        return False
    for outer in above(node):
        if outer.mem_id == own:
            return False
        if "children" in classes(outer) or (outer.tag == "li" and (outer.id or "").startswith(_ITEM_IDS)):
            return True
    return False


def _add(thread: Thread, item: _Item, published: date | None) -> None:
    author = _own(item, *_AUTHOR)
    link = _own(item, ".comment-meta a[href*='#comment']", ".commentmetadata a", _PERMALINK)
    clock = _own(item, "time", ".comment-date", ".commentmetadata", ".comment-metadata", ".comment-meta")
    stated = stated_time(clock.attributes.get("datetime")) if clock is not None else None
    # The printed day is at most one before what is stated.
    near = stated.on - timedelta(days=1) if stated else published
    printed = next((p for e in (link, clock) if (p := printed_time(line_text(e), near))[0]), (None, None))
    utc = None
    if stated is not None and stated.in_utc and stated.at is not None:
        utc = datetime.combine(stated.on, stated.at)
    elif stated is not None and (printed[0] in (None, stated.on)):
        printed = stated.on, printed[1] or stated.at
    comment = Comment(
        text=_markup(item),
        author=commenter(line_text(author)),
        own_id=own_id(item.node, link),
        printed_on=printed[0],
        printed_at=printed[1],
        utc=utc,
    )
    thread.add(item.node, comment)


def _own(item: _Item, *selectors: str) -> LexborNode | None:
    """The comment's own element, not one of a reply under it."""
    for selector in selectors:
        found = item.node.css_first(selector)
        if found is not None and not _in_replies(found, item):
            return found
    return None


def _markup(item: _Item) -> str:
    content = _own(item, *_TEXT)
    if content is not None:
        return element_markup(content)
    part = (_own(item, ".comment-body") or item.node).clone()
    cite = part.css_first("cite")
    says = cite.next if cite is not None else None
    if says is not None and says.is_text_node and _SAYS.fullmatch(says.text()):
        says.decompose()
    for meta in each(part, _META):
        meta.decompose()
    for link in each(part, _PERMALINK):
        if printed_time(line_text(link))[0]:  # some themes have the day beside the text, in no element of its own
            link.decompose()
    return element_markup(part)
