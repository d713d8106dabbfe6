"""First pass over a Blogger export or an Atom feed: where posts and comments lie."""

from __future__ import annotations

from array import array
from typing import BinaryIO

from narco_corpus.builder.captures.feed_scan import (
    COMMENTS_ELSEWHERE,
    HIDDEN_COMMENTS,
    HIDDEN_POSTS,
    PAGES,
    FeedScan,
    ForeignFeedError,
    NestedError,
)
from narco_corpus.model.url import canonical_url, site_of

ATOM = "http://www.w3.org/2005/Atom"
BLOGGER = "http://schemas.google.com/blogger/2018"
THREADING = "http://purl.org/syndication/thread/1.0"
CONTROL = ("http://www.w3.org/2007/app", "http://purl.org/atom/app#")
KIND = "http://schemas.google.com/g/2005#kind"
_NOTED = frozenset(
    {
        f"{ATOM} id",
        *(f"{BLOGGER} {name}" for name in ("type", "status", "parent", "trashed", "filename")),
    }
)
_OF_THE_BLOG = ("alternate", "self")
"""Links of a feed that lead to the blog, the best first."""
_BLOGGER_HOSTS = ("blogger.com", "draft.blogger.com")


class _Entry:
    """What is noted of the entry that the reader is in."""

    __slots__ = ("draft", "filename", "id", "kind", "parent", "start", "url")

    def __init__(self, start: int) -> None:
        self.start = start
        self.id = ""
        self.kind = ""
        self.parent = ""
        self.url: str | None = None
        self.filename = ""
        self.draft = False


class FeedIndex(FeedScan):
    """Where posts and comments lie in a file, and what in it could not be read."""

    entry_name = b"entry"
    said = "Blogger export"
    remedy = (
        "it is not in this file, or damaged, and comments are joined with posts of their own file only. Put the "
        "entries of a feed of comments into the file of the posts, before its end tag"
    )

    def __init__(self, opening: bytes, path: str) -> None:
        super().__init__(opening, path)
        self.closing = b"</" + opening[1:].split(None, 1)[0].rstrip(b">") + b">\n"
        self._links: dict[str, str] = {}
        self.keys: dict[str, int] = {}
        """A small number for each id of a post, or of what is left out."""
        self.comment_keys = array("q")
        self.comment_starts = array("q")
        self.comment_ends = array("q")
        self._post_keys = array("q")
        self._left_out: set[int] = set()
        self._comments: _Comments | None = None

    def read(self, stream: BinaryIO) -> None:
        """Note all entries of the file, and then which comments are under which post."""
        super().read(stream)
        self._comments = _Comments(self)
        elsewhere = self._left_out.difference(self._post_keys)
        self.passed[COMMENTS_ELSEWHERE] = sum(key in elsewhere for key in self.comment_keys) if elsewhere else 0

    def spans_of(self, post: int) -> list[tuple[int, int]]:
        """Start and end of the comments under a post."""
        return self._comments.of(post) if self._comments else []

    def _found(self) -> int:
        return len(self.posts) + len(self.comment_keys)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1 and name != f"{ATOM} feed":
            raise ForeignFeedError(f"its root is {name.rpartition(' ')[2]!r}, not an Atom feed")
        if name == f"{ATOM} entry":
            if self._entry is not None:
                raise NestedError
            if self._depth == 2:
                self._entry = _Entry(self._base + self._parser.CurrentByteIndex)
        entry = self._entry
        if self._depth == 2 and name == f"{ATOM} link":
            self._links.setdefault(attributes.get("rel", "alternate"), attributes.get("href", ""))
        if entry is None or self._depth < 3:
            return
        if self._depth == 3:
            if name == f"{ATOM} category" and attributes.get("scheme") == KIND:
                entry.kind = attributes.get("term", "").rpartition("#")[2]
            elif name == f"{ATOM} link" and attributes.get("rel", "alternate") == "alternate":
                # A link without rel is one to the page; but one that says so is surer.
                entry.url = attributes.get("href") if "rel" in attributes else entry.url or attributes.get("href")
            elif name == f"{THREADING} in-reply-to":
                entry.parent = attributes.get("ref", "")
            elif name in _NOTED:
                self._note()
        elif self._depth == 4 and name.endswith(" draft") and name.rpartition(" ")[0] in CONTROL:
            self._note()

    def _end(self, name: str) -> None:
        self._depth -= 1
        entry = self._entry
        if entry is None:
            return
        if (text := self._noted()) is not None:
            match name.rpartition(" ")[2]:
                case "id":
                    entry.id = text
                case "type":
                    entry.kind = text.lower()
                case "status":
                    entry.draft = text not in ("", "LIVE")
                case "parent":
                    entry.parent = text
                case "filename":
                    entry.filename = text
                case "trashed":
                    entry.draft = entry.draft or text not in ("", "false")
                case "draft":
                    entry.draft = text == "yes"
        elif self._depth == 1:
            self._entry = None
            self._add(entry, self._base + self._parser.CurrentByteIndex)

    def _add(self, entry: _Entry, end: int) -> None:
        kind = entry.kind or ("comment" if entry.parent else "post")
        if kind == "comment" and entry.draft:
            self.passed[HIDDEN_COMMENTS] += 1
        elif kind == "comment":
            self.comment_keys.append(self._key(entry.parent))
            self.comment_starts.append(entry.start)
            self.comment_ends.append(end)
        elif kind == "post" and not entry.draft:
            self._post_keys.append(self._key(entry.id) if entry.id else -1)
            self.posts.append((entry.start, end, entry.url, entry.filename))
        else:
            self._left_out.add(self._key(entry.id))
            if kind in ("post", "page"):
                self.passed[HIDDEN_POSTS if kind == "post" else PAGES] += 1

    def _key(self, own: str) -> int:
        return self.keys.setdefault(own, len(self.keys))

    def blog(self) -> str | None:
        """The address of the blog, as the feed's own links state it; Blogger's own servers are none."""
        for rel in _OF_THE_BLOG:
            address = canonical_url(self._links.get(rel, ""))
            if address is not None and site_of(address) not in _BLOGGER_HOSTS:
                return address
        return None

    def posts_of_keys(self) -> dict[int, int]:
        """The key of each post by its number; an id that is there twice keeps its comments with the first."""
        seen: set[int] = set()
        first = {}
        for post, key in enumerate(self._post_keys):
            if key >= 0 and key not in seen:
                seen.add(key)
                first[post] = key
        return first

    def orphans(self) -> tuple[int, int]:
        """How many comments are under no post, and where the first begins; those under a draft or page do not count."""
        known = self._left_out.union(self._post_keys)
        starts = [start for key, start in zip(self.comment_keys, self.comment_starts, strict=True) if key not in known]
        return len(starts), min(starts, default=0)


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

    def of(self, post: int) -> list[tuple[int, int]]:
        """Start and end of each comment under a post, by the post's number."""
        key = self._posts.get(post)
        if key is None:
            return []
        starts, ends = self._index.comment_starts, self._index.comment_ends
        return [(starts[number], ends[number]) for number in self._order[self._firsts[key] : self._firsts[key + 1]]]
