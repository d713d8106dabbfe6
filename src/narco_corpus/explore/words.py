"""A full-text index in scripts: every word with the numbers of the posts (and comments) that hold it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from narco_corpus.explore.scripts import Shards, to_json

if TYPE_CHECKING:
    import polars as pl

WORD = r"[\p{L}\p{N}]+"
_SHARD_BYTES = 96_000
_BUCKETS = 64
"""Words are gathered in so many parts, so that a part fits in memory."""


def folded(text: pl.Expr) -> pl.Expr:
    """Lower case without accents, as the page folds what is searched for."""
    return text.str.to_lowercase().str.normalize("NFD").str.replace_all(r"\p{M}", "")


def postings(numbers: list[int]) -> str:
    """Rising numbers as their differences in base 36, a space between them."""
    parts, before = [], 0
    for number in numbers:
        parts.append(_base36(number - before))
        before = number
    return " ".join(parts)


def _base36(number: int) -> str:
    if number < 36:
        return _DIGITS[number]
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = _DIGITS[digit] + text
    return text


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class WordIndex:
    """Takes texts in portions and writes the index at the end; between, the words lie in a temporary folder."""

    def __init__(self) -> None:
        self._scratch = tempfile.TemporaryDirectory(prefix="narco-corpus-words-")
        self._portions = 0

    def __enter__(self) -> WordIndex:
        return self

    def __exit__(self, *_: object) -> None:
        self._scratch.cleanup()

    def add(self, posts: pl.DataFrame, comments: pl.DataFrame | None) -> None:
        """Add texts: columns `number` (rising over all calls) and `text`."""
        import polars as pl

        frames = []
        for kind, frame in enumerate([posts] if comments is None else [posts, comments]):
            words = frame.select("number", word=folded(pl.col("text")).str.extract_all(WORD).list.unique())
            words = words.explode("word", empty_as_null=True).drop_nulls()
            frames.append(
                words.sort("word", "number")
                .group_by("word", maintain_order=True)
                .agg(pl.col("number"))
                .with_columns(kind=pl.lit(kind, pl.UInt8))
            )
        found = pl.concat(frames).with_columns(portion=pl.lit(self._portions, pl.UInt32))
        found.write_parquet(Path(self._scratch.name) / f"{self._portions:06d}.parquet", row_group_size=20_000)
        self._portions += 1

    def write(self, folder: Path) -> tuple[list[str], int]:
        """Write the shards `w/…`; returns the first word of each and their bytes."""
        import polars as pl

        files = [str(p) for p in sorted(Path(self._scratch.name).glob("*.parquet"))]
        if not files:
            return [], 0
        found = pl.scan_parquet(files)
        firsts = found.select(pl.col("word").unique().sort()).collect()["word"]
        step = max(-(-len(firsts) // _BUCKETS), 1)
        with Shards(folder, "w", _SHARD_BYTES) as shards:
            for first in range(0, len(firsts), step):
                inside = firsts.slice(first, step)
                bucket = (
                    found.filter(pl.col("word").is_between(pl.lit(inside[0]), pl.lit(inside[-1])))
                    .collect()
                    .sort("word", "kind", "portion")
                    .group_by("word", "kind", maintain_order=True)
                    .agg(pl.col("number").list.explode(empty_as_null=True))
                )
                entry: dict[str, list[str]] = {}
                for word, kind, numbers in bucket.iter_rows():
                    entry.setdefault(word, ["", ""])[kind] = postings(numbers)
                for word, lists in entry.items():
                    shards.add_json(word, to_json(lists if lists[1] else lists[0]))
        return shards.firsts, shards.bytes
