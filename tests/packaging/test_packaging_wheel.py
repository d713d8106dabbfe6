"""What pip installs: wheel and sdist hold release, schemas and data files, and work without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr + done.stdout
    return folder


def present(folder: str) -> set[str]:
    """Files of the checkout below a folder, caches aside."""
    files = (p.relative_to(ROOT) for p in (ROOT / folder).rglob("*") if p.is_file())
    return {p.as_posix() for p in files if "__pycache__" not in p.parts and not p.parts[1].startswith(".")}


def test_the_wheel_holds_every_file_of_the_package_and_the_schemas(dist: Path) -> None:
    (path,) = dist.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        names = set(wheel.namelist())
        metadata = wheel.read(next(n for n in names if n.endswith(".dist-info/METADATA"))).decode()
    missing = {p for p in present("src") if p.removeprefix("src/") not in names}
    missing |= {p for p in present("schema") if f"narco_corpus/{p}" not in names}
    assert not missing
    assert {n.partition("/")[0].partition("-")[0] for n in names} == {"narco_corpus"}
    assert "License-Expression: Apache-2.0 AND CC-BY-4.0 AND LicenseRef-Texts-Rights-Unknown" in metadata
    required = [
        line.split()[1] for line in metadata.splitlines() if line.startswith("Requires-Dist") and "extra" not in line
    ]
    assert [r.partition(">")[0] for r in required] == ["click", "polars", "pyarrow"]


def test_the_sdist_holds_what_a_build_needs(dist: Path) -> None:
    (path,) = dist.glob("*.tar.gz")
    with tarfile.open(path) as sdist:
        names = {n.partition("/")[2] for n in sdist.getnames()}
    wanted = present("src") | present("schema") | present("seeds") | {"README.md", "DATASHEET.md", "LICENSE"}
    assert wanted <= names


def test_an_installed_wheel_loads_its_release_without_the_checkout(dist: Path, tmp_path: Path) -> None:
    (wheel,) = dist.glob("*.whl")
    venv.create(tmp_path / "env", with_pip=True)
    python = str(tmp_path / "env" / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}

    def run(*arguments: str) -> str:
        done = subprocess.run([python, *arguments], capture_output=True, text=True, cwd=tmp_path, env=environment)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel))
    # pyarrow and polars come from the environment of the tests; only the package itself is new.
    script = (
        "import sys, narco_corpus;"
        f"assert {str(ROOT)!r} not in narco_corpus.__file__, narco_corpus.__file__;"
        f"sys.path.append({sysconfig.get_paths()['purelib']!r});"
        "corpus = narco_corpus.load();"
        "assert corpus.verify();"
        "print(len(corpus.articles), len(corpus.comments), corpus.articles.fields[0].name)"
    )
    assert run("-c", script).split() == ["1", "6", "article_id"]
