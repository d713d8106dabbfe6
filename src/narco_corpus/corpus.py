"""A release as users hold it: its tables, threads and mentions."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal, overload

from narco_corpus.errors import MissingExtraError, NotFoundError, WithdrawnWarning
from narco_corpus.model.citation import bibtex, citation
from narco_corpus.model.ids import table_of
from narco_corpus.model.manifest import Manifest
from narco_corpus.model.schema import TABLES
from narco_corpus.not_found import not_found, shown
from narco_corpus.rejects import RejectRow, read_rejects
from narco_corpus.release import Release, Verification, open_release, verify_release
from narco_corpus.removals.ledger import ledger_hash, package_removals
from narco_corpus.row_types import ArticleRow, CommentRow, EntityRow, MentionRow
from narco_corpus.storage.scanning import scanning
from narco_corpus.table import Table
from narco_corpus.thread import Thread

if TYPE_CHECKING:
    import datasets
    import polars as pl

    from narco_corpus.counts import By, Of
    from narco_corpus.removals.withdrawn import Withdrawn

_FIELD_ORDER = {"title": 0, "body": 1, "comment": 2}


def load(path: str | os.PathLike[str] | None = None, *, revision: str | None = None, withdrawn: bool = False) -> Corpus:
    """Open a release: the one in the package, or the one at `path`.

    `path` is a folder, `https://…`, `s3://…` (`remote` extra) or any other fsspec URL (`remote` extra, and the package
    by which fsspec reads it, such as `gcsfs`), or a dataset repository `hf://datasets/ORG/NAME` (`hf` extra).
    `revision` is the data version that must be there (`1.2.0` or `v1.2.0`), or any revision of a repository. Only the
    manifest is read, and a repository downloaded; the tables are read when they are used, from an address only as far
    as they are used, and files that are read whole are cached by content below `NARCO_CORPUS_CACHE`, `XDG_CACHE_HOME`
    or `~/.cache`.

    Rows that were withdrawn on request after the release was made are left out with a `WithdrawnWarning` that counts
    them; `withdrawn=True` keeps them, for those who have to remove them elsewhere. `Corpus.withdrawn` has their ids in
    both cases.

    Raises `UsageError` for an address where nothing is or that cannot be reached, `DataError` for what is no release,
    is damaged, needs a newer package or is of another version.
    """
    release = open_release(path, revision=revision)
    found = withdrawn_since(release)
    release = replace(release, withdrawn=found, hides_withdrawn=not withdrawn)
    if (hidden := release.hidden) is not None:
        warnings.warn(
            f"data version {release.manifest.data_version} ({release.storage.name}) holds {len(hidden)} articles, "
            "comments or entities that were withdrawn on request since; they are left out. Use a newer version and "
            "remove them from your copies: Corpus.withdrawn has their ids, and so has `narco-corpus info --json`",
            WithdrawnWarning,
            stacklevel=2,
        )
    return Corpus(release)


def withdrawn_since(release: Release) -> Withdrawn | None:
    """What a release holds that the package's ledger names; None where it holds nothing of it."""
    removals = package_removals()
    if not removals or release.manifest.ledger == ledger_hash(removals):
        return None
    from narco_corpus.removals.withdrawn import find_withdrawn

    with scanning(release.storage.name):
        return find_withdrawn(release, removals)


