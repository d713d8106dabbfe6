"""Co-occurrence: how many posts name two entities both, and the Mexican states that posts name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from narco_corpus.explore.source import Source
from narco_corpus.explore.tally import Tally

if TYPE_CHECKING:
    import polars as pl

_DOCS_AT_A_TIME = 2000
NEIGHBOURS = 20
IN_NETWORK = 12
PLACES = 15


@dataclass(frozen=True)
class Cooccurrence:
    """Counts of posts, re-posts left out; `entity` and `other` are row numbers in `Source.entities`."""

    others: pl.DataFrame
    """entity, other → docs: the entities that are no places named most with an entity, most first."""
    places: pl.DataFrame
    """entity, other → docs: the same of places."""
    edges: pl.DataFrame
    """entity, left, right → docs: pairs among the first neighbours of an entity."""
    states: pl.DataFrame
    """state, doc: the states whose places a post names, or that it names itself; re-posts too."""
    entity_states: pl.DataFrame
    """entity, state → docs: the posts that name both."""
    network: pl.DataFrame
    """left, right → docs: the strongest pairs of all."""


def count_cooccurrence(source: Source, counts: Tally) -> Cooccurrence:
    """Count the posts that name both of a pair, for the pairs of a release."""
    import polars as pl

    is_place = pl.col("label") == "PLACE"
    kinds = source.entities.select("entity", is_place.alias("place"), pl.col("state").fill_null(pl.col("iso_3166")))
    named = counts.named.select("entity", "doc", "repost").join(kinds, on="entity")
    # A country's code names no state.
    state_docs = (
        named.filter(pl.col("place") & pl.col("state").str.contains("-", literal=True)).select("state", "doc").unique()
    )
    named = named.filter(~pl.col("repost"))
    pairs, entity_states = [], []
    for first in range(0, max(len(source.docs), 1), _DOCS_AT_A_TIME):
        inside = pl.col("doc").is_between(first, first + _DOCS_AT_A_TIME - 1)
        part = named.filter(inside).select("entity", "doc", "place")
        both = part.join(part.rename({"entity": "other", "place": "other_place"}), on="doc")
        both = both.filter((pl.col("entity") != pl.col("other")) & ~(pl.col("place") & pl.col("other_place")))
        pairs.append(both.group_by("entity", "other", "other_place").agg(docs=pl.len()))
        entity_states.append(
            part.join(state_docs.filter(inside), on="doc").group_by("entity", "state").agg(docs=pl.len())
        )
    all_pairs = pl.concat(pairs).group_by("entity", "other", "other_place").sum()
    all_pairs = all_pairs.sort("entity", "docs", "other", descending=[False, True, False])
    no_places = all_pairs.filter(~pl.col("other_place")).drop("other_place")
    others = no_places.group_by("entity", maintain_order=True).head(NEIGHBOURS)
    near = others.group_by("entity", maintain_order=True).head(IN_NETWORK).select("entity", "other")
    triangles = (
        near.rename({"other": "left"})
        .join(near.rename({"other": "right"}), on="entity")
        .filter(pl.col("left") < pl.col("right"))
        .join(no_places.rename({"entity": "left", "other": "right"}), on=["left", "right"])
    )
    once = no_places.filter(pl.col("entity") < pl.col("other")).join(
        kinds.filter("place").select("entity"), on="entity", how="anti"
    )
    return Cooccurrence(
        others=others,
        places=all_pairs.filter("other_place").drop("other_place").group_by("entity", maintain_order=True).head(PLACES),
        edges=triangles.sort("entity", "left", "right"),
        states=state_docs.sort("state", "doc"),
        entity_states=pl.concat(entity_states).group_by("entity", "state").sum().sort("entity", "state"),
        network=once.sort("docs", "entity", "other", descending=[True, False, False])
        .head(45)
        .rename({"entity": "left", "other": "right"}),
    )
