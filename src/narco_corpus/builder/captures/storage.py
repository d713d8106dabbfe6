"""Opens files by root and name, on this machine or at an fsspec URL; makes valid text of file names."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import BinaryIO, cast

_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+:(//|:)")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\\u0080-\u009f\u2028\u2029\ud800-\udfff]")


def is_url(place: str) -> bool:
    """Whether the place is an fsspec URL."""
    return _URL.match(place) is not None


def open_binary(root: str, name: str) -> BinaryIO:
    """The file, opened to read bytes, with seek.

    Raises:
        OSError: it cannot be opened.
    """
    if not is_url(root):
        return cast(BinaryIO, Path(root, name).open("rb"))
    import fsspec

    filesystem, folder = fsspec.core.url_to_fs(root)
    return cast(BinaryIO, filesystem.open(f"{folder.rstrip('/')}/{name}" if name else folder, "rb"))


def path_text(name: str) -> str:
    r"""The name as valid text without control characters: undecodable bytes as `\xff`, a newline as `\n`.

    Backslashes are doubled, so that different names stay different.
    """
    return _UNSAFE.sub(_escape, name) if _UNSAFE.search(name) else name


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if "\udc80" <= character <= "\udcff":
        return f"\\x{os.fsencode(character)[0]:02x}"
    return character.encode("unicode_escape").decode() if character != "\\" else "\\\\"
