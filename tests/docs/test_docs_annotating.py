"""What docs/annotating.md shows is what happens: its gold file, its commands, and the way from marks to gold."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "annotating.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
CAPTURE, PRINTED = (block for kind, block in BLOCKS if kind == "text")
(GOLD,) = (block for kind, block in BLOCKS if kind == "json")
EXAMPLE, TO_MARK, TO_GOLD, TO_COMPARE = (
    [shlex.split(line) for line in block.splitlines()] for kind, block in BLOCKS if kind == "sh"
)


def run(command: list[str], place: Path) -> str:
    assert command[0] == "narco-corpus"
    call = [sys.executable, "-m", "narco_corpus", *command[1:]]
    done = subprocess.run(call, cwd=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the page's two files."""
    place = tmp_path_factory.mktemp("annotating")
    for name, content in (("captures/reynosa.txt", CAPTURE), ("gold/reynosa.gold.json", GOLD)):
        assert f"`{name}`:\n" in TEXT
        (place / name).parent.mkdir()
        (place / name).write_text(content, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def printed(place: Path) -> str:
    """What the example's last command prints."""
    return [run(command, place) for command in EXAMPLE][-1]


def test_the_example_is_measured_as_the_page_shows(printed: str) -> None:
    lines = printed.splitlines()
    found = [lines.index(line) for line in PRINTED.splitlines()]
    assert len(found) > 5 and found == sorted(found)


def test_marks_in_the_text_become_the_gold_file(place: Path, printed: str) -> None:
    for command in TO_MARK:
        run(command, place)
    gold: dict[str, Any] = json.loads(GOLD)
    (marked,) = (place / "marked").iterdir()
    content = marked.read_text(encoding="utf-8")
    for unit in gold["units"]:
        text = unit["text"]
        for m in reversed(unit["mentions"]):
            text = f"{text[: m['start']]}⟦{m['text']}¦{m['label']}¦{m['entity'] or ''}⟧{text[m['end'] :]}"
        assert unit["text"] in content
        content = content.replace(unit["text"], text)
    marked.write_text(content, encoding="utf-8")
    shutil.rmtree(place / "gold")
    for command in TO_GOLD:
        run(command, place)
    (written,) = (place / "gold").iterdir()
    made = json.loads(written.read_text(encoding="utf-8"))
    assert made.pop("capture_sha256") == hashlib.sha256(CAPTURE.encode()).hexdigest()
    del gold["byline"]
    for comment in gold["comments"]:
        del comment["addresses"]
    assert made == gold
    assert "mentions           P 1.000  R 0.875" in run(EXAMPLE[-1], place)


def test_the_command_for_two_annotators_runs(tmp_path: Path) -> None:
    ((*command, first, second, option, number),) = TO_COMPARE
    for folder in (first, second):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "reynosa.gold.json").write_text(GOLD, encoding="utf-8")
    assert "mentions              8      0      0  1.000" in run([*command, first, second, option, number], tmp_path)


def test_the_page_names_all_labels() -> None:
    from narco_corpus.model.schema import fields

    labels = next(f.labels for f in fields("entity_mentions") if f.name == "label")
    assert all(f"| `{label}` |" in TEXT for label in labels)
