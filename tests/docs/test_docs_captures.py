"""The worked example of docs/captures.md gives what the page says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

import narco_corpus
from narco_corpus.cli import cli

PAGE = Path(__file__).parents[2] / "docs" / "captures.md"
_FILE = re.compile(r"`(captures/[^`]+)`:\n\n```\w*\n(.*?)```\n", re.DOTALL)
_SAID = re.compile(r"prints, among more:\n\n```text\n(.*?)```\n", re.DOTALL)


def test_the_example_gives_what_the_page_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = PAGE.read_text(encoding="utf-8")
    files = _FILE.findall(page)
    assert len(files) == 4
    (tmp_path / "captures").mkdir()
    for name, content in files:
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke(cli, ["build", "captures/", "--out", "release", "--recogniser", "lexicon"])
    assert run.exit_code == 0
    said = _SAID.search(page)
    assert said is not None
    missing = [line for line in said[1].splitlines() if line not in run.output.splitlines()]
    assert missing == []
    rows = {row["capture_path"]: row for row in narco_corpus.load("release").articles}
    table = page[page.rindex("| capture_path |") :].splitlines()[2:]
    for line in table:
        path, day, url, retrieved, license_, comments = (cell.strip(" `") for cell in line.strip("|").split("|"))
        row = rows.pop(path)
        assert (row["published_on"].isoformat(), row["url"]) == (day.partition(",")[0], url)
        assert (row["retrieved_at"].isoformat(" ", "minutes") if row["retrieved_at"] else "").startswith(retrieved)
        assert (row["license"], str(row["comment_count"] or "")) == (license_, comments.partition(",")[0])
    assert rows == {}
