"""Workers that were forked from a process that used polars: what works in them works, and nothing waits for ever."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from sample_release import FIRST

WORK = """
import multiprocessing, sys
import narco_corpus
corpus = narco_corpus.load(sys.argv[1])
first = sys.argv[2]
forms = {
    "rows": lambda: list(corpus.articles),
    "to_arrow": corpus.articles.to_arrow,
    "to_pandas": corpus.articles.to_pandas,
    "to_hf": corpus.articles.to_hf,
    "to_polars": corpus.articles.to_polars,
    "scan": lambda: corpus.articles.scan().collect(),
    "get": lambda: corpus.articles.get(first),
    "in": lambda: "x" * (first in corpus.articles),
    "thread": lambda: corpus.thread(first),
    "mentions": lambda: corpus.mentions(first),
    "counts": lambda: corpus.counts("los-faros"),
}
def outcome(name):
    try:
        return len(forms[name]())
    except narco_corpus.UsageError as error:
        return str(error)
if __name__ == "__main__":
    if sys.argv[4] == "used":
        corpus.articles.get(first), corpus.counts("los-faros", by="month")
    with multiprocessing.get_context("fork").Pool(1) as pool:
        print(pool.map_async(outcome, [sys.argv[3]]).get(30)[0])
"""


def in_worker(release: Path, form: str, before: str) -> str:
    call = [sys.executable, "-W", "ignore", "-c", WORK, str(release), FIRST, form, before]
    done = subprocess.run(call, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("form", ["to_polars", "scan", "get", "in", "thread", "mentions", "counts"])
def test_a_forked_worker_is_told_of_what_would_never_end(form: str, shared_release: Path) -> None:
    assert "start workers by 'spawn'" in in_worker(shared_release, form, "used")


@pytest.mark.parametrize(
    ("form", "before"), [("rows", "used"), ("to_arrow", "used"), ("to_hf", "used"), ("get", "unused")]
)
def test_a_forked_worker_reads_what_it_can(form: str, before: str, shared_release: Path) -> None:
    assert in_worker(shared_release, form, before) == ("19" if form == "get" else "3")
