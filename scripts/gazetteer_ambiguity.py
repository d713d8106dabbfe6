"""Ambiguity classes of place names, from lists of names and words, the size of the place and hand-made classes.

A class belongs to a text, not to a place: all places of one name have the same class, that of the largest.
"""

from __future__ import annotations

import gzip
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gazetteer_places import Place

ARTICLES = {"el", "la", "los", "las", "the"}
TITLES = {"general", "gral.", "coronel", "capitan", "doctor", "dr.", "profesor", "ingeniero", "licenciado", "don"}
JOINTS = {"de", "del", "la", "las", "los", "y", "el", "en", "of", "the"}
# Words that begin names of places and nothing else, in any case.
GENERIC = {
    "ciudad",
    "cd",
    "cd.",
    "villa",
    "puerto",
    "pto",
    "pto.",
    "san",
    "santa",
    "santo",
    "sta",
    "sta.",
    "nuevo",
    "nueva",
    "h.",
}
# Texts of this field name places of these countries; elsewhere a place counts as a tenth of its size.
NEAR = {"MX", "US", "GT", "HN", "SV", "BZ", "NI", "CR", "PA", "CO"}


SPANISH = {"ES", "CU", "DO", "VE", "EC", "PE", "BO", "CL", "AR", "UY", "PY"}
# Inhabitants from which a short form stays that is also a common word or a person's name.
SHORT_CUED = 100_000


def fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).casefold()


def rank(place: Place) -> int:
    """Size of a place as these texts see it, for comparing places of one name."""
    if place.kind == "country":
        return 20_000_000
    if place.kind == "state":
        return 5_000_000 if place.country in {"MX", "US"} else 50_000
    least = 10_000 if place.kind in {"municipality", "borough"} else 1
    return max(least, place.size if place.country in NEAR else place.size // 10)


class Classifier:
    """Says which class a place's name has: unique (empty), cased or cued."""

    def __init__(self, knowledge: Path, places: Iterable[Place]) -> None:
        self.words = defaultdict(int, self._weights(knowledge / "words.tsv.gz", ""))
        self.given = defaultdict(int, self._weights(knowledge / "names.tsv.gz", "given"))
        self.spanish_given = defaultdict(int, self._weights(knowledge / "names.tsv.gz", "given", "es"))
        self.surnames = defaultdict(int, self._weights(knowledge / "names.tsv.gz", "surname"))
        self.size: dict[str, int] = defaultdict(int)
        self.hand: dict[str, str] = {}
        self.countries: set[str] = set()
        self.near: set[str] = set()
        for place in places:
            size = rank(place)
            for name in (f"{place.name}~{place.ambiguity}", *place.aliases):
                text, _, given = name.partition("~")
                self.size[fold(text)] = max(self.size[fold(text)], size)
                if place.country in NEAR or place.kind in {"country", "state"} or place.country in SPANISH:
                    self.near.add(fold(text))
                if place.kind == "country":
                    self.countries.add(fold(text))
                if given:
                    self.hand[fold(text)] = given

    @staticmethod
    def _weights(path: Path, kind: str, language: str = "") -> dict[str, int]:
        """Greatest class by folded text, of one kind where the file has kinds, of one or all languages."""
        weights: dict[str, int] = {}
        for line in gzip.decompress(path.read_bytes()).decode().splitlines()[1:]:
            cells = line.split("\t")
            if (not kind or cells[1] == kind) and (not language or cells[2] == language):
                weights[fold(cells[0])] = max(weights.get(fold(cells[0]), 0), int(cells[-1]))
        return weights

    def of(self, text: str) -> str:
        """Class of a text that names one or more places; empty for unique."""
        key = fold(text)
        given = self.hand.get(key) or self.hand.get(key.replace("-", " "))
        if given is not None:
            return "" if given == "unique" else given
        tokens = key.split()
        if key in self.countries and (len(tokens) > 1 or self.words[key] < 4):
            return ""
        size = self.size[key]
        return self._single(key, size) if len(tokens) == 1 else self._several(tokens, size)

    def _single(self, key: str, size: int) -> str:
        word, given, surname = self.words[key], self.given[key], self.surnames[key]
        if word >= 4:
            return "cased" if size >= 100_000 and word <= 5 and given < 4 and surname < 6 else "cued"
        if given >= 4:
            return "cased" if size >= 500_000 else "cued"
        if surname >= 5:
            return "cased" if size >= 50_000 else "cued"
        if given >= 2:
            return "cased" if size >= 20_000 else "cued"
        if surname >= 3:
            return "" if size >= 100_000 else "cased" if size >= 10_000 else "cued"
        if word >= 2:
            return "" if size >= 100_000 else "cased"
        if key not in self.near:
            return "cased"
        if size < 5_000:
            return "cued" if surname or given else "cased"
        return ""

    def _several(self, tokens: list[str], size: int) -> str:
        rest = [t for t in tokens if t not in JOINTS] or tokens
        plain = all(self.words[t] >= 3 or len(t) < 3 or t.isdigit() for t in rest)
        if tokens[0] in ARTICLES and len(tokens) == 2:
            # The shape of nicknames and groups.
            known = plain or self.given[tokens[1]] or self.surnames[tokens[1]] >= 3
            if known or (tokens[0] in {"el", "los"} and size < 20_000):
                return "cased" if size >= 30_000 else "cued"
            return "" if size >= 5_000 else "cased"
        if tokens[0] in GENERIC or tokens[-1] == "city":
            return ""
        if tokens[0] in TITLES and self.surnames[tokens[-1]]:
            return "cased" if size >= 50_000 else "cued"
        if (
            self.spanish_given[tokens[0]] >= 3
            and all(self.surnames[t] or self.given[t] for t in rest[1:])
            and len(rest) > 1
        ):
            return "cased" if size >= 50_000 else "cued"
        return "cased" if plain else ""

    def marked(self, place: Place) -> tuple[str, list[str]]:
        """The class of the place's name, and its aliases with theirs after a tilde."""
        out = []
        for alias in place.aliases:
            text, _, given = alias.partition("~")
            given = given or self.of(text)
            if given == "cued" and " " not in text and "~" not in alias and self.size[fold(text)] < SHORT_CUED:
                continue  # a short form by rule that is first of all a word or a person's name
            out.append(f"{text}~{given}" if given not in {"", "unique"} else text)
        given = place.ambiguity or self.of(place.name)
        return ("" if given == "unique" else given), out
