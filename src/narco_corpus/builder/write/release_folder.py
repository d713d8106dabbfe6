"""Write a release so that it appears whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

import pyarrow as pa
import pyarrow.parquet as pq

from narco_corpus._version import __version__
from narco_corpus.builder.write.card import render_card, render_datasheet
from narco_corpus.builder.write.content_hash import ContentHash
from narco_corpus.builder.write.croissant import render_croissant
from narco_corpus.builder.write.facts import BuildFacts
from narco_corpus.builder.write.figures import Tally
from narco_corpus.builder.write.quality import measured_of
from narco_corpus.errors import DataError, UsageError
from narco_corpus.model.about import NOTHING_STATED
from narco_corpus.model.features import encode_labels
from narco_corpus.model.layout import (
    CARD,
    CROISSANT,
    DATASHEET,
    MANIFEST,
    NOTES,
    REJECTS,
    SCHEMA_FOLDER,
    SCHEMA_VERSION,
    SPLITS,
)
from narco_corpus.model.manifest import Manifest, ReleaseFile, TableFacts, dump_manifest, parse_manifest
from narco_corpus.model.schema import SCHEMAS, TABLES, schema_folder
from narco_corpus.removals.ledger import ledger_hash, package_removals
from narco_corpus.storage.whole import check_replaceable, half_made, put_in_place

_ROWS = 4096
"""Rows that are read back at a time: their texts in memory are a small part of a row group's."""
_BUFFER = 1 << 20
"""Bytes that are read from a file at a time."""


