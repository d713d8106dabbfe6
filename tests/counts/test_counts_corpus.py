"""Counts have the right numerator and denominator, and lead to the mentions that were counted."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import narco_corpus
from narco_corpus import Corpus, DataError, NotFoundError, UsageError
from sample_release import SPLITS, Row, article, comment, entity, mention, write_release

PLACE = "geonames:1"


def post(
    number: int, date: str | None, named: int, comments_named: tuple[int, ...], repost_of: int | None
) -> dict[str, Any]:
    """An article that names the place so often, with comments that each name it so often."""
    article_id = f"a-{number:016x}"
    SPLITS[article_id] = "train"
    body = "Here: " + "Faro. " * named
    row = article(
        article_id,
        "A day",
        body,
        len(comments_named),
        published_on=date,
        duplicate_of=None if repost_of is None else f"a-{repost_of:016x}",
    )
    comments = [comment(article_id, f"c{n}", n, "So " + "Faro. " * times) for n, times in enumerate(comments_named)]
    mentions = mentions_in(row, "body", body)
    for row_of_comment in comments:
        mentions += mentions_in(row_of_comment, "comment", row_of_comment["text"])
    return {"articles": [row], "comments": comments, "entity_mentions": mentions}


def mentions_in(unit: Row, field: str, text: str) -> list[Row]:
    first = mention(unit, field, "Faro", "PLACE", PLACE) if "Faro" in text else None
    if first is None:
        return []
    found = []
    for place in range(first["start"], len(text), len("Faro. ")):
        key = f"{first['mention_id'].rpartition(':')[0]}:{place}-{place + 4}"
        found.append(first | {"start": place, "end": place + 4, "mention_id": key})
    return found


def write(folder: Path, posts: list[dict[str, Any]]) -> Corpus:
    rows: dict[str, list[Row]] = {"articles": [], "comments": [], "entity_mentions": []}
    for one in posts:
        for table, part in one.items():
            rows[table] += part
    total = len(rows["entity_mentions"])
    rows["entities"] = [
        entity(PLACE, "Faro", "PLACE", total, geonames_id=1),
        entity("los-faros", "Los Faros", "CRIMINAL_ORG", 0, kind="cartel"),
    ]
    return narco_corpus.load(write_release(folder, rows))


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    posts = [
        post(1, "2011-01-31", 2, (1, 0), None),
        post(2, "2011-01-01", 0, (0,), None),
        post(3, "2011-03-07", 1, (), None),
        post(4, "2010-12-31", 0, (3, 1), None),
        post(5, None, 1, (0, 2), None),
        post(6, "2011-03-07", 1, (5,), 3),  # a re-post
    ]
    return write(tmp_path_factory.mktemp("counts") / "release", posts)


def rows_of(frame: pl.DataFrame) -> list[tuple[Any, ...]]:
    return frame.rows()


def test_articles_by_month(corpus: Corpus) -> None:
    frame = corpus.counts(PLACE, by="month", of="articles")
    assert frame.schema == {
        "period": pl.Date,
        "mentions": pl.Int64,
        "documents_with": pl.Int64,
        "documents": pl.Int64,
    }
    assert rows_of(frame) == [
        (dt.date(2010, 12, 1), 0, 0, 1),
        (dt.date(2011, 1, 1), 2, 1, 2),
        (dt.date(2011, 3, 1), 1, 1, 1),
        (None, 1, 1, 1),
    ]


def test_all_articles_at_once(corpus: Corpus) -> None:
    frame = corpus.counts(PLACE)
    assert frame.columns == ["mentions", "documents_with", "documents"]
    assert rows_of(frame) == [(4, 3, 5)]


def test_comments_count_in_the_period_of_their_article(corpus: Corpus) -> None:
    assert rows_of(corpus.counts(PLACE, by="year", of="comments")) == [
        (dt.date(2010, 1, 1), 4, 2, 2),
        (dt.date(2011, 1, 1), 1, 1, 3),
        (None, 2, 1, 2),
    ]


def test_comments_under_a_repost_are_no_documents(corpus: Corpus) -> None:
    assert rows_of(corpus.counts(PLACE, of="comments")) == [(7, 4, 7)]
    assert len(corpus.counted_mentions(PLACE, of="comments")) == 7


def test_a_thread_is_an_article_with_its_comments(corpus: Corpus) -> None:
    assert rows_of(corpus.counts(PLACE, of="threads")) == [(11, 4, 5)]


def test_reposts_are_counted_when_asked_for(corpus: Corpus) -> None:
    assert rows_of(corpus.counts(PLACE, reposts=True)) == [(5, 4, 6)]
    assert rows_of(corpus.counts(PLACE, of="comments", reposts=True)) == [(12, 5, 8)]


@pytest.mark.parametrize(
    ("by", "first"),
    [("day", dt.date(2010, 12, 31)), ("week", dt.date(2010, 12, 27)), ("quarter", dt.date(2010, 10, 1))],
)
def test_a_period_is_named_by_its_first_day(by: str, first: dt.date, corpus: Corpus) -> None:
    assert corpus.counts(PLACE, by=by)["period"][0] == first


def test_an_entity_that_no_document_names_has_zeros(corpus: Corpus) -> None:
    frame = corpus.counts("los-faros", by="month")
    assert frame["mentions"].sum() == 0 and frame["documents_with"].sum() == 0
    assert frame["documents"].to_list() == [1, 2, 1, 1]
    assert corpus.counted_mentions("los-faros").is_empty()


@pytest.mark.parametrize("of", ["articles", "comments", "threads"])
@pytest.mark.parametrize("reposts", [False, True])
def test_the_mentions_behind_a_count_are_given(of: str, reposts: bool, corpus: Corpus) -> None:
    counted = corpus.counts(PLACE, by="month", of=of, reposts=reposts)
    behind = corpus.counted_mentions(PLACE, by="month", of=of, reposts=reposts)
    grouped = {p: len(g) for (p,), g in behind.group_by("period")}
    assert grouped == {r["period"]: r["mentions"] for r in counted.iter_rows(named=True) if r["mentions"]}
    unit = "comment_id" if of == "comments" else "article_id"
    assert behind[unit].n_unique() == counted["documents_with"].sum()
    for row in behind.iter_rows(named=True):
        known = corpus.entity_mentions.get(row["mention_id"])
        assert known["entity_id"] == PLACE and known["text"] == row["text"] == "Faro"


def test_the_mentions_come_by_period_and_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dates = ["2011-03-01", None, "2010-01-31", "2011-03-31", "2010-01-01"]
    posts = [post(number, date, 2, (1,), None) for number, date in enumerate(dates, 1)]
    first = posts[0]["articles"][0]["article_id"]
    for row in (row for part in posts[0].values() for row in part):
        row["split"] = "validation"  # its rows come after those of train, though its ids come before
    monkeypatch.setitem(SPLITS, first, "validation")
    corpus = write(tmp_path / "release", posts)
    held = corpus.entity_mentions.to_polars()["mention_id"].to_list()
    assert held != sorted(held)
    for of in ("articles", "comments", "threads"):
        found = corpus.counted_mentions(PLACE, of=of)["mention_id"].to_list()
        assert found == sorted(found) and found[0].startswith(first)
        rows = corpus.counted_mentions(PLACE, by="month", of=of).select("period", "mention_id").rows()
        assert rows == sorted(rows, key=lambda row: (row[0] is None, row[0] or dt.date.max, row[1]))
        assert rows[0][0] == dt.date(2010, 1, 1) and rows[-1][0] is None


def test_the_alias_list_is_named(corpus: Corpus) -> None:
    assert corpus.alias_list_version == "1" == corpus.manifest.knowledge_version
    assert narco_corpus.load().alias_list_version


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Posts with a comment each, which name a group, two states, a town and a country."""
    texts = [
        ("2011-01-01", "Faros, Norte, Norte.", "Faros."),
        ("2011-01-02", "Faros Faros, Villa, Norte.", "Sur."),
        ("2011-02-03", "Sur.", "Faros, Villa."),
        ("2011-02-04", "Faros, Patria.", "Faros, Sur."),
        ("2011-02-05", "Nobody.", "Nobody."),
    ]
    known = {"Faros": "los-faros", "Norte": "XX-NOR", "Sur": "XX-SUR", "Villa": "geonames:2", "Patria": "XX"}
    rows: dict[str, list[Row]] = {"articles": [], "comments": [], "entity_mentions": []}
    for number, (day, body, said) in enumerate(texts, 1):
        article_id = f"a-{number:016x}"
        SPLITS[article_id] = "train"
        rows["articles"].append(article(article_id, "A day", body, 1, published_on=day))
        rows["comments"].append(comment(article_id, "c0", 0, said))
        for unit, field, text in ((rows["articles"][-1], "body", body), (rows["comments"][-1], "comment", said)):
            for found in re.finditer("|".join(known), text):
                name = found[0]
                label = "CRIMINAL_ORG" if name == "Faros" else "PLACE"
                row = mention(unit, field, name, label, known[name])
                key = f"{row['mention_id'].rpartition(':')[0]}:{found.start()}-{found.end()}"
                place = {"start": found.start(), "end": found.end(), "mention_id": key}
                rows["entity_mentions"].append(row | place)
    total = Counter(row["entity_id"] for row in rows["entity_mentions"])
    rows["entities"] = [
        entity("XX", "Patria", "PLACE", total["XX"], kind="country"),
        entity("XX-NOR", "Norte", "PLACE", total["XX-NOR"], "XX", kind="state"),
        entity("XX-SUR", "Sur", "PLACE", total["XX-SUR"], "XX", kind="state", state="XX-SUR"),
        entity("geonames:2", "Villa", "PLACE", total["geonames:2"], "XX-SUR", kind="city", state="XX-SUR"),
        # Where a group is at home is no place that a text names.
        entity("los-faros", "Los Faros", "CRIMINAL_ORG", total["los-faros"], kind="cartel", state="XX-NOR"),
    ]
    return narco_corpus.load(write_release(tmp_path_factory.mktemp("states") / "release", rows))


