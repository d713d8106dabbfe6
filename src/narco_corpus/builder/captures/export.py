"""Reads a Blogger export (an Atom feed of posts and comments): one capture a post, with its comments.

Two passes keep memory small: the first notes where each entry lies and what it belongs to, 32 bytes a comment; the
second copies the entries of one post at a time.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.parsers import expat

from narco_corpus.builder.captures.capture import Capture, Unreadable
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.rows import too_large
from narco_corpus.builder.captures.urls import wanted

ATOM = "http://www.w3.org/2005/Atom"
BLOGGER = "http://schemas.google.com/blogger/2018"
THREADING = "http://purl.org/syndication/thread/1.0"
CONTROL = ("http://www.w3.org/2007/app", "http://purl.org/atom/app#")
KIND = "http://schemas.google.com/g/2005#kind"

_CHUNK = 1 << 18
_HEAD = 1 << 16
"""Bytes in which the root element begins and ends."""
_ROOT = re.compile(rb"<(?:[\w.-]+:)?feed(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_ENCODING = re.compile(rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']")


class _Entry:
    """What the first pass notes of the entry that it is in."""

    __slots__ = ("draft", "id", "kind", "parent", "start", "url")

    def __init__(self, start: int) -> None:
        self.start = start
        self.id = ""
        self.kind = ""
        self.parent = ""
        self.url: str | None = None
        self.draft = False


class _Index:
    """Where posts and comments lie in the file: an expat handler."""

    def __init__(self) -> None:
        self.parser: Any = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.posts: list[tuple[int, int, str | None]] = []
        """Start, end (of the last `<`) and URL."""
        self.keys: dict[str, int] = {}
        """A small number for each post's id."""
        self.comment_keys = array("q")
        self.comment_starts = array("q")
        self.comment_ends = array("q")
        self._post_keys = array("q")
        self._depth = 0
        self._entry: _Entry | None = None
        self._text: list[str] = []

    def _doctype(self, *_: object) -> None:
        raise ValueError("it declares a document type; exports have none, and entities are not expanded")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1 and name != f"{ATOM} feed":
            raise ValueError(f"its root is {name.rpartition(' ')[2]!r}, not an Atom feed")
        if self._depth == 2 and name == f"{ATOM} entry":
            self._entry = _Entry(self.parser.CurrentByteIndex)
        entry = self._entry
        if entry is None or self._depth < 3:
            return
        if self._depth == 3:
            if name == f"{ATOM} category" and attributes.get("scheme") == KIND:
                entry.kind = attributes.get("term", "").rpartition("#")[2]
            elif name == f"{ATOM} link" and attributes.get("rel") == "alternate":
                entry.url = attributes.get("href")
            elif name == f"{THREADING} in-reply-to":
                entry.parent = attributes.get("ref", "")
            elif name in _NOTED:
                self._note()
        elif self._depth == 4 and name.endswith(" draft") and name.rpartition(" ")[0] in CONTROL:
            self._note()

    def _note(self) -> None:
        self._text.clear()
        self.parser.CharacterDataHandler = self._text.append

    def _end(self, name: str) -> None:
        self._depth -= 1
        entry = self._entry
        if entry is None:
            return
        if self.parser.CharacterDataHandler is not None:
            self.parser.CharacterDataHandler = None
            text = "".join(self._text).strip()
            match name.rpartition(" ")[2]:
                case "id":
                    entry.id = text
                case "type":
                    entry.kind = text.lower()
                case "status":
                    entry.draft = text not in ("", "LIVE")
                case "parent":
                    entry.parent = text
                case "trashed":
                    entry.draft = entry.draft or text not in ("", "false")
                case "draft":
                    entry.draft = text == "yes"
        elif self._depth == 1:
            self._entry = None
            self._add(entry, self.parser.CurrentByteIndex)

    def _add(self, entry: _Entry, end: int) -> None:
        if entry.draft:
            return
        kind = entry.kind or ("comment" if entry.parent else "post")
        if kind == "post":
            self._post_keys.append(self.keys.setdefault(entry.id, len(self.keys)))
            self.posts.append((entry.start, end, entry.url))
        elif kind == "comment":
            self.comment_keys.append(self.keys.setdefault(entry.parent, len(self.keys)))
            self.comment_starts.append(entry.start)
            self.comment_ends.append(end)

    def posts_of_keys(self) -> dict[int, int]:
        """The key of each post by its number; an id that is there twice keeps its comments with the first."""
        seen: set[int] = set()
        first = {}
        for post, key in enumerate(self._post_keys):
            if key not in seen:
                seen.add(key)
                first[post] = key
        return first


_NOTED = frozenset({f"{ATOM} id", f"{BLOGGER} type", f"{BLOGGER} status", f"{BLOGGER} parent", f"{BLOGGER} trashed"})


def read_export(stream: BinaryIO, path: str, options: ReadOptions) -> Iterator[Capture | Unreadable]:
    """The posts of an export in their order, each with its comments; drafts and what is not live are left out.

    The content of a capture is a small feed of its own: the post's entry and the comments' entries as they are in the
    file. A file that breaks off gives the posts up to there and says so.
    """
    index = _Index()
    damage: Unreadable | None = None
    head = b""
    try:
        while chunk := stream.read(_CHUNK):
            head = head or chunk[:_HEAD]
            index.parser.Parse(chunk, False)
        index.parser.Parse(b"", True)
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: a charset that nobody knows
        where = f"line {index.parser.CurrentLineNumber}"
        damage = Unreadable(path=path, reason=f"the feed cannot be read further: {error}", where=where)
    root, encoding = _ROOT.search(head), _ENCODING.search(head)
    charset = encoding[1].decode() if encoding else None
    if root is not None:
        comments = _Comments(index)
        for number, (start, end, url) in enumerate(index.posts):
            if not wanted(url, options.urls):
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
    elif damage is None:
        damage = Unreadable(
            path=path, reason="the feed's root cannot be found: it is in no charset that ASCII is a part of"
        )
    if damage is not None:
        yield damage


class _Comments:
    """Comments by the post that they are under, in the order of the file: a few arrays, no objects."""

    def __init__(self, index: _Index) -> None:
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
