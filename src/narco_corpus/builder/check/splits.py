"""Whether splits keep apart: no post in one of them repeats a post in another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from narco_corpus.builder.json_rows import ArticleJson
from narco_corpus.builder.merge.sketch import is_telling
from narco_corpus.model.text import key_words

SplitFault = tuple[str, str]
"""Key of an article and what is wrong with its split."""


class Copies:
    """The articles of a release that repeat another one: by `duplicate_of`, or by a body of the same words.

    The words are compared anew and in all articles, so that a copy counts also where the build did not mark it; but few
    words (`merge.sketch.is_telling`) make none. Memory holds a hash, the split and the id of each article.
    """

    def __init__(self) -> None:
        self._splits: dict[str, str] = {}
        self._originals: dict[str, str] = {}
        self._first: dict[bytes, str] = {}

    def add(self, article: ArticleJson) -> None:
        """Take a row of `articles`."""
        own = article["article_id"]
        self._splits[own] = article["split"]
        words = key_words(article["body"])
        if is_telling(words):
            first = self._first.setdefault(hashlib.sha256(" ".join(words).encode()).digest()[:16], own)
            if first != own and self._originals.get(first) != own:  # that is its copy
                self._originals[own] = first
        if article["duplicate_of"] is not None:
            self._originals[own] = article["duplicate_of"]

    def __len__(self) -> int:
        return len(self._originals)

    def across_splits(self) -> Iterator[SplitFault]:
        """Those that are in another split than what they repeat."""
        for own, original in sorted(self._originals.items()):
            split, other = self._splits[own], self._splits.get(original)
            if other not in (None, split):  # that the original is nowhere is told of the reference
                yield own, f"expected {other!r}, that of {original!r}, whose text it repeats, found {split!r}"
