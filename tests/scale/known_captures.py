"""Captures of which it is known what is one post and what repeats another, and how right a release of them is.

The posts are invented. Tests have a generator of their own, so that what they ask for does not move with what
`benchmarks/` measures.
"""

from __future__ import annotations

import hashlib
import json
import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from itertools import accumulate, combinations
from pathlib import Path
from typing import NamedTuple

import pyarrow.parquet as pq

SITES = ("frontera.example", "plaza.example", "copias.example", "espejo.example")
"""The first two write posts of their own, the others re-post them."""
STANDING = "Weekly summary of the violence along the border"
"""A title that comes back with new text."""


class Known(NamedTuple):
    """A capture that was written."""

    path: str
    post: int
    original: int
    """The post that this one repeats; itself, where it is no re-post."""
    comments: int


class _Post(NamedTuple):
    number: int
    original: int
    site: str
    day: date
    title: str
    paragraphs: list[str]
    comments: list[str]


class _Writer:
    """Makes posts; the same seed makes the same ones."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        syllables = [consonant + vowel for consonant in "bcdfglmnprstv" for vowel in "aeiou"]
        self._words = sorted({"".join(self._chance.choices(syllables, k=n)) for n in (2, 3) for _ in range(1200)})
        self._chance.shuffle(self._words)
        # Few words are common and most are rare, as in any language.
        self._weights = list(accumulate(1 / (rank + 6) for rank in range(len(self._words))))

    def next(self, posts: int, recent: list[_Post]) -> _Post:
        """The post of the next capture, perhaps a new state of a recent one; `posts` were written before."""
        kind = self._chance.random() if len(recent) > 50 else 1.0
        if kind < 0.08:
            return self._later(self._chance.choice(recent))
        if kind < 0.11:
            return self._repost(self._chance.choice(recent), posts)
        post = self._post(posts)
        if kind < 0.135:  # a follow-up tells again what happened
            before = self._chance.choice(recent)
            told = before.paragraphs[: min(len(before.paragraphs), len(post.paragraphs)) // 3]
            return post._replace(day=before.day, paragraphs=[*post.paragraphs, *told])
        return post._replace(title=STANDING) if kind < 0.16 else post

    def address(self, post: _Post) -> str | None:
        """The address as one crawl wrote it; of every third capture it is not known."""
        if self._chance.random() < 0.33:
            return None
        end = self._chance.choice(("", "", "?m=1", "?utm_source=feed"))
        scheme = self._chance.choice(("https", "http"))
        return f"{scheme}://{post.site}/{post.day.year}/{post.day.month:02d}/post-{post.number}.html{end}"

    def _post(self, number: int) -> _Post:
        paragraphs = [self._paragraph() for _ in range(min(30, int(self._chance.lognormvariate(1.4, 0.7)) + 1))]
        comments = [self._sentence(4, 30) for _ in range(min(60, int(self._chance.lognormvariate(1.2, 1.2))))]
        day = date(2008, 1, 1) + timedelta(days=self._chance.randrange(5000))
        return _Post(number, number, self._chance.choice(SITES[:2]), day, self._title(), paragraphs, comments)

    def _later(self, known: _Post) -> _Post:
        """The same post some days on: perhaps a sentence mended, perhaps more comments."""
        paragraphs = list(known.paragraphs)
        if self._chance.random() < 0.4:
            paragraphs[self._chance.randrange(len(paragraphs))] += " Update: the figure was corrected."
        more = [self._sentence(4, 30) for _ in range(self._chance.randrange(6))]
        return known._replace(paragraphs=paragraphs, comments=[*known.comments, *more])

    def _repost(self, known: _Post, number: int) -> _Post:
        return _Post(
            number,
            known.original,
            self._chance.choice(SITES[2:]),
            known.day + timedelta(days=self._chance.randint(1, 9)),
            known.title if self._chance.random() < 0.5 else self._title(),
            [*known.paragraphs, f"Taken from {known.site} with thanks."],
            [self._sentence(4, 30) for _ in range(self._chance.randrange(5))],
        )

    def _title(self) -> str:
        return self._sentence(4, 9).rstrip(".")

    def _paragraph(self) -> str:
        return " ".join(self._sentence(6, 22) for _ in range(self._chance.randint(1, 5)))

    def _sentence(self, least: int, most: int) -> str:
        count = self._chance.randint(least, most)
        return " ".join(self._chance.choices(self._words, cum_weights=self._weights, k=count)).capitalize() + "."


def write_known(folder: Path, count: int, seed: int) -> list[Known]:
    """Write so many captures and a manifest of the addresses that are known; what they are, in their order."""
    folder.mkdir(parents=True)
    writer = _Writer(seed)
    recent: dict[int, _Post] = {}
    known: list[Known] = []
    addresses: list[str] = []
    for number in range(count):
        post = writer.next(len(recent), list(recent.values()))
        recent[post.number] = post
        path = f"{number:05d}.txt"
        (folder / path).write_text(_page(post), encoding="utf-8")
        if (url := writer.address(post)) is not None:
            addresses.append(json.dumps({"path": path, "url": url}) + "\n")
        known.append(Known(path, post.number, post.original, len(post.comments)))
    (folder / "captures.jsonl").write_text("".join(addresses), encoding="utf-8")
    return known


def _page(post: _Post) -> str:
    lines = [f"{post.day:%A, %B} {post.day.day}, {post.day.year}", "", post.title, ""]
    for paragraph in post.paragraphs:
        lines += [paragraph, ""]
    lines.append("")
    for number, comment in enumerate(post.comments, 1):
        lines += [f"  {number}. {comment}", ""]
    return "\n".join(lines) + "\n"


Pairs = set[tuple[str, str]]
"""Paths of two captures that are, or were taken to be, the same; the lesser first."""


class MergeQuality(NamedTuple):
    """The pairs that there are and the pairs that were found."""

    true: Pairs
    found: Pairs

    @property
    def precision(self) -> float:
        return len(self.true & self.found) / len(self.found) if self.found else 1.0

    @property
    def recall(self) -> float:
        return len(self.true & self.found) / len(self.true)


def merge_quality(known: Iterable[Known], folder: Path, release: Path) -> tuple[MergeQuality, MergeQuality]:
    """Of captures that are one post, and of captures of several posts of one text; only those that were taken."""
    by_hash: dict[str, list[Known]] = {}
    for each in known:
        by_hash.setdefault(hashlib.sha256((folder / each.path).read_bytes()).hexdigest(), []).append(each)
    taken: dict[Known, tuple[str, str]] = {}
    for row in pq.read_table(release / "data" / "articles").to_pylist():
        for sha256 in (row["capture_sha256"], *row["duplicate_captures"]):
            for each in by_hash[sha256]:
                taken[each] = (row["article_id"], row["duplicate_of"] or row["article_id"])
    posts, articles = _pairs(taken, lambda each: each.post), _pairs(taken, lambda each: taken[each][0])
    texts, copies = _pairs(taken, lambda each: each.original), _pairs(taken, lambda each: taken[each][1])
    return MergeQuality(posts, articles), MergeQuality(texts - posts, copies - articles)


def _pairs(captures: Iterable[Known], key: Callable[[Known], object]) -> Pairs:
    groups: dict[object, list[str]] = {}
    for each in captures:
        groups.setdefault(key(each), []).append(each.path)
    return {pair for paths in groups.values() for pair in combinations(sorted(paths), 2)}
