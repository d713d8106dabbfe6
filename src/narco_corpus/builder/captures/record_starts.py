"""Finds where a next record may begin in a damaged web archive."""

from __future__ import annotations

import re
from typing import BinaryIO

_BEGIN = re.compile(rb"\x1f\x8b\x08|\x28\xb5\x2f\xfd|(?<=\n)WARC/[01]\.")
"""A member of gzip or zstd, or the first line of a plain record."""
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
