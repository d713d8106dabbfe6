"""Articles of sites whose templates are not known: their text without menus, what the head states, and no page that
does not say what it is."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from narco_corpus.builder.parse.html import parse_html
from narco_corpus.builder.post import NotOnePost

PARAGRAPHS = (
    "The bridge over the Quelite was closed on Monday because of goats that nobody had counted, the county said.",
    "By noon the line of lorries reached the old mill. A driver sold tamales through the window of his cab.",
    '"We have waited longer for less," said a woman who had come with her son\'s school desk on the roof.',
    "The goats left at four. The county will send a bill to their owner as soon as it knows who that is.",
)
TYPE = '<meta property="og:type" content="article">'
DAY = '<meta property="article:published_time" content="2016-05-03T23:30:00-06:00">'
LINKED = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle", "headline": '
    '"Goats Hold a Bridge", "datePublished": "2016-05-03T23:30:00-06:00", "author": {"name": "Ana Gil"}}</script>'
)
COMMENTS = (
    '<ol class="commentlist"><li class="comment" id="comment-7"><cite class="fn">Pepe</cite>'
    '<div class="comment-content"><p>poor goats</p></div><ul class="children"><li class="comment" id="comment-9">'
    '<div class="comment-content"><p>poor drivers</p></div></li></ul></li></ol>'
)


def page(head: str, *, paragraphs: tuple[str, ...] = PARAGRAPHS, more: str = "") -> str:
    text = "".join(f"<p>{each}</p>" for each in paragraphs)
    menu = "".join(f'<li><a href="/{each}">{each}</a></li>' for each in ("News", "Sport", "Weather", "Subscribe"))
    related = "".join(f'<li><a href="/{n}">Another headline of the day, number {n}</a></li>' for n in range(8))
    return (
        f"<!DOCTYPE html><html><head><title>Goats Hold a Bridge - The Mill</title>{head}</head><body>"
        f'<nav class="zz-menu"><ul>{menu}</ul></nav><main><h1>Goats Hold a Bridge</h1>'
        f'<div class="zz-story">{text}</div></main><aside><h3>More</h3><ul>{related}</ul></aside>{more}'
        "<footer>The Mill, all rights reserved</footer></body></html>"
    )


@pytest.mark.parametrize(
    ("head", "day", "byline"),
    [(TYPE, None, None), (DAY, date(2016, 5, 3), None), (LINKED, date(2016, 5, 3), "Ana Gil")],
)
def test_an_article_of_a_template_that_is_not_known(head: str, day: date | None, byline: str | None) -> None:
    post = parse_html(page(head))
    assert (post.title, post.published_on, post.byline) == ("Goats Hold a Bridge", day, byline)
    assert post.body == "\n\n".join(PARAGRAPHS)
    assert (post.layout, post.comments, post.complete) == ("article-html", [], True)
    assert post.structured


def test_comments_of_a_known_list_under_a_text_of_none() -> None:
    post = parse_html(page(LINKED, more=COMMENTS))
    assert post.body == "\n\n".join(PARAGRAPHS)
    assert [(c.text, c.own_id, c.parent) for c in post.comments] == [
        ("poor goats", "7", None),
        ("poor drivers", "9", 0),
    ]


def test_a_page_that_says_that_it_has_comments_and_shows_none_is_not_complete() -> None:
    assert not parse_html(page(LINKED, more="<h3>14 comments</h3>")).complete


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (page(""), "the head states no article"),
        (page('<meta property="og:type" content="website">'), "the head states no article"),
        (page(TYPE, paragraphs=("Subscribe to read on.",)), "characters of text"),
        (f"<article>{PARAGRAPHS[0]}</article>", "known class$"),
    ],
)
def test_a_page_that_does_not_say_that_it_is_an_article_or_has_little_text_is_none(text: str, reason: str) -> None:
    with pytest.raises(NotOnePost, match=reason):
        parse_html(text)


def test_known_classes_go_before() -> None:
    known = page(TYPE).replace('class="zz-story"', 'class="entry-content"')
    post = parse_html(known)
    assert post.body == "\n\n".join(PARAGRAPHS)
    assert post.layout == "html"


def test_trafilatura_is_loaded_for_such_pages_alone() -> None:
    code = (
        "import sys; from narco_corpus.builder.parse.html import parse_html; "
        f"parse_html({page(TYPE).replace('zz-story', 'entry-content')!r}); print('trafilatura' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_what_the_page_states_below_a_broken_head_counts_too() -> None:
    broken = page("<div>an advertisement</div>" + DAY)
    post = parse_html(broken)
    assert (post.body, post.published_on) == ("\n\n".join(PARAGRAPHS), date(2016, 5, 3))


def test_an_empty_element_of_a_known_class_is_not_the_article() -> None:
    post = parse_html(page(TYPE, more='<div class="entry-content"></div>'))
    assert (post.layout, post.body) == ("article-html", "\n\n".join(PARAGRAPHS))


def test_several_posts_of_known_classes_are_no_article() -> None:
    teaser = '<article class="post"><div class="entry-content"><p>Another story of the day.</p></div></article>'
    with pytest.raises(NotOnePost, match="2 posts"):
        parse_html(page(TYPE + DAY, more=teaser * 2))


NEXT_DAY = "<time>Wednesday, May 4, 2016</time>"


@pytest.mark.parametrize(
    "beside",
    [
        COMMENTS.replace("<cite", "<time>May 4, 2016 at 9:00 am</time><cite", 1),
        f'<aside class="zz">{NEXT_DAY}</aside>',
        f"<header>{NEXT_DAY}</header>",
        f'<span class="updated">{NEXT_DAY}</span>',
        f"<p>{NEXT_DAY}</p>",
    ],
)
def test_a_day_stated_in_the_writers_zone_is_that_of_no_other_date_on_the_page(beside: str) -> None:
    assert parse_html(page(LINKED, more=beside)).published_on == date(2016, 5, 3)


def test_a_day_in_utc_is_the_one_that_the_page_prints_of_the_article() -> None:
    utc = LINKED.replace("2016-05-03T23:30:00-06:00", "2016-05-04T05:30:00Z")
    assert parse_html(page(utc, more="<time>May 3, 2016</time>")).published_on == date(2016, 5, 3)
    for of_another in ('<aside class="zz"><time>{}</time></aside>', '<p class="updated"><time>{}</time></p>'):
        beside = of_another.format("May 3, 2016")
        assert parse_html(page(utc, more=beside)).published_on == date(2016, 5, 4)


def test_the_day_of_a_related_story_is_not_the_articles() -> None:
    related = '<div class="related-stories"><a href="/o">Goats</a> <time>July 1, 2019</time></div>'
    assert parse_html(page(TYPE, more=related)).published_on is None


@pytest.mark.parametrize("stated", ["3 de mayo de 2016", "May 3, 2016"])
def test_a_day_stated_in_words(stated: str) -> None:
    assert parse_html(page(DAY.replace("2016-05-03T23:30:00-06:00", stated))).published_on == date(2016, 5, 3)


def test_a_page_that_states_several_articles_is_none() -> None:
    teasers = LINKED + LINKED.replace("Goats Hold a Bridge", "Geese Hold a Mill")
    with pytest.raises(NotOnePost, match="linked data is of 2 articles"):
        parse_html(page(teasers))
    assert parse_html(page(LINKED + LINKED)).title == "Goats Hold a Bridge"  # two plug-ins say the same
    untitled = LINKED.replace('"headline": "Goats Hold a Bridge", ', "")
    assert untitled != LINKED
    assert parse_html(page(LINKED + untitled)).title == "Goats Hold a Bridge"


def test_nothing_is_taken_of_another_article_that_the_page_states() -> None:
    other = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Geese Hold a Mill", '
        '"datePublished": "2001-01-01", "author": "Somebody Else"}</script>'
    )
    own = LINKED.replace(', "author": {"name": "Ana Gil"}', "")
    post = parse_html(page(TYPE + own + other))
    assert (post.title, post.byline, post.published_on) == ("Goats Hold a Bridge", None, date(2016, 5, 3))


@pytest.mark.parametrize("hostile", ["[" * 200_000, '{"a":' * 100_000, "NaN", "1" * 5_000, '"\\ud800"', "Infinity"])
def test_linked_data_of_any_kind_ends_nothing(hostile: str) -> None:
    assert parse_html(page(TYPE + f'<script type="application/ld+json">{hostile}</script>')).title


@pytest.mark.parametrize("field", ["Goats Hold a Bridge", "Ana Gil", "2016-05-03T23:30:00-06:00"])
def test_half_a_character_in_linked_data_gets_into_no_field(field: str) -> None:
    post = parse_html(page(TYPE + LINKED.replace(field, "half \\ud800 of one")))
    assert f"{post.title}{post.byline}{post.unread_day}".encode()


def test_linked_data_that_is_no_json_is_told() -> None:
    with pytest.raises(NotOnePost, match="which may state an article, is no JSON"):
        parse_html(page(LINKED.replace("}</script>", ",}</script>")))


@pytest.mark.parametrize(
    ("head", "byline"),
    [
        (LINKED.replace('{"name": "Ana Gil"}', '[{"name": "Ana Gil"}, {"name": "Luis Paz"}]'), "Ana Gil, Luis Paz"),
        (TYPE + '<meta name="author" content="Ana Gil">', "Ana Gil"),
        (TYPE + '<meta property="article:author" content="https://people.example/ana">', None),
    ],
)
def test_all_writers_that_a_page_states(head: str, byline: str | None) -> None:
    assert parse_html(page(head)).byline == byline


@pytest.mark.parametrize(
    "head",
    [
        LINKED.replace('"NewsArticle"', '"OpinionNewsArticle"'),
        LINKED.replace('"headline"', '"description": "one line\nand another", "headline"'),
        LINKED.replace("ld+json", "ld+json; charset=utf-8"),
        TYPE.replace("property", "name"),
    ],
)
def test_other_ways_to_say_that_a_page_is_an_article(head: str) -> None:
    assert parse_html(page(head)).body == "\n\n".join(PARAGRAPHS)


def test_a_title_is_without_the_name_of_the_site_and_stands_once() -> None:
    title = '<meta property="og:title" content="Goats - Hold a Bridge | The Mill">'
    post = parse_html(page(TYPE + title + '<meta property="og:site_name" content="The Mill">'))
    assert (post.title, post.body) == ("Goats - Hold a Bridge", "\n\n".join(PARAGRAPHS))


def test_no_second_reader_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    # Those that trafilatura compares its own with take minutes for a page of very many elements.
    def compare(*_: object) -> None:
        raise AssertionError("another reader was asked")

    monkeypatch.setattr("trafilatura.core.compare_extraction", compare)
    assert parse_html(page(TYPE, more="<ul><li>a</li></ul>" * 50)).body.startswith(PARAGRAPHS[0])


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Lee también: Las cabras que cruzaron el Quelite", False),
        ("TE PUEDE INTERESAR | Otra nota del día sobre cabras", False),
        ("READ MORE: Goats of the county, counted at last", False),
        ("Related stories", False),
        ("Compartir", False),
        ("Lee también los domingos la gente que espera en el puente.", True),
        ("See also what the county said of its goats in May.", True),
    ],
)
def test_lines_that_lead_to_other_stories_are_no_part_of_the_text(line: str, kept: bool) -> None:
    body = parse_html(page(TYPE, paragraphs=(*PARAGRAPHS[:2], line, *PARAGRAPHS[2:]))).body
    assert (line in body) == kept
    assert all(paragraph in body for paragraph in PARAGRAPHS)


CUT = (*PARAGRAPHS[:3], "The goats left at four. The county will send a bill to their own")
WALL = '<div class="paywall">Subscribe to read the rest</div>'
PAID = LINKED.replace('"headline"', '"isAccessibleForFree": "False", "headline"')


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        (page(TYPE, paragraphs=CUT, more=WALL), False),
        (page(PAID, paragraphs=CUT), False),
        (page(TYPE, paragraphs=(*PARAGRAPHS, "The county will send a bill to the")), False),
        (page(PAID.replace('"headline"', '"wordCount": 900, "headline"')), False),
        (page(PAID.replace('"headline"', '"wordCount": "82", "headline"')), True),
        (page(LINKED.replace('"headline"', '"wordCount": 900, "headline"')), True),
        (page(PAID), True),
        (page(TYPE, more=WALL), True),
        (page(TYPE, paragraphs=(*PARAGRAPHS, "With reporting by Ana Gil and Reuters"), more=WALL), True),
        (page(TYPE, paragraphs=(*PARAGRAPHS, "Read the whole count of the county here")), True),
        (page(PAID, paragraphs=CUT).replace("zz-story", "entry-content"), False),
    ],
)
def test_a_text_that_a_wall_cuts_off_is_not_complete(text: str, complete: bool) -> None:
    assert parse_html(text).complete == complete
