"""Days and writers that a page prints around a headline, in no class that is known."""

from __future__ import annotations

from datetime import date

import pytest

from narco_corpus.builder.parse.html import parse_html
from narco_corpus.builder.post import Post

FIRST = date(2021, 7, 1)
STATED = '<meta property="article:published_time" content="2021-07-02T04:30:00+00:00">'
TEXT = "El puente quedó cerrado el lunes por unas cabras que nadie había contado, informó el municipio. " * 3


def wordpress(beside: str, *, head: str = "", before: str = "", title: str = "Cierran el puente") -> Post:
    return parse_html(
        f'<html><head><meta name="generator" content="WordPress 5.8">{head}</head><body class="single">'
        f'<article class="post"><header>{before}<h1 class="entry-title">{title}</h1>{beside}</header>'
        f'<div class="entry-content"><p>{TEXT}</p><p>Fotos del 3 de mayo de 2019</p></div></article></body></html>'
    )


def other(beside: str, *, head: str = "", before: str = "", text: str = "") -> Post:
    return parse_html(
        '<html><head><title>Cierran el puente</title><meta property="og:type" content="article">'
        f'<meta property="og:title" content="Cierran el puente">{head}</head><body><div class="zz">{before}'
        f'<h1>Cierran el puente</h1>{beside}<div class="zz-story">{text}<p>{TEXT}</p><p>{TEXT}</p></div></div>'
        "</body></html>"
    )


PRINTED = [
    '<span class="posted-on">1 julio, 2021</span><span class="byline">Por <a>Historiador</a></span>',
    "<p>Publicado el jueves 1 de julio de 2021 por Ana Ruiz</p>",
    '<span class="meta-date">1 de julio de 2021 - 23:30 hrs</span>',
    '<div class="entry-meta">Última actualización 2 julio, 2021 | Publicada 1 julio, 2021</div>',
    "<p>Actualizado:</p><p>2 de julio de 2021</p><div>Publicado: 1/jul/2021</div>",
    '<p class="fecha">1 de julio de 2021</p>',
    '<div class="td-post-date">Jul 1, 2021</div>',
    '<span itemprop="datePublished">1 julio, 2021</span>',
    '<div class="post-meta">Por Ana Ruiz | Seguridad | 1 de julio de 2021, 10:30 pm | 3 comentarios</div>',
    "<div>Redacción / 2021-07-01 23:30:00</div>",
    "<small>MONTERREY, N.L. Jueves, 1 de julio del 2021</small>",
    "<p>Un día sin cabras vivió el pueblo el 4 de mayo de 2018.</p><p>1 de julio de 2021</p>",
    "<figure><img><figcaption>4 de mayo de 2018</figcaption></figure><p>1 de julio de 2021</p>",
    '<ul class="related-posts"><li>4 de mayo de 2018</li></ul><p>1 de julio de 2021</p>',
]


@pytest.mark.parametrize("printed", PRINTED)
@pytest.mark.parametrize("head", ["", STATED])
def test_a_day_beside_the_headline_is_the_posts(printed: str, head: str) -> None:
    for post in (wordpress(printed, head=head), other(printed, head=head)):
        assert (post.published_on, post.day_in_utc) == (FIRST, False)


def test_a_day_right_before_the_headline_is_the_posts() -> None:
    for post in (wordpress("", before="<p>1 de julio de 2021</p>"), other("", before="<p>1 de julio de 2021</p>")):
        assert post.published_on == FIRST


@pytest.mark.parametrize(
    "printed",
    [
        "<p>Así vivió el pueblo el 1 de julio de 2021</p>",
        "<p>Foto: Archivo, 1 de julio de 2021</p>",
        "<p>Actualizado el 1 de julio de 2021</p>",
        "<p>Actualizado:</p><p>1 de julio de 2021</p>",
        "<p>Inicio del evento: 1 de julio de 2021</p>",
        "<p>Inicio:</p><p>1 de julio de 2021</p>",
        "<p>© 1 de julio de 2021</p><p>Hoy, 2 de julio de 2021</p>",
        "<p>1 de julio de 2021</p><p>9 de julio de 2020</p>",
        '<aside class="zz">1 de julio de 2021</aside>',
        '<div class="widget">1 de julio de 2021</div>',
        "<figure><figcaption>1 de julio de 2021</figcaption></figure>",
        "<p>Edición del 31 de junio de 2021</p>",
    ],
)
def test_other_days_beside_the_headline_are_not(printed: str) -> None:
    for post in (wordpress(printed), other(printed)):
        assert post.published_on is None


