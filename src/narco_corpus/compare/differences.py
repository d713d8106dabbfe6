"""Find what differs between the rows of two releases, a range of ids at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from narco_corpus.compare.replaced import replaced_quotations
from narco_corpus.compare.sides import Side
from narco_corpus.model.schema import TABLES, fields, key_of
from narco_corpus.model.version import Step, Version, step_of
from narco_corpus.storage.scanning import scanning

if TYPE_CHECKING:
    import polars as pl

Kind = Literal["added", "removed", "withdrawn", "changed"]
KINDS: tuple[Kind, ...] = ("added", "removed", "withdrawn", "changed")

RANGE_ROWS = 250_000
"""Rows that are held at a time, of each side: their keys and 8 bytes a column."""
_HASHED = "_hash_"
SHOWN_ENTITIES = 10


@dataclass(frozen=True)
class Change:
    """One row that is not on both sides alike."""

    table: str
    kind: Kind
    id: str
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    """Of a changed row: column → its value before and after."""
    mention: dict[str, Any] | None = None
    """Of a mention that is not withdrawn: its `text`, `label` and `entity_id`, as they are after, else as before."""
    quotation_replaced: bool = False
    """Whether a comment quoted a withdrawn one before: its text, and what is said of mentions in it, is in no field."""


@dataclass(frozen=True)
class EntityCount:
    """How often an entity is named before and after."""

    id: str
    name: str
    before: int
    after: int


@dataclass
class TableDifference:
    """What differs in one table."""

    counts: Counter[str] = field(default_factory=Counter)
    """Kind → rows."""
    by_field: Counter[str] = field(default_factory=Counter)
    """Column → rows in which it changed, derived columns and those of provenance left out."""
    derived: Counter[str] = field(default_factory=Counter)
    """Derived column → rows in which it changed."""
    provenance: Counter[str] = field(default_factory=Counter)
    """Column that says which captures a row was made of → rows in which it changed."""
    columns_added: list[str] = field(default_factory=list)
    columns_removed: list[str] = field(default_factory=list)
    columns_retyped: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    """By kind and id; at most so many of a kind as were asked for."""


@dataclass(frozen=True)
class Comparison:
    """What differs between two releases."""

    before: Side
    after: Side
    tables: dict[str, TableDifference]
    origin: dict[str, tuple[Any, Any]]
    """What the releases were made of and with, where it differs: before and after."""
    entity_counts: list[EntityCount] = field(default_factory=list)
    """The entities whose `mention_count` changed most, withdrawn ones left out; those that changed most first."""

    @property
    def step(self) -> Step:
        """The step of the data version that is due."""
        found = self.tables.values()
        return step_of(
            broken=any(
                t.counts["removed"]
                or t.counts["withdrawn"]
                or t.counts["changed"]
                or t.columns_removed
                or t.columns_retyped
                for t in found
            ),
            added=any(t.counts["added"] or t.columns_added for t in found),
            other=bool(self.origin) or any(t.derived or t.provenance for t in found),
        )

    @property
    def due(self) -> str:
        """The lowest data version that the later release may have."""
        return str(Version.parse(self.before.version, self.before.name).after(self.step))

    @property
    def understated(self) -> bool:
        """Whether the later release's version is lower than what is due."""
        return Version.parse(self.after.version, self.after.name) < Version.parse(self.due, "")


def compare(before: Side, after: Side, limit: int | None = 20) -> Comparison:
    """Compare two releases; `limit` bounds the changes of a kind that are listed for a table, None lists all.

    Raises `DataError` where a version is no three numbers or a table cannot be read.
    """
    for side in (before, after):
        Version.parse(side.version, side.name)
    replaced = replaced_quotations(before, after)
    tables = {table: _compare_table(before, after, table, limit, replaced) for table in TABLES}
    origin = {
        name: (before.origin[name], after.origin[name])
        for name in before.origin
        if before.origin[name] != after.origin[name]
    }
    return Comparison(before, after, tables, origin, _entity_counts(before, after))


def _entity_counts(before: Side, after: Side) -> list[EntityCount]:
    import polars as pl

    columns = ("entity_id", "name", "mention_count")
    with scanning(f"entities of {before.name} or {after.name}"):
        old, new = (side.scan("entities").select(columns) for side in (before, after))
        both = old.join(new, on="entity_id", how="full", coalesce=True, suffix="_after").select(
            "entity_id",
            pl.coalesce("name_after", "name"),
            pl.col("mention_count").fill_null(0),
            pl.col("mention_count_after").fill_null(0),
        )
        change = (pl.col("mention_count_after") - pl.col("mention_count")).abs()
        differing = both.filter(change > 0, ~pl.col("entity_id").is_in(sorted(after.removals)))
        rows = differing.sort(change, "entity_id", descending=[True, False]).head(SHOWN_ENTITIES).collect().rows()
    return [EntityCount(*row) for row in rows]


