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
    pinned = ROOT / "requirements" / f"{requirements}.txt"
    wanted = hashlib.sha256(pinned.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()
    stamp = FOLDER / f"{requirements}.stamp"
    if not stamp.is_file() or stamp.read_text() != wanted or not PYTHON.exists():
        print(f"making the environment {FOLDER.name} from {pinned.relative_to(ROOT)} …", file=sys.stderr)
        if not PYTHON.exists():
            venv.create(FOLDER, with_pip=True)
        pip = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        _run([*pip, "--require-hashes", "-r", str(pinned)])
        _run([*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)])
        stamp.write_text(wanted)
    if Path(sys.prefix).resolve() != FOLDER.resolve():
        sys.exit(subprocess.call([str(PYTHON), *sys.argv]))


def _run(command: list[str]) -> None:
    # To stderr, so that what a script prints on stdout is its result alone.
    code = subprocess.call(command, stdout=sys.stderr, cwd=ROOT)
    if code:
        sys.exit(f"could not make the environment: {' '.join(command)} ended with {code}")