def test_counts_by_state_count_a_document_once_for_each_state_that_it_names(states: Corpus) -> None:
    frame = states.counts("los-faros", by="state")
    assert frame.columns == ["state", "mentions", "documents_with", "documents"]
    assert rows_of(frame) == [("XX-NOR", 3, 2, 2), ("XX-SUR", 2, 1, 2), (None, 1, 1, 2)]
    comments = states.counts("los-faros", by="state", of="comments")
    assert rows_of(comments) == [("XX-SUR", 2, 2, 3), (None, 1, 1, 2)]
    threads = states.counts("los-faros", by="state", of="threads")
    assert rows_of(threads) == [("XX-NOR", 4, 2, 2), ("XX-SUR", 5, 3, 3), (None, 0, 0, 1)]


def test_counts_by_month_among_documents_that_name_a_state(states: Corpus) -> None:
    january, february = dt.date(2011, 1, 1), dt.date(2011, 2, 1)
    assert rows_of(states.counts("los-faros", by="month", state="XX-SUR")) == [(january, 2, 1, 1), (february, 0, 0, 1)]
    assert rows_of(states.counts("los-faros", by="month", state="XX-NOR")) == [(january, 3, 2, 2)]
    assert rows_of(states.counts("los-faros", state="XX-SUR", of="threads")) == [(5, 3, 3)]
    assert rows_of(states.counts("XX-NOR", state="XX-SUR")) == [(1, 1, 2)]


