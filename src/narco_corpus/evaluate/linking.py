"""Whether predicted entities are the annotated ones, whatever either side calls them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from types import MappingProxyType
from typing import Any, NamedTuple

from narco_corpus.model.ids import slug

FIGURES = ("link_name", "link_place", "link_unlisted", "link_null")
"""Of annotated mentions found with the right span: names that the knowledge base could know, places, other entities
(right when left without a link, or linked to an entity of that very name), and mentions that nobody can link."""

Bearers = Mapping[tuple[str, str], AbstractSet[str]]
"""Label and name, as gold writes it → ids of the entities that bear it."""


class Link(NamedTuple):
    """A mention found where one is annotated, with the entity of either side."""

    figure: str
    gold: str
    predicted: str | None
    label: str
    post: int
    """Index of the post."""
    where: str


def figure_of(label: str, entity: str, known: frozenset[str]) -> str:
    """The figure that an annotated link counts in."""
    if label == "PLACE":
        return "link_place"
    return "link_name" if entity in known else "link_unlisted"


def verdicts(
    links: Iterable[Link], entities: Mapping[str, Mapping[str, Any]], known: Bearers = MappingProxyType({})
) -> list[tuple[Link, bool]]:
    """Each link and whether it is right; `known` are names of entities that the release need not mention.

    Right is what can mean the predicted entity alone: its id, and a name that no other entity of the label bears. Of
    names that others bear too it stands for one, that most of its links are to, the first of equals; what can mean it
    alone counts as one of them.
    """
    links = list(links)
    bearers = _bearers(links, entities, known)
    claims = [_claim(link, entities, bearers) for link in links]
    counted: dict[str | None, Counter[str]] = defaultdict(Counter)
    for link, claim in zip(links, claims, strict=True):
        if claim is not None:
            counted[link.predicted][claim] += 1
    result = []
    for link, claim in zip(links, claims, strict=True):
        right = claim is not None and claim in (link.predicted, counted[link.predicted].most_common(1)[0][0])
        result.append((link, right or (link.figure == "link_unlisted" and link.predicted is None)))
    return result


def same_entity(gold: str, label: str, predicted: str, entities: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a predicted entity can be the annotated one, by id or name; a place needs its state or country too."""
    return predicted == gold or gold in _names(entities.get(predicted, {}), label)


def _claim(link: Link, entities: Mapping[str, Mapping[str, Any]], bearers: Bearers) -> str | None:
    """What a link takes its predicted entity for: this entity's id, a name that may be another's; None: another."""
    own = link.predicted
    if own is None or not same_entity(link.gold, link.label, own, entities):
        return None
    if link.gold == own:
        return own
    bearing = bearers[link.label, link.gold]
    others = bearing - {own}
    if link.label == "PLACE":
        others = {other for other in others if not _one_place(own, other, entities)}
    return own if own in bearing and not others else link.gold


def _one_place(one: str, other: str, entities: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether these are a town and the municipality of its name, which gold does not tell apart."""
    rows = entities[one], entities[other]
    inside = rows[0].get("parent_id") == other or rows[1].get("parent_id") == one
    return inside and rows[0].get("name") == rows[1].get("name")


def _bearers(links: Iterable[Link], entities: Mapping[str, Mapping[str, Any]], known: Bearers) -> Bearers:
    """Who bears each label and name that is annotated; countries and states their code, since so gold is to write."""
    found = {(link.label, link.gold): set(known.get((link.label, link.gold), ())) for link in links}
    for entity_id, row in entities.items():
        label = row.get("label") or ""
        names = () if label == "PLACE" and row.get("iso_3166") else _names(row, label)
        for name in (entity_id, *names):
            if (label, name) in found:
                found[label, name].add(entity_id)
    return found


def _names(row: Mapping[str, Any], label: str) -> set[str]:
    """What gold of this label may call an entity, its id aside."""
    aliases = (a["text"] if isinstance(a, dict) else a for a in row.get("aliases") or [])
    names = {slug(name) for name in (row.get("name") or "", *aliases)} - {""}
    if label != "PLACE":
        return names
    country = (row.get("country") or "").lower()
    state = (row.get("state") or "").rpartition("-")[2].lower()
    ends = {end for end in (state, country, f"{country}-{state}") if end.strip("-")}
    codes = (row.get("iso_3166"), row.get("state") if row.get("kind") == "state" else None)
    return {code for code in codes if code} | {f"{name}-{end}" for name in names for end in ends}
