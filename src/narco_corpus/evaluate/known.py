"""Which entities the knowledge base could know, and which surface forms its lexicons list."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

from narco_corpus.errors import DataError, MissingExtraError, UsageError
from narco_corpus.model.ids import slug
from narco_corpus.model.iso_codes import iso_codes
from narco_corpus.model.text import key_text


@contextmanager
def with_own_names(file: Path | None) -> Iterator[None]:
    """Within this context the knowledge is this package's with the names that a build was given in a file, if any."""
    if file is None:
        yield
        return
    try:
        from narco_corpus.builder.knowledge.in_use import using
        from narco_corpus.builder.knowledge.own import read_knowledge
    except ModuleNotFoundError as error:
        raise MissingExtraError(error.name or "", "build", "evaluating with names of your own") from None
    with using(read_knowledge(file)):
        yield


def known_slugs(kb: Path | None = None) -> frozenset[str]:
    """Slugs of all names and aliases of organisations and persons in a folder of `kb_*.jsonl`, or in this package."""
    if kb is None:
        return frozenset(slug(text) for _, names in _entries() for text in names)
    paths = sorted(kb.glob("kb_*.jsonl"))
    if not paths:
        raise UsageError(f"{kb}: no kb_*.jsonl file there")
    found: set[str] = set()
    for path in paths:
        for number, line in enumerate(path.read_bytes().splitlines(), 1):
            try:
                row = json.loads(line.decode())
                found |= {slug(row["name"]), *(slug(a["text"]) for a in row["aliases"])}
            except (ValueError, KeyError, TypeError, RecursionError) as error:
                raise DataError(f"{path}:{number}: not an entry with name and aliases: {error}") from None
    return frozenset(found)


def listed_forms() -> frozenset[str] | None:
    """Folded forms of all names that this package's lexicons list; None where the build extra is not installed."""
    try:
        from narco_corpus.builder.knowledge.places import load_place_forms, load_places

        entries = _entries()
    except (ModuleNotFoundError, MissingExtraError):
        return None
    forms = {text for _, names in entries for text in names}
    for place in load_places():
        forms |= {place.name, *(alias.text for alias in place.aliases)}
    forms |= {form.text for form in load_place_forms()}
    return frozenset(map(key_text, forms))


def bearers() -> dict[tuple[str, str], set[str]]:
    """Label and slug of a name → ids of the organisations and persons in this package that bear it.

    Nobody does where the build extra is not installed.
    """
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    with suppress(MissingExtraError):
        for label, names in _entries():
            for text in names:
                found[label, slug(text)].add(names[0])
    return found


def is_no_place(entity_id: str) -> bool:
    """Whether an id is a code or a number as places have it, and none has it.

    Numbers are not doubted where the build extra, which has the gazetteer, is not installed.
    """
    if entity_id.startswith("geonames:"):
        numbered = _numbered_places()
        return numbered is not None and entity_id not in numbered
    return entity_id[:2].isupper() and entity_id not in iso_codes()


@cache
def _numbered_places() -> frozenset[str] | None:
    try:
        from narco_corpus.builder.knowledge.places import load_places
    except ModuleNotFoundError:
        return None
    return frozenset(place.id for place in load_places())


def _entries() -> list[tuple[str, list[str]]]:
    """Label, and id, name and aliases, of each organisation and person."""
    try:
        from narco_corpus.builder.knowledge.entries import load_entries
    except ModuleNotFoundError as error:
        raise MissingExtraError(error.name or "", "build", "evaluating against this package's knowledge") from None
    return [(entry.label, [entry.id, entry.name, *(alias.text for alias in entry.aliases)]) for entry in load_entries()]
