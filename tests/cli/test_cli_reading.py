"""info, verify, validate and show: what they print, where, and with which exit code."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.cli.terminal import lines, safe, width
from sample_release import ALIAS, FIRST, SECOND, Row, mention, with_copies_together, write_release

SHARD = "data/comments/train-00000-of-00002.parquet"


def run(*arguments: str | Path, encoding: str = "utf-8", **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "narco_corpus", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding=encoding,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding, **environment},
    )


def run_in_terminal(*arguments: str | Path) -> str:
    """Output of a command whose stdout is a terminal of 40 columns."""
    parent, child = pty.openpty()
    import fcntl
    import struct
    import termios

    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 40, 0, 0))
    environment = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "LINES")}
    process = subprocess.Popen(
        [sys.executable, "-m", "narco_corpus", *map(str, arguments)],
        stdout=child,
        stderr=child,
        stdin=child,
        env={**environment, "TERM": "xterm"},
    )
    os.close(child)
    output = b""
    while True:
        try:
            piece = os.read(parent, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        output += piece
    process.wait()
    os.close(parent)
    return output.decode().replace("\r\n", "\n")


def test_info_shows_tables_labels_and_captures(shared_release: Path) -> None:
    done = run("info", shared_release)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(r"^articles +2 +1 +3 +4 ", done.stdout, re.MULTILINE)
    assert re.search(r"^entities +4 +0 +4 +1 ", done.stdout, re.MULTILINE)
    assert re.search(r"^PLACE +5 +4$", done.stdout, re.MULTILINE)
    assert "5 read, 4 taken, 1 merged, 1 set aside" in done.stdout


def test_info_as_json(shared_release: Path) -> None:
    known = json.loads(run("info", shared_release, "--json").stdout)
    assert known["data_version"] == "1.2.0"
    assert known["tables"]["comments"]["splits"] == {"train": 5, "validation": 0}
    assert known["labels"]["CRIMINAL_ORG"] == {"mentions": 4, "linked": 4}


def test_verify_tells_what_is_wrong(release: Path) -> None:
    good = run("verify", release)
    assert good.returncode == 0 and "all as the manifest says" in good.stdout
    files = sum(1 for path in release.rglob("*") if path.is_file())
    (release / SHARD).write_bytes(b"x")
    (release / "extra").write_text("")
    bad = run("verify", release)
    assert (bad.returncode, bad.stdout) == (1, "")
    assert f"changed: {SHARD}: has 1 bytes, expected" in bad.stderr
    assert "extra: extra: is not listed in the manifest" in bad.stderr
    told = f"1 of {files} files differs from the manifest: get the release again"
    assert bad.stderr.endswith(f"\n{told}\n1 file more than the manifest lists: remove it\n")
    report = json.loads(run("verify", release, "--json").stdout)
    assert not report["ok"] and [p["kind"] for p in report["problems"]] == ["changed", "extra"]
    (release / "extra").unlink()
    assert f"\n1 of {files} files differs from the manifest: " in run("verify", release).stderr


def test_validate_lists_table_key_and_pointer(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    good = write_release(tmp_path / "good", with_copies_together(rows))
    assert run("validate", good).stdout.splitlines() == [
        "narco-corpus 1.2.0: 3 articles, 5 comments, 9 entity_mentions, 4 entities, no fault",
        "1 article repeats another one, 0 of them across splits",
    ]
    sound = json.loads(run("validate", good, "--json").stdout)
    assert (sound["copies"], sound["copies_across_splits"]) == (1, 0)
    rows["entity_mentions"][0]["text"] = "\x1b[31mFaros"
    rows["entities"][3]["mention_count"] = 1
    out = write_release(tmp_path / "bad", rows)
    bad = run("validate", out)
    assert (bad.returncode, bad.stdout) == (1, "")
    assert f"entity_mentions {FIRST}:title:0-9 /text: is not the text there" in bad.stderr
    assert "entities los-faros /mention_count: expected 4" in bad.stderr
    assert "\x1b" not in bad.stderr
    assert bad.stderr.endswith("\n2 faults\n")
    report = json.loads(run("validate", out, "--json", "--limit", "1").stdout)
    assert (report["faults_in_all"], len(report["faults"])) == (2, 1)


def test_validate_lists_all_shards_that_cannot_be_read(release: Path) -> None:
    (release / SHARD).unlink()
    one = run("validate", release)
    assert (one.returncode, one.stdout) == (1, "")
    assert f"comments {SHARD}: cannot be read: {release}: {SHARD} is missing; get the release again" in one.stderr
    assert one.stderr.endswith("\n1 fault\n")
    (release / "data/articles/train-00000-of-00002.parquet").write_bytes(b"PAR1")
    outside = release / "data/entities/train-00000-of-00001.parquet"
    outside.unlink()
    outside.symlink_to("/etc/hostname")
    three = json.loads(run("validate", release, "--json").stdout)
    assert [fault["table"] for fault in three["faults"]] == ["articles", "comments", "entities"]
    assert all(fault["message"].startswith("cannot be read: ") for fault in three["faults"])


def test_show_prints_the_thread_and_obeys_no_escape(shared_release: Path) -> None:
    done = run("show", "--release", shared_release)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Los Faros in Puerto Peñasco 😀\n2012-05-04 · example.org · ")
    assert "\n1 · commenter-1\n  Puerto Peñasco, mañana 😀 Los Faros\n" in done.stdout
    assert "\n  1.1 · anonymous\n    No, Los Faros\n" in done.stdout
    assert "\n    1.1.1 · anonymous\n      Yes.\n" in done.stdout
    assert r"[e-mail removed] \x1b[31mred\u202e" in done.stdout
    assert "\x1b" not in done.stdout and "\u202e" not in done.stdout


def test_show_as_json_holds_article_comments_and_mentions(shared_release: Path) -> None:
    done = run("show", ALIAS, "--release", shared_release, "--json")
    document = json.loads(done.stdout)
    assert document["article"]["published_on"] == "2012-05-04"
    assert document["article"]["retrieved_at"] == "2024-11-05T10:00:00.000Z"
    assert [c["position"] for c in document["comments"]] == [0, 1, 2, 3]
    assert len(document["mentions"]) == 7
    assert done.stdout.isascii()


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        (f"{FIRST}-c0", "'a-0000000000000001'"),
        ("a-0000", "'a-0000000000000001'"),
        ("a-000000000000000f", "'a-0000000000000001'"),
        (SECOND.replace("2", ""), "'a-8000000000000002'"),
        ("a-0fff", None),
        ("a-1234567890abcdef", None),
        ("los-faros", None),
    ],
)
def test_show_offers_the_ids_that_may_be_meant(asked: str, offered: str | None, shared_release: Path) -> None:
    done = run("show", asked, "--release", shared_release)
    assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
    assert ("did you mean" in done.stderr) == (offered is not None)
    assert offered is None or f"; did you mean {offered}" in done.stderr


def test_show_warns_and_says_whom_a_comment_answers(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    rows["comments"][3] |= {"addressed_id": rows["comments"][1]["comment_id"], "addressed_time": "5:16 PM"}
    done = run("show", FIRST, "--release", write_release(tmp_path / "out", rows))
    assert "\nContent warnings: graphic_violence\n\nLos Faros met the police." in done.stdout
    assert "\n2 · anonymous · answers 1.1\n" in done.stdout
    assert done.stdout.count("answers") == 1
    quiet = run("show", rows["articles"][1]["article_id"], "--release", tmp_path / "out")
    assert "\nContent warnings: none found by a word list\n" in quiet.stdout


def test_show_as_json_has_mentions_in_the_order_of_the_text(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    body = "A faro. " * 20 + "Los Faros met Puerto Peñasco."
    rows["articles"][0]["body"] = body
    rows["entity_mentions"][2:4] = [
        mention(rows["articles"][0], "body", "Los Faros", "CRIMINAL_ORG", "los-faros"),
        mention(rows["articles"][0], "body", "Puerto Peñasco", "PLACE", "geonames:1"),
        mention(rows["articles"][0], "body", "faro", "PLACE", None),  # begins at 2, which as text comes after 160
    ]
    done = run("show", FIRST, "--release", write_release(tmp_path / "out", rows), "--json")
    starts = [m["start"] for m in json.loads(done.stdout)["mentions"] if m["field"] == "body"]
    assert starts == [2, 160, 174]


def test_a_build_shows_its_steps_in_a_terminal_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Monday, March 7, 2011\n\nA title\n\nLos Zetas were seen in Saltillo again.\n")
    arguments = ("build", tmp_path / "a.txt", "--recogniser", "lexicon", "--out")
    shown = run_in_terminal(*arguments, tmp_path / "one")
    for step in ("reading", "recognising", "writing", "finishing"):
        assert re.search(rf"{step} +\[#+\] +[1-9]/", shown), step
    assert "reading" not in run(*arguments, tmp_path / "two").stderr


def test_show_colours_names_in_a_terminal_and_wraps(tmp_path: Path, rows: dict[str, list[Row]]) -> None:
    rows["articles"][1]["body"] = "Nothing happened in Puerto Peñasco. " + "word " * 40
    hostile = "Evil \x1b]0;owned\x07 \x9b31m title"
    rows["articles"][1]["title"] = hostile
    out = write_release(tmp_path / "out", rows)
    shown = run_in_terminal("show", rows["articles"][1]["article_id"], "--release", out)
    assert "\x1b[32m\x1b[1mPuerto Peñasco\x1b[0m" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown)
    assert "\x1b" not in plain and "\x07" not in plain and "\x9b" not in plain
    assert r"Evil \x1b]0;owned\x07 \x9b31m title" in plain
    body = plain.split("\n\n")[1]
    assert all(len(line) <= 40 for line in body.splitlines()) and len(body.splitlines()) >= 5


@pytest.mark.parametrize("command", ["info", "verify", "validate"])
def test_exit_codes_tell_the_call_from_the_data(command: str, tmp_path: Path) -> None:
    absent = run(command, tmp_path / "absent")
    assert absent.returncode == 2 and "found nothing" in absent.stderr
    empty = run(command, tmp_path)
    assert empty.returncode == 1 and "expected manifest.json" in empty.stderr
    assert run(command, "--wrong").returncode == 2
    for done in (absent, empty):
        assert "Traceback" not in done.stderr and done.stdout == ""


def test_a_wrong_id_is_a_fault_of_the_call(shared_release: Path) -> None:
    done = run("show", "a-123", "--release", shared_release)
    assert done.returncode == 2 and "no article_id 'a-123'; ids look like" in done.stderr


@pytest.mark.parametrize("command", ["info", "verify", "validate", "show"])
def test_help_says_what_a_command_does(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0 and "--json" in done.stdout


ANY_TEXT = st.text(
    st.characters(exclude_categories=["Cs"]) | st.sampled_from("\n\t \x1b\x9b\u202e\u2066\u200d\u0301中😀")
)


@given(ANY_TEXT)
def test_safe_text_holds_nothing_that_a_terminal_obeys(text: str) -> None:
    import unicodedata

    made = safe(text)
    odd = {c for c in made if unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp", "Cs", "Co", "Cn")}
    assert odd <= {"\n", "\u200c", "\u200d"}
    assert made.count("\n") == text.count("\n")


@given(ANY_TEXT, st.integers(20, 60), st.data())
def test_wrapping_loses_nothing_but_spaces_and_fits(text: str, limit: int, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [(a, b, "red") for a, b in zip(edges[::2], edges[1::2], strict=False) if a < b]
    wrapped = list(lines(text, spans, limit, "  ", colour=True))
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in wrapped]
    assert "".join("".join(plain).split()) == "".join(safe(text).split())
    assert all(width(line) <= limit + 9 for line in plain)  # one escaped character is never cut in two
    assert list(lines(text, [], None)) == [line.rstrip() for line in safe(text).split("\n")]


def test_a_long_text_wraps_in_time_that_grows_with_its_length() -> None:
    text = "é" * 300_000 + " " + "word " * 20_000
    assert sum(1 for _ in lines(text, [], 80)) > 2_000


def test_info_of_a_damaged_release_is_one_line(release: Path) -> None:
    (release / "data/entity_mentions/train-00000-of-00002.parquet").write_bytes(b"PAR1")
    done = run("info", release)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("error: ") and len(done.stderr.splitlines()) == 1


def test_errors_of_a_hostile_release_move_no_terminal(release: Path) -> None:
    manifest = json.loads((release / "manifest.json").read_text())
    for file in manifest["files"]:
        if file["table"] == "articles":
            file["path"] = "data/\x1b[31mred"
    (release / "manifest.json").write_text(json.dumps(manifest))
    shown = run_in_terminal("show", "--release", release)
    assert "error: " in shown and "\\x1b[31mred" in shown and "\x1b" not in shown


def test_a_terminal_that_lacks_a_character_gets_its_number(
    release: Path, tmp_path: Path, rows: dict[str, list[Row]]
) -> None:
    rows["articles"][0]["title"] += " 😀"
    newer = write_release(tmp_path / "newer", rows, data_version="2.0.0")
    told = run("diff", release, newer, encoding="cp1252")
    assert told.returncode == 0 and "Traceback" not in told.stderr
    assert "\\u2192" in told.stdout and "\\U0001f600" in told.stdout
    as_json = json.loads(run("diff", release, newer, "--json", encoding="cp1252").stdout)
    (change,) = as_json["tables"]["articles"]["changes"]
    assert change["fields"]["title"]["after"].endswith(" 😀")


def test_show_of_a_folder_says_how_to_name_a_release(shared_release: Path) -> None:
    done = run("show", shared_release)
    assert done.returncode == 2 and done.stdout == ""
    assert f"--release {shared_release}" in done.stderr
    for other in ("nobody", "a" * 5000):
        done = run("show", other)
        assert done.returncode == 2 and "--release" not in done.stderr and "Traceback" not in done.stderr


def test_show_of_an_empty_id_names_no_folder(shared_release: Path) -> None:
    done = run("show", "", "--release", shared_release)
    assert done.returncode == 2 and done.stderr.endswith("ids look like 'a-0123456789abcdef'\n")


def test_a_reader_that_has_enough_is_no_fault(shared_release: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    call = [sys.executable, "-m", "narco_corpus", "show", "--release", str(shared_release)]
    done = subprocess.run(call, stdout=writer, stderr=subprocess.PIPE, text=True, check=False)
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")
