"""Output that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

from narco_corpus.errors import DataError, UsageError
from narco_corpus.file_address import output_path


def check_free(out: Path) -> None:
    """Raise `UsageError` where `out` is anything but absent or an empty folder."""
    refuse_own(out)
    empty = out.is_dir() and not out.is_symlink() and not any(out.iterdir())
    if os.path.lexists(out) and not empty:
        kind = "a folder that is not empty" if out.is_dir() else "a file"
        raise UsageError(f"cannot write {out}: {kind} is there, and it was left alone; remove it or choose another")


def files_in(folder: Path) -> set[str]:
    """The files below a folder and the links in it, `/` between parts."""
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir() or p.is_symlink()}


def check_replaceable(out: Path, what: str, listed: Callable[[Path], Collection[str]]) -> None:
    """Raise `UsageError` where `out` is anything but absent, an empty folder, or the `what` that we wrote and no more.

    `listed` gives the files that such a folder says it has: none for another one, or a `DataError` that says why it is
    another one.
    """
    refuse_own(out)
    try:
        try:
            is_folder = stat.S_ISDIR(out.stat().st_mode)
        except FileNotFoundError:
            return
        if not is_folder:
            raise UsageError(f"cannot write {out}: a file is there; name a new folder")
        names = sorted(path.name for path in out.iterdir())
        present, own = files_in(out), set(listed(out) if names else ())
    except DataError as error:
        raise UsageError(
            f"{out} holds files and no {what} that this package wrote: {error}. Nothing was changed; name a new folder"
        ) from None
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}; name a new folder") from None
    refuse_strange(str(out), what, present or (set() if own else set(names)), own)


def refuse_own(out: Path) -> None:
    """Raise `UsageError` where `out` holds the folder that this process is in, as what is replaced is moved away.

    Whoever is in it, such as the shell, would be in a folder that is nowhere.
    """
    try:
        own = os.path.realpath(Path.cwd())
    except OSError:  # it is nowhere already
        return
    if not out.is_symlink() and Path(own).is_relative_to(os.path.realpath(out)):
        raise UsageError(
            f"cannot write {out}: you are in this folder, and it would be replaced; nothing was changed: name a new "
            "folder in it, or go to another one first"
        )


def refuse_strange(place: str, what: str, present: set[str], own: set[str]) -> None:
    """Raise `UsageError` where files are at a place that the `what` there does not list, as `own` or not at all."""
    if strange := sorted(present - own):
        some = ", ".join(strange[:3]) + (", …" if len(strange) > 3 else "")
        said = f"holds other files beside the {what}" if own else f"is not empty and no {what} that this package wrote"
        raise UsageError(f"{place} {said} ({some}): nothing was changed; name a new folder")


@contextmanager
def whole(out: str | os.PathLike[str], check: Callable[[Path], None] = check_free) -> Iterator[Path]:
    """Where to write a file or a folder that becomes `out` when the block ends, and vanishes when it fails.

    `check` raises `UsageError` for what must stay at `out`; what it lets pass is replaced. What the block makes there
    has the mode that the umask gives. Raises `UsageError` where `out` cannot be written.
    """
    out = output_path(out)
    try:
        out = Path(os.path.abspath(out))  # noqa: PTH100 - a link is followed by the rename only
        check(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".partial", dir=out.parent))
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}: choose another place") from None
    try:
        part = work / out.name
        yield part
        check(out)  # what was free before the work began may be taken now
        move_to(out, part, work / f"{out.name}.before")
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror or error}; nothing was changed there") from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


def move_to(out: Path, part: Path, before: Path) -> None:
    """Move `part` to `out`, and what was there to `before`; where that fails, what was there is there again."""
    try:
        if os.path.lexists(out):
            out.rename(before)
        part.rename(out)
    except BaseException:
        if os.path.lexists(before) and not os.path.lexists(out):
            before.rename(out)
        raise
