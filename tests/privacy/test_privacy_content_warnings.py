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
    ],
)
def test_parts_of_words_are_no_terms(text: str) -> None:
    assert content_warnings(text, [text]) == []


def test_order_is_fixed() -> None:
    assert list(WARNINGS) == sorted(WARNINGS)
