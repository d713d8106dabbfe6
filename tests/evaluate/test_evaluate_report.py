"""What the report says of small hand-made releases."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from annotated_post import BODY, COMMENT, gold_post, predicted, release_rows
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.cli.evaluate import command
from narco_corpus.errors import DataError, UsageError
from narco_corpus.evaluate import evaluate
from narco_corpus.evaluate.align import positions
from narco_corpus.evaluate.bootstrap import _middle, intervals
from narco_corpus.evaluate.tally import SpanCounts

Make = Callable[..., Path]


@pytest.fixture
def gold(make_gold: Make) -> Path:
    return make_gold([gold_post()])


def test_a_faultless_release(make_release: Make, gold: Path) -> None:
    report = evaluate(make_release(release_rows()), gold)
    assert {name: row["share"] for name, row in report.structure.items()} == dict.fromkeys(report.structure, 1.0)
    assert report.comments_invented == 0
    assert report.mentions == {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 4}
    assert {name: (row["right"], row["of"]) for name, row in report.linking.items()} == {
        "link_name": (1, 1), "link_place": (1, 1), "link_unlisted": (1, 1), "link_null": (1, 1),
    }  # fmt: skip
    assert report.wrong == []
    assert report.confusion == {"CRIMINAL_ORG": {"CRIMINAL_ORG": 2}, "PERSON": {"PERSON": 1}, "PLACE": {"PLACE": 1}}


def test_each_fault_shows_in_its_figure(make_release: Make, gold: Path) -> None:
    rows = release_rows()
    rows["comments"][1] |= {"parent_id": None, "addressed_id": "c-2", "text": COMMENT}
    rows["comments"].append({"comment_id": "c-3", "article_id": "a-1", "number": "7", "text": "?"})
    rows["entity_mentions"] = [
        predicted("Zetas", BODY, "CRIMINAL_ORG", "los-zetas", 0.55),  # wrong span
        predicted("Zorgs", BODY, "PERSON", "los-zetas", 0.52),  # wrong label and link
        predicted("Reynosa", BODY, "PLACE", None),  # no link
        predicted("Xanty", COMMENT, "PERSON", "los-zetas"),  # a link where nobody can tell
    ]
    report = evaluate(make_release(rows), gold)
    assert report.structure["comment_parent"]["right"] == 1
    assert report.structure["comment_addressed"] == {"right": 0, "of": 1, "share": 0.0}
    assert report.comments_invented == 1
    assert report.mentions == {"p": 0.5, "r": 0.5, "f1": 0.5, "gold": 4}
    assert report.spans == {"p": 0.75, "r": 0.75, "f1": 0.75, "gold": 4}
    assert report.fields["comment"]["f1"] == 1.0
    assert report.labels["CRIMINAL_ORG"] == {"p": 0.0, "r": 0.0, "f1": 0.0, "gold": 2}
    assert {name: (row["right"], row["of"]) for name, row in report.linking.items()} == {
        "link_place": (0, 1), "link_unlisted": (0, 1), "link_null": (0, 1),
    }  # fmt: skip
    assert report.confusion["CRIMINAL_ORG"] == {"PERSON": 1, "none": 1}
    assert report.confusion["none"] == {"CRIMINAL_ORG": 1}
    assert [(b["from"], b["mentions"], b["precision"]) for b in report.reliability] == [(0.5, 2, 0.0), (0.9, 2, 1.0)]
    assert report.calibration_error == pytest.approx((0.535 + 0.05) / 2, abs=1e-4)
    assert "missed CRIMINAL_ORG 'Los Zetas' in one.txt body" in report.wrong


def test_listed_and_unlisted_names_are_told_apart(make_release: Make, gold: Path) -> None:
    rows = release_rows()
    rows["entity_mentions"] = rows["entity_mentions"][:1] + rows["entity_mentions"][2:3]
    report = evaluate(make_release(rows), gold)
    assert report.listed == {
        "listed": {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 2},
        "unlisted": {"p": None, "r": 0.0, "f1": 0.0, "gold": 2},
    }


def test_a_folder_says_which_entities_can_be_known(make_release: Make, gold: Path, tmp_path: Path) -> None:
    kb = tmp_path / "kb"
    kb.mkdir()
    (kb / "kb_facts.jsonl").write_text('{"name": "Z", "aliases": [{"text": "zorgs"}]}\n', encoding="utf-8")
    report = evaluate(make_release(release_rows()), gold, kb)
    assert (report.linking["link_name"]["right"], report.linking["link_name"]["of"]) == (0, 1)  # zorgs, not linked
    assert report.linking["link_unlisted"]["of"] == 1  # los-zetas


def test_a_page_that_is_no_post_must_not_be_taken(make_release: Make, make_gold: Make) -> None:
    report = evaluate(make_release(release_rows()), make_gold([{"file": "one.txt", "is_post": False}]))
    assert report.structure == {"is_post": {"right": 0, "of": 1, "share": 0.0}}
    assert report.posts == 0


def test_intervals_hold_the_figure_and_are_the_same_each_time(make_release: Make, make_gold: Make) -> None:
    posts = [gold_post(f"{n}.txt") for n in range(6)]
    rows: dict[str, list[dict[str, Any]]] = {t: [] for t in release_rows()}
    for n in range(6):
        one = release_rows()
        one["articles"][0] |= {"article_id": f"a-{n}", "capture_path": f"{n}.txt"}
        one["comments"] = []
        one["entity_mentions"] = [m | {"article_id": f"a-{n}"} for m in one["entity_mentions"][: n % 4]]
        for table, some in one.items():
            rows[table] += some
    release, gold = make_release(rows), make_gold(posts)
    first, second = evaluate(release, gold), evaluate(release, gold)
    assert first == second
    low, high = first.intervals["mentions f1"]
    assert low < first.mentions["f1"] < high
    assert set(first.intervals) >= {"mentions p", "mentions r", "label PLACE f1", "field body f1", "link_place"}


def test_command_prints_figures_and_json(make_release: Make, gold: Path) -> None:
    release = str(make_release(release_rows()))
    text = CliRunner().invoke(command, [release, str(gold), "--wrong", "3"])
    assert text.exit_code == 0
    assert "P 1.000  R 1.000  F1 1.000  gold 4" in text.output
    found = json.loads(CliRunner().invoke(command, [release, str(gold), "--json"]).output)
    assert found["mentions"]["f1"] == 1.0
    assert found["linking"]["link_place"] == {"right": 1, "of": 1, "share": 1.0}


def test_the_command_hands_on_which_entities_can_be_known(make_release: Make, gold: Path, tmp_path: Path) -> None:
    (tmp_path / "kb_facts.jsonl").write_text('{"name": "Z", "aliases": [{"text": "zorgs"}]}\n', encoding="utf-8")
    call = [str(make_release(release_rows())), str(gold), "--json"]
    own, given = (json.loads(CliRunner().invoke(command, [*call, *kb]).output) for kb in ([], ["--kb", str(tmp_path)]))
    assert own["linking"]["link_name"] == {"right": 1, "of": 1, "share": 1.0}  # los-zetas, which this package knows
    assert given["linking"]["link_name"] == {"right": 0, "of": 1, "share": 0.0}  # zorgs, and nothing links to it


def test_names_of_ones_own_count_among_the_known_and_listed(make_release: Make, gold: Path, tmp_path: Path) -> None:
    zorgs = {
        "id": "zorgs",
        "name": "Zorgs",
        "label": "CRIMINAL_ORG",
        "kind": "gang",
        "sources": ["https://example.org"],
    }
    names = tmp_path / "names.jsonl"
    names.write_text(json.dumps(zorgs) + "\n", encoding="utf-8")
    call = [str(make_release(release_rows())), str(gold), "--json"]
    done = [CliRunner().invoke(command, [*call, *more]) for more in ([], ["--knowledge", str(names)])]
    plain, own = (json.loads(each.stdout) for each in done)
    assert plain["linking"]["link_name"]["of"] == 1
    assert own["linking"]["link_name"] == {"right": 1, "of": 2, "share": 0.5}  # los-zetas, and zorgs without a link
    assert (plain["listed"]["listed"]["gold"], own["listed"]["listed"]["gold"]) == (2, 3)
    names.write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match=r"names\.jsonl"):
        evaluate(call[0], gold, knowledge=names)


def test_figures_of_no_case_are_none(make_release: Make, make_gold: Make) -> None:
    post, rows = gold_post(), release_rows()
    post["comments"], post["units"] = [], post["units"][:1]
    rows["comments"], rows["entity_mentions"] = [], rows["entity_mentions"][:3]
    rows["entity_mentions"][0]["label"] = "ORG"  # of which none is annotated
    release, gold = make_release(rows), make_gold([post])
    report = evaluate(release, gold)
    assert report.fields["comment"] == {"p": None, "r": None, "f1": None, "gold": 0}
    assert report.labels["ORG"] == {"p": 0.0, "r": None, "f1": 0.0, "gold": 0}
    printed = CliRunner().invoke(command, [str(release), str(gold)]).output
    assert re.search(r"^  comment +P +–  R +–  F1 +–  gold 0$", printed, re.MULTILINE)
    assert re.search(r"^  ORG +P 0\.000  R +–  F1 0\.000  gold 0$", printed, re.MULTILINE)
    assert re.search(r"^  body +P 0\.667 .* gold 3$", printed, re.MULTILINE)
    assert "(expected calibration error 0.283)" in printed


def test_command_lists_errors_without_terminal_escapes(make_release: Make, gold: Path) -> None:
    rows = release_rows()
    rows["articles"][0]["title"] = "A \x1b[31mtitle"
    release = str(make_release(rows))
    output = CliRunner().invoke(command, [release, str(gold), "--wrong", "5"]).output
    assert "title:" in output
    assert "\x1b" not in output


def test_what_is_no_release_is_named(tmp_path: Path, gold: Path) -> None:
    with pytest.raises(DataError, match=r"expected manifest\.json"):
        evaluate(tmp_path, gold)


def test_a_damaged_table_is_named(make_release: Make, gold: Path) -> None:
    release = make_release(release_rows())
    next((release / "data" / "comments").iterdir()).write_bytes(b"PAR1 no more")
    with pytest.raises(DataError, match="comments"):
        evaluate(release, gold)


def test_a_folder_without_gold_is_a_wrong_call(make_release: Make, tmp_path: Path) -> None:
    release = make_release(release_rows())
    with pytest.raises(UsageError, match=r"gold\.json"):
        evaluate(release, release)


@pytest.mark.parametrize(
    ("change", "message"),
    [({"units": None}, "field"), ({"is_post": True, "units": [{"unit": "body"}]}, "field"), (None, "not JSON")],
)
def test_a_damaged_gold_file_is_named(
    make_release: Make, gold: Path, change: dict[str, Any] | None, message: str
) -> None:
    path = gold / "one.gold.json"
    path.write_text("{" if change is None else json.dumps(gold_post() | change), encoding="utf-8")
    with pytest.raises(DataError, match=message) as caught:
        evaluate(make_release(release_rows()), gold)
    assert "one.gold.json" in str(caught.value)


def test_a_span_that_does_not_fit_its_text_is_refused(make_release: Make, make_gold: Make) -> None:
    post = gold_post()
    post["units"][0]["mentions"][0]["start"] += 1
    with pytest.raises(DataError, match="Los Zetas"):
        evaluate(make_release(release_rows()), make_gold([post]))


@pytest.mark.parametrize("unit", ["Body", "body 1", "comment", "comment 9", "coment 1.1", ""])
def test_a_misspelt_unit_is_told_with_its_file_and_the_forms(unit: str, make_release: Make, gold: Path) -> None:
    post = gold_post()
    post["units"][0]["unit"] = unit
    (gold / "one.gold.json").write_text(json.dumps(post))
    with pytest.raises(DataError, match=r"expected `title`, `body` or `comment N`|no comment '9'") as caught:
        evaluate(make_release(release_rows()), gold)
    assert f"unit {unit!r}: " in str(caught.value) and "one.gold.json" in str(caught.value)


def _changed(**changes: Any) -> dict[str, Any]:
    return gold_post() | changes


def _with_mention(**changes: Any) -> dict[str, Any]:
    post = gold_post()
    post["units"][0]["mentions"].append(post["units"][0]["mentions"][0] | changes)
    return post


_COMMENT = gold_post()["comments"][0]


@pytest.mark.parametrize(
    ("post", "told"),
    [
        (_with_mention(start=10, end=16, text="fought", label="GANG"), "unit 'body', 10-16 'fought': no label 'GANG'"),
        (_with_mention(start=4, text="Zetas"), "unit 'body', 4-9 'Zetas': overlaps 0-9 'Los Zetas'"),
        (_with_mention(), "unit 'body', 0-9 'Los Zetas': overlaps 0-9 'Los Zetas'"),
        (_changed(units=gold_post()["units"] * 2), "unit 'body' is there twice"),
        (_changed(comments=[*gold_post()["comments"], _COMMENT]), "comment 1: `comments` has two of this number"),
        (
            _changed(comments=[*gold_post()["comments"], _COMMENT | {"number": "2", "parent": "7"}]),
            "comment 2: parent '7' is the number of no other comment",
        ),
        (_changed(published="7 March 2011"), "published '7 March 2011': expected a day such as 2011-03-07, or null"),
        (_changed(published="20110307"), "published '20110307'"),
    ],
)
def test_gold_that_would_give_wrong_figures_is_told(
    post: dict[str, Any], told: str, make_release: Make, gold: Path
) -> None:
    (gold / "one.gold.json").write_text(json.dumps(post))
    with pytest.raises(DataError) as caught:
        evaluate(make_release(release_rows()), gold)
    assert "one.gold.json" in str(caught.value) and f" - {told}" in str(caught.value)


def test_all_faults_of_a_gold_file_are_told_at_once(make_release: Make, gold: Path) -> None:
    post = _changed(published="today", comments=[_COMMENT | {"parent": "1"}])
    (gold / "one.gold.json").write_text(json.dumps(post))
    with pytest.raises(DataError) as caught:
        evaluate(make_release(release_rows()), gold)
    assert [line.split(":")[0] for line in str(caught.value).splitlines()[1:]] == [
        " - published 'today'",
        " - comment 1",
        " - unit 'comment 1.1'",
    ]


@given(st.text("ab ", max_size=30), st.text("XYZ", min_size=1, max_size=9), st.text("cd\n", max_size=30))
def test_positions_go_on_behind_what_one_text_has_more(before: str, more: str, after: str) -> None:
    where = positions(before + more + after, before + after)
    assert where[: len(before)] == list(range(len(before)))
    assert where[len(before) + len(more) :] == list(range(len(before), len(before) + len(after) + 1))
    assert positions(before, before) == list(range(len(before) + 1))


@pytest.mark.parametrize(("draws", "ends"), [(1_000, (25, 974)), (200, (5, 194)), (39, (0, 38)), (1, (0, 0))])
def test_an_interval_holds_the_middle_95_percent(draws: int, ends: tuple[int, int]) -> None:
    assert _middle([*map(float, range(draws))]) == ends


@given(st.lists(st.floats(0, 1), min_size=2, max_size=8))
def test_an_interval_lies_within_the_values(values: list[float]) -> None:
    found = intervals(values, lambda drawn: {"mean": sum(drawn) / len(drawn)}, rounds=50)
    low, high = found["mean"]
    assert min(values) - 1e-4 <= low <= high <= max(values) + 1e-4


@pytest.mark.parametrize(
    "content", ["[" * 100_000, '{"is_post": true, "file": ["x"]}', '{"is_post": false, "file": 1}']
)
def test_gold_of_another_form_is_told(content: str, tmp_path: Path, shared_release: Path) -> None:
    (tmp_path / "a.gold.json").write_text(content)
    with pytest.raises(DataError, match=r"a\.gold\.json"):
        evaluate(shared_release, tmp_path)


def test_knowledge_that_is_no_text_is_told(tmp_path: Path, shared_release: Path) -> None:
    (tmp_path / "a.gold.json").write_text(json.dumps(gold_post()))
    (tmp_path / "kb_x.jsonl").write_bytes(b"\xff\xfe\n")
    with pytest.raises(DataError, match=r"kb_x\.jsonl:1"):
        evaluate(shared_release, tmp_path, tmp_path)


@pytest.mark.parametrize(
    ("tally", "figures"),
    [
        (SpanCounts(0, 0, 0), {"p": None, "r": None, "f1": None}),
        (SpanCounts(0, 2, 0), {"p": 0.0, "r": None, "f1": 0.0}),
        (SpanCounts(0, 0, 2), {"p": None, "r": 0.0, "f1": 0.0}),
        (SpanCounts(0, 1, 2), {"p": 0.0, "r": 0.0, "f1": 0.0}),
        (SpanCounts(1, 1, 0), {"p": 0.5, "r": 1.0, "f1": 2 / 3}),
    ],
)
def test_a_figure_of_no_case_is_none(tally: SpanCounts, figures: dict[str, float | None]) -> None:
    assert tally.figures() == pytest.approx(figures)
