"""A comparison with the release before does not show what the later one was asked to hide."""

from __future__ import annotations

import json
from pathlib import Path

from ledger_posts import SECRET, rows, write_captures, write_ledger

from narco_corpus.builder.pipeline import build
from narco_corpus.compare import compare, side_of
from narco_corpus.compare.render import as_json, as_markdown, as_text
from narco_corpus.release import open_release


def test_a_quotation_that_was_replaced_is_not_shown(tmp_path: Path) -> None:
    captures = write_captures(tmp_path / "captures")
    build([captures], tmp_path / "old", recogniser="lexicon", data_version="1.0.0")
    gone = next(r["comment_id"] for r in rows(tmp_path / "old", "comments") if r["text"].startswith(SECRET))
    ledger = write_ledger(tmp_path / "ledger.jsonl", ("comments", gone))
    build([captures], tmp_path / "new", recogniser="lexicon", removals=ledger, against=tmp_path / "old")
    found = compare(*(side_of(open_release(tmp_path / name)) for name in ("old", "new")), limit=None)
    said = as_text(found) + as_markdown(found) + json.dumps(as_json(found), ensure_ascii=False)
    assert not [SECRET[at : at + 12] for at in range(len(SECRET) - 11) if SECRET[at : at + 12] in said]
    (change,) = (c for c in found.tables["comments"].changes if c.quotation_replaced)
    assert change.kind == "changed" and "text" not in change.fields
    assert f"  ~ {change.id}\n      text: a quotation of a withdrawn comment was replaced\n" in said
    (shown,) = (c for c in as_json(found)["tables"]["comments"]["changes"] if c["id"] == change.id)
    assert shown["quotation_replaced"] is True and "text" not in shown["fields"]
    mentions = found.tables["entity_mentions"]
    assert mentions.counts["withdrawn"] and not mentions.counts["removed"]
    assert found.tables["comments"].by_field["text"] == 1, "it is counted as ever"
