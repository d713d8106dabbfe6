"""What `captures.csv` and `captures.jsonl` say of captures is taken, and what is wrong with them is told."""

from __future__ import annotations

from pathlib import Path

import fsspec
import pytest

from narco_corpus.builder.captures import (
    Capture,
    ReadOptions,
    TableRead,
    Unreadable,
    list_sources,
    read_files,
    read_source,
)
from narco_corpus.errors import UsageError

OPTIONS = ReadOptions()


def read(*inputs: str | Path) -> list[Capture | Unreadable]:
    return [capture for source in list_sources(inputs, OPTIONS) for capture in read_source(source, OPTIONS)]


def write(folder: Path, **files: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_columns_of_a_manifest_that_are_not_used_are_told(tmp_path: Path, form: str) -> None:
    write(tmp_path, a__txt="A", b__txt="B")
    if form == "jsonl":
        rows = '{"path": "a.txt", "Link": "http://e.org/a"}\n{"path": "b.txt", "license": "CC0-1.0", "title": "B"}\n'
    else:
        rows = "Path,Link,license,title\na.txt,http://e.org/a,,\nb.txt,,CC0-1.0,B\n"
    (tmp_path / f"captures.{form}").write_text(rows, encoding="utf-8")
    for inputs in ([tmp_path], [tmp_path / "a.txt", tmp_path / "b.txt"]):
        items = [
            item
            for source in list_sources(inputs, OPTIONS)
            for _, captures in read_files(source, OPTIONS)
            for item in captures
        ]
        told = [item for item in items if not isinstance(item, Capture)]
        assert told == [TableRead(f"captures.{form}", "path, license; not used: Link, title")]
        assert len(items) == 3


@pytest.mark.parametrize("form", ["jsonl", "csv"])
def test_manifest_gives_url_time_and_license(tmp_path: Path, form: str) -> None:
    write(tmp_path / "2011", a__txt="A", b__txt="B")
    write(tmp_path, c__txt="C")
    if form == "jsonl":
        rows = (
            '{"path": "2011/a.txt", "url": "http://e.org/a", "retrieved_at": "2024-11-05T10:00:00+02:00"}\n'
            '\n{"path": "c.txt", "license": "CC-BY-4.0", "retrieved_at": "20240102030405", "other": 3}\n'
        )
    else:
        rows = (
            "url,path,retrieved_at,license\r\n"
            "http://e.org/a,2011/a.txt,2024-11-05T10:00:00+02:00,\r\n"
            ',c.txt,20240102030405,"CC-BY-4.0"\r\n'
        )
    (tmp_path / f"captures.{form}").write_text(rows, encoding="utf-8", newline="")
    got = {c.path: c for c in read(tmp_path) if isinstance(c, Capture)}
    assert sorted(got) == ["2011/a.txt", "2011/b.txt", "c.txt"]
    assert (got["2011/a.txt"].url, got["2011/a.txt"].retrieved_at) == ("http://e.org/a", "2024-11-05T08:00:00.000Z")
    assert (got["c.txt"].license, got["c.txt"].retrieved_at) == ("CC-BY-4.0", "2024-01-02T03:04:05.000Z")
    assert got["2011/b.txt"].url is None


def test_nearest_manifest_wins_and_files_named_by_themselves_have_theirs(tmp_path: Path) -> None:
    write(tmp_path / "in", a__txt="A", captures__jsonl='{"path": "a.txt", "url": "http://near.org/"}')
    write(tmp_path, captures__jsonl='{"path": "in/a.txt", "url": "http://far.org/"}')
    assert [c.url for c in read(tmp_path) if isinstance(c, Capture)] == ["http://near.org/"]
    assert [c.url for c in read(tmp_path / "in" / "a.txt") if isinstance(c, Capture)] == ["http://near.org/"]


@pytest.mark.parametrize("where", ["folder", "file", "url"])
def test_of_two_manifests_in_one_folder_one_counts_and_the_other_is_told(tmp_path: Path, where: str) -> None:
    write(tmp_path, **{f"{name}__txt": name for name in "abcd"})
    (tmp_path / "captures.csv").write_text(
        "path,url,retrieved_at\na.txt,http://csv.org/a,\nb.txt,http://e.org/b,20240102030405\nc.txt,http://csv.org/c,\n"
        "a.txt,http://third.org/,\nd.txt,nowhere,\n"
    )
    (tmp_path / "captures.jsonl").write_text(
        '{"path": "d.txt", "license": "CC0-1.0"}\n{"path": "./a.txt", "url": "http://jsonl.org/a"}\n'
        '{"path": "b.txt", "url": "http://e.org/b", "retrieved_at": "2024-01-02T03:04:05Z"}\n'
    )
    place: list[str | Path] = [tmp_path]
    if where == "file":
        place = [tmp_path / f"{name}.txt" for name in "abcd"]
    elif where == "url":
        filesystem = fsspec.filesystem("memory")
        for path in tmp_path.iterdir():
            filesystem.pipe(f"/two-manifests/{path.name}", path.read_bytes())
        place = ["memory://two-manifests"]
    got = read(*place)
    assert {c.path: c.url for c in got if isinstance(c, Capture)} == {
        "a.txt": "http://jsonl.org/a",
        "b.txt": "http://e.org/b",
        "c.txt": "http://csv.org/c",
        "d.txt": None,
    }
    passed = "The row was passed over"
    told = [(fault.path, fault.where, fault.reason) for fault in got if isinstance(fault, Unreadable)]
    assert [(path, line) for path, line, _ in told] == [("captures.csv", f"line {n}") for n in (2, 5, 6, 6)]
    assert (
        f"captures.jsonl beside it has a row with other values for './a.txt', and that one counts. {passed}"
        in told[0][2]
    )
    assert "a second row for 'a.txt'" in told[1][2]
    assert "'nowhere' is no web address" in " ".join(reason for *_, reason in told[2:])


def test_manifest_of_many_rows_in_any_order(tmp_path: Path) -> None:
    names = [f"{number:03}.txt" for number in range(600)]
    write(tmp_path, **{name.replace(".", "__"): "x" for name in names})
    rows = [f'"{name}","http://e.org/{name}\n"' for name in reversed(names)]
    (tmp_path / "captures.csv").write_text("path,url\n" + "\n".join(rows) + "\n")
    got = read(tmp_path)
    assert [c.url for c in got if isinstance(c, Capture)] == [f"http://e.org/{name}\n" for name in names]


@pytest.mark.parametrize(
    ("name", "rows", "line", "said"),
    [
        ("captures.jsonl", '{"path": "b.txt"}\n{"path": 3}\n', 2, "Expected `str`"),
        ("captures.jsonl", '{"path": "b.txt", "retrieved_at": "yesterday"}', 1, "'yesterday' is no time such as 2024"),
        ("captures.jsonl", '{"path": "b.txt"}\n{"path": "./b.txt"}', 2, "a second row for 'b.txt'"),
        ("captures.jsonl", "not json", 1, "malformed"),
        ("captures.jsonl", '{"path": "b.txt", "more": ' + "[" * 200_000 + "]" * 200_000 + "}", 1, "recursion"),
        ("captures.csv", "path,retrieved_at\nb.txt,0000-00-00\n", 2, "is no time such as 2024"),
        ("captures.csv", "path,url\n,http://e.org/\n", 2, "no path"),
        ("captures.csv", f"path,license\nb.txt,{'x' * 200_000}\n", 2, "the row is longer than 131,072 bytes"),
        ("captures.csv", '"path",url\nb.txt,http://e.org/1\n\nb.txt,http://e.org/2\n', 4, "a second row"),
        ("captures.csv", "path,url\nb.txt,http://e.org/a,b\n", 2, "3 fields where the header has 2"),
        ("captures.csv", "path,url\nc.txt,http://e.org/c\n", 2, "no file 'c.txt'"),
        ("captures.csv", "path,url\n../b.txt,http://e.org/c\n", 2, "no file '../b.txt'"),
        ("captures.jsonl", '{"path": "b.txt"}\n{"path": ""}\n', 2, "no file ''"),
        ("captures.jsonl", '{"path": "b.txt", "url": "nowhere"}', 1, "'nowhere' is no web address"),
        ("captures.jsonl", '[{"path": "b.txt"}]', 1, "Expected `object`"),
        ("captures.jsonl", '{"path": "b.txt", "url": 5, oops', 1, "malformed"),
        ("captures.jsonl", '{"path": 3, "url": 5', 1, "truncated"),
        (
            "captures.jsonl",
            '{"path": "b.txt", "url": 5, "more": ' + "[" * 200_000 + "]" * 200_000 + "}",
            1,
            "recursion",
        ),
    ],
)
def test_damaged_row_of_a_manifest_is_told_and_stops_nothing(
    tmp_path: Path, name: str, rows: str, line: int, said: str
) -> None:
    good = '\n{"path": "a.txt", "url": "http://e.org/a"}' if name.endswith("l") else "\na.txt,\n"
    write(tmp_path, a__txt="A", b__txt="B")
    (tmp_path / name).write_text(rows + good)
    for places in ([tmp_path], [tmp_path / "a.txt", tmp_path / "b.txt"]):
        got = [each for source in list_sources(places, OPTIONS) for each in read_source(source, OPTIONS)]
        assert [c.content for c in got if isinstance(c, Capture)] == [b"A", b"B"]
        (fault,) = (each for each in got if isinstance(each, Unreadable))
        assert (fault.path, fault.where) == (name, f"line {line}")
        assert said in fault.reason
        if name.endswith("l"):
            assert [c.url for c in got if isinstance(c, Capture)] == ["http://e.org/a", None]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_values_beside_one_that_is_at_fault_are_taken(tmp_path: Path, form: str) -> None:
    write(tmp_path, a__txt="A", b__txt="B")
    rows = {
        "csv": "path,url,retrieved_at,license\na.txt,http://e.org/a,05/05/2012,CC0-1.0\nb.txt,e,2012-05-05,CC0-1.0\n",
        "jsonl": '{"path": "a.txt", "url": "http://e.org/a", "retrieved_at": 5, "license": "CC0-1.0"}\n'
        '{"path": "b.txt", "url": ["e"], "retrieved_at": "2012-05-05", "license": "CC0-1.0"}\n',
    }
    (tmp_path / f"captures.{form}").write_text(rows[form])
    got = read(tmp_path)
    a, b = (each for each in got if isinstance(each, Capture))
    assert (a.url, a.retrieved_at, a.license) == ("http://e.org/a", None, "CC0-1.0")
    assert (b.url, b.retrieved_at, b.license) == (None, "2012-05-05T00:00:00.000Z", "CC0-1.0")
    faults = [each for each in got if isinstance(each, Unreadable)]
    first = 2 if form == "csv" else 1
    assert [(each.path, each.where) for each in faults] == [
        (f"captures.{form}", f"line {first}"),
        (f"captures.{form}", f"line {first + 1}"),
    ]
    assert "retrieved_at" in faults[0].reason
    assert "url" in faults[1].reason


@pytest.mark.parametrize("path", ["../out.txt", "sub/../../out.txt", "..\\out.txt", "PLACE/out.txt"])
def test_a_manifest_speaks_of_no_file_outside_its_folder(tmp_path: Path, path: str) -> None:
    write(tmp_path, out__txt="O")
    write(tmp_path / "in" / "sub", a__txt="A")
    path = path.replace("PLACE", str(tmp_path))
    (tmp_path / "in" / "captures.csv").write_text(f"path,url\n{path},http://e.org/o\nsub/a.txt,http://e.org/a\n")
    told, capture = read(tmp_path / "in")
    assert isinstance(capture, Capture)
    assert isinstance(told, Unreadable)
    assert (capture.url, told.where) == ("http://e.org/a", "line 2")
    assert f"no file {path!r} in the folder of this file" in told.reason


def test_paths_of_a_manifest_as_other_systems_write_them(tmp_path: Path) -> None:
    write(tmp_path / "sub", two__txt="2")
    write(tmp_path, one__txt="1", **{"odd\\name__txt": "3"})
    rows = ("sub\\two.txt,http://e.org/2", ".\\one.txt,http://e.org/1", "odd\\name.txt,http://e.org/3")
    (tmp_path / "captures.csv").write_text("path,url\r\n" + "\r\n".join(rows) + "\r\n", newline="")
    got = read(tmp_path)
    assert {c.content: c.url for c in got if isinstance(c, Capture)} == {
        b"1": "http://e.org/1",
        b"2": "http://e.org/2",
        b"3": "http://e.org/3",
    }
    assert len(got) == 3


@pytest.mark.parametrize(
    ("written", "on_disk"), [("Culiac\u00e1n.txt", "Culiaca\u0301n.txt"), ("E\u0301.txt", "\u00c9.txt")]
)
def test_accents_of_a_path_may_be_composed_otherwise_than_the_name_of_the_file(
    tmp_path: Path, written: str, on_disk: str
) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / on_disk).write_text("Words.")
    write(tmp_path, captures__csv=f"path,url\nsub\\{written},http://e.org/1\n")
    (capture,) = read(tmp_path)
    assert isinstance(capture, Capture)
    assert (capture.path, capture.url) == (f"sub/{on_disk}", "http://e.org/1")


