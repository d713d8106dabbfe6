"""One readable unit of input: some files of a folder, or a range of one container."""

from __future__ import annotations

import msgspec

SEPARATOR = "\0"
"""Between the names of a source: no file name holds it, and one string is smaller than a list."""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What a worker needs to read its share of the input; cheap to pickle."""

    root: str
    """Folder or URL that the names are relative to."""
    names: str
    """File names relative to the root, `/` between parts, NUL between names."""
    label: str = ""
    """What goes before the names in the path of a capture, so that no two inputs share one."""
    divided: bool = False
    """Whether the source is a range of its one file."""
    start: int = 0
    end: int = -1
    """Range of bytes (JSON Lines) or of row groups (Parquet); -1 is the end of the file."""
    size: int
    """Bytes to read, about."""
    sidecar: str | None = None
    """Manifest of the captures, relative to the root."""
    sidecar_places: bytes = b""
    """Where each name's row begins in the manifest: int64 each, -1 for none."""

    @property
    def name(self) -> str:
        """The first file's name."""
        return self.names.partition(SEPARATOR)[0]

    @property
    def key(self) -> str:
        """Stable key to sort sources by: the path of the first file and the start of the range."""
        return f"{self.label}{self.name}#{self.start:015d}"
