"""How soon and with how many bytes the first view of the pages of a release stands, and pictures of the pages.

    python benchmarks/pages.py [--posts 25000] [--rounds 5] [--pictures FOLDER]

Writes the pages of the release in the package and of a release of invented posts, opens each view from disk in a fresh
headless Chromium profile, and prints medians: milliseconds until the view stands, bytes of the files it loaded.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import unquote, urlparse

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests" / "explore")]

from chromium import FLAGS, chromium_path  # noqa: E402
from invented import invented_release  # noqa: E402

from narco_corpus.explore.site import Site, write_site  # noqa: E402

SEED_VIEWS = {
    "overview": "",
    "article": "#a-3b61fc184dde8bd0",
    "entity": "#/entity/los-zetas",
    "entities": "#/entities",
    "search": "#/search?q=zetas",
    "about": "#/about",
}
MANY_VIEWS = {
    "overview": "",
    "article": "#{first}",
    "entity": "#/entity/los-faros-i",
    "entities": "#/entities",
    "search": "#/search?q=bridge+radios",
    "comments": "#/search?in=comments&entity=los-faros-i",
    "about": "#/about",
}
SCREENS = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
}
READY = "() => document.body.dataset.ready && performance.now()"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--posts", type=int, default=25_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pictures", type=Path)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path(), args=list(FLAGS))
        folder = Path(scratch)
        seed = write_site(None, folder / "seed")
        show(browser, "seed", seed, SEED_VIEWS, options.rounds, options.pictures)
        release = invented_release(folder / "release", options.posts)
        start = time.perf_counter()
        many = write_site(release, folder / "many", with_comments=True)
        print(f"\npages of {options.posts:,} posts written in {time.perf_counter() - start:.1f} s")
        show(browser, f"{options.posts} posts", many, MANY_VIEWS, options.rounds, options.pictures)
        browser.close()


def show(browser: Browser, name: str, site: Site, views: dict[str, str], rounds: int, pictures: Path | None) -> None:
    print(f"\n{name}: {site.files:,} files, {site.bytes / 1e6:.1f} MB, of these {site.index_bytes / 1e6:.2f} MB index")
    first = first_article(browser, site)
    for view, pattern in views.items():
        address = f"{site.folder.as_uri()}/index.html{pattern.format(first=first)}"
        times, sizes = zip(*(opened(browser, address) for _ in range(rounds)), strict=True)
        print(f"{view:10} {statistics.median(times):7.0f} ms {statistics.median(sizes) / 1e3:9.1f} kB")
        for screen, options in SCREENS.items() if pictures else ():
            pictures.mkdir(parents=True, exist_ok=True)
            page = browser.new_page(**options)
            page.goto(address)
            page.wait_for_function(READY)
            page.screenshot(path=pictures / f"{name.replace(' ', '-')}-{view}-{screen}.png", full_page=True)
            page.close()


def opened(browser: Browser, address: str) -> tuple[float, int]:
    """Milliseconds from navigation until the view stands, and the bytes of the files that it loaded."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    loaded: set[str] = set()
    page.on("request", lambda request: loaded.add(request.url))
    page.goto(address, wait_until="commit")
    milliseconds = float(page.wait_for_function(READY).json_value())
    context.close()
    files = [Path(unquote(urlparse(url).path)) for url in loaded if url.startswith("file:")]
    return milliseconds, sum(path.stat().st_size for path in files)


def first_article(browser: Browser, site: Site) -> str:
    page = browser.new_page()
    page.goto(f"{site.folder.as_uri()}/index.html")
    page.wait_for_function(READY)
    found = str(page.evaluate("NC.rows('r', [0]).then((rows) => rows[0][0])"))
    page.close()
    return found


if __name__ == "__main__":
    main()
