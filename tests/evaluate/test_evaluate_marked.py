"""Articles become files to mark, and these gold files that `evaluate` finds by the hash of the capture."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from annotated_post import gold_post, release_rows

from narco_corpus import DataError, Table, load
from narco_corpus.builder.pipeline import build
from narco_corpus.evaluate import evaluate
from narco_corpus.evaluate.marked import MarkedFilesError, write_gold, write_to_mark

Make = Callable[..., Path]
PAGE = "<!DOCTYPE html><html><body><div class='post hentry'><h3 class='post-title entry-title'>{title}</h3>" + (
    "<div class='post-body entry-content'><p>Los Zetas burned a bar in {town}.</p></div></div></body></html>"
)
TEXT = (
    "Wednesday, September 21, 2011\n\n{title}\n\nBy Ana for Borderland Beat\n\nLos Zetas burned a bar in {town}.\n\n\n"
)
TEXT += "  1. first\n\n    1. reply\n"
FEED = "<feed xmlns='http://www.w3.org/2005/Atom'>{}</feed>"
ENTRY = (
    "<entry><id>tag:blogger.com,1999:blog-7.post-{n}</id><title>Entry {n}</title>"
    "<published>2011-09-21T10:00:00Z</published>"
    "<content type='html'>Los Zetas burned a bar in {town}.</content></entry>"
)


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "narco_corpus", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Captures of one name in two folders, a page, and a feed of two posts."""
    place = tmp_path_factory.mktemp("marked")
    towns = iter(("Saltillo", "Reynosa", "Torreón", "Durango", "Tampico"))
    for folder in ("a", "b"):
        (place / "in" / folder).mkdir(parents=True)
        (place / "in" / folder / "one.txt").write_text(TEXT.format(title=f"In {folder}", town=next(towns)))
    (place / "in" / "page.html").write_text(PAGE.format(title="A page", town=next(towns)))
    (place / "in" / "feed.xml").write_text(FEED.format("".join(ENTRY.format(n=n, town=next(towns)) for n in (1, 2))))
    build([place / "in"], place / "release", recogniser="lexicon")
    return place / "release"


def test_an_id_that_is_none_names_no_file(make_release: Make, tmp_path: Path) -> None:
    mine = tmp_path / "mine.txt"
    mine.write_text("precious")
    rows = release_rows()
    rows["articles"][0]["article_id"] = str(mine.with_suffix(""))
    with pytest.raises(DataError, match="is no id of an article: nothing was written"):
        write_to_mark(load(make_release(rows)), tmp_path / "marked")
    assert mine.read_text() == "precious" and not (tmp_path / "marked").exists()


def test_every_capture_of_every_form_is_found_again(release: Path, tmp_path: Path) -> None:
    done = run("annotate", release, "--out", tmp_path / "marked")
    assert (done.returncode, done.stderr) == (0, "") and done.stdout.endswith("5 articles to mark\n")
    articles = {article["article_id"]: article for article in load(release).articles}
    files = sorted((tmp_path / "marked").iterdir())
    assert [path.stem for path in files] == sorted(articles)
    for path in files:
        content = path.read_text(encoding="utf-8")
        own = articles[path.stem]
        head = f"article: {path.stem}\nfile: {own['capture_path']}\nsha256: {own['capture_sha256']}\n"
        assert content.startswith(head)
        path.write_text(content.replace("Los Zetas", "⟦Los Zetas¦CRIMINAL_ORG¦los-zetas⟧"), encoding="utf-8")
    done = run("gold", tmp_path / "marked", "--out", tmp_path / "gold")
    assert (done.returncode, done.stdout.endswith("5 gold files\n")) == (0, True), done.stderr
    report = evaluate(release, tmp_path / "gold")
    assert (report.absent, report.posts) == ([], 5)
    assert all(row["right"] == row["of"] for row in report.structure.values())
    assert report.structure["title"]["of"] == 5 and "byline" not in report.structure
    assert report.labels["CRIMINAL_ORG"] == {"p": 1.0, "r": 1.0, "f1": 1.0, "gold": 5}


def test_what_a_gold_file_leaves_out_is_not_scored(make_release: Make, make_gold: Make) -> None:
    post: dict[str, Any] = gold_post()
    del post["byline"]
    for comment in post["comments"]:
        del comment["addresses"]
    rows = release_rows()
    rows["articles"][0]["byline"] = "By Ana"
    report = evaluate(make_release(rows), make_gold([post]))
    assert not {"byline", "comment_addressed"} & report.structure.keys()
    assert report.wrong == []


def test_articles_are_drawn_alike_by_one_seed(release: Path, tmp_path: Path) -> None:
    def drawn(name: str, seed: int) -> list[str]:
        assert write_to_mark(load(release), tmp_path / name, 2, seed) == (2, [], 0)
        return sorted(path.name for path in (tmp_path / name).iterdir())

    assert drawn("first", 1) == drawn("again", 1)
    assert len({tuple(drawn(f"seed-{seed}", seed)) for seed in range(2, 8)}) > 1


