"""The pages in a browser: reading, deep links, warnings, entities, search and what it gives to take away."""

from __future__ import annotations

import csv
import http.client
import io
import re
import shutil
import threading
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import duckdb
import polars as pl
import pytest
from chromium import Visit, go
from invented import invented_rows
from playwright.sync_api import Browser, Page, expect

import narco_corpus
from narco_corpus.explore.serve import address, page_server
from narco_corpus.explore.site import write_site
from narco_corpus.export.csv_bundle import escaped
from narco_corpus.model.manifest import dump_manifest
from sample_release import FIRST, SECOND, Row, write_release

SEED = "a-3b61fc184dde8bd0"


def click_through(page: Page, *names: str) -> None:
    """Click links by their text, one after another."""
    for name in names:
        before = int(page.get_attribute("body", "data-ready") or 0)
        page.get_by_role("link", name=name).first.click()
        page.wait_for_function("before => Number(document.body.dataset.ready) > before", arg=before)


def test_every_comment_that_names_the_gulf_cartel_within_three_clicks(
    visit: Visit, tmp_path: Path, rows: dict[str, list[Row]]
) -> None:
    for row in rows["entity_mentions"]:
        row["entity_id"] = row["entity_id"] and row["entity_id"].replace("los-faros", "gulf-cartel")
    rows["entities"][3] |= {"entity_id": "gulf-cartel", "name": "Gulf Cartel"}
    rows["entities"].sort(key=lambda row: row["entity_id"])
    pages = write_site(write_release(tmp_path / "release", rows), tmp_path / "pages", with_comments=True).folder
    page = visit(pages)
    click_through(page, "Gulf Cartel", "All 2 comments that name it")
    expect(page.locator(".found")).to_contain_text("2 comments of 5")
    links = page.locator(".results td:nth-child(2) a").evaluate_all("all => all.map((a) => a.getAttribute('href'))")
    assert links == [f"#{FIRST}-c0:comment:25-34", f"#{FIRST}-b1:comment:4-13"]


def test_an_article_shows_its_text_its_mentions_and_its_tree(visit: Visit, seed_pages: Path) -> None:
    page, corpus = visit(seed_pages, f"#{SEED}"), narco_corpus.load()
    thread = corpus.thread(SEED)
    assert page.locator("h1").evaluate("h => h.textContent") == thread.article["title"]
    paragraphs = page.locator(".text p").evaluate_all("all => all.map((p) => p.textContent)")
    assert "\n\n".join(paragraphs) == thread.article["body"]
    shown = page.locator(".comment").evaluate_all(
        "all => all.map((c) => [...c.querySelectorAll('p')].map((p) => p.textContent).join('\\n\\n'))"
    )
    assert shown == [row["text"] for _, row in thread.walk()]
    for unit, ids in [(".text", [SEED]), *((f"#{row['comment_id']}", [row["comment_id"]]) for row in thread.comments)]:
        marks = page.locator(f"{unit} .m").evaluate_all(
            "all => all.map((m) => [m.textContent, m.getAttribute('href')])"
        )
        mentions = [m for own in ids for m in corpus.mentions(own) if m["field"] != "title"]
        expected = [
            [m["text"], f"#/entity/{m['entity_id'].replace(':', '%3A')}" if m["entity_id"] else None] for m in mentions
        ]
        assert marks == expected
    margin = page.locator(".margin").inner_text()
    for fact in (thread.article["url"], thread.article["capture_sha256"], thread.article["license"], "profanity"):
        assert fact in margin


def test_replies_nest_and_addressed_comments_are_linked(
    visit: Visit, tmp_path: Path, rows: dict[str, list[Row]]
) -> None:
    rows["comments"][1] |= {"addressed_id": rows["comments"][3]["comment_id"]}
    pages = write_site(write_release(tmp_path / "release", rows), tmp_path / "pages").folder
    page = visit(pages, f"#{FIRST}")
    page.get_by_role("button", name="Show it", exact=True).click()
    depth = "c => { let n = -1; for (let e = c; e; e = e.parentElement) n += e.tagName === 'OL'; return n; }"
    assert [page.locator(f"#{FIRST}-{c}").evaluate(depth) for c in ("c0", "b1", "a2", "d3")] == [0, 1, 2, 0]
    links = page.locator(f"#{FIRST}-b1 header").get_by_role("link")
    assert links.evaluate_all("all => all.map((a) => a.hash)") == [f"#{FIRST}-{c}" for c in ("b1", "c0", "d3")]
    assert links.all_inner_texts() == ["1.1", "1", "2"]


