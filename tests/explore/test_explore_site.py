"""The folder of pages: what its data say against the release, what they leave out, and where it may be written."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as every
from hypothesis import strategies as st
from invented import invented_release, invented_rows
from site_data import given, numbers, records

import narco_corpus
from narco_corpus.errors import DataError, UsageError
from narco_corpus.explore import source as source_module
from narco_corpus.explore.scripts import Shards, to_json
from narco_corpus.explore.site import write_site
from narco_corpus.explore.words import postings
from sample_release import FIRST, Row, write_release
from watched import Watched

POSTS = 130


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return invented_release(tmp_path_factory.mktemp("invented") / "release", POSTS)


@pytest.fixture(scope="module")
def with_comments(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pages written in several portions, so that their seams are tried."""
    folder = tmp_path_factory.mktemp("pages") / "with"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source_module, "PORTION", 37)
        return write_site(invented, folder, with_comments=True).folder


@pytest.fixture(scope="module")
def without_comments(invented: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(invented, tmp_path_factory.mktemp("pages") / "without").folder


def folded_words(text: str) -> set[str]:
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(c)[0] != "M")
    return set(re.findall(r"[^\W_]+", plain))


def ordered(rows: dict[str, list[Row]]) -> tuple[list[Row], list[Row]]:
    """Articles, and comments in the order of the pages."""
    articles = sorted(rows["articles"], key=lambda row: row["article_id"])
    return articles, sorted(rows["comments"], key=lambda row: (row["article_id"], row["position"]))


def test_every_word_leads_to_exactly_the_posts_and_comments_that_hold_it(with_comments: Path) -> None:
    articles, comments = ordered(invented_rows(POSTS))
    expected: dict[str, tuple[list[int], list[int]]] = {}
    for kind, texts in enumerate([[f"{a['title']}\n{a['body']}" for a in articles], [c["text"] for c in comments]]):
        for number, text in enumerate(texts):
            for word in folded_words(text):
                expected.setdefault(word, ([], []))[kind].append(number)
    found = {}
    for word, entry in records(with_comments, "w").items():
        lists = [entry, ""] if isinstance(entry, str) else entry
        found[word] = (numbers(lists[0]), numbers(lists[1]))
    assert found == expected


def test_every_entity_leads_to_exactly_the_posts_and_comments_that_name_it(with_comments: Path) -> None:
    rows = invented_rows(POSTS)
    articles, comments = ordered(rows)
    post = {row["article_id"]: number for number, row in enumerate(articles)}
    unit = {row["comment_id"]: number for number, row in enumerate(comments)}
    found = records(with_comments, "e")
    assert set(found) == {row["entity_id"] for row in rows["entities"]}
    for entity_id, record in found.items():
        own = [m for m in rows["entity_mentions"] if m["entity_id"] == entity_id]
        in_posts = [post[m["article_id"]] for m in own if m["comment_id"] is None]
        in_comments = [unit[m["comment_id"]] for m in own if m["comment_id"] is not None]
        assert numbers(record["in_posts"]) == sorted(set(in_posts))
        assert numbers(record["in_comments"]) == sorted(set(in_comments))
        assert (record["posts"], record["mentions"]) == (len(set(in_posts)), len(in_posts))
        assert (record["comments"], record["comment_mentions"]) == (len(set(in_comments)), len(in_comments))
        assert sum(n for _, n in record["forms"]) == len(in_posts)
        dated = [m for m in own if m["comment_id"] is None and articles[post[m["article_id"]]]["published_on"]]
        assert sum(mentions for _, _, mentions in record["months"]) == len(dated)
        assert sum(docs for _, docs, _ in record["months"]) == len({m["article_id"] for m in dated})


def test_cooccurrence_counts_posts_that_name_both(with_comments: Path) -> None:
    rows = invented_rows(POSTS)
    posts: dict[str, set[str]] = {}
    for mention in rows["entity_mentions"]:
        if mention["comment_id"] is None:
            posts.setdefault(mention["entity_id"], set()).add(mention["article_id"])
    place = {row["entity_id"] for row in rows["entities"] if row["label"] == "PLACE"}
    state = {row["entity_id"]: row["state"] for row in rows["entities"] if row["state"]}
    checked = 0
    for entity_id, record in records(with_comments, "e").items():
        others = {other: n for other, _, _, n in record["others"]}
        assert all(n == len(posts[entity_id] & posts[other]) for other, n in others.items())
        assert not others.keys() & place
        own = posts.get(entity_id, set())
        best = max((len(own & p) for other, p in posts.items() if other not in {entity_id, *place}), default=0)
        assert max(others.values(), default=0) == best
        for left, right, n in record["edges"]:
            ends = [record["others"][left][0], record["others"][right][0]]
            assert n == len(posts[ends[0]] & posts[ends[1]])
            checked += 1
        for code, n in record["states"]:
            there = set().union(*(p for o, p in posts.items() if state.get(o) == code))
            assert n == len(posts[entity_id] & there)
    assert checked > 100


