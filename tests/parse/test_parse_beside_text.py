"""What stands over an article or beside it is not taken for its comments, its writer, its day or its end."""

from __future__ import annotations

import pytest

from narco_corpus.builder.parse.html import parse_html
from narco_corpus.builder.parse.markdown import parse_markdown
from narco_corpus.builder.parse.text import parse_text
from narco_corpus.builder.privacy.masks import mask

TEXT = (
    "Gunmen of Los Zetas fought soldiers for two hours in Ciudad Mier, Tamaulipas, and burned ten trucks on the road."
)
TEXTS = "".join(
    f"<p>{TEXT} {TEXT} {TEXT} {said}</p>" for said in ("Nobody spoke.", "No one was hurt.", "The road is closed.")
)
PAGE = '<html><head><meta property="og:type" content="article"><meta property="og:title" content="T"></head><body>'


@pytest.mark.parametrize("count", ["**2 comments**", "## 2 comments", "2 comments:"])
def test_a_count_of_comments_over_a_markdown_article_ends_nothing(count: str) -> None:
    post = parse_markdown(f"# T\n\n2011-01-03\n\n{count}\n\n{TEXT}\n\n{TEXT}")
    assert post.body.endswith(f"{TEXT}\n\n{TEXT}")


def test_a_picture_under_a_readers_name_is_read() -> None:
    post = parse_markdown(
        f"# T\n\n2011-01-03\n\n{TEXT}\n\n## 2 comments\n\nBob\n![avatar](https://a.example/c.png)\n\nThey will be back."
    )
    assert post.body == TEXT


def test_a_link_to_the_feed_of_comments_over_the_text_ends_nothing() -> None:
    head = "Title\n\nMonday, January 3, 2011\n\n"
    post = parse_text(f"{head}Subscribe to: Post Comments (Atom)\n\n{TEXT}\n\n{TEXT}\n")
    assert post.body.endswith(f"{TEXT}\n\n{TEXT}")
    assert parse_text(f"{head}{TEXT}\n\nSubscribe to: Post Comments (Atom)\n\nArchive\n").body == TEXT


@pytest.mark.parametrize(
    "beside",
    ["Twelve killed by Los Zetas", "Ejecutado por El Chapo Guzmán", "Photo by John Smith", "Massacre of May 3, 2009"],
)
def test_a_deck_names_no_writer_and_no_day(beside: str) -> None:
    post = parse_html(f"{PAGE}<h1>T</h1><p>{beside}</p>{TEXTS}")
    assert (post.byline, post.published_on) == (None, None)


@pytest.mark.parametrize("beside", ["By Ana Ruiz on May 3, 2009", "Publicado el 3 de mayo de 2009 por Ana Ruiz"])
def test_a_line_of_the_writer_and_the_day_is_read(beside: str) -> None:
    post = parse_html(f"{PAGE}<h1>T</h1><p>{beside}</p>{TEXTS}")
    assert "Ana Ruiz" in (post.byline or "")
    assert str(post.published_on) == "2009-05-03"


def test_the_writer_of_another_story_below_is_not_the_writer() -> None:
    post = parse_html(f"{PAGE}<h1>T</h1>{TEXTS}<div class=more><span class=byline>Other Writer</span></div>")
    assert post.byline is None


def test_sentences_beside_an_inner_element_of_the_text_stay() -> None:
    post = parse_html(
        "<html><body><article class=post><h1 class=entry-title>T</h1><div class=entry-content>"
        f"<p>The dead are four.</p><div itemprop=articleBody><p>{TEXT}</p></div><p>They were from Durango.</p>"
        "</div></article></body></html>"
    )
    assert post.body == f"The dead are four.\n\n{TEXT}\n\nThey were from Durango."


def test_what_finders_know_is_masked_behind_a_space_that_does_not_break() -> None:
    assert "lobo" not in mask("follow\xa0me @lobo_norte")[0]
