"""What an older release holds that was withdrawn since: found by the package's ledger, left out when rows are read."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from narco_corpus.model.ids import comment_id, split_comment_id
from narco_corpus.model.schema import TABLES, key_of
from narco_corpus.removals.hidden_quotations import find_quotations, move_mentions
from narco_corpus.removals.ledger import Removal, ids_of
from narco_corpus.removals.reply_tree import without_comments

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

    from narco_corpus.release import Release

_TREE = ("parent_id", "addressed_id", "position", "depth")


@dataclass(frozen=True)
class Withdrawn:
    """The rows of one release that are left out, and what their absence changes in others.

    With it a release reads as if it had been built without them: what comments that stay quote of them is replaced,
    mentions behind it have the place and so the id that they have then, mentions inside it are left out. Only what a
    build says of a whole text (language, content warnings) stays as it was, and entities that nothing names any more;
    and a comment that says the same as one of them stays where something in it is masked or renamed, with what it
    repeats replaced, as only the captures tell whether it does.
    """

    ids: Mapping[str, frozenset[str]]
    """Table → the ids by which rows of it and of other tables are left out."""
    rows: Mapping[str, Mapping[str, tuple[str, ...]]]
    """Table → split → ids of all rows that are left out, sorted: those above and what they take with them."""
    changes: Mapping[str, Mapping[str, Mapping[str, Any]]] = field(default_factory=dict)
    """Table → column → key of a row → its value without what is left out."""

    def __len__(self) -> int:
        """How many articles, comments and entities are left out."""
        return sum(len(self.of(table)) for table in self.rows if table != "entity_mentions")

    def of(self, table: str) -> tuple[str, ...]:
        """The ids of all rows of a table that are left out."""
        return tuple(id for ids in self.rows[table].values() for id in ids)

    def from_arrow(self, table: str, rows: Any) -> Any:
        """A `pyarrow.Table` or record batch of a table as it is without them."""
        import pyarrow as pa
        import pyarrow.compute as pc

        for column, ids in self._owners(table):
            gone = pc.is_in(rows.column(column), value_set=pa.array(sorted(ids), pa.string()))
            rows = rows.filter(pc.invert(gone))
        keys = rows.column(key_of(table))
        for column, values in self.changes.get(table, {}).items():
            at = rows.schema.get_field_index(column)
            kind = rows.schema.field(column)
            place = pc.index_in(keys, value_set=pa.array(list(values), pa.string()))
            new = pa.array(list(values.values()), kind.type).take(_whole(place))
            rows = rows.set_column(at, kind, pc.if_else(pc.is_valid(place), new, _whole(rows.column(column))))
        return rows

    def from_polars(self, table: str, rows: pl.LazyFrame) -> pl.LazyFrame:
        """A scan of a table as it is without them."""
        import polars as pl

        rows = rows.filter(~self.is_gone(table))
        changes = self.changes.get(table)
        if not changes:
            return rows
        schema = rows.collect_schema()
        return rows.with_columns(
            pl.col(key_of(table))
            .replace_strict(list(new), list(new.values()), default=pl.col(column), return_dtype=schema[column])
            .alias(column)
            for column, new in changes.items()
        )

    def is_gone(self, table: str) -> pl.Expr:
        """Whether a row of a table is left out."""
        import polars as pl

        owned = [pl.col(column).is_in(sorted(ids)).fill_null(value=False) for column, ids in self._owners(table)]
        return pl.any_horizontal(owned) if owned else pl.lit(value=False)

    def _owners(self, table: str) -> Iterable[tuple[str, frozenset[str]]]:
        """The columns of a table whose ids take a row away."""
        columns = {
            "articles": (("article_id", "articles"),),
            "comments": (("article_id", "articles"), ("comment_id", "comments")),
            "entity_mentions": (
                ("article_id", "articles"),
                ("comment_id", "comments"),
                ("entity_id", "entities"),
                ("mention_id", "entity_mentions"),
            ),
            "entities": (("entity_id", "entities"),),
        }[table]
        return [(column, self.ids[owner]) for column, owner in columns if self.ids[owner]]


def _whole(column: Any) -> pa.Array:
    import pyarrow as pa

    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column


def find_withdrawn(release: Release, removals: Collection[Removal]) -> Withdrawn | None:
    """What a release holds of what the ledger names; None where it holds nothing of it.

    An article takes its comments and the posts of the same text with it, and a comment its copies under those and the
    comments beside it that say the same.
    """
    stated = set(release.manifest.removals)
    removals = [removal for removal in removals if removal.id not in stated]
    if not removals:
        return None
    ids = _ids(release, removals)
    if not any(ids.values()):
        return None
    texts: Mapping[str, str] = {}
    mentions: Mapping[str, Mapping[str, Any]] = {}
    if inside := frozenset(id for id in ids["comments"] if split_comment_id(id)[0] not in ids["articles"]):
        quoted = find_quotations(lambda table: _scan(release, table), inside)
        texts = quoted.texts
        ids["comments"] |= quoted.comments
        rest = _scan(release, "entity_mentions").filter(~Withdrawn(ids, {}).is_gone("entity_mentions"))
        ids["entity_mentions"], mentions = move_mentions(rest, quoted)
    view = Withdrawn(ids, _rows(release, Withdrawn(ids, {})))
    changes = _changes(release, view)
    if texts:
        changes["comments"]["text"] = texts
    return Withdrawn(ids, view.rows, {**changes, "entity_mentions": mentions})


def _ids(release: Release, removals: Collection[Removal]) -> dict[str, frozenset[str]]:
    import polars as pl

    named = {table: ids_of(removals, table) for table in ("articles", "comments", "entities")}
    of_comments = [split_comment_id(id) for id in named["comments"]]
    owners = named["articles"] | {article for article, _ in of_comments}
    posts = _scan(release, "articles").select("article_id", "alias_ids", text=pl.coalesce("duplicate_of", "article_id"))
    named_posts = posts.filter(pl.col("article_id").is_in(sorted(owners)) | _any_in("alias_ids", owners)).collect()
    posts = posts.filter(pl.col("text").is_in(named_posts["text"].to_list()))
    text_of: dict[str, str] = {}
    with_text: dict[str, set[str]] = {}
    for article_id, aliases, text in posts.collect().iter_rows():
        text_of.update(dict.fromkeys([article_id, *aliases], text))
        with_text.setdefault(text, set()).add(article_id)
    articles = {own for id in named["articles"] if id in text_of for own in with_text[text_of[id]]}
    wanted = {
        comment_id(own, part)
        for article, part in of_comments
        if article in text_of
        for own in with_text[text_of[article]]
    }
    present = {
        table: frozenset(_scan(release, table).select(key).filter(pl.col(key).is_in(sorted(some))).collect()[key])
        for table, key, some in (("comments", "comment_id", wanted), ("entities", "entity_id", named["entities"]))
        if some
    }
    return {table: frozenset[str]() for table in TABLES} | {"articles": frozenset(articles)} | present


def _any_in(column: str, ids: Collection[str]) -> pl.Expr:
    import polars as pl

    return pl.col(column).list.eval(pl.element().is_in(sorted(ids))).list.any()


def _rows(release: Release, view: Withdrawn) -> dict[str, dict[str, tuple[str, ...]]]:
    import polars as pl

    rows: dict[str, dict[str, tuple[str, ...]]] = {}
    for table, facts in release.manifest.tables.items():
        # Entities have one split, and no column for it.
        split = pl.lit(next(iter(facts.splits))).alias("split") if table == "entities" else pl.col("split")
        gone = _scan(release, table).filter(view.is_gone(table)).select(split, id=pl.col(key_of(table)))
        by_split = gone.group_by("split").agg(pl.col("id").sort()).sort("split").collect()
        rows[table] = {name: tuple(ids) for name, ids in by_split.iter_rows()}
    return rows


def _changes(release: Release, view: Withdrawn) -> dict[str, dict[str, Mapping[str, Any]]]:
    """What the rows that stay say otherwise than before."""
    import polars as pl

    changes: dict[str, dict[str, Mapping[str, Any]]] = {}
    gone = {table: sorted(ids) for table, ids in view.ids.items()}
    if gone["comments"]:
        articles = sorted({split_comment_id(id)[0] for id in gone["comments"]} - view.ids["articles"])
        rows = (
            _scan(release, "comments")
            .filter(pl.col("article_id").is_in(articles))
            .select("article_id", "comment_id", *_TREE)
            .sort("article_id", "position")
            .collect()
        )
        tree: dict[str, dict[str, Any]] = {column: {} for column in _TREE}
        counts: dict[str, int] = {}
        for (article_id,), group in rows.group_by("article_id", maintain_order=True):
            kept = without_comments(group.to_dicts(), view.ids["comments"])
            counts[str(article_id)] = len(kept)
            for row in kept:
                for column in _TREE:
                    tree[column][row["comment_id"]] = row[column]
        changes["articles"] = {"comment_count": counts}
        changes["comments"] = dict(tree)
    mentions = dict(
        _scan(release, "entity_mentions")
        .filter(view.is_gone("entity_mentions"))
        .drop_nulls("entity_id")
        .group_by("entity_id")
        .len()
        .collect()
        .iter_rows()
    )
    entities = _scan(release, "entities").select("entity_id", "parent_id", "mention_count")
    of_entities: dict[str, dict[str, Any]] = {}
    for id, _, count in entities.filter(pl.col("entity_id").is_in(sorted(mentions))).collect().iter_rows():
        of_entities.setdefault("mention_count", {})[id] = count - mentions[id]
    for id, _, _ in entities.filter(pl.col("parent_id").is_in(gone["entities"])).collect().iter_rows():
        of_entities.setdefault("parent_id", {})[id] = None
    return changes | {"entities": dict(of_entities)}


def _scan(release: Release, table: str) -> pl.LazyFrame:
    from narco_corpus.table import Table

    return Table(release, table).scan()