def test_manifest_with_old_line_ends_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A")
    (tmp_path / "captures.csv").write_bytes(b"path,url\ra.txt,http://example.org/a\r")
    capture, fault = read(tmp_path)
    assert isinstance(capture, Capture)
    assert isinstance(fault, Unreadable)
    assert "carriage returns alone" in fault.reason


def test_manifest_that_cannot_be_opened_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A")
    (tmp_path / "captures.csv").symlink_to("/nowhere/captures.csv")
    capture, fault = read(tmp_path)
    assert isinstance(capture, Capture)
    assert isinstance(fault, Unreadable)
    assert "No such file" in fault.reason


@pytest.mark.parametrize(
    "rows",
    [
        "path;url;license\r\na.txt;http://e.org/a;CC0-1.0\r\n",
        "Path,URL,License\r\na.txt,http://e.org/a,CC0-1.0\r\n",
        "\ufeffPATH\tUrl\tLicense\r\na.txt\thttp://e.org/a\tCC0-1.0\r\n",
        '"path";"url";"license"\n"a.txt";"http://e.org/a";"CC0-1.0"\n',
    ],
)
def test_manifest_as_spreadsheets_write_it(tmp_path: Path, rows: str) -> None:
    write(tmp_path, a__txt="A", b__txt="B")
    (tmp_path / "captures.csv").write_text(rows, encoding="utf-8", newline="")
    for places in ([tmp_path], [tmp_path / "a.txt", tmp_path / "b.txt"]):
        got = [(c.path, c.url, c.license) for c in read(*places) if isinstance(c, Capture)]
        assert got == [("a.txt", "http://e.org/a", "CC0-1.0"), ("b.txt", None, None)]
    assert len(read(tmp_path)) == 2


