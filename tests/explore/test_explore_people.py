"""The pages for everybody: what axe finds, phone and dark, keyboard, print; a picture of each page for the reader."""

from __future__ import annotations

import os
from importlib import resources
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from chromium import Visit, go
from playwright.sync_api import Page

SEED = "a-3b61fc184dde8bd0"
PAGES = {
    "overview": "",
    "article": f"#{SEED}-5a73a9215d92:comment:18-23",
    "entity": "#/entity/los-zetas",
    "place": "#/entity/MX-JAL",
    "entities": "#/entities",
    "search": "#/search?q=zetas",
    "about": "#/about",
}
SCREENS = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}


def serious(page: Page, *rules: str) -> list[tuple[str, str]]:
    """Rule and element of what axe finds serious or critical; without rules by all of them."""
    only = {"runOnly": list(rules)} if rules else {}
    result = Axe().run(page, options={"resultTypes": ["violations"], "preload": False, **only}).response
    assert len(result["passes"]) >= (len(rules) or 10)
    found = [v for v in result["violations"] if v["impact"] in ("serious", "critical")]
    return [(v["id"], node["html"][:200]) for v in found for node in v["nodes"][:3]]


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_serious_and_nothing_is_wider_than_the_screen(
    visit: Visit, seed_pages_with_comments: Path, tmp_path: Path, screen: str, name: str
) -> None:
    page = visit(seed_pages_with_comments, PAGES[name], **SCREENS[screen])
    for summary in page.locator("summary").all():
        summary.click()
    if screen == "desktop":
        assert serious(page) == []
    elif screen == "dark":
        assert serious(page, "color-contrast") == []
    assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS[screen]["viewport"]["width"]
    folder = Path(os.environ.get("NARCO_CORPUS_SCREENSHOTS", tmp_path))
    folder.mkdir(parents=True, exist_ok=True)
    picture = folder / f"{name}-{screen}.png"
    page.screenshot(path=picture, full_page=True)
    assert picture.stat().st_size > 10_000


def test_axe_finds_nothing_serious_before_a_warning_and_on_many_posts(visit: Visit, many_pages: Path) -> None:
    page = visit(many_pages)
    for address in ("#/entity/los-faros", "#/search?in=comments&entity=los-faros", "#/search?q=bridge"):
        go(page, address)
        assert serious(page) == []
    gated = page.evaluate("NC.load('columns').then((c) => c.warnings.findIndex((w) => w & 1))")
    article_id = page.evaluate("n => NC.rows('r', [n]).then((rows) => rows[0][0])", gated)
    go(page, f"#{article_id}")
    assert page.locator(".gate").count() == 1
    assert serious(page) == []


def test_the_keyboard_reaches_pages_and_the_skip_link_comes_first(visit: Visit, seed_pages: Path) -> None:
    page = visit(seed_pages)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the page"
    for name in ("narco-corpus", "Overview", "Search", "Entities"):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent").startswith(name)
    page.keyboard.press("Enter")
    page.wait_for_selector("main[data-page=entities]")
    assert page.evaluate("document.activeElement.id") == "main"
    assert page.title() == "Entities – narco-corpus"


def test_print_leaves_out_what_paper_cannot_do(visit: Visit, seed_pages: Path) -> None:
    page = visit(seed_pages, "#/entity/los-zetas")
    page.emulate_media(media="print")
    assert not any(button.is_visible() for button in page.locator("button, nav").all())
    assert page.locator("h1").is_visible()
    assert page.locator("svg").first.is_visible()


def test_a_page_to_read_on_is_not_called_a_source() -> None:
    """`sources` may be pages that nobody consulted; nothing in the row tells which."""
    script = (resources.files("narco_corpus.explore") / "assets" / "entity.js").read_text(encoding="utf-8")
    assert 'line("Sources, or pages to read on"' in script
    assert "Sources of these facts" not in script and "as sources say" not in script
