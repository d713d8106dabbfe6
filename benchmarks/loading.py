"""What the loader costs, in whole processes: import against bare Python, first row against importing pyarrow.parquet.

    python benchmarks/loading.py [ROUNDS]

Rounds go through all cases in turn, after one that is not counted; medians and ratios are printed.
"""

from __future__ import annotations

import platform
import statistics
import subprocess
import sys
import time
from importlib.metadata import version

CASES = {
    "bare Python": "pass",
    "import narco_corpus": "import narco_corpus",
    "import pyarrow.parquet": "import pyarrow.parquet",
    "import polars": "import polars",
    "first row": "import narco_corpus; next(iter(narco_corpus.load().comments))",
    "first row, pyarrow alone": (
        "import pyarrow.parquet as pq; from importlib.resources import files;"
        "f = files('narco_corpus') / 'data/release/data/comments/train-00000-of-00001.parquet';"
        "next(pq.ParquetFile(f).iter_batches(1)).to_pylist()"
    ),
    "import datasets": "import datasets",
}
RATIOS = (
    ("import narco_corpus", "bare Python", 1.5),
    ("first row", "import pyarrow.parquet", 1.1),
)


def measure(code: str) -> float:
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True)
    return time.perf_counter() - start


def main() -> None:
    rounds = int(sys.argv[1]) if sys.argv[1:] else 15
    times: dict[str, list[float]] = {name: [] for name in CASES}
    for number in range(rounds + 1):
        for name, code in CASES.items():
            seconds = measure(code)
            if number:
                times[name].append(seconds)
    medians = {name: statistics.median(values) for name, values in times.items()}
    print(f"{platform.machine()}, Python {platform.python_version()}, pyarrow {version('pyarrow')}, {rounds} rounds")
    for name, seconds in medians.items():
        print(f"{name:26s} {seconds * 1000:8.1f} ms  {seconds / medians['bare Python']:6.2f} x bare Python")
    for name, base, target in RATIOS:
        print(f"{name} / {base}: {medians[name] / medians[base]:.2f} (target {target})")


if __name__ == "__main__":
    main()