def test_a_list_of_captures_under_other_names_is_told_which_ones_it_wants(tmp_path: Path) -> None:
    write(tmp_path, a__txt="A", captures__csv="File;Link;Retrieved;licencia\na.txt;http://e.org/a;2024-01-02;CC0-1.0\n")
    _, told = read(tmp_path)
    assert isinstance(told, Unreadable)
    assert "'File', 'Link', 'Retrieved', 'licencia'" in told.reason
    assert "path, url, retrieved_at, license" in told.reason
    with pytest.raises(UsageError, match="path, url, retrieved_at, license"):
        read(tmp_path / "captures.csv")


@pytest.mark.parametrize("name", ["captures.csv", "captures.jsonl"])
@pytest.mark.parametrize("how", ["files", "pattern", "address"])
def test_a_list_among_files_named_by_themselves_is_a_list(tmp_path: Path, name: str, how: str) -> None:
    row = "path,url\na.txt,http://e.org/a\n" if name.endswith("csv") else '{"path": "a.txt", "url": "http://e.org/a"}\n'
    write(tmp_path, **{"a__txt": "A", "b__txt": "B", name.replace(".", "__"): row})
    inputs: list[str | Path] = sorted(tmp_path.iterdir()) if how == "files" else [f"{tmp_path}/*"]
    if how == "address":
        memory = fsspec.filesystem("memory")
        for path in tmp_path.iterdir():
            memory.pipe(f"/named-{name}/{path.name}", path.read_bytes())
        inputs = [f"memory://named-{name}/*"]
    assert [(c.path, c.url) for c in read(*inputs) if isinstance(c, Capture)] == [
        ("a.txt", "http://e.org/a"),
        ("b.txt", None),
    ]
    write(tmp_path, captures__csv="file,address\na.txt,http://e.org/a\n")
    with pytest.raises(UsageError, match=r"captures\.csv': neither a list of captures nor a table of texts"):
        read(*sorted(tmp_path.iterdir()))
