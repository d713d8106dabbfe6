"""Places that a user names as a path or by an address: which of them are on this machine."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from narco_corpus.errors import UsageError

_SCHEME = "file://"
_ALSO = "local://"
"""The same to fsspec."""
_BEGINS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:(?=//|:)")
_WAS_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:[/:]")
"""How an address begins, also where a path was made of it, which has one slash; drives have one letter."""


def local_path(place: str, doing: str) -> str:
    """The path that a `file://` or `local://` address names, so that it is read and written like one; any other place
    as it is, the scheme of an address in small letters.

    Raises:
        UsageError: it names no absolute path on this machine; the text begins with `doing`, as in `cannot open`.
    """
    place = with_plain_scheme(place)
    if not place.startswith((_SCHEME, _ALSO)):
        return place
    from urllib.request import url2pathname  # its import takes longer than opening a release

    try:
        parts = urlsplit(place)
        # What stands before the third slash is a host: `file://release` is no folder of that name.
        is_path = not (parts.netloc or parts.query or parts.fragment) and parts.path.startswith("/")
    except ValueError:
        is_path = False
    if not is_path:
        raise UsageError(
            f"{doing} {place!r}: expected file:// and an absolute path with %3F for ? and %23 for #, like "
            "file:///home/me/out. Check the address."
        )
    return url2pathname(parts.path)


def with_plain_scheme(place: str) -> str:
    """An address with its scheme in small letters, as `HTTPS://…` means the same; any other place as it is."""
    begins = _BEGINS.match(place)
    return place if begins is None else begins[0].lower() + place[begins.end() :]


def output_path(place: str | os.PathLike[str]) -> Path:
    """Where on this machine to write, also by a `file://` address.

    Raises:
        UsageError: it is no place on this machine.
    """
    if not isinstance(place, str | os.PathLike):
        raise UsageError(f"cannot write {place!r}: expected text or a path")
    path = local_path(os.fspath(place), "cannot write")
    if not path:
        raise UsageError("cannot write '': name a place, such as a new folder")
    if _WAS_ADDRESS.match(path):
        raise UsageError(
            f"cannot write {path}: this is written to a place on this machine and to no address; name one, and copy it "
            "from there"
        )
    return Path(path)
