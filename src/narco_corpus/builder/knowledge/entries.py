"""The knowledge base's entries as typed records: groups, authorities, media, organisations and persons."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import msgspec

from narco_corpus.builder.knowledge.in_use import knowledge_in_use
from narco_corpus.errors import DataError
from narco_corpus.model.schema import mention_labels

FILES = ("organisations.jsonl", "persons.jsonl")
LABELS = tuple(label for label in mention_labels() if label != "PLACE")
"""Labels of entries; places have files of their own."""
AMBIGUITIES = ("unique", "cased", "cued", "shared")
CLEAR = ("unique", "cased")
"""Those of names that mean their entity without a cue."""
ALIAS_KINDS = ("full", "short", "acronym", "nickname", "variant", "slang", "misspelling", "code")
NICKNAMES = frozenset(("nickname", "code"))
"""Kinds of aliases that say nothing of a name, so that others may bear them."""
STATUSES = (
    "designated",
    "delisted",
    "convicted",
    "indicted",
    "arrested",
    "deceased",
    "office_holder",
    "public_figure",
    "reported",
)


class Alias(msgspec.Struct, frozen=True, forbid_unknown_fields=True, gc=False):
    """Another name of an entry, and what it takes for the text to mean that entry."""

    text: str
    kind: str
    """One of `ALIAS_KINDS`."""
    language: str | None
    """BCP 47; None where the text belongs to no language (codes)."""
    ambiguity: str
    """One of `AMBIGUITIES`; `docs/design.md` says what each asks of a recogniser."""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True, gc=False):
    """One organisation or person, with the sources that its facts were seen in."""

    id: str
    name: str
    """Name used in English-language reporting; matched like an alias."""
    name_ambiguity: str = "unique"
    label: str
    kind: str
    aliases: tuple[Alias, ...]
    parent: str | None
    """Id of the larger body that it belongs to."""
    related: tuple[str, ...]
    """Ids: of a person the groups and bodies he is reported with, of a group those it came from, of a state's body the
    entry of such bodies in general."""
    country: str | None
    """ISO 3166-1 code of the country where it acts or is reported on; None for international bodies."""
    states: tuple[str, ...]
    """ISO 3166-2 codes of states where a group is reported."""
    ucdp_actor_id: int | None
    ofac_id: int | None
    active_from: int | None
    active_to: int | None
    """First and last year in which a body existed; None where unknown or still active. None for persons."""
    statuses: tuple[str, ...]
    """Only of persons: a subset of `STATUSES`."""
    sources: tuple[str, ...]
    """Addresses where facts of this entry were seen."""
    references: tuple[str, ...] = ()
    """Pages to read on that were not consulted; an entry without sources has at least one."""
    note: str | None


def load_entries() -> tuple[Entry, ...]:
    """All entries in use, organisations first, each part sorted by id."""
    knowledge = knowledge_in_use()
    return shipped_entries() if knowledge is None else knowledge.entries


@cache
def shipped_entries() -> tuple[Entry, ...]:
    """The entries of the package; DataError names the line that does not fit."""
    folder = files("narco_corpus.builder.knowledge")
    return tuple(entry for name in FILES for entry in decode_entries((folder / name).read_bytes(), name))


def decode_entries(data: bytes, name: str) -> list[Entry]:
    """Entries of one file's bytes, one JSON object a line; `name` is the file's name for errors."""
    decoder = msgspec.json.Decoder(Entry)
    try:
        return decoder.decode_lines(data)
    except msgspec.DecodeError:
        for number, line in enumerate(data.splitlines(), 1):
            try:
                decoder.decode(line)
            except msgspec.DecodeError as error:
                raise DataError(f"{name}, line {number} is no entry: {error}; mend the line") from error
        raise
