"""Single rows over http: the row group that can hold one is asked for, by the footer, and not its whole file."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest
from web_server import Web, serving

import narco_corpus
from narco_corpus import Corpus, NotFoundError
from narco_corpus.storage.part_file import TAIL
from sample_release import ALIAS, FIRST, SECOND


@pytest.fixture
def web(grouped: Path) -> Iterator[Web]:
    with serving(grouped) as web:
        yield web


def group_bytes(path: Path, id: str) -> int:
    """Bytes of the row group of articles that holds an id."""
    file = pq.ParquetFile(path)
    for number in range(file.num_row_groups):
        if id in file.read_row_group(number, columns=["article_id"])["article_id"].to_pylist():
            group = file.metadata.row_group(number)
            return sum(group.column(n).total_compressed_size for n in range(group.num_columns))
    return 0


def test_a_row_costs_the_footers_and_its_row_group(web: Web, grouped: Path, cache: Path) -> None:
    expected = narco_corpus.load(grouped).articles.get(SECOND)
    corpus = narco_corpus.load(web.url)
    web.asked.clear()
    assert corpus.articles.get(SECOND) == expected
    files = sorted((grouped / "data/articles").glob("*.parquet"))
    (home,) = [path for path in files if group_bytes(path, SECOND)]
    least = sum(min(pq.read_metadata(path).serialized_size + TAIL, path.stat().st_size) for path in files)
    group = group_bytes(home, SECOND)
    assert pq.ParquetFile(home).num_row_groups > 5 and group < home.stat().st_size / 4
    assert web.sent() <= least + 1.2 * group
    assert len(web.asked) <= 2 * len(files) + 2, "one request for the columns of a row group"
    assert not cache.exists(), "parts of files cannot be verified, so none is kept"


def test_many_rows_one_by_one_take_the_whole_file(web: Web, grouped: Path, cache: Path) -> None:
    near, far = narco_corpus.load(grouped), narco_corpus.load(web.url)
    ids = near.articles.split("train").to_polars()["article_id"].to_list()
    for id in ids[:60:3]:
        assert far.articles.get(id) == near.articles.get(id)
    home = grouped / "data/articles/train-00000-of-00002.parquet"
    footer = home.stat().st_size - pq.read_metadata(home).serialized_size
    asked = [(first, size, status) for path, status, first, size in web.asked if path.endswith(home.name)]
    assert [status for _, _, status in asked].count(200) == 1
    in_parts = sum(size for first, size, status in asked if status == 206 and first + size < footer)
    assert 0 < in_parts < 0.6 * home.stat().st_size, "not a row group for each row"
    (kept,) = [path for path in cache.rglob("*") if path.is_file()]
    assert kept.read_bytes() == home.read_bytes()
    web.asked.clear()
    far.articles.get(ids[1])
    assert not [path for path, *_ in web.asked if path.endswith(home.name)]


@pytest.mark.parametrize("id", [f"{FIRST}-a2", f"{FIRST}-000000000000", "a-1234567890abcdef", "los-faros", ""])
def test_what_has_no_mentions_or_is_not_there_costs_no_text(id: str, web: Web, cache: Path) -> None:
    corpus = narco_corpus.load(web.url)
    web.asked.clear()
    if id == f"{FIRST}-a2":
        assert corpus.mentions(id) == []
    else:
        with pytest.raises(NotFoundError, match=f"no article and no comment has the id {id!r}"):
            corpus.mentions(id)
        with pytest.raises(NotFoundError, match="ids look like 'a-0123456789abcdef'"):
            corpus.articles.get(id)
    assert {status for _, status, *_ in web.asked} <= {206}
    assert not cache.exists(), "no file was taken whole"


ids = pl.col("article_id")
CONDITIONS: dict[str, Callable[[str], pl.Expr]] = {
    "equal": lambda id: ids == id,
    "turned round": lambda id: pl.lit(id) == ids,
    "not there": lambda id: ids == f"{id}0",
    "before all": lambda _: ids == "",
    "after all": lambda _: ids == "\U0010ffff",
    "unequal": lambda id: ids != id,
    "equal or missing": lambda id: ids.eq_missing(id),
    "one of": lambda id: ids.is_in([id, FIRST]),
    "not equal": lambda id: ~(ids == id),
    "with another": lambda id: (ids == id) & (pl.col("split") == "train") & pl.col("duplicate_of").is_null(),
    "with another that does not hold": lambda id: (ids == id) & (pl.col("split") == "test"),
    "two that exclude each other": lambda id: (ids == id) & (ids == FIRST),
    "either": lambda id: (ids == id) | (ids == FIRST),
    "of two columns": lambda _: ids == pl.col("duplicate_of"),
    "null": lambda _: ids == pl.lit(None, pl.String),
    "of a column with nulls": lambda _: pl.col("duplicate_of") == SECOND,
    "a number": lambda _: pl.col("comment_count") == 4,
    "beyond ASCII": lambda _: pl.col("title") == "Los Faros in Puerto Peñasco 😀",
    "part of": lambda id: ids.str.starts_with(id[:3]),
    "alias": lambda _: pl.col("alias_ids").list.contains(ALIAS),
    "no column": lambda _: pl.lit(value=True),
}


@pytest.mark.parametrize("name", CONDITIONS)
def test_a_condition_finds_what_it_finds_in_the_folder(name: str, web: Web, grouped: Path) -> None:
    near, far = narco_corpus.load(grouped), narco_corpus.load(web.url)
    condition = CONDITIONS[name](near.articles.to_polars()["article_id"][77])

    def found(corpus: Corpus, columns: Any) -> pl.DataFrame:
        return corpus.articles.scan().filter(condition).select(columns).collect()

    for columns in (pl.all(), ["title"], pl.len()):
        assert found(far, columns).equals(found(near, columns))
    assert far.articles.where(condition, ["title", "split"]) == near.articles.where(condition, ["title", "split"])


ORDERS: dict[str, Callable[[pl.LazyFrame, pl.Expr], pl.LazyFrame]] = {
    "rows, then condition": lambda rows, condition: rows.head(130).filter(condition),
    "a column of these": lambda rows, condition: rows.head(130).filter(condition).select("title"),
    "how many of these": lambda rows, condition: rows.head(130).filter(condition).select(pl.len()),
    "few rows, then condition": lambda rows, condition: rows.head(7).filter(condition),
    "one by one": lambda rows, condition: pl.concat([rows.head(n).filter(condition) for n in (9, 10, 11, 199, 400)]),
    "condition, then rows": lambda rows, condition: rows.filter(condition).head(3),
    "both": lambda rows, condition: rows.head(150).filter(condition).head(2).filter(pl.col("comment_count") == 0),
    "from the middle": lambda rows, condition: rows.slice(95, 60).filter(condition),
}


@pytest.mark.parametrize("engine", ["in-memory", "streaming"])
@pytest.mark.parametrize("condition", ["unequal", "equal", "either", "part of", "not there"])
@pytest.mark.parametrize("order", ORDERS)
def test_a_limit_and_a_condition_hold_in_the_order_in_which_they_are_asked_for(
    order: str, condition: str, engine: Any, web: Web, grouped: Path
) -> None:
    near, far = narco_corpus.load(grouped), narco_corpus.load(web.url)
    holds = CONDITIONS[condition](near.articles.to_polars()["article_id"][105])
    found = [ORDERS[order](corpus.articles.scan(), holds).collect(engine=engine) for corpus in (far, near)]
    assert found[0].equals(found[1])


USES = """
import sys
from concurrent.futures import ThreadPoolExecutor
import polars as pl
import narco_corpus
near, far = (narco_corpus.load(place).articles for place in sys.argv[1:3])
titles = [f"Post {number}" for number in range(0, 200, 50)]
def parts(rows):
    return [rows.filter(pl.col("title") == title) for title in titles]
