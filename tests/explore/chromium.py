"""How the tests start Chromium and move about in the pages."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from playwright.sync_api import Page

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
Visit = Callable[..., Page]


def chromium_path() -> str | None:
    """The Chromium that is installed, if any."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def ready(page: Page) -> None:
    """Wait until the page that the address names is shown."""
    page.wait_for_selector("body[data-ready]")


def go(page: Page, address: str) -> None:
    """Go to another address of the same pages and wait until it is shown."""
    before = int(page.get_attribute("body", "data-ready") or 0)
    page.evaluate("address => { location.hash = address }", address)
    page.wait_for_function("before => Number(document.body.dataset.ready) > before", arg=before)
