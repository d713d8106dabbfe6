"""Which files of a folder are pages that `browse` wrote: they are listed in it, so that nothing else is replaced."""

from __future__ import annotations

import os
from pathlib import Path

from narco_corpus.errors import UsageError

FILES = "data/files.txt"
"""Lists every file of the pages, itself too: one path a line, `/` between parts."""


def list_files(folder: Path) -> None:
    """Write the list into a folder of pages that is finished but for it."""
    paths = sorted({*_present(folder), FILES})
    (folder / FILES).write_text("".join(f"{path}\n" for path in paths), encoding="utf-8", newline="\n")


def check_replaceable(out: Path) -> None:
    """Raise `UsageError` where `out` is anything but absent, an empty folder, or pages and nothing else."""
    try:
        if not os.path.lexists(out):
            return
        if not out.is_dir():
            raise UsageError(f"cannot write {out}: a file is there; name a new folder")
        present = _present(out)
        listed = (out / FILES).read_text(encoding="utf-8", errors="replace").splitlines() if FILES in present else []
    except OSError as error:
        raise UsageError(f"cannot write {out}: {error.strerror}; name a new folder") from None
    if strange := sorted(present.difference(listed)):
        some = ", ".join(strange[:3]) + (", …" if len(strange) > 3 else "")
        what = (
            "holds other files beside the pages" if listed else "is not empty, and `browse` did not write what is there"
        )
        raise UsageError(f"{out} {what} ({some}): nothing was changed; name a new folder")


def _present(folder: Path) -> set[str]:
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir() or p.is_symlink()}
