"""Checks the curated entries of the package (`check.py` and `bare_names.py` in `builder/knowledge/` say what for).

    python scripts/check_knowledge.py

Prints one fault a line and exits with 1 when there is any; prints the number of entries by label otherwise.
"""

from __future__ import annotations

import sys
from collections import Counter

from narco_corpus.builder.knowledge.bare_names import bare_names
from narco_corpus.builder.knowledge.check import faults
from narco_corpus.builder.knowledge.entries import LABELS, load_entries
from narco_corpus.errors import DataError


def main() -> int:
    """Print the faults, or the counts; the exit code."""
    try:
        entries = load_entries()
    except DataError as error:
        print(error, file=sys.stderr)
        return 1
    found = [*faults(entries), *bare_names(entries)]
    for fault in found:
        print(fault, file=sys.stderr)
    if not found:
        counts = Counter(e.label for e in entries)
        names = sum(1 + len(e.aliases) for e in entries)
        consulted = sum(bool(e.sources) for e in entries)
        print(", ".join(f"{label} {counts[label]}" for label in LABELS) + f"; {len(entries)} entries, {names} names")
        print(f"{consulted} entries rest on consulted sources, the others name a reference")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
