"""Lines of a byte range of a stream, each with its offset and with a bound on its length."""

from __future__ import annotations

from collections.abc import Iterator

from narco_corpus.builder.captures.compressed import Stream

_CHUNK = 1 << 20


def lines(stream: Stream, start: int, end: int, limit: int) -> Iterator[tuple[int, bytes | int]]:
    """Offset and content, without the newline, of each line that begins in the range; -1 as end is the stream's end.

    A line longer than the limit is not kept: its length stands in its place. A range that begins within a line leaves
    that line to the range before; the stream stands at `start - 1` then.
    """
    offset = max(0, start - 1)
    foreign = start > 0
    parts: list[bytes] = []
    length = 0
    while chunk := stream.read(_CHUNK):
        pieces = chunk.split(b"\n")
        last = pieces.pop()
        for piece in pieces:
            size = length + len(piece)
            if not foreign:
                if size > limit:
                    yield offset, size
                else:
                    yield offset, b"".join([*parts, piece]) if parts else piece
            foreign = False
            parts.clear()
            length = 0
            offset += size + 1
            if 0 <= end <= offset:
                return
        length += len(last)
        if foreign and 0 <= end <= offset + length:
            return
        if last and length <= limit and not foreign:
            parts.append(last)
        elif length > limit:
            parts.clear()
    if length and not foreign:
        yield offset, length if length > limit else b"".join(parts)