def test_counts_by_month_and_state_come_in_one_call(states: Corpus) -> None:
    january, february = dt.date(2011, 1, 1), dt.date(2011, 2, 1)
    frame = states.counts("los-faros", by=("month", "state"))
    assert frame.columns == ["period", "state", "mentions", "documents_with", "documents"]
    expected = [
        (january, "XX-NOR", 3, 2, 2),
        (january, "XX-SUR", 2, 1, 1),
        (february, "XX-SUR", 0, 0, 1),
        (february, None, 1, 1, 2),
    ]
    assert frame.rows() == expected
    turned = states.counts("los-faros", by=["state", "month"])
    assert turned.columns[:2] == ["state", "period"]
    assert turned.rows() == [(where, when, *rest) for when, where, *rest in expected]
    assert states.counts("los-faros", by=["month"]).equals(states.counts("los-faros", by="month"))
    behind = states.counted_mentions("los-faros", by=("month", "state"))
    assert behind.columns[:3] == ["period", "state", "mention_id"]
    found = Counter(behind.select("period", "state").rows())
    assert found == {row[:2]: row[2] for row in expected if row[2]}


@pytest.mark.parametrize("by", [[], (), ("month", "year"), ("state", "state"), ["month", None], {"month": "state"}])
def test_other_pairs_than_of_a_period_and_state_are_told(by: Any, states: Corpus) -> None:
    with pytest.raises(UsageError, match="or a period and one of 'state', 'municipality'"):
        states.counts("los-faros", by=by)


