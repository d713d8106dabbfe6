"""No sentence of a text is lost to the head above it or the foot below it, whatever the sentence begins with."""

from __future__ import annotations

import pytest

from narco_corpus.builder.parse import parse_text

TITLE = "Zetas Fight Gulf Cartel in Reynosa Streets"
TAGLINES = "Blog dedicated to reporting on Mexican drug cartels\non the border line between the US and Mexico\n\n"
HEADS = {
    "date, title": f"Friday, May 4, 2012\n\n{TITLE}\n\n",
    "taglines, date, title": f"{TAGLINES}Friday, May 4, 2012\n\n{TITLE}\n\n",
    "date, title, byline": f"Friday, May 4, 2012\n\n{TITLE}\n\nBy Jane Doe\n\n",
    "title, date of old layouts": f"{TITLE}\n\nFriday, May 4, 2012 |\n\n",
    "title, date": f"{TITLE}\n\nMay 4, 2012\n\n",
    "title, byline, date": f"{TITLE}\n\nBy Jane Doe\n\nMay 4, 2012\n\n",
    "title": f"{TITLE}\n\n",
    "title, byline": f"{TITLE}\n\nBy Jane Doe\n\n",
    "date": "Friday, May 4, 2012\n\n",
    "glued date": " date 2012-05-04 ",
    "nothing": "",
}
SENTENCES = [
    "By Monday night five people had died in Iguala.",
    "Published by the army on 3 March 2012, the list names forty men.",
    "Posted by narcos on YouTube, the video shows five men.",
    "Por la noche llegaron los sicarios de La Linea a Chihuahua.",
    "Por fin cayeron los Zetas en Saltillo.",
    "On 3 March 2012 five men were killed in Torreon.",
    "Source close to the army said that Guerreros Unidos ordered it.",
    "The spokesman can be reached at press@pgr.gob.mx, he said.",
    "Welcome to Ciudad Juarez, the murder capital of the world.",
    "Bienvenidos a Ciudad Juarez, la capital del crimen.",
    "Follow us, said the gunmen, and the five men went.",
    "Tagged by the gang, the houses were burnt on Friday.",
    "Publicado en YouTube, el video muestra a cinco hombres.",
    '"They came at night," said the mayor of Iguala.',
    "Five people died.",
    "Report: the army had known it since Monday.",
    "Story by story, the gang burnt the tower down.",
    '"El Chapo" for years was a free man.',
    "Home to many Zetas, the town of Saltillo was quiet.",
]
NEXT = "The gunmen fled to the hills above the town."
REST = (
    "The rest of the article is here and speaks of the Sinaloa Cartel and its rivals in the town of Parral, where the "
    "army held three men."
)


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("order", ["first", "second", "last", "before a day", "after a day"])
def test_every_sentence_is_in_the_body(head: str, order: str) -> None:
    for sentence in SENTENCES:
        text, kept = {
            "first": ([sentence, NEXT, REST], [sentence, NEXT, REST]),
            "second": ([NEXT, sentence, REST], [NEXT, sentence, REST]),
            "last": ([REST, sentence], [REST, sentence]),
            "before a day": ([sentence, "Monday, May 7, 2012", NEXT, REST], [sentence, NEXT, REST]),
            "after a day": ([NEXT, "May 7, 2012", sentence, REST], [NEXT, sentence, REST]),
        }[order]
        post = parse_text(HEADS[head] + "\n\n".join(text) + "\n")
        body = post.body.split("\n\n")
        assert [part for part in body if part in kept] == kept
        assert post.title == (TITLE if "title" in head else None)
        assert post.byline == ("By Jane Doe" if "byline" in head else None)


def test_deck_between_title_and_date_is_the_first_of_the_text_and_an_outlet_is_not() -> None:
    post = parse_text(
        f"{TITLE}\n\nBy Jane Doe\nThe Valley News\n\nFive men die, the army sees nothing of it\n\nMay 4, 2012\n{REST}"
    )
    assert post.body == f"Five men die, the army sees nothing of it\n\n{REST}"


def test_welcome_above_a_title_is_the_pages() -> None:
    welcome = "Welcome to the blog of the valley, write to us at us@example.org."
    for day in ("", "May 4, 2012\n\n"):
        assert parse_text(f"{welcome}\n\n{day}{TITLE}\n\n{REST}").body == REST


def test_foot_that_is_a_sentence_of_the_feed_is_no_text() -> None:
    feed = "You can follow any responses to this entry through the RSS 2.0 feed."
    assert parse_text(f"May 4, 2012\n\n{TITLE}\n\n{REST}\n\nTagged with: army, zetas\n\n{feed}\n").body == REST
