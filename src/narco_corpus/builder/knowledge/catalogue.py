"""The entities of all knowledge files under one roof: rows for the `entities` table, and what lies in what."""

from __future__ import annotations

from typing import Any

from narco_corpus.builder.knowledge.entries import Entry, load_entries
from narco_corpus.builder.knowledge.in_use import per_knowledge
from narco_corpus.builder.knowledge.places import Place, load_places

GEONAMES = "https://www.geonames.org/"
ISO = "https://www.iso.org/obp/ui/#iso:code:3166:"


@per_knowledge
def _catalogue() -> dict[str, Entry | Place]:
    known: dict[str, Entry | Place] = {place.id: place for place in load_places()}
    known.update((entry.id, entry) for entry in load_entries())
    return known


def entity_row(entity_id: str) -> dict[str, Any]:
    """The row of an entity as `schema/entities.schema.json` declares it, without `mention_count`.

    Raises `KeyError` for an id that no knowledge file has.
    """
    entity = _catalogue()[entity_id]
    return _entry_row(entity) if isinstance(entity, Entry) else _place_row(entity)


def is_entity(entity_id: str) -> bool:
    """Whether a knowledge file has the id, one of the builder's own too."""
    return entity_id in _catalogue()


def parents(entity_id: str) -> list[str]:
    """Ids of the larger things that an entity belongs to, the nearest first; raises `KeyError` for an unknown id."""
    known = _catalogue()
    found: list[str] = []
    above = known[entity_id].parent
    while above is not None and above in known and above not in found and above != entity_id:
        found.append(above)
        above = known[above].parent
    return found


def _entry_row(entry: Entry) -> dict[str, Any]:
    return {
        "entity_id": entry.id,
        "name": entry.name,
        "label": entry.label,
        "kind": entry.kind,
        "aliases": [{"text": a.text, "kind": a.kind, "language": a.language} for a in entry.aliases],
        "parent_id": entry.parent,
        "country": entry.country,
        "state": entry.states[0] if len(entry.states) == 1 else None,
        "iso_3166": None,
        "geonames_id": None,
        "inegi_code": None,
        "ucdp_actor_id": entry.ucdp_actor_id,
        "ofac_id": entry.ofac_id,
        "latitude": None,
        "longitude": None,
        "active_from": entry.active_from,
        "active_to": entry.active_to,
        "statuses": list(entry.statuses),
        "sources": list(dict.fromkeys(entry.sources or entry.references)),
    }


def _place_row(place: Place) -> dict[str, Any]:
    if place.geonames_id is not None:
        source = f"{GEONAMES}{place.geonames_id}"
    else:
        source = f"{ISO}{place.iso_3166 or place.country}"
    return {
        "entity_id": place.id,
        "name": place.name,
        "label": "PLACE",
        "kind": place.kind,
        "aliases": [{"text": a.text, "kind": None, "language": None} for a in place.aliases],
        "parent_id": place.parent,
        "country": place.country,
        "state": place.state,
        "iso_3166": place.iso_3166,
        "geonames_id": place.geonames_id,
        "inegi_code": place.inegi_code,
        "ucdp_actor_id": None,
        "ofac_id": None,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "active_from": None,
        "active_to": None,
        "statuses": [],
        "sources": [source],
    }
