"""Build the seed into the package (`src/narco_corpus/data/release`); `--check` compares with what lies there."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from environment import ROOT, enter

EMBEDDED = ROOT / "src" / "narco_corpus" / "data" / "release"
ABOUT = ROOT / "scripts" / "about.toml"


def files(release: Path) -> dict[str, bytes]:
    return {p.relative_to(release).as_posix(): p.read_bytes() for p in release.rglob("*") if p.is_file()}


def main() -> int:
    from narco_corpus.builder.pipeline import build

    if "--check" not in sys.argv[1:]:
        build(None, EMBEDDED, about=ABOUT)
        print(f"embedded: {EMBEDDED.relative_to(ROOT)}")
        return 0
    with tempfile.TemporaryDirectory() as folder:
        build(None, Path(folder) / "release", about=ABOUT)
        fresh, present = files(Path(folder) / "release"), files(EMBEDDED)
    if fresh == present:
        return 0
    odd = sorted(name for name in fresh | present if fresh.get(name) != present.get(name))
    print(
        f"the embedded release is not what the seed gives: {', '.join(odd)}; run python3 scripts/embed.py",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    enter("build")
    raise SystemExit(main())
