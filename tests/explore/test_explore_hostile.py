"""Texts that try to be markup, scripts, links or directions: the pages show them and obey none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from chromium import Visit, go
from playwright.sync_api import Page

from narco_corpus.explore.site import write_site
from sample_release import FIRST, Row, sample_rows, write_release

HOSTILE = (
    "<script>alert(1)</script>",
    "</script><script>alert(2)</script>",
    "<img src=x onerror=alert(3)>",
    '"><svg onload=alert(4)>',
    "<iframe src='javascript:alert(5)'></iframe>",
    "<a href='javascript:alert(6)'>press</a>",
    "<b>broken <i tag",
    "<!-- never closed",
    "]]> --> </style> </title>",
    "&lt;script&gt;alert(7)&lt;/script&gt; &amp; &#x3c;",
    "${alert(8)} {{alert(9)}} `alert(10)`",
    "'); alert(11); ('",
    '\\"); alert(12); //',
    "left \u202e right-to-left override",
    "hidden \u2066isolate\u2069 and \u200e mark \ufeff bom",
    "line\u2028separator\u2029paragraph",
    "null \x00 bell \x07 escape \x1b[31m red",
    "W" * 5000,
    "<meta http-equiv=refresh content='0;url=https://example.org/'>",
    "<style>body{display:none}</style><base href=https://example.org/>",
    "<form action=https://example.org/><input autofocus onfocus=alert(13)>",
    "\U0001f468\u200d\U0001f469\u200d\U0001f467 emoji, e\u0301 accents, \u0627\u0644\u0639\u0631\u0628\u064a\u0629",
)
UNSEEN = "\x00\x07\x1b\u202e\u2066\u2069\u200e\ufeff\u2028\u2029"
ADDRESSES = ("javascript:alert(20)", "data:text/html,<script>alert(21)</script>", " vbscript:x", "//example.org/", "")


def shown(text: str) -> str:
    """How a page shows a text: what cannot be seen is written out."""
    return "".join(f"\\u{ord(c):04x}" if c in UNSEEN else c for c in text)


def hostile_rows() -> dict[str, list[Row]]:
    rows = sample_rows()
    first = rows["articles"][0]
    body = "\n\n".join(HOSTILE)
    head = HOSTILE[0]
    first |= {
        "body": body,
        "title": head + HOSTILE[13],
        "byline": HOSTILE[2],
        "source": HOSTILE[3],
        "content_warnings": [],
    }
    first |= {"url": ADDRESSES[0], "capture_path": HOSTILE[1], "license": HOSTILE[6], "language": HOSTILE[2]}
    own = [row for row in rows["comments"] if row["article_id"] == FIRST]
    own[0] |= {"text": body, "author": HOSTILE[2], "addressed_time": HOSTILE[13]}
    places = [("title", None, first["title"], 0), ("body", None, body, 0), ("comment", own[0]["comment_id"], body, 0)]
    rows["entity_mentions"] = [
        {
            **rows["entity_mentions"][0],
            "mention_id": f"{comment_id or FIRST}:{field}:{start}-{len(head)}",
            "comment_id": comment_id,
            "field": field,
            "start": start,
            "end": start + len(head),
            "text": text[start : start + len(head)],
        }
        for field, comment_id, text, start in places
    ]
    faros = rows["entities"][3]
    faros |= {"name": HOSTILE[0], "kind": HOSTILE[2], "sources": list(ADDRESSES), "parent_id": "MX"}
    faros |= {"aliases": [{"text": text, "kind": text[:40], "language": text[:40]} for text in HOSTILE]}
    return rows


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    return write_site(write_release(folder / "release", hostile_rows()), folder / "pages", with_comments=True).folder


def assert_harmless(page: Page) -> None:
    made = page.evaluate(
        """() => {
            const all = [...document.querySelectorAll("main *")];
            const foreign = all.filter((e) => e.matches(
                "script, img, iframe, object, embed, style, base, meta, link, form[action]"));
            return {
                elements: foreign.map((e) => e.outerHTML),
                handlers: all.flatMap((e) => e.getAttributeNames().filter((n) => n.startsWith("on"))),
                links: all.filter((e) => e.localName === "a").map((e) => e.getAttribute("href")),
            };
        }"""
    )
    assert (made["elements"], made["handlers"]) == ([], [])
    assert all(link.startswith(("#", "https://")) for link in made["links"])


def test_hostile_texts_are_shown_as_text_in_body_and_comment(visit: Visit, pages: Path) -> None:
    page = visit(pages, f"#{FIRST}")
    for place in (".text p", f"#{FIRST}-c0 p"):
        assert page.locator(place).evaluate_all("all => all.map((p) => p.textContent)") == [shown(t) for t in HOSTILE]
    assert page.locator("main a.m").count() == 3
    assert_harmless(page)
    width = "document.documentElement.scrollWidth"
    assert page.evaluate(width) <= 1280


@pytest.mark.parametrize(
    "address",
    [
        "",
        f"#{FIRST}",
        f"#{FIRST}-c0:comment:0-25",
        f"#{FIRST}-c1:0-25",
        f"#{FIRST}-<b>",
        "#/entity/los-faros",
        "#/entities",
        "#/about",
        "#/search?q=alert",
        "#/search?entity=los-faros&in=comments",
        "#/search?q=<script>alert(1)</script>&state=<b>&entity=__proto__&from=<x>&page=-1",
        "#/entity/__proto__",
        "#/entity/%3Cimg%20src=x%20onerror=alert(1)%3E",
        "#/entity/%E0%A4%A",
        "#<img src=x onerror=alert(1)>",
        "#javascript:alert(1)",
        "#a-0000000000000001:body:99999-1",
    ],
)
def test_no_page_makes_markup_of_texts_or_addresses(visit: Visit, pages: Path, address: str) -> None:
    page = visit(pages, address)
    assert "could not be shown" not in page.inner_text("h1")
    assert_harmless(page)


def test_addresses_that_are_no_web_addresses_are_no_links(visit: Visit, pages: Path) -> None:
    page = visit(pages, f"#{FIRST}")
    assert page.locator(".margin .address").inner_text() == ADDRESSES[0]
    assert page.locator(".margin a.out").count() == 0
    go(page, "#/entity/los-faros")
    assert page.locator(".margin .address").all_inner_texts()[:2] == list(ADDRESSES[:2])
    assert page.locator(".margin a.out").count() == 0


def test_the_policy_stops_what_a_flaw_would_let_in(browser: Any, pages: Path) -> None:
    page = browser.new_page()
    stopped: list[str] = []
    page.on("console", lambda message: stopped.append(message.text))
    page.goto(f"{pages.as_uri()}/index.html")
    page.wait_for_selector("body[data-ready]")
    page.evaluate("window.reached = []")
    for attempt in (
        "document.body.innerHTML = '<img src=x onerror=reached.push(1)>'",
        "const s = document.createElement('script'); s.text = 'reached.push(2)'; document.body.append(s)",
        "const s = document.createElement('script'); s.src = 'https://example.org/x.js'; document.body.append(s)",
        "const i = new Image(); i.src = 'https://example.org/x.png'",
        "return fetch('https://example.org/')",
        "return NC.load('../../secret')",
        "document.body.setAttribute('onclick', 'reached.push(3)'); document.body.click()",
    ):
        page.evaluate(f"(async () => {{ {attempt} }})().catch((error) => console.log(String(error)))")
    page.wait_for_timeout(50)
    assert page.evaluate("window.reached") == []
    assert len(stopped) >= 7
    page.close()
