"""Makes the checkout's own environment `.venv` from pinned requirements, and goes on in it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def enter(requirements: str) -> None:
    """Return only in an environment that holds `requirements/<requirements>.txt` and this checkout.

    The environment is made once and again whenever the pinned requirements change.
    """
    if sys.version_info < (3, 11):  # noqa: UP036 - this file runs before any packaging metadata is read
        sys.exit(f"narco-corpus needs Python 3.11 or newer; this is {sys.version.split()[0]}")
    if not any(_is_made(name) for name in {requirements, "dev"}):  # the checks' environment holds the build's
        pinned = _pinned(requirements)
        print(f"making the environment {FOLDER.name} from {pinned.relative_to(ROOT)} …", file=sys.stderr)
        if not PYTHON.exists():
            venv.create(FOLDER, with_pip=True)
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*pip, "--require-hashes", "-r", str(pinned)])
        _run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
        _stamp(requirements).write_text(_wanted(requirements))
    if Path(sys.prefix).resolve() != FOLDER.resolve():
        sys.exit(subprocess.call([str(PYTHON), *sys.argv]))


def _pinned(requirements: str) -> Path:
    return ROOT / "requirements" / f"{requirements}.txt"


def _stamp(requirements: str) -> Path:
    return FOLDER / f"{requirements}.stamp"


def _wanted(requirements: str) -> str:
    return hashlib.sha256(_pinned(requirements).read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()


def _is_made(requirements: str) -> bool:
    stamp = _stamp(requirements)
    return PYTHON.exists() and stamp.is_file() and stamp.read_text() == _wanted(requirements)


def _run(command: list[str]) -> None:
    # To stderr, so that what a script prints on stdout is its result alone.
    code = subprocess.call(command, stdout=sys.stderr, cwd=ROOT)
    if code:
        sys.exit(f"could not make the environment: {' '.join(command)} ended with {code}")
