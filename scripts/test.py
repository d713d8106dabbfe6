"""All checks of the project, in its own environment."""

from __future__ import annotations

import subprocess
import sys

from environment import ROOT, enter

CHECKS = (
    ("style", ["ruff", "check", "."]),
    ("format", ["ruff", "format", "--check", "."]),
    ("types", ["mypy"]),
    ("generated documents", ["scripts/render_docs.py", "--check"]),
    ("generated types of rows", ["scripts/render_row_types.py", "--check"]),
    ("embedded release", ["scripts/embed.py", "--check"]),
    ("tests", ["pytest", "-n", "2", "--dist", "loadfile"]),
)
"""Tests of one file run after each other: some share what was costly to make."""


def main() -> int:
    failed = []
    for name, command in CHECKS:
        print(f"== {name}", flush=True)
        module = [] if command[0].endswith(".py") else ["-m"]
        if subprocess.call([sys.executable, *module, *command, *(sys.argv[1:] if name == "tests" else [])], cwd=ROOT):
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    enter("dev")
    raise SystemExit(main())
