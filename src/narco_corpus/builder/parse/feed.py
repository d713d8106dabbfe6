"""Reads one post of an export or feed of a blog; here of Atom, as Blogger has it: its entry and its comments'."""

from __future__ import annotations

import re
from datetime import datetime
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape

from narco_corpus.builder.parse.bylines import take_byline
from narco_corpus.builder.parse.cut import stops_in_feed
from narco_corpus.builder.parse.feed_thread import Reply, in_reading_order, moment
from narco_corpus.builder.parse.html.blocks import fragment_text, loose_line
from narco_corpus.builder.parse.html.bounds import check_bounds
from narco_corpus.builder.parse.html.people import commenter
from narco_corpus.builder.parse.html.times import stated_time
from narco_corpus.builder.parse.rss import read_item
from narco_corpus.builder.post import Comment, NotOnePost, Post
from narco_corpus.model.text import normalise, squeeze

_ATOM = "{http://www.w3.org/2005/Atom}"
_BLOGGER = "{http://schemas.google.com/blogger/2018}"
_THREADING = "{http://purl.org/syndication/thread/1.0}"
_LONGEST_COUNT = 10
"""Digits of a number of comments that can be meant."""
_ENTRY_ID = re.compile(r"(?:post|comment)-(\d{1,40})$")
_REPLIED_TO = re.compile(r"/comments/default/(\d{1,40})(?:\?|$)")
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that no XML holds; exports have them where somebody pasted them."""


def parse_entries(text: str) -> Post:
    """The post of a feed: of RSS its one item, of Atom its first entry, of which the others are the comments.

    Raises:
        NotOnePost: it is no well-formed feed, or the post has neither text nor comments.
    """
    try:
        # An export's entries hold no document type, so no entities: the reader of exports refuses them.
        feed = ElementTree.fromstring(_NO_XML.sub(" ", text))  # noqa: S314
    except ElementTree.ParseError as error:
        raise NotOnePost(f"the entry is not well-formed XML: {error}") from None
    if feed.tag == "rss":
        return read_item(feed)
    entries = feed.findall(f"{_ATOM}entry")
    if not entries:
        raise NotOnePost("the feed holds no entry")
    post, *comments = entries
    body = _content(post)
    if not body and not comments:
        raise NotOnePost("the post holds no text")
    title = _title(post)
    published = squeeze(_time(post))
    stated = stated_time(published)
    read = Post(
        title=title or None,
        byline=_writer(post),
        published_on=stated.on if stated else None,
        day_in_utc=stated is not None and stated.in_utc,
        unread_day=None if stated else published or None,
        body=body,
        comments=in_reading_order([_reply(comment) for comment in comments]),
        complete=_is_complete(post, body, len(comments)),
        layout="blogger-export",
    )
    take_byline(read)
    return read


def _reply(entry: Element) -> Reply:
    written = _time(entry)
    stated = stated_time(written)
    local = stated if stated and not (stated.in_utc and stated.at) else None
    comment = Comment(
        text=_content(entry),
        author=commenter(_author(entry) or ""),
        own_id=_own_id(entry),
        printed_on=local.on if local else None,
        printed_at=local.at if local else None,
        utc=datetime.combine(stated.on, stated.at) if stated and stated.at and not local else None,
    )
    return Reply(moment(written.strip()), _answered(entry), comment)


def _time(entry: Element) -> str:
    """When an entry was published; where it does not say so, when it was last changed, which each entry has to say."""
    published = (entry.findtext(f"{_ATOM}published") or "").strip()
    return published or entry.findtext(f"{_ATOM}updated") or ""


def _own_id(entry: Element) -> str | None:
    match = _ENTRY_ID.search((entry.findtext(f"{_ATOM}id") or "").strip())
    return match[1] if match else None


def _answered(entry: Element) -> str | None:
    """The id of the comment that an entry answers: by its own field, or by its related link."""
    match = _ENTRY_ID.search((entry.findtext(f"{_BLOGGER}inReplyTo") or "").strip())
    for link in entry.findall(f"{_ATOM}link") if match is None else ():
        if link.get("rel") == "related" and (match := _REPLIED_TO.search(link.get("href") or "")):
            break
    return match[1] if match else None


def _is_complete(post: Element, body: str, comments: int) -> bool:
    """Whether the whole text is there, as in all exports, and as many comments as the entry says that there are."""
    total = (post.findtext(f"{_THREADING}total") or "").strip()
    has_all = not (total.isdecimal() and len(total) < _LONGEST_COUNT and int(total) > comments)
    is_export = any(child.tag.startswith(_BLOGGER) for child in post)
    return has_all and post.find(f"{_ATOM}content") is not None and (is_export or not stops_in_feed(body))


def _title(entry: Element) -> str:
    title = entry.find(f"{_ATOM}title")
    if title is None:
        return ""
    stated = title.text or ""
    if title.get("type") == "html":
        stated = loose_line(stated)
    elif title.get("type") == "xhtml":
        stated = "".join(title.itertext())
    return squeeze(normalise(stated))


def _author(entry: Element) -> str | None:
    return squeeze(normalise(entry.findtext(f"{_ATOM}author/{_ATOM}name") or "")) or None


def _writer(entry: Element) -> str | None:
    """Who wrote a post; None for the name that stands for none."""
    name = _author(entry)
    return name if name and commenter(name) else None


def _content(entry: Element) -> str:
    content = entry.find(f"{_ATOM}content")
    if content is None:
        content = entry.find(f"{_ATOM}summary")
    if content is None:
        return ""
    if content.get("type", "text") == "text":
        return normalise(content.text or "").strip()
    markup = _markup(content) if content.get("type") == "xhtml" else content.text or ""
    check_bounds(markup)
    return fragment_text(markup)


def _markup(element: Element) -> str:
    """The markup within an element, without namespaces and attributes; in a loop, for elements nested without end."""
    parts = [escape(element.text or "")]
    waiting: list[tuple[Element, bool]] = [(child, True) for child in reversed(element)]
    while waiting:
        node, opening = waiting.pop()
        name = node.tag.rpartition("}")[2]
        if opening:
            parts.append(f"<{name}>{escape(node.text or '')}")
            waiting.append((node, False))
            waiting.extend((child, True) for child in reversed(node))
        else:
            parts.append(f"{'' if name == 'br' else f'</{name}>'}{escape(node.tail or '')}")
    return "".join(parts)