def test_a_graphic_post_is_shown_after_its_warning(visit: Visit, shared_release: Path, tmp_path: Path) -> None:
    pages = write_site(shared_release, tmp_path / "pages").folder
    page = visit(pages, f"#{FIRST}:body:0-9", viewport={"width": 900, "height": 500})
    expect(page.locator(".gate")).to_contain_text("graphic violence")
    assert "met the police" not in page.locator("main").inner_text()
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Show it and do not ask again").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".text")).to_contain_text("met the police")
    expect(page.locator(".m.chosen")).to_be_focused()
    go(page, f"#{SECOND}")
    go(page, f"#{FIRST}")
    expect(page.locator(".text")).to_contain_text("met the police")
    fresh = visit(pages, "#/entity/los-faros")
    assert fresh.locator(".quotes details:not([open])").count() == 1


def test_an_entity_page_tells_figures_with_their_denominator(visit: Visit, many_pages: Path) -> None:
    rows = invented_rows(300)
    named = {m["article_id"] for m in rows["entity_mentions"] if m["entity_id"] == "los-faros" and not m["comment_id"]}
    years: dict[str, list[int]] = {}
    for row in rows["articles"]:
        if row["published_on"]:
            count = years.setdefault(row["published_on"][:4], [0, 0])
            count[0] += row["article_id"] in named
            count[1] += 1
    page = visit(many_pages, "#/entity/los-faros")
    expect(page.get_by_role("heading", name="Co-occurrence")).to_be_visible()
    page.get_by_role("button", name="Years").click()
    page.locator("summary", has_text="Figures as a table").first.click()
    lines = (
        page.locator("figure table")
        .first.locator("tbody tr")
        .evaluate_all("all => all.map((r) => [...r.cells].map((c) => c.textContent))")
    )
    assert {line[0]: [int(line[2]), int(line[3])] for line in lines} == years
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as SVG").first.click()
    svg = Path(download.value.path()).read_text(encoding="utf-8")
    assert svg.startswith("<svg") and "<rect" in svg and "var(" not in svg


QUERIES = [
    {"q": "bridge"},
    {"q": "Bridge soldiérs offic*"},
    {"entity": "los-faros"},
    {"entity": "los-faros", "with": "los-molinos", "order": "oldest"},
    {"label": "AUTHORITY"},
    {"state": "MX-TAM", "from": "2011-03-01", "to": "2013-12-31"},
    {"source": "news.example.net", "language": "es", "split": "train", "q": "radios"},
    {"in": "comments", "entity": "los-faros"},
    {"in": "comments", "q": "shots", "state": "MX-SIN", "from": "2010-01-01"},
    {"in": "comments", "label": "PLACE", "order": "oldest"},
    {"q": "nowhereword"},
    {},
]


@pytest.mark.parametrize("query", QUERIES, ids=[urlencode(q) or "all" for q in QUERIES])
def test_search_csv_polars_and_duckdb_give_the_same_rows(
    visit: Visit, many_pages: Path, many_posts: Path, query: dict[str, str]
) -> None:
    page = visit(many_pages, "#/search?" + urlencode(query))
    code = page.locator("pre").all_text_contents()
    scope: dict[str, pl.DataFrame] = {}
    exec(code[0].replace("RELEASE", str(many_posts)), scope)  # the page's own code
    expected = scope["rows"].with_columns(pl.col("published_on").dt.to_string()).fill_null("")
    columns = [pl.col("published_on").dt.to_string()] if "published_on" in expected.columns else []
    sql = duckdb.sql(code[1].replace("RELEASE", str(many_posts))).pl().with_columns(columns).fill_null("")
    assert sql.rows() == expected.rows()
    total = len(expected)
    assert page.locator(".found b").inner_text().split()[0] == f"{total:,}"
    if total:
        with page.expect_download() as download:
            page.get_by_role("button", name="Download all as CSV").click()
        raw = Path(download.value.path()).read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf" + expected.columns[0].encode()), "Excel reads other bytes as no UTF-8"
        found = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
        plain = expected.columns.index("published_on")
        cells = [[v if n == plain else escaped(v) for n, v in enumerate(row)] for row in expected.rows()]
        assert found == [expected.columns, *cells]
        if not query:
            titles = [row[expected.columns.index("title")] for row in found]
            for hard in ("'=1+1, ", "'-", '"Mañana", '):
                assert any(title.startswith(hard) for title in titles), hard
    else:
        assert query["q"] == "nowhereword"


