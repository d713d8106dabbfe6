"""Reads a Blogger export (an Atom feed of posts and comments): one capture a post, with its comments.

Two passes keep memory small: the first notes where each entry lies and what it belongs to, 32 bytes a comment; the
second copies the entries of one post at a time.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import urljoin

from narco_corpus.builder.captures.capture import Capture, Item, Unreadable
from narco_corpus.builder.captures.decode import decode
from narco_corpus.builder.captures.feed_index import FeedIndex, ForeignFeedError
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.rows import too_large
from narco_corpus.builder.captures.urls import left_out, wanted

_HEAD = 1 << 16
"""Bytes in which the root element begins and ends."""
_ROOT = re.compile(rb"<(?:[\w.-]+:)?feed(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']")


def read_export(stream: BinaryIO, path: str, options: ReadOptions, blog: str | None = None) -> Iterator[Item]:
    """The posts of an export in their order, each with its comments; drafts and what is not live are left out.

    The content of a capture is a small feed of its own: the post's entry and the comments' entries as they are in the
    file. An entry that is damaged costs no other entry. A file that breaks off gives the posts up to there and says so.
    Where an entry states a file name and no link, its URL is that name on the blog: at the address given, else at the
    one that the feed states.
    """
    head = stream.read(_HEAD)
    root, encoding = _ROOT.search(head), _ENCODING.search(head)
    if root is None:
        reason = "the feed's root cannot be found: the file breaks off in it, or is in UTF-16; save it in UTF-8"
        yield Unreadable(path=path, reason=reason)
        return
    index = FeedIndex(root[0], path)
    stream.seek(0)
    try:
        index.read(stream)
    except ForeignFeedError as error:
        yield Unreadable(path=path, reason=f"no Blogger export that can be read: {error}")
        return
    charset = encoding[1].decode() if encoding else None
    comments = _Comments(index)
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
        spans = [(start, end), *comments.of(number)]
        size = sum(end - start for start, end in spans)
        if size > options.max_capture_bytes:
            yield Unreadable(path=place, reason=too_large(size, options), where=where)
            continue
        entries = [_slice(stream, *span) for span in spans]
        content = b"\n".join([root[0], *entries, b"</" + root[0][1:].split(None, 1)[0].rstrip(b">") + b">\n"])
        yield Capture(path=place, content=content, form="feed-entry", url=url, charset=charset)
    yield from index.faults
    if nowhere:
        reason = (
            f"{nowhere:,} of its posts state a file name and no address, so they have no url and no source. State the "
            "blog's address as the url of this file in captures.csv"
        )
        yield Unreadable(path=path, reason=reason, is_capture=False)
    orphans, first = index.orphans()
    if orphans:
        reason = f"comments without their post, in all {orphans:,}, were left out: it is not in the export, or damaged"
        yield Unreadable(path=path, reason=reason, where=f"byte {first}")


def _decoded(stated: str | None, charset: str | None) -> str | None:
    """A URL that was read as Latin-1."""
    try:
        return decode(stated.encode("latin-1"), charset) if stated and not stated.isascii() else stated
    except UnicodeEncodeError:  # it was written with a character reference
        return stated


class _Comments:
    """Comments by the post that they are under, in the order of the file: a few arrays, no objects."""

    def __init__(self, index: FeedIndex) -> None:
        self._posts = index.posts_of_keys()
        keys = index.comment_keys
        counts = array("q", bytes(8 * (len(index.keys) + 1)))
        for key in keys:
            counts[key + 1] += 1
        for key in range(len(index.keys)):
            counts[key + 1] += counts[key]
        self._firsts = counts
        self._order = array("q", bytes(8 * len(keys)))
        following = array("q", counts)
        for number, key in enumerate(keys):
            self._order[following[key]] = number
            following[key] += 1
        self._index = index

    def of(self, post: int) -> Iterator[tuple[int, int]]:
        """Start and end of each comment under a post, by the post's number."""
        key = self._posts.get(post)
        if key is not None:
            for place in range(self._firsts[key], self._firsts[key + 1]):
                number = self._order[place]
                yield self._index.comment_starts[number], self._index.comment_ends[number]


def _slice(stream: BinaryIO, start: int, end: int) -> bytes:
    """The entry with its closing tag, whose `<` is at the end."""
    stream.seek(start)
    content = stream.read(end - start + 64)
    return content[: content.index(b">", end - start) + 1]
