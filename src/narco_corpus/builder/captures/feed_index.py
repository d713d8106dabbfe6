"""First pass over a Blogger export: where posts and comments lie, going on behind an entry that is damaged."""

from __future__ import annotations

import re
from array import array
from typing import Any, BinaryIO
from xml.parsers import expat

from narco_corpus.builder.captures.capture import Unreadable
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

_CHUNK = 1 << 18
_ENTRY = re.compile(rb"<(?:[\w.-]+:)?entry[\s>]")
_LONGEST_TAG = 256
"""Bytes that two pieces share in the search for the begin of an entry."""
_PLAIN = bytes(byte if byte in b"\t\n\r" or byte >= 32 else 32 for byte in range(256))
"""Control characters are no XML; read as spaces they cost nobody an entry."""
_ATTEMPTS = 100
"""Damaged entries in a row after which a file is given up: each may be read to the end of the file."""


class ForeignFeedError(Exception):
    """The file is no export; the text says why."""


class _NestedError(Exception):
    """An entry begins within another, whose end is missing."""


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


class FeedIndex:
    """Where posts and comments lie in a file, and what in it could not be read."""

    def __init__(self, root: bytes, path: str) -> None:
        """The root is the start tag of the feed: an entry behind damage is read as if it stood right behind it."""
        self._root = root
        self._path = path
        self.faults: list[Unreadable] = []
        self.posts: list[tuple[int, int, str | None, str]] = []
        """Start, end (of the last `<`), URL, and the file name on the blog, empty where none is stated."""
        self._links: dict[str, str] = {}
        self.keys: dict[str, int] = {}
        """A small number for each id of a post, or of what is left out."""
        self.comment_keys = array("q")
        self.comment_starts = array("q")
        self.comment_ends = array("q")
        self._post_keys = array("q")
        self._left_out: set[int] = set()
        self._text: list[str] = []
        self._begin(0)

    def _begin(self, base: int) -> None:
        """A reader whose first byte is that of the file at `base`."""
        # Read as Latin-1 whatever is declared: here only markup and ids count, which are the same in every charset
        # that ASCII is a part of, and no byte is an error then. The second pass decodes the texts.
        self._parser: Any = expat.ParserCreate("iso-8859-1", " ")
        self._parser.buffer_text = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._base = base
        self._depth = 0
        self._entry: _Entry | None = None

    def read(self, stream: BinaryIO) -> None:
        """Note all entries of the file.

        Raises:
            ForeignFeedError: its root is none of a feed or no well-formed XML, or it declares a document type.
        """
        fruitless = 0
        while True:
            found = len(self.posts) + len(self.comment_keys)
            error = self._read_on(stream)
            if error is None:
                return
            fruitless = 0 if len(self.posts) + len(self.comment_keys) > found else fruitless + 1
            begun, place = self._entry, self._base + self._parser.CurrentByteIndex
            following = _next_entry(stream, begun.start + 1 if begun else place)
            if following is None or fruitless == _ATTEMPTS:
                reason = f"the feed cannot be read further: {error}. What came before was taken; export it again"
                self.faults.append(Unreadable(path=self._path, reason=reason, where=f"byte {place}"))
                return
            at = begun.start if begun else place
            what = "the entry is" if begun else "between two entries the feed is"
            where = f"byte {at}" if at == place else f"byte {place}, in the entry from byte {at}"
            reason = f"{what} no well-formed XML ({error}); reading went on at the next entry"
            self.faults.append(Unreadable(path=f"{self._path}#{at}", reason=reason, where=where))
            self._begin(following - len(self._root))
            self._parse_root()
            stream.seek(following)

    def _parse_root(self) -> None:
        try:
            self._parser.Parse(self._root.translate(_PLAIN), False)
        except expat.ExpatError as error:
            raise ForeignFeedError(f"its root is no well-formed XML ({expat.ErrorString(error.code)})") from None

    def _read_on(self, stream: BinaryIO) -> str | None:
        """Read to the end; what is wrong where that cannot be done."""
        try:
            while chunk := stream.read(_CHUNK):
                self._parser.Parse(chunk.translate(_PLAIN), False)
            self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            return expat.ErrorString(error.code)
        except _NestedError:
            return "its end tag is missing"
        return None

    def _doctype(self, *_: object) -> None:
        raise ForeignFeedError("it declares a document type; exports have none, and entities are not expanded")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth == 1 and name != f"{ATOM} feed":
            raise ForeignFeedError(f"its root is {name.rpartition(' ')[2]!r}, not an Atom feed")
        if name == f"{ATOM} entry":
            if self._entry is not None:
                raise _NestedError
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
        self._parser.CharacterDataHandler = self._text.append

    def _end(self, name: str) -> None:
        self._depth -= 1
        entry = self._entry
        if entry is None:
            return
        if self._parser.CharacterDataHandler is not None:
            self._parser.CharacterDataHandler = None
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
        if kind == "comment":
            if not entry.draft:
                self.comment_keys.append(self._key(entry.parent))
                self.comment_starts.append(entry.start)
                self.comment_ends.append(end)
        elif kind == "post" and not entry.draft:
            self._post_keys.append(self._key(entry.id) if entry.id else -1)
            self.posts.append((entry.start, end, entry.url, entry.filename))
        else:
            self._left_out.add(self._key(entry.id))

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


def _next_entry(stream: BinaryIO, start: int) -> int | None:
    """Where the first entry at or behind a place begins."""
    stream.seek(start)
    kept = b""
    while chunk := stream.read(_CHUNK):
        piece = kept + chunk
        if match := _ENTRY.search(piece):
            return start + match.start()
        kept = piece[-_LONGEST_TAG:]
        start += len(piece) - len(kept)
    return None
