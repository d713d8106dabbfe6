"""Figures of a release, counted from its rows for data card and datasheet."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from narco_corpus.builder.knowledge.entries import load_entries
from narco_corpus.model.layout import SPLITS
from narco_corpus.model.manifest import Manifest

Counts = dict[str, int]
_PARTICULAR = re.compile(r"https?://\S+|'[^']*'|\"[^\"]*\"|\d+(?:[,.]\d+)*")
"""What is of one capture in a reason: addresses, what is quoted of it, numbers."""
_REASONS = 20
"""So many reasons are told at most, the most frequent ones."""


@dataclass(frozen=True)
class Figures:
    """Counts of rows; every mapping is in the order in which it is printed."""

    rows: dict[str, Counts]
    """Table → split → rows."""
    memory: dict[str, Counts]
    """Table → split → bytes of the rows in memory as Hugging Face `datasets` holds them."""
    download: dict[str, int]
    """Table → bytes of its files."""
    years: Counts
    languages: Counts
    comment_languages: Counts
    sources: Counts
    licenses: Counts
    warnings: Counts
    mentions: Counts
    """By label."""
    linked: Counts
    """By label, those with an entity."""
    entities: Counts
    """By label."""
    statuses: Counts
    """Persons by status."""
    curated: int
    """Entities with an entry, that is, all but places."""
    consulted: int
    """Of those, entities whose entry names a source that its facts were seen in."""
    articles_without_date: int
    incomplete: int
    reposts: int
    replies: int
    anonymous: int
    rejects: Counts
    """By reason; where several captures differ in a number, an address or a quotation alone, without these."""
    notes: int
    """What is no capture and could not be used."""


class Tally:
    """Counts the rows of a release as they pass, so that it takes the same memory for any number of them."""

    def __init__(self) -> None:
        self._values: dict[str, Counter[str | None]] = {name: Counter() for name in _COLUMNS}
        self._numbers: Counter[str] = Counter()
        self._sourced = {entry.id for entry in load_entries() if entry.sources}

    def add(self, table: str, rows: pa.Table) -> None:
        """Take some rows of a table."""
        for name, (of_table, values) in _COLUMNS.items():
            if of_table == table:
                for one in pc.value_counts(values(rows)).to_pylist():
                    self._values[name][one["values"]] += one["counts"]
        if table == "articles":
            self._numbers["articles_without_date"] += rows.column("published_on").null_count
            self._numbers["incomplete"] += _number_of(pc.invert(rows.column("capture_complete")))
            self._numbers["reposts"] += len(rows) - rows.column("duplicate_of").null_count
        elif table == "comments":
            self._numbers["replies"] += _number_of(pc.greater(rows.column("depth"), 0))
            self._numbers["anonymous"] += rows.column("author").null_count
        elif table == "entities":
            curated = rows.filter(pc.not_equal(rows.column("label"), "PLACE")).column("entity_id").to_pylist()
            self._numbers["curated"] += len(curated)
            self._numbers["consulted"] += sum(entity in self._sourced for entity in curated)

    def figures(
        self, manifest: Manifest, memory: dict[str, Counts], rejects: Sequence[Mapping[str, str | None]], notes: int = 0
    ) -> Figures:
        """The figures of a release all of whose rows were taken; `memory` was measured as they passed."""
        counts = {name: _in_order(values) for name, values in self._values.items()}
        return Figures(
            rows={t: _by_split(facts.splits) for t, facts in manifest.tables.items()},
            memory={t: _by_split(counts) for t, counts in memory.items()},
            download={t: sum(f.bytes for f in manifest.shards(t)) for t in manifest.tables},
            years=counts["years"],
            languages=counts["languages"],
            comment_languages=counts["comment_languages"],
            sources=counts["sources"],
            licenses=counts["licenses"],
            warnings=counts["warnings"],
            mentions=counts["mentions"],
            linked=counts["linked"],
            entities=counts["entities"],
            statuses=counts["statuses"],
            curated=self._numbers["curated"],
            consulted=self._numbers["consulted"],
            articles_without_date=self._numbers["articles_without_date"],
            incomplete=self._numbers["incomplete"],
            reposts=self._numbers["reposts"],
            replies=self._numbers["replies"],
            anonymous=self._numbers["anonymous"],
            rejects=_by_reason([str(reject["reason"]) for reject in rejects]),
            notes=notes,
        )


def _by_reason(reasons: Sequence[str]) -> Counts:
    kinds: dict[str, Counter[str]] = {}
    for reason in reasons:
        kinds.setdefault(_PARTICULAR.sub("…", reason), Counter())[reason] += 1
    counts = {min(same) if len(same) == 1 else kind: same.total() for kind, same in kinds.items()}
    told = sorted(counts, key=lambda reason: (-counts[reason], reason))[:_REASONS]
    others = sum(counts.values()) - sum(counts[reason] for reason in told)
    return {reason: counts[reason] for reason in sorted(told)} | ({"other reasons": others} if others else {})


def _column(name: str) -> Callable[[pa.Table], pa.ChunkedArray]:
    return lambda rows: rows.column(name)


def _items(name: str) -> Callable[[pa.Table], pa.ChunkedArray]:
    return lambda rows: pc.drop_null(pc.list_flatten(rows.column(name)))


_COLUMNS: dict[str, tuple[str, Callable[[pa.Table], pa.ChunkedArray]]] = {
    "years": ("articles", lambda rows: pc.year(rows.column("published_on")).cast(pa.string())),
    "languages": ("articles", _column("language")),
    "comment_languages": ("comments", _column("language")),
    "sources": ("articles", _column("source")),
    "licenses": ("articles", _column("license")),
    "warnings": ("articles", _items("content_warnings")),
    "mentions": ("entity_mentions", _column("label")),
    "linked": ("entity_mentions", lambda rows: rows.column("label").filter(rows.column("entity_id").is_valid())),
    "entities": ("entities", _column("label")),
    "statuses": ("entities", _items("statuses")),
}
"""Figure → its table, and of rows of that table the values to count."""


def _number_of(true: pa.ChunkedArray) -> int:
    return pc.sum(true).as_py() or 0


def _by_split(counts: Mapping[str, int]) -> Counts:
    return {split: counts[split] for split in SPLITS if split in counts}


def _in_order(counts: Mapping[str | None, int]) -> Counts:
    return {"none" if value is None else value: counts[value] for value in sorted(counts, key=lambda v: (v is None, v))}
