"""The csv module's limit on fields is one for a process: tables and manifests that are read at once share it."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from narco_corpus.builder.captures import Capture, ReadOptions, list_sources
from narco_corpus.builder.captures.field_limit import fields_up_to
from narco_corpus.builder.captures.reading import read_source
from narco_corpus.builder.pipeline import build

LONG = "Los Zetas were named in Jalisco again by people there. " * 4000
"""A text longer than the fields that the csv module takes by itself."""


@pytest.fixture(autouse=True)
def _own_limit() -> Iterator[None]:
    """The limit that whoever calls us has set."""
    before = csv.field_size_limit(777_777)
    yield
    assert csv.field_size_limit(before) == 777_777


def write_table(path: Path, rows: int) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(["url", "title", "text"])
        writer.writerows([f"https://e.org/{path.stem}/{n}", f"{path.stem} {n}", f"{n} {LONG}"] for n in range(rows))


def test_a_manifest_that_is_read_meanwhile_cuts_no_table(tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    (tmp_path / "pages").mkdir()
    write_table(tmp_path / "tables" / "a.csv", 4)
    (tmp_path / "pages" / "a.txt").write_text("A")
    (tmp_path / "pages" / "captures.csv").write_text("path,url\na.txt,https://e.org/a\nb.txt,https://e.org/b\n")
    (table,) = list_sources([tmp_path / "tables"], ReadOptions())
    rows = read_source(table, ReadOptions())
    got = [next(rows)]
    for source in list_sources([tmp_path / "pages"], ReadOptions()):
        assert next(each.path for each in read_source(source, ReadOptions())) == "a.txt"
    with fields_up_to():
        got += rows
    assert [type(row) for row in got] == [Capture] * 4


def test_a_table_that_is_read_meanwhile_lets_no_row_of_a_manifest_grow(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A")
    (tmp_path / "b.txt").write_text("B")
    never_closed = 'b.txt,"' + "x\n" * 100_000
    (tmp_path / "captures.csv").write_text(f"path,url\n{never_closed}a.txt,https://e.org/a\n")
    found = []
    for characters in (0, 64 << 20):
        with fields_up_to(characters):
            found.append([c for s in list_sources([tmp_path], ReadOptions()) for c in read_source(s, ReadOptions())])
    assert [getattr(each, "reason", None) for each in found[0]] == [getattr(each, "reason", None) for each in found[1]]
    assert [c.url for c in found[1] if isinstance(c, Capture)] == ["https://e.org/a", None]


def test_threads_that_read_tables_and_manifests_lose_no_capture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("narco_corpus.builder.pipeline.run.TASK_BYTES", 1 << 18)
    for table in range(3):
        (tmp_path / f"in/pages{table}").mkdir(parents=True)
        write_table(tmp_path / f"in/t{table}.csv", 8)
    for page in range(60):
        folder = tmp_path / f"in/pages{page % 3}/{page}"
        folder.mkdir()
        (folder / "p.txt").write_text("Monday, March 7, 2011\n\nA post\n\nWords of Los Zetas in Jalisco.\n")
        (folder / "captures.csv").write_text(f"path,url\np.txt,https://e.org/s{page}\nnone.txt,https://e.org/x\n")
    with ThreadPoolExecutor(4) as threads:
        report = build(tmp_path / "in", tmp_path / "r", recogniser="lexicon", executor=threads)
    assert report.manifest.captures["taken"] == 84
    assert not report.rejects
