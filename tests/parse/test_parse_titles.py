"""The title of a text whose first paragraph could be one too: no full stop, and short."""

from __future__ import annotations

import pytest

from narco_corpus.builder.parse import parse_text

TITLE = "Balacera en la plaza de Jiménez"
PARAGRAPH = "The Gulf Cartel fought soldiers in Jimenez, Chihuahua all night"
REST = "The mayor said nothing of it."


@pytest.mark.parametrize(
    "head",
    [
        "Balacera en la plaza de Jiménez\nPor Ana Ruiz\n9 de mayo de 2012",
        "Balacera en la plaza de Jiménez\n\nBy Ana Ruiz\n\nMay 9, 2012",
        "Balacera en la plaza de Jiménez\n\nBy Ana Ruiz\n\nWednesday, May 9, 2012",
        "Balacera en la plaza de Jiménez\nMay 9, 2012",
        "Balacera en la plaza de Jiménez\n\n9 de mayo de 2012",
        "Balacera en la plaza de Jiménez\nWednesday, May 9, 2012",
        "Borderland Beat\n\nBalacera en la plaza de Jiménez\n\nMay 9, 2012",
    ],
)
@pytest.mark.parametrize("text", [PARAGRAPH, "Vea el video aquí", f"{PARAGRAPH}\n\n{REST}", f"{REST}\n\n{PARAGRAPH}"])
def test_the_title_over_the_date_is_the_title_whatever_the_text_begins_with(head: str, text: str) -> None:
    post = parse_text(f"{head}\n\n{text}\n")
    assert (post.title, post.body) == (TITLE, text)
    assert post.byline == (head.split("\n")[1] or head.split("\n")[2] if "Ana" in head else None)


def test_a_video_of_a_short_title_is_no_title() -> None:
    post = parse_text("Balacera en Jiménez\n9 de mayo de 2012\n\nVea el video aquí\n")
    assert (post.title, post.body) == ("Balacera en Jiménez", "Vea el video aquí")


@pytest.mark.parametrize(
    "head",
    [
        "May 9, 2012",
        "Border Notes\n\nMay 9, 2012",
        "The Border News of Laredo\n\n9 de mayo de 2012",
        "Border Notes\n\nNews and opinion from both sides of the river\n\nMay 9, 2012",
        "News and opinion from both sides of the river\n\nWednesday, May 9, 2012",
        "Todo sobre la guerra\nWednesday, May 9, 2012",
    ],
)
def test_a_title_under_the_date_stays_under_the_name_of_a_site(head: str) -> None:
    for byline in ("", "By Ana Ruiz\n\n"):
        post = parse_text(f"{head}\n\n{TITLE}\n\n{byline}{REST}\n")
        assert (post.title, post.body) == (TITLE, REST)


def test_a_byline_under_the_line_below_the_date_makes_it_the_title() -> None:
    post = parse_text(f"Todo sobre la guerra\n\nMay 9, 2012\n\n{TITLE}\n\nBy Ana Ruiz\n\n{REST}\n")
    assert (post.title, post.byline, post.body) == (TITLE, "By Ana Ruiz", REST)
