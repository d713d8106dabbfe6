"""Folders that may not be looked into are named and are no captures."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from narco_corpus.builder.pipeline import build
from narco_corpus.errors import DataError

POST = "Monday, March 7, 2011\n\nA banner in Saltillo\n\nLos Zetas were seen in Saltillo again.\n"
NOBODY = 65534


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder with a post and a folder `locked`, for somebody whom the system does not let in everywhere."""
    place = Path(tempfile.mkdtemp())
    locked = place / "captures" / "locked"
    locked.mkdir(parents=True)
    (place / "captures" / "one.txt").write_text(POST)
    (locked / "two.txt").write_text(POST)
    build([place / "captures"], place / "first", recogniser="lexicon")  # all imports are done by whoever may read them
    place.chmod(0o777)
    locked.chmod(0o000)
    user = os.geteuid()
    if user == 0:
        os.seteuid(NOBODY)  # root is let in everywhere
    try:
        yield place
    finally:
        os.seteuid(user)
        locked.chmod(0o700)
        shutil.rmtree(place)


def test_a_locked_folder_is_noted_and_counts_as_no_capture(place: Path) -> None:
    report = build([place / "captures"], place / "release", recogniser="lexicon")
    assert report.manifest.captures == {"read": 1, "taken": 1, "rejected": 0, "merged": 0}
    assert (place / "release" / "rejects.jsonl").read_bytes() == b""
    note = {"file": "locked", "reason": "cannot be read: Permission denied", "where": None}
    assert json.loads((place / "release" / "notes.jsonl").read_bytes()) == note


def test_a_locked_folder_alone_is_named(place: Path) -> None:
    told = r"^the inputs hold no capture: nothing was written \(locked: cannot be read: Permission denied\)$"
    with pytest.raises(DataError, match=told):
        build([place / "captures" / "locked"], place / "release", recogniser="lexicon")


def test_a_locked_folder_is_named_among_others(place: Path) -> None:
    inputs = [place / "captures" / "locked", place / "captures" / "one.txt"]
    report = build(inputs, place / "release", recogniser="lexicon")
    assert [note.capture for note in report.notes] == ["locked"]
