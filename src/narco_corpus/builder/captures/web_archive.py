"""Reads WARC and WET, plain or compressed by member; every record is named by the byte at which it begins."""

from __future__ import annotations

import io
from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, BinaryIO

from fastwarc.stream_io import BrotliReader, ChunkedReader, GzipReader, ZstdReader
from fastwarc.warc import ArchiveIterator, WarcHeader, WarcRecord, WarcRecordType

from narco_corpus.builder.captures.capture import Capture, Form, Unreadable
from narco_corpus.builder.captures.instant import instant
from narco_corpus.builder.captures.options import ReadOptions
from narco_corpus.builder.captures.record_starts import cut_record, next_record
from narco_corpus.builder.captures.rows import too_large
from narco_corpus.builder.captures.sniff import why_unreadable
from narco_corpus.builder.captures.urls import wanted

if TYPE_CHECKING:
    from fastwarc.warc import HeaderMap

_KINDS = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
_FORMS: dict[str, Form] = {"text/html": "html", "application/xhtml+xml": "html", "text/plain": "text"}
_CONTENT_TYPE, _DATE, _URL = WarcHeader.CONTENT_TYPE, WarcHeader.WARC_DATE, WarcHeader.WARC_TARGET_URI
_OK = 200
_BUFFER = 1 << 18
"""Bytes read at a time: a page is mostly a few of the library's own 64 KiB, and is then read in parts."""
_ATTEMPTS = 1000
"""Places in a row that look like the begin of a record and are none, at most."""
_MARKUP = frozenset({b"<", b"\n", b"\r", b" ", b"\t", b"\xef"})
"""How pages begin, and no chunk or compressed stream: their headers on codings need no look."""


def read_web_archive(
    stream: BinaryIO, path: str, options: ReadOptions, file: str | None = None
) -> Iterator[Capture | Unreadable]:
    """Pages that were served (status 200, HTML or plain text) or kept as a resource, and the texts of a WET file.

    Records of other kinds and unwanted URLs are passed over. A record that is cut, damaged or too large is yielded as
    unreadable. Behind damage, and behind a last record whose length may be a lie, reading goes on where the next record
    begins. Where `file` names the stream's file, the library reads that by itself: a fifth quicker than through Python.
    """
    chosen = (lambda record: wanted(_url(record.headers), options.urls)) if options.urls else None
    start: int | None = 0
    fruitless = 0
    while start is not None and fruitless < _ATTEMPTS:
        stream.seek(start)
        place, doubtful = start, False
        fruitless += 1
        try:
            whole = file if file is not None and start == 0 else stream
            records = ArchiveIterator(
                whole, record_types=_KINDS, parse_http=True, func_filter=chosen, buffer_size=_BUFFER
            )
            for record in records:
                place, fruitless = record.stream_pos, 0
                capture = _read(record, path, options)
                doubtful = type(capture) is Unreadable  # isinstance() asks a metaclass: four times as long
                if capture is not None:
                    yield capture
                    del capture  # before the next is read, so that its memory serves again
        except (OSError, ValueError, EOFError) as error:
            doubtful = True
            if start == 0 or not fruitless:
                reason = f"the web archive is damaged after the record named: {error}"
                yield Unreadable(path=path, reason=reason, where=f"byte {place}")
        if not doubtful and (cut := cut_record(stream)) is not None:
            yield Unreadable(path=f"{path}#{cut}", reason="the file breaks off within this record", where=f"byte {cut}")
        start = next_record(stream, place + 1) if doubtful else None


def _read(record: WarcRecord, path: str, options: ReadOptions) -> Capture | Unreadable | None:
    headers, http = record.headers, record.http_headers
    if http is not None and http.status_code != _OK:
        return None
    form, charset = _content_type((headers if http is None else http).get(_CONTENT_TYPE) or "")
    if form is None:
        return None
    size = record.content_length
    if size > options.max_capture_bytes:
        return _refused(record, path, too_large(size, options))
    content = record.reader.read(size)
    if len(content) < size:
        return _refused(record, path, f"the record breaks off after {len(content):,} of {size:,} bytes")
    transfer = coding = None
    if http is not None and content[:1] not in _MARKUP:
        transfer, coding = http.get("Transfer-Encoding"), http.get("Content-Encoding")
    if transfer or coding:
        try:
            content = _decoded(content, transfer or "", coding or "", options)
        except (OSError, ValueError) as error:
            return _refused(record, path, f"the page's transfer coding is damaged: {error}")
        if len(content) > options.max_capture_bytes:
            return _refused(record, path, f"more than {too_large(len(content), options)}")
    if why := why_unreadable(content[:1024]):
        return _refused(record, path, why)
    return Capture(
        path=f"{path}#{record.stream_pos}",
        where=f"byte {record.stream_pos}",
        content=content,
        form=form,
        url=_url(headers),
        retrieved_at=instant(headers.get(_DATE)),
        charset=charset,
    )


def _refused(record: WarcRecord, path: str, reason: str) -> Unreadable:
    return Unreadable(path=f"{path}#{record.stream_pos}", reason=reason, where=f"byte {record.stream_pos}")


@lru_cache(maxsize=256)
def _content_type(text: str) -> tuple[Form | None, str | None]:
    """The form of a page of this content type, None for other kinds, and the charset that it declares."""
    kind, *parameters = text.split(";")
    named = (parameter.partition("=") for parameter in parameters)
    charset = next((value.strip().strip("\"'") for name, _, value in named if name.strip().lower() == "charset"), None)
    return _FORMS.get(kind.strip().lower()), charset or None


def _url(headers: HeaderMap) -> str | None:
    url = headers.get(_URL)
    return url.strip("<>") if url else None


def _decoded(content: bytes, transfer: str, coding: str, options: ReadOptions) -> bytes:
    """The page without chunks and compression, one byte more than allowed at most.

    Crawlers often keep the header of a coding that they undid; content that does not begin as the coding does is
    taken as it is.
    """
    if (
        "chunked" in transfer.lower()
        and content[:1].strip(b"0123456789abcdefABCDEF") == b""
        and b"\r\n" in content[:20]
    ):
        content = ChunkedReader(io.BytesIO(content)).read(options.max_capture_bytes + 1)
    stream: io.BytesIO | GzipReader | BrotliReader | ZstdReader
    match coding.strip().lower():
        case "gzip" | "x-gzip" if content.startswith(b"\x1f\x8b"):
            stream = GzipReader(io.BytesIO(content))
        case "zstd" if content.startswith(b"\x28\xb5\x2f\xfd"):
            stream = ZstdReader(io.BytesIO(content))
        case "br" if not content.lstrip().startswith(b"<"):
            stream = BrotliReader(io.BytesIO(content))
        case "deflate" if not content.lstrip().startswith(b"<"):
            return _inflated(content, options)
        case _:
            return content
    return stream.read(options.max_capture_bytes + 1)


def _inflated(content: bytes, options: ReadOptions) -> bytes:
    """Servers send `deflate` with the zlib header that it should have, and without."""
    import zlib

    window = zlib.MAX_WBITS if content.startswith(b"\x78") else -zlib.MAX_WBITS
    try:
        return zlib.decompressobj(window).decompress(content, options.max_capture_bytes + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from None
