"""Finds what a release made of each annotated capture: an article, a line of `rejects.jsonl`, or nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import takewhile
from pathlib import PurePosixPath

from narco_corpus.corpus import Corpus
from narco_corpus.errors import DataError
from narco_corpus.evaluate.gold import Gold
from narco_corpus.storage.scanning import scanning

Captures = Mapping[str, str | None]
"""Path of each capture that a release names → the article made of it; None where it was set aside."""


def join(corpus: Corpus, gold: Sequence[Gold]) -> dict[int, str | None]:
    """Index of an annotated capture → id of its article, None where it was set aside; those nowhere named are left out.

    A capture is known by its hash, which finds it where it was merged into another one too; else by its path; else
    by its file name, since a path begins at the input and annotators may not have seen that. Of several captures of
    one name the one that shares most folders is meant. Raises DataError where more than one can be.
    """
    paths: dict[str, str | None] = dict.fromkeys(entry["capture"] for entry in corpus.rejects())
    stated: dict[str, str] = {}
    hashed: dict[str, dict[str, str | None]] = defaultdict(dict)
    with scanning(f"articles of {corpus.address}"):
        rows = corpus.articles.scan().select("article_id", "capture_path", "capture_sha256", "duplicate_captures")
        for article_id, path, sha256, merged in rows.collect().iter_rows():
            paths[path], stated[path] = article_id, sha256
            for each in (sha256, *merged):
                hashed[each][path] = article_id
    named: dict[str, dict[str, str | None]] = defaultdict(dict)
    for path, article_id in paths.items():
        named[_name(path)][path] = article_id
    found: dict[int, str | None] = {}
    known: dict[tuple[str, str | None], Gold] = {}
    for index, one in enumerate(gold):
        sha256 = one.capture_sha256
        if candidates := (sha256 and hashed.get(sha256)) or named.get(_name(one.file)):
            path = _meant(one.file, candidates)
            found[index] = candidates[path]
            # Captures that were merged share the path of one; of those set aside no hash is stated.
            other = known.setdefault((path, stated.get(path) and (sha256 or stated[path])), one)
            if other is not one:
                raise DataError(
                    f"{other.source} and {one.source} are of one capture, {path}, which would count twice: leave one "
                    "of them; `narco-corpus agreement` compares the files of two annotators, each in a folder"
                )
    return found


def _meant(file: str, candidates: Captures) -> str:
    """The path that an annotated file's path means."""
    if file in candidates:
        return file
    shared = {path: _shared(file, path) for path in candidates}
    most = [path for path, parts in shared.items() if parts == max(shared.values())]
    if len(most) > 1:
        raise DataError(
            f"{file}: the release has {len(most)} captures that this can be ({', '.join(sorted(most)[:3])}): state the "
            "whole path as `file` in the gold file, or the SHA-256 of the capture as `capture_sha256`"
        )
    return most[0]


def _shared(path: str, other: str) -> int:
    """How many parts two paths have in common, from their ends."""
    parts = (PurePosixPath(each).parts[::-1] for each in (path, other))
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(*parts, strict=False)))


def _name(path: str) -> str:
    return PurePosixPath(path).name
