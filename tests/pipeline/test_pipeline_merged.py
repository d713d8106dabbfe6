"""What a row says of its capture when several captures of a post are merged."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

from narco_corpus.builder.pipeline import build
from narco_corpus.cli import cli

TEXT = """Friday, May 4, 2012

Five arrested in Saltillo

Soldiers arrested five men of Los Zetas in Saltillo, Coahuila, on Friday morning, the army said.


  1. Good, one less Zeta in Saltillo.

"""


def test_captures_that_are_not_whole_are_told(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    (captures / "whole.txt").write_text(TEXT)
    call = ["build", str(captures), "--out", str(tmp_path / "release"), "--recogniser", "lexicon"]
    assert "not whole" not in CliRunner().invoke(cli, call).stderr
    for number in (1, 2):
        text = TEXT.replace("five", f"the {number} boss").replace("  1.", "9 comments:\n\n  1.")
        (captures / f"cut-{number}.txt").write_text(text.replace("in Saltillo, Coahuila", f"by hill {number}"))
    told = CliRunner().invoke(cli, call).stderr
    assert "captures not whole: 2 (the first: cut-1.txt); capture_complete is false of their articles" in told
    assert "posts told apart by their text, as another one has the same date and title, or by their title" in told
    assert re.search(r"the same few words: 2 \(the first: (?:whole|cut-\d)\.txt\)\n", told)


def test_retrieval_and_licence_are_of_the_capture_that_the_row_names(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    (captures / "long.txt").write_text(TEXT + "  2. They will replace him tomorrow.\n")
    (captures / "short.txt").write_text(TEXT)
    (captures / "captures.csv").write_text(
        "path,retrieved_at,license\nshort.txt,2015-01-01T00:00:00Z,CC-BY-4.0\n", encoding="utf-8"
    )
    build([captures], tmp_path / "release", recogniser="lexicon")
    (path,) = (tmp_path / "release/data/articles").glob("*.parquet")
    (article,) = pq.read_table(path).to_pylist()
    assert article["capture_path"] == "long.txt"
    assert (article["retrieved_at"], article["license"]) == (None, "LicenseRef-unknown")


def test_a_date_that_can_be_two_days_is_left_out_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "title,date,text\nOne,03/10/2011,Gunmen of Los Zetas attacked a bar in Monterrey.\n"
        "Two,2011-10-03,Soldiers arrested five men of Los Zetas in Saltillo.\n"
    )
    out = tmp_path / "release"
    run = CliRunner().invoke(cli, ["build", str(tmp_path / "a.csv"), "--out", str(out), "--recogniser", "lexicon"])
    assert run.exit_code == 0
    assert (
        "captures whose numeric date is ambiguous (day/month order, which no date in a table's first 1,000 rows "
        "tells): 1 (the first: a.csv#1: 03/10/2011)" in run.stderr
    )
    (path,) = (out / "data/articles").glob("*.parquet")
    assert {a["title"]: a["published_on"] for a in pq.read_table(path).to_pylist()} == {
        "One": None,
        "Two": date(2011, 10, 3),
    }


def test_a_day_of_a_text_or_markdown_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "captures"
    folder.mkdir()
    body = "Gunmen of Los Zetas attacked a bar in Monterrey.\n"
    (folder / "a.txt").write_text(f"Wednesday, September 31, 2011\n\nHeadline of the day\n\n{body}")
    (folder / "b.md").write_text(f"# Another headline\n\nPublished 31/31/2011\n\n{body} Nobody was hurt.\n")
    out = tmp_path / "release"
    run = CliRunner().invoke(cli, ["build", str(folder), "--out", str(out), "--recogniser", "lexicon"])
    assert run.exit_code == 0
    assert run.stderr.splitlines() == [
        "captures whose date cannot be read or is not of 1990 to 2100: 2 "
        "(the first: a.txt: Wednesday, September 31, 2011); write it as 2011-10-03"
    ]


def test_dates_and_times_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "title,date,retrieved_at,text\nOne,the day after,soon,Gunmen of Los Zetas attacked a bar in Monterrey.\n"
        "Two,,,Soldiers arrested five men of Los Zetas in Saltillo.\n"
        "Three,tomorrow,2020-05-05,The Gulf Cartel burned four trucks in Reynosa.\n"
        'Four,tomorrow,2020-05-05,"Friday, May 4, 2012\n\nFour\n\nThe Gulf Cartel left three men in Matamoros."\n'
    )
    out = tmp_path / "release"
    run = CliRunner().invoke(cli, ["build", str(tmp_path / "a.csv"), "--out", str(out), "--recogniser", "lexicon"])
    assert run.exit_code == 0
    assert run.stderr.splitlines()[1:] == [
        "captures whose date cannot be read or is not of 1990 to 2100: 2 (the first: a.csv#1: the day after); "
        "write it as 2011-10-03",
        "captures whose time of retrieval cannot be read: 1 (the first: a.csv#1: soon); "
        "write it as 2024-11-05T10:00:00Z",
    ]


def test_a_day_of_no_year_of_blogs_and_one_of_a_saved_page_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(
        "title,date,text\nOne,1911-09-21,Gunmen of Los Zetas attacked a bar in Monterrey.\n"
        "Two,2011-09-21,Soldiers arrested five men of Los Zetas in Saltillo.\n"
    )
    (tmp_path / "b.html").write_text(
        "<html><body class='single'><article class='post'><h1>Three</h1><time>October 38, 2007</time>"
        "<div class='entry-content'>The Gulf Cartel burned four trucks in Reynosa.</div></article></body></html>"
    )
    out = tmp_path / "release"
    inputs = [str(tmp_path / "a.csv"), str(tmp_path / "b.html")]
    run = CliRunner().invoke(cli, ["build", *inputs, "--out", str(out), "--recogniser", "lexicon"])
    assert run.exit_code == 0
    assert run.stderr.splitlines()[-1] == (
        "captures whose date cannot be read or is not of 1990 to 2100: 2 (the first: a.csv#1: 1911-09-21); "
        "write it as 2011-10-03"
    )


@pytest.mark.parametrize(
    ("rows_of", "told"),
    [
        ("date,url,title,text\nsomeday,https://one.example/a,One,{one}\n", "date cannot be read"),
        ("date,url,title,text\n2011-09-21,notaurl,One,{one}\n", "URL is no web address"),
        (
            "date,url,title,text\n2011-09-21,https://one.example/nota?utm_source=a,One,{one}\n"
            "2011-09-21,https://one.example/nota?utm_source=b,Two,{two}\n",
            "merged for their URL alone",
        ),
    ],
    ids=["day", "url", "unlike"],
)
def test_strict_ends_with_1_where_anything_was_not_used(tmp_path: Path, rows_of: str, told: str) -> None:
    texts = {word: " ".join(f"{word}{n}" for n in range(80)) for word in ("one", "two")}
    (tmp_path / "a.csv").write_text(rows_of.format(**texts))
    call = ["build", str(tmp_path / "a.csv"), "--out", str(tmp_path / "r"), "--recogniser", "lexicon"]
    assert CliRunner().invoke(cli, call).exit_code == 0
    done = CliRunner().invoke(cli, [*call, "--strict"])
    assert done.exit_code == 1
    assert told in done.stderr
    assert (tmp_path / "r" / "manifest.json").is_file()
