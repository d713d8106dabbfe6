"""Finds where a next record may begin in a damaged web archive, and the last one in one that breaks off."""

from __future__ import annotations

import io
import re
import zlib
from typing import BinaryIO

_BEGIN = re.compile(rb"\x1f\x8b\x08|\x28\xb5\x2f\xfd|(?<=\n)WARC/[01]\.")
"""A member of gzip or zstd, or the first line of a plain record."""
_PLAIN_BEGIN = b"WARC/"
_GZIP_BEGIN = b"\x1f\x8b\x08"
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_TAIL = 1 << 16
"""Bytes in which a record that breaks off within its headers is looked for; longer headers are damage to the reader."""
_LONGEST = 8
_CHUNK = 1 << 20


def next_record(stream: BinaryIO, start: int) -> int | None:
    """The first byte from `start` on, or after it, at which a record may begin; None where there is none."""
    place = max(0, start - 1)  # the line end before a plain record is looked at too
    stream.seek(place)
    held = b""
    while part := stream.read(_CHUNK):
        held += part
        for found in _BEGIN.finditer(held):
            if place + found.start() >= start:
                return place + found.start()
        place += max(0, len(held) - _LONGEST)
        held = held[-_LONGEST:]
    return None


def cut_record(stream: BinaryIO) -> int | None:
    """Where the last record begins, if the file breaks off within its headers; None where it does not.

    The reader takes such a record for the end of the file, or for one of a kind that is not wanted.
    """
    size = stream.seek(0, io.SEEK_END)
    start = max(0, size - _TAIL)
    stream.seek(start)
    tail = stream.read(_TAIL)
    for place, unpack in ((_last_plain(tail), bytes), (_last_packed(tail), _unpacked)):
        if place >= 0 and _is_cut(unpack(tail[place:])):
            return start + place
    return None


def _last_plain(tail: bytes) -> int:
    """Where the last plain record begins, -1 where none does."""
    found = tail.rfind(b"\n" + _PLAIN_BEGIN)
    return found + 1 if found >= 0 or tail.startswith(_PLAIN_BEGIN) else -1


def _last_packed(tail: bytes) -> int:
    """Where the last member of gzip begins, -1 where none does.

    The file may have a part of its first bytes only: no whole member of a bearable size ends so.
    """
    for length in (1, 2):
        if tail.endswith(_GZIP_BEGIN[:length]):
            return len(tail) - length
    return tail.rfind(_GZIP_BEGIN)


def _unpacked(member: bytes) -> bytes:
    """The first bytes of a member of gzip; what is none gives no record."""
    try:
        return zlib.decompressobj(31).decompress(member, _TAIL)
    except zlib.error:
        return b"no record"


def _is_cut(record: bytes) -> bool:
    """Whether bytes are the begin of a record and less than its header says, of no more than `_TAIL`."""
    if record[:5] != b"WARC/"[: len(record)]:
        return False
    header, found, block = record.partition(b"\r\n\r\n")
    length = _LENGTH.search(header)
    return not found or (length is not None and len(block) < min(int(length[1]), _TAIL - len(header) - len(found)))
