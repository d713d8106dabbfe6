"""Readers' comments that no reader knows are no text of a post; a page that has some is not complete."""

from __future__ import annotations

import pytest

from narco_corpus.builder.parse.html import parse_html
from narco_corpus.builder.post import Post

PARAGRAPHS = (
    "The bridge over the Quelite was closed on Monday because of goats that nobody had counted, the county said.",
    "By noon the line of lorries reached the old mill. A driver sold tamales through the window of his cab.",
    "The goats left at four. The county will send a bill to their owner as soon as it knows who that is.",
)
BODY = "\n\n".join(PARAGRAPHS)
TITLE = "Goats Hold a Bridge"
READER = "<b>Juan</b><p>Call me at 868 123 4567, I saw the goats come down the hill.</p>"
FORM = "<p>Log in to comment.</p><form><textarea>Your comment</textarea></form>"


def read(below: str, *, content: str = "zz-story") -> Post:
    text = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    return parse_html(
        f'<!DOCTYPE html><html><head><meta property="og:type" content="article"><meta property="og:title" '
        f'content="{TITLE}"></head><body><h1>{TITLE}</h1><div class="{content}">{text}</div>{below}</body></html>'
    )


@pytest.mark.parametrize(
    "below",
    [
        f'<div class="comentarios"><div class="comentario">{READER}</div></div>',
        f'<div id="fb-comments">{READER}</div>',
        f'<section class="zz commentsSection">{READER}</section>',
        f'<div class="comments__list-item">{READER}</div>',
        f'<ul class="comentarios-lectores"><li>{READER}</li></ul>',
        f'<section aria-label="Comments"><div>{READER}</div></section>',
        f"<h3>Comentarios (2)</h3><div>{READER}</div>",
        f"<section><header><h2>2 Comments</h2></header><div>{READER}</div></section>",
    ],
)
def test_comments_are_no_part_of_a_text_and_the_page_is_not_complete(below: str) -> None:
    post = read(below)
    assert (post.body, post.complete, post.layout) == (BODY, False, "article-html")


def test_comments_within_the_element_of_a_known_class_too() -> None:
    area = f'<div class="comentarios">{READER}</div>'
    text = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    post = parse_html(f"<html><body><h1>{TITLE}</h1><div class='entry-content'>{text}{area}</div></body></html>")
    assert (post.body, post.complete) == (BODY, False)


@pytest.mark.parametrize(
    "below",
    [
        f'<div class="comments">{FORM}</div>',
        '<div id="disqus_thread"></div>',
        f'<aside><div class="comments">{READER}</div></aside>',
        f'<div class="comments"><h3>Comentarios</h3>{FORM}</div>',
    ],
)
def test_a_form_and_what_stands_beside_a_post_are_no_comments_of_it(below: str) -> None:
    assert read(below).complete


@pytest.mark.parametrize(
    "name", ["commentary", "has-comments", "zz comments-open", "opinion comment-count", "recommended"]
)
def test_an_article_in_an_element_whose_class_only_sounds_like_comments_is_whole(name: str) -> None:
    post = read("", content=name)
    assert (post.body, post.complete) == (BODY, True)


def test_an_element_with_the_headline_is_none_of_comments() -> None:
    text = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    head = '<meta property="og:type" content="article">'
    post = parse_html(
        f'<html><head>{head}</head><body><div class="zz comment"><h1>{TITLE}</h1>{text}</div></body></html>'
    )
    assert (post.body, post.complete) == (BODY, True)


def test_a_heading_over_the_text_is_none_of_its_comments() -> None:
    text = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    head = '<meta property="og:type" content="article">'
    post = parse_html(
        f"<html><head>{head}</head><body><main><h1>{TITLE}</h1><h4>Comments</h4>{text}</main></body></html>"
    )
    assert post.body.endswith(BODY)
    assert post.complete


def wrapped(beside: str, content: str = "entry-content") -> str:
    text = "".join(f"<p>{each}</p>" for each in PARAGRAPHS)
    return (
        "<html><head><meta name='generator' content='WordPress 4'></head><body><article class='post'>"
        f"<div class='entry'>{beside}<div class='{content}'>{text}</div></div></article></body></html>"
    )


@pytest.mark.parametrize("beside", [f"<h1 class='entry-title'>{TITLE}</h1><p class='date'>May 4, 2012</p>", ""])
def test_of_elements_within_each_other_the_inner_one_is_the_text(beside: str) -> None:
    assert parse_html(wrapped(beside)).body == BODY


@pytest.mark.parametrize(
    ("beside", "content"),
    [("", "zz"), (f"<h1>{TITLE}</h1><p>{'The first paragraph stands outside. ' * 4}</p>", "entry-content")],
)
def test_a_text_that_begins_in_the_outer_element_is_whole(beside: str, content: str) -> None:
    body = parse_html(wrapped(beside, content)).body
    assert body.endswith(BODY)
    assert ("The first paragraph" in body) == bool(beside)
