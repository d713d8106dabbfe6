"""Marks of the documents that workers are at: what a worker leaves that did not come to its end tells where it died."""

from __future__ import annotations

import hashlib
import mmap
import os
import struct
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from narco_corpus.builder.pipeline.work import Work

_END = ".mark"
_MARK = struct.Struct("<qqq16s")
"""Process, document, phase, and of which documents the number speaks."""


def marks_of(work: Work, task: str, fingerprint: str) -> LocalMarks | RemoteMarks:
    """The marks of a task; `fingerprint` changes with its documents, since a number says nothing of others."""
    own = hashlib.sha256(fingerprint.encode()).digest()[:16]
    return LocalMarks(work.folder / _name(task), own) if work.folder else RemoteMarks(work, _name(task), own)


def forget_mark(work: Work, task: str) -> None:
    """Take away what a worker left that was ended with its build: the document that it was at is not to blame."""
    work.remove(_name(task))


def forget_marks(work: Work) -> None:
    """Take away what all workers left that ended with a build."""
    for name in work.names():
        if name.endswith(_END):
            work.remove(name)


class LocalMarks:
    """The mark of a task as a small file in memory, which outlives the process and costs no call of the system."""

    def __init__(self, path: Path, own: bytes) -> None:
        self._path = path
        self._deaths = path.with_suffix(".deaths")
        self._own = own
        self._pid = os.getpid()

    def begin(self) -> Counter[tuple[int, int]]:
        """Open the mark; what an attempt that did not end left is a death."""
        died = _read(self._path)
        if died is not None and died.number >= 0:
            with self._deaths.open("a") as sink:
                sink.write(died.line())
        with self._path.open("wb+") as file:
            file.write(_MARK.pack(self._pid, -1, 0, self._own))
            file.flush()
            self._mark = mmap.mmap(file.fileno(), _MARK.size)
        return _counted(self._deaths.read_text() if self._deaths.exists() else "", self._own)

    def set(self, number: int, phase: int) -> None:
        """Say that the worker is at that document now."""
        _MARK.pack_into(self._mark, 0, self._pid, number, phase, self._own)

    def end(self, *, done: bool) -> None:
        """Take the mark away, and the deaths too where the task is done."""
        self._mark.close()
        self._path.unlink(missing_ok=True)
        if done:
            self._deaths.unlink(missing_ok=True)


class RemoteMarks:
    """The mark of a task at a URL, where each write is a request: kept only once an attempt has failed."""

    def __init__(self, work: Work, name: str, own: bytes) -> None:
        self._work = work
        self._name = name
        self._own = own
        self._careful = False

    def begin(self) -> Counter[tuple[int, int]]:
        """Begin the task; what an attempt that did not end left is a death."""
        deaths = self._name.replace(_END, ".deaths")
        self._careful = self._work.has(self._name)
        lines = self._work.read(deaths).decode() if self._work.has(deaths) else ""
        if self._careful:
            died = _mark_of(self._work.read(self._name))
            if died is not None and died.number >= 0:
                lines += died.line()
                self._work.put(deaths, lines.encode())
        self._work.put(self._name, _MARK.pack(os.getpid(), -1, 0, self._own))
        return _counted(lines, self._own)

    def set(self, number: int, phase: int) -> None:
        """Say that the worker is at that document now."""
        if self._careful:
            self._work.put(self._name, _MARK.pack(os.getpid(), number, phase, self._own))

    def end(self, *, done: bool) -> None:
        """Take the mark away, and the deaths too where the task is done."""
        self._work.remove(self._name)
        if done:
            self._work.remove(self._name.replace(_END, ".deaths"))


class Mark(NamedTuple):
    """Where a worker is, or was when it ended."""

    pid: int
    number: int
    """Of the document within its task; -1 where it is at none yet."""
    phase: int
    own: bytes

    def line(self) -> str:
        """A death there, as a line of the file of deaths."""
        return f"{self.own.hex()} {self.number} {self.phase}\n"


def read_mark(work: Work, task: str) -> Mark | None:
    """What the mark of a task tells; None where there is none, or it lies at a URL."""
    return _read(work.folder / _name(task)) if work.folder else None


def _read(path: Path) -> Mark | None:
    try:
        return _mark_of(path.read_bytes())
    except OSError:
        return None


def _mark_of(content: bytes) -> Mark | None:
    return Mark(*_MARK.unpack(content)) if len(content) == _MARK.size else None


def _counted(lines: str, own: bytes) -> Counter[tuple[int, int]]:
    deaths = (line.split() for line in lines.splitlines() if line.startswith(own.hex()))
    return Counter((int(number), int(phase)) for _, number, phase in deaths)


def _name(task: str) -> str:
    return f"{task}{_END}"
