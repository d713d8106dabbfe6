"""Open a release, wherever it lies, and check that its files are what its manifest says."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Protocol

from narco_corpus.errors import DataError, UsageError, opening
from narco_corpus.model.layout import MANIFEST
from narco_corpus.model.manifest import Manifest, ReleaseFile, manifest_is_intact, parse_manifest
from narco_corpus.storage.file_address import local_path, with_plain_scheme
from narco_corpus.storage.scanning import scanning

if TYPE_CHECKING:
    import polars as pl
    import pyarrow as pa

    from narco_corpus.removals.withdrawn import Withdrawn

_HUB_FILES = (".gitattributes", ".cache/", ".git/")
"""What dataset hubs put beside a release; no part of it."""
_DESKTOP_FILES = (".DS_Store", "Thumbs.db", "desktop.ini")
"""What macOS and Windows put into a folder that somebody looked at; no part of it either."""


class Storage(Protocol):
    """The files of one release; paths are relative to it, `/` between parts."""

    name: str
    """The address, as errors show it."""

    def open(self, path: str) -> BinaryIO:
        """A file for reading; raises `DataError` where it is missing or leads out of the release."""
        ...

    def location(self, path: str) -> str:
        """What pyarrow and polars open the file by; raises `DataError` as `open` does."""
        ...

    def scan(self, table: str, files: Sequence[ReleaseFile], schema_version: str) -> pl.LazyFrame:
        """The rows of some shards of a table, read when and as far as they are asked for.

        Columns that were added to the schema since the release's version of it are null.
        """
        ...

    def paths(self) -> list[str] | None:
        """All files that lie in the release, sorted; None where the address does not list them."""
        ...


class FolderStorage:
    """A release in a local folder."""

    def __init__(self, folder: Path) -> None:
        self.name = str(folder)
        self.folder = folder.absolute()  # the process may go to another folder
        self._sound: dict[str, tuple[list[str], tuple[pa.Field, ...]]] = {}
        """Shards whose columns were looked at: the names of these, and the columns that an earlier schema lacks."""
        real = Path(os.path.realpath(self.folder))
        self._inside = [real]
        if real.parent.name == "snapshots":
            # The download cache of Hugging Face: a snapshot is links into the folder `blobs` beside `snapshots`.
            self._inside.append(real.parent.parent / "blobs")

    def open(self, path: str) -> BinaryIO:
        """See `Storage`."""
        try:
            return Path(self.location(path)).open("rb")
        except OSError as error:
            raise DataError(f"{self.name}: {path} cannot be read: {error.strerror}") from None

    def location(self, path: str) -> str:
        """See `Storage`."""
        location = self.folder / path
        real = Path(os.path.realpath(location))
        if not any(real.is_relative_to(folder) for folder in self._inside):
            raise DataError(f"{self.name}: {path} is a link out of the release; do not trust this release")
        with opening(location):
            if not real.is_file():
                raise DataError(f"{self.name}: {path} is missing; get the release again")
        return str(location)

    def scan(self, table: str, files: Sequence[ReleaseFile], schema_version: str) -> pl.LazyFrame:
        """See `Storage`."""
        import polars as pl

        from narco_corpus.model.arrow import scan_with_nulls

        places = [self._checked(table, f.path, schema_version) for f in files]
        rows = pl.scan_parquet([place for place, _, _ in places], glob=False, hive_partitioning=False)
        return scan_with_nulls(table, rows, *places[0][1:])

    def _checked(self, table: str, path: str, schema_version: str) -> tuple[str, list[str], tuple[pa.Field, ...]]:
        """The location of a shard that has the columns of its table, their names, and the columns that it lacks."""
        location = self.location(path)
        if path not in self._sound:
            import pyarrow.parquet as pq

            from narco_corpus.model.arrow import check_columns

            with scanning(location):
                found = pq.read_schema(location)
            self._sound[path] = found.names, check_columns(table, found, location, schema_version)
        return location, *self._sound[path]

    def paths(self) -> list[str]:
        """See `Storage`."""
        with opening(self.folder):
            walked = os.walk(self.folder, onerror=_refuse)
            found = [Path(base) / name for base, _, names in walked for name in names]
        return sorted(p.relative_to(self.folder).as_posix() for p in found)

    def manifest(self) -> bytes:
        """The manifest; raises `DataError` where the folder holds none."""
        with opening(self.folder):
            names = sorted(path.name for path in self.folder.iterdir())
        if MANIFEST not in names:
            found = ", ".join(names[:3]) + (", …" if len(names) > 3 else "") if names else "nothing"
            raise DataError(f"{self.name} is no release: expected {MANIFEST}, found {found}")
        with self.open(MANIFEST) as file:
            return file.read()


def _refuse(error: OSError) -> None:
    """What `os.walk` passes over otherwise, so that files would seem to be missing."""
    raise error


@dataclass(frozen=True)
class Release:
    """A release that was opened: its files and what its manifest says of them."""

    storage: Storage
    manifest: Manifest
    withdrawn: Withdrawn | None = None
    """The rows that were withdrawn after this release, where it was looked through for them; None: it holds none."""
    hides_withdrawn: bool = True
    """Whether its tables leave these rows out."""

    @property
    def hidden(self) -> Withdrawn | None:
        """The rows that its tables leave out."""
        return self.withdrawn if self.hides_withdrawn else None


@dataclass(frozen=True)
class Problem:
    """One file that is not as the manifest says."""

    path: str
    kind: str
    """`missing`, `changed`, `extra` or `unreadable`."""
    message: str

    def __str__(self) -> str:
        return f"{self.path}: {self.message}"


@dataclass(frozen=True)
class Verification:
    """What `verify` found; true in a condition when all files are as the manifest says."""

    files: int
    """How many files the manifest lists, itself included."""
    problems: tuple[Problem, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.problems

    def __bool__(self) -> bool:
        return self.ok


def open_release(address: str | os.PathLike[str] | None = None, *, revision: str | None = None) -> Release:
    """Open the release at an address, or the one in the package where none is given.

    An address is a folder, `https://…`, any fsspec URL such as `s3://…`, or `hf://datasets/ORG/NAME` (see
    `hub.snapshot`). `revision` is the data version that is expected, with or without a leading `v`. Raises `UsageError`
    for an address where nothing is or that cannot be reached, and `DataError` for what is no release, is damaged, was
    written by a newer package, or is of another version than was asked for.
    """
    if address is not None and not isinstance(address, str | os.PathLike):
        raise UsageError(f"cannot open {address!r}: expected text or a path")
    text = "" if address is None else with_plain_scheme(os.fspath(address))
    if revision is not None and not isinstance(revision, str):
        raise UsageError(f"revision={revision!r}: expected text like '1.2.0'")
    if revision is not None and not revision.removeprefix("v").strip():
        raise UsageError(f"revision={revision!r} is empty: name a version like '1.2.0', or leave it out for any")
    if not text and address is not None:
        raise UsageError("cannot open '': name a folder or an address; `.` is this folder")
    if text.startswith("hf://"):
        from narco_corpus.hub.snapshot import open_snapshot

        return open_snapshot(text, revision)
    if "://" in text and not text.startswith("file://"):
        from narco_corpus.storage.remote import RemoteStorage

        remote = RemoteStorage(text)
        manifest = parse_manifest(remote.manifest(), remote.name)
        remote.expect(manifest.files)
        return _expected(Release(remote, manifest), revision)
    folder = FolderStorage(_shipped() if address is None else _folder(local_path(text, "cannot open")))
    return _expected(Release(folder, parse_manifest(folder.manifest(), folder.name)), revision)


def _expected(release: Release, revision: str | None) -> Release:
    storage, manifest = release.storage, release.manifest
    if revision is not None and revision.removeprefix("v") != manifest.data_version:
        raise DataError(
            f"{storage.name}: expected data version {revision.removeprefix('v')}, found {manifest.data_version}"
        )
    return release


def verify_release(release: Release) -> Verification:
    """Compare every file with the manifest: none missing, changed or extra; the manifest as it was written.

    At an address that does not list its files, extra ones are not noticed.
    """
    storage, manifest = release.storage, release.manifest
    listed = storage.paths()
    present = {f.path for f in manifest.files} if listed is None else set(listed)
    problems = [_compare(storage, f.path, f.bytes, f.sha256, f.path in present) for f in manifest.files]
    problems.append(_compare_manifest(storage, listed is None or MANIFEST in present))
    known = {f.path for f in manifest.files} | {MANIFEST}
    for path in sorted(present - known):
        if not path.startswith(_HUB_FILES) and path.rpartition("/")[2] not in _DESKTOP_FILES:
            problems.append(Problem(path, "extra", "is not listed in the manifest; remove it"))
    found = sorted((p for p in problems if p is not None), key=lambda p: p.path)
    return Verification(files=len(manifest.files) + 1, problems=tuple(found))


def _compare(storage: Storage, path: str, size: int, sha256: str, present: bool) -> Problem | None:
    if not present:
        return Problem(path, "missing", "is missing")
    try:
        with storage.open(path) as file:
            digest, found_size = hashlib.sha256(), 0
            while piece := file.read(1 << 20):
                digest.update(piece)
                found_size += len(piece)
    except (DataError, OSError) as error:
        return Problem(path, "unreadable", str(error))
    if found_size != size:
        return Problem(path, "changed", f"has {found_size} bytes, expected {size}")
    if digest.hexdigest() != sha256:
        return Problem(path, "changed", f"has SHA-256 {digest.hexdigest()}, expected {sha256}")
    return None


def _compare_manifest(storage: Storage, present: bool) -> Problem | None:
    if not present:
        return Problem(MANIFEST, "missing", "is missing")
    try:
        with storage.open(MANIFEST) as file:
            raw = file.read()
    except (DataError, OSError) as error:
        return Problem(MANIFEST, "unreadable", str(error))
    if not manifest_is_intact(raw):
        return Problem(MANIFEST, "changed", "is not as it was written: its checksum does not fit")
    return None


def _shipped() -> Path:
    folder = Path(__file__).parent / "data" / "release"
    if not folder.is_dir():
        raise DataError(f"the package holds no release at {folder}: install it again, or give a folder to open")
    return folder


def _folder(text: str) -> Path:
    try:
        folder = Path(text).expanduser()
    except RuntimeError:
        raise UsageError(f"cannot open {text}: there is no such user's home") from None
    with opening(text):
        if not folder.is_dir():
            found = "a file" if folder.exists() else "nothing"
            raise UsageError(f"cannot open {text}: expected a release folder, found {found}")
    return folder
