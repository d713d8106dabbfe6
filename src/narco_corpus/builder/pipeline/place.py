"""Where a build works: a folder with a fixed name, so that a build that was stopped goes on from what is finished."""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from narco_corpus._version import __version__
from narco_corpus.builder.captures.storage import is_url
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.errors import NarcoCorpusError, RefusedInputsError, UsageError
from narco_corpus.model.manifest import Manifest
from narco_corpus.model.schema import schema_folder
from narco_corpus.release import open_release
from narco_corpus.storage.address_errors import storage_errors
from narco_corpus.storage.cache import own_folder
from narco_corpus.storage.file_address import local_path
from narco_corpus.storage.held import hold

_NOT_PLAIN = re.compile(r"[^A-Za-z0-9._-]")
"""What a name in an address may not hold, or would hold as a pattern."""
_GOES_ON = "goes on from what is finished, which lies in {}"
_LONGEST_NAME = 80
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

    `shared` says that workers may be on other machines. A build that is stopped or killed leaves the folder where some
    slice is finished, and the next one goes on from there; one whose inputs are refused takes what it made away. Raises
    `UsageError` where it cannot be made, where another build is using it, and for what the system stops the build with.
    """
    work = Work(work_place(out, given, shared=shared))
    with ExitStack() as stack:
        try:
            work.make()
            near = work.folder or Path(stack.enter_context(TemporaryDirectory(prefix="narco-corpus.")))
            stack.enter_context(hold(near))
        except BlockingIOError:
            raise UsageError(f"another build of {out} is running (it works in {work.place}); wait for it") from None
        except OSError as error:
            raise UsageError(f"cannot work in {work.place}: {error.strerror}: choose a place with --work") from None
        goes_on = work.has_slices()
        try:
            yield work, near
        except BaseException as error:
            refused = isinstance(error, RefusedInputsError)
            if not work.has_slices() or (refused and not goes_on):
                work.remove_all()
                _explain(error, out, "run it again when that is mended")
                raise
            _explain(error, out, f"when that is mended, running the same command again {_GOES_ON.format(work.place)}")
            if isinstance(error, KeyboardInterrupt):
                raise InterruptedBuild(
                    f"what is finished lies in {work.place}: running the same command again goes on from there"
                ) from None
            error.add_note(f"the same command {_GOES_ON.format(work.place)}; remove that folder if you want none")
            raise
        work.remove_all()


def _explain(error: BaseException, out: str, remedy: str) -> None:
    """A full disk, a store that fails and the like as the user's to mend."""
    if isinstance(error, (sqlite3.OperationalError, *storage_errors())):
        raise UsageError(f"the build of {out} was stopped: {error}. Nothing was changed there; {remedy}") from error


def work_place(out: str, given: str | None, *, shared: bool) -> str:
    """The path or URL of the work folder of the release at `out`; that of a release at a URL lies in the user's cache.

    In a place that is given it is a folder of its own, named for the release, so that nothing else there is touched.
    Raises `UsageError` where others can write to the cache: what lies there is taken for work of an earlier build.
    """
    if given:
        real = _real(out)
        name = _NOT_PLAIN.sub("_", real.rpartition("/")[2])[:_LONGEST_NAME]
        own = f".{name}.{hashlib.sha256(os.fsencode(real)).hexdigest()[:16]}.work"
        if is_url(given):
            return given + own if given.endswith("/") else f"{given}/{own}"
        return str(Path(given).absolute() / own)
    if not is_url(out):
        path = Path(os.path.realpath(out))
        return str(path.with_name(f".{path.name}.work"))
    if shared:
        return out.rstrip("/") + ".work"
    return str(own_folder("work") / hashlib.sha256(out.encode()).hexdigest()[:16])


def written_places(out: str, given: str | None, *, shared: bool) -> list[str]:
    """What a build writes and so never reads: the release, the work folder, and the place given for it if that holds
    nothing else that would be read."""
    places = [out, work_place(out, given, shared=shared)]
    with suppress(OSError):
        if given and not is_url(given) and all(path.name.startswith(".") for path in Path(given).iterdir()):
            places.append(given)
    return places


def check_work(given: str | None, releases: Mapping[str, str | os.PathLike[str] | None]) -> None:
    """Raise `UsageError` where the place to work in that is given is or lies in one of these releases, by option."""
    if not given:
        return
    for option, place in releases.items():
        if place and f"{_real(given)}/".startswith(f"{_real(os.fspath(place))}/"):
            raise UsageError(
                f"--work {given} lies in the release of {option}: nothing was changed; choose a place outside of it"
            )


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
