"""Play how releases are shared, on a hub that runs on this machine, and print every command with its output.

    python scripts/sharing_transcript.py

Push a release, load it by its tag, build and push the next one, compare them, withdraw a comment, push again, and load
the old tag with the package whose ledger names the comment. The hub is the stand-in of the tests, the client is real.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests" / "hub"))

from stand_in import TOKEN, running_hub  # type: ignore[import-not-found]  # noqa: E402 - a module of the tests

NAME = "group/corpus"
LATER = """Saturday, October 1, 2011

Two buses stopped on the road to Reynosa

Armed men stopped two buses on the road to Reynosa, Tamaulipas, on Friday. The army said that it was the Gulf Cartel.


  1. My cousin was on the second bus and he is fine, thank God.

    1. Glad to hear it.

  2. It was Los Zetas, not the Gulf.
"""
SHOW = """
import narco_corpus
corpus = narco_corpus.load("hf://datasets/group/corpus", revision="{tag}")
print(corpus.version, len(corpus.articles), "articles", len(corpus.comments), "comments")
"""


class Player:
    """Runs commands in one folder and prints them as a reader would type them."""

    def __init__(self, folder: Path, url: str, source: Path) -> None:
        self.folder = folder
        self.source = source
        kept = {k: v for k, v in os.environ.items() if not k.startswith("HF_")}
        self.environment = kept | {
            "HF_ENDPOINT": url,
            "HF_TOKEN": TOKEN,
            "HF_HOME": str(folder / "hf"),
            "HF_HUB_DISABLE_XET": "1",
            "HF_HUB_DISABLE_PROGRESS_BARS": "1",
            "NARCO_CORPUS_CACHE": str(folder / "cache"),
            "PYTHONPATH": str(source),
        }

    def command(self, *words: str, code: int = 0) -> str:
        print(f"$ narco-corpus {' '.join(words)}")
        return self._run([sys.executable, "-m", "narco_corpus", *words], code)

    def python(self, text: str) -> str:
        print("".join(f">>> {line}\n" for line in text.strip().splitlines()), end="")
        return self._run([sys.executable, "-c", text], 0)

    def _run(self, command: list[str], code: int) -> str:
        done = subprocess.run(
            command, cwd=self.folder, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        print(f"{done.stdout.rstrip()}\n")
        if done.returncode != code:
            sys.exit(f"exit code {done.returncode}, expected {code}")
        return done.stdout


def next_package(folder: Path, ledger: str) -> Path:
    """The package as its next version would be: with the ledger filled."""
    shutil.copytree(ROOT / "src", folder / "package" / "src", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "schema", folder / "package" / "schema")
    (folder / "package/src/narco_corpus/data/removals.jsonl").write_text(ledger, encoding="utf-8")
    return folder / "package" / "src"


def play(folder: Path, url: str) -> None:
    captures = folder / "captures"
    shutil.copytree(ROOT / "seeds", captures)
    player = Player(folder, url, ROOT / "src")
    build = ("build", "captures", "--recogniser", "lexicon", "--out")
    player.command(*build, "one", "--data-version", "1.0.0")
    player.command("push", "one", NAME)
    player.command("push", "one", NAME)
    player.python(SHOW.format(tag="v1.0.0"))

    (captures / "buses.txt").write_text(LATER, encoding="utf-8")
    player.command(*build, "two", "--against", "one")
    player.command("push", "two", NAME)
    player.command("diff", f"hf://datasets/{NAME}@v1.0.0", f"hf://datasets/{NAME}@v1.1.0", "--limit", "3")

    player.command("show", "--release", "two", _article(folder / "two"))
    line = {"id": _comment(folder / "two"), "table": "comments", "date": "2026-11-23", "reason": "author"}
    (folder / "removals.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    print(f"$ cat removals.jsonl\n{json.dumps(line)}\n")
    player.command(*build, "three", "--against", "two", "--removals", "removals.jsonl")
    player.command("diff", "two", "three", "--markdown")
    player.command("push", "three", NAME)

    player = Player(folder, url, next_package(folder, json.dumps(line) + "\n"))
    player.python(SHOW.format(tag="v1.1.0"))
    player.python(SHOW.format(tag="v2.0.0"))


def _article(release: Path) -> str:
    import pyarrow.parquet as pq

    rows = pq.read_table(release / "data" / "articles").to_pylist()
    return next(str(row["article_id"]) for row in rows if row["title"].startswith("Two buses"))


def _comment(release: Path) -> str:
    import pyarrow.parquet as pq

    rows = pq.read_table(release / "data" / "comments").to_pylist()
    return next(str(row["comment_id"]) for row in rows if row["text"].startswith("My cousin"))


def main() -> int:
    with tempfile.TemporaryDirectory() as folder, running_hub() as hub:
        play(Path(folder), hub.url)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
