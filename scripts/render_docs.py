"""Bring the generated parts of the repository's documents up to date: DATASHEET.md and the README's generated blocks.

    python scripts/render_docs.py            write them
    python scripts/render_docs.py --check    write nothing; exit 1 and say which are out of date

DATASHEET.md is the embedded release's; the blocks stand in README.md between pairs of comments.
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "src"))

from narco_corpus.cli.info import summary  # noqa: E402 - the checkout's own package, installed or not
from narco_corpus.model.dictionary import dictionary  # noqa: E402
from narco_corpus.model.manifest import parse_manifest  # noqa: E402

RELEASE = ROOT / "src" / "narco_corpus" / "data" / "release"


def blocks() -> dict[str, str]:
    """What stands in README.md between `<!-- NAME: begin … -->` and `<!-- NAME: end -->`, by name."""
    return {"data dictionary": dictionary(), "figures": figures(), "summary": f"```text\n{summary(RELEASE)}\n```\n"}


def figures() -> str:
    """What was measured of the recogniser of the release in the package, a line for each set of texts."""
    lines = [
        "| measured on | mentions | F1, span and label (95 % interval) | F1, span "
        "| links right: organisations, persons | places | rightly without a link |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for row in parse_manifest((RELEASE / "manifest.json").read_bytes(), str(RELEASE)).measured:
        shares = (row.links_of_names, row.links_of_places, row.left_unlinked)
        links = " | ".join("–" if share is None else f"{share:.2f}" for share in shares)
        lines.append(
            f"| {row.posts} {row.gold} | {row.mentions:,} | {row.f1:.3f} ({row.f1_low:.3f}–{row.f1_high:.3f}) "
            f"| {row.span_f1:.3f} | {links} |"
        )
    return "\n".join(lines) + "\n"


def fill(text: str, name: str, content: str) -> str:
    """The text with one block brought up to date."""
    begin = f"<!-- {name}: begin (scripts/render_docs.py writes it) -->"
    end = f"<!-- {name}: end -->"
    if text.count(begin) != 1 or text.count(end) != 1 or text.index(begin) > text.index(end):
        sys.exit(f"README.md must hold these two comments once, in this order:\n{begin}\n{end}")
    return f"{text.partition(begin)[0]}{begin}\n\n{content}\n{end}{text.partition(end)[2]}"


def rendered() -> dict[Path, str]:
    """The documents as they should be."""
    readme = ROOT / "README.md"
    text = readme.read_text(encoding="utf-8")
    datasheet = RELEASE / "DATASHEET.md"
    if not datasheet.is_file():
        sys.exit("the package holds no release yet: run python scripts/embed.py")
    for name, content in blocks().items():
        text = fill(text, name, content)
    return {readme: text, ROOT / "DATASHEET.md": datasheet.read_text(encoding="utf-8")}


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
