"""Re-posts in the pages: no figure counts a text twice, lists leave them out unless they are asked for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest
from chromium import Visit, go
from invented import invented_rows
from playwright.sync_api import expect
from site_data import given, numbers, records

import narco_corpus
from narco_corpus.explore.site import write_site
from sample_release import Row, write_release

POSTS = 40
COPIED = 6


def with_reposts() -> dict[str, list[Row]]:
    """Invented posts, some of which stand twice: with their comments and mentions, under another id and day."""
    rows = invented_rows(POSTS)
    for article in rows["articles"][:COPIED]:
        old = str(article["article_id"])
        new = f"a-{int(old[2:], 16) ^ 0xFFFF:016x}"

        def copied(row: Row, old: str = old, new: str = new) -> Row:
            return {k: v.replace(old, new) if isinstance(v, str) else v for k, v in row.items()}

        for table in ("comments", "entity_mentions"):
            rows[table] += [copied(row) for row in rows[table] if row["article_id"] == old]
        rows["articles"].append(copied(article) | {"duplicate_of": old, "published_on": "2020-01-01"})
    for table, key in (("articles", "article_id"), ("comments", "comment_id"), ("entity_mentions", "mention_id")):
        rows[table].sort(key=lambda row: str(row[key]))
    return rows


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_release(tmp_path_factory.mktemp("reposts") / "release", with_reposts())


@pytest.fixture(scope="module")
def pages(release: Path) -> Path:
    return write_site(release, release.parent / "pages", with_comments=True).folder


def test_figures_are_those_of_the_release_without_re_posts(pages: Path, tmp_path: Path) -> None:
    plain = write_release(tmp_path / "release", invented_rows(POSTS))
    once = write_site(plain, tmp_path / "pages", with_comments=True).folder
    site, expected = (given(folder / "data/site.js") for folder in (pages, once))
    for name in ("tables", "citation", "site_bytes", "index_bytes"):
        del site[name], expected[name]
    assert site.pop("reposts") == COPIED and expected.pop("reposts") == 0
    assert site == expected
    assert given(pages / "data/entities.js") == given(once / "data/entities.js")

    def figures(folder: Path) -> dict[str, dict[str, Any]]:
        lists = ("in_posts", "in_comments", "reposts")
        return {id: {k: v for k, v in r.items() if k not in lists} for id, r in records(folder, "e").items()}

    assert figures(pages) == figures(once)


def test_an_entity_has_the_figures_of_counts_and_lists_its_re_posts_beside(pages: Path, release: Path) -> None:
    corpus = narco_corpus.load(release)
    with_more = 0
    for entity_id, record in records(pages, "e").items():
        (once,) = corpus.counts(entity_id).to_dicts()
        (whole,) = corpus.counts(entity_id, reposts=True).to_dicts()
        assert (record["posts"], record["mentions"]) == (once["documents_with"], once["mentions"])
        assert record["reposts"] == whole["documents_with"] - once["documents_with"]
        assert len(numbers(record["in_posts"])) == whole["documents_with"]
        with_more += record["reposts"] > 0
    assert with_more > 3


def test_search_leaves_re_posts_out_and_says_so(visit: Visit, pages: Path, release: Path) -> None:
    entity_id, record = max(records(pages, "e").items(), key=lambda item: item[1]["reposts"])
    page = visit(pages, f"#/search?entity={entity_id}")
    found = page.locator(".found")
    expect(found).to_contain_text(f"{record['posts']} posts of {POSTS}")
    expect(found).to_contain_text(f"{record['reposts']} more in re-posts")
    for reposts in (False, True):
        address = f"#/search?entity={entity_id}&order=oldest" + ("&reposts=too" if reposts else "")
        go(page, address)
        whole = record["posts"] + (record["reposts"] if reposts else 0)
        expect(found).to_contain_text(f"{whole} posts of {POSTS + COPIED * reposts}")
        polars_code, duckdb_code = (
            code.replace("RELEASE", str(release)) for code in page.locator("pre").all_text_contents()
        )
        names: dict[str, Any] = {"pl": pl}
        exec(polars_code, names)
        assert len(names["rows"]) == len(duckdb.sql(duckdb_code).fetchall()) == whole
    go(page, "#/")
    expect(page.locator(".tiles")).to_contain_text(f"{COPIED} re-posts")
