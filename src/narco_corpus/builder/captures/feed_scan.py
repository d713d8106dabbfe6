"""Reads a feed entry by entry, going on behind an entry that is damaged; what each kind of feed notes is its own."""

from __future__ import annotations

import re
from abc import ABC, abstractmethod
from collections import Counter
from typing import Any, BinaryIO, Protocol
from xml.parsers import expat

from narco_corpus.builder.captures.capture import Unreadable

_CHUNK = 1 << 18
_LONGEST_TAG = 256
"""Bytes that two pieces share in the search for the begin of an entry."""
_PLAIN = bytes(byte if byte in b"\t\n\r" or byte >= 32 else 32 for byte in range(256))
"""Control characters are no XML; read as spaces they cost nobody an entry."""
_ATTEMPTS = 100
"""Damaged entries in a row after which a file is given up: each may be read to the end of the file."""
HIDDEN_POSTS = "posts that were not public (drafts, scheduled, private, with a password, in the bin)"
HIDDEN_COMMENTS = "comments that were not public (spam, not approved, in the bin)"
PAGES = "static pages"
COMMENTS_ELSEWHERE = "comments under posts that were not public and static pages"
PINGS = "pingbacks and trackbacks"


class ForeignFeedError(Exception):
    """The file is no export; the text says why."""


class NestedError(Exception):
    """An entry begins within another, whose end is missing."""


class Begun(Protocol):
    """What is noted of the entry that the reader is in."""

    start: int


class FeedScan(ABC):
    """What in a file could not be read, and what was passed over; kinds of feeds note where their posts lie."""

    entry_name: bytes
    said: str
    """What the file should be."""
    remedy: str
    """Why comments have no post in it, and what to do."""
    closing: bytes
    """The end tags around the entries."""

    def __init__(self, opening: bytes, path: str) -> None:
        """The opening is all start tags around the entries: one behind damage is read as if it stood right there."""
        self.opening = opening
        self._path = path
        self._begin_of_entry = re.compile(rb"<(?:[\w.-]+:)?" + self.entry_name + rb"[\s>]")
        self.faults: list[Unreadable] = []
        self.passed: Counter[str] = Counter()
        """What readers of the blog did not see or is no post, by what it is."""
        self.posts: list[tuple[int, int, str | None, str]] = []
        """Start, end (of the last `<`), URL, and the file name on the blog, empty where none is stated."""
        self._text: list[str] = []

    def blog(self) -> str | None:
        """The address of the blog, if the feed states one that its entries need."""
        return None

    @abstractmethod
    def spans_of(self, post: int) -> list[tuple[int, int]]:
        """Start and end of what belongs to a post besides its entry, by the post's number."""

    @abstractmethod
    def orphans(self) -> tuple[int, int]:
        """How many comments are under no post, and where the first begins."""

    @abstractmethod
    def _start(self, name: str, attributes: dict[str, str]) -> None:
        """A start tag, by its name with the namespace before a space."""

    @abstractmethod
    def _end(self, name: str) -> None:
        """An end tag."""

    @abstractmethod
    def _found(self) -> int:
        """How many entries were noted."""

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
        self._entry: Any = None

    def read(self, stream: BinaryIO) -> None:
        """Note all entries of the file.

        Raises:
            ForeignFeedError: its root is none of a feed or no well-formed XML, or it declares a document type.
        """
        head = stream.read(_CHUNK)
        blank = len(head) - len(head.lstrip())  # in front of its declaration XML allows none, and plug-ins write some
        self._begin(blank)
        stream.seek(blank)
        fruitless = 0
        while True:
            found = self._found()
            error = self._read_on(stream)
            if error is None:
                return
            fruitless = 0 if self._found() > found else fruitless + 1
            begun: Begun | None = self._entry
            place = self._base + self._parser.CurrentByteIndex
            following = self._next_entry(stream, begun.start + 1 if begun else place)
            if following is None or fruitless == _ATTEMPTS:
                reason = f"the feed cannot be read further: {error}. What came before was taken; export it again"
                self.faults.append(Unreadable(path=self._path, reason=reason, where=f"byte {place}"))
                return
            at = begun.start if begun else place
            what = "the entry is" if begun else "between two entries the feed is"
            where = f"byte {at}" if at == place else f"byte {place}, in the entry from byte {at}"
            reason = f"{what} no well-formed XML ({error}); reading went on at the next entry"
            self.faults.append(Unreadable(path=f"{self._path}#{at}", reason=reason, where=where))
            self._begin(following - len(self.opening))
            self._parse_root()
            stream.seek(following)

    def _parse_root(self) -> None:
        try:
            self._parser.Parse(self.opening.translate(_PLAIN), False)
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
        except NestedError:
            return "its end tag is missing"
        return None

    def _doctype(self, *_: object) -> None:
        raise ForeignFeedError("it declares a document type; exports have none, and entities are not expanded")

    def _note(self) -> None:
        self._text.clear()
        self._parser.CharacterDataHandler = self._text.append

    def _noted(self) -> str | None:
        """The text of the element that ends, if it was to be noted."""
        if self._parser.CharacterDataHandler is None:
            return None
        self._parser.CharacterDataHandler = None
        return "".join(self._text).strip()

    def _next_entry(self, stream: BinaryIO, start: int) -> int | None:
        """Where the first entry at or behind a place begins."""
        stream.seek(start)
        kept = b""
        while chunk := stream.read(_CHUNK):
            piece = kept + chunk
            if match := self._begin_of_entry.search(piece):
                return start + match.start()
            kept = piece[-_LONGEST_TAG:]
            start += len(piece) - len(kept)
        return None