def test_the_search_form_finds_an_entity_by_its_alias_and_pages_through(visit: Visit, many_pages: Path) -> None:
    page = visit(many_pages, "#/search")
    page.get_by_label("Names", exact=True).fill("LOS FAROS")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**entity=los-faros**")
    expect(page.get_by_label("Names", exact=True)).to_have_value("Los Faros")
    assert {"los-faros"} == set(page.evaluate("[new URLSearchParams(location.hash.split('?')[1]).get('entity')]"))


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ({"q": "aliance"}, ["alliance"]),
        ({"q": "Jaliscoo resistenzia"}, ["jalisco resistencia"]),
        ({"entity": "los zetaz"}, ["Los Zetas"]),
        ({"entity": "los-zetas", "q": "aliance"}, ["alliance"]),
        ({"q": "qwertyuiop"}, []),
        ({"q": "alianc*"}, []),
        ({"q": "aliance", "to": "2001-01-01"}, []),
        ({"q": "zz"}, []),
    ],
)
def test_a_search_that_finds_nothing_offers_what_is_spelt_nearly_so_and_found(
    visit: Visit, seed_pages: Path, query: dict[str, str], offered: list[str]
) -> None:
    page = visit(seed_pages, "#/search?" + urlencode(query))
    expect(page.locator(".found")).to_contain_text("0 posts")
    links = page.locator(".meant a")
    assert [text for text in links.all_inner_texts() if text in offered] == offered
    assert bool(links.count()) == bool(offered)
    if offered:
        before = int(page.get_attribute("body", "data-ready") or 0)
        links.first.click()
        page.wait_for_function("before => Number(document.body.dataset.ready) > before", arg=before)
        expect(page.locator(".found")).to_contain_text("1 post ")
        assert page.locator(".meant").count() == 0


@pytest.mark.parametrize("signs", ["😀", "?", "$$ *"])
def test_signs_alone_find_nothing(visit: Visit, seed_pages: Path, signs: str) -> None:
    page = visit(seed_pages, "#/search?" + urlencode({"q": signs, "entity": "los-zetas"}))
    expect(page.locator(".found")).to_have_text(re.compile("^No word to search for: .* 0 posts of 1"))
    assert page.locator(".take *").count() == 0
    go(page, "#/search?entity=los-zetas")
    expect(page.locator(".found")).to_have_text("1 post of 1")


def test_the_list_of_entities_offers_names_that_are_spelt_nearly_so(visit: Visit, seed_pages: Path) -> None:
    page = visit(seed_pages, "#/entities?name=Los+Zetaz")
    expect(page.locator(".meant")).to_have_text("Did you mean Los Zetas?")
    page.locator("#name").fill("Los Zeta")
    assert page.locator(".meant").count() == 0


def test_search_pages_through_all_results_once(visit: Visit, many_pages: Path) -> None:
    page = visit(many_pages, "#/search?label=CRIMINAL_ORG&to=2011-06-30")
    total, found = int(page.locator(".found b").inner_text().split()[0]), []
    assert 25 < total < 200
    while True:
        found += page.locator(".results td:nth-child(2) a").evaluate_all("all => all.map((a) => a.hash.slice(0, 19))")
        if not page.get_by_role("link", name="Next").count():
            break
        click_through(page, "Next")
    assert len(found) == len(set(found)) == total


def test_the_list_of_entities_is_found_by_name_and_label(visit: Visit, many_pages: Path) -> None:
    page = visit(many_pages, "#/entities")
    page.get_by_label("Name").fill("faros")
    assert set(page.locator("tbody td:nth-child(2)").all_inner_texts()) == {"Criminal group"}
    page.get_by_label("Label").select_option(label="Places")
    expect(page.get_by_role("status")).to_contain_text("0 entities")


