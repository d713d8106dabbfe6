"""How well merging does on generated captures: precision and recall of pairs, by `truth.csv`."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq


class Pairs(NamedTuple):
    """Pairs in truth, and how right the pairs that were found are."""

    pairs: int
    precision: float
    recall: float


class MergeQuality(NamedTuple):
    """Of captures that are one post, and of captures whose posts repeat one text."""

    merged: Pairs
    reposts: Pairs


def merge_quality(corpus: Path, release: Path) -> MergeQuality:
    """Compare a release of a generated corpus (`captures.write`) with its truth."""
    truth: dict[str, tuple[str, str]] = {}
    with (corpus / "truth.csv").open(newline="") as file:
        for line in csv.DictReader(file):
            truth[line["capture"]] = (line["post"], line["original"])
    by_hash: dict[str, list[str]] = {}
    for path in truth:
        by_hash.setdefault(hashlib.sha256((corpus / "captures" / path).read_bytes()).hexdigest(), []).append(path)
    found: dict[str, tuple[str, str]] = {}
    columns = ["article_id", "duplicate_of", "capture_path", "capture_sha256", "duplicate_captures"]
    for row in pq.read_table(release / "data" / "articles", columns=columns).to_pylist():
        article, original = row["article_id"], row["duplicate_of"] or row["article_id"]
        found[row["capture_path"]] = (article, original)
        for sha in (row["capture_sha256"], *row["duplicate_captures"]):
            for path in by_hash[sha]:
                found.setdefault(path, (article, original))
    taken = [(*truth[path], *found[path]) for path in truth if path in found]
    same_post = _pairs((post, "") for post, _, _, _ in taken)
    same_article = _pairs((article, "") for _, _, article, _ in taken)
    right = _pairs((post, article) for post, _, article, _ in taken)
    true = _pairs((text, "") for _, text, _, _ in taken) - same_post
    claimed = _pairs((cluster, "") for _, _, _, cluster in taken) - same_article
    both = _pairs((text, cluster) for _, text, _, cluster in taken) + right
    both -= _pairs((post, cluster) for post, _, _, cluster in taken)
    both -= _pairs((text, article) for _, text, article, _ in taken)
    return MergeQuality(_scored(same_post, same_article, right), _scored(true, claimed, both))


def _pairs(keys: Iterable[tuple[str, str]]) -> int:
    """How many pairs have the same key."""
    return sum(n * (n - 1) // 2 for n in Counter(keys).values())


def _scored(true: int, found: int, both: int) -> Pairs:
    return Pairs(true, both / found if found else 1.0, both / true if true else 1.0)
