"""What the user named as input: a file, a folder, a glob or an fsspec URL, each as a root with names below it."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from narco_corpus.builder.captures.page_files import is_of_page
from narco_corpus.builder.captures.sidecar import SidecarIndex
from narco_corpus.builder.captures.storage import is_url, path_text
from narco_corpus.builder.captures.walk import FoundFile, find, manifests_beside, walk
from narco_corpus.errors import UsageError
from narco_corpus.model.url import without_password
from narco_corpus.storage.file_address import local_path


class Input(NamedTuple):
    """One input after expansion."""

    given: str
    root: str
    names: tuple[str, ...] | None
    """Files or folders below the root; None for all that lies below it."""

    def files(self, left_out: Sequence[str] = ()) -> Iterator[FoundFile]:
        """The files of the input in a fixed order, without what lies in these folders."""
        if is_url(self.root):
            from narco_corpus.builder.captures.remote import remote_files

            yield from remote_files(self.root, self.names, left_out)
        elif self.names is None:
            yield from walk(self.root, left_out)
        else:
            folder: str | None = None
            manifests: tuple[SidecarIndex, ...] = ()
            for name in self.names:
                if os.path.isdir(f"{self.root}/{name}"):  # noqa: PTH112
                    if is_of_page(f"{self.root}/{name}"):
                        yield FoundFile(name, 0, None, -1)
                        continue
                    for found in walk(f"{self.root}/{name}", left_out):
                        manifest = found.manifest and f"{name}/{found.manifest}"
                        yield found._replace(name=f"{name}/{found.name}", manifest=manifest)
                    continue
                if name.rpartition("/")[0] != folder:
                    folder, manifests = name.rpartition("/")[0], manifests_beside(self.root, name)
                    faulty = (each.name for each in manifests if each.tells and each.name not in self.names)
                    yield from (find(self.root, each, ()) for each in faulty)
                yield find(self.root, name, manifests)

    def without(self, left_out: Sequence[str]) -> Input | None:
        """The input without the names in these folders; None where it is one of them or has no other names."""
        inside = [f"{os.path.realpath(place)}/" for place in left_out if not is_url(place)]
        if is_url(self.root) or not inside:
            return self
        if self.names is None:
            return None if any(f"{self.root}/".startswith(each) for each in inside) else self
        folders: dict[str, str] = {}
        kept = []
        for name in self.names:
            folder, _, last = name.rpartition("/")
            if folder not in folders:
                folders[folder] = os.path.realpath(f"{self.root}/{folder}")
            if not any(f"{folders[folder]}/{last}/".startswith(each) for each in inside):
                kept.append(name)
        return self._replace(names=tuple(kept)) if kept else None

    def holds(self, other: Input) -> bool:
        """Whether everything of the other input is read with this one."""
        if self.names is not None or is_url(self.root) or is_url(other.root):
            return self.root == other.root and self.names == other.names
        return f"{other.root}/".startswith(f"{self.root}/")


def expand(given: Sequence[str | Path]) -> list[Input]:
    """The inputs, each once, in an order of their own.

    Raises:
        UsageError: an input that is not there, cannot be reached or holds nothing.
    """
    inputs: list[Input] = []
    for place in sorted({os.fspath(each) for each in given}):
        inputs.append(_expand_one(place))
    kept: list[Input] = []
    for each in sorted(_merged(inputs), key=lambda i: (i.root, i.names is not None, i.names or ())):
        if not any(other.holds(each) for other in kept):
            kept.append(each)
    return kept


def labels(inputs: Sequence[Input]) -> list[str]:
    """What goes before the names of each input so that no two inputs give one path: as little of its place as will do.

    A single input needs nothing; of several, folders are told apart by their name, and files in different folders of
    one name by the folder's.
    """
    parts = [path_text(without_password(each.root)).strip("/").split("/") for each in inputs]
    lengths = [0 if len(inputs) == 1 or each.names is not None else 1 for each in inputs]
    while True:
        tails = ["".join(f"{part}/" for part in p[len(p) - n :]) for p, n in zip(parts, lengths, strict=True)]
        owners: dict[str, set[int]] = {}
        for number, (each, tail) in enumerate(zip(inputs, tails, strict=True)):
            for top in each.names or ("",):
                owners.setdefault(tail + top, set()).add(number)
        clashing = {number for numbers in owners.values() if len(numbers) > 1 for number in numbers}
        growing = [number for number in clashing if lengths[number] < len(parts[number])]
        if not growing:
            return tails
        for number in growing:
            lengths[number] += 1


def _merged(inputs: list[Input]) -> list[Input]:
    """Files of one folder as one input: a shell gives each of the files that a pattern matches as its own."""
    named: dict[str, list[Input]] = {}
    for each in inputs:
        if each.names is not None:
            named.setdefault(each.root, []).append(each)
    merged = [
        Input(group[0].given, root, tuple(sorted({name for each in group for name in each.names or ()})))
        for root, group in named.items()
    ]
    return [each for each in inputs if each.names is None] + merged


def _expand_one(place: str) -> Input:
    if not place:
        raise UsageError("an input is empty. Name a file, a folder, a glob in quotes or a URL; `.` is this folder.")
    place = local_path(place, "cannot read the input")
    if is_url(place):
        from narco_corpus.builder.captures.remote import expand_url

        return Input(place, *expand_url(place))
    path = os.path.realpath(place)
    if os.path.isdir(path):  # noqa: PTH112
        return Input(place, path, None)
    if os.path.exists(path):  # noqa: PTH110
        # The name is the one that was given, the folder is where it is listed: a link keeps its own name.
        folder, name = os.path.split(os.path.abspath(place))  # noqa: PTH100
        return Input(place, os.path.realpath(folder), (name,))
    if glob.has_magic(place):
        return _expand_glob(place)
    raise UsageError(f"input {path_text(place)!r} is not there. Name a file, a folder, a glob in quotes or a URL.")


def _expand_glob(pattern: str) -> Input:
    fixed = []
    for part in pattern.split("/")[:-1]:
        if glob.has_magic(part):
            break
        fixed.append(part)
    root = os.path.realpath("/".join(fixed) or ("/" if pattern.startswith("/") else "."))
    below = "/".join(pattern.split("/")[len(fixed) :])
    matches = sorted(glob.iglob(below, root_dir=root, recursive=True))  # noqa: PTH207 - Path.glob finds hidden files
    names: list[str] = []
    for match in matches:
        name = match.rstrip("/")
        if name and not (names and name.startswith(f"{names[-1]}/") and os.path.isdir(f"{root}/{names[-1]}")):  # noqa: PTH112
            names.append(name)
    if not names:
        raise UsageError(f"input {path_text(pattern)!r} matches no file. Name what is there, the pattern in quotes.")
    return Input(pattern, root, tuple(names))
