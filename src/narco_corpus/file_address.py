"""Places on this machine that a user names as a path or by a `file://` address."""

from __future__ import annotations

from urllib.parse import urlsplit

from narco_corpus.errors import UsageError

_SCHEME = "file://"


def local_path(place: str, doing: str) -> str:
    """The path that a `file://` address names, so that it is read and written like one; any other place as it is.

    Raises:
        UsageError: it names no absolute path on this machine; the text begins with `doing`, as in `cannot open`.
    """
    if not place.startswith(_SCHEME):
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