def test_threads_are_read_many_at_a_time(release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reads = []
    real = Table.where
    monkeypatch.setattr(Table, "where", lambda table, *asked: reads.append(table.name) or real(table, *asked))
    assert write_to_mark(load(release), tmp_path / "together") == (5, [], 0)
    assert sorted(reads) == ["articles", "comments"]
    monkeypatch.setattr("narco_corpus.evaluate.marked._ARTICLES", 2)
    assert write_to_mark(load(release), tmp_path / "pairs") == (5, [], 0)
    assert len(reads) == 2 + 6
    for path in (tmp_path / "together").iterdir():
        assert (tmp_path / "pairs" / path.name).read_bytes() == path.read_bytes()


def test_reposts_are_not_drawn_and_counted(make_release: Make, tmp_path: Path) -> None:
    rows = release_rows()
    article, (first, second, third) = rows["articles"][0], (f"a-{n:016}" for n in range(3))
    rows["articles"] = [
        article | {"article_id": own, "duplicate_of": original}
        for own, original in ((first, second), (second, None), (third, second))
    ]
    release = make_release(rows | {"comments": [], "entity_mentions": []})
    for number, more in enumerate(([], ["--articles", "3"])):
        done = run("annotate", release, "--out", tmp_path / str(number), *more)
        assert done.stderr == "left out: 2 articles that re-post another one, whose texts would count twice\n"
        assert done.stdout.endswith(": 1 articles to mark\n")
        assert [path.stem for path in (tmp_path / str(number)).iterdir()] == [second]


@pytest.mark.parametrize("more", [" ⟦", "\n\n# comment 1\nno", "\n# body\nno", "\n"])
def test_an_article_that_the_form_cannot_hold_is_left_out_and_told(
    more: str, make_release: Make, tmp_path: Path
) -> None:
    rows = release_rows()
    rows["articles"][0]["body"] += more
    own = "a-0123456789abcdef"
    for row in (row for table in rows.values() for row in table if "article_id" in row):
        row["article_id"] = own
    done = run("annotate", make_release(rows), "--out", tmp_path / "marked")
    assert (done.returncode, list((tmp_path / "marked").iterdir())) == (0, [])
    assert done.stderr.startswith(f"left out: {own}: its text holds")


def test_replies_to_replies_and_a_post_without_a_date(tmp_path: Path) -> None:
    (tmp_path / "marked").mkdir()
    (tmp_path / "marked" / "p.txt").write_text(
        "lang: en\n\n# body\nIn ⟦Xanty¦PLACE¦geonames:12⟧\n\n# comment 1\n\n# comment 1.2\nb\n"
        "\n# comment 1.2.1\nc\n\n# comment 4.1\nd\n",
        encoding="utf-8",
    )
    assert write_gold(tmp_path / "marked", tmp_path / "gold")[0] == 1
    gold = json.loads((tmp_path / "gold" / "p.gold.json").read_text(encoding="utf-8"))
    assert (gold["file"], gold["published"], gold["title"], gold["body"]) == ("p.txt", None, None, "In Xanty")
    assert [(c["number"], c["parent"], c["text"]) for c in gold["comments"]] == [
        ("1", None, ""),
        ("1.2", "1", "b"),
        ("1.2.1", "1.2", "c"),
        ("4.1", None, "d"),
    ]
    assert not {"byline", "capture_sha256"} & gold.keys() and "addresses" not in gold["comments"][0]
    assert gold["units"][0]["mentions"] == [
        {"start": 3, "end": 8, "text": "Xanty", "label": "PLACE", "entity": "geonames:12"}
    ]


def test_ids_that_no_place_has_are_told(tmp_path: Path) -> None:
    (tmp_path / "marked").mkdir()
    known = "⟦Reynosa¦PLACE¦geonames:3520339⟧ ⟦Tamps¦PLACE¦MX-TAM⟧ ⟦EU¦PLACE¦US⟧ ⟦Xa¦PLACE¦xa-tam⟧ ⟦Z¦CRIMINAL_ORG¦own⟧"
    (tmp_path / "marked" / "p.txt").write_text(
        f"# body\n{known} ⟦Reynosa¦PLACE¦geonames:9⟧\n\n# comment 1\n⟦Tamps¦PLACE¦MX-TMA⟧ ⟦UK¦PLACE¦UK⟧\n",
        encoding="utf-8",
    )
    done = run("gold", tmp_path / "marked", "--out", tmp_path / "gold")
    assert (done.returncode, done.stdout.endswith("1 gold files\n")) == (0, True)
    assert [line.partition(", which")[0] for line in done.stderr.splitlines()] == [
        "warning: p.txt body: 'Reynosa' has the id 'geonames:9'",
        "warning: p.txt comment 1: 'Tamps' has the id 'MX-TMA'",
        "warning: p.txt comment 1: 'UK' has the id 'UK'",
    ]


def test_files_that_nobody_marked_are_told(tmp_path: Path) -> None:
    (tmp_path / "marked").mkdir()
    (tmp_path / "marked" / "done.txt").write_text("# body\n⟦Xanty¦PLACE¦⟧\n\n# comment 1\nno name\n", encoding="utf-8")
    (tmp_path / "marked" / "todo.txt").write_text("# body\nXanty sleeps.\n", encoding="utf-8")
    done = run("gold", tmp_path / "marked", "--out", tmp_path / "gold")
    assert (done.returncode, done.stdout.endswith("2 gold files\n")) == (0, True)
    (told,) = done.stderr.splitlines()
    assert told.startswith("warning: todo.txt: no name is marked; if nobody has read it yet, take it out")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("# body\n⟦Xanty¦PLACES¦⟧\n", "p.txt body: label 'PLACES' of 'Xanty' is none of"),
        ("# body\n⟦Xanty¦place¦⟧\n", "p.txt body: label 'place' of 'Xanty' is none of"),
        ("# body\n⟦Xanty¦PLACE\n", "p.txt:1: unbalanced or nested '⟦'"),
        ("# body\n⟦Xanty,¦PLACE¦⟧\n", "ends with a space, a quotation mark or punctuation"),
        ("byline: Ana\n\n# body\nx\n", "p.txt:1: 'byline: Ana' before the first section; only `article:`, `file:`"),
        ("date: 21.9.2011\n\n# body\nx\n", "date '21.9.2011' is not a day"),
        ("# title\nx\n", "sections must be one title or none, one body, then comments; found title"),
        ("# body\nx\n\n# comment 1\na\n\n# comment 1\nb\n", "comment 1 stands 2 times"),
    ],
)
def test_all_faults_are_named_and_nothing_is_written(content: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "marked").mkdir()
    (tmp_path / "marked" / "p.txt").write_text(content, encoding="utf-8")
    (tmp_path / "marked" / "q.txt").write_text("# body\n⟦x⟧\n", encoding="utf-8")
    with pytest.raises(MarkedFilesError) as raised:
        write_gold(tmp_path / "marked", tmp_path / "gold")
    assert said in raised.value.faults[0] and raised.value.faults[-1].startswith("q.txt:1: ")
    done = run("gold", tmp_path / "marked", "--out", tmp_path / "gold")
    assert (done.returncode, done.stdout, (tmp_path / "gold").exists()) == (1, "", False)
    assert said in done.stderr and done.stderr.endswith("nothing was written. Correct them\n")


