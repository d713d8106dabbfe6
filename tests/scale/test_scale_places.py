"""Output and work at URLs, on other executors, on a Dask cluster; what may be at the place already."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

import fsspec
import pytest
from scale_helpers import files_of, stumbling_make, write_captures

from narco_corpus.builder.captures.remote import expand_url
from narco_corpus.builder.pipeline import Bounds, build
from narco_corpus.builder.pipeline import run as run_step
from narco_corpus.builder.pipeline.publish import check_place_for, publish
from narco_corpus.builder.pipeline.workers import LocalWorkers
from narco_corpus.errors import UsageError


@pytest.fixture
def captures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr("narco_corpus.builder.pipeline.plan.SLICE_BYTES", 8 << 10)
    return write_captures(tmp_path / "captures", 60)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NARCO_CORPUS_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def copied(store: fsspec.AbstractFileSystem, url: str, to: Path) -> dict[str, str]:
    store.get(url, str(to), recursive=True)
    return files_of(to)


def test_a_release_at_a_url_has_the_bytes_of_one_in_a_folder(
    captures: Path, tmp_path: Path, memory: fsspec.AbstractFileSystem
) -> None:
    build([captures], tmp_path / "folder", recogniser="lexicon")
    build([captures], "memory://bucket/release", recogniser="lexicon", work="memory://bucket/work")
    assert copied(memory, "memory://bucket/release", tmp_path / "fetched") == files_of(tmp_path / "folder")
    assert not memory.find("memory://bucket/work"), "the work is gone once the release is there"
    build([captures], "memory://bucket/release", recogniser="lexicon", splits="80/10/10")
    assert memory.exists("memory://bucket/release/data/articles/test-00000-of-00001.parquet")
    build([captures], "memory://bucket/release", recogniser="lexicon")
    assert copied(memory, "memory://bucket/release", tmp_path / "again") == files_of(tmp_path / "folder")


@pytest.mark.parametrize("name", ["notes/thesis.txt", "data/articles/train-00000-of-00099.parquet"])
def test_files_beside_a_release_at_a_url_are_left_and_the_build_is_refused(
    captures: Path, tmp_path: Path, memory: fsspec.AbstractFileSystem, name: str
) -> None:
    build([captures], "memory://bucket/release", recogniser="lexicon")
    memory.pipe(f"memory://bucket/release/{name}", b"mine")
    before = copied(memory, "memory://bucket/release", tmp_path / "before")
    told = rf"^memory://bucket/release holds other files beside the release \({name}\): nothing was changed"
    with pytest.raises(UsageError, match=told):
        build([captures], "memory://bucket/release", recogniser="lexicon", splits="80/10/10")
    build([captures], tmp_path / "other", recogniser="lexicon", splits="80/10/10")
    with pytest.raises(UsageError, match=told):  # put there while a build ran
        publish(tmp_path / "other", "memory://bucket/release")
    assert copied(memory, "memory://bucket/release", tmp_path / "after") == before


def test_a_manifest_of_something_else_at_a_url_is_no_release(captures: Path, memory: fsspec.AbstractFileSystem) -> None:
    memory.pipe("memory://app/manifest.json", b'{"name": "web app"}')
    with pytest.raises(UsageError, match="holds files and no release that this package wrote"):
        build([captures], "memory://app", recogniser="lexicon")
    assert memory.find("memory://app") == ["/app/manifest.json"]


def test_what_was_copied_of_a_release_that_cannot_be_copied_whole_is_removed(
    captures: Path, memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = type(memory).put_file

    def put_file(self: fsspec.AbstractFileSystem, source: str, target: str) -> None:
        if target.endswith("README.md"):
            raise PermissionError("quota exceeded")
        real(self, source, target)

    monkeypatch.setattr(type(memory), "put_file", put_file)
    with pytest.raises(UsageError, match="cannot write memory://bucket/release: PermissionError: quota exceeded"):
        build([captures], "memory://bucket/release", recogniser="lexicon")
    assert memory.find("memory://bucket/release") == []
    monkeypatch.undo()
    build([captures], "memory://bucket/release", recogniser="lexicon")


def test_what_a_driver_raises_is_told_and_a_mistake_in_the_code_is_not_hidden(
    captures: Path, memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aiohttp import ClientError

    for error, told in (
        (ClientError("the line is dead"), UsageError),
        (NotImplementedError("read only"), UsageError),
        (AttributeError("no such name"), AttributeError),
    ):

        def exists(*_: object, error: Exception = error) -> bool:
            raise error

        monkeypatch.setattr(type(memory), "exists", exists)
        with pytest.raises(told, match=str(error)) as caught:
            check_place_for("memory://bucket/release")
        assert error in (caught.value, caught.value.__cause__)
        with pytest.raises(told, match=str(error)):
            publish(captures, "memory://bucket/release")
        monkeypatch.undo()
        monkeypatch.setattr(type(memory), "isdir", exists)
        with pytest.raises(told, match=str(error)) as caught:
            expand_url("memory://bucket/captures")
        assert error in (caught.value, caught.value.__cause__)


def test_a_store_that_fails_while_posts_are_fetched_is_told(
    captures: Path, memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    from aiohttp import ClientError

    real = type(memory).cat_file

    def cat_file(self: object, path: str, start: int | None = None, end: int | None = None, **named: object) -> bytes:
        if path.endswith(".spool"):
            raise ClientError("the line is dead")
        return bytes(real(self, path, start, end, **named))

    monkeypatch.setattr(type(memory), "cat_file", cat_file)
    with pytest.raises(UsageError, match="was stopped: the line is dead"):
        build([captures], "memory://bucket/release", recogniser="lexicon", work="memory://bucket/work")


def test_a_release_at_a_url_has_its_manifest_last(
    tmp_path: Path, memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("README.md", "data/articles/a.parquet", "manifest.json", "rejects.jsonl", "schema/a.json"):
        (tmp_path / "r" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "r" / name).write_text(name)
    put: list[str] = []
    real = type(memory).put_file

    def put_file(self: object, near: str, far: str, **named: object) -> None:
        put.append(far.partition("/release/")[2])
        real(self, near, far, **named)

    monkeypatch.setattr(type(memory), "put_file", put_file)
    publish(tmp_path / "r", "memory://bucket/release")
    assert len(put) == 5
    assert put[-1] == "manifest.json"


def test_local_workers_take_one_task_and_say_so() -> None:
    workers = LocalWorkers(1, Bounds())
    with pytest.raises(TypeError):
        workers.submit(print, "task", "and another")  # type: ignore[call-arg, arg-type]
    with pytest.raises(TypeError):
        workers.submit(print, "task", sep="")  # type: ignore[call-arg, arg-type]
    assert not isinstance(workers, Executor)
    workers.close()


def test_work_for_a_release_at_a_url_lies_where_nobody_else_can_write(
    captures: Path, cache: Path, memory: fsspec.AbstractFileSystem, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stop(*_: object, **__: object) -> None:
        (folder,) = (cache / "work").iterdir()
        assert any(folder.glob("*.done"))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("narco_corpus.builder.pipeline.make.make_document", stop)
        with pytest.raises(KeyboardInterrupt):
            build([captures], "memory://bucket/release", recogniser="lexicon")
    assert (cache / "work").stat().st_mode & 0o777 == 0o700
    (cache / "work").chmod(0o777)
    with pytest.raises(UsageError, match=r"nobody else can write to.*set NARCO_CORPUS_CACHE"):
        build([captures], "memory://bucket/release", recogniser="lexicon")
    (cache / "work").rename(cache / "elsewhere")
    (cache / "elsewhere").chmod(0o700)
    (cache / "work").symlink_to(cache / "elsewhere")
    with pytest.raises(UsageError, match="nobody else can write to"):
        build([captures], "memory://bucket/release", recogniser="lexicon")


def test_a_url_that_holds_other_files_or_cannot_be_reached_is_refused(
    captures: Path, tmp_path: Path, memory: fsspec.AbstractFileSystem
) -> None:
    memory.pipe("memory://thesis/chapter.txt", b"mine")
    with pytest.raises(UsageError, match="no release"):
        build([captures], "memory://thesis", recogniser="lexicon")
    assert memory.cat("memory://thesis/chapter.txt") == b"mine"
    with pytest.raises(UsageError, match="cannot write nosuch://"):
        build([captures], "nosuch://bucket/release", recogniser="lexicon")
    with pytest.raises(UsageError, match="cannot work in"):
        build([captures], tmp_path / "r", work=captures / "0000.txt" / "work", recogniser="lexicon")


def test_any_executor_gives_the_same_bytes(captures: Path, tmp_path: Path) -> None:
    build([captures], tmp_path / "here", recogniser="lexicon")
    with ThreadPoolExecutor(2) as threads:
        build([captures], tmp_path / "threads", recogniser="lexicon", executor=threads)
    with ProcessPoolExecutor(2) as processes:
        build([captures], tmp_path / "processes", recogniser="lexicon", executor=processes)
    assert files_of(tmp_path / "here") == files_of(tmp_path / "threads") == files_of(tmp_path / "processes")


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler and two workers of Dask, each a process of its own as on a cluster."""
    where = tmp_path / "scheduler.json"
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "cwd": tmp_path}
    dask = [sys.executable, "-m", "dask"]
    started = [
        subprocess.Popen([*dask, "scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(where)], **quiet)  # type: ignore[call-overload]
    ]
    worker = ["--nworkers", "1", "--nthreads", "1", "--no-dashboard", "--local-directory", str(tmp_path / "dask")]
    started += [
        subprocess.Popen([*dask, "worker", "--scheduler-file", str(where), *worker], start_new_session=True, **quiet)  # type: ignore[call-overload]
        for _ in range(2)
    ]
    end = time.monotonic() + 60
    while not where.exists() or not where.read_text().strip():
        assert time.monotonic() < end
        time.sleep(0.05)
    address = json.loads(where.read_text())["address"]
    yield address, started
    for process in started[1:]:
        os.killpg(process.pid, signal.SIGKILL)
    started[0].kill()
    for process in started:
        process.wait()


def test_dask_workers_of_which_one_is_killed_give_the_same_bytes(
    captures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, scheduler: tuple[str, object]
) -> None:
    build([captures], tmp_path / "here", recogniser="lexicon")
    monkeypatch.setattr(run_step, "make_slice", stumbling_make)  # a worker is killed with -9 within a slice
    build([captures], tmp_path / "there", recogniser="lexicon", scheduler=scheduler[0])
    assert (tmp_path / "stumbled").exists()
    assert files_of(tmp_path / "here") == files_of(tmp_path / "there")
    assert sorted(p.name for p in tmp_path.iterdir() if not p.name.startswith(("dask", "scheduler"))) == [
        "captures",
        "here",
        "stumbled",
        "there",
    ]


def test_a_scheduler_that_is_not_there_is_said(captures: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be reached"):
        build([captures], tmp_path / "r", recogniser="lexicon", scheduler="tcp://127.0.0.1:1")
    assert not (tmp_path / "r").exists()


@pytest.mark.parametrize("work", ["nowhere://x", "gs://bucket/work"])
def test_a_work_place_that_cannot_be_reached_is_told(
    work: str, captures: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "gcsfs", None)
    told = rf"cannot work in {work}/\.r\.[0-9a-f]{{16}}\.work: (Value|Import)Error: .*: choose a place with --work"
    with pytest.raises(UsageError, match=told):
        build([captures], tmp_path / "r", recogniser="lexicon", work=work)
    assert not (tmp_path / "r").exists()


def test_workers_are_ended_before_the_folder_that_they_write_to_is_taken_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from narco_corpus.builder.pipeline import build
    from narco_corpus.builder.pipeline.work import Work
    from narco_corpus.builder.pipeline.workers import LocalWorkers
    from narco_corpus.progress import Unwatched

    done: list[str] = []
    close, remove = LocalWorkers.close, Work.remove_all
    monkeypatch.setattr(LocalWorkers, "close", lambda workers: (close(workers), done.append("ended"))[0])
    monkeypatch.setattr(Work, "remove_all", lambda work: (done.append("taken away"), remove(work))[1])

    class Interrupting(Unwatched):
        def step(self, label: str, length: int) -> None:
            raise KeyboardInterrupt

    (tmp_path / "a.txt").write_text("Monday, March 7, 2011\n\nHeadline\n\nGunmen fought in Reynosa for two hours.\n")
    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "a.txt", tmp_path / "r", jobs=2, recogniser="lexicon", watcher=Interrupting())
    assert done == ["ended", "taken away"]
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]
