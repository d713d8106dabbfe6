"""First pass over RSS 2.0, be it a feed or an export of WordPress: where its items lie, and who wrote them."""

from __future__ import annotations

import re

from narco_corpus.builder.captures.feed_scan import (
    HIDDEN_COMMENTS,
    HIDDEN_POSTS,
    PAGES,
    PINGS,
    FeedScan,
    ForeignFeedError,
    NestedError,
)

EXPORT = ("http://wordpress.org/export/", "https://wordpress.org/export/")
"""How the namespace of WordPress's exports begins; their version follows."""
CREATOR = "http://purl.org/dc/elements/1.1/ creator"
ORIGIN = "http://rssnamespace.org/feedburner/ext/1.0 origLink"
PING_TYPES = frozenset({"pingback", "trackback"})
_OTHER_KINDS = "entries of other kinds (menus, attachments, …)"
_LOGIN = " author_login"
_NOTED = frozenset({"status", "post_type", "post_password"})
_NOTED_OF_COMMENT = frozenset({"comment_approved", "comment_type"})
_COMMENT = re.compile(r"#(?:comment-|c)\d+$")
"""What the address of a comment ends in, in a feed of comments."""


class _Item:
    """What is noted of the item that the reader is in."""

    __slots__ = ("approved", "comment_type", "fields", "hidden", "permanent", "pings", "start")

    def __init__(self, start: int) -> None:
        self.start = start
        self.fields: dict[str, str] = {}
        self.permanent = False
        self.approved = ""
        self.comment_type = ""
        self.hidden = 0
        self.pings = 0


class RssIndex(FeedScan):
    """Where items lie in a file, and what in it could not be read."""

    entry_name = b"item"
    said = "RSS feed or WordPress export"
    remedy = (
        "a feed of comments says not whom they answer. Save the pages, or export the blog, which gives posts with "
        "their comments"
    )
    closing = b"</channel></rss>\n"

    def __init__(self, opening: bytes, path: str) -> None:
        super().__init__(opening, path)
        self._writer_start = -1
        self._login = ""
        self._writers: dict[str, tuple[int, int]] = {}
        """Start and end of what an export says of a writer, by the name that items have."""
        self._creators: list[str] = []
        self._comments = 0
        self._first_comment = 0

    def spans_of(self, post: int) -> list[tuple[int, int]]:
        """Start and end of what an export says of the writer of a post."""
        writer = self._writers.get(self._creators[post])
        return [writer] if writer else []

    def orphans(self) -> tuple[int, int]:
        """How many items are comments, and where the first begins."""
        return self._comments, self._first_comment

    def _found(self) -> int:
        return len(self.posts) + self._comments

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1 and name != "rss":
            raise ForeignFeedError(f"its root is {name.rpartition(' ')[2]!r}, not RSS 2.0")
        own = name.rpartition(" ")[2]
        if name == "item":
            if self._entry is not None:
                raise NestedError
            if self._depth == 3:
                self._entry = _Item(self._base + self._parser.CurrentByteIndex)
        elif self._entry is None:
            if self._depth == 3:
                is_writer = own == "author" and name.startswith(EXPORT)
                self._writer_start = self._base + self._parser.CurrentByteIndex if is_writer else -1
                self._login = ""
            elif self._depth == 4 and self._writer_start >= 0 and name.endswith(_LOGIN):
                self._note()
        elif self._depth == 4:
            if name == "guid":
                self._entry.permanent = attributes.get("isPermaLink", "true").lower() == "true"
            if name in ("link", "guid", CREATOR, ORIGIN) or (own in _NOTED and name.startswith(EXPORT)):
                self._note()
            elif own == "comment":
                self._entry.approved = self._entry.comment_type = ""
        elif self._depth == 5 and own in _NOTED_OF_COMMENT and name.startswith(EXPORT):
            self._note()

    def _end(self, name: str) -> None:
        self._depth -= 1
        item: _Item | None = self._entry
        text = self._noted()
        own = name.rpartition(" ")[2]
        if item is None:
            if text is not None:
                self._login = text
            elif self._depth == 2 and self._writer_start >= 0:
                end = self._base + self._parser.CurrentByteIndex
                if self._login:
                    self._writers.setdefault(self._login, (self._writer_start, end))
                self._writer_start = -1
        elif self._depth == 2:
            self._entry = None
            self._add(item, self._base + self._parser.CurrentByteIndex)
        elif self._depth == 3 and text is not None:
            item.fields.setdefault(name if name == CREATOR else own, text)
        elif self._depth == 3 and own == "comment" and name.startswith(EXPORT):
            is_ping = item.comment_type in PING_TYPES
            item.pings += is_ping
            item.hidden += not is_ping and item.approved not in ("1", "")
        elif self._depth == 4 and text is not None:
            if own == "comment_approved":
                item.approved = text
            else:
                item.comment_type = text

    def _add(self, item: _Item, end: int) -> None:
        fields = item.fields
        link, guid = fields.get("link", ""), fields.get("guid", "")
        kind = fields.get("post_type", "post")
        if kind != "post":
            self.passed[PAGES if kind == "page" else _OTHER_KINDS] += 1
        elif fields.get("status", "publish") != "publish" or fields.get("post_password"):
            self.passed[HIDDEN_POSTS] += 1
        elif _COMMENT.search(link) or _COMMENT.search(guid):
            self._first_comment = self._first_comment or item.start
            self._comments += 1
        else:
            url = fields.get("origLink") or link or (guid if item.permanent else "")
            self._creators.append(fields.get(CREATOR, ""))
            self.posts.append((item.start, end, url or None, ""))
            self.passed[HIDDEN_COMMENTS] += item.hidden
            self.passed[PINGS] += item.pings
