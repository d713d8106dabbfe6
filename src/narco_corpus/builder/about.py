"""Reads the file in which those who build a release state who they are."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

from narco_corpus.errors import UsageError
from narco_corpus.model.about import KEYS, About


def read_about(path: str | os.PathLike[str]) -> About:
    """What a TOML file states.

    Raises `UsageError` where it cannot be read, is no TOML, has another key or a value that is not as it should be.
    """
    try:
        stated = tomllib.loads(Path(path).read_bytes().decode().removeprefix("\ufeff"))  # Notepad writes one
    except OSError as error:
        raise UsageError(f"about {os.fspath(path)!r} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: byte {error.start} is not UTF-8; write the file as TOML in UTF-8") from None
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UsageError(f"{path}: not TOML: {error}") from None
    if unknown := sorted(stated.keys() - set(KEYS)):
        raise UsageError(f"{path}: unknown key {unknown[0]!r}: expected {', '.join(KEYS)}")
    try:
        return About.from_json(stated)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from None
