"""What the comments that stay repeat of those that are left out: their texts without it, their mentions moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from narco_corpus.model.ids import mention_id, split_comment_id
from narco_corpus.model.protected import is_protected
from narco_corpus.removals.quotations import Stretch, moved, quotations, with_equals, without

if TYPE_CHECKING:
    import polars as pl

Scan = Callable[[str], "pl.LazyFrame"]
"""Table → its rows."""


@dataclass(frozen=True)
class Quotations:
    """What a withdrawal of comments takes besides them."""

    comments: frozenset[str]
    """The comments that are left out, with those of their article that say the same."""
    texts: Mapping[str, str]
    """Comment that stays → its text without what it repeats."""
    stretches: Mapping[str, list[Stretch]]
    """The same comments → what was replaced in them."""


def find_quotations(scan: Scan, comments: Set[str]) -> Quotations:
    """Look through the articles of the comments, by the rule that a build keeps (`removals.quotations`)."""
    import polars as pl

    inside = pl.col("article_id").is_in(sorted({split_comment_id(id)[0] for id in comments}))
    articles = scan("articles").filter(inside).select("article_id", "title", "body").collect()
    before = {article_id: [title or "", body] for article_id, title, body in articles.iter_rows()}
    rows = (
        scan("comments")
        .filter(inside)
        .select("article_id", "comment_id", "text", "number", "posted_on", "position")
        .sort("article_id", "position")
        .collect()
    )
    left_out: set[str] = set()
    stretches: dict[str, list[Stretch]] = {}
    shown: dict[str, str] = {}
    for article_id, thread in groupby(rows.iter_rows(), key=lambda row: row[0]):
        ids, texts, numbers, days = zip(*(row[1:-1] for row in thread), strict=True)
        # Texts that are equal in what they do not hide can be of several people; the captures say which.
        told = ["" if is_protected(text) else text for text in texts]
        gone = with_equals(told, [id in comments for id in ids])
        left_out.update(id for id, is_gone in zip(ids, gone, strict=True) if is_gone)
        hidden = quotations(before.get(article_id, []), texts, numbers, days, gone)
        for id, text, found in zip(ids, texts, hidden, strict=True):
            if found:
                stretches[id], shown[id] = found, without(text, found)
    return Quotations(frozenset(left_out), shown, stretches)


def move_mentions(mentions: pl.LazyFrame, found: Quotations) -> tuple[frozenset[str], dict[str, dict[str, Any]]]:
    """The mentions that lose a part of their text, by id; and column → id → value of those that stand elsewhere now.

    A mention that is moved has the id of its new place. Ids are sorted as texts, so that its place among the rows can
    change too: the rows of a comment's mentions then hold each other's values.
    """
    import polars as pl

    rows = mentions.filter(pl.col("comment_id").is_in(sorted(found.stretches))).sort("mention_id").collect().to_dicts()
    lost: set[str] = set()
    changes: dict[str, dict[str, Any]] = {}
    for comment_id, of_comment in groupby(rows, key=lambda row: row["comment_id"]):
        old, new = [], []
        for row in of_comment:
            place = moved(row["start"], row["end"], found.stretches[comment_id])
            if place is None:
                lost.add(row["mention_id"])
                continue
            start, end = place
            old.append(row)
            new.append(
                {**row, "mention_id": mention_id(comment_id, row["field"], start, end), "start": start, "end": end}
            )
        new.sort(key=lambda row: row["mention_id"])
        for before, after in zip(old, new, strict=True):
            for column, value in after.items():
                if value != before[column]:
                    changes.setdefault(column, {})[before["mention_id"]] = value
    return frozenset(lost), changes
