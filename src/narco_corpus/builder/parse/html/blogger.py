"""Posts of Blogger: the classic, threaded and responsive templates."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from narco_corpus.builder.parse.html.blocks import element_markup, element_text, line_text, markup_line
from narco_corpus.builder.parse.html.comments import Thread, own_id
from narco_corpus.builder.parse.html.days import Day, day_of_post
from narco_corpus.builder.parse.html.metadata import Metadata
from narco_corpus.builder.parse.html.people import commenter, writer
from narco_corpus.builder.parse.html.select import above, classes, each, first
from narco_corpus.builder.parse.html.times import Stated, printed_days, printed_time, stated_time, usual_time
from narco_corpus.builder.post import Comment, NotOnePost, Post

_BLOCK = "li.comment > .comment-block >"
_PARTS = (
    f"li.comment, {_BLOCK} .comment-header > .user:not(.icon), {_BLOCK} .comment-header > .datetime > a, "
    f"{_BLOCK} .comment-content"
)
_USUAL_TAGS = ("li", "cite", "a")
"""Tags of a comment, of its author and of the link of its time, as Blogger writes them; then its text follows."""
_Parts = tuple[LexborNode, LexborNode | None, LexborNode | None, LexborNode | None]
_TITLE = ".post-title, .entry-title"
_COUNT = re.compile(r"(?<![\d.,])\d{1,6}(?![\d.,]*\d)", re.ASCII)
_LISTINGS = ("feed-view", "homepage-view", "archive-view", "label-view", "search-view", "index")


class Marks(NamedTuple):
    """The elements by which a page of Blogger is read; of all but the texts the first."""

    bodies: list[LexborNode]
    """The texts of posts; none on other pages."""
    status: LexborNode | None
    header: LexborNode | None
    area: LexborNode | None


def find_marks(tree: LexborHTMLParser) -> Marks:
    """The marks of Blogger on a page."""
    # Each name by itself: several in one search cost as much as several searches, and of these most end early.
    if not (bodies := tree.css("div.post-body")):
        return Marks([], None, None, None)
    return Marks(
        bodies, tree.css_first(".status-msg-body"), tree.css_first(".date-header"), tree.css_first("#comments")
    )


def parse_blogger(tree: LexborHTMLParser, marks: Marks, url: str | None = None) -> Post:
    """The post of the page.

    Raises:
        NotOnePost: it lists several posts, or none of its own.
    """
    body = _only_body(tree, marks)
    container = _container(body)
    title = line_text(first(container, ".post-title", ".entry-title")) or line_text(tree.css_first("h3.post-title"))
    header = line_text(marks.header)
    days = printed_days(header)
    texts, attribute = _dates(container) if len(days) != 1 else ([], None)
    texts.insert(0, header)
    day = Day(days[0]) if len(days) == 1 else day_of_post(texts, attribute, url)
    byline = writer(line_text(first(container, ".post-author .fn", ".post-author")))
    if not (title and day.on and byline):
        stated = Metadata(tree).stated
        title, byline = title or stated.title or "", byline or stated.author
        if day.on is None:
            day = day_of_post([*texts, stated.unread or ""], stated.published, url)
    thread, threaded = _comments(marks.area, day.on)
    comments = thread.comments()
    return Post(
        title=title or None,
        byline=byline,
        published_on=day.on,
        day_in_utc=day.in_utc,
        unclear_day=day.unclear,
        unread_day=day.unread,
        body=element_text(body),
        comments=comments,
        complete=_stated_count(marks.area) <= len(comments),
        layout="blogger-threaded-html" if threaded else "blogger-html",
    )


def _only_body(tree: LexborHTMLParser, marks: Marks) -> LexborNode:
    if listing := next((name for name in classes(tree.body) if name in _LISTINGS), None):
        raise NotOnePost("a page that lists posts", f"body.{listing}")
    status = line_text(marks.status)
    if status:
        raise NotOnePost(f"a page that lists posts: {status[:100]!r}", ".status-msg-body")
    bodies = [body for body in marks.bodies if not _in_widget(body)]
    if len({body.attributes.get("id") or body.mem_id for body in bodies}) > 1:
        raise NotOnePost(f"{len(bodies)} posts on one page", "div.post-body")
    if not bodies:
        raise NotOnePost("no post: its only texts are of widgets beside one", "div.post-body")
    return bodies[0]


def _in_widget(node: LexborNode) -> bool:
    """Whether the element is of a list of other posts (popular, featured, related) beside the page's own."""
    widget = next((names for element in above(node) if "widget" in (names := classes(element))), None)
    return widget is not None and "Blog" not in widget


def _container(body: LexborNode) -> LexborNode:
    """The element around the post's title, body and footer."""
    node, parent = body, body.parent
    for _ in range(6):
        if parent is None or parent.tag in ("body", "html"):
            break
        node = parent
        if node.css_first(_TITLE) is not None:
            break
        parent = node.parent
    return node