def test_a_day_that_cannot_be_of_the_stated_moment_is_not_the_posts() -> None:
    for post in (wordpress("<p>4 de julio de 2021</p>", head=STATED), other("<p>4 de julio de 2021</p>", head=STATED)):
        assert (post.published_on, post.day_in_utc) == (date(2021, 7, 2), True)


def test_a_day_that_can_be_two_is_told() -> None:
    assert wordpress('<p class="fecha">07/01/2021</p>').unclear_day == "07/01/2021"
    assert wordpress('<p class="fecha">07/01/2021</p>', head=STATED).published_on == FIRST


def test_a_day_in_the_text_or_in_the_header_of_the_site_is_not_the_posts() -> None:
    assert wordpress("").published_on is None, "its text has one"
    today = '<div id="masthead"><h1>El Molino</h1><p>1 de julio de 2021</p></div>'
    page = f'<html><body class="single">{today}<div class="entry-content"><p>{TEXT}</p></div></body></html>'
    assert parse_html(page).published_on is None
    assert other("", text=f"<p>{TEXT}</p><p>{TEXT}</p><p>1 de julio de 2021</p>").published_on is None


@pytest.mark.parametrize(
    ("printed", "byline"),
    [
        (PRINTED[0], "Historiador"),
        (PRINTED[1], "Ana Ruiz"),
        (PRINTED[8], "Ana Ruiz"),
        ('<p class="byline">By Ana Ruiz</p>', "Ana Ruiz"),
        ('<a rel="author">Ana Ruiz</a>', "Ana Ruiz"),
        ('<p class="byline">Por Ana Ruiz | El Molino</p>', "Ana Ruiz"),
        ("<p>Muere por Covid el alcalde</p>", None),
        ("<p>Detenido por la Marina</p>", None),
        ('<p class="byline">3 min read</p>', None),
    ],
)
def test_who_is_named_beside_the_headline_wrote_the_post(printed: str, byline: str | None) -> None:
    assert (wordpress(printed).byline, other(printed).byline) == (byline, byline)


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Miércoles 14 de marzo de 2012, 10:30 hrs", False),
        ("Publicado el 14 de marzo de 2012", False),
        ("Actualizado el 16 de marzo de 2012", False),
        ("CULIACÁN, Sin., 14 de marzo de 2012", True),
        ("El 14 de marzo de 2012 llegaron las cabras.", True),
        ("16 de marzo de 2012", True),
    ],
)
def test_a_line_of_the_day_over_a_text_of_no_known_element_is_no_part_of_it(line: str, kept: bool) -> None:
    post = other("", head=STATED.replace("2021-07-02T04:30:00+00:00", "2012-03-14"), text=f"<p>{line}</p>")
    assert post.published_on == date(2012, 3, 14)
    assert post.body.startswith(line) == kept
    assert TEXT.strip() in post.body


SCOPE = '<div itemscope itemtype="https://schema.org/{}"><meta itemprop="datePublished" content="2021-07-01">{}</div>'


@pytest.mark.parametrize(
    ("microdata", "day"),
    [
        (SCOPE.format("NewsArticle", ""), FIRST),
        (SCOPE.format("NewsArticle", "") * 2, FIRST),
        ('<meta itemprop="datePublished" content="2021-07-01">', FIRST),
        (SCOPE.format("VideoObject", ""), None),
        (SCOPE.format("Comment", "1 de julio de 2021"), None),
        (SCOPE.format("Article", "") + SCOPE.format("Article", "").replace("07-01", "06-01"), None),
        (f"<aside>{SCOPE.format('Article', '')}</aside>", None),
    ],
)
def test_a_day_of_publication_by_microdata_of_the_article(microdata: str, day: date | None) -> None:
    for post in (other("", text=microdata), wordpress_page(microdata)):
        assert post.published_on == day


def wordpress_page(after: str) -> Post:
    return parse_html(
        '<html><body class="single"><article class="post"><h1 class="entry-title">T</h1>'
        f'<div class="entry-content"><p>{TEXT}</p></div></article>{after}</body></html>'
    )
