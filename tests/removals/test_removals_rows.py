"""What the rows that stay say of what was withdrawn: nothing, in a build and in an older release that is loaded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from ledger_posts import all_texts, rows, write_ledger

import narco_corpus
from narco_corpus.builder.pipeline import build
from narco_corpus.removals.ledger import read_removals

STORY = (
    "Soldiers closed the road to Monclova and found nine vehicles, four of them burned, beside the old brick factory."
)


def write(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def post(*comments: str, title: str = "Two hours of shots", story: str = STORY) -> str:
    listed = [f"  {n}. Anonymous\n     March 7, 2011 at {n}:16 PM\n\n     {text}" for n, text in enumerate(comments, 1)]
    return f"Monday, March 7, 2011\n\n{title}\n\n{story}\n\n\n" + "\n\n".join(listed) + "\n"


def withdrawn(captures: Path, before: Path, out: Path, *lines: tuple[str, object]) -> Path:
    """The ledger of these lines; without them the captures are built as `out`, against the release before."""
    ledger = write_ledger(out.with_suffix(".jsonl"), *((table, str(id)) for table, id in lines))
    report = build([captures], out, recogniser="lexicon", against=before, removals=ledger)
    assert report.rejects == []
    return ledger


@pytest.fixture
def answered(tmp_path: Path) -> Path:
    """A post whose first comment is answered by its clock time."""
    captures = write(tmp_path / "captures", one=post("I saw it all.", "@1:16 PM how do you know?", "God help us."))
    build([captures], tmp_path / "before", recogniser="lexicon")
    first, second, _ = sorted(rows(tmp_path / "before", "comments"), key=lambda row: row["position"])
    assert second["addressed_id"] == first["comment_id"]
    return captures


def test_no_comment_answers_a_withdrawn_one(answered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = next(row["comment_id"] for row in rows(tmp_path / "before", "comments") if row["number"] == "1")
    ledger = withdrawn(answered, tmp_path / "before", tmp_path / "after", ("comments", gone))
    monkeypatch.setattr("narco_corpus.corpus.package_removals", lambda: read_removals(ledger.read_bytes(), "package"))
    with pytest.warns(narco_corpus.WithdrawnWarning):
        loaded = [*narco_corpus.load(tmp_path / "before").comments]
    for found in (rows(tmp_path / "after", "comments"), loaded):
        left = sorted(found, key=lambda row: row["position"])
        assert [(c["number"], c["position"], c["text"], c["addressed_id"], c["addressed_time"]) for c in left] == [
            ("2", 0, "@1:16 PM how do you know?", None, "1:16 PM"),
            ("3", 1, "God help us.", None, None),
        ]


def test_a_contact_detail_that_a_withdrawn_quotation_had_hidden_is_in_no_file(tmp_path: Path) -> None:
    said = "My uncle Ramiro drove the grey truck on the Saltillo road number 8"
    captures = write(tmp_path / "captures", one=post(said, f"{said},614-123-4567 is what he wrote."))
    build([captures], tmp_path / "before", recogniser="lexicon")
    gone = next(row["comment_id"] for row in rows(tmp_path / "before", "comments") if row["text"] == said)
    withdrawn(captures, tmp_path / "before", tmp_path / "after", ("comments", gone))
    (left,) = rows(tmp_path / "after", "comments")
    assert left["text"] == "[withdrawn],[phone] is what he wrote."
    assert not [name for name, text in all_texts(tmp_path / "after").items() if "614-123" in text]


def test_a_town_below_a_withdrawn_municipality_brings_nothing_above_it(tmp_path: Path) -> None:
    captures = write(tmp_path / "captures", one=post(story="Gunmen burned four trucks in Matamoros on Monday night."))
    build([captures], tmp_path / "before", recogniser="lexicon")
    entities = {row["entity_id"]: row for row in rows(tmp_path / "before", "entities")}
    (town,) = (row for row in entities.values() if row["mention_count"])
    above = entities[town["parent_id"]]
    assert len(entities) == 4 and above["parent_id"] == "MX-TAM"
    withdrawn(captures, tmp_path / "before", tmp_path / "after", ("entities", above["entity_id"]))
    assert rows(tmp_path / "after", "entities") == [town | {"parent_id": None}]


def test_captures_of_a_withdrawn_post_are_no_merged_ones(tmp_path: Path) -> None:
    other = "Marines took ten men and five rifles near the coast of Tampico, and nobody in the port said a word of it."
    captures = write(
        tmp_path / "captures",
        **{f"one-{n}": post(*["I saw it."] * n) for n in (1, 2, 3)},
        **{f"two-{n}": post(*["I saw it."] * n, title="Ten men", story=other) for n in (1, 2)},
    )
    build([captures], tmp_path / "before", recogniser="lexicon")
    manifests = [tmp_path / name / "manifest.json" for name in ("before", "after")]
    gone = next(row["article_id"] for row in rows(tmp_path / "before", "articles") if row["title"] != "Ten men")
    withdrawn(captures, tmp_path / "before", tmp_path / "after", ("articles", gone))
    assert [json.loads(path.read_bytes())["captures"] for path in manifests] == [
        {"read": 5, "taken": 5, "rejected": 0, "merged": 3},
        {"read": 5, "taken": 2, "rejected": 0, "merged": 1, "withdrawn": 3},
    ]
