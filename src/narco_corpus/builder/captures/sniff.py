"""Tells from the first bytes of a file what it is; the name only decides where the bytes cannot."""

from __future__ import annotations

import csv
import re
from typing import Literal

from narco_corpus.builder.captures.columns import TEXT_NAMES, plain
from narco_corpus.builder.captures.decode import decode
from narco_corpus.builder.captures.foreign_release import RELEASE, is_manifest
from narco_corpus.builder.captures.jsonl import json_row
from narco_corpus.builder.captures.mhtml import is_mhtml
from narco_corpus.builder.captures.options import ReadOptions

HEAD = 1 << 16
"""Bytes that are looked at."""

Kind = Literal[
    "text", "markdown", "html", "mhtml", "jsonl", "csv", "parquet", "warc", "feed", "gzip", "zstd", "unreadable"
]
PAGES = frozenset({"text", "markdown", "html", "mhtml"})
"""Kinds of which one file is one capture."""

_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"\x1f\x8b", "gzip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"PAR1", "parquet"),
    (b"WARC/", "warc"),
)
_FOREIGN = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a ZIP archive or office document; unpack it, or save its text"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"BZh", "a bzip2 file; unpack it, or pack it with gzip or zstd"),
    (b"\xfd7zXZ", "an xz file; unpack it, or pack it with gzip or zstd"),
    (b"7z\xbc\xaf", "a 7z archive; unpack it"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
    (b"PARE", "a Parquet file that is encrypted; decrypt it"),
    (b"\xff\xfe\0\0", "text in UTF-32; write it in UTF-8"),
    (b"\0\0\xfe\xff", "text in UTF-32; write it in UTF-8"),
)
_TAR = (257, b"ustar")
_SPECIAL = tuple(magic for magic, _ in (*_MAGIC, *_FOREIGN))
_SPECIAL_FIRST = frozenset(magic[:1] for magic in _SPECIAL)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b")) + b"\x7f"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML = re.compile(
    rb"<(?:!doctype\s+html|!--|(?:html|head|body|div|article|meta|script|style|link|title|section|main|header|table|span|p"
    rb"|h[1-6]|ol|ul|dl|a|img|br|b|i|center|font)\b)",
    re.IGNORECASE,
)
_HEADER = 4096
"""Bytes that a table's first line has at most."""
_DELIMITERS = (b",", b"\t", b";", b"|")
_STATED = re.compile(rb"(?:\xef\xbb\xbf)?\"?sep=([,\t;|])\"?[,;\s]*", re.IGNORECASE)
_TEXT_ROOTS = tuple(n for n in TEXT_NAMES if not any(other in n for other in TEXT_NAMES if other != n))
"""One of them is part of each usual name of a text column."""
_XML = (b"<?xml", b"<rss", b"<rdf")
_TAG = re.compile(rb"<(?!rss|rdf)[!A-Za-z]")
"""How pages begin, and neither containers nor other XML: without control characters they need no further look."""
_FEED = re.compile(rb"<(?:[\w.-]+:)?feed[\s>]")
_RSS = re.compile(rb"<rss[\s>]")
_BEFORE_RSS = (b"<?xml", b"<rss", b"<!--")
_JSON = re.compile(rb"\[?\s*\{\s*\"(?:[^\"\\]|\\.)*\"\s*:|\[\s*\{\s*\}|\{\s*\}")
_CLEAN = 8
"""Bytes at the begin of a container without a NUL byte: text in UTF-16 without a mark has some there."""
_JSONL = (".jsonl", ".ndjson")
_MARKDOWN = re.compile(
    rb"#{1,6}[ \t]+\S|"
    # Each line fits in one way only: with two, a block that never ends would take twice as long for each line of it.
    rb"---[ \t]*\r?\n(?:(?:#[^\n]*|\r)?\n)*[\w-]+:[^\n]*\n(?:(?:[\w-]+:[^\n]*|[ \t][^\n]*|- [^\n]*|#[^\n]*|\r)?\n)*?"
    rb"---[ \t]*\r?\n|"
    rb"\+\+\+[ \t]*\r?\n(?:[^\n]*\n)*?\+\+\+[ \t]*\r?\n",
    re.ASCII,
)
"""A heading, or front matter: as YAML has it (fields, blocks and lists below them, comments), or as TOML."""


def kind_of(head: bytes, name: str, options: ReadOptions) -> Kind:
    """What the file is, of its first `HEAD` bytes (all of them where it is shorter)."""
    if head[:1] in _SPECIAL_FIRST:
        for magic, kind in _MAGIC:
            if head.startswith(magic):
                return kind
    if is_mhtml(head):
        return "mhtml"
    if why_unreadable(head):
        return _damaged_container(head, name, options)
    if head.startswith(_UTF16):
        head = head[: len(head) & ~1].decode("utf-16", "replace").encode("utf-8", "replace")
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    first = start[:1]
    if first == b"<":
        return _markup(start)
    if first in (b"{", b"[") and (json := _json(start, len(head) < HEAD)):
        return json
    if first in (b"#", b"-", b"+") and _MARKDOWN.match(start):
        return "markdown"
    if start.startswith(b"WARC/"):
        return "warc"
    if b"<" in start[:1024] and re.search(rb"<html[\s>]", start[:1024], re.IGNORECASE):
        return "html"
    if _is_csv(start, name, options):
        return "csv"
    return "jsonl" if _bare(name).endswith(_JSONL) and b'\n{"' in start else "text"


