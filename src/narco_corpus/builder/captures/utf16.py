"""Reads a stream of text in UTF-16 as UTF-8, as Excel writes its `Unicode text`."""

from __future__ import annotations

import codecs

from narco_corpus.builder.captures.compressed import Stream

_MARKS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class InUtf8:
    """A stream from its first byte on, in UTF-8 where a mark says that it is in UTF-16; halves of pairs as U+FFFD."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._head = stream.read(2)
        if len(self._head) == 1:
            self._head += stream.read(1)
        codec = _MARKS.get(self._head)
        self._decoder = codecs.getincrementaldecoder(codec)("replace") if codec else None
        if codec:
            self._head = b""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes, of UTF-16 a little more where it is no more than a few; none at the end."""
        if self._head:
            data, self._head = self._head[:size], self._head[size:]
            return data
        if self._decoder is None:
            return self._stream.read(size)
        while True:
            data = self._stream.read(max(2, size * 2 // 3))  # two bytes of UTF-16 are three of UTF-8 at most
            text = self._decoder.decode(data, not data)
            if text or not data:
                return text.encode()
