"""Last step of a build: gather the rows of all slices into Parquet shards."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import pyarrow as pa

from narco_corpus.builder.knowledge import entity_row, parents
from narco_corpus.builder.write.parquet import write_shard
from narco_corpus.builder.write.tables import to_arrow
from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.manifest import ReleaseFile


def write_document_shard(
    table: str, split: str, shard: int, shards: int, slices: Sequence[str], work: Path, folder: Path
) -> ReleaseFile:
    """Write one shard of a table from the rows of its slices, which are in order of their ids."""
    pieces = [pa.ipc.open_file(pa.memory_map(str(work / f"{s}.{table}.{split}.arrow"))).read_all() for s in slices]
    rows = pa.concat_tables(pieces) if pieces else arrow_schema(table).empty_table()
    return write_shard(rows, folder, table, split, shard, shards)


def write_entities(mentions: Mapping[str, int], folder: Path, withdrawn: Collection[str] = ()) -> ReleaseFile:
    """Write the entities that are mentioned, and their parents; `mentions` counts the mentions of each.

    Withdrawn ones are left out; what belongs to one of them belongs to nothing then.
    """
    wanted = set(mentions)
    for entity_id in mentions:
        above = parents(entity_id)
        wanted.update(above[: next((n for n, i in enumerate(above) if i in withdrawn), len(above))])
    rows = [{**entity_row(i), "mention_count": mentions.get(i, 0)} for i in sorted(wanted)]
    for row in rows:
        row["parent_id"] = None if row["parent_id"] in withdrawn else row["parent_id"]
    return write_shard(to_arrow("entities", rows), folder, "entities", "train", 0, 1)
