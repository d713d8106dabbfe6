"""The folder of a build in progress, on this machine or at an fsspec URL; each file of it appears whole."""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, TypeVar, cast

import msgspec

from narco_corpus.builder.captures.storage import is_url
from narco_corpus.builder.spool import write_whole
from narco_corpus.errors import UsageError
from narco_corpus.storage.held import MARK, is_marked

T = TypeVar("T")


class Work(msgspec.Struct, frozen=True):
    """A place for what the steps of a build hand on; cheap to send to workers, who see the same files."""

    place: str
    """Absolute path or fsspec URL."""

    @property
    def folder(self) -> Path | None:
        """The folder on this machine; None at a URL."""
        return None if is_url(self.place) else Path(self.place)

    def write(self, name: str, fill: Callable[[BinaryIO], T]) -> T:
        """Let `fill` write a file; it is there under its name once it is whole."""
        if self.folder is not None:
            return write_whole(self.folder / name, fill)
        with tempfile.TemporaryDirectory() as near:
            local = Path(near) / "part"
            result = write_whole(local, fill)
            self._remote().put_file(str(local), self._url(name))
        return result

    def put(self, name: str, content: bytes) -> None:
        """Write a file of this content."""
        self.write(name, lambda sink: sink.write(content))

    def read(self, name: str) -> bytes:
        """The content of a file; raises FileNotFoundError where there is none."""
        if self.folder is not None:
            return (self.folder / name).read_bytes()
        return bytes(self._remote().cat_file(self._url(name)))

    def read_ranges(self, name: str, ranges: Sequence[tuple[int, int]]) -> list[bytes]:
        """Some stretches of a file, each given by its offset and length."""
        if self.folder is None:
            starts, ends = [a for a, _ in ranges], [a + n for a, n in ranges]
            places = [self._url(name)] * len(ranges)
            return cast(list[bytes], self._remote().cat_ranges(places, starts, ends, on_error="raise"))
        found = []
        with (self.folder / name).open("rb") as source:
            for offset, length in ranges:
                source.seek(offset)
                found.append(source.read(length))
        return found

    def has(self, name: str) -> bool:
        """Whether a file is there."""
        if self.folder is not None:
            return (self.folder / name).exists()
        return bool(self._remote().exists(self._url(name)))

    def names(self, prefix: str = "") -> list[str]:
        """Names of the files that begin with the prefix, sorted."""
        if self.folder is not None:
            return sorted(p.name for p in self.folder.glob(f"{prefix}*"))
        found = self._remote().glob(self._url(f"{prefix}*"))
        return sorted(str(path).rpartition("/")[2] for path in found)

    def remove(self, name: str) -> None:
        """Take a file away if it is there."""
        if self.folder is not None:
            (self.folder / name).unlink(missing_ok=True)
        elif self.has(name):
            self._remote().rm_file(self._url(name))

    def has_slices(self) -> bool:
        """Whether a build finished something here that another one can go on from."""
        return any(name.endswith(".done") for name in self.names("slice-"))

    def remove_all(self) -> None:
        """Take the whole folder away, which `make` made."""
        if self.folder is not None:
            shutil.rmtree(self.folder, ignore_errors=True)
        elif self.has(MARK):
            self._remote().rm(self._url("").rstrip("/"), recursive=True)

    def make(self) -> None:
        """Make the folder, which only the user may enter, or take the one that an earlier build made.

        Raises OSError, with the reason, where it cannot be made, UsageError where something else is there.
        """
        if self.folder is None:
            self._make_remote()
            return
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError):
            self.folder.mkdir(mode=0o700)
        if not is_marked(self.folder) and (self.folder.is_symlink() or any(self.folder.iterdir())):
            raise self._strange()
        self.folder.chmod(0o700)

    def _make_remote(self) -> None:
        try:
            remote = self._remote()
            remote.invalidate_cache()
            marked = self.has(MARK)
            if not marked and not remote.find(self._url("").rstrip("/")):
                self.put(MARK, b"")
                marked = True
        except Exception as error:  # noqa: BLE001 - every store has errors of its own
            raise OSError(errno.EIO, f"{type(error).__name__}: {error}") from None
        if not marked:
            raise self._strange()

    def _strange(self) -> UsageError:
        return UsageError(
            f"cannot work in {self.place}: something is there that no build of this version made, and it was left "
            "alone; remove it, or choose another place with --work"
        )

    def finished(self, task: str, fingerprint: str, kind: type[T]) -> T | None:
        """What a task returned when it was done before, if what it worked on is still the same."""
        try:
            known, result = msgspec.msgpack.decode(self.read(f"{task}.done"), type=tuple[str, kind])  # type: ignore[valid-type]
        except (FileNotFoundError, msgspec.DecodeError):
            return None
        return result if known == fingerprint else None

    def finish(self, task: str, fingerprint: str, result: Any) -> None:
        """Note that a task is done, all its files written."""
        self.put(f"{task}.done", msgspec.msgpack.encode((fingerprint, result)))

    def _remote(self) -> Any:
        import fsspec

        return fsspec.core.url_to_fs(self.place)[0]

    def _url(self, name: str) -> str:
        return f"{self.place.rstrip('/')}/{name}"
