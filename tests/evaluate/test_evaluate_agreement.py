"""Two annotators of the same captures: what both marked, what either marked alone."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from annotated_post import BODY, COMMENT, gold_post, mention
from click.testing import CliRunner

from narco_corpus.cli import cli
from narco_corpus.errors import DataError, UsageError
from narco_corpus.evaluate.agreement import agreement

Row = dict[str, Any]


def write(folder: Path, *posts: Row) -> Path:
    folder.mkdir()
    for number, post in enumerate(posts):
        (folder / f"{number}.gold.json").write_text(json.dumps(post), encoding="utf-8")
    return folder


def other_post() -> Row:
    """The same post by another annotator: a span, a label and an entity are not the same, one mention is not there."""
    post = gold_post()
    post["units"][0]["mentions"] = [
        mention("Los Zetas", BODY, "CRIMINAL_ORG", "zetas"),
        mention("the Zorgs", BODY, "CRIMINAL_ORG", "zorgs"),
        mention("Reynosa", BODY, "ORG", "reynosa-tam"),
    ]
    post["units"][1]["mentions"] = []
    return post


def test_what_both_and_what_either_marked_is_counted(tmp_path: Path) -> None:
    found = agreement(write(tmp_path / "a", gold_post()), write(tmp_path / "b", other_post())).to_dict()
    assert (found["captures"], found["units"], found["alone"]) == (1, 2, [])
    rows = found["found"]
    assert rows["mentions"] == {"both": 1, "first": 3, "second": 2, "f1": pytest.approx(2 / 7)}
    assert rows["spans"] == {"both": 2, "first": 2, "second": 1, "f1": pytest.approx(4 / 7)}
    assert rows["CRIMINAL_ORG"] == {"both": 1, "first": 1, "second": 1, "f1": 0.5}
    assert rows["PLACE"] == {"both": 0, "first": 1, "second": 0, "f1": 0.0}
    assert rows["MEDIA"] == {"both": 0, "first": 0, "second": 0, "f1": None}
    assert found["entities"] == {"right": 0, "of": 1, "share": 0.0}
    assert found["differences"] == [
        "one.txt body: 'Los Zetas' CRIMINAL_ORG los-zetas | CRIMINAL_ORG zetas",
        "one.txt body: 'the Zorgs' not marked | CRIMINAL_ORG zorgs",
        "one.txt body: 'Zorgs' CRIMINAL_ORG zorgs | not marked",
        "one.txt body: 'Reynosa' PLACE reynosa-tam | ORG reynosa-tam",
        "one.txt comment 1.1: 'Xanty' PERSON null | not marked",
    ]


def test_where_no_mention_is_agreed_on_the_share_of_entities_is_none(tmp_path: Path) -> None:
    post = gold_post()
    for unit in post["units"]:
        unit["mentions"] = []
    folders = [str(write(tmp_path / name, post)) for name in "ab"]
    result = CliRunner().invoke(cli, ["agreement", *folders])
    assert (result.exit_code, result.stdout.splitlines()[-1].split()) == (0, ["entities", "0", "of", "0", "–"])
    result = CliRunner().invoke(cli, ["agreement", *folders, "--json"])
    assert json.loads(result.stdout)["entities"]["share"] is None


def test_it_is_the_same_both_ways(tmp_path: Path) -> None:
    a, b = write(tmp_path / "a", gold_post()), write(tmp_path / "b", other_post())
    there, back = agreement(a, b).to_dict()["found"], agreement(b, a).to_dict()["found"]
    for name, row in there.items():
        turned = back[name]
        assert (row["both"], row["first"], row["second"], row["f1"]) == (
            turned["both"],
            turned["second"],
            turned["first"],
            turned["f1"],
        )


def test_an_annotator_agrees_with_himself_also_where_spacing_differs(tmp_path: Path) -> None:
    spaced = gold_post()
    text = "  " + BODY.replace("fought", "fought ")
    spaced["units"][0] = {
        "unit": "body",
        "text": text,
        "mentions": [mention(m["text"], text, m["label"], m["entity"]) for m in spaced["units"][0]["mentions"]],
    }
    found = agreement(write(tmp_path / "a", gold_post()), write(tmp_path / "b", spaced))
    figures = found.to_dict()
    assert figures["found"]["mentions"] == {"both": 4, "first": 0, "second": 0, "f1": 1.0}
    assert (figures["entities"]["share"], found.differences) == (1.0, [])


def test_what_one_alone_annotated_counts_in_no_figure(tmp_path: Path) -> None:
    half = other_post()
    half["units"] = half["units"][:1]
    refused = {"file": "home.txt", "is_post": False}
    a = write(tmp_path / "a", gold_post(), gold_post("two.txt"), gold_post("home.txt"))
    b = write(tmp_path / "b", half, gold_post("three.txt"), refused)
    found = agreement(a, b)
    assert found.alone == ["three.txt", "two.txt", "one.txt comment 1.1"]
    assert (found.captures, found.units) == (2, 1)
    assert found.to_dict()["is_post"] == {"right": 1, "of": 2, "share": 0.5}
    assert found.differences[0] == "home.txt: is_post is True | False"


def test_wrong_folders_are_told(tmp_path: Path) -> None:
    a = write(tmp_path / "a", gold_post())
    with pytest.raises(DataError, match="no `file` in common"):
        agreement(a, write(tmp_path / "b", gold_post("two.txt")))
    with pytest.raises(DataError, match=re.escape("two gold files are of 'one.txt'")):
        agreement(a, write(tmp_path / "c", gold_post(), gold_post()))
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=re.escape("no *.gold.json")):
        agreement(a, tmp_path / "empty")


def test_the_command_prints_counts_and_differences(tmp_path: Path) -> None:
    extra = gold_post("\x1b[31m.txt")
    a, b = write(tmp_path / "a", gold_post(), extra), write(tmp_path / "b", other_post())
    done = CliRunner().invoke(cli, ["agreement", str(a), str(b), "--differences", "1"])
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "1 capture and 2 texts that both annotated"
    assert lines[2] == "mentions              1      3      2  0.286"
    assert "MEDIA                 0      0      0      –" in lines
    assert lines[-1] == " - one.txt body: 'Los Zetas' CRIMINAL_ORG los-zetas | CRIMINAL_ORG zetas"
    assert "\x1b" not in done.stderr and "annotated by one alone, so in no figure" in done.stderr
    printed = json.loads(CliRunner().invoke(cli, ["agreement", str(a), str(b), "--json"]).stdout)
    assert printed == agreement(a, b).to_dict()


def test_spans_in_words_that_only_one_text_has_are_no_agreement(tmp_path: Path) -> None:
    other = gold_post()
    text = COMMENT + " y de Pablo Ruiz"
    marks = [mention(name, text, "PERSON", None) for name in ("Xanty", "Pablo")]
    other["units"][1] = {"unit": "comment 1.1", "text": text, "mentions": marks}
    found = agreement(write(tmp_path / "a", gold_post()), write(tmp_path / "b", other))
    assert found.to_dict()["found"]["PERSON"] == {"both": 1, "first": 0, "second": 1, "f1": pytest.approx(2 / 3)}
    assert "one.txt comment 1.1: 'Pablo' not marked | PERSON null" in found.differences
