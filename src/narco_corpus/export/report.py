"""What an export did, and how its README says so."""

from __future__ import annotations

from dataclasses import dataclass

from narco_corpus.corpus import Corpus


@dataclass(frozen=True)
class Written:
    """What a format's writer wrote."""

    counts: dict[str, int]
    """What was written (`articles`, `mentions`, …) and how many of it."""
    lost: tuple[str, ...]
    """What the format cannot hold, each with the number of cases in this release where one can be counted."""


def about(corpus: Corpus, title: str, written: Written, reading: str) -> str:
    """The README.md that lies in an exported folder: origin, what is in it, what is not, how to read it."""
    counts = "\n".join(f"- {what}: {n:,}" for what, n in written.counts.items())
    lost = "\n".join(f"- {item}" for item in written.lost)
    return f"""# {title}

Exported from narco-corpus data version {corpus.version}, alias lists {corpus.alias_list_version or "not recorded"}.

{counts}

Mentions and links are made by a program; that somebody is named asserts nothing about them. The texts are under the
rights that the release states for them; nobody granted any for most.

{reading.strip()}

## What is not here

{lost}

## Cite

{corpus.citation}
"""