class Corpus:
    """A release: four tables, their manifest, and what connects them."""

    def __init__(self, release: Release) -> None:
        self._release = release

    def __repr__(self) -> str:
        sizes = ", ".join(f"{len(self.table(name))} {name}" for name in TABLES)
        return f"<Corpus {self.version}: {sizes}>"

    @property
    def address(self) -> str:
        """Where the release is, as errors have it: a folder or the address that it was opened at."""
        return self._release.storage.name

    @property
    def version(self) -> str:
        """The data version."""
        return self.manifest.data_version

    @property
    def manifest(self) -> Manifest:
        """What the release says of itself: versions, files with hashes, counts, masks, withdrawn ids."""
        return self._release.manifest

    @property
    def withdrawn(self) -> dict[str, tuple[str, ...]]:
        """Table → ids of the rows that the release holds and that were withdrawn on request since, left out or not.

        What a withdrawn article, comment or entity takes with it is among them, such as its mentions. It is empty for a
        release that was built without what was withdrawn: the ids of that are in `manifest.removals`.
        """
        found = self._release.withdrawn
        return {table: () if found is None else found.of(table) for table in TABLES}

    @property
    def articles(self) -> Table[ArticleRow]:
        """One row a post."""
        return self.table("articles")

    @property
    def comments(self) -> Table[CommentRow]:
        """One row a reader comment."""
        return self.table("comments")

    @property
    def entity_mentions(self) -> Table[MentionRow]:
        """One row a named mention of a group, person, place, authority, medium or other organisation."""
        return self.table("entity_mentions")

    @property
    def entities(self) -> Table[EntityRow]:
        """One row for each entity that is mentioned, and their parents."""
        return self.table("entities")

    @overload
    def table(self, name: Literal["articles"]) -> Table[ArticleRow]: ...
    @overload
    def table(self, name: Literal["comments"]) -> Table[CommentRow]: ...
    @overload
    def table(self, name: Literal["entity_mentions"]) -> Table[MentionRow]: ...
    @overload
    def table(self, name: Literal["entities"]) -> Table[EntityRow]: ...
    @overload
    def table(self, name: str) -> Table: ...
    def table(self, name: str) -> Table[Any]:
        """A table by its name; raises `NotFoundError` for any other name."""
        if name not in TABLES or name not in self.manifest.tables:
            raise NotFoundError(f"no table {name!r}; there are: {', '.join(self.manifest.tables)}")
        return Table(self._release, name)

    @property
    def citation(self) -> str:
        """How to cite exactly this release: version and content, whoever serves it."""
        return citation(self.manifest)

    @property
    def bibtex(self) -> str:
        """The same as a BibTeX entry."""
        return bibtex(self.manifest)

    def rejects(self) -> Iterator[RejectRow]:
        """The captures that were not taken, each with the reason, as `rejects.jsonl` has them; read one by one.

        Raises `DataError` where the file is damaged.
        """
        return read_rejects(self._release)

    def verify(self) -> Verification:
        """Compare every file with the manifest: `.ok`, and `.problems` with each missing, changed or extra file."""
        return verify_release(self._release)

    def thread(self, article_id: str) -> Thread:
        """An article, by its id or an alias id, with its comments; raises `NotFoundError` for an unknown id."""
        import polars as pl

        article = self.articles.get(article_id)
        rows = self.comments.where(pl.col("article_id") == article["article_id"])
        return Thread(article, tuple(sorted(rows, key=lambda row: row["position"])))

    def mentions(self, id: str) -> list[MentionRow]:
        """The mentions in an article's title and body, or in a comment, in the order of the text.

        Those in the comments of an article are not among the article's: ask for each comment by its id, or take all
        with `entity_mentions.where(polars.col("article_id") == id)`.

        Raises `NotFoundError` for an id that is neither an article's nor a comment's.
        """
        try:
            return sorted(self._mentions(id), key=_place)
        except NotFoundError:
            withdrawn = " (it was withdrawn)" if self.articles.was_withdrawn(id) else ""
            raise NotFoundError(f"no article and no comment has the id {shown(id)}{withdrawn}") from None

    def _mentions(self, id: str) -> list[MentionRow]:
        import polars as pl

        # By its form, since looking for it among ids of the other kind would fetch all of them from an address.
        table = table_of(id) if isinstance(id, str) else None
        if table == "comments":
            inside = self.entity_mentions.where(pl.col("comment_id") == id)
            if not inside:
                self.comments.get(id, ["comment_id"])
            return inside
        if table == "articles":
            own = self.articles.get(id, ["article_id"])["article_id"]
            return self.entity_mentions.where((pl.col("article_id") == own) & pl.col("comment_id").is_null())
        raise not_found(self.articles, id)

    def counts(
        self,
        entity_id: str,
        by: By = None,
        of: Of = "articles",
        *,
        state: str | None = None,
        reposts: bool = False,
    ) -> pl.DataFrame:
        """How often an entity is named, and among how many documents: a `polars.DataFrame`.

        `of` says what a document is: `articles` (title and body), `comments`, or `threads` (an article with all its
        comments). `by` is None for one row, or `day`, `week` (from Monday), `month`, `quarter`, `year`, `state` or
        `municipality`, or one of these periods and one of these areas, as in `by=("month", "state")`. `state` (an ISO
        3166-2 code such as `MX-TAM`) counts only documents that name that state or a place in it.

        Columns: `period` (its first day), `state` (its code), `municipality` (its entity id) and `inegi_code`, those
        that `by` names, in its order, `mentions` (linked to the entity), `documents_with` (that have at least one),
        `documents` (all). One row a period, area or pair of both that has documents, also where none names the entity,
        in order; documents without a date, or that name no such area, come last, with null.

        A comment belongs to the period of its article, since most pages print no date with comments. A document counts
        once for each state or municipality that it names, with all its mentions of the entity wherever they stand: rows
        of areas do not add up, and say that two names stand in one document, not that a thing happened there.
        Municipalities are those of Mexico and the boroughs of Mexico City, named themselves or by a city or town in
        them; other countries have none here, and towns of which the lists know only the state count for none. Articles
        that re-post another one (`duplicate_of`) and their comments are left out of all three figures, since they would
        count a text twice; `reposts=True` takes them in. Only mentions of this entity count, none of its factions or
        municipalities.

        Beside a count, quote `version` and `alias_list_version`; `counted_mentions` gives the evidence. A country or
        state that no document names is known by its code and has zeros. Raises `NotFoundError` for any other entity or
        state that the release does not hold, with the ids of those that bear such a name; `UsageError` for another `by`
        or `of`, and for a `state` that is none.
        """
        from narco_corpus.counts import count

        return count(self, entity_id, by, of, state, reposts)

    def counted_mentions(
        self,
        entity_id: str,
        by: By = None,
        of: Of = "articles",
        *,
        state: str | None = None,
        reposts: bool = False,
    ) -> pl.DataFrame:
        """The mentions that `counts` counts when it is called alike: one row each, sorted by what `by` says and id.

        Columns: `period`, `state`, `municipality` and `inegi_code` (as `by` says), `mention_id`, `article_id`,
        `comment_id`, `field`, `start`, `end`, `text`, `confidence` (as rows have it). By state or municipality a
        mention is there once for each one that its document names.
        """
        from narco_corpus.counts import counted_mentions

        return counted_mentions(self, entity_id, by, of, state, reposts)

    @property
    def alias_list_version(self) -> str | None:
        """Version of the names, aliases and facts that mentions were found and linked with; None where not recorded."""
        return self.manifest.knowledge_version

    def to_hf(self) -> dict[str, datasets.DatasetDict]:
        """Every table as a `datasets.DatasetDict` of its splits."""
        try:
            import datasets
        except ImportError:
            raise MissingExtraError("datasets", "hf", "Corpus.to_hf()") from None
        tables = {name: self.table(name) for name in TABLES}
        return {
            name: datasets.DatasetDict({split: table.split(split).to_hf() for split in table.splits})
            for name, table in tables.items()
        }


def _place(mention: MentionRow) -> tuple[int, int]:
    return _FIELD_ORDER[mention["field"]], mention["start"]
