"""Releases over http: only the bytes of a query, whole files through a cache by content, servers of every kind."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq
import pytest
from web_server import Web, serving

import narco_corpus
from narco_corpus import DataError, UsageError
from narco_corpus.storage.part_file import TAIL
from sample_release import ALIAS, FIRST, SECOND


@pytest.fixture
def web(large: Path) -> Iterator[Web]:
    with serving(large) as web:
        yield web


def shards(release: Path, table: str) -> list[Path]:
    return sorted((release / "data" / table).glob("*.parquet"))


def column_bytes(path: Path, column: str) -> int:
    """Bytes that a column takes in a file."""
    footer = pq.read_metadata(path)
    chunks = [
        footer.row_group(group).column(n)
        for group in range(footer.num_row_groups)
        for n in range(footer.num_columns)
        if footer.row_group(group).column(n).path_in_schema.partition(".")[0] == column
    ]
    return sum(chunk.total_compressed_size for chunk in chunks)


def test_a_scan_of_one_column_asks_for_its_bytes_and_the_footers_only(web: Web, large: Path, cache: Path) -> None:
    corpus = narco_corpus.load(web.url)
    assert [path for path, *_ in web.asked] == ["manifest.json"], "opening reads the manifest alone"
    web.asked.clear()
    titles = corpus.articles.scan().select("title").collect()
    assert titles.height == 203
    files = shards(large, "articles")
    assert len(files) == 4 and sum(f.stat().st_size for f in files) > 400_000
    footers = sum(min(TAIL, path.stat().st_size) for path in files)
    assert web.sent() <= footers + sum(column_bytes(path, "title") for path in files) < 75_000
    assert {status for _, status, *_ in web.asked} == {206}
    assert {path.rpartition("/")[0] for path, *_ in web.asked} == {"data/articles"}
    assert not cache.exists(), "parts of files cannot be verified, so none is kept"


def test_rows_are_looked_for_in_the_columns_of_the_condition(web: Web, large: Path) -> None:
    corpus = narco_corpus.load(web.url)
    web.asked.clear()
    wanted = corpus.articles.scan().filter(pl.col("article_id") == SECOND).select("title", "body").collect()
    assert wanted["title"].to_list() == ["A quiet day"]
    (home,) = [path for path in shards(large, "articles") if SECOND in pq.read_table(path)["article_id"].to_pylist()]
    others = [path for path in shards(large, "articles") if path != home]
    for path in others:
        least = min(TAIL, path.stat().st_size) + column_bytes(path, "article_id")
        assert web.sent(path.relative_to(large).as_posix()) <= least
    assert web.sent(home.relative_to(large).as_posix()) > column_bytes(home, "body")


def test_every_form_of_a_table_is_what_the_folder_gives(web: Web, large: Path) -> None:
    near, far = narco_corpus.load(large), narco_corpus.load(web.url)
    for name in ("articles", "comments", "entity_mentions", "entities"):
        here, there = near.table(name), far.table(name)
        assert len(there) == len(here)
        assert there.scan().collect().equals(here.scan().collect())
        assert there.to_arrow().equals(here.to_arrow())
        assert list(there) == list(here)
        assert there.scan().head(3).collect().equals(here.scan().head(3).collect())
        assert there.scan().select(pl.len()).collect().item() == len(here)
        assert there.scan().filter(pl.lit(value=False)).collect().schema == here.scan().collect().schema
        one, other = (t.scan().group_by("split" if name != "entities" else "label").len() for t in (here, there))
        assert one.collect().sort("len").equals(other.collect().sort("len"), null_equal=True) or name
    assert far.articles.get(ALIAS)["article_id"] == FIRST
    assert [row["comment_id"] for _, row in far.thread(FIRST).walk()] == [
        row["comment_id"] for _, row in near.thread(FIRST).walk()
    ]
    assert far.mentions(FIRST) == near.mentions(FIRST)
    assert far.verify().ok


def test_whole_files_are_kept_by_content_and_asked_for_once(web: Web, large: Path, cache: Path) -> None:
    corpus = narco_corpus.load(web.url)
    corpus.comments.to_arrow()
    kept = sorted(path for path in cache.rglob("*") if path.is_file())
    contents = {hashlib.sha256(path.read_bytes()).hexdigest() for path in shards(large, "comments")}
    assert {path.name for path in kept} == contents and len(kept) == len(contents)
    web.asked.clear()
    again = narco_corpus.load(web.url)
    again.comments.to_arrow()
    list(again.comments)
    again.comments.scan().select("text").collect()
    assert [path for path, *_ in web.asked] == ["manifest.json"]


@pytest.mark.parametrize("read", ["whole", "columns"])
@pytest.mark.parametrize("damage", ["shorter", "zeros", "one bit"])
def test_a_damaged_cache_file_is_fetched_again(damage: str, read: str, web: Web, cache: Path) -> None:
    narco_corpus.load(web.url).comments.to_arrow()
    kept = {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()}
    for path, data in kept.items():
        one_bit = data[:100] + bytes([data[100] ^ 1]) + data[101:]
        path.write_bytes({"shorter": b"short", "zeros": bytes(len(data)), "one bit": one_bit}[damage])
    comments = narco_corpus.load(web.url).comments
    assert (len(comments.to_arrow()) if read == "whole" else comments.scan().select("text").collect().height) == 5
    comments.to_arrow()
    assert {path: path.read_bytes() for path in cache.rglob("*") if path.is_file()} == kept


def test_a_cached_file_is_hashed_once_a_process(web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    narco_corpus.load(web.url).comments.to_arrow()
    narco_corpus.load(web.url).comments.to_arrow()
    monkeypatch.setattr(hashlib, "file_digest", lambda *_: pytest.fail("hashed again"))
    narco_corpus.load(web.url).comments.to_arrow()


def test_a_server_without_ranges_gives_whole_files_once(large: Path) -> None:
    with serving(large, ranges=False) as web:
        corpus = narco_corpus.load(web.url)
        web.asked.clear()
        assert corpus.articles.scan().select("title").collect().height == 203
        corpus.articles.scan().select("url").collect()
        names = [path.relative_to(large).as_posix() for path in shards(large, "articles")]
        fetched = [path for path, _, _, _ in web.asked]
        assert set(fetched) == set(names) and all(fetched.count(name) <= 2 for name in names)
        web.asked.clear()
        narco_corpus.load(web.url).articles.scan().select("byline").collect()
        assert [path for path, *_ in web.asked] == ["manifest.json"]


@pytest.mark.parametrize("read", ["columns", "whole"])
@pytest.mark.parametrize("damage", ["content", "shorter", "longer", "missing"])
def test_a_file_that_is_not_the_manifests_is_told(read: str, damage: str, release: Path, cache: Path) -> None:
    path = shards(release, "articles")[0]
    data = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes({"content": b"x" * len(data), "shorter": data[:-9], "longer": b"xx" + data}[damage])
    with serving(release) as web:
        corpus = narco_corpus.load(web.url)
        with pytest.raises((DataError, pl.exceptions.ComputeError), match=path.name):
            if read == "whole":
                corpus.articles.to_arrow()
            else:
                corpus.articles.scan().select("title").collect()
        assert [p.path for p in corpus.verify().problems] == [f"data/articles/{path.name}"]
    assert not [path for path in cache.rglob("*") if path.is_file()], "nothing wrong is kept"


def test_what_is_no_release_or_cannot_be_reached_is_told(tmp_path: Path) -> None:
    with serving(tmp_path) as web, pytest.raises(UsageError, match=r"is no release: there is no manifest\.json"):
        narco_corpus.load(f"{web.url}/nothing")
    with pytest.raises(UsageError, match="check the address and the network"):
        narco_corpus.load("http://127.0.0.1:9/release")


def test_a_busy_server_is_asked_again_and_a_forbidding_one_is_not(
    release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pauses: list[float] = []
    monkeypatch.setattr("narco_corpus.storage.http.time.sleep", pauses.append)
    with serving(release) as web:
        web.failures += [503, 429]
        assert narco_corpus.load(web.url).version == "1.2.0"
        assert len(pauses) == 2 and 0 < pauses[0] < pauses[1], "as the package has it, a longer pause each time"
        web.failures += [503, 503, 503]
        with pytest.raises(UsageError, match="HTTP 503"):
            narco_corpus.load(web.url)
        web.failures += [403]
        with pytest.raises(UsageError, match="HTTP 403"):
            narco_corpus.load(web.url)
        assert len(pauses) == 4 and not web.failures, "asked once"


def test_a_query_goes_with_every_request_and_the_version_is_checked(release: Path) -> None:
    with serving(release) as web:
        corpus = narco_corpus.load(f"{web.url}/?key=a%20b", revision="v1.2.0")
        corpus.comments.scan().select("text").collect()
        assert web.queries == {"key=a%20b"}
        with pytest.raises(DataError, match=r"expected data version 9\.0\.0, found 1\.2\.0"):
            narco_corpus.load(web.url, revision="9.0.0")


def test_an_endless_manifest_is_refused(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("narco_corpus.storage.remote.MANIFEST_BYTES", 1000)
    with serving(release) as web, pytest.raises(DataError, match="do not trust this release"):
        narco_corpus.load(web.url)


@pytest.mark.parametrize("command", ["info", "verify", "validate"])
def test_commands_read_an_address_as_they_read_the_folder(command: str, web: Web, large: Path) -> None:
    def run(place: str) -> str:
        done = subprocess.run(
            [sys.executable, "-m", "narco_corpus", command, place],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        return done.stdout + done.stderr

    assert run(web.url) == run(str(large))


@pytest.mark.parametrize("named", [None, "~/cache"])
def test_who_has_no_home_is_told_to_name_a_cache(named: str | None, web: Web, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("NARCO_CORPUS_CACHE", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    if named:
        monkeypatch.setenv("NARCO_CORPUS_CACHE", named)

    def nobody(_: int) -> None:
        raise KeyError("uid not found")

    monkeypatch.setattr("pwd.getpwuid", nobody)
    with pytest.raises(UsageError, match="set NARCO_CORPUS_CACHE to a folder"):
        narco_corpus.load(web.url).comments.to_arrow()
