"""Folders that this program makes to work in: each bears a mark, which is locked as long as somebody works there.

So whatever is taken away, also what a killed command left, is a folder that this program made and that nobody is at.
"""

from __future__ import annotations

import errno
import os
import shutil
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

MARK = "narco-corpus.lock"
"""The file by which a folder is known as one that this program made."""


class Held:
    """A folder that this process holds."""

    def __init__(self, folder: Path, mark: BinaryIO) -> None:
        self._mark = folder / MARK
        self._own = os.fstat(mark.fileno())

    def is_there(self) -> bool:
        """Whether the folder still is the one that was marked; false once somebody took it away."""
        try:
            return os.path.samestat(self._mark.lstat(), self._own)
        except OSError:
            return False


@contextmanager
def hold(folder: Path) -> Iterator[Held]:
    """Mark a folder and hold it, by a lock of the system, so that a killed process holds nothing.

    Raises BlockingIOError where another process holds it, FileNotFoundError where it was taken away just now. Where the
    system or the disk has no locks, the folder is marked and nobody is kept out.
    """
    with (folder / MARK).open("ab") as mark:
        locked = _lock(mark)
        held = Held(folder, mark)
        if not locked:
            mark.close()  # Windows takes no file away that is open
        if not held.is_there():
            raise FileNotFoundError(errno.ENOENT, "it was taken away by another command", str(folder))
        yield held


def is_marked(folder: Path) -> bool:
    """Whether this program made the folder: a real one, and no link, with the mark in it."""
    try:
        return stat.S_ISDIR(folder.lstat().st_mode) and stat.S_ISREG((folder / MARK).lstat().st_mode)
    except OSError:
        return False


def remove_unheld(folder: Path) -> None:
    """Take away a folder that this program made, unless somebody is at it or that cannot be known."""
    if not is_marked(folder):
        return
    with suppress(OSError), (folder / MARK).open("r+b") as mark:
        if _lock(mark) and Held(folder, mark).is_there():
            shutil.rmtree(folder, ignore_errors=True)


def _lock(mark: BinaryIO) -> bool:
    """Lock an open file; False where there are no locks. Raises BlockingIOError where another process has it."""
    try:
        import fcntl
    except ModuleNotFoundError:  # on Windows
        return False
    try:
        fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:  # some network disks
        return False
    return True
