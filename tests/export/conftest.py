"""A release whose texts are hard to export."""

from __future__ import annotations

from typing import Any

import pytest

import narco_corpus
from narco_corpus import Corpus
from sample_release import SECOND, comment, mention, sample_rows, write_release

SECOND_BODY = 'The antiFaros-group, "quoted"; Los\nFaros, man\u0303ana 👩‍👩‍👧 Faros\'s.\n\nFaros'


def span(unit: dict[str, Any], field: str, start: int, end: int, entity_id: str | None) -> dict[str, Any]:
    """A mention of a text by its place."""
    text = unit["text" if field == "comment" else field][start:end]
    found = mention(unit, field, text, "CRIMINAL_ORG", entity_id)
    key = f"{found['mention_id'].rpartition(':')[0]}:{start}-{end}"
    return found | {"mention_id": key, "start": start, "end": end}


@pytest.fixture(scope="session")
def hard_rows() -> dict[str, list[dict[str, Any]]]:
    rows = sample_rows()
    second = next(row for row in rows["articles"] if row["article_id"] == SECOND)
    rows["entity_mentions"] = [m for m in rows["entity_mentions"] if m["article_id"] != SECOND]
    second |= {"title": None, "body": SECOND_BODY, "byline": "@by", "url": None, "published_on": "2012-05-06"}
    places = [(8, 13), (SECOND_BODY.index("Los\n"), SECOND_BODY.index("Los\n") + 9)]
    last = SECOND_BODY.index("Faros's")
    places += [(last, last + 5), (len(SECOND_BODY) - 5, len(SECOND_BODY))]
    rows["entity_mentions"] += [span(second, "body", start, end, "los-faros") for start, end in places]
    texts = [
        "=SUM(1,2)",
        "'=quoted",
        "+52 calls",
        "1/2",
        "May 5",
        "\tTab",
        "",
        "-",
        "1.10",
        "007",
        "3",
        "a\nb",
        'say "x"',
    ]
    texts += ["cells, and more", " spaced "]
    rows["comments"] += [comment(SECOND, f"h{n:02}", n + 1, text) for n, text in enumerate(texts)]
    for row in rows["comments"]:
        if row["comment_id"] == f"{SECOND}-h00":
            row |= {
                "author": "commenter-2",
                "posted_on": "2012-05-07",
                "addressed_id": f"{SECOND}-h09",
                "number": "1.10",
            }
        if row["comment_id"] == f"{SECOND}-h01":
            row |= {"author": "commenter-2"}
    for number, row in enumerate(rows["entity_mentions"]):
        row["confidence"] = float(f"0.{501 + number}")  # each its own, so that none is taken for another's
    second["comment_count"] = sum(row["article_id"] == SECOND for row in rows["comments"])
    for row in rows["entities"]:
        if row["entity_id"] == "los-faros":
            row |= {"mention_count": 8, "inegi_code": "05001"}
        if row["entity_id"] == "geonames:1":
            row["mention_count"] = 3
    return rows


@pytest.fixture(scope="session")
def hard_corpus(hard_rows: dict[str, list[dict[str, Any]]], tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return narco_corpus.load(write_release(tmp_path_factory.mktemp("hard") / "release", hard_rows))
