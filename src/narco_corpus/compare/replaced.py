"""Which comments say `[withdrawn]` in a later release where they quoted a withdrawn one: a comparison shows it not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from narco_corpus.compare.sides import Side
from narco_corpus.model.protected import WITHDRAWN
from narco_corpus.storage.scanning import scanning

if TYPE_CHECKING:
    import polars as pl


def replaced_quotations(before: Side, after: Side) -> frozenset[str]:
    """Ids of the comments in whose text more is replaced in the later release."""
    if not after.removals:
        return frozenset()
    import polars as pl

    def count(text: pl.Expr) -> pl.Expr:
        return text.str.count_matches(WITHDRAWN, literal=True)

    with scanning(f"comments of {before.name} or {after.name}"):
        new = after.scan("comments").select("comment_id", count=count(pl.col("text"))).filter(pl.col("count") > 0)
        found = dict(new.collect().iter_rows())
        old = before.scan("comments").filter(pl.col("comment_id").is_in(sorted(found)))
        known = old.select("comment_id", count(pl.col("text"))).collect().iter_rows()
        return frozenset(id for id, earlier in known if earlier < found[id])
