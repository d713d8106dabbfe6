"""Reads one post of RSS 2.0: an item of a feed, or of an export of WordPress with its comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from xml.etree.ElementTree import Element

from narco_corpus.builder.parse.bylines import take_byline
from narco_corpus.builder.parse.feed_thread import Reply, in_reading_order, moment
from narco_corpus.builder.parse.html.blocks import fragment_text, loose_line
from narco_corpus.builder.parse.html.bounds import check_bounds
from narco_corpus.builder.parse.html.people import commenter
from narco_corpus.builder.parse.html.times import Stated, printed_time, says_utc, stated_time
from narco_corpus.builder.parse.phrases import is_phrase
from narco_corpus.builder.parse.wordpress_text import stored_text
from narco_corpus.builder.post import Comment, NotOnePost, Post
from narco_corpus.model.text import normalise, squeeze

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_DATE = "{http://purl.org/dc/elements/1.1/}date"
_COUNT = "{http://purl.org/rss/1.0/modules/slash/}comments"
_COMMENTS_FEED = "{http://wellformedweb.org/CommentAPI/}commentRss"
_EXPORT = re.compile(r"\{https?://wordpress\.org/export/[\d.]+/\}")
_PINGS = frozenset({"pingback", "trackback"})
_NAME_OF_MAIL = re.compile(r"\S+@\S+(?:\s*\((.*)\))?")
"""What RSS has as an author: an address, with the name in brackets."""
_APPEARED = re.compile(
    r"(?:The post|La entrada|La nota|El art[ií]culo|O post|L['’]article) .{1,300} (?:(?:first )?appeared (?:first )?on|"
    r"(?:se public[óo]|apareci[óo]|aparece) primero en|apareceu primeiro em|est apparu en premier sur) .{1,200}"
)
"""What WordPress puts under each text in a feed."""
_CUT = re.compile(r"\[(?:…|\.\.\.)\]\W*$")
_BREAKS_OFF = re.compile(r"(?:…|\.\.\.)\W*$")
_LINK = 40
"""Characters that the link to the whole text has at most, in the paragraph below it."""


def read_item(feed: Element) -> Post:
    """The post of a feed with one item.

    Raises:
        NotOnePost: it has no item, or that has neither text nor comments.
    """
    item = feed.find("channel/item")
    if item is None:
        raise NotOnePost("the feed holds no item")
    prefix = next((match[0] for child in item if (match := _EXPORT.match(child.tag))), "")
    comments = in_reading_order(_replies(item, prefix)) if prefix else []
    body, complete = _body(item, is_export=bool(prefix))
    if not body and not comments:
        raise NotOnePost("the post holds no text")
    written, stated = _day(item, prefix)
    read = Post(
        title=squeeze(normalise(loose_line(item.findtext("title") or ""))) or None,
        byline=_writer(feed, item, prefix),
        published_on=stated.on if stated else None,
        day_in_utc=stated is not None and stated.in_utc,
        unread_day=None if stated else written or None,
        body=body,
        comments=comments,
        complete=complete and (item.findtext(_COUNT) or "0").strip("0 \t\n") == "",
        layout="wordpress-export" if prefix else "rss-export",
    )
    take_byline(read)
    return read


def _body(item: Element, *, is_export: bool) -> tuple[str, bool]:
    """The text, and whether it is whole."""
    content = item.findtext(_CONTENT)
    if is_export:
        return stored_text(content or ""), True
    markup = content or item.findtext("description") or ""
    check_bounds(markup)
    body = fragment_text(markup)
    paragraphs = body.split("\n\n")
    if len(paragraphs) > 1 and _APPEARED.fullmatch(squeeze(paragraphs[-1])):
        paragraphs.pop()
        body = "\n\n".join(paragraphs)
    *before, last = paragraphs
    ends = [last, *(before[-1:] if len(last) < _LINK else [])]
    cut = any(map(_CUT.search, ends)) or (last != "" and is_phrase("teaser", last))
    if len(ends) > 1 or not content:
        cut = cut or any(map(_BREAKS_OFF.search, ends))
    is_excerpt = not content and (item.find(_COUNT) is not None or item.find(_COMMENTS_FEED) is not None)
    return body, not (cut or is_excerpt)


def _day(item: Element, prefix: str) -> tuple[str, Stated | None]:
    """What is written as the day of publication, and the day; an export has the one that the blog prints."""
    if prefix and (stated := stated_time(item.findtext(f"{prefix}post_date"))):
        return "", stated
    written = squeeze(item.findtext("pubDate") or item.findtext(_DATE) or "")
    return written, stated_time(written) or _mail_time(written)


def _mail_time(written: str) -> Stated | None:
    """A time as mail and RSS have it, also with names of days and months in other languages."""
    try:
        when = parsedate_to_datetime(written)
        return Stated(when.date(), when.time(), not when.utcoffset())
    except (ValueError, OverflowError):
        on, at = printed_time(written)
        return Stated(on, at, says_utc(written)) if on else None


def _writer(feed: Element, item: Element, prefix: str) -> str | None:
    """Who wrote the item; an export has the name that the blog prints beside the one that the writer logs in with."""
    name = item.findtext(_CREATOR) or ""
    if not name and (match := _NAME_OF_MAIL.fullmatch((item.findtext("author") or "").strip())):
        name = match[1] or ""
    elif not name:
        name = item.findtext("author") or ""
    if prefix:
        name = feed.findtext(f"channel/{prefix}author/{prefix}author_display_name") or name
    name = squeeze(normalise(loose_line(name)))
    return name if commenter(name) else None


def _replies(item: Element, prefix: str) -> list[Reply]:
    """The comments that readers of the page see; what other pages report of themselves is none.

    They are ordered by UTC, as WordPress does, since clocks go back in autumn; by the blog's clock where one of them
    has no other.
    """
    stated = list(_stated(item, prefix))
    moments = [moment(fields.get("date_gmt", "")) for fields in stated]
    if not all(moments):
        moments = [moment(fields.get("date", "")) or utc for fields, utc in zip(stated, moments, strict=True)]
    return [_reply(fields, written) for fields, written in zip(stated, moments, strict=True)]


def _stated(item: Element, prefix: str) -> Iterator[dict[str, str]]:
    """The fields of each comment, by their names behind `comment_`."""
    for each in item.findall(f"{prefix}comment"):
        fields = {child.tag.removeprefix(f"{prefix}comment_"): (child.text or "").strip() for child in each}
        if fields.get("approved", "1") != "1" or fields.get("type") in _PINGS:
            continue
        yield fields


def _reply(fields: dict[str, str], written: float) -> Reply:
    local, utc = stated_time(fields.get("date")), stated_time(fields.get("date_gmt"))
    own, to = fields.get("id", ""), fields.get("parent", "")
    comment = Comment(
        text=stored_text(fields.get("content", "")),
        author=commenter(squeeze(normalise(loose_line(fields.get("author", ""))))),
        own_id=own if own.isdecimal() and own.isascii() else None,
        printed_on=local.on if local else None,
        printed_at=local.at if local else None,
        utc=datetime.combine(utc.on, utc.at) if utc and utc.at and not local else None,
    )
    return Reply(written, to or None, comment)
