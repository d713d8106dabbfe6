"""All names that the knowledge files list, folded, each with the senses it can have."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from narco_corpus.builder.knowledge.entries import load_entries
from narco_corpus.builder.knowledge.in_use import per_knowledge
from narco_corpus.builder.knowledge.places import load_place_forms, load_places
from narco_corpus.builder.recognise.fold import fold, fold_all
from narco_corpus.builder.recognise.owned import owner_and_name


class Sense(msgspec.Struct, frozen=True, gc=False):
    """One thing that a form can mean."""

    label: str
    entity_id: str | None
    ambiguity: str
    """`unique`, `cased`, `cued` or `shared`; see `docs/design.md`."""
    kind: str
    """Of organisations and persons `name` or the alias's kind; of places the place's kind."""
    text: str
    """The form as the knowledge file writes it."""


class Lexicon(msgspec.Struct, frozen=True):
    """Folded forms and their senses; `forms[i]` has `senses[i]`."""

    forms: list[bytes]
    senses: list[tuple[Sense, ...]]


@per_knowledge
def load_lexicon() -> Lexicon:
    """The lexicon of the names in use, forms sorted."""
    table: dict[bytes, list[Sense]] = {}
    senses = list(_senses())
    for sense, folded in zip(senses, fold_all(s.text for s in senses), strict=True):
        _list(sense, folded.strip(), table)
        if ". " in sense.text:  # `St. Louis` is also written `St Louis`
            _list(sense, fold(sense.text.strip().replace(". ", " ")).strip(), table)
    forms = sorted(table)
    return Lexicon(forms, [tuple(table[form]) for form in forms])


def _list(sense: Sense, form: bytes, table: dict[bytes, list[Sense]]) -> None:
    known = table.get(form)
    if known is None:
        if form:
            table[form] = [sense]
    elif all(s.entity_id != sense.entity_id or s.label != sense.label for s in known):
        known.append(sense)


def _senses() -> Iterator[Sense]:
    """The senses of every name; of an entity's forms that fold alike the first counts, so the wider class is first."""
    order = {"unique": 0, "cased": 1, "shared": 2, "cued": 3}
    for entry in load_entries():
        forms = [(entry.name_ambiguity, "name", entry.name)] if "(" not in entry.name else []
        forms += [(a.ambiguity, a.kind, a.text) for a in entry.aliases]
        for ambiguity, kind, text in sorted(forms, key=lambda f: order[f[0]]):
            if entry.label == "AUTHORITY" and owner_and_name(text):
                continue
            yield Sense(entry.label, entry.id, ambiguity, kind, text)
    for place in load_places():
        yield Sense("PLACE", place.id, place.ambiguity, place.kind, place.name)
        for alias in place.aliases:
            yield Sense("PLACE", place.id, alias.ambiguity, place.kind, alias.text)
    for form in load_place_forms():
        yield Sense("PLACE", form.id, form.ambiguity, form.kind, form.text)