def _compare_table(
    before: Side, after: Side, table: str, limit: int | None, replaced: frozenset[str]
) -> TableDifference:
    found = TableDifference()
    scans = (before.scan(table), after.scan(table))
    with scanning(f"{table} of {before.name} or {after.name}"):
        old, new = (dict(scan.collect_schema()) for scan in scans)
        found.columns_added = [name for name in new if name not in old]
        found.columns_removed = [name for name in old if name not in new]
        found.columns_retyped = [name for name in old if name in new and new[name] != old[name]]
        derived = {f.name for f in fields(table) if f.derived}
        provenance = {f.name for f in fields(table) if f.provenance}
        shared = [name for name in old if new.get(name) == old[name]]
        listed: dict[Kind, list[tuple[str, list[str]]]] = {kind: [] for kind in KINDS}
        for part in _ranges(table, max(before.rows[table], after.rows[table])):
            joined = _joined(table, scans[0].filter(part), scans[1].filter(part), shared)
            for kind, id, names in _differing(table, joined, shared, after.removals | replaced):
                plain = [name for name in names if name not in derived and name not in provenance]
                found.derived.update(name for name in names if name in derived)
                found.provenance.update(name for name in names if name in provenance)
                if kind == "changed" and not plain:
                    continue
                found.counts[kind] += 1
                found.by_field.update(plain)
                if limit is None or len(listed[kind]) < limit:
                    listed[kind].append((id, plain))
        found.changes = [change for kind in KINDS for change in _changes(table, kind, listed[kind], *scans, replaced)]
    return found


def _ranges(table: str, rows: int) -> Iterator[pl.Expr]:
    """Conditions that part a table in ranges of its articles' ids, so that each has few enough rows."""
    import polars as pl

    parts = 1
    while parts * RANGE_ROWS < rows and parts < 1 << 16:
        parts *= 2
    if table == "entities" or parts == 1:
        yield pl.lit(True)
        return
    bounds = [f"a-{number * (1 << 16) // parts:04x}" for number in range(parts)]
    for number, low in enumerate(bounds):
        inside = pl.col("article_id") >= (low if number else "")
        yield inside & (pl.col("article_id") < bounds[number + 1]) if number + 1 < parts else inside


def _joined(table: str, before: pl.LazyFrame, after: pl.LazyFrame, columns: list[str]) -> pl.DataFrame:
    """Rows of both sides side by side: keys, what tells whether they are withdrawn, and a hash of each column."""
    import polars as pl

    key = key_of(table)
    owners = [name for name in _OWNERS[table] if name != key]
    hashes = [pl.col(name).hash(0).alias(_HASHED + name) for name in columns if name != key]
    left = before.select(key, *owners, *hashes, here=pl.lit(1))
    right = after.select(key, *hashes, here=pl.lit(1))
    return left.join(right, on=key, how="full", coalesce=True, suffix="_after").sort(key).collect()


_OWNERS = {
    "articles": ["article_id", "alias_ids"],
    "comments": ["comment_id", "article_id"],
    "entity_mentions": ["article_id", "comment_id", "entity_id"],
    "entities": ["entity_id"],
}
"""Columns with the ids whose withdrawal takes a row away."""


def _differing(
    table: str, joined: pl.DataFrame, columns: list[str], removals: frozenset[str]
) -> Iterator[tuple[Kind, str, list[str]]]:
    """The rows that differ: in what way, their id, and of those on both sides the columns that differ.

    `removals` are the ids whose rows, and whose mentions, are withdrawn where they are gone.
    """
    import polars as pl

    key = key_of(table)
    compared = [name for name in columns if name != key]
    differs = [(pl.col(_HASHED + name) != pl.col(f"{_HASHED}{name}_after")).alias(_HASHED + name) for name in compared]
    both = pl.col("here").is_not_null() & pl.col("here_after").is_not_null()
    marked = joined.with_columns(differs).filter(~both | pl.any_horizontal([_HASHED + name for name in compared]))
    wanted = [key, *(name for name in _OWNERS[table] if name != key), "here", "here_after"]
    for row in marked.select(*wanted, *(_HASHED + name for name in compared)).iter_rows(named=True):
        if row["here"] is None:
            yield "added", row[key], []
        elif row["here_after"] is None:
            owners = [row[name] for name in _OWNERS[table]]
            ids = {id for owner in owners for id in (owner if isinstance(owner, list) else [owner])}
            yield "withdrawn" if ids & removals else "removed", row[key], []
        else:
            yield "changed", row[key], [name for name in compared if row[_HASHED + name]]


def _changes(
    table: str,
    kind: Kind,
    listed: list[tuple[str, list[str]]],
    before: pl.LazyFrame,
    after: pl.LazyFrame,
    replaced: frozenset[str],
) -> list[Change]:
    """The listed rows, changed ones with the values of what changed, mentions with what they are of.

    `replaced` are the comments of which earlier values are not to be shown.
    """
    import polars as pl

    about = ("text", "label", "entity_id") if table == "entity_mentions" and kind != "withdrawn" else ()
    if not listed or (kind != "changed" and not about):
        return [Change(table, kind, id) for id, _ in listed]
    key = key_of(table)
    wanted = sorted({*about, *(name for _, names in listed for name in names)})
    ids = [id for id, _ in listed]
    old, new = (
        {
            row[key]: row
            for row in scan.filter(pl.col(key).is_in(ids)).select(key, *wanted).collect().iter_rows(named=True)
        }
        for scan in (before, after)
    )
    side = old if kind == "removed" else new

    def is_hidden(id: str, name: str) -> bool:
        return (id in replaced and name == "text") or (table == "entity_mentions" and id.rsplit(":", 2)[0] in replaced)

    return [
        Change(
            table,
            kind,
            id,
            {name: (old[id][name], new[id][name]) for name in names if not is_hidden(id, name)},
            {name: side[id][name] for name in about} or None,
            any(is_hidden(id, name) for name in names),
        )
        for id, names in listed
    ]
