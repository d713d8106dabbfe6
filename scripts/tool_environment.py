"""Environments for tools of others that read a release; each in a folder of its own."""

from __future__ import annotations

import hashlib
import importlib.util
import os
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from narco_corpus.storage.cache import own_folder  # noqa: E402 - the checkout's own package, installed or not


def home() -> Path:
    """Where environments are kept, so that the next run starts at once: in the user's cache, as they are run."""
    return own_folder("tools")


def tool_python(packages: Sequence[str], bare: Sequence[str] = ()) -> Path:
    """The Python of an environment that holds the packages; those of `bare` are installed without what they depend on.

    Ends the script where the packages cannot be installed.
    """
    wanted = "\n".join((sys.version, *packages, "bare", *bare))
    folder = home() / hashlib.sha256(wanted.encode()).hexdigest()[:16]
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    if not (folder / "whole").is_file():
        print(f"installing {', '.join([*packages, *bare])} …", file=sys.stderr, flush=True)
        has_uv = importlib.util.find_spec("uv") is not None
        venv.create(folder, with_pip=not has_uv, clear=True)
        if has_uv:
            install = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--python", str(python)]
        else:
            install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        for command in ([*install, *packages], [*install, "--no-deps", *bare] if bare else []):
            if command and subprocess.call(command, stdout=sys.stderr):
                sys.exit(f"could not install {', '.join(packages)}")
        (folder / "whole").touch()
    return python
