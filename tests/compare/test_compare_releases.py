"""What `diff` finds between two releases, and which version it asks for."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from narco_corpus.cli import cli
from narco_corpus.compare import Comparison, compare, differences, side_of
from narco_corpus.compare.render import as_json, as_markdown, as_text
from narco_corpus.errors import DataError
from narco_corpus.release import open_release
from sample_release import FIRST, SECOND, Row, article, comment, sample_rows, write_release

Tables = dict[str, list[Row]]


def difference(tmp_path: Path, before: Tables, after: Tables, limit: int | None = None) -> Comparison:
    sides = [
        side_of(open_release(write_release(tmp_path / name, rows)))
        for name, rows in (("before", before), ("after", after))
    ]
    return compare(*sides, limit)


def changed(tmp_path: Path, table: str, row: int, **values: Any) -> Comparison:
    after = sample_rows()
    after[table][row] |= values
    return difference(tmp_path, sample_rows(), after)


def test_equal_releases_do_not_differ(tmp_path: Path) -> None:
    found = difference(tmp_path, sample_rows(), sample_rows())
    assert found.step == "none" and not found.understated and found.due == "1.2.0"
    assert all(not t.counts and not t.changes and not t.derived for t in found.tables.values())


@pytest.mark.parametrize(
    ("table", "row", "values"),
    [
        ("articles", 0, {"title": "Other"}),
        ("articles", 1, {"published_on": "2012-05-05"}),
        ("articles", 0, {"alias_ids": []}),
        ("comments", 0, {"text": "Puerto Peñasco, mañana 😀 Los Faros!"}),
        ("comments", 1, {"parent_id": None}),
        ("comments", 3, {"posted_on": "2012-05-05"}),
        ("entity_mentions", 0, {"entity_id": None}),
        ("entity_mentions", 0, {"confidence": 0.951}),
        ("entities", 3, {"aliases": [{"text": "FAROS", "kind": "variant", "language": "es"}]}),
        ("entities", 3, {"statuses": ["reported"]}),
        ("entities", 2, {"latitude": 31.4}),
    ],
)
def test_a_changed_value_is_found_with_its_column_and_is_major(
    table: str, row: int, values: dict[str, Any], tmp_path: Path
) -> None:
    found = changed(tmp_path, table, row, **values)
    (change,) = found.tables[table].changes
    assert change.kind == "changed" and list(change.fields) == list(values)
    assert found.step == "major" and found.due == "2.0.0" and found.understated
    assert not any(t.counts for name, t in found.tables.items() if name != table)


@pytest.mark.parametrize(
    ("table", "row", "values"),
    [
        ("articles", 0, {"comment_count": 5}),
        ("articles", 0, {"content_warnings": ["profanity"]}),
        ("comments", 0, {"position": 7}),
        ("comments", 0, {"depth": 7}),
        ("entities", 3, {"mention_count": 9}),
    ],
)
def test_a_changed_derived_value_does_not_count(table: str, row: int, values: dict[str, Any], tmp_path: Path) -> None:
    found = changed(tmp_path, table, row, **values)
    assert found.step == "patch" and found.due == "1.2.1"
    assert not found.tables[table].counts and list(found.tables[table].derived) == list(values)


@pytest.mark.parametrize(
    "values",
    [
        {"capture_path": "again.txt"},
        {"capture_sha256": "f" * 64},
        {"retrieved_at": "2025-01-01T00:00:00.000Z"},
        {"capture_complete": False},
        {"duplicate_captures": ["e" * 64]},
    ],
)
def test_other_captures_of_the_same_post_are_no_change_of_the_rows(values: dict[str, Any], tmp_path: Path) -> None:
    found = changed(tmp_path, "articles", 0, **values)
    assert found.step == "patch" and found.due == "1.2.1"
    articles = found.tables["articles"]
    assert not articles.counts and not articles.derived and list(articles.provenance) == list(values)
    assert f"made of other captures, no change of the rows: {next(iter(values))} 1\n" in as_text(found)
    assert as_json(found)["tables"]["articles"]["provenance_fields"] == {next(iter(values)): 1}


def test_a_changed_text_is_major_whatever_it_was_captured_from(tmp_path: Path) -> None:
    found = changed(tmp_path, "articles", 0, title="Other", capture_sha256="f" * 64)
    assert found.step == "major" and list(found.tables["articles"].changes[0].fields) == ["title"]


def test_an_added_row_is_minor_and_a_removed_one_major(tmp_path: Path) -> None:
    more = sample_rows()
    more["comments"].append(comment(SECOND, "y1", 1, "Second!"))
    more["articles"][1]["comment_count"] = 2
    added = difference(tmp_path / "1", sample_rows(), more)
    assert [(c.kind, c.id) for c in added.tables["comments"].changes] == [("added", f"{SECOND}-y1")]
    assert (added.step, added.due) == ("minor", "1.3.0")
    removed = difference(tmp_path / "2", more, sample_rows())
    assert [(c.kind, c.id) for c in removed.tables["comments"].changes] == [("removed", f"{SECOND}-y1")]
    assert (removed.step, removed.due) == ("major", "2.0.0")


def test_an_article_in_another_split_is_changed_and_not_added(tmp_path: Path) -> None:
    after = sample_rows()
    for table in ("articles", "comments", "entity_mentions"):
        for row in after[table]:
            if row["article_id"] == FIRST:
                row["split"] = "validation"
    found = difference(tmp_path, sample_rows(), after)
    assert [(c.id, c.fields) for c in found.tables["articles"].changes] == [(FIRST, {"split": ("train", "validation")})]


def many(count: int) -> Tables:
    rows = sample_rows()
    for number in range(count):
        article_id = f"a-{number * 7919 % 65536:04x}{number:012x}"
        row = article(FIRST, f"Post {number}", f"Body of post {number}.", 0)
        rows["articles"].append(row | {"article_id": article_id, "url": f"https://example.org/{number}"})
    return rows


def test_tables_that_are_read_range_by_range_give_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before, after = many(300), many(300)
    lost = after["articles"].pop(100)["article_id"]
    after["articles"][50]["title"] = "Other"
    after["articles"].append(many(301)["articles"][-1])
    whole = difference(tmp_path / "whole", before, after).tables["articles"]
    monkeypatch.setattr(differences, "RANGE_ROWS", 20)
    parts = difference(tmp_path / "parts", before, after).tables["articles"]
    assert parts.counts == whole.counts == {"added": 1, "removed": 1, "changed": 1}
    assert {(c.kind, c.id) for c in parts.changes} == {(c.kind, c.id) for c in whole.changes}
    assert ("removed", lost) in {(c.kind, c.id) for c in parts.changes}


def test_the_limit_bounds_what_is_listed_and_not_what_is_counted(tmp_path: Path) -> None:
    found = difference(tmp_path, sample_rows(), many(30), limit=3).tables["articles"]
    assert found.counts["added"] == 30 and len(found.changes) == 3


def run(*arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, ["diff", *arguments], catch_exceptions=True)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str]:
    after = deepcopy(sample_rows())
    after["comments"][4]["text"] = "First! And I saw it."
    before = write_release(tmp_path / "before", sample_rows())
    return str(before), str(write_release(tmp_path / "after", after, data_version="1.3.0"))


def test_the_command_shows_the_text_and_exits_1_where_the_version_understates(two: tuple[str, str]) -> None:
    code, out, err = run(*two)
    assert code == 1
    assert f"~ {SECOND}-x0" in out and "text: First!{+ And I saw it.+}" in out
    assert "at least 2.0.0 is due after 1.2.0, and 1.3.0 is too low" in err


def test_json_holds_everything_and_markdown_the_ids(two: tuple[str, str]) -> None:
    code, out, _ = run(*two, "--json")
    found = json.loads(out)
    assert code == 1 and found["step"] == "major" and found["due"] == "2.0.0" and found["understated"] is True
    (change,) = found["tables"]["comments"]["changes"]
    assert change["fields"]["text"] == {"before": "First!", "after": "First! And I saw it."}
    _, out, _ = run(*two, "--markdown")
    assert out.startswith("### Data 1.3.0\n") and f"- comments changed: `{SECOND}-x0`" in out
    assert "I saw it" not in out


@pytest.mark.parametrize(("limit", "listed"), [([], 30), (["--limit", "3"], 3), (["--limit", "0"], 0)])
def test_the_command_lists_as_many_rows_as_it_is_told(limit: list[str], listed: int, tmp_path: Path) -> None:
    before, after = write_release(tmp_path / "before", sample_rows()), write_release(tmp_path / "after", many(30))
    found = json.loads(run(str(before), str(after), "--json", *limit)[1])["tables"]["articles"]
    assert found["counts"]["added"] == 30 and len(found["changes"]) == listed
    shown = run(str(before), str(after), *limit)[1]
    assert shown.count("  + a-") == min(listed, 20)


@pytest.mark.parametrize(
    ("name", "fact"),
    [
        ("schema_version", "1.1.0"),
        ("package_version", "9.9.9"),
        ("recogniser", {"name": "lexicon", "version": "2"}),
        ("knowledge_version", "2"),
        ("inputs_sha256", "1" * 64),
        ("captures", {"read": 6, "taken": 4, "merged": 1, "rejected": 1}),
        ("masks", {"email": 2}),
        ("removals", ("a-0000000000000009",)),
    ],
)
def test_another_origin_of_the_same_rows_is_told_and_asks_for_a_patch(name: str, fact: Any, tmp_path: Path) -> None:
    release = open_release(write_release(tmp_path / "release", sample_rows()))
    other = replace(release, manifest=replace(release.manifest, **{name: fact}))
    found = compare(side_of(release), side_of(other), None)
    assert list(found.origin) == ["inputs" if name == "inputs_sha256" else name]
    assert found.step == "patch" and found.due == "1.2.1"


def test_a_sufficient_version_exits_0(two: tuple[str, str], tmp_path: Path) -> None:
    after = sample_rows()
    after["comments"][4]["text"] = "First! And I saw it."
    code, _, err = run(two[0], str(write_release(tmp_path / "major", after, data_version="2.0.0")))
    assert (code, err) == (0, "")


def test_a_version_that_is_none_is_told(tmp_path: Path) -> None:
    sides = [side_of(open_release(write_release(tmp_path / v, sample_rows(), data_version=v))) for v in ("x", "1.0.0")]
    with pytest.raises(DataError, match="data version 'x': expected three numbers"):
        compare(*sides)


def test_what_releases_were_made_with_is_named_where_it_differs(tmp_path: Path) -> None:
    side = side_of(open_release(write_release(tmp_path / "release", sample_rows())))
    other = replace(side, origin={**side.origin, "recogniser": {"name": "other", "version": "2"}})
    assert "\ndiffers in: recogniser\n" in as_text(compare(side, other))
    assert "differs in" not in as_text(compare(side, side))


def test_mentions_are_told_by_text_label_and_entity(tmp_path: Path) -> None:
    before, after = sample_rows(), sample_rows()
    lost = after["entity_mentions"].pop(7)
    after["entity_mentions"][0]["confidence"] = 0.773
    new = before["entity_mentions"].pop(5)  # not linked
    found = difference(tmp_path, before, after)
    text = as_text(found)
    assert f"  + {new['mention_id']}  'Puerto Peñasco' PLACE not linked\n" in text
    assert f"  - {lost['mention_id']}  'Puerto Peñasco' PLACE geonames:1\n" in text
    assert f"  ~ {after['entity_mentions'][0]['mention_id']}  'Los Faros' CRIMINAL_ORG los-faros\n" in text
    assert "      confidence: 0.950 → 0.773\n" in text
    changes = as_json(found)["tables"]["entity_mentions"]["changes"]
    assert {"text": "Puerto Peñasco", "label": "PLACE", "entity_id": None} in [c["mention"] for c in changes]


def test_what_is_withdrawn_is_not_quoted(tmp_path: Path) -> None:
    after = sample_rows()
    lost = after["entity_mentions"].pop(0)
    before = side_of(open_release(write_release(tmp_path / "before", sample_rows())))
    now = side_of(open_release(write_release(tmp_path / "after", after)))
    found = compare(before, replace(now, removals=frozenset({lost["article_id"]})))
    (change,) = found.tables["entity_mentions"].changes
    assert change.kind == "withdrawn" and change.mention is None
    assert not any(table.counts[kind] for table in found.tables.values() for kind in ("added", "removed", "changed"))
    assert (found.step, found.due) == ("major", "2.0.0")


def test_entities_whose_counts_changed_most_are_listed(tmp_path: Path) -> None:
    after = sample_rows()
    after["entities"][3]["mention_count"] = 9
    after["entities"][2]["mention_count"] = 3
    found = difference(tmp_path, sample_rows(), after)
    assert [(each.id, each.before, each.after) for each in found.entity_counts] == [
        ("los-faros", 4, 9),
        ("geonames:1", 4, 3),
    ]
    assert "  los-faros   4 → 9  Los Faros\n  geonames:1  4 → 3  Puerto Peñasco\n" in as_text(found)
    assert "| `los-faros` | 4 | 9 |" in as_markdown(found)
    assert as_json(found)["entity_counts"][0] == {"id": "los-faros", "name": "Los Faros", "before": 4, "after": 9}
    hidden = replace(found.after, removals=frozenset({"los-faros"}))
    assert [each.id for each in compare(found.before, hidden).entity_counts] == ["geonames:1"]
