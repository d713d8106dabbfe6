"""Output that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from narco_corpus.errors import UsageError


def check_free(out: Path) -> None:
    """Raise `UsageError` where `out` is anything but absent or an empty folder."""
    empty = out.is_dir() and not out.is_symlink() and not any(out.iterdir())
    if os.path.lexists(out) and not empty:
        kind = "a folder that is not empty" if out.is_dir() else "a file"
        raise UsageError(f"cannot write {out}: {kind} is there, and it was left alone; remove it or choose another")


@contextmanager
def whole(out: Path, check: Callable[[Path], None] = check_free) -> Iterator[Path]:
    """Where to write a file or a folder that becomes `out` when the block ends, and vanishes when it fails.

    `check` raises `UsageError` for what must stay at `out`; what it lets pass is replaced. What the block makes there
    has the mode that the umask gives. Raises `UsageError` where `out` cannot be written.
    """
    out = Path(os.path.abspath(out))  # noqa: PTH100 - a link is followed by the rename only
    try:
        check(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".partial", dir=out.parent))
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}: choose another place") from None
    try:
        part = work / out.name
        yield part
        check(out)  # what was free before the work began may be taken now
        _replace(out, part, work / f"{out.name}.before")
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror or error}; nothing was changed there") from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _replace(out: Path, part: Path, before: Path) -> None:
    """Move `part` to `out`, and what was there to `before`; where that fails, what was there is there again."""
    try:
        if os.path.lexists(out):
            out.rename(before)
        part.rename(out)
    except BaseException:
        if os.path.lexists(before) and not os.path.lexists(out):
            before.rename(out)
        raise
