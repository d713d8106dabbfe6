"""Files below an http address, whole or in ranges of bytes; needs nothing but the standard library."""

from __future__ import annotations

import http.client
import socket
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast
from urllib.parse import quote, urlsplit, urlunsplit

from narco_corpus.errors import UsageError

_TIMEOUT = 60
_PAUSES = (0.5, 2.0)
"""Seconds before each further try of a request that failed on its way or met a busy server."""
_AS_GIVEN = "%/?:@!$&'()*+,;=~"
"""What stays as it is in an address; anything else that is not ASCII is written in bytes."""
_BUSY = (429, 500, 502, 503, 504)


class HttpFiles:
    """What lies below a URL; its query, if any, goes with every request."""

    def __init__(self, url: str) -> None:
        """Raises `UsageError` for what is no address."""
        try:
            parts = urlsplit(url)
        except ValueError as error:
            raise UsageError(f"cannot open {url}: {error}; check the address") from None
        if not parts.netloc:
            raise UsageError(f"cannot open {url}: it names no host; check the address")
        self._parts = parts._replace(path=quote(parts.path, safe=_AS_GIVEN), query=quote(parts.query, safe=_AS_GIVEN))

    def read(self, path: str, start: int, end: int) -> bytes | None:
        """The bytes `[start, end)` of a file; None where the server only gives whole files.

        Raises `FileNotFoundError` or another `OSError`.
        """
        with self._get(path, {"Range": f"bytes={start}-{end - 1}"}) as answer:
            return answer.read(end - start) if answer.status == 206 else None

    @contextmanager
    def stream(self, path: str) -> Iterator[BinaryIO]:
        """A whole file; raises as `read`."""
        with self._get(path, {}) as answer:
            yield cast(BinaryIO, answer)

    def paths(self) -> None:
        """A web server does not list what it has."""
        return

    @contextmanager
    def _get(self, path: str, headers: dict[str, str]) -> Iterator[http.client.HTTPResponse]:
        whole = self._parts._replace(path=f"{self._parts.path.rstrip('/')}/{quote(path)}")
        request = urllib.request.Request(  # noqa: S310 - the caller gives http and https addresses only
            urlunsplit(whole), headers={"Accept-Encoding": "identity", "User-Agent": "narco-corpus", **headers}
        )
        answer = _open(request)
        try:
            yield answer
        except http.client.HTTPException as error:
            raise OSError(f"the answer broke off ({error!r})") from None
        finally:
            answer.close()


def _open(request: urllib.request.Request) -> http.client.HTTPResponse:
    for pause in (*_PAUSES, None):
        try:
            return cast(http.client.HTTPResponse, urllib.request.urlopen(request, timeout=_TIMEOUT))  # noqa: S310
        except urllib.error.HTTPError as error:
            error.close()
            if error.code in (404, 410):
                raise FileNotFoundError(f"HTTP {error.code} {error.reason}") from None
            if error.code not in _BUSY or pause is None:
                raise OSError(f"HTTP {error.code} {error.reason}") from None
        except (urllib.error.URLError, TimeoutError, http.client.HTTPException) as error:
            if pause is None or isinstance(getattr(error, "reason", None), ConnectionRefusedError | socket.gaierror):
                raise OSError(str(getattr(error, "reason", error))) from None
        time.sleep(pause)
    raise AssertionError("the last try returns or raises")
