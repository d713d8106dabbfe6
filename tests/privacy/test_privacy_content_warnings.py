"""Content warnings name what stands in an article and its comments, on whole words."""

from __future__ import annotations

import pytest

from narco_corpus.builder.warnings import WARNINGS, content_warnings


@pytest.mark.parametrize(
    ("article", "comments", "expected"),
    [
        ("Two men were found dead on a road near Reynosa.", [], []),
        ("The bodies had been DECAPITATED.", [], ["graphic_violence"]),
        ("Hallan a tres descuartizados en Acapulco", [], ["graphic_violence"]),
        ("Warning: Graphic Video", [], ["graphic_violence"]),
        ("Imágenes fuertes", [], ["graphic_violence"]),
        ("Six soldiers were hurt.", ["they should be decapitated"], []),
        ("Six soldiers were hurt.", ["what the Fuck!"], ["profanity"]),
        ("They dissolved 300 bodies there.", [], ["graphic_violence"]),
        ("The police took 104 bodies out of graves.", [], ["graphic_violence"]),
        ("500 bone fragments were found", [], ["graphic_violence"]),
        ("Nine bodies were hung from a bridge", [], ["graphic_violence"]),
        ("They burned two of them alive", [], ["graphic_violence"]),
        ("14 heads in ice boxes", [], ["graphic_violence"]),
        ("a mass grave in San Fernando", [], ["graphic_violence"]),
        ("Los quemaron a todos vivos", [], ["graphic_violence"]),
        ("quemados vivos", [], ["graphic_violence"]),
        ("Hallan nueve fosas clandestinas", [], ["graphic_violence"]),
        ("Un hombre DESOLLADO", [], ["graphic_violence"]),
        ("the mutilated corpse", [], ["graphic_violence"]),
        ("disolvió 300 cuerpos en sosa cáustica", [], ["graphic_violence"]),
        ("dos cuerpos fueron colgados de un puente", [], ["graphic_violence"]),
        ("cabezas humanas en una hielera", [], ["graphic_violence"]),
        ("Quote: 'chinga tu madre'", [], ["profanity"]),
        ("Ok", ["pinche gobierno", "puros MARICONES"], ["hate_speech", "profanity"]),
        ("beheaded", ["fuck you faggot"], ["graphic_violence", "hate_speech", "profanity"]),
    ],
)
def test_warnings(article: str, comments: list[str], expected: list[str]) -> None:
    assert content_warnings(article, comments) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kike Plancarte and El Negro Durazo",
        "the scunthorpe shitake of Fukuoka",
        "disputa, reputación, computadora, imputado, diputado",
        "machinga, achingado",
        "torturer",
        "capita, capital, decap",
        "Cocula, calculo, vergara, vergel",
        "hijos de puebla",
        "amputated",
        "Gunmen killed six men and a woman; two bodies were found. He died of his wounds.",
        "Mataron a tres hombres; los cuerpos quedaron en la calle",
        "Congress was dissolved. Bodies of water dry up.",
        "A banner was hung from a bridge, una manta colgada de un puente",
        "the headless cartel, the head of the police, human rights",
        "They burned cars. He is alive",
        "Joaquín Degollado, de Degollado, Jalisco",
    ],
)
def test_parts_of_words_are_no_terms(text: str) -> None:
    assert content_warnings(text, [text]) == []


def test_order_is_fixed() -> None:
    assert list(WARNINGS) == sorted(WARNINGS)