def _dates(node: LexborNode) -> tuple[list[str], Stated | None]:
    """What the elements of the post's time print, and what the first of their attributes states."""
    texts: list[str] = []
    stated: Stated | None = None
    for element in node.css("abbr.published, time.published, [itemprop='datePublished']"):
        texts.append(line_text(element))
        attributes = element.attributes
        values = [value for name in ("title", "datetime", "content") if (value := attributes.get(name))]
        stated = stated or next(filter(None, map(stated_time, values)), None)
        texts += [value for value in values if stated is None]
    return texts, stated


def _stated_count(area: LexborNode | None) -> int:
    """The number of comments that the page prints or notes over them; 0 where it does not."""
    if area is None:
        return 0
    noted = area.attributes.get("data-num-comments")
    number = _COUNT.search(noted or line_text(area.css_first("h4, h3, h2")))
    return int(number[0]) if number else 0


def _comments(area: LexborNode | None, published: date | None) -> tuple[Thread, bool]:
    """The comments, and whether they are written as threads."""
    thread = Thread(area)
    if area is None:
        return thread, False
    if threads := _threads(area):
        _add_threads(thread, threads, published)
        return thread, True
    if area.css_first("dt.comment-author, dt[id^='c']") is not None:
        _add_definitions(thread, area, published)
    else:
        for item in each(area, ".comment-block") or each(area, ".comment"):
            _add_block(thread, item, published)
    return thread, area.css_first(".comment-thread") is not None


def _threads(area: LexborNode) -> list[_Parts]:
    """Comments as nested lists, each with a block that has a header and the text."""
    found = area.css(_PARTS)
    if found and _are_usual(found):
        return list(zip(found[::4], found[1::4], found[2::4], found[3::4], strict=True))
    return [(item, *_parts(item)) for item in each(area, "li.comment")]


def _add_threads(thread: Thread, threads: list[_Parts], published: date | None) -> None:
    authors: dict[str, str | None] = {}
    for item, user, link, content in threads:
        # Most comments of a page are by few authors: the name in one markup is read once.
        name = (user.inner_html or "") if user is not None else ""
        if name not in authors:
            authors[name] = commenter(markup_line(name))
        when = (link.inner_html or "") if link is not None else ""
        on, at = usual_time(when) or printed_time(markup_line(when), published)
        comment = Comment(
            text=element_markup(content) if content is not None else "",
            author=authors[name],
            own_id=own_id(item, link),
            printed_on=on,
            printed_at=at,
        )
        thread.add(item, comment)


def _are_usual(found: list[LexborNode]) -> bool:
    """Whether the elements are four of each comment in Blogger's order, the last in a block right within the first."""
    return (
        len(found) % 4 == 0
        and tuple(node.tag for node in found[:3]) == _USUAL_TAGS
        and all(len({node.tag_id for node in found[start::4]}) == 1 for start in range(3))
        and all(
            (block := content.parent) is not None
            and (outer := block.parent) is not None
            and outer.mem_id == item.mem_id
            for item, content in zip(found[::4], found[3::4], strict=True)
        )
    )


def _parts(item: LexborNode) -> tuple[LexborNode | None, LexborNode | None, LexborNode | None]:
    """Author, time and text of a comment, looked for in its own block where it has one."""
    block = item.css_first(".comment-block")
    if block is None or block.parent is None or block.parent.mem_id != item.mem_id:
        block = item
    return block.css_first(".user"), first(block, ".datetime a", ".datetime"), block.css_first(".comment-content")


def _add_definitions(thread: Thread, area: LexborNode, published: date | None) -> None:
    """Comments as a definition list: the author in `dt`, then the text and the time line each in a `dd`."""
    parts: dict[str, LexborNode] = {}
    for node in each(area, "dt.comment-author, dd.comment-body, dd.comment-footer"):
        names = classes(node)
        if "comment-author" in names:
            _add_parts(thread, parts, published)
            parts = {"author": node}
        else:
            parts.setdefault("body" if "comment-body" in names else "footer", node)
    _add_parts(thread, parts, published)


def _add_parts(thread: Thread, parts: dict[str, LexborNode], published: date | None) -> None:
    author, body, footer = parts.get("author"), parts.get("body"), parts.get("footer")
    if author is None or body is None:
        return
    link = footer.css_first("a") if footer is not None else None
    on, at = printed_time(line_text(link), published)
    comment = Comment(
        text=element_markup(body),
        author=commenter(line_text(author)),
        own_id=own_id(author, link),
        printed_on=on,
        printed_at=at,
    )
    thread.add(author, comment)


def _add_block(thread: Thread, item: LexborNode, published: date | None) -> None:
    body = item.css_first(".comment-body")
    if body is None:
        return
    link = first(item, ".comment-timestamp a", ".comment-timestamp")
    on, at = printed_time(line_text(link), published)
    comment = Comment(
        text=element_markup(body),
        author=commenter(line_text(item.css_first(".comment-author"))),
        own_id=own_id(item, link),
        printed_on=on,
        printed_at=at,
    )
    thread.add(item, comment)
