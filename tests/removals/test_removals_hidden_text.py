"""Ids of comments give away nothing that their texts hide, and those of older packages are still known."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ledger_posts import BODY, post, rows, write_ledger

from narco_corpus.builder import comment_identity
from narco_corpus.builder.comment_identity import identify
from narco_corpus.builder.merge.earlier import EarlierComment
from narco_corpus.builder.pipeline import build
from narco_corpus.builder.post import Comment
from narco_corpus.model.ids import comment_part, text_part
from narco_corpus.model.text import squeeze

SAID = {
    "Regio_81": "Call me: 818-342-7719, press only.",
    "Chuy_Rmz": "@Regio_81 you live near the Oxxo, right?",
    "Anonymous": "Call me: 818-555-2346, press only.",
    "Norteña_7": "Nobody came when we called the army.",
}
RELEASED = [
    "Call me: [phone], press only.",
    "@commenter-1 you live near the Oxxo, right?",
    "Call me: [phone], press only.",
    "Nobody came when we called the army.",
]


def captures(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    said = [line for name, text in SAID.items() for line in (f"{name} said...", text, "")]
    (folder / "one.txt").write_text(post("Shots", BODY, ["4 comments:", "", *said]), encoding="utf-8")
    return folder


def built(inputs: Path, out: Path, *withdrawn: str, **chosen: Any) -> dict[str, str]:
    """Own part of each comment's id → its text."""
    if withdrawn:
        chosen["removals"] = write_ledger(out.with_suffix(".jsonl"), *(("comments", id) for id in withdrawn))
    build([inputs], out, recogniser="lexicon", **chosen)
    found = sorted(rows(out, "comments"), key=lambda row: row["position"])
    return {row["comment_id"][19:]: row["text"] for row in found}


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, list[str]]:
    """A release whose ids are made of the texts as captured, as earlier packages made them; and the own parts."""
    with monkeypatch.context() as patched:
        patched.setattr(comment_identity, "identifying", lambda captured, _: squeeze(captured))
        parts = built(captures(tmp_path / "captures"), tmp_path / "old")
    assert [*parts] == [comment_part(0, text) for text in SAID.values()]
    return tmp_path / "old", [*parts]


def test_no_id_is_made_of_what_a_text_hides(tmp_path: Path) -> None:
    found = built(captures(tmp_path / "captures"), tmp_path / "out")
    assert [*found.values()] == RELEASED
    for own in found:
        assert not [n for n in range(4) for text in [*SAID.values()][:3] if own == comment_part(n, text)]
    phone, name = RELEASED[0], RELEASED[1].replace("commenter-1", "commenter")
    assert [*found] == [
        comment_part(0, phone),
        comment_part(0, name),
        comment_part(1, phone),
        comment_part(0, SAID["Norteña_7"]),
    ]


def test_released_ids_of_captured_texts_are_kept(tmp_path: Path, old: tuple[Path, list[str]]) -> None:
    release, parts = old
    found = built(tmp_path / "captures", tmp_path / "new", against=release)
    assert [*found] == parts
    assert json.loads((tmp_path / "new/manifest.json").read_text())["data_version"] == "0.1.0"


def test_ledgers_find_comments_by_ids_of_captured_texts(tmp_path: Path, old: tuple[Path, list[str]]) -> None:
    release, parts = old
    article = rows(release, "articles")[0]["article_id"]
    for n, own in enumerate(parts[:3]):
        for name, chosen in (("alone", {}), ("against", {"against": release})):
            id = f"{article}-{own}"
            found = built(tmp_path / "captures", tmp_path / f"{name} {n}", id, **chosen)
            assert [*found.values()] == RELEASED[:n] + RELEASED[n + 1 :], name
            removals = json.loads((tmp_path / f"{name} {n}" / "manifest.json").read_text())["removals"]
            new = built(tmp_path / "captures", tmp_path / "new")
            stated = {part[19:] for part in removals}
            assert stated <= {own, *new}, "what the ledger says, and ids of protected texts"


def test_the_page_s_id_is_stated_with_the_protected_text() -> None:
    text, shown = SAID["Regio_81"], RELEASED[0]
    comments = [Comment(text=text, own_id="7")]
    identified = identify("a-0123456789abcdef", comments, [shown], ["1"], [])
    gone = comment_identity.find_withdrawn_comments(
        identified, comments, [shown], identified.ids, (), ["a-0123456789abcdef"]
    ).ids
    assert {id[19:] for id in gone} == {"7", text_part(shown)}


def test_of_texts_that_masks_make_equal_only_the_one_that_is_known_goes(tmp_path: Path) -> None:
    found = built(captures(tmp_path / "captures"), tmp_path / "first")
    article = rows(tmp_path / "first", "articles")[0]["article_id"]
    first = next(iter(found))
    second = built(tmp_path / "captures", tmp_path / "second", f"{article}-{first}", against=tmp_path / "first")
    assert [*second] == [*found][1:]
    third = built(tmp_path / "captures", tmp_path / "third", against=tmp_path / "second")
    assert third == second, "and the other one stays for good"


def test_a_comment_is_known_again_when_other_masks_change_its_text() -> None:
    earlier = EarlierComment("0123456789ab", "1", None, text_part("Write [email] or ask at the Oxxo [phone]."), None)
    text = "Write ana at example dot org or ask at the Oxxo 818 342 7719."
    comments = [Comment(text="Some new comment that came before."), Comment(text=text)]
    for masked, own in (("Write [email] or ask at the Oxxo [phone].", earlier.own), (None, None)):
        known = [EarlierComment(earlier.own, "1", None, earlier.text, masked)]
        ids = identify("a-0123456789abcdef", comments, [c.text for c in comments], ["1", "2"], known).ids
        assert (ids[1][19:] == own) == (masked is not None)
        assert ids[0][19:] != earlier.own
