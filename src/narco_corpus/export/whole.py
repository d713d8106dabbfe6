"""Output that appears whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from narco_corpus.errors import UsageError


@contextmanager
def whole(out: Path) -> Iterator[Path]:
    """Where to write a file or a folder that becomes `out` when the block ends, and vanishes when it fails.

    Raises `UsageError` where something is at `out` (an empty folder aside) or it cannot be written.
    """
    out = Path(os.path.abspath(out))  # noqa: PTH100 - a link is followed by the rename only
    _check_free(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(prefix=f".{out.name}.", suffix=".partial", dir=out.parent))
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}: choose another place") from None
    try:
        part = work / out.name
        yield part
        _check_free(out)
        if out.is_dir():
            out.rmdir()
        part.rename(out)
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror or error}; nothing was left there") from None
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _check_free(out: Path) -> None:
    empty = out.is_dir() and not out.is_symlink() and not any(out.iterdir())
    if os.path.lexists(out) and not empty:
        kind = "a folder that is not empty" if out.is_dir() else "a file"
        raise UsageError(f"cannot write {out}: {kind} is there, and it was left alone; remove it or choose another")
