"""Reading captures against what the reader library needs alone: side by side, least CPU times and their ratio.

    python benchmarks/reading.py [--documents 2000] [--rounds 15]

Each row is one kind of input; both sides begin with the same bytes. `library` is what anybody must do with the means
that the library has for it: open, split and copy out every record (of a web archive: place, URL, date, status, type,
charset, and the page without the codings of its transfer), and for pages decode and parse them and take out post and
comments with the selectors that people write, texts with their line ends, each comment with its id and that of the one
above it. `ours` streams the same input as captures, named, checked, each with its time in one form (for pages: makes
posts of them, with paragraphs and with days and clock times read). Further rows set them against the library used as
sparingly as can be. Web archives opened by the library itself instead of as an open file give the same (`ours` opens
them so); the others give less: payloads as they are stored, of which chunked and packed ones are no text yet; pages
with one search for all their texts, which does not tell whose they are; and parsing alone. Times are of the process,
the least of rounds that alternate: what else runs on the machine makes rounds longer, never shorter.
"""

from __future__ import annotations

import argparse
import gc
import gzip
import json
import math
import os
import platform
import random
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import BinaryIO

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
from fastwarc.warc import ArchiveIterator, WarcHeader, WarcRecordType
from selectolax.lexbor import LexborHTMLParser, LexborNode

from narco_corpus.builder.captures import Capture, ReadOptions, list_sources, read_source, to_post

WORDS = [
    "the",
    "plaza",
    "was",
    "quiet",
    "on",
    "friday",
    "until",
    "convoys",
    "of",
    "trucks",
    "drove",
    "in",
    "from",
    "the",
    "north",
    "and",
    "nobody",
    "would",
    "say",
    "who",
]
OPTIONS = ReadOptions()


def sentence(source: random.Random, words: int) -> str:
    return " ".join(source.choices(WORDS, k=words)).capitalize() + "."


def comment(source: random.Random, own: int, posted: datetime, replies: str) -> str:
    """A comment as Blogger's threaded template writes it, with those that answer it."""
    user = source.choice(["Anonymous", f"Reader {source.choice(WORDS)} {source.randrange(500)}"])
    when = posted + timedelta(days=int(source.expovariate(0.5)), minutes=source.randrange(1440))
    clock = f"{(when.hour + 11) % 12 + 1}:{when:%M %p}"
    return (
        f'<li class="comment" id="c{own}"><div class="avatar-image-container"><img src="//x/blank.gif" alt=""/></div>'
        f'<div class="comment-block"><div class="comment-header"><cite class="user">{user}</cite><span class="icon '
        f'user "></span><span class="datetime secondary-text"><a rel="nofollow" href="http://b.example/2012/03/p.html'
        f'?showComment=1#c{own}">{when:%B} {when.day}, {when:%Y} at {clock}</a></span></div><p class="comment-content">'
        f'{sentence(source, source.randint(5, 60))}</p><span class="comment-actions secondary-text"><a '
        f'class="comment-reply" target="_self" data-comment-id="{own}">Reply</a><span class="item-control blog-admin">'
        f'<a target="_self" href="https://www.blogger.com/delete-comment.g">Delete</a></span></span></div><div '
        f'class="comment-replies"><div id="c{own}-rt" class="comment-thread inline-thread"><span class="thread-toggle '
        f'thread-expanded"><span class="thread-arrow"></span><span class="thread-count"><a target="_self">Replies</a>'
        f'</span></span><ol id="c{own}-ra" class="thread-chrome thread-expanded"><div>{replies}</div><div '
        f'id="c{own}-continue" class="continue"><a class="comment-reply">Reply</a></div></ol></div></div><div '
        f'class="comment-replybox-single" id="c{own}-ce"></div></li>'
    )