class ReleaseWriter:
    """A release in the making: `with ReleaseWriter(out) as writer:` … `writer.finish(shards, facts)`.

    Shards are written into `writer.folder` (`write_shard`), in a hidden sibling of `out`, by any number of processes.
    `finish` adds all other files and moves the folder to `out`; leaving the block without it removes the folder.
    An older release at `out` is replaced, anything else there is left alone and a `UsageError` raised.
    """

    folder: Path
    """Where the shards go."""

    def __init__(self, out: str | os.PathLike[str]) -> None:
        self.out = Path(os.path.abspath(out))  # noqa: PTH100 - a symlink at `out` itself must stay one
        if self.out.is_symlink():
            self.out = Path(os.path.realpath(self.out))  # a link that leads to itself stays what it is

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            try:
                check_place(self.out)
                self.out.parent.mkdir(parents=True, exist_ok=True)
                self.folder, self._held = stack.enter_context(half_made(self.out))
                self.folder.mkdir()
            except OSError as error:
                raise UsageError(
                    f"cannot write {self.out}: {error.strerror}: choose a folder that can be written"
                ) from None
            self._making = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._making.close()

    def finish(
        self,
        shards: Iterable[ReleaseFile],
        facts: BuildFacts,
        version_of: Callable[[Path, Manifest], str] | None = None,
    ) -> Manifest:
        """Write card, datasheet, Croissant metadata, rejects, notes, schemas, manifest; move the release into place.

        Each table needs at least one shard; a table without rows has one without rows. `version_of` gives the data
        version in place of the one in `facts`, from the folder of the shards and a draft of the manifest.
        """
        data = sorted(shards, key=lambda f: f.path)
        try:
            return self._finish(data, facts, version_of)
        except OSError as error:
            raise UsageError(f"cannot write {self.out}: {error.strerror or error}; nothing was changed there") from None

    def _finish(
        self,
        data: Sequence[ReleaseFile],
        facts: BuildFacts,
        version_of: Callable[[Path, Manifest], str] | None,
    ) -> Manifest:
        tally = Tally()
        read_back = {table: self._read_back(table, data, tally) for table in TABLES}
        draft = Manifest(
            data_version=facts.data_version,
            schema_version=SCHEMA_VERSION,
            package_version=__version__,
            about=facts.about if facts.about != NOTHING_STATED else None,
            recogniser={
                "name": facts.recogniser,
                "version": facts.recogniser_version,
                **({"min_confidence": repr(facts.min_confidence)} if facts.min_confidence else {}),
                **({"knowledge": facts.own_knowledge} if facts.own_knowledge else {}),
            },
            measured=measured_of(facts.recogniser, facts.recogniser_version),
            knowledge_version=facts.knowledge_version,
            writer={"pyarrow": pa.__version__},
            inputs_sha256=facts.inputs_sha256,
            captures={
                "read": facts.captures_read,
                "taken": facts.captures_taken,
                "rejected": len(facts.rejects),
                "merged": facts.captures_merged,
                **({"not_matching": facts.captures_not_matching} if facts.captures_not_matching else {}),
                **({"withdrawn": facts.captures_withdrawn} if facts.captures_withdrawn else {}),
            },
            masks=dict(facts.masks),
            removals=tuple(sorted(facts.removals)),
            ledger=ledger_hash(package_removals()),
            shares=dict(facts.shares),
            tables={table: facts_of_table for table, (facts_of_table, _) in read_back.items()},
            files=tuple(data),
        )
        if version_of is not None:
            draft = replace(draft, data_version=version_of(self.folder, draft))
        memory = {table: sizes for table, (_, sizes) in read_back.items()}
        figures = tally.figures(draft, memory, facts.rejects, len(facts.notes))
        others = {
            CARD: render_card(draft, figures).encode(),
            DATASHEET: render_datasheet(draft, figures).encode(),
            CROISSANT: render_croissant(draft, figures).encode(),
            REJECTS: _json_lines(facts.rejects),
            **({NOTES: _json_lines(facts.notes)} if facts.notes else {}),
        }
        for name in SCHEMAS:
            source = schema_folder() / f"{name}.schema.json"
            others[f"{SCHEMA_FOLDER}/{name}.schema.json"] = source.read_bytes()
        files = [*data, *(self._put(path, content) for path, content in others.items())]
        manifest = _with_files(draft, files)
        self._put(MANIFEST, dump_manifest(manifest))
        put_in_place(self.out, self.folder, self._held, check_place)
        return manifest

    def _read_back(self, table: str, data: Sequence[ReleaseFile], tally: Tally) -> tuple[TableFacts, dict[str, int]]:
        """What the shards of a table hold, read from disk, and by split the bytes that it takes in memory."""
        shards = sorted((f for f in data if f.table == table), key=lambda f: (SPLITS.index(f.split or ""), f.path))
        if not shards:
            raise DataError(f"no shard of table {table!r} was written")
        content = ContentHash(table)
        rows: dict[str, int] = {}
        memory: dict[str, int] = {}
        for shard in shards:
            split = shard.split or ""
            file = pq.ParquetFile(self.folder / shard.path, buffer_size=_BUFFER, pre_buffer=False)
            rows[split] = rows.get(split, 0) + file.metadata.num_rows
            memory.setdefault(split, 0)
            for batch in file.iter_batches(_ROWS, use_threads=False):  # each thread keeps memory of its own
                part = pa.Table.from_batches([batch])
                content.update(part)
                tally.add(table, part)
                memory[split] += encode_labels(table, part).nbytes
                pa.default_memory_pool().release_unused()  # it would keep several times what is in use
        return TableFacts(sum(rows.values()), content.hexdigest(), rows), memory

    def _put(self, path: str, content: bytes) -> ReleaseFile:
        target = self.folder / path
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(content)
        rows = content.count(b"\n") if path in (REJECTS, NOTES) else None
        return ReleaseFile(path=path, bytes=len(content), sha256=hashlib.sha256(content).hexdigest(), rows=rows)


def check_place(out: Path) -> None:
    """Raise `UsageError` where `out` is anything but absent, an empty folder, or a release and nothing else."""
    check_replaceable(out, "release", _listed)


def _listed(folder: Path) -> set[str]:
    if not (folder / MANIFEST).is_file():
        return set()
    return {MANIFEST, *(file.path for file in parse_manifest((folder / MANIFEST).read_bytes(), str(folder)).files)}


def _with_files(manifest: Manifest, files: Iterable[ReleaseFile]) -> Manifest:
    return replace(manifest, files=tuple(sorted(files, key=lambda f: f.path)))


def _json_lines(rows: Sequence[Mapping[str, str | None]]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode("utf-8", "backslashreplace")
