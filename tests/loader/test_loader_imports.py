"""Importing costs nothing, and a missing extra is told with the command that installs it."""

from __future__ import annotations

import ast
import inspect
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import narco_corpus
from narco_corpus import MissingExtraError, NarcoCorpusError

HEAVY = ("pyarrow", "polars", "pandas", "datasets", "numpy", "click", "msgspec", "jsonschema_rs", "jinja2", "duckdb")
LIGHT = """
import sys
before = set(sys.modules)
{code}
print("\\n".join(sorted(m for m in set(sys.modules) - before)))
"""


def modules_after(code: str) -> set[str]:
    done = subprocess.run([sys.executable, "-c", LIGHT.format(code=code)], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_importing_the_package_imports_nothing_else() -> None:
    assert modules_after("import narco_corpus") == {"narco_corpus"}


def test_opening_a_release_reads_no_table(shared_release: Path) -> None:
    loaded = modules_after(f"import narco_corpus; narco_corpus.load({str(shared_release)!r})")
    assert not {m.partition(".")[0] for m in loaded} & set(HEAVY)


def test_the_first_row_takes_pyarrow_alone(shared_release: Path) -> None:
    code = f"import narco_corpus; next(iter(narco_corpus.load({str(shared_release)!r}).comments))"
    loaded = modules_after(code)
    assert "pyarrow.parquet" in loaded
    assert "pyarrow.dataset" not in loaded
    assert not {m.partition(".")[0] for m in loaded} & {"polars", "pandas", "datasets"}


def test_the_loader_never_imports_the_builder(shared_release: Path) -> None:
    code = (
        f"import narco_corpus; c = narco_corpus.load({str(shared_release)!r}); c.verify(); c.articles.to_polars(); "
        "c.thread(next(iter(c.articles))['article_id']); c.articles.to_hf()"
    )
    assert not [m for m in modules_after(code) if m.startswith("narco_corpus.builder")]


def test_public_names_can_be_found() -> None:
    assert set(narco_corpus.__all__) <= set(dir(narco_corpus))
    for name in narco_corpus.__all__:
        assert getattr(narco_corpus, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        narco_corpus.lode  # noqa: B018


def test_type_checkers_are_told_of_the_names_that_there_are() -> None:
    source = ast.parse(Path(narco_corpus.__file__).read_text(encoding="utf-8"))
    (told,) = (n for n in source.body if isinstance(n, ast.If) and ast.unparse(n.test) == "TYPE_CHECKING")
    homes = {}
    for line in told.body:
        assert isinstance(line, ast.ImportFrom)
        for name in line.names:
            assert name.asname == name.name, "as something that is passed on"
            homes[name.name] = str(line.module).removeprefix("narco_corpus.")
    seen = [n.name for n in source.body if isinstance(n, ast.FunctionDef)]
    assert "__getattr__" not in seen, "with it any name is there"
    assert homes == narco_corpus._HOME
    assert sorted(homes) == narco_corpus.__all__


def annotations(public: Any) -> Iterator[str]:
    """How the types are written that values of a class have, or that its methods or a function take and give."""
    if inspect.isfunction(public):
        yield from map(str, public.__annotations__.values())
    if inspect.isclass(public):
        yield from map(str, vars(public).get("__annotations__", {}).values())
        for name, member in vars(public).items():
            if not name.startswith("_"):
                yield from annotations(member.fget if isinstance(member, property) else member)


def test_the_types_of_public_values_are_public() -> None:
    """Whoever annotates what is given, or matches on it, finds the type where the function is."""
    unnamed = set()
    for name in narco_corpus.__all__:
        public = getattr(narco_corpus, name)
        for text in annotations(public):
            for part in re.findall(r"\b[A-Z]\w+", text):
                found = getattr(sys.modules[public.__module__], part, None)
                if getattr(found, "__module__", "").startswith("narco_corpus.") and part not in narco_corpus.__all__:
                    unnamed.add(f"{name}: {part}")
    assert not unnamed


def without(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)


@pytest.mark.parametrize(
    ("package", "extra", "use"),
    [
        ("pandas", "pandas", lambda c: c.articles.to_pandas()),
        ("datasets", "hf", lambda c: c.articles.to_hf()),
        ("datasets", "hf", lambda c: c.to_hf()),
    ],
)
def test_a_missing_extra_is_told(
    package: str, extra: str, use: object, shared_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    without(package, monkeypatch)
    corpus = narco_corpus.load(shared_release)
    with pytest.raises(ImportError) as caught:
        use(corpus)  # type: ignore[operator]
    assert isinstance(caught.value, MissingExtraError) and isinstance(caught.value, NarcoCorpusError)
    assert f"pip install 'narco-corpus[{extra}]'" in str(caught.value)


@pytest.mark.parametrize("name", ["build", "Bounds", "BuildReport", "LeftOut", "ReadOptions", "Reject"])
def test_building_without_the_build_extra_is_told(name: str) -> None:
    code = f"import sys; sys.modules['msgspec'] = None\nimport narco_corpus\nnarco_corpus.load()\nnarco_corpus.{name}"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert f"narco_corpus.{name} needs the package 'msgspec': pip install 'narco-corpus[build]'" in done.stderr