def page(source: random.Random) -> str:
    """A threaded Blogger page of usual size: menus, scripts, a post, 0-60 comments, a third of them replies."""
    body = "<br />\n<br />\n".join(sentence(source, source.randint(30, 120)) for _ in range(source.randint(4, 20)))
    posted = datetime(2010, 1, 1) + timedelta(days=source.randrange(2000))
    number = source.choice([0, 3, 8, 20, 60])
    comments = replies = ""
    for own in range(number, 0, -1):
        if own > 1 and source.random() < 1 / 3:
            replies = comment(source, own, posted, "") + replies
        else:
            comments, replies = comment(source, own, posted, replies) + comments, ""
    menu = "".join(
        f"<li class='archivedate'><a href='http://b.example/2011/{n}/'>Month {n}</a></li>" for n in range(150)
    )
    script = "<script type='text/javascript'>" + "var config = {'a': 1, 'b': [2, 3]};\n" * 400 + "</script>"
    return (
        "<!DOCTYPE html><html><head><title>Blog: title</title>" + script + "</head><body><div class='widget Blog'>"
        f"<h2 class='date-header'><span>{posted:%A, %B} {posted.day}, {posted:%Y}</span></h2>"
        "<div class='post hentry'><h3 class='post-title entry-title'>A title</h3>"
        "<div class='post-body entry-content' id='post-body-1'>" + body +
        "</div><div class='post-footer'><span class='post-author vcard'><span class='fn'>Writer</span></span> <abbr "
        f"class='published' title='{posted:%Y-%m-%d}T10:00:00-07:00'>10:00 AM</abbr></div></div><div class='comments' "
        f"id='comments'><h4>{number} comments:</h4><div id='comment-holder'><div class='comment-thread "
        "toplevel-thread'><ol id='top-ra'>" + comments + "</ol></div></div></div></div>"
        "<div class='sidebar'><ul>" + menu + "</ul></div></body></html>"
    )  # fmt: skip


def record(url: str, body: bytes) -> bytes:
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nServer: x\r\nDate: y\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2020-01-02T03:04:05Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def make(folder: Path, documents: int) -> list[str]:
    """Writes one input of each kind; returns the pages."""
    source = random.Random(7)
    pages = [page(source) for _ in range(documents)]
    texts = ["\n\n".join(sentence(source, 60) for _ in range(8)) for _ in range(documents)]
    rows = [{"text": text, "url": f"http://b.example/2011/09/{n}.html"} for n, text in enumerate(texts)]
    (folder / "files").mkdir()
    for number, text in enumerate(texts):
        (folder / "files" / f"{number:06}.txt").write_text(text)
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    pq.write_table(pa.Table.from_pylist(rows), folder / "rows.parquet", compression="zstd")
    records = [record(row["url"], html.encode()) for row, html in zip(rows, pages, strict=True)]
    (folder / "plain.warc").write_bytes(b"".join(records))
    (folder / "packed.warc.gz").write_bytes(b"".join(gzip.compress(each, 6) for each in records))
    return pages


def ours(place: Path) -> int:
    return sum(
        len(c.content)
        for s in list_sources([place], OPTIONS)
        for c in read_source(s, OPTIONS)
        if isinstance(c, Capture)
    )


def files_alone(place: Path) -> int:
    total = 0
    with os.scandir(place) as entries:
        for name in sorted(entry.path for entry in entries):
            descriptor = os.open(name, os.O_RDONLY)
            total += len(os.read(descriptor, 1 << 16))
            os.close(descriptor)
    return total


def jsonl_alone(place: Path) -> int:
    decode = msgspec.json.Decoder().decode
    with place.open("rb") as file:
        return sum(len(decode(line)["text"].encode()) for line in file)


def parquet_alone(place: Path) -> int:
    batches = pq.ParquetFile(place).iter_batches(64, columns=["text", "url"], use_threads=False)
    return sum(len(row["text"].encode()) for batch in batches for row in batch.to_pylist())


def records_alone(file: BinaryIO | Path) -> int:
    total = 0
    kinds = WarcRecordType.response
    for each in ArchiveIterator(file, record_types=kinds, parse_http=True, auto_decode="all"):
        url, date = each.headers.get(WarcHeader.WARC_TARGET_URI), each.headers.get(WarcHeader.WARC_DATE)
        if url and date and each.http_headers.status_code == 200 and each.http_content_type == "text/html":
            _ = each.stream_pos, each.http_charset
            # All that there is: the record's own length is that of the page as it is stored.
            total += len(each.reader.read())
    return total


def warc_alone(place: Path) -> int:
    with place.open("rb") as file:
        return records_alone(file)


