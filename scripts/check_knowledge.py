"""Checks the curated entries: formats, references, sources, order, and that shared names are marked as shared.

    python scripts/check_knowledge.py

Prints one fault a line and exits with 1 when there is any; prints the number of entries by label otherwise.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from narco_corpus.builder.knowledge.entries import ALIAS_KINDS, AMBIGUITIES, LABELS, STATUSES, Entry, load_entries
from narco_corpus.errors import DataError
from narco_corpus.model.ids import slug
from narco_corpus.model.text import key_text

_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
_KIND = re.compile(r"^[a-z][a-z_]*$")
_LANGUAGE = re.compile(r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
_SOURCE = re.compile(r"^https?://[^\s/]+\.[^\s/]+(/\S*)?$")
_COUNTRY = re.compile(r"^[A-Z]{2}$")
_STATE = re.compile(r"^[A-Z]{2}-[A-Z0-9]{1,3}$")
_YEARS = range(1800, 2100)
_PRIVATE = re.compile(
    r"\b(born|birth|nacid[oa]|nacimiento|CURP|RFC|passport|pasaporte|address|domicilio|wife|husband|spouse|daughter"
    r"|son of|esposa|hij[oa] de)\b",
    re.IGNORECASE,
)
"""What a note must not tell of a person: birth, personal numbers, address, relatives."""

_OF_CRIME = {"designated", "delisted", "convicted", "indicted", "arrested", "reported"}
"""Statuses that nobody may have on the word of a page that was not read."""


def faults(entries: Sequence[Entry]) -> Iterator[str]:
    """All faults of the entries, each with the id that it is found at."""
    ids = Counter(e.id for e in entries)
    yield from (f"{i}: this id stands {n} times" for i, n in ids.items() if n > 1)
    for kind, part in (("organisations", False), ("persons", True)):
        order = [e.id for e in entries if (e.label == "PERSON") is part]
        yield from (f"{b}: stands after {a} among the {kind}; sort by id" for a, b in pairwise(order) if a > b)
    for entry in entries:
        yield from (f"{entry.id}: {what}" for what in _entry_faults(entry, ids.keys()))
    yield from _cycles(entries)
    yield from _shared(entries)


def _entry_faults(entry: Entry, ids: Iterable[str]) -> Iterator[str]:
    names = [entry.name, *(a.text for a in entry.aliases)]
    if not _ID.match(entry.id):
        yield "the id is no lower-case slug"
    elif not any(entry.id == slug(n) or entry.id.startswith(slug(n) + "-") for n in names):
        yield "the id is the slug of none of the names"
    if entry.label not in LABELS:
        yield f"unknown label {entry.label!r}"
    if not _KIND.match(entry.kind):
        yield f"kind {entry.kind!r} is no lower-case word"
    if entry.name_ambiguity not in AMBIGUITIES:
        yield f"unknown name_ambiguity {entry.name_ambiguity!r}"
    yield from (f"{x!r} refers to no entry" for x in (entry.parent, *entry.related) if x and x not in ids)
    if entry.id in (entry.parent, *entry.related):
        yield "refers to itself"
    if entry.country and not _COUNTRY.match(entry.country):
        yield f"country {entry.country!r} is no ISO 3166-1 code"
    yield from (f"state {s!r} is no ISO 3166-2 code" for s in entry.states if not _STATE.match(s))
    if list(entry.states) != sorted(set(entry.states)):
        yield "states are not sorted, or repeated"
    years = [y for y in (entry.active_from, entry.active_to) if y is not None]
    if any(y not in _YEARS for y in years) or years != sorted(years):
        yield f"active years {entry.active_from} to {entry.active_to} cannot be"
    addresses = (*entry.sources, *entry.references)
    if not addresses:
        yield "has neither source nor reference"
    yield from (f"source {s!r} is no web address" for s in addresses if not _SOURCE.match(s))
    if len(set(addresses)) != len(addresses):
        yield "a source is repeated"
    yield from _person_faults(entry)
    yield from _name_faults(entry)


def _person_faults(entry: Entry) -> Iterator[str]:
    if entry.label != "PERSON":
        if entry.statuses:
            yield "only persons have statuses"
        return
    if not entry.statuses:
        yield "a person needs a status"
    yield from (f"unknown status {s!r}" for s in entry.statuses if s not in STATUSES)
    if not entry.sources and _OF_CRIME & set(entry.statuses):
        yield "a status that speaks of a crime needs a consulted source, not a reference"
    if {"designated", "delisted"} <= set(entry.statuses):
        yield "designated and delisted at once"
    if entry.statuses != tuple(s for s in STATUSES if s in entry.statuses):
        yield "statuses are repeated or not in the order of the list"
    if entry.active_from or entry.active_to or entry.states or entry.parent:
        yield "years, states and parent are of organisations"
    if entry.note and _PRIVATE.search(entry.note):
        yield "the note tells what is private"


def _name_faults(entry: Entry) -> Iterator[str]:
    seen = {entry.name}
    if not entry.name.strip():
        yield "the name is empty"
    for alias in entry.aliases:
        if alias.text in seen:
            yield f"alias {alias.text!r} is repeated"
        seen.add(alias.text)
        if alias.kind not in ALIAS_KINDS:
            yield f"alias {alias.text!r} has the unknown kind {alias.kind!r}"
        if alias.ambiguity not in AMBIGUITIES:
            yield f"alias {alias.text!r} has the unknown ambiguity {alias.ambiguity!r}"
        if alias.language and not _LANGUAGE.match(alias.language):
            yield f"alias {alias.text!r} has a language that is no BCP 47 tag"
        if len(key_text(alias.text)) == 1 or (
            len(alias.text) < 3 and alias.kind != "code" and alias.ambiguity == "unique"
        ):
            yield f"alias {alias.text!r} is too short to mean one thing"
    for text in seen:
        if text != unicodedata.normalize("NFC", text) or text != " ".join(text.split()):
            yield f"name {text!r} is not NFC with single spaces"
        if not key_text(text):
            yield f"name {text!r} has no letter or digit"


def _cycles(entries: Sequence[Entry]) -> Iterator[str]:
    parent = {e.id: e.parent for e in entries}
    for start in parent:
        seen, at = {start}, parent[start]
        while at in parent:
            if at in seen:
                yield f"{start}: its parents go round in a circle"
                break
            seen.add(at)
            at = parent[at]


def _shared(entries: Sequence[Entry]) -> Iterator[str]:
    """Names of two entries of one label must be told apart by the years, or be `shared` (or `cued`) in both."""
    bearers: dict[tuple[str, str], dict[str, tuple[Entry, set[str]]]] = defaultdict(dict)
    for entry in entries:
        for text, ambiguity in ((entry.name, entry.name_ambiguity), *((a.text, a.ambiguity) for a in entry.aliases)):
            key = (entry.label, key_text(text).replace(" ", ""))
            bearers[key].setdefault(entry.id, (entry, set()))[1].add(ambiguity)
    for (label, name), found in sorted(bearers.items()):
        rows = list(found.values())
        clash = [(a, b) for i, (a, _) in enumerate(rows) for b, _ in rows[i + 1 :] if not _apart(a, b)]
        classes = set().union(*(c for _, c in rows))
        if clash and classes not in ({"shared"}, {"cued"}):
            which = ", ".join(sorted(found))
            yield f"{which}: the {label} name {name!r} is theirs in common: mark it shared (or cued) in all"


def _apart(one: Entry, other: Entry) -> bool:
    return any(
        a.active_to is not None and b.active_from is not None and a.active_to < b.active_from
        for a, b in ((one, other), (other, one))
    )


def main() -> int:
    """Print the faults, or the counts; the exit code."""
    try:
        entries = load_entries()
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    found = list(faults(entries))
    for fault in found:
        print(fault, file=sys.stderr)
    if not found:
        counts = Counter(e.label for e in entries)
        names = sum(1 + len(e.aliases) for e in entries)
        consulted = sum(bool(e.sources) for e in entries)
        print(", ".join(f"{label} {counts[label]}" for label in LABELS) + f"; {len(entries)} entries, {names} names")
        print(f"{consulted} entries rest on consulted sources, the others name a reference")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
