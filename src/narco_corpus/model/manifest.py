"""The manifest of a release: its form, how it is written to JSON and how it is read and checked."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from narco_corpus.errors import DataError
from narco_corpus.model import layout
from narco_corpus.model.about import About
from narco_corpus.model.layout import MANIFEST, MANIFEST_FORMAT, SPLITS
from narco_corpus.model.measured import Measured, measured_from_json, measured_to_json
from narco_corpus.model.schema import TABLES

NAME = "narco-corpus"
"""What a manifest of this package calls itself."""

_T = TypeVar("_T")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DRIVE = re.compile(r"^[A-Za-z]:")


@dataclass(frozen=True, kw_only=True)
class ReleaseFile:
    """One file of a release; `rows`, `table` and `split` are None for files that hold no rows of a table."""

    path: str
    """Relative to the release folder, `/` between parts."""
    bytes: int
    sha256: str
    rows: int | None = None
    table: str | None = None
    split: str | None = None


@dataclass(frozen=True)
class TableFacts:
    """Size and content of one table over all its shards."""

    rows: int
    content_hash: str
    """Does not depend on the Parquet writer nor on the division in shards."""
    splits: dict[str, int]
    """Rows of each split that the release has."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """What a release says of itself; everything but clock and place of the build."""

    data_version: str
    schema_version: str
    package_version: str
    about: About | None = None
    """What those who built it state of themselves; None where they stated nothing."""
    recogniser: dict[str, str]
    """`name` and `version` of the recogniser; `min_confidence` as text where mentions below it were left out;
    `knowledge`, the version of the builder's own names where he gave any."""
    measured: tuple[Measured, ...] = ()
    """What was measured of this recogniser, without a least confidence and without the builder's own names, on
    annotated texts beside the release's."""
    knowledge_version: str | None
    """Version of the knowledge base, that is of the alias lists: the package's, and after a `+` that of the builder's
    own names where he gave any."""
    writer: dict[str, str]
    """Versions of the packages that the bytes of the files depend on."""
    inputs_sha256: str
    captures: dict[str, int]
    """`read`, `taken`, `rejected`, `merged`; where there are any, `not_matching` (left out by `--url`), `withdrawn`."""
    masks: dict[str, int]
    """What was masked in comments, by kind: contact details, and names of commenters as `commenter`."""
    removals: tuple[str, ...] = ()
    """Ids that were withdrawn on request."""
    ledger: str | None = None
    """Hash of the package's removal ledger that the build applied."""
    shares: dict[str, int] = field(default_factory=dict)
    """The shares of the splits in per cent that the build was asked for; none where all is in one."""
    tables: dict[str, TableFacts] = field(default_factory=dict)
    files: tuple[ReleaseFile, ...] = ()
    """Every file of the release but the manifest, sorted by path."""

    @property
    def recogniser_text(self) -> str:
        """The recogniser as people read it: name and version, then what else is stated of it by its name."""
        more = [f"{key} {value}" for key, value in self.recogniser.items() if key not in ("name", "version")]
        return ", ".join([f"{self.recogniser['name']} {self.recogniser['version']}", *more])

    def shards(self, table: str, split: str | None = None) -> list[ReleaseFile]:
        """The Parquet files of a table in the order of its rows: by split, then by number."""
        found = [f for f in self.files if f.table == table and (split is None or f.split == split)]
        return sorted(found, key=lambda f: (SPLITS.index(f.split or ""), f.path))