def warc_as_stored(place: Path) -> int:
    total = 0
    for each in ArchiveIterator(place, record_types=WarcRecordType.response, parse_http=True):
        url, date = each.headers.get(WarcHeader.WARC_TARGET_URI), each.headers.get(WarcHeader.WARC_DATE)
        if url and date and each.http_headers.status_code == 200 and each.http_content_type == "text/html":
            total += len(each.reader.read(each.content_length))
    return total


def html_alone(pages: list[bytes]) -> int:
    total = 0
    for content in pages:
        tree = LexborHTMLParser(content.decode())
        for selector in (".post-title", ".date-header", ".post-body", ".post-author .fn"):
            total += length(tree.css_first(selector))
        for comment in tree.css("li.comment"):
            total += len(comment.id or "") + len(answered(comment) or "")
            for selector in (".user", ".datetime a", ".comment-content"):
                total += length(comment.css_first(selector))
    return total


def answered(comment: LexborNode) -> str | None:
    """The id of the comment that this one hangs under."""
    outer = comment.parent
    while outer is not None and outer.id != "comments":
        if outer.tag == "li":
            return outer.id
        outer = outer.parent
    return None


def length(node: LexborNode | None) -> int:
    """Of the text with a line end where the markup has a tag: without, words on both sides of one are one word."""
    return len(node.text(separator="\n", strip=True)) if node is not None else 0


def html_sparing(pages: list[bytes]) -> int:
    texts = ".post-title, .date-header, .post-body, .fn, .user, .datetime a, .comment-content"
    return sum(len(node.text()) for content in pages for node in LexborHTMLParser(content.decode()).css(texts))


def html_parsed(pages: list[bytes]) -> int:
    return sum(LexborHTMLParser(content.decode()).body is not None for content in pages)


def html_ours(captures: list[Capture]) -> int:
    return sum(len(to_post(capture).body) for capture in captures)


def compare(name: str, size: int, rounds: int, alone: Callable[[], int], mine: Callable[[], int]) -> None:
    least = {alone: math.inf, mine: math.inf}
    for _ in range(rounds + 1):
        for work in least:
            gc.collect()
            begin = time.process_time()
            work()
            least[work] = min(least[work], time.process_time() - begin)
    first, second = least[alone], least[mine]
    print(f"{name:24} {size / first / 1e6:10.0f} {size / second / 1e6:10.0f} {second / first:8.2f} {second:8.3f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    packages = ", ".join(f"{name} {version(name)}" for name in ("fastwarc", "selectolax", "msgspec", "pyarrow"))
    print(f"{platform.machine()}, Python {platform.python_version()}, {packages}; {arguments.documents} documents")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = make(folder, arguments.documents)
        captures = [Capture(path="x", content=text.encode(), form="html") for text in pages]
        print(f"{'':24} {'library':>10} {'ours':>10} {'ratio':>8}\n{'':24} {'MB/s':>10} {'MB/s':>10}")
        inputs: list[tuple[str, Path, Callable[[Path], int]]] = [
            ("text files", folder / "files", files_alone),
            ("JSON Lines", folder / "rows.jsonl", jsonl_alone),
            ("Parquet", folder / "rows.parquet", parquet_alone),
            ("WARC plain", folder / "plain.warc", warc_alone),
            ("WARC plain, by path", folder / "plain.warc", records_alone),
            ("WARC plain, as stored", folder / "plain.warc", warc_as_stored),
            ("WARC gzip", folder / "packed.warc.gz", warc_alone),
        ]
        for label, place, alone in inputs:
            size = place.stat().st_size if place.is_file() else sum(each.stat().st_size for each in place.iterdir())
            compare(label, size, arguments.rounds, partial(alone, place), partial(ours, place))
        posts = captures[:200]
        contents = [capture.content for capture in posts]
        size = sum(map(len, contents))
        against: list[tuple[str, Callable[[list[bytes]], int]]] = [
            ("HTML", html_alone),
            ("HTML, used sparingly", html_sparing),
            ("HTML, parsing alone", html_parsed),
        ]
        for label, work in against:
            compare(label, size, arguments.rounds, partial(work, contents), partial(html_ours, posts))


if __name__ == "__main__":
    main()
