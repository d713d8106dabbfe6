"""A hub on loopback, and the command line with the real client pointed at it, in processes of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stand_in import TOKEN, Hub, running_hub

Run = Callable[..., "subprocess.CompletedProcess[str]"]

SERVE = """
import json, sys
from click.testing import CliRunner
from narco_corpus.cli import main
import narco_corpus.cli
for line in sys.stdin:
    sys.argv = ["narco-corpus", *json.loads(line)]
    out, err, code = CliRunner(), None, 0
    with out.isolation() as streams:
        try:
            main()
        except SystemExit as stop:
            code = stop.code or 0
        sys.stdout.flush(); sys.stderr.flush()
        texts = [s.getvalue().decode() for s in streams[:2]]
    print(json.dumps([code, *texts]), flush=True)
"""
"""The command line for one call after the other: importing the client takes longer than most of them."""


@pytest.fixture(scope="session")
def one_hub() -> Iterator[Hub]:
    with running_hub() as hub:
        yield hub


@pytest.fixture
def hub(one_hub: Hub) -> Hub:
    """The hub, empty."""
    for part in (one_hub.repositories, one_hub.uploads, one_hub.requests, one_hub.before_commit):
        part.clear()
    return one_hub


@pytest.fixture(scope="session")
def environment(one_hub: Hub, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("HF_", "HUGGING"))}
    return kept | {
        "HF_ENDPOINT": one_hub.url,
        "HF_TOKEN": TOKEN,
        "HF_HOME": str(tmp_path_factory.mktemp("hf")),
        "HF_HUB_DISABLE_XET": "1",
        "HF_HUB_DISABLE_TELEMETRY": "1",
        "HF_HUB_DISABLE_PROGRESS_BARS": "1",
        "NARCO_CORPUS_CACHE": str(tmp_path_factory.mktemp("cache")),
    }


@pytest.fixture(scope="session")
def server(environment: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", SERVE]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment, text=True
    ) as process:
        yield process
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def run(server: subprocess.Popen[str], environment: dict[str, str], tmp_path: Path) -> Run:
    """Run `narco-corpus …`; with changed variables, or Python code (one text with a line break), in a new process."""

    def run(*arguments: str | Path, **changes: str | None) -> subprocess.CompletedProcess[str]:
        words = [str(argument) for argument in arguments]
        is_code = len(words) == 1 and "\n" in words[0]
        if not is_code and not changes:
            assert server.stdin is not None and server.stdout is not None
            server.stdin.write(json.dumps(words) + "\n")
            server.stdin.flush()
            code, out, err = json.loads(server.stdout.readline())
            return subprocess.CompletedProcess(words, code, out, err)
        own = {"HF_HOME": str(tmp_path / "hf"), "NARCO_CORPUS_CACHE": str(tmp_path / "cache")}
        env = {k: v for k, v in (environment | own | changes).items() if v is not None}
        command = ["-c", *words] if is_code else ["-m", "narco_corpus", *words]
        return subprocess.run([sys.executable, *command], capture_output=True, text=True, env=env, check=False)

    return run