def joined(rows):
    return rows.join(rows.filter(pl.col("title").is_in(titles)).select("article_id", other="title"), on="article_id")
with ThreadPoolExecutor(4) as threads:
    uses = {
        "at once": lambda rows: pl.concat(pl.collect_all(parts(rows))),
        "one after another": lambda rows: pl.concat(parts(rows)).collect(),
        "in threads": lambda rows: pl.concat(list(threads.map(lambda part: part.collect(), parts(rows)))),
        "with itself": lambda rows: joined(rows).sort("article_id").collect(),
    }
    expected = {name: use(near.scan()) for name, use in uses.items()}
    for number in range(int(sys.argv[3])):
        for name, use in uses.items():
            assert use(far.scan()).equals(expected[name]), name
print("done")
"""


@pytest.mark.parametrize("kept", [True, False])
def test_one_scan_is_used_several_times_in_a_query(kept: bool, web: Web, grouped: Path, cache: Path) -> None:
    if kept:
        narco_corpus.load(web.url).articles.to_arrow()
    call = [sys.executable, "-c", USES, str(grouped), web.url, "10" if kept else "1"]
    # In a process of its own, since what went wrong here ended it, or never did.
    done = subprocess.run(call, capture_output=True, text=True, timeout=100, check=False)
    assert (done.returncode, done.stdout) == (0, "done\n"), done.stderr


def test_the_end_of_a_file_is_asked_for_once_a_scan(web: Web, grouped: Path) -> None:
    rows = narco_corpus.load(web.url).articles.scan()
    web.asked.clear()
    for _ in range(3):
        assert rows.select("split").collect().height == 203
    sizes = {path.relative_to(grouped).as_posix(): path.stat().st_size for path in grouped.rglob("*.parquet")}
    ends = [path for path, _, first, size in web.asked if first + size == sizes[path]]
    assert len(ends) == len(set(ends)) == 4


@pytest.mark.parametrize("number", [1, 10, 25])
def test_the_first_rows_cost_their_row_groups_and_no_other_file(
    number: int, web: Web, grouped: Path, cache: Path
) -> None:
    near, far = narco_corpus.load(grouped).articles, narco_corpus.load(web.url).articles
    web.asked.clear()
    assert far.scan().head(number).collect().equals(near.scan().head(number).collect())
    first = sorted((grouped / "data/articles").glob("*.parquet"))[0]
    assert {path for path, *_ in web.asked} == {first.relative_to(grouped).as_posix()}
    groups = -(-number // 10)
    assert len(web.asked) <= 2 + groups, "the end of the file, and one request a row group"
    ids = near.to_polars()["article_id"]
    texts = sum(group_bytes(first, ids[10 * n]) for n in range(groups))
    assert web.sent() < TAIL + pq.read_metadata(first).serialized_size + 1.2 * texts
    assert not cache.exists()


def test_no_rows_cost_no_text(web: Web) -> None:
    rows = narco_corpus.load(web.url).articles.scan()
    web.asked.clear()
    assert rows.head(0).collect().height == 0
    assert len(web.asked) <= 2
