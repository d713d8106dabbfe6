"""Walks a folder on this machine: files in a fixed order, with the manifest row of each, no folder twice."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from narco_corpus.builder.captures import sidecar
from narco_corpus.builder.captures.foreign_release import is_manifest, may_be_manifest
from narco_corpus.builder.captures.page_files import pages_of
from narco_corpus.builder.captures.sidecar import SidecarIndex


class FoundFile(NamedTuple):
    """A file: its name relative to the root, bytes, and where the manifest speaks of it (-1: nowhere)."""

    name: str
    size: int
    manifest: str | None
    place: int


class _Folder(NamedTuple):
    name: str
    manifests: tuple[SidecarIndex, ...]


def walk(root: str, left_out: Sequence[str] = ()) -> Iterator[FoundFile]:
    """All files below the root: first those of a folder by name, then those of its folders by name.

    Hidden files and manifests are left out; links are followed, a folder already visited is not entered again.
    What cannot be looked into is given as a file, so that reading it says why, and so is a manifest of which there is
    anything to say; of a release, its manifest is, of the files that a browser saved with a page, their folder, unless
    a manifest lists some of them. The folders of `left_out` are not entered.
    """
    visited = {(there.st_dev, there.st_ino) for there in map(_status, left_out) if there}
    waiting = [_Folder("", ())]
    while waiting:
        folder = waiting.pop()
        path = f"{root}/{folder.name}" if folder.name else root
        try:
            status = os.stat(path)  # noqa: PTH116 - Path objects triple the time of a listing
            if (status.st_dev, status.st_ino) in visited:
                continue
            visited.add((status.st_dev, status.st_ino))
            files, folders = _entries(path)
        except OSError:
            yield FoundFile(folder.name, 0, None, -1)
            continue
        prefix = f"{folder.name}/" if folder.name else ""
        releases = [name for name in files if may_be_manifest(name) and _is_release(f"{path}/{name}")]
        if releases:
            yield find(root, prefix + releases[0], ())
            continue
        own = {each.name: each for each in sidecar.manifests_in(root, folder.name, files)}
        manifests = (*folder.manifests, *own.values())
        for name in files:
            if (index := own.get(prefix + name)) is None or index.tells:
                yield find(root, prefix + name, manifests)
        for name in _of_pages(folders, files):
            if not any(manifest.speaks_of(prefix + name) for manifest in manifests):
                folders.remove(name)
                yield FoundFile(prefix + name, 0, None, -1)
        waiting.extend(_Folder(prefix + name, manifests) for name in reversed(folders))


def find(root: str, name: str, manifests: tuple[SidecarIndex, ...]) -> FoundFile:
    """One file by name; the manifest nearest to it is asked first."""
    try:
        status = os.stat(f"{root}/{name}")  # noqa: PTH116
        size = status.st_size if stat.S_ISREG(status.st_mode) else 0
    except OSError:
        size = 0
    for manifest in reversed(manifests):
        if (place := manifest.place(name)) >= 0:
            return FoundFile(name, size, manifest.name, place)
    return FoundFile(name, size, None, -1)


def manifests_beside(root: str, name: str) -> tuple[SidecarIndex, ...]:
    """The manifests in the folder of a file that was named by itself."""
    folder = name.rpartition("/")[0]
    prefix = f"{folder}/" if folder else ""
    names = [each for each in sidecar.NAMES if os.path.isfile(f"{root}/{prefix}{each}")]  # noqa: PTH113
    return tuple(each for each in sidecar.manifests_in(root, folder, names) if each.name != name)


def _status(path: str) -> os.stat_result | None:
    try:
        return os.stat(path)  # noqa: PTH116
    except OSError:
        return None


def _of_pages(folders: Sequence[str], files: Sequence[str]) -> list[str]:
    """The folders of which each has a page beside it that a browser saved with its files."""
    named = {name: pages for name in folders if (pages := pages_of(name))}
    beside = frozenset(files) if named else frozenset()
    return [name for name, pages in named.items() if not beside.isdisjoint(pages)]


def _is_release(path: str) -> bool:
    try:
        with open(path, "rb") as stream:  # noqa: PTH123
            return is_manifest(stream.read(256))
    except OSError:
        return False


def _entries(path: str) -> tuple[list[str], list[str]]:
    """Names of the files and of the folders in a folder, sorted, without hidden ones, devices and pipes."""
    files, folders = [], []
    with os.scandir(path) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            try:
                is_folder, is_file = entry.is_dir(), entry.is_file()
            except OSError:  # a link that leads to itself
                is_folder, is_file = False, False
            if is_folder:
                folders.append(entry.name)
            elif is_file or entry.is_symlink():
                files.append(entry.name)
    files.sort()
    folders.sort()
    return files, folders
