"""What the pages of entities and the overview count: first pass over a release, mentions without texts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from narco_corpus.errors import DataError
from narco_corpus.explore.source import Portion, Source
from narco_corpus.model.schema import mention_labels

if TYPE_CHECKING:
    import polars as pl

LABELS = mention_labels()


@dataclass(frozen=True)
class Tally:
    """Counts of a release; `entity` is the row number in `Source.entities`, `doc` that in `Source.docs`.

    Re-posts are left out where mentions are added up, and marked (`repost`) where posts and comments are listed.
    """

    labels: pl.DataFrame
    """label, in_comments → mentions, linked."""
    named: pl.DataFrame
    """entity, doc, repost → mentions, and where the first one of the body, else of the title, is: field, start, end."""
    named_units: pl.DataFrame
    """entity, doc, repost, unit → mentions in comments."""
    forms: pl.DataFrame
    """entity, text → mentions in titles and bodies."""
    doc_labels: pl.DataFrame
    """doc → labels: one bit a label."""
    unit_labels: pl.DataFrame
    """unit → labels: one bit a label."""


def tally(source: Source) -> Tally:
    """Count a release of at least one article, a portion at a time; raises DataError for a label of no kind."""
    import polars as pl

    parts = [_count(source, portion) for portion in source.portions()]
    if strange := {*pl.concat([part[0] for part in parts])["label"], *source.entities["label"]} - set(LABELS):
        raise DataError(f"the release has the label {min(strange)!r}; `narco-corpus validate` lists what is wrong")

    def joined(number: int) -> pl.DataFrame:
        return pl.concat([part[number] for part in parts])

    return Tally(
        labels=joined(0).group_by("label", "in_comments").sum().sort("label", "in_comments"),
        named=joined(1).sort("entity", "doc"),
        named_units=joined(2).sort("entity", "unit"),
        forms=joined(3)
        .group_by("entity", "text")
        .sum()
        .sort("entity", "mentions", "text", descending=[False, True, False]),
        doc_labels=joined(4),
        unit_labels=joined(5),
    )


def _count(source: Source, portion: Portion) -> list[pl.DataFrame]:
    import polars as pl

    mentions = portion.mentions.join(
        source.entities.select("entity_id", "entity"), on="entity_id", how="left", maintain_order="left"
    ).with_columns(in_comments=pl.col("comment_id").is_not_null())
    bits = {label: 1 << number for number, label in enumerate(LABELS)}
    bit = pl.col("label").replace_strict(bits, default=0, return_dtype=pl.UInt8)
    counted = mentions.filter(~pl.col("repost"))
    linked = mentions.filter(pl.col("entity").is_not_null())
    posts = linked.filter(~pl.col("in_comments")).sort(
        "entity", "doc", pl.col("field").replace_strict({"body": 0, "title": 1}, default=2), "start"
    )
    return [
        counted.group_by("label", "in_comments").agg(mentions=pl.len(), linked=pl.col("entity_id").count()),
        posts.group_by("entity", "doc", "repost", maintain_order=True).agg(
            pl.len().alias("mentions"), pl.col("field", "start", "end").first()
        ),
        linked.filter("in_comments")
        .group_by("entity", "doc", "repost", "unit", maintain_order=True)
        .agg(mentions=pl.len()),
        posts.filter(~pl.col("repost")).group_by("entity", "text").agg(mentions=pl.len()),
        mentions.filter(~pl.col("in_comments")).group_by("doc").agg(labels=bit.unique().sum()),
        mentions.filter("in_comments").group_by("unit").agg(labels=bit.unique().sum()),
    ]
