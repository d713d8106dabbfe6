"""Throughput of a build beside the copy floor and other ways to do the same work: one run, in turn, medians, ratios.

    python benchmarks/build.py [--documents 20000] [--rounds 3] [--with default,spacy,datasets]
        [--spacy-python PYTHON]

The copy floor is one process that reads every capture and writes its text as one zstd-3 Parquet column. Each row runs
in a process of its own on the same generated captures (`benchmarks/captures.py`); peak memory is that of the largest
process, from the operating system. Shares of the stages are those of a build in one process. `--spacy-python` is an
interpreter that has spaCy with a small English model, for the rows that need one.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from captures import write
from merging import merge_quality

HERE = Path(__file__).resolve().parent
ROWS = {
    "copy floor": ["peers.py", "copy"],
    "lexicon, 1 worker": ["peers.py", "build", "lexicon", "1"],
    "lexicon, 2 workers": ["peers.py", "build", "lexicon", "2"],
}
MORE = {
    "default": {"default recogniser, 2 workers": ["peers.py", "build", "default", "2"]},
    "spacy": {"spaCy small in its place, 2 workers": ["peers.py", "build", "spacy", "2"]},
    "datasets": {"from_generator + jsonschema + EntityRuler": ["peers.py", "datasets"]},
}
SLOW = {"spacy": 20, "datasets": 20}
"""Rows that get so many times fewer documents; their rate is what counts."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--with", dest="peers", default="", help="of default, spacy, datasets")
    parser.add_argument("--spacy-python", default=sys.executable)
    args = parser.parse_args()
    rows = dict(ROWS)
    chosen = [name for name in args.peers.split(",") if name]
    for name in chosen:
        rows |= MORE[name]
    with tempfile.TemporaryDirectory() as folder:
        corpus, small = Path(folder) / "corpus", Path(folder) / "small"
        size = write(corpus, args.documents)
        if any(name in SLOW for name in chosen):
            write(small, max(200, args.documents // 20))
        slow = {label for name in chosen if name in SLOW for label in MORE[name]}
        times: dict[str, list[float]] = {label: [] for label in rows}
        peaks: dict[str, int] = {}
        measured: dict[str, dict[str, float]] = {}
        for _ in range(args.rounds):
            for label, command in rows.items():
                python = args.spacy_python if label in slow else sys.executable
                where = small if label in slow else corpus
                facts = run(python, command, where, Path(folder) / "out")
                times[label].append(facts["seconds"] / facts["documents"])
                peaks[label] = max(peaks.get(label, 0), int(facts["peak"]))
                measured[label] = facts
        quality = merge_quality(corpus, Path(folder) / "out") if list(rows)[-1] in ROWS else None
    print(machine())
    print(f"{args.documents:,} captures, {size / 1e6:,.1f} MB; medians of {args.rounds} rounds")
    medians = {label: statistics.median(each) for label, each in times.items()}
    floor = medians["copy floor"]
    per_document = size / args.documents / 1e6
    print(f"{'':44} {'docs/s':>8} {'MB/s':>7} {'of floor':>9} {'peak MiB':>9}")
    for label, each in medians.items():
        share = f"{floor / each:9.1%}"
        print(f"{label:44} {1 / each:8,.0f} {per_document / each:7.1f} {share} {peaks[label] >> 20:9,}")
    print(f"2 workers / 1 worker: {medians['lexicon, 1 worker'] / medians['lexicon, 2 workers']:.2f}")
    shares = {k.removeprefix("stage "): v for k, v in measured["lexicon, 1 worker"].items() if k.startswith("stage ")}
    whole = sum(shares.values())
    print("stages of 1 worker: " + ", ".join(f"{name} {part / whole:.1%}" for name, part in shares.items()))
    if quality is not None:
        for name, pairs in quality._asdict().items():
            print(f"{name}: {pairs.pairs:,} pairs, precision {pairs.precision:.4f}, recall {pairs.recall:.4f}")


def run(python: str, command: list[str], corpus: Path, out: Path) -> dict[str, float]:
    """One row in a process of its own; what it says of itself."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    began = time.perf_counter()
    done = subprocess.run(
        [python, str(HERE / command[0]), *command[1:], str(corpus), str(out)],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    facts: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    facts.setdefault("seconds", time.perf_counter() - began)
    return facts


def machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("pyarrow", "polars", "ahocorasick-rs", "jsonschema-rs"))
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {packages}"


if __name__ == "__main__":
    main()
