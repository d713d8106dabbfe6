"""A headless Chromium for the tests that look at pages; they are skipped where none is installed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from chromium import FLAGS, NAMES, Visit, chromium_path, ready
from invented import invented_release
from playwright.sync_api import Browser, Page, sync_playwright

from narco_corpus.explore.site import write_site


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = chromium_path()
    if found is None:
        pytest.skip(f"no browser: install one of {', '.join(NAMES)}")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Opens an address of pages from disk; the test fails where a page complains or asks for anything else."""
    complaints: list[str] = []
    contexts = []

    def open_page(folder: Path, address: str = "", **options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(f"error: {error}"))
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("dialog", lambda dialog: complaints.append(f"dialog: {dialog.message}") or dialog.dismiss())
        allowed = (folder.as_uri(), "data:", "blob:")
        page.on("request", lambda r: None if r.url.startswith(allowed) else complaints.append(f"asked for {r.url}"))
        page.goto(f"{folder.as_uri()}/index.html{address}")
        ready(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture(scope="session")
def many_posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of 300 invented posts."""
    return invented_release(tmp_path_factory.mktemp("many") / "release", 300)


@pytest.fixture(scope="session")
def many_pages(many_posts: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its pages, with comments."""
    return write_site(many_posts, tmp_path_factory.mktemp("many") / "pages", with_comments=True).folder


@pytest.fixture(scope="session")
def seed_pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of the release in the package, without comments in search."""
    return write_site(None, tmp_path_factory.mktemp("seed") / "pages").folder


@pytest.fixture(scope="session")
def seed_pages_with_comments(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages of the release in the package, with comments."""
    return write_site(None, tmp_path_factory.mktemp("seed") / "with", with_comments=True).folder
