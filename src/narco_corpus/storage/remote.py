"""A release at an address: whole files go through the cache, scans read the bytes of their columns only."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, Protocol, cast

from narco_corpus.errors import DataError, UsageError
from narco_corpus.model.layout import MANIFEST
from narco_corpus.model.manifest import ReleaseFile
from narco_corpus.storage import cache

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    import polars as pl

MANIFEST_BYTES = 64 << 20
"""What is read of a manifest at most; one that lists a hundred thousand files takes 30 MB."""
_PIECE = 1 << 20
_IN_MEMORY = 8 << 20
"""Bytes of a file that is read past the cache; a larger one lies in a temporary file."""


class Files(Protocol):
    """Files below an address; every method raises `OSError` where one cannot be had."""

    def read(self, path: str, start: int, end: int) -> bytes | None:
        """The bytes `[start, end)`; None where only whole files are given."""
        ...

    def stream(self, path: str) -> AbstractContextManager[BinaryIO]:
        """A whole file."""
        ...

    def paths(self) -> list[str] | None:
        """All files, sorted; None where the address does not list them."""
        ...


class RemoteStorage:
    """A release below a URL; see `release.Storage`."""

    def __init__(self, url: str) -> None:
        self.name = url
        self._files = _files(url)
        self._expected: dict[str, ReleaseFile] = {}
        self._wanted: dict[str, int] = {}

    def expect(self, files: Iterable[ReleaseFile]) -> None:
        """Take the files that the manifest lists; only these can be read by location and in parts."""
        self._expected = {file.path: file for file in files}

    def manifest(self) -> bytes:
        """The manifest; raises `UsageError` where there is none or the address cannot be reached."""
        try:
            with self._files.stream(MANIFEST) as file:
                raw = b"".join(_pieces(file, MANIFEST_BYTES))
        except FileNotFoundError:
            raise UsageError(f"{self.name} is no release: there is no {MANIFEST} below it; check the address") from None
        except OSError as error:
            raise UsageError(f"cannot open {self.name}: {error}; check the address and the network") from None
        if len(raw) > MANIFEST_BYTES:
            raise DataError(
                f"{self.name}: {MANIFEST} has more than {MANIFEST_BYTES >> 20} MB; do not trust this release"
            )
        return raw

    def open(self, path: str) -> BinaryIO:
        """See `release.Storage`; what lies there now, whatever the cache holds.

        Raises `UsageError` where this machine has no room for it.
        """
        limit = self._expected[path].bytes if path in self._expected else MANIFEST_BYTES
        kept = cast(BinaryIO, tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY))  # noqa: SIM115 - the caller closes it
        for piece in self._fetched(path, limit):
            try:
                kept.write(piece)
            except OSError as error:
                place = tempfile.gettempdir()
                raise UsageError(f"{place} cannot be written: {error.strerror}; set TMPDIR to another folder") from None
        kept.seek(0)
        return kept

    def location(self, path: str) -> str:
        """See `release.Storage`: a file of the cache, which the whole file is put into."""
        file = self._expected[path]
        found = cache.find(file.sha256, file.bytes)
        if found is None:
            pieces = self._fetched(path, file.bytes)
            found = cache.fill(file.sha256, file.bytes, pieces, f"{self.name}/{path}")
        return str(found)

    def cached(self, path: str) -> str | None:
        """The location of a file that the cache holds already."""
        file = self._expected[path]
        found = cache.find(file.sha256, file.bytes)
        return str(found) if found else None

    def read(self, path: str, start: int, end: int) -> bytes | None:
        """Some bytes of a file; None where the server only gives whole files."""
        with self._reading(path):
            data = self._files.read(path, start, end)
        if data is not None and len(data) != end - start:
            raise DataError(
                f"{self.name}/{path} gave {len(data)} bytes at {start}, expected {end - start}: it is not the file "
                "that the manifest lists; get the release from its source again"
            )
        return data

    def size(self, path: str) -> int:
        """Bytes of a file, by the manifest."""
        return self._expected[path].bytes

    def is_half_read(self, path: str, more: int) -> bool:
        """Whether half of a file was wanted in parts, now that so many bytes more of it are.

        From then on the whole file, which is kept, is the better bargain, however many rows are asked for one by one.
        """
        self._wanted[path] = self._wanted.get(path, 0) + more
        return 2 * self._wanted[path] >= self.size(path)

    def scan(self, table: str, files: Sequence[ReleaseFile], schema_version: str) -> pl.LazyFrame:
        """See `release.Storage`."""
        from narco_corpus.storage.scan import scan_parts

        return scan_parts(self, table, [file.path for file in files], schema_version)

    def paths(self) -> list[str] | None:
        """See `release.Storage`."""
        with self._reading("the list of files"):
            return self._files.paths()

    def _fetched(self, path: str, limit: int) -> Iterator[bytes]:
        """A file piece by piece. As a generator it knows nothing of the errors of who takes the pieces."""
        with self._reading(path), self._files.stream(path) as file:
            yield from _pieces(file, limit)

    @contextmanager
    def _reading(self, path: str) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise DataError(f"{self.name}: {path} is missing; get the release again") from None
        except OSError as error:
            raise DataError(f"{self.name}: {path} cannot be read: {error}; check the network and try again") from None


def _files(url: str) -> Files:
    if url.startswith(("http://", "https://")):
        from narco_corpus.storage.http import HttpFiles

        return HttpFiles(url)
    from narco_corpus.storage.filesystem import FilesystemFiles

    return FilesystemFiles(url)


def _pieces(file: BinaryIO, limit: int) -> Iterator[bytes]:
    """The file piece by piece, one byte beyond the limit at most, so that who counts can tell."""
    left = limit + 1
    while left > 0 and (piece := file.read(min(_PIECE, left))):
        left -= len(piece)
        yield piece
