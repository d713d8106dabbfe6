"""What a build takes of its inputs: pages by URL, and what manifests say of them."""

from __future__ import annotations

import json
from pathlib import Path

import fsspec
import pytest
from click.testing import CliRunner
from pipeline_posts import post_text, rows

from narco_corpus import load
from narco_corpus.builder.captures import ReadOptions, sidecar
from narco_corpus.builder.captures.listing import list_sources
from narco_corpus.builder.pipeline import build
from narco_corpus.builder.pipeline.place import work_place
from narco_corpus.cli import cli
from narco_corpus.errors import UsageError
from narco_corpus.storage.held import MARK


def test_rows_of_a_manifest_that_cannot_be_used_are_told_and_are_no_captures(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    (captures / "sub").mkdir(parents=True)
    (captures / "one.txt").write_text(post_text(1), encoding="utf-8")
    (captures / "sub" / "two.txt").write_text(post_text(2), encoding="utf-8")
    (captures / "captures.csv").write_text(
        "path,url,retrieved_at,license\n"
        "sub\\two.txt,http://b.example/2012/05/two.html,2012-05-05 10:00,CC-BY-4.0\n"
        "one.txt,http://b.example/2012/05/one.html,05/05/2012,\n"
        "missing.txt,http://b.example/2012/05/m.html,,\n" + "".join(f"{name}.txt,,,\n" for name in "zyxwvut")
    )
    report = build([captures], tmp_path / "r", recogniser="lexicon")
    assert report.manifest.captures == {"read": 2, "taken": 2, "rejected": 0, "merged": 0}
    assert {row["url"]: row["license"] for row in rows(tmp_path / "r", "articles")} == {
        "https://b.example/2012/05/two.html": "CC-BY-4.0",
        "https://b.example/2012/05/one.html": "LicenseRef-unknown",
    }
    lines = [json.loads(line) for line in (tmp_path / "r" / "notes.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [(line["file"], line["where"]) for line in lines] == [
        ("captures.csv", "line 3"),
        ("captures.csv", "line 4"),
        *(("captures.csv", f"line {n}") for n in range(5, 12)),
    ]
    assert "05/05/2012" in lines[0]["reason"]
    assert "missing.txt" in lines[1]["reason"]
    assert (tmp_path / "r" / "rejects.jsonl").read_bytes() == b""
    assert report.rejects == [] and [n.where for n in report.notes] == [f"line {n}" for n in range(3, 12)]
    assert (
        "could not be used, as rows of lists of captures: 9 (`notes.jsonl`)." in (tmp_path / "r/README.md").read_text()
    )
    assert load(tmp_path / "r").verify()
    build([captures], tmp_path / "r2", recogniser="lexicon", jobs=2)
    assert (tmp_path / "r2" / "manifest.json").read_bytes() == (tmp_path / "r" / "manifest.json").read_bytes()


def test_what_a_manifest_says_of_rights_is_released_as_spdx_has_it(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    stated = {"1": "copyright", "2": "CC BY 4.0", "3": "CC0-1.0"}
    for number in stated:
        (captures / f"{number}.txt").write_text(post_text(int(number)), encoding="utf-8")
    lines = [f"{number}.txt,{license}" for number, license in stated.items()]
    (captures / "captures.csv").write_text("path,license\n" + "\n".join(lines), encoding="utf-8")
    build([captures], tmp_path / "r", recogniser="lexicon")
    found = {row["capture_path"]: row["license"] for row in rows(tmp_path / "r", "articles")}
    assert found == {"1.txt": "LicenseRef-copyright", "2.txt": "CC-BY-4.0", "3.txt": "CC0-1.0"}


def test_rejects_are_captures_alone_and_both_lists_are_told(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    (captures / "one.txt").write_text(post_text(1), encoding="utf-8")
    (captures / "home.txt").write_text("no post\n")
    faulty = "".join(f"missing-{n:02d}.txt,\n" for n in range(23))
    (captures / "captures.csv").write_text(f"path,url\n{faulty}")
    call = ["build", str(captures), "--out", str(tmp_path / "r"), "--recogniser", "lexicon"]
    done = CliRunner().invoke(cli, call)
    assert done.exit_code == 0
    told = done.stderr.splitlines()
    assert [line.partition(":")[0] for line in told[:-1]] == ["set aside", *["not used"] * 20]
    assert told[-1] == f"… 23 in all, see {tmp_path / 'r'}/notes.jsonl"
    (reject,) = (tmp_path / "r" / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(reject)["capture"] == "home.txt"
    manifest = json.loads((tmp_path / "r" / "manifest.json").read_bytes())
    assert manifest["captures"] == {"read": 2, "taken": 1, "rejected": 1, "merged": 0}
    assert {f["path"]: f["rows"] for f in manifest["files"] if f["path"].endswith(".jsonl")} == {
        "rejects.jsonl": 1,
        "notes.jsonl": 23,
    }
    (captures / "home.txt").unlink()
    assert CliRunner().invoke(cli, [*call, "--strict"]).exit_code == 1
    (captures / "captures.csv").unlink()
    assert CliRunner().invoke(cli, [*call, "--strict"]).exit_code == 0
    assert not (tmp_path / "r" / "notes.jsonl").exists()  # nothing is left of the release before


@pytest.mark.parametrize("form", ["folder", "names", "pattern", "link"])
def test_a_build_into_a_folder_that_it_reads_is_repeatable(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    posts = tmp_path / "posts"
    (posts / "sub").mkdir(parents=True)
    (posts / "one.txt").write_text(post_text(1), encoding="utf-8")
    (posts / "sub" / "two.txt").write_text(post_text(2), encoding="utf-8")
    monkeypatch.chdir(posts)
    out = Path("release")
    if form == "link":
        (tmp_path / "elsewhere").symlink_to(posts)
        out = tmp_path / "elsewhere" / "release"
    before: dict[str, bytes] = {}
    for _ in range(2):
        given = {"names": sorted(p.name for p in posts.iterdir()), "pattern": ["**/*"]}.get(form, ["."])
        call = ["build", *given, "--out", str(out), "--recogniser", "lexicon", "--work", "part", "--strict"]
        done = CliRunner().invoke(cli, call)
        assert (done.exit_code, done.stderr) == (
            0,
            f"release 0.1.0 of 2 articles in {out} was replaced\n" if before else "",
        )
        files = {str(p): p.read_bytes() for p in sorted(out.rglob("*")) if p.is_file()}
        assert before in ({}, files)
        before = files
        left = Path(work_place(str(out), "part", shared=False))  # as a build that was stopped leaves it
        left.mkdir(parents=True)
        (left / MARK).touch()
        (left / "ingest-000000.spool").write_bytes(b"half")
    assert json.loads(before[str(out / "manifest.json")])["captures"]["read"] == 2
    build(".", tmp_path / "other", recogniser="lexicon", work="part")
    rejects = (tmp_path / "other" / "rejects.jsonl").read_text(encoding="utf-8")
    assert '"release/manifest.json"' in rejects, "another release among the inputs is told"


def test_a_build_to_an_address_that_it_reads_is_repeatable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NARCO_CORPUS_CACHE", str(tmp_path))
    memory = fsspec.filesystem("memory")
    memory.pipe("/inside/one.txt", post_text(1).encode())
    for _ in range(2):
        report = build("memory://inside", "memory://inside/release", recogniser="lexicon")
        assert report.manifest.captures == {"read": 1, "taken": 1, "rejected": 0, "merged": 0}


def test_inputs_that_are_the_output_are_told(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(post_text(1), encoding="utf-8")
    build(tmp_path, tmp_path / "release", recogniser="lexicon")
    with pytest.raises(UsageError, match="what this build writes"):
        build(tmp_path / "release", tmp_path / "release", recogniser="lexicon")


def test_a_manifest_is_read_once_however_many_tasks_its_captures_make(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    for number in range(600):
        (captures / f"{number}.txt").write_text("no post\n")
    (captures / "0.txt").write_text(post_text(1), encoding="utf-8")
    (captures / "captures.csv").write_text("path,license\n" + "".join(f"{n}.txt,CC0-1.0\n" for n in range(600)))
    assert len(list_sources([captures], ReadOptions())) > 2
    read = []
    of_rows = sidecar.rows_in  # what goes through all of them
    monkeypatch.setattr(sidecar, "rows_in", lambda name, stream: (read.append(name), of_rows(name, stream))[1])
    report = build([captures], tmp_path / "r", recogniser="lexicon")
    assert report.manifest.captures["read"] == 600
    assert read == ["captures.csv"]


def test_columns_that_were_guessed_and_urls_that_are_none_are_told(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    rendered = {"link": "https://wp.example/2011/09/a/", "date": "2011-09-21T10:00:00", "content": {"protected": False}}
    rendered["title"] = {"rendered": "Gulf &#8211; Cartel"}
    rendered["content"] = {"rendered": "<p>Gunmen of the Gulf Cartel fought in <b>Reynosa</b>.</p>", "protected": False}
    (captures / "rest.jsonl").write_text(json.dumps(rendered) + "\n")
    (captures / "two.csv").write_text(
        "url,title,text\n/2011/10/x.html,One,Los Zetas burned a bar.\n"
        "http://b.example/y,Two,Soldiers came to Saltillo.\n"
    )
    (captures / "three.csv").write_text("url,title,text\nhttp://b.example/z,Three,The Gulf Cartel left Matamoros.\n")
    run = CliRunner().invoke(cli, ["build", str(captures), "--out", str(tmp_path / "r"), "--recogniser", "lexicon"])
    assert run.exit_code == 0
    assert run.stderr.splitlines() == [
        "columns read of three.csv and 1 more: text: text, url: url, title: title",
        "columns read of rest.jsonl: text: content.rendered, url: link, date: date, title: title.rendered; "
        "not used: content.protected",
        "captures whose URL is no web address: 1 (the first: two.csv#1: /2011/10/x.html); "
        "write it as https://example.org/2011/10/post.html",
    ]
    found = {row["title"]: (row["url"], row["body"]) for row in rows(tmp_path / "r", "articles")}
    assert found["One"][0] is None
    assert found["Gulf – Cartel"] == ("https://wp.example/2011/09/a", "Gunmen of the Gulf Cartel fought in Reynosa.")


def test_a_row_that_is_set_aside_is_named_by_its_place_in_the_file(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    listing = {"title": "All", "url": "https://b.example/tag/x", "text": "Los Zetas burned a bar in Saltillo."}
    post = {**listing, "title": "One", "url": "https://b.example/2011/10/x.html"}
    line = json.dumps(post) + "\n"
    (captures / "u.jsonl").write_text(line + json.dumps(listing) + "\n")
    (captures / "v.csv").write_text("title,url,text\n" + "".join(f"{','.join(r.values())}\n" for r in (post, listing)))
    report = build([captures], tmp_path / "r", recogniser="lexicon")
    assert [(each.capture, each.where) for each in report.rejects] == [
        (f"u.jsonl#{len(line)}", f"line 2, byte {len(line)}, url"),
        ("v.csv#2", "row 2, line 3, url"),
    ]


def test_tables_whose_columns_are_not_shown_are_named(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    for number in range(12):
        text = f"url,title,text,more{number}\nhttp://b.example/{number},T {number},Los Zetas burned bar {number}.,x\n"
        (captures / f"{number:02}.csv").write_text(text)
    run = CliRunner().invoke(cli, ["build", str(captures), "--out", str(tmp_path / "r"), "--recogniser", "lexicon"])
    (others,) = (line for line in run.stderr.splitlines() if line.startswith("… other columns"))
    shown = [line.split()[3].rstrip(":") for line in run.stderr.splitlines() if line.startswith("columns read of ")]
    first = [f"{number:02}.csv" for number in range(12) if f"{number:02}.csv" not in shown][:5]
    assert others == f"… other columns of 7 other kinds of tables, as {', '.join(sorted(first))}, …"


def test_what_is_passed_over_is_counted_over_all_files_and_texts_for_machines_are_set_aside(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    entry = (
        "<entry><id>{0}</id><b:type xmlns:b='http://schemas.google.com/blogger/2018'>POST</b:type><b:status "
        "xmlns:b='http://schemas.google.com/blogger/2018'>{1}</b:status><title>T {0}</title><content>Los Zetas "
        "came to Saltillo {0}.</content></entry>"
    )
    for name, numbers in (("a.atom", "123"), ("b.atom", "45")):
        entries = [entry.format(number, "LIVE" if number in "14" else "DRAFT") for number in numbers]
        (captures / name).write_text(f"<feed xmlns='http://www.w3.org/2005/Atom'>{''.join(entries)}</feed>")
    (captures / "page_files").mkdir()
    (captures / "page.html").write_text("<html><body><div class='entry-content'>words</div></body></html>")
    (captures / "page_files" / "style.css").write_text("a { color: #fff; }\n")
    (captures / "robots.txt").write_text("User-agent: *\nDisallow: /search\n")
    call = ["build", str(captures), "--out", str(tmp_path / "r"), "--recogniser", "lexicon", "--strict"]
    run = CliRunner().invoke(cli, call)
    assert run.stderr.splitlines() == [
        "set aside: robots.txt: it looks like a robots.txt and not like the text of a page",
        "passed over: posts that were not public (drafts, scheduled, private, with a password, in the bin): 3 "
        "(the first in a.atom)",
        "passed over: files that a browser saved with a page: 1 (the first in page_files)",
    ]
    assert run.exit_code == 1
    (captures / "robots.txt").unlink()
    assert CliRunner().invoke(cli, call).exit_code == 0
    assert {row["title"] for row in rows(tmp_path / "r", "articles")} == {"T 1", "T 4", None}


def test_what_a_manifest_says_of_a_file_with_several_captures_holds_for_each(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    (captures / "crawl.csv").write_text(
        "url,title,text,license\nhttp://b.example/x,One,Los Zetas burned a bar.,\n"
        "http://b.example/y,Two,Soldiers came to Saltillo.,CC0-1.0\n"
    )
    long = "words " * 200_000
    (captures / "long.jsonl").write_text(
        "".join(
            json.dumps({"url": f"http://b.example/{n}", "title": f"T {n}", "text": f"{long}{n}"}) + "\n" for n in "12"
        )
    )
    (captures / "captures.csv").write_text(
        "path,url,retrieved_at,license\ncrawl.csv,http://b.example/,2015-01-01T00:00:00Z,CC-BY-4.0\n"
        "long.jsonl,,,CC-BY-4.0\n"
    )
    report = build([captures], tmp_path / "r", recogniser="lexicon")
    found = {row["title"]: (row["url"], row["license"]) for row in rows(tmp_path / "r", "articles")}
    assert found == {
        "One": ("https://b.example/x", "CC-BY-4.0"),
        "Two": ("https://b.example/y", "CC0-1.0"),
        "T 1": ("https://b.example/1", "CC-BY-4.0"),
        "T 2": ("https://b.example/2", "CC-BY-4.0"),
    }
    (note,) = report.notes
    assert (note.capture, note.is_capture) == ("crawl.csv", False)
    assert "one url for this file, which holds several captures: it is taken for none of them" in note.reason


def test_a_copy_in_an_archive_has_the_address_behind_it_and_the_time_of_its_fetch(tmp_path: Path) -> None:
    address = "https://web.archive.org/web/20120101000000/http://www.b.example/2011/09/{}.html"
    lines = [
        {"url": address.format("a"), "title": "One", "text": "Los Zetas burned a bar."},
        {
            "url": address.format("b"),
            "title": "Two",
            "text": "Soldiers came to it.",
            "retrieved_at": "2020-01-01T00:00:00Z",
        },
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    build([tmp_path / "a.jsonl"], tmp_path / "r", recogniser="lexicon")
    found = {row["url"]: str(row["retrieved_at"])[:10] for row in rows(tmp_path / "r", "articles")}
    assert found == {"https://b.example/2011/09/a.html": "2012-01-01", "https://b.example/2011/09/b.html": "2020-01-01"}


def test_captures_of_one_url_that_are_not_alike_are_told(tmp_path: Path) -> None:
    one, two = (" ".join(f"{word}{n}" for n in range(80)) for word in ("one", "two"))
    rows = [("One", one, 1), ("One, edited", f"{one} and more", 2), ("Two", two, 3)]
    (tmp_path / "rows.jsonl").write_text(
        "".join(
            json.dumps({"url": f"https://one.example/nota?gclid={n}", "title": title, "text": text}) + "\n"
            for title, text, n in rows
        )
    )
    report = build([tmp_path / "rows.jsonl"], tmp_path / "r", recogniser="lexicon")
    assert (report.unlike.count, report.manifest.captures["merged"]) == (1, 2)
    assert report.unlike.first is not None
    assert report.unlike.first.startswith("rows.jsonl#")
