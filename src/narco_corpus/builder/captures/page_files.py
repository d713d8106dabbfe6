"""The folder that a browser puts beside a page which it saves whole: its files are parts of the page."""

from __future__ import annotations

import os

FILES_OF_PAGE = "files that a browser saved with a page"
_ENDINGS = ("_files", "_archivos", "_arquivos", "_ficheiros", "_fichiers", "_file", "-Dateien")
"""What browsers add to the page's name, by their language."""
_PAGES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".asp", ".aspx", ".jsp")


def pages_of(folder: str) -> list[str]:
    """The names of which one is the page's, if a folder of this name is one of these; none for other folders."""
    ending = next((ending for ending in _ENDINGS if folder.endswith(ending)), None)
    return [f"{folder.removesuffix(ending)}{page}" for page in _PAGES] if ending and folder != ending else []


def is_of_page(path: str) -> bool:
    """Whether a folder on this machine has a page beside it to which it belongs."""
    within, _, last = path.rpartition("/")
    return any(os.path.isfile(f"{within}/{page}") for page in pages_of(last))  # noqa: PTH113


def files_below(folder: str) -> int:
    """How many files lie in a folder and the folders in it."""
    return sum(len(files) for _, _, files in os.walk(folder))
