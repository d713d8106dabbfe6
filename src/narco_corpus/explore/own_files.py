"""Which files of a folder are pages that `browse` wrote: they are listed in it, so that nothing else is replaced."""

from __future__ import annotations

import os
from pathlib import Path

from narco_corpus.storage.whole import check_replaceable, files_in

FILES = "data/files.txt"
"""Lists every file of the pages, itself too: one path a line, `/` between parts."""
_ALWAYS = frozenset({FILES, "data/site.js", "index.html"})
"""Files that all pages have: another list of that name, as of all files of a project, has others."""


def list_files(folder: Path) -> None:
    """Write the list into a folder of pages that is finished but for it."""
    paths = sorted({*files_in(folder), FILES})
    (folder / FILES).write_text("".join(f"{path}\n" for path in paths), encoding="utf-8", newline="\n")


def check_place(out: Path) -> None:
    """Raise `UsageError` where `out` is anything but absent, an empty folder, or pages and nothing else."""
    check_replaceable(out, "pages", _listed)


def _listed(folder: Path) -> list[str]:
    listed = folder / FILES
    lines = listed.read_text(encoding="utf-8", errors="replace").splitlines() if os.path.lexists(listed) else []
    return lines if _ALWAYS.issubset(lines) else []
