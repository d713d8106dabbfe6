"""Makes the folder of static pages from a release."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narco_corpus.corpus import load
from narco_corpus.errors import DataError
from narco_corpus.explore.article_records import article_record, documents, quote
from narco_corpus.explore.cooccurrence import count_cooccurrence
from narco_corpus.explore.entity_records import EntityRecords, quoted_places
from narco_corpus.explore.overview import differences, figures, quality, set_aside
from narco_corpus.explore.own_files import check_place, list_files
from narco_corpus.explore.scripts import Shards, write_script
from narco_corpus.explore.source import Portion, Source
from narco_corpus.explore.tally import LABELS, Tally, tally
from narco_corpus.explore.words import WordIndex, postings
from narco_corpus.model.schema import content_warning_kinds
from narco_corpus.progress import Watcher, watched
from narco_corpus.storage.file_address import output_path
from narco_corpus.storage.whole import whole

if TYPE_CHECKING:
    import polars as pl

_ASSETS = Path(__file__).parent / "assets"
_RECORD_BYTES = 64_000
_ROWS = 256
"""Articles or comments in a script of rows."""


@dataclass(frozen=True)
class Site:
    """A folder of pages that was written."""

    folder: Path
    files: int
    bytes: int
    index_bytes: int
    """Of these, the full-text index."""


def write_site(
    release: str | Path | None,
    out: str | os.PathLike[str],
    *,
    with_comments: bool = False,
    quality_file: Path | None = None,
    previous: str | Path | None = None,
    watcher: Watcher | None = None,
) -> Site:
    """Write the pages of a release to the folder `out`, whole or not at all; pages that it wrote there are replaced.

    release: its folder or address, None for the one in the package; what was withdrawn since is left out.
    with_comments: search, entity pages and maps cover comments too; quality_file: what `narco-corpus evaluate --json`
    printed; previous: an earlier release to compare with.
    Raises UsageError where `out` holds anything else or cannot be written, DataError for a damaged release.
    """
    out = Path(os.path.realpath(output_path(out)))  # a link stays one: the pages are written where it leads
    check_place(out)  # before what takes long
    watcher = watched(watcher)
    corpus = load(release)
    if not len(corpus.articles):
        raise DataError(f"{release or 'the release in the package'} holds no article")
    before = None if previous is None else load(previous)
    measured = None if quality_file is None else quality(quality_file)
    with whole(out, check_place) as folder:
        folder.mkdir()
        for asset in _ASSETS.iterdir():  # without its mode: an installed package may be read-only
            (folder / asset.name).write_bytes(asset.read_bytes())
        source = Source(corpus)
        watcher.step("counting", 1)
        counts = tally(source)
        pairs = count_cooccurrence(source, counts)
        watcher.advance()
        data = folder / "data"
        watcher.step("articles", len(source.docs))
        quotes, article_firsts, word_firsts, index_bytes = _write_articles(source, counts, data, with_comments, watcher)
        records = EntityRecords(source, counts, pairs, quotes, with_comments)
        watcher.step("entities", len(source.entities))
        with Shards(data, "e", _RECORD_BYTES) as entity_shards:
            for entity_id, record in records:
                entity_shards.add(entity_id, record)
                watcher.advance()
        write_script(data, "entities", records.index())
        write_script(data, "columns", _columns(source, counts, with_comments))
        by_state = pairs.states.group_by("state", maintain_order=True).agg("doc")
        names = dict(source.entities.select("iso_3166", "name").drop_nulls().iter_rows())
        states = [[code, names.get(code, code), postings(docs)] for code, docs in by_state.iter_rows()]
        write_script(data, "states", states)
        firsts = {"a": article_firsts, "e": entity_shards.firsts, "i": _write_aliases(source, data), "w": word_firsts}
        write_script(data, "shards", firsts)
        write_script(data, "rejects", set_aside(corpus))
        overview = figures(source, counts, pairs, records) | {
            "with_comments": with_comments,
            "quality": measured,
            "previous": None if before is None else differences(corpus, before),
            "index_bytes": index_bytes,
            "site_bytes": sum(p.stat().st_size for p in folder.rglob("*") if p.is_file()),
        }
        write_script(data, "site", overview)
        list_files(folder)
    sizes = [p.stat().st_size for p in out.rglob("*") if p.is_file()]
    return Site(out, len(sizes), sum(sizes), index_bytes)


def _write_articles(
    source: Source, counts: Tally, data: Path, with_comments: bool, watcher: Watcher
) -> tuple[dict[int, list[list[Any]]], list[str], list[str], int]:
    """Write articles, rows, words; returns quotes by entity, first keys of articles and words, bytes of the index."""
    wanted: dict[int, list[tuple[int, str, int, int]]] = {}
    order: dict[int, list[int]] = {}
    for doc, entity, field, start, end in quoted_places(source, counts).iter_rows():
        wanted.setdefault(doc, []).append((entity, field, start, end))
        order.setdefault(entity, []).append(doc)
    found: dict[tuple[int, int], list[Any]] = {}
    post_rows, comment_rows = _Rows(data, "r"), _Rows(data, "u")
    with Shards(data, "a", _RECORD_BYTES) as articles, WordIndex() as words:
        for portion in source.portions():
            for doc, article, comments, mentions in documents(portion):
                articles.add(article["article_id"], article_record(article, comments, mentions))
                post_rows.add([article["article_id"], article["title"], article["url"]])
                for entity, field, start, end in wanted.get(doc, []):
                    found[entity, doc] = quote(article, field, start, end)
                if with_comments:
                    for comment in comments:
                        comment_rows.add([comment["comment_id"], comment["number"], comment["author"]])
                watcher.advance()
            words.add(*_texts(portion, with_comments))
        post_rows.finish()
        comment_rows.finish()
        word_firsts, index_bytes = words.write(data)
    quotes = {entity: [found[entity, doc] for doc in docs] for entity, docs in order.items()}
    return quotes, articles.firsts, word_firsts, index_bytes


def _write_aliases(source: Source, data: Path) -> list[str]:
    """Write the id of the article of each alias id; returns the first alias ids of the scripts."""
    with Shards(data, "i", _RECORD_BYTES) as shards:
        for alias, article_id in source.aliases().iter_rows():
            shards.add(alias, article_id)
    return shards.firsts


def _texts(portion: Portion, with_comments: bool) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    import polars as pl

    text = pl.concat_str("title", "body", separator="\n", ignore_nulls=True)
    posts = portion.articles.select(pl.col("doc").alias("number"), text.alias("text"))
    return posts, portion.comments.select(pl.col("unit").alias("number"), "text") if with_comments else None


def _columns(source: Source, counts: Tally, with_comments: bool) -> dict[str, Any]:
    """What search filters and sorts by, one value an article: small numbers that stand for the listed values."""
    import polars as pl

    docs = source.docs.join(counts.doc_labels, on="doc", how="left").sort("doc")
    kinds = content_warning_kinds()
    bits = [pl.col("content_warnings").list.contains(w).cast(pl.Int8) * (1 << n) for n, w in enumerate(kinds)]
    columns: dict[str, Any] = {
        "date": docs["published_on"].to_physical().to_list(),
        "labels": docs["labels"].fill_null(0).to_list(),
        "comments": docs["comments"].to_list(),
        "warnings": docs.select(pl.sum_horizontal(bits)).to_series().to_list(),
        "label_names": LABELS,
        "reposts": postings(docs.filter("repost")["doc"].to_list()),
    }
    for name in ("split", "source", "language"):
        values = docs[name].drop_nulls().unique().sort().to_list()
        numbers = {value: number for number, value in enumerate(values)}
        columns[name] = [-1 if v is None else numbers[v] for v in docs[name].to_list()]
        columns[f"{name}_values"] = values
    if with_comments:
        units = pl.DataFrame({"unit": pl.arange(0, int(docs["comments"].sum()), dtype=pl.UInt32, eager=True)})
        labels = units.join(counts.unit_labels, on="unit", how="left", maintain_order="left")["labels"]
        columns["unit_labels"] = labels.fill_null(0).to_list()
    return columns


class _Rows:
    """Writes rows, so many a script, found by their number."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name
        self._rows: list[list[Any]] = []
        self._written = 0

    def add(self, row: list[Any]) -> None:
        self._rows.append(row)
        if len(self._rows) == _ROWS:
            self.finish()

    def finish(self) -> None:
        if self._rows:
            write_script(self._folder, f"{self._name}/{self._written}", self._rows)
            self._written += 1
            self._rows = []
