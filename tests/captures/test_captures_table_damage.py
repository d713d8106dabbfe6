"""What is wrong in one row or line of a table costs that row; the reason says what to mend."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from narco_corpus.builder.captures import Capture, ReadOptions, Unreadable, list_sources, read_source, to_post

OPTIONS = ReadOptions()
TEXT = "Gunmen closed the road to Reynosa on Monday."


def read(place: Path, options: ReadOptions = OPTIONS) -> tuple[list[Capture], list[Unreadable]]:
    got = [capture for source in list_sources([place], options) for capture in read_source(source, options)]
    return [c for c in got if isinstance(c, Capture)], [c for c in got if isinstance(c, Unreadable)]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (b'{"text": "a\x00b"}', "invalid character"),
        (b'{"text": "a"},', "trailing characters"),
        (b"[1, 2]", "list"),
        (b'{"text": "cut', "truncated"),
        (b'{"text": "Michoac\xe1n"}', "utf-8"),
        (b'{"m": ' * 100_000 + b"1" + b"}" * 100_000, "nested too deep"),
        (b"// a note", "invalid character"),
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_line_that_is_no_object_says_why_and_costs_no_other(
    tmp_path: Path, line: bytes, said: str, first: bool
) -> None:
    good = [b'{"text": "one"}', b'{"text": "two"}']
    lines = [line, *good] if first else [good[0], line, good[1]]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    captures, (refused,) = read(tmp_path)
    assert [c.content for c in captures] == [b"one", b"two"]
    assert said in refused.reason.lower(), refused.reason
    assert refused.reason.endswith("Mend the line")


@pytest.mark.parametrize("value", ["NaN", "-Infinity", '"half \\ud800"', "1e400"])
def test_value_that_json_does_not_have_costs_no_row(tmp_path: Path, value: str) -> None:
    (tmp_path / "a.jsonl").write_text(f'{{"text": "{TEXT}", "score": {value}, "title": {value}, "date": {value}}}\n')
    (capture,), refused = read(tmp_path)
    assert (capture.content.decode(), refused) == (TEXT, [])
    assert (to_post(capture).title or "").encode() is not None


def test_surrogates_become_characters_or_marks(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "pair \\ud83d\\ude00, half \\ud83d.", "score": NaN}\n')
    (capture,), _ = read(tmp_path)
    assert capture.content.decode() == "pair 😀, half \ufffd."


def test_what_stands_beside_a_text_is_one_line_without_control_characters(tmp_path: Path) -> None:
    row = {"text": TEXT, "title": "A\0 \x1b]0;x\x07T", "license": "L\n\x9bM", "url": "https://e.org/\x00a"}
    (tmp_path / "a.jsonl").write_text(json.dumps(row) + "\n")
    (capture,), _ = read(tmp_path)
    for value in (to_post(capture).title, capture.license, capture.url):
        assert value is not None
        assert value.isprintable()


@pytest.mark.parametrize("order", ["utf-16", "utf-16-be"])
def test_json_lines_in_utf_16_are_told_once(tmp_path: Path, order: str) -> None:
    mark = b"\xfe\xff" if order == "utf-16-be" else b""
    (tmp_path / "a.jsonl").write_bytes(mark + '{"text": "one"}\n{"text": "two"}\n'.encode(order))
    captures, (refused,) = read(tmp_path)
    assert not captures
    assert refused.reason == "it is in UTF-16; write it in UTF-8"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"text,url\n", "holds no row, post or page"),
        (b"text,url\rone,x\rtwo,y\r", "carriage returns alone"),
    ],
)
def test_table_that_gives_nothing_says_so(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    captures, (refused,) = read(tmp_path)
    assert not captures
    assert said in refused.reason


def test_blank_lines_before_the_header_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("\n \ntext,url\none,x\nonly\n")
    (capture,), (refused,) = read(tmp_path)
    assert capture.content == b"one"
    assert refused.where == "row 2, line 5"


def test_nul_in_a_row_of_csv_costs_that_row(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"text,url\none,x\nt\0wo,y\nthree,z\n")
    captures, _ = read(tmp_path)
    assert [c.content for c in captures if b"\0" not in c.content] == [b"one", b"three"]


def test_reading_goes_on_behind_a_line_that_is_too_long(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,url\none,x\n" + "x" * 5000 + ",y\nthree,z\nonly\n")
    captures, refused = read(tmp_path, ReadOptions(max_capture_bytes=1000))
    assert [(c.path, c.content) for c in captures] == [("a.csv#1", b"one"), ("a.csv#3", b"three")]
    assert [c.where for c in refused] == ["row 2, line 3", "row 4, line 5"]
    assert "reading went on at the next line" in refused[0].reason


def test_first_row_that_ends_in_html_is_no_header(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('"One.",https://e.org/a.html\n"Two.",https://e.org/b.html\n')
    captures, (refused,) = read(tmp_path)
    assert not captures
    assert "no text column" in refused.reason


def test_names_of_columns_in_a_reason_are_bounded(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(",".join(f"c{n}{'x' * 500}" for n in range(5000)) + "\nrow\n")
    _, (refused,) = read(tmp_path)
    assert len(refused.reason) < 2000
    assert refused.reason.count("and 4,980 more") == 1


def test_international_host_has_a_canonical_address() -> None:
    from narco_corpus.model.url import canonical_url

    assert canonical_url("http://bücher.example/ü") == "https://xn--bcher-kva.example/%C3%BC"
    assert canonical_url(f"http://{'ü' * 80}.example/") is None


def test_parquet_whose_names_of_columns_are_no_utf8_is_told(tmp_path: Path) -> None:
    pq.write_table(pa.table({"text": [TEXT], "subject": ["s"]}), tmp_path / "a.parquet", store_schema=False)
    content = (tmp_path / "a.parquet").read_bytes()
    (tmp_path / "a.parquet").write_bytes(content.replace(b"subject", b"subjec\xc9"))
    captures, (refused,) = read(tmp_path)
    assert (captures, refused.path) == ([], "a.parquet")
    assert refused.reason.startswith("no whole Parquet file: 'utf-8' codec can't decode byte 0xc9")


def test_quotation_marks_within_fields_that_are_not_doubled_are_told(tmp_path: Path) -> None:
    lines = [
        "url,text",
        f'http://a.org/1,"{TEXT}"',
        f'http://a.org/2,"The "boss" fled. {TEXT}"',
        f"http://a.org/3,{TEXT}",
    ]
    (tmp_path / "a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    captures, refused = read(tmp_path)
    assert [c.odd_marks for c in captures] == [None, "row 2, line 3", None] and not refused
    assert to_post(captures[1]).body == f'The "boss" fled. {TEXT}'


@pytest.mark.parametrize(
    ("field", "read_as"),
    [
        ('"the "boss""', 'the "boss"'),
        ('"the "boss", they say" ', None),
        ('"the ""boss"" of "Los Zetas""', None),
    ],
)
def test_marks_that_are_not_doubled_stay_where_the_fields_are_as_many(
    tmp_path: Path, field: str, read_as: str | None
) -> None:
    (tmp_path / "a.csv").write_text(f'title,text\n{field},"He said "no". {TEXT}"\n', encoding="utf-8")
    captures, _ = read(tmp_path)
    if read_as is None:  # as the csv module has it, or set aside
        assert not captures or captures[0].odd_marks
    else:
        assert [(c.title, c.content.decode()) for c in captures] == [(read_as, f'He said "no". {TEXT}')]


def test_a_field_that_nothing_closes_is_no_row(tmp_path: Path) -> None:
    lines = ["url,text", f'http://a.org/1,"{TEXT}"', f'http://a.org/2,"{TEXT}', f"http://a.org/3,{TEXT}"]
    (tmp_path / "a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    captures, (refused,) = read(tmp_path)
    assert [c.url for c in captures] == ["http://a.org/1"]
    assert refused.where == "row 2, line 3" and "nothing closes" in refused.reason


@pytest.mark.parametrize("first", ["sep=;", "\ufeffsep=;\r", '"sep=;"', "SEP=;;"])
@pytest.mark.parametrize("name", ["a.csv", "a.txt"])
def test_a_line_that_states_the_delimiter_is_none_of_the_rows(tmp_path: Path, first: str, name: str) -> None:
    (tmp_path / name).write_text(f"{first}\nurl;text, as read\nhttp://a.org/1;{TEXT}\n", encoding="utf-8")
    captures, refused = read(tmp_path, ReadOptions(text_column="text, as read"))
    assert [(c.url, c.content.decode()) for c in captures] == [("http://a.org/1", TEXT)] and not refused


def test_the_list_of_captures_may_state_its_delimiter(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    rows = "sep=;\npath;url\na.txt;http://a.org/2011/09/a.html\nb.txt;http://a.org/2011/09/b.html\n"
    (tmp_path / "captures.csv").write_text(rows, encoding="utf-8")
    captures, (refused,) = read(tmp_path)
    assert [c.url for c in captures] == ["http://a.org/2011/09/a.html"]
    assert refused.where == "line 4"


def test_text_in_parquet_that_is_no_utf8_costs_its_row(tmp_path: Path) -> None:
    def strings(*values: bytes) -> pa.Array:
        return pa.array(values, pa.binary()).view(pa.string())

    table = pa.table(
        {"text": strings(b"one", b"Michoac\xe1n", b"three", b"four"), "title": strings(b"a", b"b", b"\xff", b"d")}
    )
    pq.write_table(table, tmp_path / "a.parquet")
    captures, refused = read(tmp_path)
    assert [c.content for c in captures] == [b"one", b"four"]
    assert [(r.path, r.where) for r in refused] == [("a.parquet#1", "row 1"), ("a.parquet#2", "row 2")]
    assert "'text'" in refused[0].reason and "'title'" in refused[1].reason
