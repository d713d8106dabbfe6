"""Captures, releases and poison for the tests of builds at scale."""

from __future__ import annotations

import hashlib
import os
import re
import signal
import threading
import time
from datetime import date
from pathlib import Path
from typing import NamedTuple

from narco_corpus.builder.pipeline import ingest as ingest_step
from narco_corpus.builder.pipeline import make as make_step
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.builder.post import Post

ROOT = Path(__file__).resolve().parents[2]
PLACES = ("Reynosa, Tamaulipas", "Culiacán, Sinaloa", "Apatzingán, Michoacán", "Iguala, Guerrero", "Fresnillo")


def write_captures(folder: Path, count: int, comments: int = 4) -> Path:
    """Posts that share hardly a word but the names."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        own = hashlib.sha256(str(number).encode()).hexdigest()
        words = " ".join(own[i : i + 6] for i in range(0, 60, 6))
        lines = [f"Monday, March {number % 28 + 1}, 2011", "", f"Shooting {number} in {PLACES[number % 5]}", ""]
        lines += [f"Gunmen of the Gulf Cartel and Los Zetas fought in {PLACES[number % 5]}, {words}.", "", ""]
        for n in range(1, number % (comments + 1) + 1):
            lines += [f"  {n}. Comment {n} {own[n : n + 9]}: the zetas will be back in {PLACES[n % 5]}.", ""]
        (folder / f"{number:04d}.txt").write_text("\n".join(lines), encoding="utf-8")
    return folder


def files_of(release: Path) -> dict[str, str]:
    return {
        p.relative_to(release).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in sorted(release.rglob("*"))
        if p.is_file()
    }


def poison_parse(capture: object) -> Post:
    """A parser that a bad page can stop in every way there is: the page says how."""
    content: bytes = capture.content  # type: ignore[attr-defined]
    if b"POISON-DIE" in content:
        os.kill(os.getpid(), signal.SIGKILL)
    if b"POISON-LOOP" in content:
        while True:
            pass
    if b"POISON-STUCK" in content:  # as C code that never comes back: no signal gets through
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGALRM})
        time.sleep(3600)
    if b"POISON-MEMORY" in content:
        held = []
        while True:
            held.append(bytearray(64 << 20))
    body = re.sub(r"\n{3,}", "\n\n", content.decode().strip("\n"))
    return Post(title=body.split("\n")[2], published_on=date(2011, 3, 1), body=body, layout="plain")


def poisoned_ingest(task: ingest_step.IngestTask) -> ingest_step.IngestResult:
    """The ingest step with that parser; a function of a module, so that workers can be sent it."""
    ingest_step.to_post = poison_parse
    return ingest_step.ingest(task)


def waiting_make(task: make_step.MakeTask) -> make_step.MakeResult:
    """The make step; whoever makes the post of number 7 says so and never comes to an end."""
    real = make_step.make_document

    def waiting(article: object, post: Post, *args: object, **named: object) -> object:
        if "Shooting 7 " in (post.title or ""):
            (Path(task.work.place).parent / "waiting").touch()
            threading.Event().wait()
        return real(article, post, *args, **named)  # type: ignore[arg-type]

    make_step.make_document = waiting  # type: ignore[assignment]
    return make_step.make_slice(task)


class Trace(NamedTuple):
    """A task that leaves a file behind as soon as it begins."""

    name: str
    work: Work


def leave_trace(task: Trace) -> None:
    task.work.put("trace", b"")


def stumbling_make(task: make_step.MakeTask) -> make_step.MakeResult:
    """The make step; whoever takes the second slice first is killed in the middle of it."""
    once = Path(task.work.place).parent / "stumbled"
    if task.name.endswith("1") and not once.exists():
        once.touch()
        real = make_step.make_document

        def dying(*args: object, **named: object) -> object:
            os.kill(os.getpid(), signal.SIGKILL)
            return real(*args, **named)  # type: ignore[arg-type]

        make_step.make_document = dying  # type: ignore[assignment]
    return make_step.make_slice(task)
