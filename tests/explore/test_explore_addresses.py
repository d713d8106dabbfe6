"""Addresses of posts, comments and mentions: they lead there, also in the pages of a later release."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import Visit, go
from playwright.sync_api import expect

from narco_corpus.explore.site import write_site
from sample_release import ALIAS, FIRST, Row, comment, write_release

SEED = "a-3b61fc184dde8bd0"


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (":title:0-9", "Los Zetas"),
        (":body:114-121", "Jalisco"),
        ("-5a73a9215d92:comment:18-23", "zetas"),
        ("-5a73a9215d92:18-23", "zetas"),
        ("-c4:18-23", "zetas"),
    ],
)
def test_a_deep_link_leads_to_its_mention(visit: Visit, seed_pages: Path, place: str, text: str) -> None:
    page = visit(seed_pages, f"#{SEED}{place}", viewport={"width": 900, "height": 400})
    chosen = page.locator(".m.chosen")
    assert chosen.all_inner_texts() == [text]
    expect(chosen).to_be_in_viewport()
    expect(chosen).to_be_focused()


def test_a_deep_link_to_a_comment_and_to_nothing(visit: Visit, seed_pages: Path) -> None:
    page = visit(seed_pages, f"#{SEED}-c6", viewport={"width": 900, "height": 400})
    expect(page.locator(".comment.chosen .number")).to_have_text("6")
    expect(page.locator(".comment.chosen")).to_be_in_viewport()
    go(page, "#a-0000000000000000")
    expect(page.locator("h1")).to_have_text("No post has this id")


def test_the_address_of_a_comment_stays_when_captures_with_more_comments_come(
    visit: Visit, tmp_path: Path, rows: dict[str, list[Row]]
) -> None:
    opened = write_site(write_release(tmp_path / "before", rows), tmp_path / "pages").folder
    page = visit(opened, f"#{FIRST}")
    page.get_by_role("button", name="Show it", exact=True).click()
    last = page.locator(".comment").last
    address, text = last.locator(".number").get_attribute("href"), last.locator("p").all_text_contents()
    own = [row for row in rows["comments"] if row["article_id"] == FIRST]
    own[-1] |= {"number": "3", "position": 4}
    rows["comments"].insert(3, comment(FIRST, "e5", 3, "I was there first.", number="2"))
    later = write_site(write_release(tmp_path / "after", rows), tmp_path / "later").folder
    page = visit(later, address)
    page.get_by_role("button", name="Show it", exact=True).click()
    expect(page.locator(".comment.chosen .number")).to_have_text("3")
    assert page.locator(".comment.chosen p").all_text_contents() == text


@pytest.mark.parametrize(
    ("place", "chosen", "text"),
    [("", None, None), (":body:0-9", ".m.chosen", "Los Faros"), ("-b1", ".comment.chosen .number", "1.1")],
)
def test_an_alias_id_leads_to_the_post_and_to_its_comments(
    place: str, chosen: str | None, text: str | None, visit: Visit, tmp_path: Path, rows: dict[str, list[Row]]
) -> None:
    rows["articles"][0]["content_warnings"] = []
    folder = write_site(write_release(tmp_path / "release", rows), tmp_path / "pages").folder
    page = visit(folder, f"#{ALIAS}{place}")
    expect(page.locator("h1")).to_contain_text("Los Faros in Puerto Peñasco")
    expect(page.locator(".margin code").first).to_have_text(FIRST)
    if chosen:
        expect(page.locator(chosen)).to_have_text(text or "")
    go(page, "#a-ffffffffffff0000")
    expect(page.locator("h1")).to_have_text("No post has this id")


def test_an_id_of_a_comment_goes_before_a_number_that_looks_like_it(
    visit: Visit, tmp_path: Path, rows: dict[str, list[Row]]
) -> None:
    rows["comments"][3]["comment_id"] = f"{FIRST}-c1"
    page = visit(write_site(write_release(tmp_path / "release", rows), tmp_path / "pages").folder, f"#{FIRST}-c1")
    page.get_by_role("button", name="Show it", exact=True).click()
    expect(page.locator(".comment.chosen .number")).to_have_text("2")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("#los-zetas", "Los Zetas"),
        ("#MX-JAL", "Jalisco"),
        ("#los%2Dzetas", "Los Zetas"),
        ("#/entity/los-zetas", "Los Zetas"),
    ],
)
def test_the_id_of_an_entity_is_its_address(visit: Visit, seed_pages: Path, address: str, name: str) -> None:
    page = visit(seed_pages, address)
    expect(page.locator("h1")).to_have_text(name)
    go(page, f"#{SEED}")
    assert page.get_attribute("main", "data-page") == "article"
    go(page, address)
    expect(page.locator("h1")).to_have_text(name)


def test_an_id_that_is_nearly_one_of_an_entity_leads_to_it(visit: Visit, seed_pages: Path) -> None:
    page = visit(seed_pages, "#los-zetaz")
    expect(page.locator("h1")).to_have_text("No entity has this id")
    expect(page.locator(".meant")).to_have_text("Did you mean Los Zetas?")
    page.locator(".meant a").click()
    expect(page.locator("h1")).to_have_text("Los Zetas")
    go(page, "#quite-another-thing")
    expect(page.locator("h1")).to_have_text("No entity has this id")
    assert page.locator(".meant").count() == 0
