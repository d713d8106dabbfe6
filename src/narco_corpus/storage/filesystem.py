"""Files below any address that fsspec knows: s3, gs, memory, sftp and more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from narco_corpus.errors import MissingExtraError, UsageError
from narco_corpus.storage.address_errors import ADDRESS_ERRORS, REMOTE, without_driver


class FilesystemFiles:
    """What lies below an fsspec URL."""

    def __init__(self, url: str) -> None:
        try:
            import fsspec
        except ImportError:
            raise MissingExtraError("fsspec", REMOTE, f"opening {url}") from None
        try:
            self._filesystem, root = fsspec.core.url_to_fs(url)
        except ImportError as error:
            raise without_driver(url, error) from None
        except ADDRESS_ERRORS as error:  # a driver that the address does not tell enough
            raise UsageError(f"cannot open {url}: {error}; check the address") from error
        self._root = root.rstrip("/")

    def read(self, path: str, start: int, end: int) -> bytes:
        """The bytes `[start, end)` of a file; raises `FileNotFoundError` or another `OSError`."""
        with _as_os_error():
            data: bytes = self._filesystem.cat_file(self._place(path), start=start, end=end)
            return data

    @contextmanager
    def stream(self, path: str) -> Iterator[BinaryIO]:
        """A whole file; raises as `read`, also when it is read."""
        with _as_os_error():
            file = self._filesystem.open(self._place(path), "rb")
        with file:
            yield cast(BinaryIO, _Reading(file))

    def paths(self) -> list[str]:
        """All files, sorted."""
        with _as_os_error():
            found: list[Any] = self._filesystem.find(self._root)
        return sorted(str(path).removeprefix(f"{self._root}/") for path in found)

    def _place(self, path: str) -> str:
        return f"{self._root}/{path}"


class _Reading:
    """A file of a driver; what else happens in a block that reads it is not the driver's."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        """See `io.RawIOBase`; raises `OSError`."""
        with _as_os_error():
            data: bytes = self._file.read(size)
            return data


@contextmanager
def _as_os_error() -> Iterator[None]:
    try:
        yield
    except (OSError, MissingExtraError):
        raise
    except Exception as error:
        # Each driver raises errors of its own kinds; from outside all of them mean that the file cannot be had. Only a
        # driver's own calls stand in such a block.
        if type(error).__module__.startswith("narco_corpus"):
            raise
        raise OSError(f"{type(error).__name__}: {error}") from error
