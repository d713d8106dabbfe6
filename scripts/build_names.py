"""Builds `names.tsv.gz`: given names and surnames of English and Spanish with a relative frequency class.

Sources, installed from PyPI (`scripts/gazetteer/requirements.txt`): `names` (frequencies of the 1990 United States
census, public domain), `faker` (MIT licence), and the hand-made `scripts/name_lists/spanish.tsv`. The same versions
give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import importlib
import math
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import names

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "src" / "narco_corpus" / "builder" / "knowledge" / "names.tsv.gz"
HAND = ROOT / "scripts" / "name_lists" / "spanish.tsv"
SPANISH = ("es", "es_MX", "es_ES", "es_CO", "es_AR", "es_CL")
ENGLISH = ("en_US", "en_GB")
# Rarer census surnames are mostly spellings that no list needs.
SURNAME_PERCENT = 0.001
GIVEN_PERCENT = 0.001
# One in ten people of that census bore Spanish names, so a Spanish name's share is ten times as great among them.
SPANISH_SHARE = 10
UNCOUNTED = 2

Key = tuple[str, str, str]


def fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).casefold()


def census(kind: str) -> dict[str, float]:
    """Per cent of the population by folded name."""
    tables = ["last"] if kind == "surname" else ["first:male", "first:female"]
    share: dict[str, float] = {}
    for table in tables:
        for line in Path(names.FILES[table]).read_text(encoding="ascii").splitlines():
            name, percent = line.split()[:2]
            share[name.casefold()] = max(share.get(name.casefold(), 0.0), float(percent))
    return share


def weight(percent: float) -> int:
    """Class 9 for one per cent and more, one less for every factor 2.4."""
    return max(1, min(9, round(9 + 8 / 3 * math.log10(percent)))) if percent > 0 else 1


def faker_names(locale: str) -> Iterator[tuple[str, str]]:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for attribute in dir(provider):
        kind = "given" if attribute.startswith("first_names") else "surname" if attribute == "last_names" else ""
        listed = getattr(provider, attribute)
        if kind and isinstance(listed, list | tuple | dict):
            for name in listed:
                for part in name.replace(" Jr", "").split():
                    yield part, kind


def english_case(name: str) -> str:
    """Capitals as written: the census has only upper case."""
    if name.startswith("mc") and len(name) > 4:
        return "Mc" + name[2:].capitalize()
    return name.capitalize()


def main() -> None:
    rows: dict[Key, tuple[str, int]] = {}

    def add(text: str, kind: str, language: str, value: int) -> None:
        key = (fold(text), kind, language)
        known = rows.get(key)
        if known is None:
            rows[key] = (text, value)
        else:  # the accented spelling stays
            rows[key] = (max(known[0], text, key=lambda t: (not t.isascii(), t == known[0])), max(known[1], value))

    shares = {kind: census(kind) for kind in ("given", "surname")}
    with HAND.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            for text in row["texts"].split():
                counted = weight(shares[row["kind"]].get(fold(text), 0) * SPANISH_SHARE)
                add(text, row["kind"], "es", max(int(row["weight"]), counted))
    english = {(fold(text), kind) for text, kind in faker_names("en_US")}
    for locale in (*SPANISH, *ENGLISH):
        for text, kind in faker_names(locale):
            language = locale[:2]
            if len(text) < 3 or not text[0].isupper():
                continue
            factor = SPANISH_SHARE if language == "es" and (fold(text), kind) not in english else 1
            percent = shares[kind].get(fold(text), 0) * factor
            spelling = english_case(text.casefold()) if text.startswith("Mc") else text
            add(spelling, kind, language, max(UNCOUNTED, weight(percent)))
    for kind, least in (("surname", SURNAME_PERCENT), ("given", GIVEN_PERCENT)):
        for name, percent in shares[kind].items():
            if percent >= least and len(name) > 2 and (name, kind, "es") not in rows:
                add(english_case(name), kind, "en", weight(percent))

    lines = sorted(f"{text}\t{kind}\t{language}\t{value}" for (_, kind, language), (text, value) in rows.items())
    data = "\n".join(["text\tkind\tlanguage\tweight", *lines, ""])
    TARGET.write_bytes(gzip.compress(data.encode(), compresslevel=9, mtime=0))
    print(f"{len(lines)} names, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
