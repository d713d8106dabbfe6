"""Posts of WordPress: the classes that its themes share, and its lists of comments."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser, LexborNode

from narco_corpus.builder.parse.html.blocks import element_text, line_text
from narco_corpus.builder.parse.html.days import Day, day_of_post
from narco_corpus.builder.parse.html.metadata import stated_by
from narco_corpus.builder.parse.html.people import writer
from narco_corpus.builder.parse.html.select import above, classes, each, first
from narco_corpus.builder.parse.html.times import stated_time
from narco_corpus.builder.parse.html.wordpress_comments import read_comments
from narco_corpus.builder.post import NoKnownPost, NotOnePost, Post

_POST = "article.post, article.type-post, article.hentry, article[id^='post-'], div.type-post, div.hentry, div.post"
_CONTENT = (
    ".entry-content, .post-content, .entry-inner, .post-entry, .storycontent, .entry, .post-body, "
    ".wp-block-post-content, [itemprop='articleBody']"
)
_TITLE = (".entry-title", ".post-title", ".wp-block-post-title", "h1", "h2")
_DATE = "time, .entry-date, .post-date, .published, .date"
_AUTHOR = (
    ".author .fn", ".fn", ".entry-author", ".post-author", "[rel='author']", ".author", ".wp-block-post-author__name",
    ".wp-block-post-author-name",
)  # fmt: skip
_QUERY = "wp-block-query"
"""A list of posts; below a post it is of others."""
_EXTRAS = (
    ".sharedaddy, .jp-relatedposts, .addtoany_share_save_container, .sharethis, .social-share, .share-buttons, .ssba, "
    ".wp-block-buttons, .post-tags, .post-navigation, .author-box, .yarpp-related, .wpcnt, .entry-footer, .entry-meta"
)
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


def parse_wordpress(tree: LexborHTMLParser, layout: str = "wordpress-html", *, url: str | None = None) -> Post:
    """The post of the page.

    Raises:
        NotOnePost: it lists several posts, or none.
    """
    post, content = _only_post(tree)
    stated = stated_by(tree)
    title = line_text(first(post, *_TITLE)) or stated.title or line_text(tree.css_first("h1"))
    day = _published(post, url)
    if day.on is None and stated.published is not None:
        day = day_of_post([day.unclear or ""], stated.published, url)
    byline = writer(line_text(first(post, *_AUTHOR))) or stated.author
    thread = read_comments(tree, day.on)
    for extra in each(content, _EXTRAS):
        extra.decompose()
    return Post(
        title=title or None,
        byline=byline,
        published_on=day.on,
        day_in_utc=day.in_utc,
        unclear_day=day.unclear,
        body=element_text(content),
        comments=thread.comments(),
        layout=layout,
    )


def _only_post(tree: LexborHTMLParser) -> tuple[LexborNode, LexborNode]:
    """The post's element and the element of its text."""
    names = set(classes(tree.body))
    single = any(name == "single" or name.startswith("single-") for name in names)
    if not single and (listing := sorted(names & _LISTINGS)):
        raise NotOnePost("a page that lists posts", f"body.{listing[0]}")
    posts = _outermost([post for post in each(tree, _POST) if post.css_first(_CONTENT) is not None])
    if len(posts) > 1 and not single:
        raise NotOnePost(f"{len(posts)} posts on one page", "article")
    if posts and (content := posts[0].css_first(_CONTENT)) is not None:
        return posts[0], content
    contents = _outermost(each(tree, _CONTENT))
    if single:
        contents = [node for node in contents if not any(_QUERY in classes(outer) for outer in above(node))] or contents
    if len(contents) == 1 and tree.body is not None:
        return tree.body, contents[0]
    if contents:
        raise NotOnePost(f"{len(contents)} posts on one page", "div.entry-content")
    raise NoKnownPost("no post: no element holds one by a known class")


def _outermost(nodes: list[LexborNode]) -> list[LexborNode]:
    """Those that are in no other of them, nor in a sidebar, a widget or a list of related posts."""
    ids = {node.mem_id for node in nodes}
    return [node for node in nodes if not any(outer.mem_id in ids or _is_aside(outer) for outer in above(node))]


def _is_aside(node: LexborNode) -> bool:
    if node.tag in ("aside", "footer", "nav"):
        return True
    name = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return node.tag not in ("body", "html") and any(mark in name for mark in ("widget", "sidebar", "related"))


def _published(post: LexborNode, url: str | None) -> Day:
    """The day that the first element with one prints, else states."""
    unclear: Day | None = None
    for element in each(post, _DATE):
        attributes = element.attributes
        stated = stated_time(attributes.get("datetime")) or stated_time(attributes.get("title"))
        day = day_of_post([line_text(element)], stated, url)
        if day.on is not None:
            return day
        unclear = unclear or (day if day.unclear else None)
    return unclear or Day()
