"""Compare the files of a repository with those of a release by the repository's listing, without downloading any."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from narco_corpus.errors import DataError
from narco_corpus.model.layout import MANIFEST
from narco_corpus.model.manifest import Manifest, parse_manifest

if TYPE_CHECKING:
    from huggingface_hub import HfApi

_OF_THE_HUB = {".gitattributes"}
"""Files that the hub puts into every repository."""


@dataclass(frozen=True)
class LocalFile:
    """One file of a release, with both hashes by which hubs name contents."""

    path: str
    bytes: int
    sha256: str
    git: str
    """Hash of the git blob, which a listing gives for small files in place of the SHA-256."""


def local_files(folder: Path, manifest: Manifest) -> list[LocalFile]:
    """The files of a release folder that was verified, the manifest among them."""
    return [_local_file(folder, path) for path in (*(f.path for f in manifest.files), MANIFEST)]


def differences(api: HfApi, repository: str, revision: str, files: list[LocalFile]) -> list[str]:
    """What is missing, different or too many in a revision of a repository; empty where it is the release."""
    from huggingface_hub.hf_api import RepoFile

    tree = api.list_repo_tree(repository, repo_type="dataset", revision=revision, recursive=True)
    listed = {e.path: e for e in tree if isinstance(e, RepoFile) and e.path not in _OF_THE_HUB}
    found = [f"{path} is too many" for path in sorted(listed.keys() - {f.path for f in files})]
    for file in files:
        entry = listed.get(file.path)
        if entry is None:
            found.append(f"{file.path} is missing")
        elif entry.size != file.bytes or (entry.lfs.sha256 != file.sha256 if entry.lfs else entry.blob_id != file.git):
            found.append(f"{file.path} differs")
    return found


def manifest_at(api: HfApi, repository: str, revision: str) -> Manifest | None:
    """What the release in a revision of a repository says of itself; None where none of this package's is there."""
    if not api.file_exists(repository, MANIFEST, repo_type="dataset", revision=revision):
        return None
    raw = Path(api.hf_hub_download(repository, MANIFEST, repo_type="dataset", revision=revision)).read_bytes()
    with suppress(DataError):  # another one's manifest
        return parse_manifest(raw, repository)
    return None


def strange_files(
    api: HfApi, repository: str, revision: str, files: list[LocalFile], there: Manifest | None
) -> list[str]:
    """What is in a revision beside the release `there` and what bears the names of these files, sorted."""
    from huggingface_hub.hf_api import RepoFile

    tree = api.list_repo_tree(repository, repo_type="dataset", revision=revision, recursive=True)
    listed = {entry.path for entry in tree if isinstance(entry, RepoFile)} - _OF_THE_HUB
    known = {file.path for file in files} | {file.path for file in (there.files if there else ())}
    return sorted(listed - known)


def _local_file(folder: Path, path: str) -> LocalFile:
    size = (folder / path).stat().st_size
    sha256, git = hashlib.sha256(), hashlib.sha1(f"blob {size}\0".encode(), usedforsecurity=False)
    with (folder / path).open("rb") as file:
        while piece := file.read(1 << 20):
            sha256.update(piece)
            git.update(piece)
    return LocalFile(path, size, sha256.hexdigest(), git.hexdigest())
