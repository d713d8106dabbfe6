"""A `file://` address is the path that it names; one that names none is told in one way, whatever it is for."""

from __future__ import annotations

from pathlib import Path

import pytest

import narco_corpus
from narco_corpus import UsageError
from narco_corpus.storage.file_address import local_path


@pytest.mark.parametrize(
    ("place", "path"),
    [
        ("file:///home/me/a%20b%3F", "/home/me/a b?"),
        ("/home/me", "/home/me"),
        ("s3://bucket/release", "s3://bucket/release"),
        ("", ""),
    ],
)
def test_the_path_of_an_address(place: str, path: str) -> None:
    assert local_path(place, "cannot open") == path


@pytest.mark.parametrize(
    "place", ["file://other", "file://localhost/x", "file://", "file://./x", "file:///x?y", "file://[x"]
)
def test_reading_building_and_loading_tell_an_address_of_no_path_alike(place: str, tmp_path: Path) -> None:
    told = []
    for call in (
        lambda: narco_corpus.load(place),
        lambda: narco_corpus.build(place, tmp_path / "new"),
        lambda: narco_corpus.build(tmp_path, place),
        lambda: narco_corpus.build(tmp_path, tmp_path / "new", work=place),
    ):
        with pytest.raises(UsageError) as caught:
            call()
        told.append(str(caught.value).partition(repr(place)))
    assert [before for before, _, _ in told] == ["cannot open ", "cannot read the input ", *["cannot write "] * 2]
    assert {after for _, _, after in told} == {
        ": expected file:// and an absolute path with %3F for ? and %23 for #, like file:///home/me/out. "
        "Check the address."
    }
