"""Texts that were copied from a page with the mouse: its buttons are no text, and say which comments are replies."""

from __future__ import annotations

from datetime import date, time

import pytest

from narco_corpus.builder.parse import parse_text

ENGLISH = """Borderland Beat
Reporting on the Mexican Cartel Drug War
Home
Forum
Thursday, March 15, 2018

Gunmen attack police in Reynosa

Gunmen attacked state police in Reynosa on Wednesday.

Posted by Yaqui at 10:30 AM
Email This
BlogThis!
Share to Twitter
Labels: CDG, Reynosa

5 comments:

AnonymousMarch 15, 2018 at 11:02 AM
Poor officers

Reply
Replies

AnonymousMarch 15, 2018 at 11:40 AM
They were dirty

El Regio81 March 15, 2018 at 12:15 PM
11:40 how do you know

Reply

El Profe 1March 15, 2018 at 1:00 PM
CDN will win.

Second paragraph.

Reply

AnonymousMarch 16, 2018 at 9:00 AM
@1:00 no

Reply

Newer Post   Older Post  Home
Subscribe to: Post Comments (Atom)
Blog Archive
► 2019 (3)
▼ 2018 (44)
"""
SPANISH = """jueves, 15 de marzo de 2018

Ataque a policías en Reynosa

Pistoleros atacaron a policías estatales en Reynosa el miércoles.

Publicado por Redacción en 10:30
Enviar por correo electrónico
Escribe un blog
Compartir en X
Etiquetas: CDG, Reynosa

5 comentarios:

 Anónimo15 de marzo de 2018, 11:02

Pobres policias

ResponderEliminar
Respuestas

 Anónimo15 de marzo de 2018, 11:40

Eran sucios

Eliminar

 El Regio81 15 de marzo de 2018, 12:15

11:40 como sabes

Eliminar
Responder

 El Profe 115 de marzo de 2018, 13:00

Va a ganar el CDN.

ResponderEliminar

 Anónimo16 de marzo de 2018, 9:00

@13:00 no

ResponderEliminar
Añadir comentario
Cargar más...

Entrada más reciente
Entrada antigua
Página principal
Suscribirse a: Enviar comentarios (Atom)
Datos personales
Redacción
"""


@pytest.mark.parametrize(("text", "last"), [(ENGLISH, "@1:00 no"), (SPANISH, "@13:00 no")])
def test_a_threaded_page_keeps_its_threads_and_loses_its_buttons(text: str, last: str) -> None:
    post = parse_text(text)
    assert post.body.endswith(("on Wednesday.", "el miércoles."))
    assert [(c.author, c.parent, c.printed_at) for c in post.comments] == [
        (None, None, time(11, 2)),
        (None, 0, time(11, 40)),
        ("El Regio81", 0, time(12, 15)),
        ("El Profe 1", None, time(13)),
        (None, None, time(9)),
    ]
    assert not any(word in c.text for c in post.comments for word in ("Re", "Eli"))
    assert (post.comments[2].addressed, post.comments[-1].text, post.complete) == (1, last, True)


HEAD = "Headline of the day\n\nSeptember 21, 2011\n\nGunmen burned a bar. Nobody was hurt.\n\n"


def test_replies_end_where_a_comment_has_buttons_of_its_own() -> None:
    names = ["a", "b", "c", "d", "e"]
    buttons = ["ReplyDelete\nReplies", "Delete", "Delete", "ReplyDelete\nReplies\nReply", "Reply\nDelete"]
    pairs = zip(names, buttons, strict=True)
    comments = [f"Bob\nMay 3, 2012 at 5:16 PM\n{name}\n\n{button}\n\n" for name, button in pairs]
    post = parse_text(f"{HEAD}5 comments:\n\n{''.join(comments)}")
    assert [(c.text, c.parent) for c in post.comments] == [("a", None), ("b", 0), ("c", 0), ("d", None), ("e", None)]


