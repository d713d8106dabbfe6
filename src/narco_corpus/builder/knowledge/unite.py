"""The entries of the package and a builder's own as one list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from narco_corpus.builder.knowledge.ambiguity import careful_class
from narco_corpus.builder.knowledge.check import clashes, name_key
from narco_corpus.builder.knowledge.entries import Alias, Entry
from narco_corpus.builder.knowledge.own_entry import OwnEntry

_FACTS = ("name", "kind", "parent", "country", "ucdp_actor_id", "ofac_id", "active_from", "active_to")
_LISTS = ("related", "states", "statuses")


def united(package: Mapping[str, Entry], own: Iterable[OwnEntry]) -> tuple[Entry, ...]:
    """All entries, organisations first, each part sorted by id.

    Names that an entry has in common with another of its label, and that the years do not tell apart, are `shared` in
    both from here on, `cued` where one of them asked for that.
    """
    entries = dict(package)
    for line in own:
        entries[line.id] = _with_names(package[line.id], line) if line.id in package else _new(line)
    marks: dict[str, dict[str, str]] = defaultdict(dict)
    for clash in clashes(tuple(entries.values())):
        for entry_id in clash.ids:
            marks[entry_id][clash.name] = "cued" if "cued" in clash.classes else "shared"
    entries.update((entry_id, _marked(entries[entry_id], classes)) for entry_id, classes in marks.items())
    return tuple(sorted(entries.values(), key=lambda entry: (entry.label == "PERSON", entry.id)))


def contradictions(known: Entry, line: OwnEntry) -> Iterator[str]:
    """What a line says otherwise than the entry of the package that it adds names to."""
    if line.label != known.label:
        yield f"{known.id} is a {known.label} in the package, not {line.label}; choose another id or that label"
    for field in _FACTS:
        given, has = getattr(line, field), getattr(known, field)
        if given is not None and given != has:
            remedy = "write another name as an alias" if field == "name" else "leave it out"
            yield f"{known.id} has the {field} {has!r} in the package, not {given!r}; a line only adds names: {remedy}"
    for field in _LISTS:
        if more := sorted({*getattr(line, field)} - {*getattr(known, field)}):
            yield f"{known.id} has no {more[0]!r} in its {field} in the package; a line only adds names: leave it out"
    if line.name_ambiguity not in (None, known.name_ambiguity):
        yield f"{known.id} has the name_ambiguity {known.name_ambiguity!r} in the package; leave it out"


def _new(line: OwnEntry) -> Entry:
    name = line.name or ""
    return Entry(
        id=line.id,
        name=name,
        name_ambiguity=line.name_ambiguity or careful_class(line.label, name),
        label=line.label,
        kind=line.kind or "",
        aliases=_aliases(line),
        parent=line.parent,
        related=line.related,
        country=line.country,
        states=line.states,
        ucdp_actor_id=line.ucdp_actor_id,
        ofac_id=line.ofac_id,
        active_from=line.active_from,
        active_to=line.active_to,
        statuses=line.statuses,
        sources=line.sources,
        references=line.references,
        note=line.note,
    )


def _with_names(known: Entry, line: OwnEntry) -> Entry:
    """The entry of the package with names that it has not yet, and where these were seen."""
    has = {known.name, *(alias.text for alias in known.aliases)}
    aliases = (*known.aliases, *(alias for alias in _aliases(line) if alias.text not in has))
    sources, references = known.sources, known.references
    if sources:
        sources = tuple(dict.fromkeys((*sources, *line.sources)))
        references = tuple(page for page in references if page not in sources)
    else:  # the other facts of the entry were seen on none of these pages
        references = tuple(dict.fromkeys((*references, *line.sources)))
    return msgspec.structs.replace(known, aliases=aliases, sources=sources, references=references)


def _aliases(line: OwnEntry) -> tuple[Alias, ...]:
    return tuple(
        Alias(a.text, a.kind, a.language, a.ambiguity or careful_class(line.label, a.text)) for a in line.aliases
    )


def _marked(entry: Entry, classes: Mapping[str, str]) -> Entry:
    """The entry with these classes for the names of these keys."""
    aliases = tuple(
        msgspec.structs.replace(a, ambiguity=classes.get(name_key(a.text), a.ambiguity)) for a in entry.aliases
    )
    name_ambiguity = classes.get(name_key(entry.name), entry.name_ambiguity)
    return msgspec.structs.replace(entry, name_ambiguity=name_ambiguity, aliases=aliases)
