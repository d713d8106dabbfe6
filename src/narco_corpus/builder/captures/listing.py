"""Lists inputs as sources of work: batches of small files, ranges of large containers."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from narco_corpus.builder.captures.columns import TableError
from narco_corpus.builder.captures.containers import columns_of, ranges
from narco_corpus.builder.captures.inputs import Input, expand, labels
from narco_corpus.builder.captures.options import MIB, ReadOptions
from narco_corpus.builder.captures.sidecar import NAMES, is_sidecar
from narco_corpus.builder.captures.source import SEPARATOR, Source
from narco_corpus.builder.captures.storage import path_text
from narco_corpus.builder.captures.walk import FoundFile
from narco_corpus.errors import UsageError
from narco_corpus.storage.address_errors import storage_errors

_BATCH_FILES = 256
_BATCH_BYTES = 8 * MIB
_LARGE = 2 * MIB
"""From here on a file is a source of its own, and looked into for a way to divide it."""
_CHECKED = 64
"""Files named by themselves whose columns are looked at before anything is read."""


def list_sources(inputs: Sequence[str | Path], options: ReadOptions, left_out: Sequence[str] = ()) -> list[Source]:
    """The sources of files, folders (with all below them), globs and fsspec URLs, sorted by their key.

    What lies in the folders or URLs of `left_out` is no input: a build may write into the folder that it reads.

    Raises:
        UsageError: an input is not there, cannot be reached or holds nothing; a named column is missing.
    """
    expanded = [kept for each in expand(inputs) if (kept := each.without(left_out))]
    if inputs and not expanded:
        raise UsageError("the inputs are what this build writes itself. Name a place that holds captures.")
    sources: list[Source] = []
    for each, label in zip(expanded, labels(expanded), strict=True):
        before = len(sources)
        sources.extend(_sources_of(each, label, options, left_out))
        for name in (each.names or ())[:_CHECKED]:
            _check_columns(each, name, options)
        if len(sources) == before:
            raise UsageError(
                f"input {path_text(each.given)!r} holds no file to read. Name a place that holds captures."
            )
    return sorted(sources, key=lambda source: source.key)


class _Batch:
    """Consecutive small files that share a manifest, or have none."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.places = array("q")
        self.manifest: str | None = None
        self.size = 0

    def takes(self, found: FoundFile) -> bool:
        same = found.manifest is None or self.manifest is None or found.manifest == self.manifest
        return same and len(self.names) < _BATCH_FILES and self.size + found.size <= _BATCH_BYTES

    def add(self, found: FoundFile) -> None:
        self.names.append(found.name)
        self.places.append(found.place)
        self.manifest = self.manifest or found.manifest
        self.size += found.size

    def source(self, root: str, label: str) -> Source:
        return Source(
            root=root,
            names=SEPARATOR.join(self.names),
            label=label,
            size=self.size,
            sidecar=self.manifest,
            sidecar_places=self.places.tobytes() if self.manifest else b"",
        )


def _sources_of(given: Input, label: str, options: ReadOptions, left_out: Sequence[str]) -> Iterator[Source]:
    batch = _Batch()
    for found in given.files(left_out):
        if found.size >= _LARGE:
            alone = _Batch()
            alone.add(found)
            yield from _divided(alone.source(given.root, label), options)
            continue
        if not batch.takes(found):
            yield batch.source(given.root, label)
            batch = _Batch()
        batch.add(found)
    if batch.names:
        yield batch.source(given.root, label)


def _divided(source: Source, options: ReadOptions) -> list[Source]:
    """The ranges of a large container that can be read each by itself; the source as it is for all others."""
    try:
        parts = ranges(source, options)
    except storage_errors():
        # Reading it will say why.
        return [source]
    if len(parts) < 2:
        return [source]
    return [
        msgspec.structs.replace(source, divided=True, start=start, end=end, size=size) for start, end, size in parts
    ]


def _check_columns(given: Input, name: str, options: ReadOptions) -> None:
    """A table that was named by itself, and no list of captures, lacks its text column by a mistake in the call."""
    try:
        if name.rpartition("/")[2] in NAMES and is_sidecar(given.root, name):
            return
        columns_of(Source(root=given.root, names=name, size=0), options)
    except TableError as error:
        place = path_text(name)
        raise UsageError(f"input {place!r}: {error}.") from None
    except storage_errors():
        # A folder that a glob matched, or a file that cannot be opened: reading it will say why.
        return
