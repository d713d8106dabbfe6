"""The version of the recognisers: a hash of all that decides what they find, code, word lists and weights alike."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

_FOLDERS = ("narco_corpus.builder.knowledge", "narco_corpus.builder.recognise")
_TEXT = (".json", ".jsonl", ".py", ".tsv")
_PACKED = (".gz",)
_FIGURES = "quality.json"
"""What was measured with a version, and so no part of it."""


@cache
def recogniser_version() -> str:
    """16 hex digits that change whenever the package's code, words, names or weights that find and link mentions do.

    A builder's own names are no part of it.
    """
    return version_of([files(folder) for folder in _FOLDERS])


def version_of(folders: Sequence[Traversable]) -> str:
    """16 hex digits of the code and data files of folders; the same however a checkout ends its lines."""
    digest = hashlib.sha256()
    for folder in folders:
        found = {path: file for path, file in _files(folder, "") if path != _FIGURES}
        for path in sorted(found):
            content = found[path].read_bytes()
            if path.endswith(_TEXT):
                content = content.replace(b"\r\n", b"\n")
            digest.update(f"{path} {len(content)}\n".encode())
            digest.update(content)
    return digest.hexdigest()[:16]


def _files(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    """The files of a folder and its subfolders that count, by their paths in it."""
    for file in folder.iterdir():
        if file.is_dir():
            yield from _files(file, f"{path}{file.name}/")
        elif file.name.endswith((*_TEXT, *_PACKED)):
            yield f"{path}{file.name}", file
