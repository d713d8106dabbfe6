"""Where a build works: a folder with a fixed name, so that a build that was stopped goes on from what is finished."""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import BinaryIO

from narco_corpus._version import __version__
from narco_corpus.builder.captures.storage import is_url
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.errors import NarcoCorpusError, UsageError
from narco_corpus.file_address import local_path
from narco_corpus.model.manifest import Manifest
from narco_corpus.model.schema import schema_folder
from narco_corpus.release import open_release
from narco_corpus.storage.cache import own_folder

LOCK = "lock"
PACKAGE = Path(__file__).parents[2]
LIBRARIES = (
    "ahocorasick-rs", "courlan", "fastwarc", "fsspec", "ftfy", "htmldate", "jinja2", "jsonschema-rs", "justext", "lxml",
    "lxml-html-clean", "markdown-it-py", "msgspec", "packaging", "polars", "pyarrow", "rapidfuzz", "rensa",
    "selectolax", "trafilatura",
)  # fmt: skip
"""Distributions that decide what a build writes: those of the extra `build`, and what trafilatura reads pages with."""


class InterruptedBuild(KeyboardInterrupt):
    """Ctrl-C in a build of which parts are finished; the text says how to go on."""


@contextmanager
def working_place(out: str, given: str | None, *, shared: bool) -> Iterator[tuple[Work, Path]]:
    """The work folder of the release at `out`, and a folder on this machine; gone once the build is done.

    `shared` says that workers may be on other machines. A build that fails or is killed leaves the folder where some
    slice is finished, and the next one goes on from there. Raises `UsageError` where it cannot be made, and where
    another build is using it.
    """
    work = Work(work_place(out, given, shared=shared))
    try:
        work.make()
        near = work.folder or Path(tempfile.mkdtemp(prefix="narco-corpus."))
    except OSError as error:
        raise UsageError(f"cannot work in {work.place}: {error.strerror}: choose a place with --work") from None
    try:
        with _locked(near / LOCK, out):
            if given is None and work.folder is not None and not is_url(out):
                _remove_leavings(Path(os.path.abspath(out)))  # noqa: PTH100 - a link stays one
            try:
                yield work, near
            except BaseException as error:
                if not any(name.endswith(".done") for name in work.names("slice-")):
                    work.remove_all()
                elif isinstance(error, KeyboardInterrupt):
                    raise InterruptedBuild(
                        f"what is finished lies in {work.place}: running the same command again goes on from there"
                    ) from None
                raise
            work.remove_all()
    finally:
        if work.folder is None:
            shutil.rmtree(near, ignore_errors=True)


def work_place(out: str, given: str | None, *, shared: bool) -> str:
    """The path or URL of the work folder of the release at `out`; that of a release at a URL lies in the user's cache.

    Raises `UsageError` where others can write there: what lies in it is taken for work of an earlier build.
    """
    if given is not None:
        return given if is_url(given) else str(Path(given).absolute())
    if not is_url(out):
        path = Path(os.path.realpath(out))
        return str(path.with_name(f".{path.name}.work"))
    if shared:
        return out.rstrip("/") + ".work"
    return str(own_folder("work") / hashlib.sha256(out.encode()).hexdigest()[:16])


@contextmanager
def _locked(path: Path, out: str) -> Iterator[None]:
    """Hold the folder for this build; a lock of the system, so a killed build holds nothing."""
    try:
        import fcntl
    except ModuleNotFoundError:  # on Windows two builds of one release are the user's to avoid
        yield
        return
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise UsageError(f"another build of {out} is running (it works in {path.parent}); wait for it") from None
        yield


def _remove_leavings(out: Path) -> None:
    """Take away half-made release folders that killed builds of this release left."""
    for left in out.parent.glob(f".{out.name}.*.partial"):
        shutil.rmtree(left, ignore_errors=True)


def code_version() -> str:
    """Hash that changes with the package's code, its lists and models, and the libraries that decide bytes beside them,
    so that old work is not mixed in."""
    digest = hashlib.sha256(f"{__version__} {sys.version_info[:2]}\n".encode())
    digest.update("".join(f"{name} {_version(name)}\n" for name in LIBRARIES).encode())
    for root in (PACKAGE, schema_folder()):
        for path in sorted(_files(root)):
            content = path.read_bytes()
            digest.update(f"{path.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()


def _version(library: str) -> str:
    """The version of a library, `-` for one that is not installed: trafilatura's own ones change with its versions."""
    try:
        return version(library)
    except PackageNotFoundError:
        return "-"


def _files(root: Path) -> Iterator[Path]:
    """The files that a version of the package is made of; the release in it is none."""
    for folder, folders, names in os.walk(root):
        folders[:] = [name for name in folders if name not in ("__pycache__", "data")]
        yield from (Path(folder, name) for name in names)


def check_apart(out: str, earlier: str | os.PathLike[str] | None, option: str) -> None:
    """Raise `UsageError` where a build would replace the earlier release that it is built with."""
    if earlier is not None and _real(out) == _real(os.fspath(earlier)):
        raise UsageError(
            f"--out and {option} are both {out}: the build would replace the release that it is built with. Nothing "
            "was changed; write the new release to another folder"
        )


def _real(place: str) -> str:
    """The place without what two names of it differ in."""
    with suppress(UsageError):  # whoever opens it says what is wrong with it
        place = local_path(place, "cannot open")
    return place.rstrip("/") if is_url(place) else os.path.realpath(place)


def release_at(out: str) -> Manifest | None:
    """The manifest of the release that a build to this place replaces; None where none is there or it cannot be read.

    What is wrong with the place the build itself says. Hubs are not asked, since all of a release there is downloaded.
    """
    if out.startswith("hf://"):
        return None
    try:
        return open_release(out).manifest
    except NarcoCorpusError:
        return None


def fetch(work: Work, name: str, target: Path) -> None:
    """Copy a file of the work folder to this machine."""
    target.parent.mkdir(parents=True, exist_ok=True)
    sink: BinaryIO
    with target.open("wb") as sink:
        sink.write(work.read(name))
