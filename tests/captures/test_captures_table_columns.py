"""Which columns of a table are taken for URL, date, title and time of retrieval."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from narco_corpus.builder.captures import Capture, ReadOptions, list_sources, read_source


def read(place: Path) -> list[Capture]:
    options = ReadOptions()
    found = [each for source in list_sources([place], options) for each in read_source(source, options)]
    return [each for each in found if isinstance(each, Capture)]


def write(place: Path, *rows: dict[str, Any]) -> Path:
    place.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return place


@pytest.mark.parametrize(
    ("row", "url"),
    [
        ({"mainEntityOfPage": {"@id": "https://ld.com/2020/01/0"}}, "https://ld.com/2020/01/0"),
        ({"mainEntityOfPage": "https://ld.com/2020/01/0", "metadata": {"url": "https://no.com/"}}, "https://ld.com/2020/01/0"),
        ({"url": "https://ld.com/a", "mainEntityOfPage": {"@id": "https://ld.com/b"}}, "https://ld.com/a"),
        ({"metadata": {"url": "https://ld.com/a"}}, "https://ld.com/a"),
        ({"_source": {"url": "https://ld.com/a", "datePublished": "2020-01-02"}}, "https://ld.com/a"),
        ({"author.url": "https://ld.com/author/ana"}, None),
        ({}, None),
    ],
)  # fmt: skip
def test_address_and_date_are_those_of_the_page(tmp_path: Path, row: dict[str, Any], url: str | None) -> None:
    others = {
        "image": {"url": "https://ld.com/img/logo.jpg", "license": "no", "datePublished": "2001-01-01"},
        "publisher": {"url": "https://ld.com", "title": "no"},
        "author": {"name": "Ana", "url": "https://ld.com/author/ana"},
    }
    (capture,) = read(write(tmp_path / "a.jsonl", {"articleBody": "words", **others, **row}))
    assert (capture.url, capture.license, capture.title) == (url, None, None)
    assert str(capture.published_on) == ("2020-01-02" if "_source" in row else "None")
