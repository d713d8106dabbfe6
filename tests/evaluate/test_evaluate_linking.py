"""Which links count as right."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from annotated_post import BODY, gold_post, mention, release_rows

from narco_corpus.evaluate import evaluate
from narco_corpus.evaluate.linking import Link, verdicts

Make = Callable[..., Path]
GANG = {"label": "CRIMINAL_ORG", "name": "Los Rojos"}
TWO = {"e-1": GANG | {"aliases": [{"text": "Los Rojos de Morelos"}]}, "e-2": GANG}
TOWN = {"label": "PLACE", "name": "Durango", "country": "MX", "state": "MX-DUR"}
PLACES = {
    "geonames:1": TOWN | {"kind": "city", "parent_id": "geonames:2", "aliases": [{"text": "Victoria"}]},
    "geonames:2": TOWN | {"kind": "municipality", "parent_id": "MX-DUR"},
    "geonames:3": TOWN | {"kind": "town", "name": "Victoria"},
    "MX-DUR": TOWN | {"kind": "state", "iso_3166": "MX-DUR"},
}


def link(gold: str, predicted: str | None, label: str = "CRIMINAL_ORG") -> Link:
    return Link("link_place" if label == "PLACE" else "link_name", gold, predicted, label, 0, "body")


def right(links: list[Link], entities: dict[str, dict[str, object]]) -> list[bool]:
    return [right for _, right in verdicts(links, entities)]


def test_of_names_that_others_bear_too_an_entity_stands_for_the_one_that_most_of_its_links_are_to() -> None:
    both = {**TWO, "e-3": {"label": "CRIMINAL_ORG", "name": "Los Rojos de Morelos"}}
    golds = ["los-rojos-de-morelos", "los-rojos", "los-rojos"]
    assert right([link(gold, "e-1") for gold in golds], both) == [False, True, True]
    assert right([link(gold, "e-1") for gold in golds[:2]], both) == [True, False]  # of as many, the first
    assert right([link("los-rojos-de-morelos", "e-1")], both) == [True]


def test_whatever_can_mean_the_entity_alone_is_right() -> None:
    links = [link(gold, "e-1") for gold in ("e-1", "los-rojos-de-morelos", "los-rojos")]
    assert right(links, TWO) == [True, True, False]  # the last may be the other gang
    assert right(links[1:] + links[2:] * 2, TWO) == [True, True, True, True]
    assert right(links, {"e-1": TWO["e-1"]}) == [True, True, True]
    known = {("CRIMINAL_ORG", "los-rojos"): {"e-1", "e-9"}}  # another gang that the release does not name
    assert [good for _, good in verdicts(links, {"e-1": TWO["e-1"]}, known)] == [True, True, False]


@pytest.mark.parametrize(
    ("golds", "own", "found"),
    [
        (["geonames:1", "geonames:1", "durango-dur", "durango-mx-dur"], "geonames:1", [True, True, True, True]),
        (["geonames:1", "victoria-dur"], "geonames:1", [True, False]),  # another town of the state has that name
        (["MX-DUR", "MX-DUR", "durango-dur"], "MX-DUR", [True, True, False]),  # so gold writes the town
        (["geonames:2", "durango-dur", "geonames:1"], "geonames:2", [True, True, False]),
    ],
)
def test_places_are_named_by_id_or_by_name_and_state(golds: list[str], own: str, found: list[bool]) -> None:
    assert right([link(gold, own, "PLACE") for gold in golds], PLACES) == found


def test_gold_may_name_one_entity_in_all_the_ways_that_there_are(make_release: Make, make_gold: Make) -> None:
    rows, ways = release_rows(), [("los-zetas", "reynosa-tam"), ("zetas", "geonames:1"), ("los-zetas", "reynosa-tam")]
    zetas = {"text": "Zetas", "kind": "short", "language": "es"}
    rows["entities"][0] |= {"label": "CRIMINAL_ORG", "aliases": [zetas]}
    article, marks = rows["articles"][0], [rows["entity_mentions"][n] for n in (0, 2)]
    rows["articles"] = [article | {"article_id": f"a-{n}", "capture_path": f"{n}.txt"} for n in range(3)]
    rows["entity_mentions"] = [mark | {"article_id": f"a-{n}"} for n in range(3) for mark in marks]
    posts = []
    for n, (group, town) in enumerate(ways):
        post = gold_post(f"{n}.txt")
        post["units"][0]["mentions"] = [
            mention("Los Zetas", BODY, "CRIMINAL_ORG", group),
            mention("Reynosa", BODY, "PLACE", town),
        ]
        posts.append(post)
    report = evaluate(make_release(rows), make_gold(posts))
    assert report.linking["link_name"] == report.linking["link_place"] == {"right": 3, "of": 3, "share": 1.0}