def dump_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON; its last key is a hash of all that stands before it."""
    content = _to_json(manifest)
    content["checksum"] = _checksum(content)
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def parse_manifest(raw: bytes, origin: str) -> Manifest:
    """Read a manifest; `origin` names the release in errors.

    Raises `DataError` where it is no manifest of this package, is of a newer form or another MAJOR of the schema, lacks
    a part, or lists a path that leads out of the release.
    """
    try:
        content = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{origin}: {MANIFEST} is not JSON ({error}); the release is damaged, get it again") from None
    if not isinstance(content, dict) or content.get("name") != NAME:
        found = content.get("name") if isinstance(content, dict) else type(content).__name__
        raise DataError(f"{origin}: {MANIFEST} is of another kind: expected name {NAME!r}, found {found!r}")
    _check_version(origin, "manifest format", content.get("format"), MANIFEST_FORMAT)
    major = str(content.get("schema_version")).partition(".")[0]
    found_schema = int(major) if major.isdecimal() else content.get("schema_version")
    known_schema = int(layout.SCHEMA_VERSION.partition(".")[0])
    _check_version(origin, "schema version", found_schema, known_schema)
    if int(major) < known_schema:
        raise DataError(
            f"{origin}: schema version {major} is older than this package reads ({known_schema}): read it with "
            f"the version that wrote it, pip install narco-corpus=={content.get('package_version')}, or build it anew"
        )
    try:
        manifest = _from_json(content)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise DataError(f"{origin}: {MANIFEST} lacks or misstates a part ({error!r}); get the release again") from None
    for file in manifest.files:
        if reason := unsafe_path(file.path):
            raise DataError(f"{origin}: {MANIFEST} lists {file.path!r}, which {reason}; do not trust this release")
        if (file.table is not None or file.split is not None) and (
            file.table not in manifest.tables or file.split not in SPLITS or file.rows is None
        ):
            raise DataError(f"{origin}: {MANIFEST} gives {file.path!r} the table {file.table!r}, split {file.split!r}")
    for table in TABLES:
        if not manifest.shards(table):
            raise DataError(f"{origin}: {MANIFEST} lists no file of the table {table}; get the release again")
        stated, listed = {*manifest.tables[table].splits}, {str(f.split) for f in manifest.shards(table)}
        if stated != listed:
            raise DataError(
                f"{origin}: {MANIFEST} states the splits {', '.join(sorted(stated)) or 'none'} of the table {table}, "
                f"and lists files of {', '.join(sorted(listed))}; get the release again"
            )
    return manifest


def manifest_is_intact(raw: bytes) -> bool:
    """Whether the bytes are exactly what `dump_manifest` wrote."""
    try:
        content = json.loads(raw)
        if not isinstance(content, dict):
            return False
        stated = content.pop("checksum", None)
        whole = {**content, "checksum": stated}
        return stated == _checksum(content) and (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode() == raw
    except (ValueError, RecursionError):  # half of a surrogate pair, which JSON can state, has no bytes either
        return False


def unsafe_path(path: str) -> str | None:
    """Why a path may not stand in a manifest; None for a plain relative path below the release."""
    if not path or "\0" in path:
        return "is no path"
    if path.startswith("/") or _DRIVE.match(path):
        return "is absolute"
    if "\\" in path:
        return "holds a backslash"
    if any(part in ("", ".", "..") for part in path.split("/")):
        return "leads out of the release or is not in its shortest form"
    return None


def _check_version(origin: str, what: str, found: object, known: int) -> None:
    if isinstance(found, bool) or not isinstance(found, int) or found < 1:
        raise DataError(f"{origin}: {MANIFEST} has {what} {found!r}, expected {known}; the release is damaged")
    if found > known:
        raise DataError(
            f"{origin}: {what} {found} is newer than this package reads (up to {known}): pip install -U narco-corpus"
        )


def _checksum(content: Mapping[str, Any]) -> str:
    return hashlib.sha256(json.dumps(content, ensure_ascii=True, separators=(",", ":")).encode()).hexdigest()


def _to_json(m: Manifest) -> dict[str, Any]:
    return {
        "name": NAME,
        "format": MANIFEST_FORMAT,
        "data_version": m.data_version,
        "schema_version": m.schema_version,
        "package_version": m.package_version,
        **({} if m.about is None else {"about": m.about.to_json()}),
        "recogniser": m.recogniser,
        "measured": [measured_to_json(each) for each in m.measured],
        "knowledge_version": m.knowledge_version,
        "writer": m.writer,
        "inputs": {"sha256": m.inputs_sha256},
        "captures": m.captures,
        "masks": dict(sorted(m.masks.items())),
        "removals": list(m.removals),
        "ledger": m.ledger,
        **({"shares": m.shares} if m.shares else {}),
        "tables": {
            name: {"rows": t.rows, "content_hash": t.content_hash, "splits": t.splits} for name, t in m.tables.items()
        },
        "files": [
            {
                "path": f.path,
                "table": f.table,
                "split": f.split,
                "rows": f.rows,
                "bytes": f.bytes,
                "sha256": f.sha256,
            }
            for f in m.files
        ],
    }


def _from_json(content: dict[str, Any]) -> Manifest:
    return Manifest(
        data_version=_text(content, "data_version"),
        schema_version=_text(content, "schema_version"),
        package_version=_text(content, "package_version"),
        about=About.from_json(content["about"]) if "about" in content else None,
        recogniser=_whole({str(k): str(v) for k, v in content["recogniser"].items()}, ("name", "version")),
        measured=tuple(map(measured_from_json, content.get("measured", ()))),
        knowledge_version=None if content["knowledge_version"] is None else _text(content, "knowledge_version"),
        writer={str(k): str(v) for k, v in content["writer"].items()},
        inputs_sha256=_text(content["inputs"], "sha256"),
        captures=_whole(_counts(content["captures"]), ("read", "taken", "rejected", "merged")),
        masks=_counts(content["masks"]),
        removals=tuple(str(i) for i in content["removals"]),
        ledger=None if content.get("ledger") is None else _text(content, "ledger"),
        shares=_splits(content.get("shares", {})),
        tables={
            name: TableFacts(_count(t["rows"]), _text(t, "content_hash"), _splits(t["splits"]))
            for name, t in _whole(content["tables"], TABLES).items()
        },
        files=tuple(
            ReleaseFile(
                path=_text(f, "path"),
                bytes=_count(f["bytes"]),
                sha256=_sha256(f),
                rows=None if f["rows"] is None else _count(f["rows"]),
                table=None if f["table"] is None else _text(f, "table"),
                split=None if f["split"] is None else _text(f, "split"),
            )
            for f in content["files"]
        ),
    )


def _whole(content: dict[str, _T], keys: Collection[str]) -> dict[str, _T]:
    if lacking := sorted(set(keys) - set(content)):
        raise KeyError(lacking[0])
    return content


def _text(content: dict[str, Any], key: str) -> str:
    value = content[key]
    if not isinstance(value, str):
        raise TypeError(f"{key} is {value!r}, expected text")
    return value


def _sha256(content: dict[str, Any]) -> str:
    """The hash of a file; it names the file in the cache, so it may be nothing else: a path would lead out of that."""
    value = _text(content, "sha256")
    if not _SHA256.fullmatch(value):
        raise ValueError(f"sha256 is {value!r}, expected 64 hexadecimal digits")
    return value


def _count(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise ValueError(f"{value!r} is no count")
    return value


def _splits(content: dict[str, Any]) -> dict[str, int]:
    if strange := set(content) - set(SPLITS):
        raise ValueError(f"there is no split {min(strange)!r}")
    return _counts(content)


def _counts(content: dict[str, Any]) -> dict[str, int]:
    return {str(name): _count(value) for name, value in content.items()}
