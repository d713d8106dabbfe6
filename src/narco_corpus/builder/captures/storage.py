"""Opens files by root and name, on this machine or at an fsspec URL; makes valid text of file names."""

from __future__ import annotations

import errno
import os
import re
import shutil
import stat
import tempfile
from functools import lru_cache
from typing import Any, BinaryIO, cast

_FLAGS = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
_URL = re.compile(r"^[A-Za-z][A-Za-z0-9+.-]+:(//|:)")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f\\\u0080-\u009f\u2028\u2029\ud800-\udfff]")


def is_url(place: str) -> bool:
    """Whether the place is an fsspec URL."""
    return _URL.match(place) is not None


def open_binary(root: str, name: str) -> BinaryIO:
    """The file, opened to read bytes, with seek.

    What a web server only gives from front to back is copied to a temporary file first.

    Raises:
        OSError: it cannot be opened.
    """
    if not is_url(root):
        return os.fdopen(open_local(f"{root}/{name}"), "rb")
    filesystem, path = _remote(root, name)
    if has_ranges(root, name):
        return cast(BinaryIO, filesystem.open(path, "rb"))
    copy = tempfile.TemporaryFile()  # noqa: SIM115 - the caller closes it
    with filesystem.open(path, "rb", block_size=0) as stream:
        shutil.copyfileobj(stream, copy, 1 << 20)
    copy.seek(0)
    return cast(BinaryIO, copy)


def plain_path(root: str, name: str) -> str | None:
    """The path by which a library opens a file on this machine by itself; None where only `open_binary` will do.

    Of names beyond ASCII it depends on the system, and on the library, which bytes they stand for.
    """
    path = f"{root}/{name}"
    return path if path.isascii() and not is_url(root) else None


def open_local(path: str) -> int:
    """The descriptor of a file on this machine.

    Without waiting: a pipe that nobody writes to would be waited for without end, and a device has none.

    Raises:
        OSError: it cannot be opened, or is a folder, pipe, socket or device.
    """
    descriptor = os.open(path, _FLAGS)
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        what = "a folder" if stat.S_ISDIR(mode) else "a pipe, a socket or a device"
        raise OSError(errno.EINVAL, f"it is {what}, not a file; copy its content into a file")
    return descriptor


@lru_cache(maxsize=1024)
def has_ranges(root: str, name: str) -> bool:
    """Whether a part of the file can be read without what comes before it; a web server is asked for one byte."""
    if not root.startswith(("http:", "https:")):
        return True
    filesystem, path = _remote(root, name)
    try:
        with filesystem.open(path, "rb", cache_type="none") as stream:
            stream.seek(1)
            return len(stream.read(1)) == 1
    except ValueError:
        return False


def _remote(root: str, name: str) -> tuple[Any, str]:
    import fsspec

    filesystem, folder = fsspec.core.url_to_fs(root)
    return filesystem, f"{folder.rstrip('/')}/{name}"


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
