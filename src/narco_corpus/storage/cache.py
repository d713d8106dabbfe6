"""Cache of files by the SHA-256 of their content; a file is in it whole and verified, or not at all."""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from narco_corpus.errors import DataError, UsageError

_sound: dict[Path, tuple[int, int, int]] = {}
"""File → its number, time and size when this process hashed it."""


def cache_folder() -> Path:
    """`NARCO_CORPUS_CACHE`, else `narco-corpus` below `XDG_CACHE_HOME`, else below `~/.cache`.

    Raises `UsageError` for a user without a home folder.
    """
    own, shared = os.environ.get("NARCO_CORPUS_CACHE"), os.environ.get("XDG_CACHE_HOME")
    try:
        if own:
            return Path(own).expanduser()
        return (Path(shared) if shared else Path.home() / ".cache") / "narco-corpus"
    except RuntimeError:
        raise UsageError(
            "there is no home folder to keep files below: set NARCO_CORPUS_CACHE to a folder for the cache"
        ) from None


def own_folder(*names: str) -> Path:
    """A folder below the cache that only the user may enter, made where it is not there.

    Raises `UsageError` where it cannot be made, or where others own it, may write to it or can put a link in its place.
    """
    folder = cache_folder().absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in names:
            folder /= name
            with suppress(FileExistsError):
                folder.mkdir(mode=0o700)
            found = folder.lstat()
            if not stat.S_ISDIR(found.st_mode) or (hasattr(os, "getuid") and not _is_own(found)):
                raise UsageError(
                    f"{folder} is not a folder of your own that nobody else can write to; nothing in it was used. "
                    "Remove it, or set NARCO_CORPUS_CACHE to another folder"
                )
    except OSError as error:
        raise _unwritable(folder, error) from None
    return folder


def _is_own(found: os.stat_result) -> bool:
    return found.st_uid == os.getuid() and not found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def find(sha256: str, size: int) -> Path | None:
    """The cached file of this content; None where it is not there, or is damaged: then it is deleted.

    A disk may damage a file that was whole when it was put there, so each is hashed when a process first uses it.
    """
    path = _place(sha256)
    try:
        found = path.stat()
        state = (found.st_ino, found.st_mtime_ns, found.st_size)
        if _sound.get(path) == state:
            return path
        with path.open("rb") as file:
            if found.st_size == size and hashlib.file_digest(file, "sha256").hexdigest() == sha256:
                _sound[path] = state
                return path
        path.unlink()
    except OSError:
        return None
    return None


def fill(sha256: str, size: int, pieces: Iterable[bytes], origin: str) -> Path:
    """Put a file into the cache; `origin` names it in errors.

    Raises `DataError` where the pieces are not that content, which is told before more than `size` bytes are kept, and
    `UsageError` where the cache cannot be written. `OSError` of the pieces passes.
    """
    path = _place(sha256)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f"{sha256[:8]}.", suffix=".part", dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as sink:
            digest, found = hashlib.sha256(), 0
            for piece in pieces:
                found += len(piece)
                if found > size:
                    raise DataError(f"{origin} has more than the {size} bytes that the manifest states")
                digest.update(piece)
                try:
                    sink.write(piece)
                except OSError as error:
                    raise _unwritable(path, error) from None
            try:
                sink.flush()
                os.fsync(sink.fileno())  # or a crash may leave the name of a file whose bytes were never written
            except OSError as error:
                raise _unwritable(path, error) from None
        if found != size or digest.hexdigest() != sha256:
            raise DataError(
                f"{origin} is not what the manifest states: {found} bytes, SHA-256 {digest.hexdigest()}; expected "
                f"{size} bytes, {sha256}; get the release from its source again"
            )
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return path


def _place(sha256: str) -> Path:
    return cache_folder() / "files" / sha256[:2] / sha256


def _unwritable(path: Path, error: OSError) -> UsageError:
    return UsageError(f"the cache {path.parent} cannot be written: {error.strerror}; set NARCO_CORPUS_CACHE to another")
