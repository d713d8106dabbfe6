"""How captures are read: names of columns, URL patterns and the bounds on size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Set

import msgspec

from narco_corpus.errors import UsageError

MIB = 1 << 20
_PATTERN = re.compile(r"(?:[^\s\[\]]|\[[^\s\[\]]+\])+")
"""A glob over addresses: brackets are closed, and no white space."""


class ReadOptions(msgspec.Struct, frozen=True, kw_only=True):
    """Options of reading; a column that is None is guessed from the usual names."""

    text_column: str | None = None
    url_column: str | None = None
    date_column: str | None = None
    title_column: str | None = None
    author_column: str | None = None
    urls: tuple[str, ...] = ()
    """Patterns on the canonical URL without its scheme, `borderlandbeat.com/*`; empty takes everything."""
    max_capture_bytes: int = 64 * MIB
    """A larger capture is refused."""
    max_expansion: int = 250
    """A compressed file that grows by more than this factor (and past 64 MiB) is refused."""

    def named_columns(self) -> dict[str, str]:
        """The columns that are named, but for the text's, by what they hold."""
        named = {
            "url": self.url_column,
            "date": self.date_column,
            "title": self.title_column,
            "author": self.author_column,
        }
        return {role: name for role, name in named.items() if name is not None}

    def __post_init__(self) -> None:
        for role, name in {"text": self.text_column, **self.named_columns()}.items():
            if not isinstance(name, str | None):
                raise UsageError(f"{role}_column={name!r}: expected the name of a column")
        for bound in ("max_capture_bytes", "max_expansion"):
            number = getattr(self, bound)
            if not isinstance(number, int) or isinstance(number, bool) or number < 1:
                raise UsageError(f"{bound}={number!r}: expected a whole number, 1 or more")
        if isinstance(self.urls, str) or not isinstance(self.urls, Iterable):  # its characters are no patterns
            example = self.urls if isinstance(self.urls, str) else "borderlandbeat.com/*"
            raise UsageError(f"urls={self.urls!r}: expected several patterns, such as ({example!r},)")
        patterns = tuple(sorted(self.urls, key=str) if isinstance(self.urls, Set) else self.urls)
        for pattern in patterns:
            if not isinstance(pattern, str) or not _PATTERN.fullmatch(pattern):
                raise UsageError(f"url pattern {pattern!r} fits no address; give one such as 'borderlandbeat.com/*'")
        msgspec.structs.force_setattr(self, "urls", patterns)
