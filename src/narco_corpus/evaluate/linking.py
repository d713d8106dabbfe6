"""Whether predicted entities are the annotated ones, whatever either side calls them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from narco_corpus.model.ids import slug

FIGURES = ("link_name", "link_place", "link_unlisted", "link_null")
"""Of annotated mentions found with the right span: names that the knowledge base could know, places, other entities
(right when left without a link, or linked to an entity of that very name), and mentions that nobody can link."""

_CODE = re.compile(r"[A-Z]{2}(-[A-Z0-9]{1,3})?")


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


def verdicts(links: Iterable[Link], entities: Mapping[str, Mapping[str, Any]]) -> list[tuple[Link, bool]]:
    """Each link and whether it is right.

    A predicted entity stands for one annotated entity: the one that most of its links are to; the first of equals.
    """
    links = list(links)
    claims: dict[str, Counter[str]] = defaultdict(Counter)
    for link in links:
        if link.predicted and same_entity(link.gold, link.label, link.predicted, entities):
            claims[link.predicted][link.gold] += 1
    result = []
    for link in links:
        claim = claims.get(link.predicted or "")
        right = claim is not None and claim.most_common(1)[0][0] == link.gold
        result.append((link, right or (link.figure == "link_unlisted" and link.predicted is None)))
    return result


def same_entity(gold: str, label: str, predicted: str, entities: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether a predicted entity can be the annotated one, by id or name; a place needs its state or country too."""
    if predicted == gold:
        return True
    row = entities.get(predicted, {})
    aliases = (a["text"] if isinstance(a, dict) else a for a in row.get("aliases") or [])
    names = {slug(name) for name in (row.get("name") or "", *aliases)} - {""}
    if label != "PLACE":
        return gold in names
    if _CODE.fullmatch(gold):
        return gold == row.get("iso_3166") or (row.get("kind") == "state" and gold == row.get("state"))
    country = (row.get("country") or "").lower()
    state = (row.get("state") or "").rpartition("-")[2].lower()
    ends = {end for end in (state, country, f"{country}-{state}") if end.strip("-")}
    return any(gold == f"{name}-{end}" for name in names for end in ends)