def test_without_comments_pages_say_so_and_search_posts_alone(visit: Visit, seed_pages: Path) -> None:
    page = visit(seed_pages, "#/search?q=supporters&in=comments")
    expect(page.locator(".found")).to_contain_text("0 posts of 1")
    expect(page.locator("main")).to_contain_text("--with-comments")
    go(page, "#/entity/los-zetas")
    expect(page.locator("main")).to_contain_text("Comments are left out here")


def test_the_recogniser_is_told_with_the_least_confidence(
    visit: Visit, seed_pages: Path, tmp_path: Path, rows: dict[str, list[Row]]
) -> None:
    release = write_release(tmp_path / "release", rows, min_confidence=0.9)
    page = visit(write_site(release, tmp_path / "pages").folder, "#/about")
    expect(page.locator("dt:text-is('Recogniser') + dd")).to_have_text("lexicon 1, min_confidence 0.9")
    recogniser = narco_corpus.load().manifest.recogniser
    page = visit(seed_pages, "#/about")
    expect(page.locator("dt:text-is('Recogniser') + dd")).to_have_text(f"{recogniser['name']} {recogniser['version']}")


def test_the_overview_tells_what_was_measured_of_the_recogniser_elsewhere(
    visit: Visit, seed_pages: Path, shared_release: Path, tmp_path: Path
) -> None:
    quality = visit(seed_pages, "").locator("#quality")
    measured = narco_corpus.load().manifest.measured
    assert measured
    for row in measured:
        line = quality.get_by_role("row").filter(has_text=f"{row.posts} {row.gold}")
        expect(line).to_contain_text(f"{row.f1:.3f} ({row.f1_low:.2f}–{row.f1_high:.2f})")
    expect(quality).to_contain_text("Not measured on these posts")
    other = visit(write_site(shared_release, tmp_path / "pages").folder, "").locator("#quality")
    expect(other).to_contain_text("Not measured on these posts")
    expect(other.get_by_role("table")).to_have_count(0)


def test_the_overview_counts_withdrawn_captures_where_there_are_any(
    visit: Visit, release: Path, tmp_path: Path
) -> None:
    captures = visit(write_site(release, tmp_path / "pages").folder, "").locator("#captures")
    expect(captures).to_contain_text("4 taken, 1 merged with another of the same post, 1 set aside. Which and why")
    manifest = narco_corpus.load(release).manifest
    counted = replace(manifest, captures={**manifest.captures, "withdrawn": 2})
    (release / "manifest.json").write_bytes(dump_manifest(counted))
    captures = visit(write_site(release, tmp_path / "pages").folder, "").locator("#captures")
    expect(captures).to_contain_text("1 merged with another of the same post, 1 set aside, 2 withdrawn. Which and why")


def test_a_missing_part_is_named(browser: Browser, many_pages: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(many_pages, tmp_path / "copy")
    (copy / "data" / "entities.js").unlink()
    page = browser.new_page()
    page.goto(f"{copy.as_uri()}/index.html#/entities")
    expect(page.get_by_role("alert")).to_contain_text("entities.js. Get the whole folder again")
    page.close()


def test_the_server_gives_the_pages_to_this_machine_only(browser: Browser, seed_pages: Path) -> None:
    server = page_server(seed_pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        assert server.server_address[0] == "127.0.0.1"
        port = server.server_address[1]

        def status(path: str, name: str) -> int:
            connection = http.client.HTTPConnection("127.0.0.1", port)
            connection.request("GET", path, headers={"Host": name})
            response = connection.getresponse()
            response.read()
            return response.status

        own = f"127.0.0.1:{port}"
        assert address(server) == f"http://{own}/"
        assert status("/", own) == 200
        assert status("/data/site.js", f"localhost:{port}") == 200
        assert status("/", "localhost") == 200, "a browser leaves port 80 out"
        assert status("/", "attacker.example:80") == 403
        assert status("/data/", own) == 404
        assert status("/../../etc/passwd", own) == 404
        page = browser.new_page()
        page.goto(address(server))
        page.wait_for_selector("body[data-ready]")
        assert page.evaluate("NC.site.tables.articles.rows") == 1
        page.close()
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
