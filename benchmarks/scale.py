"""Model of a build at any size, from rates measured here, and a check of it on a run ten times smaller.

    python benchmarks/scale.py [--documents 20000] [--pages 3000000000]

Builds generated captures in one process, of `--documents` and of a tenth of that, with the lexicon recogniser. The
larger run gives CPU seconds and bytes a capture of each step; the model predicts the smaller run from them, then a
corpus of `--pages`. Costs that do not grow with the corpus (imports, lists) are measured with a build of one capture.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from build import machine
from captures import write

STEPS = {
    "ingest": "reading and parsing",
    "group": "grouping and planning",
    "make": "making rows",
    "write": "Parquet",
    "finish": "finishing",
}
KINDS = ("spool", "keys", "plan", "arrow", "release")
SHARD_BYTES, SLICE_BYTES, TASK_BYTES = 192 << 20, 4 << 20, 4 << 20


def measure(captures: Path, out: Path) -> dict[str, float]:
    """CPU seconds of each step and bytes of each kind of file, in a process of its own."""
    done = subprocess.run(
        [sys.executable, __file__, "--measure", str(captures), str(out)],
        stdout=subprocess.PIPE,
        check=True,
        env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
    )
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _measured(captures: Path, out: Path) -> dict[str, float]:
    import time

    from narco_corpus.builder.merge.index import KeyIndex
    from narco_corpus.builder.pipeline import build
    from narco_corpus.builder.pipeline import run as steps
    from narco_corpus.builder.pipeline.work import Work
    from narco_corpus.builder.recognise import load_recogniser
    from narco_corpus.builder.write.release_folder import ReleaseWriter

    facts: dict[str, float] = dict.fromkeys(STEPS, 0.0)

    def timed(owner: object, name: str, step: str) -> None:
        real = getattr(owner, name)

        def run(*args: object, **named: object) -> object:
            began = time.process_time()
            try:
                return real(*args, **named)
            finally:
                facts[step] += time.process_time() - began

        setattr(owner, name, run)

    def sized(work: Work) -> None:
        assert work.folder is not None
        for kind in KINDS[:-1]:
            facts[kind] = sum(p.stat().st_size for p in work.folder.glob(f"*.{kind}"))
        remove(work)

    remove = Work.remove_all
    Work.remove_all = sized  # type: ignore[method-assign]
    load_recogniser("lexicon")
    timed(steps, "ingest", "ingest")
    timed(steps, "make_slice", "make")
    timed(steps, "write_document_shard", "write")
    timed(steps, "plan_articles", "group")
    timed(steps, "group_captures", "group")
    timed(KeyIndex, "load", "group")
    timed(steps.Run, "_close_loading", "group")
    timed(ReleaseWriter, "finish", "finish")
    report = build([captures], out, recogniser="lexicon")
    facts["captures"] = report.manifest.captures["read"]
    facts["release"] = sum(file.bytes for file in report.manifest.files)
    return facts


def main() -> None:
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(_measured(Path(sys.argv[2]), Path(sys.argv[3]))))
        return
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--documents", type=int, default=20_000)
    parser.add_argument("--pages", type=int, default=3_000_000_000)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        runs = {}
        for count in (1, args.documents // 10, args.documents):
            size = write(Path(folder) / str(count), count)
            runs[count] = measure(Path(folder) / str(count) / "captures", Path(folder) / "out") | {"input": size}
    one, small, large = runs[1], runs[args.documents // 10], runs[args.documents]
    rates = {name: (large[name] - one[name]) / (args.documents - 1) for name in (*STEPS, *KINDS, "input")}
    print(machine())
    print(f"{'':24} {'a capture':>12} {'predicted':>10} {'measured':>10}   ({args.documents // 10:,} captures)")
    whole = [0.0, 0.0]
    for name, label in STEPS.items():
        predicted = one[name] + rates[name] * (args.documents // 10 - 1)
        whole = [whole[0] + predicted, whole[1] + small[name]]
        print(f"{label:24} {rates[name] * 1e6:9,.0f} µs {predicted:8.2f} s {small[name]:8.2f} s")
    print(f"{'all steps':24} {'':12} {whole[0]:8.2f} s {whole[1]:8.2f} s   ({whole[0] / whole[1] - 1:+.0%})")
    for name in (*KINDS, "input"):
        predicted = one[name] + rates[name] * (args.documents // 10 - 1)
        print(f"{name + ' files':24} {rates[name]:10,.0f} B {predicted / 1e6:7.2f} MB {small[name] / 1e6:7.2f} MB")
    pages = args.pages
    print(f"\n{pages:,} captures like these:")
    for name, label in STEPS.items():
        print(f"{label:24} {rates[name] * pages / 3600:12,.0f} CPU hours")
    for name in (*KINDS, "input"):
        print(f"{name + ' files':24} {rates[name] * pages / 1e12:12,.2f} TB")
    total = rates["spool"] * pages
    print(
        f"ingest tasks {rates['input'] * pages / TASK_BYTES:,.0f}, slices {_parts(total, SLICE_BYTES):,}, "
        f"shards {_parts(total, SHARD_BYTES):,} of each table"
    )


def _parts(total: float, size: int) -> int:
    parts = 1
    while parts * size < total:
        parts *= 2
    return parts


if __name__ == "__main__":
    main()
