"""A release at a URL: by the rule of folders, nothing is replaced there but a release and no more than that."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from narco_corpus.errors import DataError, UsageError
from narco_corpus.model.layout import MANIFEST
from narco_corpus.model.manifest import parse_manifest
from narco_corpus.storage.address_errors import ADDRESS_ERRORS, storage_errors
from narco_corpus.storage.whole import refuse_strange


def check_place_for(out: str) -> None:
    """Raise `UsageError` where a URL cannot take a release: it is unreachable, is of a repository that is not there, or
    holds anything but a release."""
    filesystem, target = _opened(out)
    try:
        if out.startswith("hf://"):
            _check_repository(filesystem, target, out)
        _old_files(filesystem, target, out)
    except storage_errors() as error:
        raise _unwritable(out, error) from error


def publish(folder: Path, out: str) -> None:
    """Copy a finished release to a URL: the manifest last, then what the old manifest lists and the new one does not is
    removed.

    What is copied of a release that does not come to its end is removed again, where nothing was there before.

    Raises:
        UsageError: the URL cannot be written, or holds other files by now.
    """
    files = sorted(p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file())
    filesystem, target = _opened(out)
    target = target.rstrip("/")
    try:
        old = _old_files(filesystem, target, out)
        done: list[str] = []
        try:
            for name in sorted(files, key=lambda name: name == MANIFEST):
                filesystem.makedirs(f"{target}/{name}".rpartition("/")[0], exist_ok=True)
                done.append(name)
                filesystem.put_file(str(folder / name), f"{target}/{name}")
        except BaseException:
            _remove(filesystem, target, [name for name in done if name not in old])
            raise
        for name in sorted(old - set(files)):
            filesystem.rm_file(f"{target}/{name}")
    except storage_errors() as error:
        raise _unwritable(out, error) from error


def _check_repository(filesystem: Any, target: str, out: str) -> None:
    """A hub makes no repository for a file that is put there, and says so when the release is to be copied."""
    try:
        filesystem.resolve_path(target)
    except FileNotFoundError:
        raise UsageError(
            f"cannot write {out}: the hub has no such repository, or not for you. Nothing was done; build to a folder "
            "and give that to narco-corpus push, which makes one"
        ) from None


def _opened(out: str) -> tuple[Any, str]:
    import fsspec

    try:
        filesystem, target = fsspec.core.url_to_fs(out)
    except ADDRESS_ERRORS as error:
        raise _unwritable(out, error) from error
    return filesystem, target


def _old_files(filesystem: Any, target: str, out: str) -> set[str]:
    """The files of the release that is at a place; none where nothing is.

    Raises `UsageError` where other files are there.
    """
    target = target.rstrip("/")
    filesystem.invalidate_cache()  # a listing of before the build may be remembered
    if not filesystem.exists(target):
        return set()
    root = str(filesystem._strip_protocol(target)).rstrip("/") + "/"
    found = (str(filesystem._strip_protocol(path)).removeprefix(root) for path in filesystem.find(target))
    present = {name for name in found if not name.endswith("/") and f"{name}/" != root}  # stores mark folders so
    listed: set[str] = set()
    if MANIFEST in present:
        try:
            manifest = parse_manifest(filesystem.cat_file(f"{target}/{MANIFEST}"), out)
        except DataError as error:
            raise UsageError(
                f"{out} holds files and no release that this package wrote: {error}. Nothing was changed; name another "
                "place"
            ) from None
        listed = {MANIFEST, *(file.path for file in manifest.files)}
    refuse_strange(out, "release", present, listed)
    return present


def _remove(filesystem: Any, target: str, names: Sequence[str]) -> None:
    for name in names:
        with suppress(*storage_errors()):  # the store fails already, which is what gets told
            filesystem.rm_file(f"{target}/{name}")


def _unwritable(out: str, error: Exception) -> UsageError:
    return UsageError(f"cannot write {out}: {type(error).__name__}: {error}")
