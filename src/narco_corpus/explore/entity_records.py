"""The records that the page of an entity and the list of entities read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from narco_corpus.explore.cooccurrence import Cooccurrence
from narco_corpus.explore.source import Source
from narco_corpus.explore.tally import LABELS, Tally
from narco_corpus.explore.words import postings
from narco_corpus.row import Row

if TYPE_CHECKING:
    import polars as pl

QUOTES = 24
_FORMS = 40
_MEMBERS = 60
_FACTS = (
    "kind",
    "country",
    "state",
    "iso_3166",
    "geonames_id",
    "inegi_code",
    "ucdp_actor_id",
    "ofac_id",
    "latitude",
    "longitude",
    "active_from",
    "active_to",
    "statuses",
    "sources",
)


def quoted_places(source: Source, counts: Tally) -> pl.DataFrame:
    """Which mentions are quoted: of each entity one in each of its newest posts; doc, entity, field, start, end."""
    import polars as pl

    dated = counts.named.filter(~pl.col("repost")).join(source.docs.select("doc", "published_on"), on="doc")
    newest = dated.sort("entity", "published_on", "doc", descending=[False, True, True], nulls_last=True)
    return newest.group_by("entity", maintain_order=True).head(QUOTES).select("doc", "entity", "field", "start", "end")


class _Named(NamedTuple):
    """Where an entity is named."""

    numbers: list[int]
    """Of posts or comments, rising; re-posts too."""
    counted: int
    """Those that are counted: re-posts and what stands under them left out."""
    mentions: int
    """In those that are counted."""


_NOWHERE = _Named([], 0, 0)


class EntityRecords:
    """Makes the record of each entity from the counts of a release."""

    def __init__(
        self,
        source: Source,
        counts: Tally,
        pairs: Cooccurrence,
        quotes: dict[int, list[list[Any]]],
        with_comments: bool,
    ) -> None:
        import polars as pl

        self._rows: Sequence[Row] = source.entities.to_dicts()
        self._names = {row["entity_id"]: row["name"] for row in self._rows}
        self._members: dict[str, list[list[str]]] = {}
        for row in self._rows:
            if row["parent_id"] is not None:
                self._members.setdefault(row["parent_id"], []).append([row["entity_id"], row["name"]])
        self._quotes = quotes
        self._with_comments = with_comments
        month = pl.col("published_on").dt.strftime("%Y-%m")
        once = counts.named.filter(~pl.col("repost"))
        months = once.join(source.docs.select("doc", "published_on"), on="doc").drop_nulls("published_on")
        months = months.group_by("entity", month.alias("month")).agg(docs=pl.len(), mentions=pl.col("mentions").sum())
        self._months = _grouped(months.sort("entity", "month"))
        self._forms = _grouped(counts.forms.group_by("entity", maintain_order=True).head(_FORMS))
        self._others = _grouped(pairs.others)
        self._places = _grouped(pairs.places)
        self._edges = _grouped(pairs.edges)
        self._states = _grouped(pairs.entity_states)
        self._named = _listed(counts.named, "doc")
        self._named_units = _listed(counts.named_units, "unit") if with_comments else {}

    def __iter__(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Id and record of every entity, by id."""
        for row in self._rows:
            yield row["entity_id"], self._record(row)

    def index(self) -> list[list[Any]]:
        """Id, name, label, kind, posts, comments, other names of each entity that is named, most posts first."""
        entries = []
        for row in self._rows:
            posts, comments = (part.get(row["entity"], _NOWHERE) for part in (self._named, self._named_units))
            if posts.numbers or comments.numbers:
                names = sorted({alias["text"] for alias in row["aliases"]} - {row["name"]})
                label = LABELS.index(row["label"])
                figures = [posts.counted, comments.counted]
                entries.append([row["entity_id"], row["name"], label, row["kind"], *figures, names])
        return sorted(entries, key=lambda e: (-e[4], -e[5], e[0]))

    def entity(self, number: int) -> list[Any]:
        """Id, name and label of the entity with this row number."""
        row = self._rows[number]
        return [row["entity_id"], row["name"], LABELS.index(row["label"])]

    def posts_with(self, number: int) -> int:
        """How many posts name the entity."""
        return self._named.get(number, _NOWHERE).counted

    def _record(self, row: Row) -> dict[str, Any]:
        number = row["entity"]
        posts = self._named.get(number, _NOWHERE)
        record: dict[str, Any] = {
            "name": row["name"],
            "label": LABELS.index(row["label"]),
            **{fact: row[fact] for fact in _FACTS if row[fact] not in (None, [])},
            "aliases": [[a["text"], a["kind"], a["language"]] for a in row["aliases"]],
            "parent": [row["parent_id"], self._names.get(row["parent_id"], row["parent_id"])]
            if row["parent_id"]
            else None,
            "members": self._members.get(row["entity_id"], [])[:_MEMBERS],
            "posts": posts.counted,
            "reposts": len(posts.numbers) - posts.counted,
            "mentions": posts.mentions,
            "forms": self._forms.get(number, []),
            "months": self._months.get(number, []),
            "others": [[*self.entity(other), n] for other, n in self._others.get(number, [])],
            "edges": self._positions(number),
            "places": [[*self._place(other), n] for other, n in self._places.get(number, [])],
            "states": self._states.get(number, []),
            "quotes": self._quotes.get(number, []),
            "in_posts": postings(posts.numbers),
        }
        if self._with_comments:
            found = self._named_units.get(number, _NOWHERE)
            record |= {"comments": found.counted, "comment_mentions": found.mentions}
            record["in_comments"] = postings(found.numbers)
        return record

    def _place(self, number: int) -> list[Any]:
        row = self._rows[number]
        return [row["entity_id"], row["name"], row["latitude"], row["longitude"]]

    def _positions(self, number: int) -> list[list[int]]:
        """Pairs among the first neighbours, by their position in the record's list of others."""
        position = {other: at for at, (other, _) in enumerate(self._others.get(number, []))}
        return [[position[left], position[right], docs] for left, right, docs in self._edges.get(number, [])]


def _listed(frame: pl.DataFrame, column: str) -> dict[int, _Named]:
    """Where each entity is named: the numbers in a column."""
    import polars as pl

    once = ~pl.col("repost")
    found = frame.group_by("entity", maintain_order=True).agg(
        pl.col(column).sort(), once.sum().alias("counted"), pl.col("mentions").filter(once).sum()
    )
    return {entity: _Named(*rest) for entity, *rest in found.iter_rows()}


def _grouped(frame: pl.DataFrame) -> dict[int, list[list[Any]]]:
    """Rows by their first column, which they lose."""
    found: dict[int, list[list[Any]]] = {}
    for entity, *rest in frame.iter_rows():
        found.setdefault(entity, []).append(rest)
    return found
