"""Output that appears whole or not at all."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from narco_corpus.errors import DataError, UsageError
from narco_corpus.storage.file_address import output_path
from narco_corpus.storage.held import MARK, Held, hold, remove_unheld

_PARTIAL = ".partial"
_BEFORE = ".before"


def check_free(out: Path) -> None:
    """Raise `UsageError` where `out` is anything but absent or an empty folder."""
    refuse_own(out)
    empty = out.is_dir() and not out.is_symlink() and not any(out.iterdir())
    if os.path.lexists(out) and not empty:
        kind = "a folder that is not empty" if out.is_dir() else "a file"
        raise UsageError(f"cannot write {out}: {kind} is there, and it was left alone; remove it or choose another")


def check_absent(out: Path) -> None:
    """Raise `UsageError` where anything is at `out`, an empty folder too: what is written there is a file."""
    check_free(out)
    if os.path.lexists(out):
        raise UsageError(f"cannot write {out}: a folder is there, and it was left alone; name a new file in it")


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
def half_made(out: Path) -> Iterator[tuple[Path, Held]]:
    """Where to make what becomes `out`: a place in a hidden folder beside it, which is held, and gone at the end."""
    with suppress(OSError):  # of a folder that may not be looked into
        _remove_leavings(out)
    work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=_PARTIAL, dir=out.parent))
    try:
        with hold(work) as held:
            yield work / out.name, held
    finally:
        if not os.path.lexists(work / f"{out.name}{_BEFORE}"):
            shutil.rmtree(work, ignore_errors=True)


def _remove_leavings(out: Path) -> None:
    """Take away what killed commands left half-made beside `out`; that of running ones, and of others' names, stays."""
    name = re.compile(rf"\.{re.escape(out.name)}\.[a-z0-9_]{{8}}{re.escape(_PARTIAL)}")
    for left in out.parent.iterdir():
        if name.fullmatch(left.name) and not _is_last_copy(left / f"{out.name}{_BEFORE}", out):
            remove_unheld(left)


def _is_last_copy(before: Path, out: Path) -> bool:
    """Whether what was at `out` is nowhere else, as it was moved away and nothing came in its place."""
    return os.path.lexists(before) and not os.path.lexists(out)


@contextmanager
def whole(out: str | os.PathLike[str], check: Callable[[Path], None] = check_free) -> Iterator[Path]:
    """Where to write a file or a folder that becomes `out` when the block ends, and vanishes when it fails.

    `check` raises `UsageError` for what must stay at `out`; what it lets pass is replaced. What the block makes there
    has the mode that the umask gives. Raises `UsageError` where `out` cannot be written.
    """
    out = output_path(out)
    with ExitStack() as stack:
        try:
            out = Path(os.path.abspath(out))  # noqa: PTH100 - a link is followed by the rename only
            check(out)
            out.parent.mkdir(parents=True, exist_ok=True)
            part, held = stack.enter_context(half_made(out))
        except OSError as error:
            raise UsageError(f"cannot write {out}: {error.strerror}: choose another place") from None
        try:
            yield part
            put_in_place(out, part, held, check)
        except OSError as error:
            raise UsageError(f"cannot write {out}: {error.strerror or error}; nothing was changed there") from None


def put_in_place(out: Path, part: Path, held: Held, check: Callable[[Path], None]) -> None:
    """Move what was half-made to `out`, in place of what `check` lets pass there.

    Where that fails, what was there is there again. Raises `UsageError` where the half-made was taken away meanwhile,
    and where what was there cannot be moved back: it stays beside, in a hidden folder.
    """
    if not held.is_there():
        raise UsageError(
            f"cannot write {out}: the folder in which it was made, {part.parent}, was removed meanwhile; nothing was "
            "changed there: run the command again"
        )
    check(out)  # what was free before the work began may be taken now
    before = part.with_name(f"{out.name}{_BEFORE}")
    try:
        if os.path.lexists(out):
            out.rename(before)
            _check_moved(before, out, check)
        part.rename(out)
    except BaseException as error:
        if os.path.lexists(before):
            _move_back(before, out, error)
        raise
    if before.is_dir() and not before.is_symlink():
        shutil.rmtree(before, ignore_errors=True)
    elif os.path.lexists(before):
        before.unlink()


def _move_back(before: Path, out: Path, error: BaseException) -> None:
    why = "something else is there by now"
    with suppress(OSError):
        if not os.path.lexists(out):
            why = "that failed too"
            before.rename(out)
            return
    (before.parent / MARK).unlink(missing_ok=True)  # so that no later command takes it for leavings
    raise UsageError(
        f"cannot write {out}: {getattr(error, 'strerror', None) or type(error).__name__}. What was there could not be "
        f"moved back ({why}); it lies in {before}: move it to {out}"
    ) from error


def _check_moved(before: Path, out: Path, check: Callable[[Path], None]) -> None:
    try:
        check(before)
    except UsageError:
        raise UsageError(
            f"cannot write {out}: something came there meanwhile, and it was left as it is; name another place"
        ) from None
