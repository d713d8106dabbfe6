"""Checks entries: formats, references, sources, order, and that names in common are marked as shared.

`scripts/check_knowledge.py` checks those of the package, `own.py` a builder's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Container, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from narco_corpus.builder.knowledge.entries import ALIAS_KINDS, AMBIGUITIES, LABELS, STATUSES, Entry
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
        yield from (f"{entry.id}: {what}" for what in entry_faults(entry, ids))
    yield from (f"{entry_id}: its parents go round in a circle" for entry_id in circular(entries))
    for clash in clashes(entries):
        if clash.classes not in ({"shared"}, {"cued"}):
            which = ", ".join(clash.ids)
            yield f"{which}: the {clash.label} name {clash.name!r} is theirs in common: mark it shared (or cued) in all"


def entry_faults(entry: Entry, ids: Container[str]) -> Iterator[str]:
    """What is wrong with one entry; `ids` are those of all entries."""
    names = [entry.name, *(a.text for a in entry.aliases)]
    if not _ID.fullmatch(entry.id):
        yield f"the id {entry.id!r} is no lower-case slug such as los-zetas"
    elif not any(entry.id == slug(n) or entry.id.startswith(slug(n) + "-") for n in names):
        yield f"the id is the slug of none of the names, nor one and a hyphen with more; write {slug(entry.name)!r}"
    if entry.label not in LABELS:
        yield f"unknown label {entry.label!r}; there are {_listed(LABELS)}"
    if not _KIND.fullmatch(entry.kind):
        yield f"kind {entry.kind!r} is no lower-case word; write it as armed_wing"
    if entry.name_ambiguity not in AMBIGUITIES:
        yield f"unknown name_ambiguity {entry.name_ambiguity!r}; there are {_listed(AMBIGUITIES)}"
    yield from (
        f"{x!r} refers to no entry; name an id, or leave it out"
        for x in (entry.parent, *entry.related)
        if x and x not in ids
    )
    if entry.id in (entry.parent, *entry.related):
        yield "refers to itself; leave that out"
    if entry.country and not _COUNTRY.fullmatch(entry.country):
        yield f"country {entry.country!r} is no ISO 3166-1 code such as MX"
    yield from (f"state {s!r} is no ISO 3166-2 code such as MX-TAM" for s in entry.states if not _STATE.fullmatch(s))
    if list(entry.states) != sorted(set(entry.states)):
        yield "states are not sorted, or repeated; sort them"
    years = [y for y in (entry.active_from, entry.active_to) if y is not None]
    if any(y not in _YEARS for y in years) or years != sorted(years):
        yield f"active years {entry.active_from} to {entry.active_to} cannot be; give 1800 to 2099 in order"
    addresses = (*entry.sources, *entry.references)
    if not addresses:
        yield "has neither source nor reference; name the page that its facts were seen on in `sources`"
    yield from (
        f"source {s!r} is no web address; write it as https://example.org/page" for s in addresses if not _is_address(s)
    )
    if len(set(addresses)) != len(addresses):
        yield "a source is repeated; keep one"
    yield from _person_faults(entry)
    yield from _name_faults(entry)


def _person_faults(entry: Entry) -> Iterator[str]:
    if entry.label != "PERSON":
        if entry.statuses:
            yield "only persons have statuses; leave them out"
        return
    if not entry.statuses:
        yield f"a person needs a status: of {_listed(STATUSES)}"
    yield from (f"unknown status {s!r}; there are {_listed(STATUSES)}" for s in entry.statuses if s not in STATUSES)
    if not entry.sources and _OF_CRIME & set(entry.statuses):
        yield "a status that speaks of a crime needs a consulted source, not a reference"
    if {"designated", "delisted"} <= set(entry.statuses):
        yield "designated and delisted at once; keep delisted"
    if entry.statuses != tuple(s for s in STATUSES if s in entry.statuses):
        yield "statuses are repeated or not in the order of the list; sort them so"
    if entry.active_from or entry.active_to or entry.states or entry.parent:
        yield "years, states and parent are of organisations; leave them out of a person"
    if entry.note and _PRIVATE.search(entry.note):
        yield "the note tells what is private; leave birth, numbers, address and relatives out"


def _name_faults(entry: Entry) -> Iterator[str]:
    seen = {entry.name}
    if not entry.name.strip():
        yield "the name is empty; write it"
    for alias in entry.aliases:
        if alias.text in seen:
            yield f"alias {alias.text!r} is repeated; keep one"
        seen.add(alias.text)
        if alias.text.casefold().startswith("the "):
            yield f"alias {alias.text!r} begins with the English article, which no mention takes in; leave it out"
        if alias.kind not in ALIAS_KINDS:
            yield f"alias {alias.text!r} has the unknown kind {alias.kind!r}; there are {_listed(ALIAS_KINDS)}"
        if alias.ambiguity not in AMBIGUITIES:
            yield f"alias {alias.text!r} has the unknown ambiguity {alias.ambiguity!r}; use {_listed(AMBIGUITIES)}"
        if alias.language and not _LANGUAGE.fullmatch(alias.language):
            yield f"alias {alias.text!r} has a language that is no BCP 47 tag such as es"
        if len(key_text(alias.text)) == 1 or (
            len(alias.text) < 3 and alias.kind != "code" and alias.ambiguity == "unique"
        ):
            yield f"alias {alias.text!r} is too short to mean one thing; mark it cased or cued, or leave it out"
    for text in seen:
        if text != unicodedata.normalize("NFC", text) or text != " ".join(text.split()):
            yield f"name {text!r} is not NFC with single spaces; write it so"
        elif not text.isprintable():
            yield f"name {text!r} holds a character that nobody sees; take it out"
        if not key_text(text):
            yield f"name {text!r} has no letter or digit; leave it out"


def circular(entries: Sequence[Entry]) -> Iterator[str]:
    """Ids of the entries whose parents go round in a circle."""
    parent = {e.id: e.parent for e in entries}
    for start in parent:
        seen, at = {start}, parent[start]
        while at in parent:
            if at in seen:
                yield start
                break
            seen.add(at)
            at = parent[at]


class Clash(NamedTuple):
    """A name that entries of one label have in common and that the years do not tell apart."""

    label: str
    name: str
    """As `name_key` gives it."""
    ids: list[str]
    """The entries that bear it, sorted."""
    classes: set[str]
    """The ambiguities that it has in them; `shared` alone, or `cued` alone, where it is marked as it should be."""


def name_key(text: str) -> str:
    """What two spellings of one name share: letters and digits."""
    return key_text(text).replace(" ", "")


def clashes(entries: Sequence[Entry]) -> Iterator[Clash]:
    """The names in common, by label and name."""
    bearers: dict[tuple[str, str], dict[str, tuple[Entry, set[str]]]] = defaultdict(dict)
    for entry in entries:
        for text, ambiguity in ((entry.name, entry.name_ambiguity), *((a.text, a.ambiguity) for a in entry.aliases)):
            key = (entry.label, name_key(text))
            bearers[key].setdefault(entry.id, (entry, set()))[1].add(ambiguity)
    for (label, name), found in sorted(bearers.items()):
        rows = list(found.values())
        if any(not _apart(a, b) for i, (a, _) in enumerate(rows) for b, _ in rows[i + 1 :]):
            yield Clash(label, name, sorted(found), set().union(*(c for _, c in rows)))


def _apart(one: Entry, other: Entry) -> bool:
    return any(
        a.active_to is not None and b.active_from is not None and a.active_to < b.active_from
        for a, b in ((one, other), (other, one))
    )


def _is_address(text: str) -> bool:
    return bool(_SOURCE.fullmatch(text)) and text.isprintable()


def _listed(values: Sequence[str]) -> str:
    return ", ".join(values)