def test_an_article_record_gives_its_texts_back(with_comments: Path) -> None:
    rows = invented_rows(POSTS)
    found = records(with_comments, "a")
    assert set(found) == {row["article_id"] for row in rows["articles"]}

    def text(paragraphs: list[list[Any]]) -> str:
        return "\n\n".join("".join(s if isinstance(s, str) else s[0] for s in p) for p in paragraphs)

    for row in rows["articles"]:
        record = found[row["article_id"]]
        assert (text([record["title"]]), text(record["body"])) == (row["title"], row["body"])
        own = [c for c in rows["comments"] if c["article_id"] == row["article_id"]]
        assert {c["id"]: text(c["text"]) for c in record["comments"]} == {c["comment_id"]: c["text"] for c in own}


def test_without_comments_nothing_but_the_article_tells_what_comments_say(
    tmp_path: Path, rows: dict[str, list[Row]]
) -> None:
    secret = "xylophonic"
    rows["comments"][0]["text"] = f"I live in Puerto Peñasco {secret}, Los Faros"
    rows["entity_mentions"] = [m for m in rows["entity_mentions"] if m["comment_id"] is None]
    where = rows["comments"][0]["text"].index("Puerto")
    hidden = {**rows["entity_mentions"][1], "comment_id": rows["comments"][0]["comment_id"], "field": "comment"}
    hidden |= {"mention_id": "hidden", "entity_id": "geonames:2", "start": where, "end": where + 14}
    rows["entity_mentions"].append(hidden)
    only_there = {"entity_id": "geonames:2", "state": "MX-BCN", "name": "Only in a comment"}
    rows["entities"].append({**rows["entities"][2], **only_there})
    rows["entities"].sort(key=lambda row: row["entity_id"])
    release = write_release(tmp_path / "release", rows)
    pages = write_site(release, tmp_path / "pages").folder
    holding = {p.relative_to(pages).parts[1] for p in pages.rglob("*.js") if secret in p.read_text(encoding="utf-8")}
    assert holding == {"a"}
    assert "geonames:2" not in {e[0] for e in given(pages / "data/entities.js")}
    record = records(pages, "e")["geonames:2"]
    assert (record["posts"], record["in_posts"], record["others"], record["states"]) == (0, "", [], [])
    assert "comments" not in record
    assert "MX-BCN" not in given(pages / "data/site.js")["states"]
    assert "MX-BCN" not in {code for code, *_ in given(pages / "data/states.js")}
    assert not (pages / "data/u").exists()
    shown = write_site(release, tmp_path / "open", with_comments=True).folder
    assert secret in records(shown, "w")
    assert records(shown, "e")["geonames:2"]["comments"] == 1


def test_pages_of_one_release_are_the_same_bytes(invented: Path, without_comments: Path, tmp_path: Path) -> None:
    again = write_site(invented, tmp_path / "again").folder
    content = [
        {p.relative_to(f): p.read_bytes() for p in f.rglob("*") if p.is_file()} for f in (without_comments, again)
    ]
    assert content[0] == content[1]


def test_pages_name_nothing_of_this_machine_and_nothing_remote_to_load(without_comments: Path, invented: Path) -> None:
    for path in without_comments.rglob("*"):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert str(invented.parent) not in text
            assert not re.search(r"""(src|href|url)\s*[=(]\s*["']?(https?:)?//""", text), path


