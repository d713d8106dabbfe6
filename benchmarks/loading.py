"""What importing, opening and the first row cost, against bare Python and the import of pyarrow.parquet.

    python benchmarks/loading.py [RELEASE] [--rounds 15]

Every figure is the wall time of a whole process; the processes take turns, and ratios are medians over the rounds.
Without RELEASE the release in the package is read. Two ratios have a limit, printed beside them.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import time
from importlib.metadata import version

BARE = "bare Python"
PARQUET = "import pyarrow.parquet"
IMPORT = "import narco_corpus"
OPEN = "open a release"
FIRST_ROW = "first comment"
LIMITS = [(IMPORT, BARE, 1.5), (OPEN, BARE, None), (PARQUET, BARE, None), (FIRST_ROW, PARQUET, 1.1)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("release", nargs="?")
    parser.add_argument("--rounds", type=int, default=15)
    arguments = parser.parse_args()
    load = f"narco_corpus.load({arguments.release!r})"
    programs = {
        BARE: "pass",
        PARQUET: "import pyarrow.parquet",
        IMPORT: "import narco_corpus",
        OPEN: f"import narco_corpus; {load}",
        FIRST_ROW: f"import narco_corpus; next(iter({load}.comments))",
    }
    times: dict[str, list[float]] = {name: [] for name in programs}
    for turn in range(arguments.rounds + 1):
        for name, program in programs.items():
            start = time.perf_counter()
            subprocess.run([sys.executable, "-c", program], check=True)
            if turn:  # the first round warms the caches
                times[name].append(time.perf_counter() - start)
    packages = ", ".join(f"{name} {version(name)}" for name in ("pyarrow", "polars"))
    print(f"{platform.platform()}, {os.cpu_count()} cores, Python {platform.python_version()}, {packages}")
    for name, base, limit in LIMITS:
        ratio = statistics.median(a / b for a, b in zip(times[name], times[base], strict=True))
        bound = f"  (limit {limit})" if limit else ""
        print(f"{name:24} {statistics.median(times[name]):7.4f} s  {ratio:6.2f} × {base}{bound}")


if __name__ == "__main__":
    main()
