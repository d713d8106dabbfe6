"""Reads the data scripts of a folder of pages as Python values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def given(script: Path) -> Any:
    """What a data script gives; asserts that it is nothing but one call with JSON."""
    text = script.read_text(encoding="utf-8")
    name = script.relative_to(script.parents[1] if script.parent.name == "data" else script.parents[2])
    head = f'NC.give("{name.as_posix().removeprefix("data/").removesuffix(".js")}",'
    assert text.startswith(head) and text.endswith(");\n")
    return json.loads(text[len(head) : -3])


def records(folder: Path, kind: str) -> dict[str, Any]:
    """All records of the shards of a kind."""
    found: dict[str, Any] = {}
    for script in sorted((folder / "data" / kind).glob("*.js"), key=lambda p: int(p.stem)):
        found |= given(script)
    return found


def numbers(text: str) -> list[int]:
    """The rising numbers of a list of postings."""
    found: list[int] = []
    for part in text.split():
        found.append(int(part, 36) + (found[-1] if found else 0))
    return found
