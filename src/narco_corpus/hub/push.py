"""Push a release to a dataset hub: one commit, verified by the hub's listing, then the tag of its data version."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from narco_corpus.corpus import withdrawn_since
from narco_corpus.errors import DataError, UsageError
from narco_corpus.hub.client import check_repository, client, explained
from narco_corpus.hub.listing import LocalFile, differences, local_files, manifest_at, strange_files
from narco_corpus.model.manifest import Manifest
from narco_corpus.model.version import Version
from narco_corpus.release import FolderStorage, open_release, verify_release

if TYPE_CHECKING:
    from huggingface_hub import HfApi


@dataclass(frozen=True)
class Push:
    """What a push did, or would do."""

    url: str
    steps: tuple[str, ...]
    """What was done, in order; empty where the repository held the release already."""
    commit: str | None
    """The commit that holds the release; None before it is made."""
    tag: str | None


@dataclass(frozen=True)
class _Remote:
    """What the hub has of a repository."""

    exists: bool
    private: bool
    head: str | None
    tags: dict[str, str]


@dataclass(frozen=True)
class _Due:
    """What is left to do; none of it depends on whether the rest is done already."""

    create: bool
    upload: bool
    tag: bool
    publish: bool


def push(
    folder: str | os.PathLike[str], repository: str, *, tag: bool = True, public: bool = False, dry_run: bool = False
) -> Push:
    """Upload a release folder as the dataset repository `ORG/NAME` and tag it `v<data version>`.

    The repository is made where it is not there, private unless `public`. All files go up in one commit that also takes
    away what an earlier release there has and this one has not; it is refused where the repository holds other files,
    and where somebody else committed meanwhile. The tag is set once the hub's listing shows every file with its hash.
    Of upload, tag and publishing only what is lacking is done, so that a release that is there already can still be
    tagged or published. A release that is tagged already goes up again where an earlier one stands in its place. With
    `dry_run` nothing is changed and the steps say what would be done.

    Raises `UsageError` without a token or the right to write, for a repository of other files or of a later data
    version, for a public repository without `public`, where the tag belongs to another release, and a hub that cannot
    be reached; `DataError` for a damaged release, for one that holds what was withdrawn since or does not leave out
    what the release there does, and an upload that did not arrive whole.
    """
    check_repository(repository)
    api = client("narco-corpus push")
    if "://" in (text := os.fspath(folder)) and not text.startswith("file://"):
        raise UsageError(f"{text}: give the folder of a release; to copy one from an address, download it first")
    release = open_release(folder)
    assert isinstance(release.storage, FolderStorage)  # noqa: S101 - what is no address
    found = verify_release(release)
    if not found.ok:
        some = "; ".join(str(problem) for problem in found.problems[:3])
        raise DataError(f"{folder} is not as its manifest says ({some}): nothing was pushed; build or get it again")
    if withdrawn := withdrawn_since(release):
        raise DataError(
            f"{folder} holds {len(withdrawn)} articles, comments or entities that were withdrawn on request since it "
            "was made: nothing was pushed; build it again with this version of the package"
        )
    _require_token()
    place = release.storage.folder
    files = local_files(place, release.manifest)
    with explained(repository):
        return _push(api, place, repository, files, release.manifest, tag=tag, public=public, dry_run=dry_run)


def _push(
    api: HfApi,
    folder: Path,
    repository: str,
    files: list[LocalFile],
    manifest: Manifest,
    *,
    tag: bool,
    public: bool,
    dry_run: bool,
) -> Push:
    version, remote = f"v{manifest.data_version}", _look(api, repository)
    if remote.exists and not remote.private and not public:
        raise UsageError(f"{repository} is public: give --public to publish there; nothing was changed")
    tagged = remote.tags.get(version)
    if tagged is not None and (wrong := differences(api, repository, version, files)):
        raise UsageError(
            f"{repository} has the tag {version} for another release ({wrong[0]}): a data version is never used "
            "again; give this release the next one (narco-corpus build --against the released one)"
        )
    there = None if remote.head in (None, tagged) else manifest_at(api, repository, remote.head or "")
    # What is tagged is there; the branch goes on to it, and never back to an earlier release.
    behind = tagged is None or (there is not None and _is_later(manifest, there))
    due = _Due(
        create=not remote.exists,
        upload=behind and (remote.head is None or bool(differences(api, repository, remote.head, files))),
        tag=tag and tagged is None,
        publish=public and remote.exists and remote.private,
    )
    commit = remote.head if tagged is None or due.upload else tagged
    if due.upload and remote.head is not None:
        _refuse_others(strange_files(api, repository, remote.head, files, there), repository)
        if there is not None:
            _refuse_to_go_back(there, manifest, repository)
    if dry_run:
        commit = None if due.upload else commit
    else:
        commit = _carry_out(api, folder, repository, files, version, due, commit, public=public)
    name = version if tag or tagged is not None else None
    url = f"{api.endpoint}/datasets/{repository}"
    steps = _told(due, repository, files, version, public=public)
    return Push(f"{url}/tree/{name}" if name else url, steps, commit, name)


def _refuse_others(strange: list[str], repository: str) -> None:
    """Raise `UsageError` where an upload would take away files that no release of this package lists there."""
    if strange:
        some = ", ".join(strange[:3]) + (", …" if len(strange) > 3 else "")
        raise UsageError(
            f"{repository} holds other files than those of a release ({some}), which a push would take away: nothing "
            "was pushed; push to another repository, or remove them there"
        )


def _is_later(one: Manifest, other: Manifest) -> bool:
    """Whether a release is of a later data version than another one."""
    return Version.parse(one.data_version, "manifest") > Version.parse(other.data_version, "manifest")


def _refuse_to_go_back(there: Manifest, manifest: Manifest, repository: str) -> None:
    """Raise `UsageError` where a later release is there, and `DataError` where that leaves out what was withdrawn and
    this one does not say that it does."""
    if _is_later(there, manifest):
        raise UsageError(
            f"{repository} holds data version {there.data_version}, which is later than {manifest.data_version}: "
            "nothing was pushed, since who loads it without a revision would get the earlier rows; build --against the "
            "release there, or push to another repository"
        )
    if missing := sorted(set(there.removals) - set(manifest.removals)):
        raise DataError(
            f"the release in {repository} leaves out {len(missing)} articles, comments or entities on request of which "
            f"this one does not say so ({missing[0]}): nothing was pushed; build it --against the release there, with "
            "the same --removals"
        )


def _carry_out(
    api: HfApi,
    folder: Path,
    repository: str,
    files: list[LocalFile],
    version: str,
    due: _Due,
    commit: str | None,
    *,
    public: bool,
) -> str | None:
    """Do what is due on top of `commit`; returns the commit that holds the release."""
    if due.create:
        api.create_repo(repository, repo_type="dataset", private=not public)
        commit = _look(api, repository).head
    if due.upload:
        commit = _upload(api, folder, repository, files, version, commit)
    if due.tag:
        api.create_tag(repository, repo_type="dataset", tag=version, revision=commit, tag_message=f"Data {version}")
    if due.publish:
        api.update_repo_settings(repository, repo_type="dataset", private=False)
    return commit


def _look(api: HfApi, repository: str) -> _Remote:
    from huggingface_hub.errors import RepositoryNotFoundError

    try:
        info = api.dataset_info(repository)
    except RepositoryNotFoundError:
        return _Remote(exists=False, private=True, head=None, tags={})
    refs = api.list_repo_refs(repository, repo_type="dataset")
    return _Remote(
        exists=True,
        private=bool(info.private),
        head=info.sha,
        tags={ref.name: ref.target_commit for ref in refs.tags},
    )


def _told(due: _Due, repository: str, files: list[LocalFile], version: str, *, public: bool) -> tuple[str, ...]:
    """The steps in words, in their order."""
    size = sum(file.bytes for file in files) / 1e6
    steps = (
        (due.create, f"create the {'public' if public else 'private'} dataset repository {repository}"),
        (due.upload, f"upload {len(files)} files ({size:,.1f} MB) in one commit and verify each by its hash"),
        (due.tag, f"tag the commit {version}"),
        (due.publish, f"make {repository} public"),
    )
    return tuple(text for is_due, text in steps if is_due)


def _upload(api: HfApi, folder: Path, repository: str, files: list[LocalFile], version: str, head: str | None) -> str:
    """The commit that holds the release, whole."""
    done: Any = api.upload_folder(
        repo_id=repository,
        repo_type="dataset",
        folder_path=folder,
        allow_patterns=[_literal(file.path) for file in files],
        delete_patterns="*",
        parent_commit=head,
        commit_message=f"Data version {version.removeprefix('v')}",
    )
    commit = str(done.oid)
    if wrong := differences(api, repository, commit, files):
        raise DataError(
            f"{repository}: the upload did not arrive whole ({'; '.join(wrong[:3])}), so it was not tagged; push again"
        )
    return commit


def _literal(path: str) -> str:
    """A pattern that fits this path alone."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in path)


def _require_token() -> None:
    from huggingface_hub import get_token

    if not get_token():
        raise UsageError(
            "no token for the hub: set HF_TOKEN to one that may write, or run `hf auth login`; nothing was pushed"
        )
