"""Captures in, a release out: what a build promises."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from pipeline_posts import post_text, rows

from narco_corpus.builder.check.release import validate_release
from narco_corpus.builder.merge.index import KeyIndex
from narco_corpus.builder.pipeline import build
from narco_corpus.builder.recognise.mention import Mention, Unit
from narco_corpus.errors import DataError, UsageError
from narco_corpus.release import open_release

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "seeds" / "000_689ef2a1a845fc8a.txt"
INTERRUPTED = (130, -signal.SIGINT)
"""A shell says 130 for both: where the interrupt comes into a namedtuple that is being made, `python -m` ends by it."""
GOLD = json.loads((ROOT / "tests/gold/000_689ef2a1a845fc8a.gold.json").read_text(encoding="utf-8"))


def files_of(release: Path) -> dict[str, str]:
    return {
        p.relative_to(release).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(release.rglob("*"))
        if p.is_file()
    }


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("captures")
    for number in range(40):
        sub = folder / f"batch-{number % 3}"
        sub.mkdir(exist_ok=True)
        (sub / f"{number:03d}.txt").write_text(post_text(number, number % 7), encoding="utf-8")
    (folder / "batch-0" / "home.txt").write_bytes(b"")
    return folder


def test_the_seed_is_built_as_gold_reads_it(tmp_path: Path) -> None:
    report = build([SEED.parent], tmp_path / "release", recogniser="lexicon")
    assert report.rejects == []
    (article,) = rows(tmp_path / "release", "articles")
    assert article["title"] == GOLD["title"]
    assert str(article["published_on"]) == GOLD["published"]
    assert article["body"] == GOLD["body"]
    assert article["source"] == "borderlandbeat.com"
    assert article["capture_path"] == SEED.name
    assert article["capture_sha256"] == hashlib.sha256(SEED.read_bytes()).hexdigest()
    assert article["language"] == "en"
    comments = sorted(rows(tmp_path / "release", "comments"), key=lambda c: c["position"])  # type: ignore[arg-type, return-value]
    assert [c["text"] for c in comments] == [c["text"] for c in GOLD["comments"]]
    assert [c["number"] for c in comments] == ["1", "2", "3", "4", "5", "6"]
    assert comments[5]["addressed_time"] == "September 22, 2011 5:16 PM"
    assert comments[5]["addressed_id"] is None, "no comment prints its time, so nobody can tell"


def test_the_same_inputs_give_the_same_bytes_whatever_the_workers_and_the_order(folder: Path, tmp_path: Path) -> None:
    parts = [str(folder / f"batch-{n}" / "*.txt") for n in range(3)]
    one, two, three = (tmp_path / name for name in ("one", "two", "three"))
    build([folder], one, recogniser="lexicon", splits="60/20/20")
    build([folder], two, recogniser="lexicon", splits="60/20/20", jobs=2)
    shutil.copytree(folder, tmp_path / "moved")
    build([tmp_path / "moved"], three, recogniser="lexicon", splits="60/20/20")
    assert files_of(one) == files_of(two) == files_of(three)
    forth, back = tmp_path / "forth", tmp_path / "back"
    build(parts, forth, recogniser="lexicon")
    build(parts[::-1], back, recogniser="lexicon", jobs=2)
    assert files_of(forth) == files_of(back)


def test_every_mention_is_its_slice_and_every_reference_resolves(folder: Path, tmp_path: Path) -> None:
    build([folder], tmp_path / "r", recogniser="lexicon")
    articles = {a["article_id"]: a for a in rows(tmp_path / "r", "articles")}
    comments = {c["comment_id"]: c for c in rows(tmp_path / "r", "comments")}
    entities = {e["entity_id"]: e for e in rows(tmp_path / "r", "entities")}
    mentions = rows(tmp_path / "r", "entity_mentions")
    assert mentions
    for m in mentions:
        source = comments[m["comment_id"]]["text"] if m["comment_id"] else articles[m["article_id"]][m["field"]]  # type: ignore[index]
        assert m["text"] == source[m["start"] : m["end"]]  # type: ignore[index]
        assert m["entity_id"] is None or m["entity_id"] in entities
    for entity in entities.values():
        assert entity["parent_id"] is None or entity["parent_id"] in entities
        assert entity["mention_count"] == sum(m["entity_id"] == entity["entity_id"] for m in mentions)


def test_tables_are_sorted_by_key(folder: Path, tmp_path: Path) -> None:
    build([folder], tmp_path / "r", recogniser="lexicon")
    for table, key in (
        ("articles", "article_id"),
        ("comments", "comment_id"),
        ("entity_mentions", "mention_id"),
        ("entities", "entity_id"),
    ):
        keys = [r[key] for r in rows(tmp_path / "r", table)]
        assert keys == sorted(set(keys)), table  # type: ignore[type-var]


def test_splits_hold_whole_posts_and_nobody_moves_when_the_corpus_grows(folder: Path, tmp_path: Path) -> None:
    build([folder / "batch-0"], tmp_path / "small", recogniser="lexicon", splits="50/25/25")
    build([folder], tmp_path / "large", recogniser="lexicon", splits="50/25/25")
    split_of = {a["title"]: a["split"] for a in rows(tmp_path / "large", "articles")}
    assert set(split_of.values()) == {"train", "validation", "test"}
    for article in rows(tmp_path / "small", "articles"):
        assert split_of[article["title"]] == article["split"]
    by_article = {a["article_id"]: a["split"] for a in rows(tmp_path / "large", "articles")}
    for table in ("comments", "entity_mentions"):
        assert all(r["split"] == by_article[r["article_id"]] for r in rows(tmp_path / "large", table))


def test_no_re_post_is_in_another_split_than_what_it_repeats(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    for number in range(12):
        text = f"Soldiers found {number} trucks near Reynosa on Monday, and the Gulf Cartel burned road {number} again."
        for copy in range(3):
            post = f"Monday, March {number + 1}, 2011\n\nHeadline {number} of blog {copy}\n\n{text}\n"
            (captures / f"{number}-{copy}.txt").write_text(post, encoding="utf-8")
    build([captures], tmp_path / "r", recogniser="lexicon", splits="40/30/30")
    opened = open_release(tmp_path / "r")
    found = validate_release(opened.manifest, opened.storage.location)
    assert found.ok
    assert (found.rows["articles"], found.copies, found.copies_across_splits) == (36, 24, 0)
    assert len({article["split"] for article in rows(tmp_path / "r", "articles")}) == 3


def test_a_bad_capture_is_set_aside_with_its_reason_and_nothing_else_is_lost(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    (captures / "good.txt").write_text(post_text(1), encoding="utf-8")
    (captures / "empty.txt").write_bytes(b"")
    (captures / "binary.txt").write_bytes(bytes(range(256)) * 40)
    (captures / "broken.txt").write_bytes(b"\xff\xfe\x00\xd8")
    report = build([captures], tmp_path / "r", recogniser="lexicon")
    assert len(rows(tmp_path / "r", "articles")) == 1
    lines = [json.loads(line) for line in (tmp_path / "r" / "rejects.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["capture"] for line in lines] == sorted(r.capture for r in report.rejects)
    assert {line["capture"] for line in lines} == {"empty.txt", "binary.txt", "broken.txt"}
    assert all(line["reason"] for line in lines)
    manifest = json.loads((tmp_path / "r" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["knowledge_version"]
    assert manifest["captures"] == {"read": 4, "taken": 1, "rejected": 3, "merged": 0}


def test_file_names_that_are_no_text_are_read_and_written_as_text(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    Path(os.fsdecode(bytes(captures) + b"/odd\xff\n.txt")).write_text(post_text(1), encoding="utf-8")
    (captures / "empty.txt").write_bytes(b"")
    for jobs in (1, 2):
        build([captures], tmp_path / f"r{jobs}", recogniser="lexicon", jobs=jobs)
    assert [row["capture_path"] for row in rows(tmp_path / "r1", "articles")] == ["odd\\xff\\n.txt"]
    assert (tmp_path / "r1/manifest.json").read_bytes() == (tmp_path / "r2/manifest.json").read_bytes()


def test_captures_of_one_post_become_one_row_that_names_them_all(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    (captures / "early.txt").write_text(post_text(1, 2), encoding="utf-8")
    (captures / "late.txt").write_text(post_text(1, 5), encoding="utf-8")
    (captures / "captures.jsonl").write_text(
        '{"path": "early.txt", "url": "http://www.blog.example/2011/03/x.html?m=1"}\n'
        '{"path": "late.txt", "url": "https://blog.example/2011/03/x.html"}\n',
        encoding="utf-8",
    )
    build([captures], tmp_path / "r", recogniser="lexicon")
    (article,) = rows(tmp_path / "r", "articles")
    assert article["capture_path"] == "late.txt"
    assert article["duplicate_captures"] == [hashlib.sha256((captures / "early.txt").read_bytes()).hexdigest()]
    assert article["comment_count"] == 5
    assert article["url"] == "https://blog.example/2011/03/x.html"


def test_one_date_and_title_with_two_texts_are_two_articles_and_the_build_says_so(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    (captures / "a.txt").write_text(post_text(1), encoding="utf-8")
    other = (
        "Farmers blocked the bridge. They asked for water and a meeting with the governor, who was in the capital.\n"
    )
    head = "\n".join(post_text(1).splitlines()[:4])
    (captures / "b.txt").write_text(f"{head}\n{other}", encoding="utf-8")
    report = build([captures], tmp_path / "r", recogniser="lexicon")
    assert report.told_apart.count == 1 and report.told_apart.first in ("a.txt", "b.txt")
    assert len({a["article_id"] for a in rows(tmp_path / "r", "articles")}) == 2


def test_no_input_and_nothing_taken_are_said_and_nothing_is_written(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        build([tmp_path / "nowhere"], tmp_path / "r")
    (tmp_path / "empty.txt").write_bytes(b"")
    with pytest.raises(DataError, match=r"empty\.txt"):
        build([tmp_path / "empty.txt"], tmp_path / "r")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["empty.txt"]


def test_a_folder_that_is_no_release_is_left_alone(tmp_path: Path) -> None:
    out = tmp_path / "thesis"
    out.mkdir()
    (out / "chapter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="no release"):
        build([SEED], out)
    assert [p.name for p in out.iterdir()] == ["chapter.txt"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["thesis"]


def test_an_interrupt_leaves_nothing_half_written(tmp_path: Path) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    for number in range(3000):
        (captures / f"{number}.txt").write_text(post_text(number, 20), encoding="utf-8")
    out = tmp_path / "out"
    out.mkdir()
    command = [
        sys.executable,
        "-m",
        "narco_corpus",
        "build",
        str(captures),
        "--out",
        str(out / "release"),
        "--jobs",
        "2",
    ]
    process = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, stderr=subprocess.PIPE, start_new_session=True
    )
    deadline = time.monotonic() + 60
    while not any(out.glob(".release.work/ingest-*")):  # in the middle: the first posts lie in the work folder
        assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode in INTERRUPTED, errors.decode()
    assert "Traceback" not in errors.decode()
    assert list(out.iterdir()) == []


def _is_loading(pid: int) -> bool:
    """Whether the process that workers of this one are forked from is loading what they share."""
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split():
        with suppress(OSError):  # it has ended
            if b"multiprocessing.forkserver" in Path(f"/proc/{child}/cmdline").read_bytes():
                return b"libarrow" in Path(f"/proc/{child}/maps").read_bytes()
    return False


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the system does not tell a process's children")
def test_an_interrupt_while_workers_begin_prints_no_traceback(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "narco_corpus", "build", str(SEED), "--out", str(tmp_path / "r"), "--jobs", "2"]
    process = subprocess.Popen(
        command, env={**os.environ, "PYTHONPATH": str(ROOT / "src")}, stderr=subprocess.PIPE, start_new_session=True
    )
    deadline = time.monotonic() + 60
    while not _is_loading(process.pid):
        assert process.poll() is None, process.stderr.read().decode() if process.stderr else ""
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode in INTERRUPTED, errors.decode()
    assert errors.decode().strip() == "interrupted"
    assert list(tmp_path.iterdir()) == []


class _Faulty:
    """A recogniser with a defect: its spans overlap in one post."""

    name, version = "faulty", "0"

    def recognise(self, units: list[Unit], published_on: object) -> list[list[Mention]]:
        bad = "number 7 " in units[0].text
        spans = [Mention(0, 8, "PLACE", None, 1.0, "test"), Mention(4, 9, "PLACE", None, 1.0, "test")]
        return [spans if bad and unit.field == "body" else [] for unit in units]


def test_a_document_that_breaks_a_rule_is_set_aside_with_the_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    captures = tmp_path / "captures"
    captures.mkdir()
    for number in (6, 7):
        (captures / f"{number}.txt").write_text(post_text(number), encoding="utf-8")
    monkeypatch.setattr("narco_corpus.builder.pipeline.make.load_recogniser", lambda name: _Faulty())
    report = build([captures], tmp_path / "r", recogniser="lexicon")
    assert [r.capture for r in report.rejects] == ["7.txt"]
    assert "mentions" in (report.rejects[0].where or "")
    assert [a["capture_path"] for a in rows(tmp_path / "r", "articles")] == ["6.txt"]
    hashes = {report.manifest.inputs_sha256}
    (captures / "7.txt").write_text(f"{post_text(7)}\n", encoding="utf-8")
    hashes.add(build([captures], tmp_path / "other", recogniser="lexicon").manifest.inputs_sha256)
    (captures / "7.txt").unlink()
    hashes.add(build([captures], tmp_path / "none", recogniser="lexicon").manifest.inputs_sha256)
    assert len(hashes) == 3, "it is an input too"


@pytest.mark.parametrize("step", ["group_captures", "ingest"])
def test_a_build_that_is_broken_off_leaves_no_database_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    closed: list[KeyIndex] = []
    close = KeyIndex.close
    monkeypatch.setattr(KeyIndex, "close", lambda index: (close(index), closed.append(index)))
    monkeypatch.setattr(f"narco_corpus.builder.pipeline.run.{step}", stop)
    with pytest.raises(KeyboardInterrupt):
        build([SEED], tmp_path / "r", recogniser="lexicon")
    assert closed


@pytest.mark.parametrize("guarded", [True, False])
def test_a_script_whose_workers_import_it_again_is_told_what_to_do(tmp_path: Path, guarded: bool) -> None:
    lines = ["from narco_corpus import build", f"build({str(ROOT / 'seeds')!r}, {str(tmp_path / 'out')!r}, jobs=2)"]
    if guarded:
        lines[1:] = ['if __name__ == "__main__":', f"    {lines[1]}"]
    script = tmp_path / "script.py"
    script.write_text("\n".join(lines))
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, script], env=environment, capture_output=True, text=True, timeout=120)
    assert (done.returncode == 0) == guarded, done.stderr
    assert (tmp_path / "out").exists() == guarded
    if not guarded:
        assert done.stderr.count("Traceback") == 1  # of the script itself, none of its workers
        assert 'below `if __name__ == "__main__":`' in done.stderr
