"""One set of captures gives one release, wherever, by whomever and in whatever surroundings it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import narco_corpus

TEXTS = {
    "a.txt": (
        "Wednesday, September 21, 2011\nViolence in Reynosa\n“Tecolote” for Borderland Beat\n\n"
        "Gunmen of the Gulf Cartel fought with Los Zetas in Reynosa, Tamaulipas 👩‍👩‍👧 on Tuesday night.\n\n\n"
        "  1. The CDG runs it 😀, Nuevo Laredo too. Mail me: name@example.com\n\n    1. 5:16 no, los zetas\n"
    ),
    "b.txt": (
        "viernes, 23 de abril de 2010\r\nBalacera en Ciudad Juárez\r\n\r\n"
        "El Ca\u0301rtel de\u00a0Juárez y La Línea atacaron a la Policía\u200b Federal en Ciudad Juárez.\r\n"
        "CafÃ© y más.\r\n"
    ),
    "c.html": (
        "<html><head><link rel=canonical href='https://example-blog.com/2012/01/durango.html'></head><body>"
        "<div class=post><h3 class='post-title entry-title'>Durango</h3>"
        "<div class='post-body entry-content' itemprop=articleBody>The Sinaloa Cartel moved into Durango &#128512; and "
        "left Culiacán to others, the Mexican Army said on Monday in Mexico City.</div></div></body></html>"
    ),
    "blank.txt": "",
}


def write(folder: Path, names: list[str]) -> Path:
    folder.mkdir()
    for name in names:
        (folder / name).write_bytes(TEXTS[name].encode())
    return folder


def built(arguments: list[str], cwd: Path, surroundings: Mapping[str, str]) -> dict[str, bytes]:
    command = [sys.executable, "-m", "narco_corpus", "build", *arguments, "--out", "release", "--splits", "60/20/20"]
    source = {"PYTHONPATH": str(Path(narco_corpus.__file__).parents[1])}
    environment = {k: v for k, v in os.environ.items() if not k.startswith("LC_")} | source | surroundings
    done = subprocess.run(command, cwd=cwd, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    release = cwd / "release"
    found = {p.relative_to(release).as_posix(): p.read_bytes() for p in release.rglob("*") if p.is_file()}
    shutil.rmtree(release)
    return found


def test_bytes_depend_on_nothing_but_the_captures(tmp_path: Path) -> None:
    names = sorted(TEXTS)
    write(tmp_path / "captures", names)
    write(tmp_path / "another name ñ", names[::-1])
    here = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C.UTF-8"}
    there = {"PYTHONHASHSEED": "1", "TZ": "Asia/Kolkata", "LANG": "C"}
    first = built(["captures"], tmp_path, here)
    one_by_one = [f"another name ñ/{name}" for name in reversed(names)]
    assert first == built([*one_by_one, "--jobs", "2"], tmp_path, there)
    for name, content in first.items():
        assert str(tmp_path).encode() not in content, name
