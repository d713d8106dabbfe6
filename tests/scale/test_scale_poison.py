"""Poison documents: what makes a worker hang, die or eat all memory is set aside, and nothing else is lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
import scale_helpers
from scale_helpers import files_of, poison_parse, stumbling_make, write_captures

from narco_corpus.builder.pipeline import Bounds, build
from narco_corpus.builder.pipeline import run as run_step
from narco_corpus.builder.pipeline.watch import PARSING, READING, OverdueError, Watch
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.builder.pipeline.workers import open_executor
from narco_corpus.errors import DataError


def poison(folder: Path, name: str, how: str) -> None:
    (folder / name).write_text(f"Monday, March 7, 2011\n\nA post\n\n{how} and some words more.\n", encoding="utf-8")


def rejects(release: Path) -> dict[str, str]:
    lines = (release / "rejects.jsonl").read_text(encoding="utf-8").splitlines()
    return {line["capture"]: line["reason"] for line in map(json.loads, lines)}


# The bound that is not tried is far away, so that a busy machine does not meet it first.
@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("mark", "bounds", "figure"),
    [
        ("POISON-LOOP", Bounds(seconds=3.0), "3 seconds"),
        ("POISON-MEMORY", Bounds(seconds=300.0, memory=1 << 30), "1,024 MiB"),
    ],
)
def test_a_page_that_never_ends_or_eats_memory_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int, mark: str, bounds: Bounds, figure: str
) -> None:
    captures = write_captures(tmp_path / "captures", 12)
    poison(captures, "0003-poison.txt", mark)
    monkeypatch.setattr(run_step, "ingest", scale_helpers.poisoned_ingest)
    monkeypatch.setattr("narco_corpus.builder.pipeline.ingest.to_post", poison_parse)
    build([captures], tmp_path / "r", recogniser="lexicon", jobs=jobs, bounds=bounds)
    found = rejects(tmp_path / "r")
    assert set(found) == {"0003-poison.txt"}
    assert figure in found["0003-poison.txt"]
    manifest = json.loads((tmp_path / "r" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["captures"]["taken"] == 12


def test_pages_that_kill_workers_or_hold_them_for_ever_are_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    captures = write_captures(tmp_path / "captures", 12)
    poison(captures, "0003-die.txt", "POISON-DIE")
    poison(captures, "0005-die.txt", "POISON-DIE")
    poison(captures, "0007-stuck.txt", "POISON-STUCK")
    monkeypatch.setattr(run_step, "ingest", scale_helpers.poisoned_ingest)
    build([captures], tmp_path / "r", recogniser="lexicon", jobs=2, bounds=Bounds(seconds=1.0))
    found = rejects(tmp_path / "r")
    assert set(found) == {"0003-die.txt", "0005-die.txt", "0007-stuck.txt"}
    assert all(reason == "a worker died at it 2 times" for reason in found.values())
    assert sorted(p.name for p in tmp_path.iterdir()) == ["captures", "r"]


def test_a_worker_that_dies_once_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    captures = write_captures(tmp_path / "captures", 60)
    monkeypatch.setattr("narco_corpus.builder.pipeline.plan.SLICE_BYTES", 8 << 10)
    build([captures], tmp_path / "calm", recogniser="lexicon")
    monkeypatch.setattr(run_step, "make_slice", stumbling_make)
    build([captures], tmp_path / "shaken", recogniser="lexicon", jobs=2)
    assert (tmp_path / "stumbled").exists()
    assert files_of(tmp_path / "calm") == files_of(tmp_path / "shaken")


def test_workers_that_always_die_end_the_build_with_a_message(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    captures = write_captures(tmp_path / "captures", 3)
    monkeypatch.setattr("narco_corpus.builder.pipeline.workers._ATTEMPTS", 3)
    monkeypatch.setattr(run_step, "ingest", _abort)
    with pytest.raises(DataError, match="died 3 times"):
        build([captures], tmp_path / "r", recogniser="lexicon", jobs=2)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["captures"]


def _abort(task: object) -> None:
    os.abort()


def test_the_place_of_a_death_is_remembered_and_condemned_at_the_second(tmp_path: Path) -> None:
    work = Work(str(tmp_path))
    for deaths in range(3):
        watch = Watch(work, "t", "these", Bounds())
        watch.__enter__()
        assert bool(watch.condemned(5, PARSING)) == (deaths >= 2)
        assert watch.condemned(5, READING) is None
        watch.at(5, PARSING)
        watch._timer.stop()
        watch._limit.lift()  # the process ends here: the mark stays
    with Watch(work, "t", "these", Bounds()) as ending:
        assert ending.condemned(5, PARSING) == "a worker died at it 3 times"
    assert list(tmp_path.iterdir()) == []


def test_deaths_at_documents_of_other_inputs_condemn_none(tmp_path: Path) -> None:
    for documents in ("these", "those", "these", "others"):
        watch = Watch(Work(str(tmp_path)), "t", documents, Bounds())
        watch.__enter__()
        assert watch.condemned(5, PARSING) is None
        watch.at(5, PARSING)
        watch._timer.stop()
        watch._limit.lift()
    with Watch(Work(str(tmp_path)), "t", "these", Bounds()) as watch:
        assert watch.condemned(5, PARSING) == "a worker died at it 2 times"


def test_local_workers_do_not_know_of_deaths_in_earlier_builds(tmp_path: Path) -> None:
    work = Work(str(tmp_path))
    for _ in range(2):
        watch = Watch(work, "t", "these", Bounds())
        watch.__enter__()
        watch.at(5, PARSING)
        watch._timer.stop()
        watch._limit.lift()
        with open_executor(None, None, 2, Bounds(), work):  # killed with its workers, the build began again
            pass
    with Watch(work, "t", "these", Bounds()) as watch:
        assert watch.condemned(5, PARSING) is None


def test_time_between_documents_is_nobodys(tmp_path: Path) -> None:
    with Watch(Work(str(tmp_path)), "t", "these", Bounds(seconds=0.6)) as watch:
        for number in range(6):
            with watch.at(number, PARSING):
                _spin(0.15)
        _spin(0.8)
        with pytest.raises(OverdueError), watch.at(7, PARSING):
            _spin(20)


def _spin(seconds: float) -> None:
    import time

    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass
