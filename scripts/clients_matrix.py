"""Which clients read a release as it lies: each in an environment of its own, results as a Markdown table.

`python scripts/clients_matrix.py [RELEASE] [--only NAME]`; without RELEASE the one in the package. Takes some
minutes and GB the first time. Each client reads all tables, and those of a release that has no comments; what it read
is compared with the rows that the writer's pyarrow reads. The package itself also runs its commands that read.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tool_environment import home, tool_python

ROOT = Path(__file__).resolve().parent.parent
CLIENTS = Path(__file__).resolve().parent / "clients"


@dataclass(frozen=True)
class Client:
    name: str
    packages: tuple[str, ...]
    script: str
    """A file of `clients/` that prints one line of JSON: `version`, `rows` by table, `digest`, `note`."""


OLDEST = tuple(
    bound.replace(">=", "==")
    for bound in tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
)
"""The package's own dependencies at their lower bounds."""

MATRIX = (
    Client("Hugging Face datasets, oldest", ("datasets==2.14.7", "pyarrow<21", "numpy<2", "fsspec<2023.11"), "hf.py"),
    Client("Hugging Face datasets, 3", ("datasets>=3,<4",), "hf.py"),
    Client("Hugging Face datasets, newest", ("datasets>=5",), "hf.py"),
    Client("pandas", ("pandas>=3", "pyarrow>=21"), "read_pandas.py"),
    Client("polars", ("polars>=2",), "read_polars.py"),
    Client("DuckDB", ("duckdb>=1.2", "pyarrow>=21"), "read_duckdb.py"),
    Client("pyarrow alone, before the oldest supported", ("pyarrow==14.0.2", "numpy<2"), "read_pyarrow.py"),
    Client("pyarrow, newest", ("pyarrow",), "read_pyarrow.py"),
    Client("narco-corpus, oldest dependencies", OLDEST, "loader.py"),
    Client("narco-corpus, newest dependencies", ("pyarrow", "polars", "click"), "loader.py"),
)
POST = "Friday, May 4, 2012\n\nQuiet Night in Saltillo\n\nNobody of Los Zetas was seen in Saltillo on Thursday night.\n"
JAVASCRIPT = ("hyparquet", "hyparquet-compressors")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("release", nargs="?", default=ROOT / "src" / "narco_corpus" / "data" / "release", type=Path)
    options.add_argument("--only", default="", help="run the clients whose name holds this")
    chosen = options.parse_args()
    failed = False
    print("| client | version | rows read | equal to the writer's | remarks |\n|---|---|---:|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for release, what in ((chosen.release.resolve(), ""), (_without_comments(Path(folder)), ", no comments")):
            failed |= _read_by_all(release, what, chosen.only.lower())
    return int(failed)


def _without_comments(folder: Path) -> Path:
    """A release with an empty table."""
    (folder / "post.txt").write_text(POST, encoding="utf-8")
    release = folder / "release"
    command = ["build", str(folder / "post.txt"), "--out", str(release), "--recogniser", "lexicon"]
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    subprocess.run([sys.executable, "-m", "narco_corpus", *command], check=True, env=environment, stdout=sys.stderr)
    return release


def _read_by_all(release: Path, what: str, only: str) -> bool:
    """Reports what each client reads; whether one reads anything else than the writer's pyarrow."""
    failed = False
    expected = _run([sys.executable, str(CLIENTS / "read_pyarrow.py"), str(release)])
    for client in MATRIX:
        if only in client.name.lower():
            python = tool_python(client.packages)
            found = _run([str(python), str(CLIENTS / client.script), str(release)])
            failed |= _report(client.name + what, found, expected)
    if only in "hyparquet (javascript)":
        folder = _node_modules()
        found = _run(["node", str(folder / "read.mjs"), str(release)])
        failed |= _report("hyparquet (JavaScript)" + what, found, expected)
    return failed


def _run(command: list[str]) -> dict[str, str]:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
    environment["HF_HOME"] = str(home() / "hf")
    shutil.rmtree(home() / "hf", ignore_errors=True)
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no output"])[-1]
        print(done.stderr, file=sys.stderr)
        return {"version": "?", "rows": "0", "digest": "", "note": f"fails: {last[:120]}"}
    answer: dict[str, str] = json.loads(done.stdout.strip().splitlines()[-1])
    return answer


def _report(name: str, found: dict[str, str], expected: dict[str, str]) -> bool:
    equal = found["rows"] == expected["rows"] and found["digest"] == expected["digest"]
    print(
        f"| {name} | {found['version']} | {found['rows']} | {'yes' if equal else '**no**'} | {found['note']} |",
        flush=True,
    )
    return not equal


def _node_modules() -> Path:
    """A folder with the JavaScript reader and the script that uses it."""
    folder = home() / "javascript"
    folder.mkdir(parents=True, exist_ok=True)
    if not (folder / "node_modules").is_dir():
        subprocess.run(["npm", "install", "--silent", *JAVASCRIPT], cwd=folder, check=True, stdout=sys.stderr)
    shutil.copy(CLIENTS / "read.mjs", folder / "read.mjs")
    return folder


if __name__ == "__main__":
    raise SystemExit(main())
