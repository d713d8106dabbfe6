"""The figures of the overview: what a release holds, over time, by label, and what was set aside."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narco_corpus.errors import UsageError
from narco_corpus.explore.cooccurrence import Cooccurrence
from narco_corpus.explore.entity_records import EntityRecords
from narco_corpus.explore.source import Source
from narco_corpus.explore.tally import LABELS, Tally
from narco_corpus.model.schema import TABLES
from narco_corpus.storage.scanning import scanning

if TYPE_CHECKING:
    import polars as pl

    from narco_corpus.corpus import Corpus

_TOP = 10
_SET_ASIDE_SHOWN = 1000


def figures(source: Source, counts: Tally, pairs: Cooccurrence, records: EntityRecords) -> dict[str, Any]:
    """What the overview shows, from the manifest and the counts; re-posts are counted by themselves only."""
    import polars as pl

    manifest = source.corpus.manifest
    docs = source.counted
    month = pl.col("published_on").dt.strftime("%Y-%m").alias("month")
    over_time = docs.drop_nulls("published_on").group_by(month).agg(pl.len().alias("posts"), pl.col("comments").sum())
    by_label: dict[str, list[int]] = {label: [0, 0, 0, 0] for label in LABELS}
    for label, in_comments, mentions, linked in counts.labels.iter_rows():
        by_label[label][2 * in_comments : 2 * in_comments + 2] = [mentions, linked]
    states = pairs.states.join(docs, on="doc", how="semi").group_by("state").agg(docs=pl.len()).sort("state")
    return {
        "version": manifest.data_version,
        "package": manifest.package_version,
        "schema": manifest.schema_version,
        "recogniser": manifest.recogniser_text,
        "measured": [
            [f"{m.posts} {m.gold}", m.mentions, m.f1, [m.f1_low, m.f1_high], m.links_of_names, m.links_of_places]
            for m in manifest.measured
        ],
        "knowledge": manifest.knowledge_version,
        "own_names": "knowledge" in manifest.recogniser,
        "captures": manifest.captures,
        "masks": manifest.masks,
        "withdrawn": len(manifest.removals),
        "tables": {
            name: {"rows": len(source.corpus.table(name)), "splits": source.corpus.table(name).split_sizes}
            for name in TABLES
        },
        "posts": len(docs),
        "reposts": len(source.docs) - len(docs),
        "comments": int(docs["comments"].sum()),
        "citation": source.corpus.citation,
        "labels": LABELS,
        "by_label": by_label,
        "months": [list(row) for row in over_time.sort("month").iter_rows()],
        "undated": docs["published_on"].null_count(),
        "languages": _shares(docs, "language"),
        "sources": _shares(docs, "source"),
        "warnings": _shares(docs.explode("content_warnings", empty_as_null=True), "content_warnings"),
        "top": _top(records),
        "network": _network(pairs, records),
        "states": dict(states.iter_rows()),
    }


def set_aside(corpus: Corpus) -> dict[str, Any]:
    """The captures that were not taken: how many for each reason, and the first of them."""
    shown: list[list[str | None]] = []
    reasons = Counter[str]()
    for entry in corpus.rejects():
        reasons[entry["reason"]] += 1
        if len(shown) < _SET_ASIDE_SHOWN:
            shown.append([entry["capture"], entry["reason"], entry["where"]])
    return {"reasons": reasons.most_common(), "shown": shown, "all": reasons.total()}


def quality(file: Path) -> dict[str, Any]:
    """Figures of quality from the file that `narco-corpus evaluate --json` printed; raises UsageError for another."""
    try:
        report = json.loads(file.read_text(encoding="utf-8"))
        rows = [("all mentions", "mentions", report["mentions"])]
        rows += [(label, f"label {label}", report["labels"][label]) for label in LABELS]
        intervals = report["intervals"]
        return {
            "posts": report["posts"],
            "mentions": [
                [name, *([row[f], intervals.get(f"{key} {f}")] for f in ("p", "r", "f1")), row["gold"]]
                for name, key, row in rows
            ],
            "linking": [
                [name, row["right"], row["of"], intervals.get(name)] for name, row in report["linking"].items()
            ],
            "structure": [[name, row["right"], row["of"]] for name, row in report["structure"].items()],
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        why = f"it lacks {error}" if isinstance(error, KeyError) else str(error)
        raise UsageError(f"{file}: expected what `narco-corpus evaluate --json` prints, but {why}") from None


def differences(corpus: Corpus, previous: Corpus) -> dict[str, Any]:
    """What changed since an earlier release: rows by table, and ids that came, went or have other texts."""
    import polars as pl

    tables: dict[str, list[int]] = {}
    for name, key in (("articles", "article_id"), ("comments", "comment_id"), ("entities", "entity_id")):
        names = {field.name for field in corpus.table(name).fields}
        content = [pl.col(c) for c in ("title", "body", "text", "name") if c in names]
        old, new = (
            c.table(name).scan().select(pl.col(key), content=pl.concat_str(content, separator="\n", ignore_nulls=True))
            for c in (previous, corpus)
        )
        both = old.join(new, on=key, how="full", suffix="_new").select(
            came=pl.col(key).is_null().sum(),
            went=pl.col(f"{key}_new").is_null().sum(),
            changed=(pl.col("content") != pl.col("content_new")).fill_null(False).sum(),
        )
        with scanning(f"{name} of this release or of the earlier one"):
            tables[name] = [len(previous.table(name)), len(corpus.table(name)), *both.collect().row(0)]
    with scanning("entity_mentions of this release or of the earlier one"):
        before, after = (
            dict(c.entity_mentions.scan().group_by("label").len().collect().iter_rows()) for c in (previous, corpus)
        )
    return {
        "version": previous.version,
        "tables": tables,
        "labels": [[label, before.get(label, 0), after.get(label, 0)] for label in LABELS],
    }


def _shares(docs: pl.DataFrame, column: str) -> list[list[Any]]:
    counts = docs.group_by(column).len().sort("len", column, descending=[True, False], nulls_last=True)
    return [list(row) for row in counts.iter_rows()]


def _top(records: EntityRecords) -> list[list[list[Any]]]:
    """The most named entities of each label: id, name, posts, comments."""
    tops: list[list[list[Any]]] = [[] for _ in LABELS]
    for entity_id, name, label, _, posts, comments, _ in records.index():
        if len(tops[label]) < _TOP:
            tops[label].append([entity_id, name, posts, comments])
    return tops


def _network(pairs: Cooccurrence, records: EntityRecords) -> dict[str, Any]:
    numbers: dict[int, int] = {}
    links = []
    for left, right, docs in pairs.network.iter_rows():
        ends = [numbers.setdefault(entity, len(numbers)) for entity in (left, right)]
        links.append([*ends, docs])
    return {"nodes": [[*records.entity(n), records.posts_with(n)] for n in numbers], "links": links}
