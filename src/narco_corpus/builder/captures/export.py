"""Reads an export or feed of a blog (Blogger's, WordPress's, Atom, RSS 2.0): one capture a post, with its comments.

Two passes keep memory small: the first notes where each entry lies and what it belongs to, 32 bytes a comment; the
second copies the entries of one post at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urljoin

from narco_corpus.builder.captures.capture import Capture, Item, PassedOver, Unreadable
from narco_corpus.builder.captures.decode import decode
from narco_corpus.builder.captures.feed_index import FeedIndex
from narco_corpus.builder.captures.feed_scan import FeedScan, ForeignFeedError
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.rows import too_large
from narco_corpus.builder.captures.rss_index import RssIndex
from narco_corpus.builder.captures.urls import left_out, wanted

_HEAD = 1 << 16
"""Bytes in which the root element begins and ends."""
_FEED, _RSS, _CHANNEL = (
    re.compile(rb"<" + name + rb"(?:[\s/](?:[^>\"']|\"[^\"]*\"|'[^']*')*)?>")
    for name in (rb"(?:[\w.-]+:)?feed", rb"rss", rb"channel")
)
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']")


def read_export(stream: BinaryIO, path: str, options: ReadOptions, blog: str | None = None) -> Iterator[Item]:
    """The posts of an export in their order, each with its comments; drafts and what is not live are left out.

    The content of a capture is a small feed of its own: the post's entry and the comments' entries as they are in the
    file. An entry that is damaged costs no other entry. A file that breaks off gives the posts up to there and says so.
    Where an entry states a file name and no link, its URL is that name on the blog: at the address given, else at the
    one that the feed states.
    """
    head = stream.read(_HEAD)
    encoding = _ENCODING.search(head)
    index = _index_of(head, path)
    if index is None:
        reason = "the feed's root cannot be found: the file breaks off in it, or is in UTF-16; save it in UTF-8"
        yield Unreadable(path=path, reason=reason)
        return
    stream.seek(0)
    try:
        index.read(stream)
    except ForeignFeedError as error:
        yield Unreadable(path=path, reason=f"no {index.said} that can be read: {error}")
        return
    charset = encoding[1].decode() if encoding else None
    blog = blog or _decoded(index.blog(), charset)
    nowhere = 0
    for number, (start, end, stated, filename) in enumerate(index.posts):
        url = _decoded(stated, charset)
        if not url and (own := _decoded(filename, charset)):
            url = urljoin(blog, f"/{own.lstrip('/')}") if blog else None
            nowhere += blog is None
        if not wanted(url, options.urls):
            yield left_out(url)
            continue
        place, where = f"{path}#{start}", f"byte {start}"
        spans = [(start, end), *index.spans_of(number)]
        size = sum(end - start for start, end in spans)
        if size > options.max_capture_bytes:
            yield Unreadable(path=place, reason=too_large(size, options), where=where)
            continue
        entries = [_slice(stream, *span) for span in spans]
        content = b"\n".join([index.opening, *entries, index.closing])
        yield Capture(path=place, where=where, content=content, form="feed-entry", url=url, charset=charset)
    yield from index.faults
    if nowhere:
        reason = (
            f"posts that state a file name and no address: {nowhere:,}; they have no url and no source. State the "
            "blog's address as the url of this file in captures.csv"
        )
        yield Unreadable(path=path, reason=reason, is_capture=False)
    for what, count in index.passed.items():
        if count:
            yield PassedOver(path, what, count)
    orphans, first = index.orphans()
    if orphans:
        reason = f"comments without their post, in all {orphans:,}, were left out: {index.remedy}"
        yield Unreadable(path=path, reason=reason, where=f"byte {first}")


def _index_of(head: bytes, path: str) -> FeedScan | None:
    """What notes the entries of a feed with these first bytes; None where its root is not among them."""
    feed, rss = _FEED.search(head), _RSS.search(head)
    if feed and not (rss and rss.start() < feed.start()):
        return FeedIndex(feed[0], path)
    channel = _CHANNEL.search(head, rss.end()) if rss else None
    return RssIndex(rss[0] + channel[0], path) if rss and channel else None


def _decoded(stated: str | None, charset: str | None) -> str | None:
    """A URL that was read as Latin-1."""
    try:
        return decode(stated.encode("latin-1"), charset) if stated and not stated.isascii() else stated
    except UnicodeEncodeError:  # it was written with a character reference
        return stated


def _slice(stream: BinaryIO, start: int, end: int) -> bytes:
    """The entry with its closing tag, whose `<` is at the end."""
    stream.seek(start)
    content = stream.read(end - start + 64)
    return content[: content.index(b">", end - start) + 1]