def _damaged_container(head: bytes, name: str, options: ReadOptions) -> Kind:
    """What a file with NUL bytes is: one in a record of many costs that record, whoever reads it says so."""
    nul = head.find(0)
    if nul < _CLEAN:
        return "unreadable"
    kind = kind_of(head.replace(b"\0", b" "), name, options)
    return kind if kind in ("feed", "jsonl") or (kind == "csv" and b"\n" in head[:nul]) else "unreadable"


def _bare(name: str) -> str:
    """A file's name in lower case without what says that it is packed."""
    return name.lower().removesuffix(".gz").removesuffix(".zst")


def why_unreadable(head: bytes) -> str | None:
    """Why a file with these first bytes holds no captures; None where it may."""
    control = len(head) - len(head.translate(None, _CONTROL))
    if not control and _TAG.match(head):
        return None
    if not head:
        return "the file is empty"
    if head[:1] in _SPECIAL_FIRST and head.startswith(_SPECIAL):
        return next((f"not text: {what}" for magic, what in _FOREIGN if head.startswith(magic)), None)
    if head.startswith(_UTF16):
        return None
    if head.startswith(_TAR[1], _TAR[0]):
        return "not text: a tar archive; unpack it"
    if (at := head.find(0)) >= 0:
        return f"not text: a NUL byte at byte {at}"
    if control * 50 > len(head):
        return f"not text: {control} control characters in the first {len(head)} bytes"
    if head.isspace():
        return "the file holds nothing but white space"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] in (b"{", b"[") and _json(start, len(head) < HEAD) == "unreadable":
        what = "a list `jq -c '.[]'`" if start[:1] == b"[" else "an object `jq -c .`"
        lines = f"JSON, but not one object a line; write it as JSON Lines (for {what} does)"
        return RELEASE if is_manifest(start) else lines
    if start.startswith(_XML) and _markup(start) == "unreadable":
        return (
            "XML that is neither a saved page nor an export or feed of a blog (Blogger's, WordPress's, Atom, RSS 2.0)"
        )
    return None


def _markup(start: bytes) -> Kind:
    beginning = start[:4096]
    is_feed = _FEED.search(beginning) or (start.startswith(_BEFORE_RSS) and _RSS.search(beginning))
    if is_feed and not re.search(rb"<html[\s>]", beginning, re.IGNORECASE):
        return "feed"
    if _HTML.match(start) or re.search(rb"<(?:!doctype\s+html|html[\s>])", beginning, re.IGNORECASE):
        return "html"
    return "unreadable" if start.startswith(_XML) else "text"


def _json(start: bytes, whole: bool) -> Kind | None:
    if not _JSON.match(start):
        return None
    line, newline, _ = start.partition(b"\n")
    if start[:1] == b"{":
        if not newline and not whole:
            return "jsonl"
        # A first line may be cut or damaged in a file whose further lines are objects.
        if isinstance(json_row(line), dict) or (line.startswith(b'{"') and b'\n{"' in start):
            return "jsonl"
    return "unreadable"


def _is_csv(start: bytes, name: str, options: ReadOptions) -> bool:
    if _bare(name).endswith((".csv", ".tsv")):
        return True
    line, _, rest = start.partition(b"\n")
    stated = stated_delimiter(line)
    if stated is not None:
        line = rest.partition(b"\n")[0]
    most = max(map(line.count, _DELIMITERS))
    if not most or len(line) > _HEADER or line.count(b" ") > 2 * most:
        # Names of columns are short: a line of prose has more spaces than commas.
        return False
    if options.text_column is None:
        letters = plain(line.decode("utf-8", "replace"))
        if not any(root in letters for root in _TEXT_ROOTS):  # quicker than to divide a line of prose into cells
            return False
    cells = header(line, stated)
    names = {options.text_column} if options.text_column else TEXT_NAMES
    return len(cells) > 1 and any(cell in names or plain(cell) in names for cell in cells)


def header(line: bytes, between: str | None = None, charset: str | None = None) -> list[str]:
    """The cells of the first line of a table, with the delimiter that is stated, or that gives the most of them."""
    text = decode(line, charset).rstrip("\r\n").replace("\r", " ")
    return next(csv.reader([text], delimiter=between or delimiter(line)), [])


def stated_delimiter(line: bytes) -> str | None:
    """What stands between cells by a line like `sep=;`, which Excel writes and reads before the header."""
    stated = _STATED.fullmatch(line)
    return stated[1].decode() if stated else None


def delimiter(line: bytes) -> str:
    """Comma, tab, semicolon or bar: the one that is most frequent in a table's first line."""
    return max(_DELIMITERS, key=line.count).decode()
