"""Reads annotated posts: a folder of `*.gold.json` files, one post each."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from narco_corpus.errors import DataError, UsageError, opening
from narco_corpus.model.day import is_day
from narco_corpus.model.schema import mention_labels


@dataclass(frozen=True)
class GoldMention:
    """One annotated span: code points `[start, end)` of its unit; `entity` None where nobody can tell who is meant."""

    start: int
    end: int
    label: str
    entity: str | None


@dataclass(frozen=True)
class GoldUnit:
    """One annotated text; `name` is `title`, `body` or `comment N`."""

    name: str
    text: str
    mentions: tuple[GoldMention, ...]


@dataclass(frozen=True)
class GoldComment:
    """What the page holds of one comment; `parent` and `addresses` are numbers of other comments.

    Without `states_addresses` nobody annotated what it answers.
    """

    number: str
    text: str
    parent: str | None
    addresses: str | None
    states_addresses: bool = True


@dataclass(frozen=True)
class Gold:
    """What an annotated capture holds; only how it is known where it is not one post."""

    file: str
    """Path of the capture, or its last parts."""
    is_post: bool
    source: str = ""
    """Path of the gold file."""
    capture_sha256: str | None = None
    """SHA-256 of its bytes: as stated, or of the file that lies beside the gold file; None where neither is there."""
    published: str | None = None
    title: str | None = None
    byline: str | None = None
    states_byline: bool = True
    """Whether the byline was annotated."""
    body: str = ""
    comments: tuple[GoldComment, ...] = ()
    units: tuple[GoldUnit, ...] = ()


def read_gold(folder: Path) -> list[Gold]:
    """All annotated posts of a folder, by file name.

    Raises UsageError where the folder holds none, DataError where a file is no gold file, a span does not fit, or it
    says what docs/annotating.md does not allow: all such faults of a file at once.
    """
    with opening(folder):  # a glob would pass over a folder that may not be read
        paths = sorted(path for path in folder.iterdir() if path.name.endswith(".gold.json"))
    if not paths:
        raise UsageError(f"{folder}: no *.gold.json file there; give the folder of the annotated posts")
    return [_read(path) for path in paths]


def _read(path: Path) -> Gold:
    try:
        gold = _gold(json.loads(path.read_text(encoding="utf-8-sig")))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise DataError(f"{path}: not JSON in UTF-8: {error}") from None
    except (KeyError, TypeError, AttributeError) as error:
        raise DataError(f"{path}: not a gold file, a field is missing or of another type: {error}") from None
    except ValueError as error:
        raise DataError(f"{path}: {error}") from None
    if found := [*_faults(gold)]:
        raise DataError("\n".join([f"{path} is not as docs/annotating.md says:", *(f" - {fault}" for fault in found)]))
    sha256 = gold.capture_sha256 or _hash_of(path.parent / gold.file)
    return replace(gold, source=str(path), capture_sha256=sha256)


def _gold(row: dict[str, Any]) -> Gold:
    file, sha256 = _text(row["file"]), row.get("capture_sha256") and _text(row["capture_sha256"])
    if not row["is_post"]:
        return Gold(file, is_post=False, capture_sha256=sha256)
    published, title, body = (row[key] and _text(row[key]) for key in ("published", "title", "body"))
    return Gold(
        file=file,
        is_post=True,
        capture_sha256=sha256,
        published=published,
        title=title,
        byline=row.get("byline") and _text(row["byline"]),
        states_byline="byline" in row,
        body=body or "",
        comments=tuple(
            GoldComment(
                _text(c["number"]),
                _text(c["text"]),
                c["parent"] if c["parent"] is None else _text(c["parent"]),
                _text(c["addresses"]) if c.get("addresses") else None,
                "addresses" in c,
            )
            for c in row["comments"]
        ),
        units=tuple(_unit(u) for u in row["units"]),
    )


def _hash_of(capture: Path) -> str | None:
    try:
        return hashlib.sha256(capture.read_bytes()).hexdigest()
    except (OSError, ValueError):  # not there, or no name of a file: captures may lie anywhere else
        return None


def _unit(row: dict[str, Any]) -> GoldUnit:
    text = _text(row["text"])
    mentions = []
    for m in row["mentions"]:
        if (
            not 0 <= m["start"] < m["end"] <= len(text)
            or m.get("text", text[m["start"] : m["end"]]) != text[m["start"] : m["end"]]
        ):
            raise ValueError(f"the span {m['start']}-{m['end']} of unit {row['unit']!r} is not {m.get('text')!r} there")
        entity = _text(m["entity"]) if m["entity"] else None
        mentions.append(GoldMention(m["start"], m["end"], _text(m["label"]), entity))
    return GoldUnit(_text(row["unit"]), text, tuple(mentions))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _faults(gold: Gold) -> Iterator[str]:
    """What would give wrong figures, each with its place in the file."""
    if gold.published is not None and not is_day(gold.published):
        yield f"published {gold.published!r}: expected a day such as 2011-03-07, or null"
    numbers = {comment.number for comment in gold.comments}
    for number in _repeated(comment.number for comment in gold.comments):
        yield f"comment {number}: `comments` has two of this number"
    for comment in gold.comments:
        for field, other in (("parent", comment.parent), ("addresses", comment.addresses)):
            if other is not None and (other not in numbers or other == comment.number):
                yield f"comment {comment.number}: {field} {other!r} is the number of no other comment"
    for name in _repeated(unit.name for unit in gold.units):
        yield f"unit {name!r} is there twice"
    for unit in gold.units:
        yield from _name_faults(unit.name, numbers)
        yield from _mention_faults(unit)


def _name_faults(name: str, numbers: set[str]) -> Iterator[str]:
    kind, _, number = name.partition(" ")
    if kind == "comment" and number:
        if number not in numbers:
            yield f"unit {name!r}: `comments` has no comment {number!r}"
    elif name not in ("title", "body"):
        yield f"unit {name!r}: expected `title`, `body` or `comment N`, N the number of a comment"


def _mention_faults(unit: GoldUnit) -> Iterator[str]:
    labels = mention_labels()
    before: GoldMention | None = None
    for mention in sorted(unit.mentions, key=lambda m: (m.start, m.end)):
        where = f"unit {unit.name!r}, {mention.start}-{mention.end} {unit.text[mention.start : mention.end]!r}"
        if mention.label not in labels:
            yield f"{where}: no label {mention.label!r}; there are {', '.join(labels)}"
        if before is not None and mention.start < before.end:
            yield f"{where}: overlaps {before.start}-{before.end} {unit.text[before.start : before.end]!r}"
        if before is None or mention.end > before.end:
            before = mention


def _repeated(values: Iterable[str]) -> list[str]:
    return [value for value, times in Counter(values).items() if times > 1]
