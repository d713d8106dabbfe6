"""A builder's own entries: read from his file, checked, and put together with those of the package.

`docs/knowledge.md` says what a file holds. A line with an id of the package adds names to that entry, any other line is
a new entry.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import msgspec

from narco_corpus.builder.knowledge.check import circular, clashes, entry_faults, name_key
from narco_corpus.builder.knowledge.entries import Entry, shipped_entries
from narco_corpus.builder.knowledge.in_use import Knowledge
from narco_corpus.builder.knowledge.own_entry import OwnEntry, in_order
from narco_corpus.builder.knowledge.unite import contradictions, united
from narco_corpus.errors import UsageError, opening

MOST_BYTES = 10_000_000
_SHOWN = 20
"""Faults that are listed."""
_MARKED = ("shared", "cued")

Line = tuple[int, OwnEntry]
"""Number of a line in its file, and its entry."""


def read_knowledge(path: str | Path) -> Knowledge:
    """The package's entries with those of a file.

    Raises `UsageError` where the file cannot be read, and where lines are not as they should be: it names each.
    """
    with opening(path), Path(path).open("rb") as source:
        raw = source.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise UsageError(f"{path} has more than {MOST_BYTES:,} bytes: give the names that the captures can hold")
    lines, faults = _decoded(raw)
    if not lines and not faults:
        raise UsageError(f"{path} holds no entry: write one a line (docs/knowledge.md), or leave --knowledge out")
    package = {entry.id: entry for entry in shipped_entries()}
    faults += _line_faults(lines, package)
    if not faults:
        entries = united(package, [entry for _, entry in lines])
        faults += _entry_faults(lines, entries, package)
    if faults:
        faults.sort()
        shown = "".join(f"\n  line {number}: {fault}" for number, fault in faults[:_SHOWN])
        more = f"\n  and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else ""
        raise UsageError(f"{path} is not as it should be; nothing was done. Mend it:{shown}{more}")
    own = sorted((entry for _, entry in lines), key=lambda entry: entry.id)
    content = b"".join(msgspec.json.encode(entry) + b"\n" for entry in own)
    return Knowledge(entries, hashlib.sha256(content).hexdigest()[:16], content)


def knowledge_of(content: bytes) -> Knowledge:
    """What `read_knowledge` gave, from the content of it."""
    package = {entry.id: entry for entry in shipped_entries()}
    own = msgspec.json.Decoder(OwnEntry).decode_lines(content)
    return Knowledge(united(package, own), hashlib.sha256(content).hexdigest()[:16], content)


def _decoded(raw: bytes) -> tuple[list[Line], list[tuple[int, str]]]:
    """The entries of a file, and which lines are none."""
    decoder = msgspec.json.Decoder(OwnEntry)
    lines, faults = [], []
    for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            lines.append((number, in_order(decoder.decode(line))))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            faults.append((number, f"is no entry: {error}"))
    return lines, faults


def _line_faults(lines: Sequence[Line], package: Mapping[str, Entry]) -> Iterator[tuple[int, str]]:
    """What is wrong with lines before they are put together with the package's entries."""
    first: dict[str, int] = {}
    for number, line in lines:
        if (other := first.setdefault(line.id, number)) != number:
            yield number, f"the id {line.id!r} stands on line {other} too; keep one line for it"
        if line.label == "PERSON" and not line.sources:
            yield number, "a person needs a page that was read and says so; name it in `sources`"
        if line.id in package:
            yield from ((number, fault) for fault in contradictions(package[line.id], line))
            if not line.aliases:
                yield number, f"{line.id} is in the package, and the line adds no name to it; give aliases"
            continue
        if line.name is None:
            yield number, f"the package has no {line.id!r}, and a new entry needs a name; mend the id, or give it"
        if line.kind is None:
            yield number, "a new entry needs a kind; write it as cartel, gang, official"


def _entry_faults(
    lines: Sequence[Line], entries: Sequence[Entry], package: Mapping[str, Entry]
) -> Iterator[tuple[int, str]]:
    """What is wrong with the lines' entries among all."""
    by_id = {entry.id: entry for entry in entries}
    of_line = {line.id: number for number, line in lines}
    for number, line in lines:
        yield from ((number, fault) for fault in entry_faults(by_id[line.id], by_id))
    yield from ((of_line[i], "its parents go round in a circle; mend one") for i in circular(entries) if i in of_line)
    bearers: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for clash in clashes(entries):
        for entry_id in clash.ids:
            bearers[entry_id][clash.name] = [other for other in clash.ids if other != entry_id]
    for number, line in lines:
        known = package.get(line.id)
        has = {known.name, *(alias.text for alias in known.aliases)} if known else set()
        for text, given in ((line.name or "", line.name_ambiguity), *((a.text, a.ambiguity) for a in line.aliases)):
            others = bearers[line.id].get(name_key(text))
            if others and given is not None and given not in _MARKED and text not in has:
                yield number, f"{text!r} is also a name of {', '.join(others)}; write `shared`, or leave ambiguity out"
