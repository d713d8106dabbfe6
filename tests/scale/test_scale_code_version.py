"""What a stopped build finished is taken only by the same code, word lists, models and libraries."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError
from pathlib import Path

import pytest
from scale_helpers import ROOT, files_of, write_captures

from narco_corpus.builder.pipeline import build, place
from narco_corpus.builder.pipeline import make as make_step
from narco_corpus.builder.pipeline.place import InterruptedBuild, code_version


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the package that the version is taken of."""
    copy = tmp_path / "narco_corpus"
    shutil.copytree(place.PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(place, "PACKAGE", copy)
    return copy


def change(path: Path) -> None:
    """Change one byte, and neither size nor time."""
    content, status = bytearray(path.read_bytes()), path.stat()
    content[-1] ^= 1
    path.write_bytes(content)
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize(
    "name",
    [
        "builder/rows.py",
        "builder/content_warnings.tsv",
        "builder/license_words.tsv",
        "builder/parse/phrases.tsv",
        "builder/privacy/generic_names.txt",
        "builder/privacy/public_accounts.tsv",
        "builder/language/words.tsv.gz",
        "builder/captures/column_names.tsv",
        "builder/knowledge/offices.tsv",
        "builder/recognise/calibration.json",
        "builder/write/templates/README.md.j2",
    ],
)
def test_every_file_that_decides_bytes_counts(package: Path, name: str) -> None:
    before = code_version()
    change(package / name)
    assert code_version() != before


def test_the_same_package_elsewhere_is_the_same(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = code_version()
    (package / "builder" / "__pycache__").mkdir()
    (package / "builder" / "__pycache__" / "rows.cpython-399.pyc").write_bytes(b"x")
    (package / "data" / "release" / "README.md").write_text("another release")
    assert code_version() == before
    monkeypatch.undo()
    assert code_version() == before


@pytest.mark.parametrize("library", ["ftfy", "selectolax", "markdown-it-py", "trafilatura", "pyarrow", "lxml"])
def test_another_version_of_a_library_counts(monkeypatch: pytest.MonkeyPatch, library: str) -> None:
    before, real = code_version(), place.version
    other: Callable[[str], str] = lambda name: "0.0.1" if name == library else real(name)  # noqa: E731
    monkeypatch.setattr(place, "version", other)
    assert code_version() != before


def test_all_libraries_of_a_build_are_named() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["optional-dependencies"]["build"], *project["dependencies"]]
    names = {re.match(r"[\w-]+", requirement)[0] for requirement in wanted}  # type: ignore[index]
    assert names - {"click"} <= set(place.LIBRARIES)


def test_a_build_with_another_word_list_begins_anew(
    tmp_path: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("narco_corpus.builder.pipeline.plan.SLICE_BYTES", 8 << 10)
    captures = write_captures(tmp_path / "captures", 60)
    made: list[str] = []
    real = make_step.make_document

    def counted(article, *args, **named):  # type: ignore[no-untyped-def]
        if len(made) == 40:
            raise KeyboardInterrupt
        made.append(article.article_id)
        return real(article, *args, **named)

    with monkeypatch.context() as patch:
        patch.setattr(make_step, "make_document", counted)
        with pytest.raises(InterruptedBuild):
            build([captures], tmp_path / "r", recogniser="lexicon")
        before, made[:] = set(made), []
        change(package / "builder" / "content_warnings.tsv")
        with pytest.raises(InterruptedBuild):
            build([captures], tmp_path / "r", recogniser="lexicon")
        assert set(made) == before
    build([captures], tmp_path / "r", recogniser="lexicon")
    build([captures], tmp_path / "whole", recogniser="lexicon")
    assert files_of(tmp_path / "whole") == files_of(tmp_path / "r")


def test_a_library_that_is_not_installed_stops_no_build(monkeypatch: pytest.MonkeyPatch) -> None:
    before, real = code_version(), place.version

    def missing(name: str) -> str:
        if name == "courlan":
            raise PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(place, "version", missing)
    assert code_version() != before
