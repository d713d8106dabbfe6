"""The build as Python users call it: by the names that the package exports, wrong calls as UsageError."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pipeline_posts import post_text

from narco_corpus import Bounds, BuildReport, ReadOptions, UsageError, build, load
from narco_corpus.export import export


def test_options_and_report_are_public_names(tmp_path: Path) -> None:
    (tmp_path / "posts.csv").write_text(
        f'page,words\nhttps://b.example/a,"{post_text(1)}"\nhttps://c.example/b,"{post_text(2)}"\n', encoding="utf-8"
    )
    reading = ReadOptions(text_column="words", url_column="page", urls=("b.example/*",))
    report = build(
        tmp_path / "posts.csv", tmp_path / "r", recogniser="lexicon", reading=reading, bounds=Bounds(seconds=30)
    )
    assert isinstance(report, BuildReport)
    assert report.manifest.captures == {"read": 1, "taken": 1, "rejected": 0, "merged": 0, "not_matching": 1}


@pytest.mark.parametrize("jobs", [0, -1, True, 1.0, "2"])
def test_a_build_needs_a_worker(jobs: Any, tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(post_text(1), encoding="utf-8")
    with pytest.raises(UsageError, match=f"jobs={jobs!r}: expected a whole number, 1 or more"):
        build(tmp_path / "post.txt", tmp_path / "r", jobs=jobs)
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize("name", ["out", "knowledge", "removals", "against", "update", "work"])
def test_places_are_texts_or_paths(name: str, tmp_path: Path) -> None:
    places: dict[str, Any] = {"out": tmp_path / "r", name: 5}
    with pytest.raises(UsageError, match=f"{name}=5: expected text or a path"):
        build(tmp_path, **places)


@pytest.mark.parametrize("inputs", [5, b"posts", [5], [b"posts"], {"posts": 1}.values()])
def test_inputs_are_texts_or_paths(inputs: Any, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"inputs=.*: expected text or a path, or several of them"):
        build(inputs, tmp_path / "r")


def test_about_is_an_object_or_a_file(tmp_path: Path) -> None:
    about: Any = {"title": "Posts"}
    with pytest.raises(UsageError, match=r"about={'title': 'Posts'}: expected narco_corpus\.About, text or a path"):
        build(tmp_path, tmp_path / "r", about=about)


def test_inputs_can_be_anything_that_gives_them(tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(post_text(1), encoding="utf-8")
    report = build((path for path in tmp_path.glob("*.txt")), tmp_path / "r", recogniser="lexicon")
    assert report.manifest.captures["taken"] == 1


WRONG_OBJECTS: list[dict[str, Any]] = [
    {"bounds": 5},
    {"bounds": {"seconds": 5}},
    {"reading": {"text_column": "x"}},
    {"reading": "text"},
]


@pytest.mark.parametrize("options", WRONG_OBJECTS, ids=str)
def test_bounds_and_reading_are_objects(options: dict[str, Any], tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(post_text(1), encoding="utf-8")
    with pytest.raises(UsageError, match=r"(bounds|reading)=.*: expected narco_corpus\.(Bounds|ReadOptions)$"):
        build(tmp_path / "post.txt", tmp_path / "r", **options)
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"seconds": "5"}, "seconds='5': give a number, 0.01 to 1,000,000"),
        ({"seconds": None}, "seconds=None: give a number"),
        ({"memory": "2 GB"}, "memory='2 GB': give a whole number of bytes, 16,777,216 or more"),
        ({"memory": 2e9}, "give a whole number of bytes"),
        ({"memory": 2048}, "memory=2048: give a whole number of bytes"),
        ({"memory": -1}, "give a whole number of bytes"),
    ],
)
def test_bounds_are_numbers(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        Bounds(**options)


def test_one_pattern_is_not_its_characters() -> None:
    pattern: Any = "b.example/*"
    with pytest.raises(UsageError, match=r"urls='b\.example/\*': expected several patterns, such as \('b\.ex"):
        ReadOptions(urls=pattern)


def test_patterns_may_stand_in_a_list(tmp_path: Path) -> None:
    rows = f'page,text\nhttps://b.example/a,"{post_text(1)}"\nhttps://c.example/b,"{post_text(2)}"\n'
    (tmp_path / "posts.csv").write_text(rows, encoding="utf-8")
    patterns: Any = ["b.example/*"]
    reading = ReadOptions(url_column="page", urls=patterns)
    report = build(tmp_path / "posts.csv", tmp_path / "r", recogniser="lexicon", reading=reading)
    assert report.manifest.captures["taken"] == report.manifest.captures["not_matching"] == 1
    assert reading == ReadOptions(url_column="page", urls=("b.example/*",))


WRONG_READING: list[tuple[dict[str, Any], str]] = [
    ({"urls": 5}, r"urls=5: expected several patterns, such as \('borderlandbeat\.com/\*',\)"),
    ({"urls": None}, "urls=None: expected several patterns"),
    ({"urls": 7}, "expected several patterns"),
    ({"urls": (5,)}, "url pattern 5 fits no address"),
    *(
        ({"max_capture_bytes": n}, f"max_capture_bytes={n!r}: expected a whole number")
        for n in ("64", -1, 0, True, 2.5)
    ),
    *(({"max_expansion": n}, f"max_expansion={n!r}: expected a whole number") for n in (None, 0, "x")),
    ({"text_column": 5}, "text_column=5: expected the name of a column"),
    ({"date_column": ["day"]}, r"date_column=\['day'\]: expected the name of a column"),
]


@pytest.mark.parametrize(("options", "message"), WRONG_READING, ids=str)
def test_wrong_options_of_reading_are_told(options: dict[str, Any], message: str) -> None:
    with pytest.raises(UsageError, match=message):
        ReadOptions(**options)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"watcher": print}, r"watcher=<built-in function print>: expected an object with the methods step\("),
        ({"executor": 5}, r"executor=5: expected a concurrent\.futures\.Executor"),
        ({"scheduler": 5}, "scheduler=5: expected an address such as 'tcp://host:8786'"),
    ],
)
def test_who_works_and_who_watches_are_of_their_kinds(options: dict[str, Any], message: str, tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(post_text(1), encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        build(tmp_path / "post.txt", tmp_path / "r", **options)
    assert [path.name for path in tmp_path.iterdir()] == ["post.txt"]


def test_a_watcher_of_an_export_is_one(tmp_path: Path) -> None:
    watcher: Any = print
    with pytest.raises(UsageError, match="watcher=<built-in function print>: expected an object"):
        export(load(), "csv", tmp_path / "csv", watcher)
    assert not list(tmp_path.iterdir())


def test_schemes_are_the_same_in_capitals(tmp_path: Path) -> None:
    (tmp_path / "post.txt").write_text(post_text(1), encoding="utf-8")
    report = build(f"File://{tmp_path / 'post.txt'}", f"FILE://{tmp_path / 'r'}", recogniser="lexicon")
    assert report.manifest.captures["taken"] == 1 and (tmp_path / "r" / "manifest.json").is_file()
    with pytest.raises(UsageError, match="input 'memory://nothing/there'"):
        build("MEMORY://nothing/there", tmp_path / "r2")
