"""The ledger's form: every line is exactly id, table, day and reason, so that no content can get into it."""

from __future__ import annotations

import json

import pytest

from narco_corpus.errors import UsageError
from narco_corpus.removals.ledger import ledger_hash, package_removals, read_removals

LINE = {"id": "a-0123456789abcdef", "table": "articles", "date": "2026-11-23", "reason": "author"}


def raw(*lines: object) -> bytes:
    return "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines).encode()


def test_the_package_carries_a_ledger() -> None:
    assert isinstance(package_removals(), tuple)


def test_lines_are_read_sorted_and_once() -> None:
    other = LINE | {"id": "los-zetas", "table": "entities"}
    found = read_removals(raw(other, "", LINE, LINE), "x")
    assert [(r.id, r.table) for r in found] == [("a-0123456789abcdef", "articles"), ("los-zetas", "entities")]
    assert ledger_hash(found) == ledger_hash(found[::-1]) != ledger_hash(found[:1])


def test_a_ledger_may_be_written_on_windows() -> None:
    assert read_removals(b"\xef\xbb\xbf" + raw(LINE, LINE).replace(b"\n", b"\r\n"), "x") == read_removals(
        raw(LINE), "x"
    )


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        (["{"], "line 1: not JSON"),
        ([[]], "line 1: expected an object of the texts"),
        ([LINE, LINE | {"text": "what was said"}], "line 2: expected an object of the texts"),
        ([{**LINE, "date": 3}], "expected an object of the texts"),
        ([LINE | {"table": "entity_mentions"}], "expected one of articles, comments, entities"),
        ([LINE | {"id": "a-0123"}], "'a-0123' is no id of articles"),
        ([LINE | {"table": "comments"}], "is no id of comments"),
        ([LINE | {"date": "23.11.2026"}], "expected a day like"),
        ([LINE | {"date": "2026-02-30"}], "expected a day like"),
        ([LINE | {"reason": "he is my uncle"}], "expected one of author"),
        ([LINE, LINE | {"table": "entities"}], "stands under articles too"),
    ],
)
def test_any_other_line_is_told(lines: list[object], message: str) -> None:
    with pytest.raises(UsageError, match=f"^x: .*{message}"):
        read_removals(raw(*lines), "x")


def test_all_lines_at_fault_are_told_at_once() -> None:
    lines = [LINE, LINE | {"id": "a-0123"}, "{", LINE | {"table": "entities"}]
    with pytest.raises(UsageError) as caught:
        read_removals(raw(*lines), "x")
    assert [line.partition(": ")[0] for line in str(caught.value).split("\n")] == [
        "x",
        "  line 2",
        "  line 3",
        "  line 4",
    ]
    with pytest.raises(UsageError, match=r"^x: 25 lines are at fault:\n(.*\n){20}  and 5 more$"):
        read_removals(raw(*["{"] * 25), "x")


def test_bytes_that_are_no_text_are_told() -> None:
    with pytest.raises(UsageError, match="is not UTF-8"):
        read_removals(b"\xff", "x")
