"""Drawings of who is named with whom: what is said of them is so, also where there is little to draw."""

from __future__ import annotations

from pathlib import Path

import pytest
from chromium import Visit, go
from playwright.sync_api import expect

from narco_corpus.explore.site import write_site
from sample_release import Row, entity, mention, write_release

GROUPS = ("Los Faros", "Bravos", "Celtas")


@pytest.fixture
def pages(tmp_path: Path, rows: dict[str, list[Row]]) -> Path:
    """Two groups that two posts name, a third beside them in one of the two."""
    rows["entity_mentions"] = []
    for post, named in zip(rows["articles"], (GROUPS, GROUPS[:2]), strict=False):
        post |= {"title": "A post", "body": " and ".join(named), "content_warnings": []}
        for name in named:
            own = name.lower().replace(" ", "-")
            rows["entity_mentions"].append(mention(post, "body", name, "CRIMINAL_ORG", own))
    rows["entities"] += [entity(name.lower(), name, "CRIMINAL_ORG", 1) for name in GROUPS[1:]]
    return write_site(write_release(tmp_path / "release", rows), tmp_path / "pages").folder


def test_lines_are_said_to_differ_where_they_do_and_what_has_no_line_is_not_drawn(visit: Visit, pages: Path) -> None:
    page = visit(pages)
    part = page.locator("[aria-labelledby=together-h]")
    expect(part.locator("figcaption")).to_have_text("Groups, persons and organisations named in the same posts")
    assert sorted(part.locator(".network .name").all_text_contents()) == ["Bravos", "Los Faros"]
    go(page, "#los-faros")
    part = page.locator("[aria-labelledby=with]")
    expect(part.locator("figcaption")).to_have_text("Who is named in the same posts; thicker lines are more posts")
    assert sorted(part.locator(".network .name").all_text_contents()) == ["Bravos", "Celtas", "Los Faros"]


def test_where_no_two_are_named_together_it_is_said_of_what(
    visit: Visit, tmp_path: Path, rows: dict[str, list[Row]]
) -> None:
    page = visit(write_site(write_release(tmp_path / "release", rows), tmp_path / "pages").folder)
    said = "Too little to draw: no two groups, persons or organisations are named in the same post."
    expect(page.locator("[aria-labelledby=together-h] p")).to_have_text(said)
