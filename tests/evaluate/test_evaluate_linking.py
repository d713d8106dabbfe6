"""Which links count as right."""

from __future__ import annotations

from narco_corpus.evaluate.linking import Link, verdicts

ROJOS = {"e-1": {"name": "Los Rojos", "aliases": [{"text": "Los Rojos de Morelos"}]}}


def link(gold: str, predicted: str | None, figure: str = "link_name") -> Link:
    return Link(figure, gold, predicted, "CRIMINAL_ORG", 0, "body")


def test_a_predicted_entity_stands_for_the_one_annotated_entity_that_most_of_its_links_are_to() -> None:
    golds = ["los-rojos-de-morelos", "los-rojos", "los-rojos"]
    found = verdicts([link(gold, "e-1") for gold in golds], ROJOS)
    assert [(one.gold, right) for one, right in found] == [
        ("los-rojos-de-morelos", False),
        ("los-rojos", True),
        ("los-rojos", True),
    ]
    assert [right for _, right in verdicts([link("los-rojos-de-morelos", "e-1")], ROJOS)] == [True]


def test_of_annotated_entities_with_as_many_links_a_predicted_one_stands_for_the_first() -> None:
    found = verdicts([link("los-rojos", "e-1"), link("los-rojos-de-morelos", "e-1")], ROJOS)
    assert [right for _, right in found] == [True, False]
