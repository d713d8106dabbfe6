"""`narco-corpus browse`: what it prints, where it writes, how it serves and ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

COMMAND = [sys.executable, "-m", "narco_corpus", "browse"]


def browse(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False)


def test_out_writes_a_folder_of_pages_and_tells_its_size(shared_release: Path, tmp_path: Path) -> None:
    done = browse(shared_release, "--out", tmp_path / "pages")
    assert (done.returncode, done.stderr) == (0, "")
    files = [p for p in (tmp_path / "pages").rglob("*") if p.is_file()]
    assert f"index.html: {len(files)} files, " in done.stdout and " index" in done.stdout
    page = (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
    for script in page.split('<script src="')[1:]:
        assert (tmp_path / "pages" / script.partition('"')[0]).is_file()
    assert "Content-Security-Policy" in page and "<script>" not in page and "style=" not in page


def test_wrong_calls_and_damaged_releases_end_without_a_traceback(tmp_path: Path, release: Path) -> None:
    taken = browse(release, "--out", tmp_path)
    assert (taken.returncode, taken.stdout) == (2, "")
    assert "name a new folder" in taken.stderr and "Traceback" not in taken.stderr
    (release / "data/articles/train-00000-of-00002.parquet").unlink()
    damaged = browse(release, "--out", tmp_path / "pages")
    assert damaged.returncode == 1
    assert damaged.stderr.startswith("error: ") and "Traceback" not in damaged.stderr
    assert not (tmp_path / "pages").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no signal is sent there")
@pytest.mark.parametrize("told", [signal.SIGINT, signal.SIGTERM])
def test_without_out_the_pages_are_served_until_interrupted(
    told: signal.Signals, shared_release: Path, tmp_path: Path
) -> None:
    process = subprocess.Popen(
        [*COMMAND, str(shared_release), "--no-open"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().split()[0]
        assert address.startswith("http://127.0.0.1:")
        with urllib.request.urlopen(address) as response:
            assert b"<title>narco-corpus</title>" in response.read()
    finally:
        process.send_signal(told)
        _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors.strip()) == (0, "")
    assert list(tmp_path.iterdir()) == []