@pytest.mark.parametrize("header", ["Bob said...", "* Bob May 3, 2012 at 5:16 PM", "Bob May 3, 2012 at 5:16 PM"])
def test_comments_in_every_form_without_numbers_have_none_of_the_buttons(header: str) -> None:
    comments = [f"{header}\n{text}\n\n" for text in ("a\n\nReply\n\nReplies", "b", "c\n\nReply", "d\n\nReply")]
    post = parse_text(f"{HEAD}4 comments:\n\n{''.join(comments)}")
    assert [(c.text, c.parent) for c in post.comments] == [("a", None), ("b", 0), ("c", 0), ("d", None)]


def test_what_a_reader_writes_is_no_button() -> None:
    text = f"{HEAD}3 comments:\n\nBob said...\n\nI say\n\nDelete\n\nAna said...\n\nno\n\nBob said...\n\nyes\n"
    assert parse_text(text).comments[0].text == "I say\n\nDelete"


@pytest.mark.parametrize("name", ["Maria R.", "Jr.", "Who, me?"])
def test_a_name_may_end_in_a_full_stop(name: str) -> None:
    for header in (f"* {name} September 27, 2011 at 5:16 PM", f"{name}\nSeptember 27, 2011 at 5:16 PM"):
        post = parse_text(f"{HEAD}Comments\n\n{header}\ncall me\n\n{header}\nagain\n\nPost a Comment\n")
        assert post.body == "Gunmen burned a bar. Nobody was hurt."
        assert [(c.author, c.printed_on, c.text) for c in post.comments] == [
            (name, date(2011, 9, 27), "call me"),
            (name, date(2011, 9, 27), "again"),
        ]


def test_a_sentence_before_a_date_is_no_name() -> None:
    lines = (
        "* Six men of the town died here. September 27, 2011 at 5:16 PM\n\n* The mayor left. May 3, 2012 at 5:16 PM\n"
    )
    assert parse_text(HEAD + lines).comments == []


@pytest.mark.parametrize("comments", ["  1. a\n\n  2. b\n", "Bob\nMay 3, 2012 at 5:16 PM\na\n\nAna said...\n"])
def test_a_heading_without_a_count_over_comments_is_no_text(comments: str) -> None:
    for heading in ("Comments", "Comentarios", "Reader comments"):
        post = parse_text(f"{HEAD}{heading}\n\n{comments}")
        assert post.body == "Gunmen burned a bar. Nobody was hurt."
        assert post.comments


def test_a_heading_of_the_text_stays() -> None:
    body = "Comments\n\nThe governor did not want to speak.\n\nComentarios\n\nEl gobernador dijo:\n\nQue no."
    assert parse_text(f"{HEAD}{body}\n").body.endswith(body)


FOOT = """Posted by Buggs at 10:15 AM 5 comments
Email This BlogThis! Share to Twitter Share to Facebook

Older Post Home
"""
PIE = """Publicado por Ana en 10:15 a. m. 2 comentarios:
Compartir con FacebookCompartir en Pinterest

Entrada antigua Inicio
"""


@pytest.mark.parametrize("text", ["Gunmen burned a bar. Nobody was hurt.", "Short."])
@pytest.mark.parametrize(
    ("foot", "byline"), [(FOOT, "Posted by Buggs at 10:15 AM"), (PIE, "Publicado por Ana en 10:15 a. m.")]
)
def test_a_foot_with_buttons_in_one_line_is_no_text_and_its_count_is_heeded(foot: str, byline: str, text: str) -> None:
    head = "Wednesday, May 9, 2012\n\nBlack day in Reynosa\n\n"
    post = parse_text(f"{head}{text}\n\n{foot}")
    assert (post.title, post.byline, post.body) == ("Black day in Reynosa", byline, text)
    assert not post.complete


def test_a_count_beside_the_byline_over_the_text_is_none_of_its() -> None:
    post = parse_text(
        "Black day in Reynosa\n\nPosted by Buggs at 10:15 AM 1 comment\n\nTwo men died.\n\nBob said...\nno\n"
    )
    assert (post.byline, post.complete, len(post.comments)) == ("Posted by Buggs at 10:15 AM", True, 1)


def test_a_sentence_that_begins_as_a_button_does_stays() -> None:
    text = "Share to Facebook what you saw"
    assert parse_text(f"{HEAD}{text}\n\nNobody was there.").body.endswith(f"{text}\n\nNobody was there.")
