"""Data as scripts that pages load from any place, `file://` too: shards of a size, each a call with JSON."""

from __future__ import annotations

import json
from pathlib import Path
from types import TracebackType

_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029", "\x7f": "\\u007f"}
_ESCAPES = str.maketrans(_UNSAFE)


def to_json(value: object) -> str:
    """JSON that may stand in a script: no `<`, `>`, `&` and no line separators, so no text can end the script."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), check_circular=False).translate(_ESCAPES)


def write_script(folder: Path, name: str, value: object) -> int:
    """Write `folder/name.js`, which gives the page `value` under `name`; returns its bytes."""
    return _write(folder, name, to_json(value))


class Shards:
    """Writes records, sorted by key, into scripts of about `limit` bytes; each holds an object key → record."""

    def __init__(self, folder: Path, name: str, limit: int) -> None:
        self._folder = folder
        self._name = name
        self._limit = limit
        self._parts: list[str] = []
        self._size = 0
        self.firsts: list[str] = []
        """First key of each shard: where to look for a key."""
        self.bytes = 0

    def __enter__(self) -> Shards:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._flush()

    def add(self, key: str, value: object) -> None:
        """Append a record; keys come in the order of their code points."""
        self.add_json(key, to_json(value))

    def add_json(self, key: str, text: str) -> None:
        """Append a record that is JSON already."""
        if self._parts and self._size + len(text) > self._limit:
            self._flush()
        if not self._parts:
            self.firsts.append(key)
        self._parts.append(f"{to_json(key)}:{text}")
        self._size += len(text)

    def _flush(self) -> None:
        if self._parts:
            name = f"{self._name}/{len(self.firsts) - 1}"
            self.bytes += _write(self._folder, name, "{" + ",\n".join(self._parts) + "}")
            self._parts, self._size = [], 0


def _write(folder: Path, name: str, json_text: str) -> int:
    path = folder / f"{name}.js"
    path.parent.mkdir(parents=True, exist_ok=True)
    data = f"NC.give({to_json(name)},{json_text});\n".encode()
    path.write_bytes(data)
    return len(data)