def test_every_mark_that_is_not_whole_is_named(tmp_path: Path) -> None:
    (tmp_path / "p.txt").write_text(
        "# title\n⟦A¦PLACE⟧\n\n# body\n⟦B¦PLACE⟧ and ⟦C¦PLACE¦⟧\n\nD¦PLACE¦⟧\n\n# comment 1\n⟦E⟧\n\n⟦F¦PLACE¦¦⟧\n"
        "⟦G ⟦H¦PLACE¦⟧ I¦PLACE¦⟧\n",
        encoding="utf-8",
    )
    with pytest.raises(MarkedFilesError) as raised:
        write_gold(tmp_path, tmp_path / "gold")
    assert [fault.partition(";")[0] for fault in raised.value.faults] == [
        "p.txt:1: 1 '¦' instead of 2 in '⟦A¦PLACE⟧'",
        "p.txt:4: 1 '¦' instead of 2 in '⟦B¦PLACE⟧'",
        "p.txt:4: unbalanced or nested '¦' near 'D¦PLACE¦⟧'",
        "p.txt:9: 0 '¦' instead of 2 in '⟦E⟧'",
        "p.txt:9: 3 '¦' instead of 2 in '⟦F¦PLACE¦¦⟧'",
        "p.txt:9: unbalanced or nested '⟦' near '⟦G H I¦PLACE¦⟧'",
    ]
    assert raised.value.faults[0].endswith("with nothing behind the second '¦' where the entity is null.")


def test_work_that_is_there_is_left_alone(release: Path, tmp_path: Path) -> None:
    (tmp_path / "marked").mkdir()
    (tmp_path / "marked" / "a.txt").write_text("# body\nmine\n")
    done = run("annotate", release, "--out", tmp_path / "marked")
    assert done.returncode == 2 and "a folder that is not empty is there" in done.stderr
    done = run("gold", tmp_path / "marked", "--out", tmp_path / "marked")
    assert done.returncode == 2 and [path.name for path in (tmp_path / "marked").iterdir()] == ["a.txt"]
    (tmp_path / "none").mkdir()
    assert "no *.txt file there" in run("gold", tmp_path / "none", "--out", tmp_path / "gold").stderr
