"""Pipes, sockets, devices and archives that are no file of captures are set aside at once, with what to do."""

from __future__ import annotations

import io
import os
import signal
import socket
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from narco_corpus.builder.captures import Capture, ReadOptions, Unreadable, list_sources, read_source

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no such files")
OPTIONS = ReadOptions()


@pytest.fixture(autouse=True)
def _never_hangs() -> Iterator[None]:
    before = signal.signal(signal.SIGALRM, lambda *_: pytest.fail("it waits for a pipe"))
    signal.alarm(30)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def read(*places: Path) -> tuple[list[Capture], list[Unreadable]]:
    got = [capture for source in list_sources(list(places), OPTIONS) for capture in read_source(source, OPTIONS)]
    return [c for c in got if isinstance(c, Capture)], [c for c in got if isinstance(c, Unreadable)]


@pytest.mark.parametrize("linked", [False, True])
def test_pipe_that_nobody_writes_to(tmp_path: Path, linked: bool) -> None:
    (tmp_path / "good.txt").write_text("words of a page")
    os.mkfifo(tmp_path / ".pipe")
    (tmp_path / "pipe.txt").symlink_to(".pipe")
    places = (tmp_path,) if linked else (tmp_path / "good.txt", tmp_path / ".pipe")
    (capture,), (refused,) = read(*places)
    assert capture.content == b"words of a page"
    assert "a pipe, a socket or a device" in refused.reason


def test_pipe_in_the_place_of_a_manifest(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("words of a page")
    os.mkfifo(tmp_path / "captures.csv")
    captures, _ = read(tmp_path)
    assert len(captures) == 1
    captures, _ = read(tmp_path / "good.txt")
    assert len(captures) == 1


@pytest.mark.parametrize("place", ["/dev/null", "/dev/zero", "/dev/full"])
def test_device(tmp_path: Path, place: str) -> None:
    (tmp_path / "good.txt").write_text("words of a page")
    captures, (refused,) = read(tmp_path / "good.txt", Path(place))
    assert len(captures) == 1
    assert "a device, not a file" in refused.reason


def test_socket(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # a socket's path is short
    (tmp_path / "good.txt").write_text("words of a page")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("here")
        captures, (refused,) = read(tmp_path / "good.txt", tmp_path / "here")
    assert (len(captures), refused.path) == (1, "here")


def test_tar_archive_is_called_so(tmp_path: Path) -> None:
    with tarfile.open(tmp_path / "a.txt", "w") as archive:
        member = tarfile.TarInfo("page.txt")
        member.size = 5
        archive.addfile(member, io.BytesIO(b"words"))
    _, (refused,) = read(tmp_path)
    assert refused.reason == "not text: a tar archive; unpack it"
