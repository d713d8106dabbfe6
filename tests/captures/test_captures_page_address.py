"""The address of a saved page that has none in its head: by linked data, its title's link, or who saved it."""

from __future__ import annotations

from pathlib import Path

import pytest

from narco_corpus.builder.captures import Capture, ReadOptions, list_sources, read_source

URL = "http://www.el-molino.example/2019/10/puente.html"
SAVED = "<!-- saved from url=(0048){} -->"
TITLE = "<h3 class='post-title entry-title'><a href='{}'>Cierran el puente</a></h3>"
OTHER = "http://www.el-molino.example/b.html"
BLOG = "<div class='main section' id='main'><div class='widget Blog' data-version='1' id='Blog1'>{}</div></div>"
LINKED = '<script type="application/ld+json">{{"@type": "{}", "headline": "Cierran el puente", {}}}</script>'
OWN = "<a href='http://www.el-molino.example/2019/09/'>septiembre</a>"
OTHERS = "<a href='http://noticias.example/'>Noticias</a>" + "<a href='https://www.blogger.com/profile/1'>Ana</a>" * 9


def address(folder: Path, begin: str = "", head: str = "", body: str = "") -> str | None:
    text = "<div class='post-body'><p>Unas cabras que nadie había contado.</p></div>"
    (folder / "page.html").write_text(
        f"{begin}<!DOCTYPE html><html><head>{head}</head><body>{body}{text}</body></html>"
    )
    options = ReadOptions()
    (source,) = list_sources([folder], options)
    (capture,) = read_source(source, options)
    assert isinstance(capture, Capture)
    return capture.url


@pytest.mark.parametrize(
    ("begin", "head", "body"),
    [
        (SAVED.format(URL), "", TITLE.format(URL) + OWN + OTHERS),
        (SAVED.format(URL), "", OWN + OTHERS),
        (SAVED.format(URL), "", ""),
        ("", "", TITLE.format(URL) + OWN * 2 + OTHERS),
        ("", "", TITLE.format(URL)),
        (
            "",
            "",
            TITLE.format(URL) + f"<div class='widget'>{TITLE.format(OTHER)}</div>",
        ),
        ("", "", TITLE.format(URL) + TITLE.format(URL + "?m=1")),
        ("", "", BLOG.format(TITLE.format(URL)) + f"<div class='widget FeaturedPost'>{TITLE.format(OTHER)}</div>"),
        ("", LINKED.format("NewsArticle", f'"url": "{URL}"'), OWN * 2 + OTHERS),
        ("", LINKED.format("NewsArticle", f'"mainEntityOfPage": "{URL}"'), ""),
        ("", LINKED.format("BlogPosting", f'"mainEntityOfPage": {{"@id": "{URL}"}}'), ""),
        (SAVED.format("file:///C:/puente.html"), "", TITLE.format(URL)),
        ("", "<link rel='canonical' href='blob:http://x'>", TITLE.format(URL)),
    ],
)
def test_a_page_states_its_address_outside_its_head(tmp_path: Path, begin: str, head: str, body: str) -> None:
    assert address(tmp_path, begin, head, body) == URL


@pytest.mark.parametrize(
    ("begin", "head", "body"),
    [
        (SAVED.format("file:///C:/puente.html"), "", ""),
        (SAVED.format("http://www.el-molino.example/"), "", ""),
        (SAVED.format("http://cache.example/search?q=cache:puente"), "", OWN),
        ("", "", TITLE.format(URL) + TITLE.format(OTHER)),
        ("", "", BLOG.format(TITLE.format(URL) + TITLE.format(OTHER))),
        ("", "", f"<div class='widget BlogList' id='BlogList1'>{TITLE.format(OTHER)}</div>"),
        ("", "", TITLE.format("http://noticias.example/nota/7") + OWN * 3 + OTHERS),
        ("", "", TITLE.format("/2019/10/puente.html")),
        ("", "", TITLE.format("http://www.el-molino.example/search/label/cabras")),
        ("", LINKED.format("WebSite", f'"url": "{URL}"'), ""),
        ("", LINKED.format("Article", '"url": "http://www.el-molino.example/"'), ""),
        ("", LINKED.format("Article", f'"url": "{URL}"') + LINKED.format("Article", '"url": "http://b.example/c"'), ""),
        ("", LINKED.format("Article", '"url": "http://noticias.example/nota/7"'), OWN * 3 + OTHERS),
        ("", "", "<i class='x-title'></i>" + "<b>" * 30_000),
    ],
)
def test_what_is_no_address_of_the_page_is_taken_for_none(tmp_path: Path, begin: str, head: str, body: str) -> None:
    assert address(tmp_path, begin, head, body) is None


def test_the_most_certain_statement_counts(tmp_path: Path) -> None:
    other = "http://www.el-molino.example/2019/10/otro.html"
    linked = LINKED.format("Article", f'"url": "{URL}"')
    assert address(tmp_path, SAVED.format(other), linked, TITLE.format(other)) == URL
    assert address(tmp_path, SAVED.format(other), "", TITLE.format(URL)) == URL
    assert address(tmp_path, SAVED.format(other), f"<meta property='og:url' content='{URL}'>", "") == URL


def test_a_head_counts_to_its_end(tmp_path: Path) -> None:
    styles = f"<style>{'p { margin: 0 } ' * 20_000}</style>"
    assert address(tmp_path, "", f"{styles}<link rel='canonical' href='{URL}'>") == URL
    assert address(tmp_path, "", styles, f"<p><link rel='canonical' href='{URL}'></p>") is None
