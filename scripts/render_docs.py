"""Bring the generated parts of the repository's documents up to date: DATASHEET.md and the README's data dictionary.

    python scripts/render_docs.py            write them
    python scripts/render_docs.py --check    write nothing; exit 1 and say which are out of date

DATASHEET.md is the embedded release's. The data dictionary stands in README.md between the two comments below.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from narco_corpus.model.dictionary import dictionary  # noqa: E402 - the checkout's own package, installed or not

BEGIN = "<!-- data dictionary: begin (scripts/render_docs.py writes it) -->"
END = "<!-- data dictionary: end -->"


def rendered() -> dict[Path, str]:
    """The documents as they should be."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    before, begin, rest = text.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        sys.exit(f"README.md lacks the comments between which the data dictionary stands:\n{BEGIN}\n{END}")
    datasheet = ROOT / "src" / "narco_corpus" / "data" / "release" / "DATASHEET.md"
    if not datasheet.is_file():
        sys.exit("the package holds no release yet: build the seed into src/narco_corpus/data/release")
    return {
        readme: f"{before}{BEGIN}\n\n{dictionary()}\n{END}{after}",
        ROOT / "DATASHEET.md": datasheet.read_text(encoding="utf-8"),
    }


def main() -> None:
    check = sys.argv[1:] == ["--check"]
    if sys.argv[1:] and not check:
        sys.exit("usage: python scripts/render_docs.py [--check]")
    stale = [p for p, text in rendered().items() if not p.is_file() or p.read_text(encoding="utf-8") != text]
    if check and stale:
        names = ", ".join(p.name for p in stale)
        sys.exit(f"out of date: {names}; run python scripts/render_docs.py and commit the result")
    for path in stale:
        path.write_text(rendered()[path], encoding="utf-8")
        sys.stdout.write(f"written: {path.name}\n")


if __name__ == "__main__":
    main()
