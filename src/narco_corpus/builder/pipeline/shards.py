"""Last step of a build: gather the rows of all slices into Parquet shards."""

from __future__ import annotations

import tempfile
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path

import msgspec
import pyarrow as pa

from narco_corpus.builder.knowledge import entity_row, parents
from narco_corpus.builder.pipeline.handed import with_handed
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.builder.write.parquet import write_portions, write_shard
from narco_corpus.builder.write.tables import to_arrow
from narco_corpus.model.arrow import arrow_schema
from narco_corpus.model.manifest import ReleaseFile


class ShardTask(msgspec.Struct, frozen=True, kw_only=True):
    """One shard to write from the rows of its slices, which are in order of their ids."""

    name: str
    table: str
    split: str
    shard: int
    shards: int
    slices: list[str]
    work: Work
    folder: str | None
    """The release folder; None where workers do not share a disk with the parent, who then fetches the shard."""


def shard_name(file: ReleaseFile) -> str:
    """Name of a shard in a work folder that is no folder of this machine."""
    return file.path.replace("/", ".")


def write_document_shard(task: ShardTask) -> ReleaseFile:
    """Write one shard of a table."""
    if task.folder is not None and task.work.folder is not None:
        return _write(task, task.work.folder, Path(task.folder))
    with tempfile.TemporaryDirectory() as place:
        near = Path(place)
        for name in _files(task):
            (near / name).write_bytes(task.work.read(name))
        file = _write(task, near, near)
        task.work.put(shard_name(file), (near / file.path).read_bytes())
        return file


def _write(task: ShardTask, source: Path, folder: Path) -> ReleaseFile:
    portions = partial(_portions, task, source)
    return write_portions(portions, folder, task.table, task.split, task.shard, task.shards)


def _portions(task: ShardTask, source: Path) -> Iterator[pa.Table]:
    """The rows slice by slice; each lies in memory only as long as it is used."""
    yield arrow_schema(task.table).empty_table()
    for name in _files(task):
        yield pa.ipc.open_file(pa.memory_map(str(source / name))).read_all()


def _files(task: ShardTask) -> list[str]:
    return [f"{name}.{task.table}.{task.split}.arrow" for name in task.slices]


class EntitiesTask(msgspec.Struct, frozen=True, kw_only=True):
    """The table of entities, to be written by a worker that has the knowledge files loaded already."""

    name: str
    mentions: dict[str, int]
    withdrawn: tuple[str, ...]
    knowledge: str | None
    """See `BuildOptions`."""
    work: Work
    folder: str


def write_entity_shard(task: EntitiesTask) -> ReleaseFile:
    """Write the one shard of the entities."""
    with with_handed(task.knowledge, task.work):
        return write_entities(task.mentions, Path(task.folder), task.withdrawn)


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