@pytest.mark.parametrize("of", ["articles", "comments", "threads"])
@pytest.mark.parametrize(("by", "state"), [("state", None), ("month", "XX-SUR"), (None, "XX-NOR"), ("state", "XX-SUR")])
def test_the_mentions_behind_a_count_of_states_are_given(
    by: str | None, state: str | None, of: str, states: Corpus
) -> None:
    counted = states.counts("los-faros", by=by, of=of, state=state)
    behind = states.counted_mentions("los-faros", by=by, of=of, state=state)
    assert len(behind) == counted["mentions"].sum()
    unit = "comment_id" if of == "comments" else "article_id"
    if by is None:
        assert behind[unit].n_unique() == counted["documents_with"].item()
        return
    group = "state" if by == "state" else "period"
    grouped = {key: (len(part), part[unit].n_unique()) for (key,), part in behind.group_by(group)}
    assert grouped == {row[0]: row[1:3] for row in counted.iter_rows() if row[1]}
    assert behind.rows() == sorted(behind.rows(), key=lambda row: (row[0] is None, str(row[0]), row[1]))


def test_a_place_that_is_no_state_is_refused(states: Corpus) -> None:
    with pytest.raises(UsageError, match=r"state='XX'.*kind is country.*'MX-TAM'"):
        states.counts("los-faros", state="XX")
    with pytest.raises(NotFoundError, match="did you mean 'XX-NOR'"):
        states.counted_mentions("los-faros", state="norte")


def test_an_id_that_is_a_name_leads_to_the_ids_that_bear_it(states: Corpus) -> None:
    for name in ("Los Faros", "los faros", "LOS FAROS"):
        with pytest.raises(NotFoundError, match=f"no entity_id '{name}'; did you mean 'los-faros'\\?"):
            states.counts(name)
    with pytest.raises(NotFoundError, match=r"no entity_id 'faros'; ids look like"):
        states.entities.get("faros")


def test_wrong_calls_are_told(corpus: Corpus) -> None:
    with pytest.raises(NotFoundError, match="'cjng'"):
        corpus.counts("cjng")
    with pytest.raises(UsageError, match=r"by='months'.*'month'"):
        corpus.counts(PLACE, by="months")
    with pytest.raises(UsageError, match=r"of='posts'.*'articles'"):
        corpus.counts(PLACE, of="posts")
    with pytest.raises(NotFoundError):
        corpus.counted_mentions("cjng")


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    corpus = write(tmp_path / "release", [post(1, None, 1, (), None)])
    for shard in (tmp_path / "release" / "data" / "articles").iterdir():
        shard.write_bytes(shard.read_bytes()[:40])
    with pytest.raises(DataError, match="verify"):
        corpus.counts(PLACE)


POSTS = st.lists(
    st.tuples(
        st.one_of(st.none(), st.dates(dt.date(2009, 11, 1), dt.date(2011, 2, 28))),
        st.integers(0, 2),
        st.lists(st.integers(0, 2), max_size=3).map(tuple),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(posts=POSTS)
def test_counts_are_what_counting_by_hand_gives(posts: list[Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    built = [
        post(n + 1, date.isoformat() if date else None, named, comments, 1 if repost and n else None)
        for n, (date, named, comments, repost) in enumerate(posts)
    ]
    corpus = write(tmp_path_factory.mktemp("many") / "release", built)
    expected: dict[Any, list[int]] = {}
    for n, (date, named, _, repost) in enumerate(posts):
        if repost and n:
            continue
        figures = expected.setdefault(date.replace(day=1) if date else None, [0, 0, 0])
        figures[0] += named
        figures[1] += named > 0
        figures[2] += 1
    found = corpus.counts(PLACE, by="month")
    assert {row[0]: list(row[1:]) for row in found.iter_rows()} == expected
    assert found["period"].to_list() == sorted([p for p in expected if p]) + [None] * (None in expected)
