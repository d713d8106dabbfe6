"""Inputs at fsspec URLs: expands folders and globs, lists files with their manifests."""

from __future__ import annotations

import glob
from collections.abc import Iterator, Sequence
from typing import Any

from narco_corpus.builder.captures import sidecar
from narco_corpus.builder.captures.foreign_release import is_manifest, may_be_manifest
from narco_corpus.builder.captures.storage import is_url
from narco_corpus.builder.captures.walk import FoundFile
from narco_corpus.errors import UsageError
from narco_corpus.storage.address_errors import ADDRESS_ERRORS, storage_errors, without_driver


def expand_url(url: str) -> tuple[str, tuple[str, ...] | None]:
    """The root and the names below it that a URL stands for; None for all below a folder.

    Raises:
        UsageError: nothing is there, or it cannot be reached.
        MissingExtraError: the package is not installed by which such addresses are read.
    """
    try:
        return _expand(url)
    except FileNotFoundError as error:
        why = f" ({error.__cause__})" if error.__cause__ else ""
        raise UsageError(f"input {url!r} is not there{why}. Check the address.") from error
    except ImportError as error:
        raise without_driver(url, error) from None
    except ADDRESS_ERRORS + storage_errors() as error:
        raise UsageError(
            f"input {url!r} cannot be reached: {type(error).__name__}: {error}. Check the address and the network."
        ) from error


def names_below(root: str, below: str) -> list[str]:
    """The names, from the root, of all files below one of its folders; an empty one is the root."""
    filesystem, folder = _filesystem(root)
    folder = folder.rstrip("/")
    return [path.removeprefix(f"{folder}/") for path in filesystem.find(f"{folder}/{below}".rstrip("/"))]


def remote_files(root: str, names: tuple[str, ...] | None, left_out: Sequence[str] = ()) -> Iterator[FoundFile]:
    """The files below a root, or those named, sorted, without hidden files, manifests and what is in these folders.

    Of a release, its manifest is given.
    """
    filesystem, folder = _filesystem(root)
    folder = folder.rstrip("/")
    own = _folders_of(filesystem, left_out)
    if names is None:
        sizes = {
            path.removeprefix(f"{folder}/"): int(info.get("size") or 0)
            for path, info in filesystem.find(folder, detail=True).items()
            if not path.startswith(own)
        }
        releases = [
            n for n in sizes if may_be_manifest(n) and is_manifest(filesystem.read_block(f"{folder}/{n}", 0, 256))
        ]
        for manifest in releases:
            within = manifest.rpartition("/")[0]
            inside = f"{within}/" if within else ""
            sizes = {n: size for n, size in sizes.items() if n == manifest or not n.startswith(inside)}
    else:
        sizes = {
            name: int(filesystem.info(f"{folder}/{name}").get("size") or 0)
            for name in names
            if not f"{folder}/{name}".startswith(own)
        }
    folders: dict[str, list[str]] = {}
    for name in sorted(sizes):
        within, _, last = name.rpartition("/")
        if last in sidecar.NAMES:
            folders.setdefault(within, []).append(last)
    indexes = {
        index.name: index
        for within, own_names in folders.items()
        for index in sidecar.manifests_in(root, within, own_names, sizes.__contains__ if names is None else None)
    }
    # The nearest one last, and of one folder the one whose rows count before the other's.
    asked = sorted(indexes.values(), key=lambda i: i.folder.count("/") + bool(i.folder))
    for name in sorted(sizes):
        if (name in indexes and not indexes[name].tells) or any(part.startswith(".") for part in name.split("/")):
            continue
        manifest, place = None, -1
        for index in reversed(asked):
            if (not index.folder or name.startswith(f"{index.folder}/")) and (place := index.place(name)) >= 0:
                manifest = index.name
                break
        yield FoundFile(name, sizes[name], manifest, place)


def _expand(url: str) -> tuple[str, tuple[str, ...] | None]:
    filesystem, path = _filesystem(url)
    web = url.startswith(("http:", "https:"))
    if glob.has_magic(url) and not web:
        parts = url.split("/")
        fixed = next(number for number, part in enumerate(parts) if glob.has_magic(part))
        root = "/".join(parts[:fixed])
        folder = _filesystem(root)[1].rstrip("/")
        names = sorted(match.removeprefix(f"{folder}/") for match in filesystem.glob(path) if filesystem.isfile(match))
        if not names:
            raise FileNotFoundError(url)
        return root, tuple(names)
    if not web and filesystem.isdir(path):
        return url.rstrip("/"), None
    filesystem.info(path)
    address, mark, query = url.partition("?")
    root, _, name = address.rpartition("/")
    return root, (name + mark + query,)


def _folders_of(filesystem: Any, places: Sequence[str]) -> tuple[str, ...]:
    """What the paths of files in these folders begin with, for those of the same file system."""
    found = (_filesystem(place) for place in places if is_url(place))
    return tuple(f"{path.rstrip('/')}/" for other, path in found if other == filesystem)


def _filesystem(url: str) -> tuple[Any, str]:
    import fsspec

    filesystem, path = fsspec.core.url_to_fs(url)
    return filesystem, path