def test_overview_tells_quality_differences_and_what_was_set_aside(
    tmp_path: Path, release: Path, rows: dict[str, list[Row]]
) -> None:
    rows["articles"][0]["body"] += " More."
    rows["comments"] = [c | {"parent_id": None, "depth": 0} for c in rows["comments"][1:]]
    rows["entity_mentions"] = [m for m in rows["entity_mentions"] if m["comment_id"] != f"{FIRST}-c0"]
    newer = write_release(tmp_path / "newer", rows, data_version="1.3.0")
    done = subprocess.run(
        [sys.executable, "-m", "narco_corpus", "evaluate", "src/narco_corpus/data/release", "tests/gold", "--json"],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    )  # fmt: skip
    (tmp_path / "quality.json").write_text(done.stdout, encoding="utf-8")
    pages = write_site(newer, tmp_path / "pages", quality_file=tmp_path / "quality.json", previous=release).folder
    site = given(pages / "data/site.js")
    assert site["previous"]["version"] == "1.2.0"
    assert site["previous"]["tables"]["articles"] == [3, 3, 0, 0, 1]
    assert site["previous"]["tables"]["comments"] == [5, 4, 0, 1, 0]
    assert ["CRIMINAL_ORG", 4, 3] in site["previous"]["labels"]
    measured = json.loads(done.stdout)
    assert site["quality"]["mentions"][0] == [
        "all mentions",
        *([measured["mentions"][f], measured["intervals"].get(f"mentions {f}")] for f in ("p", "r", "f1")),
        measured["mentions"]["gold"],
    ]
    assert given(pages / "data/rejects.js") == {
        "reasons": [["no title and no date", 1]],
        "shown": [["odd.txt", "no title and no date", "line 1"]],
        "all": 1,
    }


def test_a_post_without_comments_and_mentions_has_pages(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    bare = {**{name: [] for name in rows}, "articles": [rows["articles"][1] | {"comment_count": 0}]}
    site = write_site(write_release(tmp_path / "release", bare), tmp_path / "pages", with_comments=True)
    overview = given(site.folder / "data/site.js")
    assert (overview["months"], overview["undated"], overview["top"]) == ([], 1, [[]] * 6)


def test_a_damaged_release_leaves_no_pages(tmp_path: Path, release: Path) -> None:
    (release / "data/entity_mentions/train-00000-of-00002.parquet").write_bytes(b"PAR1")
    with pytest.raises(DataError, match="verify"):
        write_site(release, tmp_path / "pages")
    assert not list(tmp_path.glob("*pages*"))


@pytest.mark.parametrize(
    ("content", "said"),
    [("[]", "list indices"), ("{}", "it lacks 'mentions'"), ("x", "Expecting value: line 1 column 1")],
)
def test_a_foreign_quality_file_is_refused(content: str, said: str, tmp_path: Path, release: Path) -> None:
    (tmp_path / "q.json").write_text(content)
    with pytest.raises(UsageError, match=f"evaluate --json` prints, but {said}"):
        write_site(release, tmp_path / "pages", quality_file=tmp_path / "q.json")


@every(st.dictionaries(st.text(), st.text(), max_size=5))
def test_no_text_can_end_a_script(value: dict[str, str]) -> None:
    text = to_json(value)
    assert json.loads(text) == value
    assert not set("<>&\u2028\u2029\n\r\0") & set(text)


@every(st.sets(st.integers(0, 200_000), max_size=40))
def test_postings_give_the_numbers_back(found: set[int]) -> None:
    assert numbers(postings(sorted(found))) == sorted(found)


def test_shards_are_found_by_their_first_keys(tmp_path: Path) -> None:
    keys = sorted(f"{n:x}" for n in range(200))
    with Shards(tmp_path / "data", "e", 100) as shards:
        for key in keys:
            shards.add(key, {"of": key})
    assert len(shards.firsts) > 10
    for number, first in enumerate(shards.firsts):
        shard = given(tmp_path / "data" / "e" / f"{number}.js")
        assert next(iter(shard)) == first
    assert records(tmp_path, "e").keys() == set(keys)
    assert shards.bytes == sum(p.stat().st_size for p in (tmp_path / "data" / "e").iterdir())


def test_a_watcher_is_told_every_part(tmp_path: Path, release: Path) -> None:
    watched = Watched()
    write_site(release, tmp_path / "pages", watcher=watched)
    assert watched.steps == [("counting", 1, 1), ("articles", 3, 3), ("entities", 4, 4)]


def test_the_pages_of_the_embedded_release_are_small(tmp_path: Path) -> None:
    site = write_site(None, tmp_path / "pages")
    assert site.bytes == sum(p.stat().st_size for p in site.folder.rglob("*") if p.is_file())
    assert set(records(site.folder, "a")) == {row["article_id"] for row in narco_corpus.load().articles}


def test_a_label_of_no_kind_and_an_entry_of_no_form_are_told(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    rows["entity_mentions"][0]["label"] = "NEWS"
    with pytest.raises(DataError, match="the label 'NEWS'"):
        write_site(write_release(tmp_path / "odd", rows), tmp_path / "pages")
    rows["entity_mentions"][0]["label"] = "CRIMINAL_ORG"
    release = write_release(tmp_path / "release", rows)
    (release / "rejects.jsonl").write_text('{"capture": "a.txt", "reason": ["x"]}\n')
    with pytest.raises(DataError, match="line 1, is no entry"):
        write_site(release, tmp_path / "pages")
