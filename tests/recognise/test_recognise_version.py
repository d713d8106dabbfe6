"""The version of the recognisers covers all that decides what they find, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import narco_corpus
from narco_corpus.builder.recognise import choose_recogniser
from narco_corpus.builder.recognise.version import version_of

BUILDER = Path(narco_corpus.__file__).parent / "builder"


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A copy of what is hashed."""
    root = tmp_path_factory.mktemp("version")
    return [Path(shutil.copytree(BUILDER / name, root / name)) for name in ("knowledge", "recognise")]


def test_the_version_is_that_of_the_files_wherever_they_lie(folders: list[Path]) -> None:
    assert version_of(folders) == choose_recogniser().version == choose_recogniser("lexicon").version


@pytest.mark.parametrize(
    "name",
    [
        "recognise/link/weights.py",
        "recognise/read/candidates.py",
        "recognise/fold.py",
        "recognise/spans.weights.gz",
        "recognise/calibration.json",
        "knowledge/entries.py",
        "knowledge/cues.json",
        "knowledge/organisations.jsonl",
    ],
)
def test_a_change_of_code_words_or_weights_is_another_version(folders: list[Path], name: str) -> None:
    before, file = version_of(folders), folders[0].parent / name
    content = file.read_bytes()
    file.write_bytes(content + b"\n")
    assert version_of(folders) != before
    file.write_bytes(content)
    assert version_of(folders) == before


def test_figures_bytecode_and_line_ends_change_no_version(folders: list[Path]) -> None:
    before, recognise = version_of(folders), folders[1]
    (recognise / "quality.json").write_text("{}")
    (recognise / "__pycache__").mkdir(exist_ok=True)
    (recognise / "__pycache__" / "fold.cpython-311.pyc").write_bytes(b"\0")
    for file in (recognise / "link" / "weights.py", folders[0] / "cues.json", folders[0] / "place_slang.tsv"):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert version_of(folders) == before
