"""Open a release that lies in a dataset repository: the snapshot of one revision, checked, and offline once cached."""

from __future__ import annotations

import hashlib
import re
import warnings
from contextlib import suppress
from pathlib import Path

from narco_corpus.errors import DataError, MissingExtraError, OfflineWarning, UsageError
from narco_corpus.hub.client import check_repository, client, explained, is_unreachable
from narco_corpus.model.manifest import Manifest, parse_manifest
from narco_corpus.model.version import Version
from narco_corpus.release import FolderStorage, Release, verify_release
from narco_corpus.storage.cache import cache_folder

_ADDRESS = re.compile(r"hf://datasets/(?P<repository>[^@]+?)/?(@(?P<revision>.+))?")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_DEFAULT = "main"


def open_snapshot(address: str, revision: str | None) -> Release:
    """The release in a revision of `hf://datasets/ORG/NAME`; `…/NAME@REVISION` is the same as `revision`.

    A version (`1.2.0` or `v1.2.0`) is the tag `v1.2.0`, and the release there has to be of that version. A branch or a
    commit is taken as it is, without a revision `main`. Every file is compared with the manifest when a snapshot is
    opened for the first time. Where the hub cannot be reached, the cached snapshot of that very revision is opened; of
    a branch, which may have moved on, with a warning.

    Raises `UsageError` for a repository or a revision that is not there or neither cached nor to be reached,
    `DataError` for a damaged release and another version than was asked for.
    """
    match = _ADDRESS.fullmatch(address)
    if match is None or (match["revision"] and revision):
        raise UsageError(f"cannot open {address}: expected hf://datasets/ORG/NAME, with the revision in one place only")
    repository = check_repository(match["repository"])
    asked = match["revision"] or revision
    version = _version(asked) if asked else None
    tag = f"v{version}" if version else asked or _DEFAULT
    folder = _download(repository, tag)
    release = _checked(folder, f"hf://datasets/{repository}@{tag}")
    if version and release.manifest.data_version != str(version):
        raise DataError(
            f"hf://datasets/{repository}: the tag {tag} holds data version {release.manifest.data_version}; do not "
            "trust this repository"
        )
    return release


def _version(revision: str) -> Version | None:
    return Version.from_text(revision.removeprefix("v"))


def _download(repository: str, revision: str) -> Path:
    api = client(f"opening hf://datasets/{repository}")
    try:
        from huggingface_hub import snapshot_download
    except ImportError:
        raise MissingExtraError("huggingface_hub", "hf", f"opening hf://datasets/{repository}") from None
    moving = not (_version(revision) or _COMMIT.fullmatch(revision))
    with explained(f"hf://datasets/{repository}@{revision}"):
        folder = Path(snapshot_download(repository, repo_type="dataset", revision=revision))
        if moving:
            try:
                current = api.dataset_info(repository, revision=revision).sha
            except Exception as error:
                if not is_unreachable(error):
                    raise
                current = None
            if current != folder.name:
                warnings.warn(
                    f"hf://datasets/{repository}: the hub cannot be reached, so {revision} is as it was downloaded "
                    f"last (commit {folder.name[:12]}); give a version to be sure of what you read",
                    OfflineWarning,
                    stacklevel=5,
                )
    return folder


def _checked(folder: Path, name: str) -> Release:
    storage = FolderStorage(folder)
    raw = storage.manifest()
    manifest = parse_manifest(raw, name)
    release = Release(storage, manifest)
    # Hashing gigabytes at each start would cost minutes; the hub's cache is never written to again.
    mark = cache_folder() / "snapshots" / hashlib.sha256(str(folder.resolve()).encode() + raw).hexdigest()
    if mark.is_file() and _has_sizes(folder, manifest):
        return release
    found = verify_release(release)
    if not found.ok:
        some = "; ".join(str(problem) for problem in found.problems[:3])
        raise DataError(f"{name} is not as its manifest says ({some}); delete {folder} and load it again")
    with suppress(OSError):  # without a place to write, it is checked again next time
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()
    return release


def _has_sizes(folder: Path, manifest: Manifest) -> bool:
    try:
        return all((folder / file.path).stat().st_size == file.bytes for file in manifest.files)
    except OSError:
        return False
