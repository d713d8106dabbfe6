"""Files below any address that fsspec knows: s3, gs, memory, sftp and more."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from narco_corpus.address_errors import ADDRESS_ERRORS
from narco_corpus.errors import MissingExtraError, NarcoCorpusError, UsageError

_EXTRA = "remote"
_OF_EXTRA = ("aiobotocore", "aiohttp", "botocore", "huggingface_hub", "s3fs")
"""What the extra brings for stores that fsspec reads by packages of their own."""


class FilesystemFiles:
    """What lies below an fsspec URL."""

    def __init__(self, url: str) -> None:
        try:
            import fsspec
        except ImportError:
            raise MissingExtraError("fsspec", _EXTRA, f"opening {url}") from None
        try:
            self._filesystem, root = fsspec.core.url_to_fs(url)
        except ImportError as error:
            raise _without_driver(url, error) from None
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


def _without_driver(url: str, error: ImportError) -> NarcoCorpusError:
    """What to raise where the package is not installed by which fsspec reads such addresses; its words name it."""
    cause = error.__cause__ if isinstance(error.__cause__, ImportError) else error
    package = (cause.name or "").partition(".")[0]
    if package in _OF_EXTRA:
        return MissingExtraError(package, _EXTRA, f"opening {url}")
    return UsageError(f"cannot open {url}: {error}; no extra of narco-corpus brings it, so install it by itself")


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
