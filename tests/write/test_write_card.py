"""Data card and datasheet: figures are those of the rows, every question is answered."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from narco_corpus.builder.write import card
from narco_corpus.builder.write.figures import Tally
from narco_corpus.builder.write.tables import to_arrow
from narco_corpus.release import open_release
from sample_release import sample_rows, write_release

yaml = pytest.importorskip("yaml", reason="comes with the package of the extra hf")

GEBRU_SECTIONS = {
    "Motivation": 4,
    "Composition": 16,
    "Collection process": 12,
    "Preprocessing, cleaning, labelling": 4,
    "Uses": 6,
    "Distribution": 7,
    "Maintenance": 8,
}


def head_of(release: Path) -> dict[str, Any]:
    text = (release / "README.md").read_text()
    head: dict[str, Any] = yaml.safe_load(text.split("---\n")[1])
    return head


def test_the_card_lists_each_table_with_version_and_the_splits_that_have_rows(shared_release: Path) -> None:
    head = head_of(shared_release)
    configs = {c["config_name"]: c for c in head["configs"]}
    assert list(configs) == ["articles", "comments", "entity_mentions", "entities"]
    assert {c["version"] for c in configs.values()} == {"1.2.0"}
    assert [c["config_name"] for c in configs.values() if c.get("default")] == ["articles"]
    splits = {name: [d["split"] for d in c["data_files"]] for name, c in configs.items()}
    assert splits["articles"] == splits["entity_mentions"] == ["train", "validation"]
    assert splits["comments"] == splits["entities"] == ["train"]
    sizes = {
        info["config_name"]: {s["name"]: s["num_examples"] for s in info["splits"]} for info in head["dataset_info"]
    }
    assert sizes["entity_mentions"] == {"train": 8, "validation": 1}
    assert head["language"] == ["en", "es"]


def test_figures_of_the_datasheet_are_those_of_the_rows(shared_release: Path) -> None:
    text = (shared_release / "DATASHEET.md").read_text()
    for line in (
        "| `entity_mentions` | 8 | 1 | 9 |",
        "| 2012 | 2 |",
        "| none | 1 |",
        "| CRIMINAL_ORG | 4 |",
        "| PLACE | 5 |",
        "| graphic_violence | 1 |",
        "| no title and no date | 1 |",
        "| email | 1 |",
        "| LicenseRef-unknown | 3 |",
    ):
        assert line in text
    assert "(replies: 2)" in text
    assert "Captures read: 5; taken: 4; set aside: 1." in text


def test_reasons_that_differ_in_what_is_of_one_capture_are_one_line_of_the_datasheet(shared_release: Path) -> None:
    manifest = open_release(shared_release).manifest

    def told(*reasons: str) -> dict[str, int]:
        return Tally().figures(manifest, {}, [{"reason": reason} for reason in reasons]).rejects

    large = [f"{n:,} bytes in one capture; the bound is 150" for n in range(900, 1300)]
    listings = [f"the address is that of an archive: https://a.example/{year}/" for year in ("2011", "2012")]
    assert told(*large, *listings, "3 posts on one page", "a listing, by its line 'Older'", "no title") == {
        "… bytes in one capture; the bound is …": 400,
        "the address is that of an archive: …": 2,
        "3 posts on one page": 1,
        "a listing, by its line 'Older'": 1,
        "no title": 1,
    }
    many = [f"reason {letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    found = told(*many, *many[20:])
    assert len(found) == 21
    assert found["other reasons"] == 6
    assert found["reason z"] == 2
    assert told(*many, *many[20:]) == told(*reversed(many[20:]), *many)


def test_figures_are_the_same_for_rows_in_any_portions(shared_release: Path) -> None:
    whole, portions = Tally(), Tally()
    for table, rows in sample_rows().items():
        made = to_arrow(table, rows)
        whole.add(table, made)
        for start in range(len(made) + 1):
            portions.add(table, made.slice(start, 1))
    manifest = open_release(shared_release).manifest
    assert portions.figures(manifest, {}, []) == whole.figures(manifest, {}, [])
    assert whole.figures(manifest, {}, []).years == {"2012": 2, "none": 1}


def test_every_question_of_the_datasheet_is_answered(shared_release: Path) -> None:
    text = (shared_release / "DATASHEET.md").read_text()
    sections = {s.split("\n")[0]: s for s in text.split("\n## ")[1:]}
    assert {name: s.count("\n### ") for name, s in sections.items()} == GEBRU_SECTIONS
    for section in sections.values():
        for question in section.split("\n### ")[1:]:
            asked, _, answer = question.partition("\n")
            assert asked.endswith("?")
            assert len(answer.strip()) >= 3


def test_the_datasheet_says_what_must_be_said(shared_release: Path) -> None:
    text = " ".join((shared_release / "DATASHEET.md").read_text().split())
    for said in (
        "rights of the texts are unknown",
        "to find out who wrote a comment",
        "watch lists",
        "ask for removal",
    ):
        assert said in text


@pytest.mark.parametrize("name", ["README.md", "DATASHEET.md"])
def test_documents_are_clean_markdown(name: str, shared_release: Path) -> None:
    text = (shared_release / name).read_text()
    assert not re.search(r"\{[{%#]|[%#]\}", text)
    assert "\n\n\n" not in text
    assert text.endswith("\n") and not text.endswith("\n\n")
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        widths = {len(re.findall(r"(?<!\\)\|", line)) for line in table.splitlines()}
        assert len(widths) == 1, table


def test_hostile_values_do_not_break_a_table(tmp_path: Path) -> None:
    rows = sample_rows()
    rows["articles"][0]["license"] = "CC | <script>\n## Heading"
    text = (write_release(tmp_path / "out", rows) / "DATASHEET.md").read_text()
    assert "| CC \\| &lt;script> ## Heading | 1 |" in text


def test_measured_quality_is_printed_where_there_is_any(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(card, "load_quality", lambda: None)
    unmeasured = write_release(tmp_path / "without", sample_rows())
    whole = {"gold": 8, "p": 0.75, "r": 0.5, "f1": 0.6}
    measured = {
        "measured": [
            {
                "recogniser": "lexicon",
                "gold": "twelve posts",
                "posts": 12,
                "mentions": 1234,
                "precision": 0.75,
                "recall": 0.5,
                "f1": 0.6,
                "f1_interval": [0.55, 0.65],
                "span_f1": 0.7,
                "linking": None,
                "linking_parts": {"link_name": 0.9},
                "labels": {"PLACE": 0.8},
                "texts": {"title": 1.0, "body": 0.6, "comment": None},
                "listed": {"listed": whole, "unlisted": whole},
                "reliability": [{"from": 0.8, "to": 0.9, "mentions": 7, "confidence": 0.85, "precision": 0.857}],
                "calibration_error": 0.01,
            }
        ],
        "faults": [{"fault": "missed PLACE 'the <b> | hill'", "times": 3}],
    }
    monkeypatch.setattr(card, "load_quality", lambda: measured)
    with_figures = write_release(tmp_path / "with", sample_rows())
    for name in ("README.md", "DATASHEET.md"):
        assert "Not measured." in (unmeasured / name).read_text()
        text = (with_figures / name).read_text()
        assert "| `lexicon` | twelve posts | 12 | 1,234 | 0.750 | 0.500 | 0.600 [0.550, 0.650] | 0.700 | – |" in text
        assert "| 0.800 | 1.000 | 0.600 | – | 0.600 | 0.600 | 0.900 |" in text  # no comment was annotated
        assert "(expected calibration error 0.010)" in text
        assert "| 0.8–0.9 | 7 | 0.850 | 0.857 |" in text
        assert "- missed PLACE 'the &lt;b> \\| hill' (3×)" in text


def test_a_release_without_any_mention_can_be_written(tmp_path: Path) -> None:
    rows = sample_rows()
    rows["entity_mentions"].clear()
    rows["entities"].clear()
    head = head_of(write_release(tmp_path / "out", rows))
    assert [d["split"] for d in head["configs"][2]["data_files"]] == ["train"]
    text = (tmp_path / "out" / "README.md").read_text()
    assert "no rows in `entity_mentions`" in text
    assert "no rows in `entities`" in text


def test_a_card_names_no_empty_table_where_there_is_none(shared_release: Path) -> None:
    assert "no rows in" not in (shared_release / "README.md").read_text()
