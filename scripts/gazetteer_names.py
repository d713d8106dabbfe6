"""Short and written forms of place names: `Acapulco` for Acapulco de Juárez, `Cd. Juárez` for Ciudad Juárez."""

from __future__ import annotations

import re
from collections.abc import Container
from pathlib import Path

from gazetteer_ambiguity import ARTICLES, JOINTS, fold

HONOURS = re.compile(r"^(?:Heroica|Heróica) (?:Ciudad de |Villa )?")
OFFICIAL = re.compile(r"^Municipio de | [Mm]unicipality$")
WRITTEN = [
    ("Ciudad ", ("Cd. ", "Cd ")),
    ("Nuevo ", ("Nvo. ", "Nvo ")),
    ("Nueva ", ("Nva. ",)),
    ("General ", ("Gral. ", "Gral ", "Gen. ")),
    ("Puerto ", ("Pto. ", "Pto ")),
    ("Santa ", ("Sta. ", "Sta ")),
    ("Doctor ", ("Dr. ",)),
]


def words_of(name: str) -> frozenset[str]:
    """The words of a list."""
    lines = (Path(__file__).parent / "gazetteer" / name).read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


GENERIC = words_of("generic.txt")
"""First words that are no name by themselves."""
SAINTS = {"san", "santa", "santo"}
ALONE = {"santiago", "asuncion", "concepcion", "magdalena", "trinidad"}
"""Saints and mysteries without a word before them."""
SAINTS_NAMES = words_of("saints.txt")
OTHER = re.compile(r"^(?P<name>[^(]+) \((?P<other>[^()]+)\)$")
"""A name with another one: `Miguel Alemán (La Doce)`."""
NO_NAME = {"fraccionamiento", "balance", "historical"}
"""What else stands in brackets."""
JOINED = re.compile(r" (?:de|del|Villa de)(?= )")


def plain_forms(name: str) -> list[str]:
    """The plain name first, then the longer forms that it stands for: `Matamoros`, `Heroica Matamoros`."""
    plain = HONOURS.sub("", OFFICIAL.sub("", name))
    plain = re.sub(r"^Ciudad de (?!México)", "", plain)
    forms = [plain]
    if plain != name and not OFFICIAL.search(name):
        forms.append(name)
    if name.startswith("Heroica "):
        forms.append("H. " + name.removeprefix("Heroica "))
    return forms


def split_names(name: str, states: Container[str]) -> list[str]:
    """The names of a town that GeoNames gives as one, but that of a state, which only says where it is."""
    found = OTHER.match(name)
    if found is None:
        return [name]
    first, other = found["name"], found["other"]
    part = other in states or other.casefold() in NO_NAME or fold(other.split()[0]) in JOINTS - ARTICLES
    return [first] if part else [first, other]


def after_saint(plain: str) -> str:
    """What follows a saint's name in a town's: `Tuxtepec` in `San Juan Bautista Tuxtepec`; empty for nothing."""
    words = plain.split()
    keys = [fold(word) for word in words]
    if keys[0] not in SAINTS | ALONE:
        return ""
    rest = next((n for n, key in enumerate(keys) if n and key not in SAINTS_NAMES), len(words))
    if rest == len(words) or (rest < 2 and keys[0] in SAINTS):
        return ""
    telling = keys[rest] not in GENERIC | JOINTS and len(words[rest]) > 3
    return " ".join(words[rest:]) if telling else ""


def short_forms(plain: str) -> list[str]:
    """Shorter names by rule; the caller drops those that belong to a larger place."""
    forms: list[str] = []
    if plain.startswith("Ciudad ") and not plain.startswith(("Ciudad de ", "Ciudad del ")):
        plain = plain.removeprefix("Ciudad ")
        forms.append(plain)
    for joint in JOINED.finditer(plain):  # `Tepeji` and `Tepeji del Río`
        head = plain[: joint.start()].removesuffix(" Villa")
        first = head.split()[0].casefold()
        if len(head) > 3 and (first not in GENERIC or (first in SAINTS and " " in head)):
            forms.append(head)
    return forms


def written_forms(name: str) -> list[str]:
    """Abbreviated spellings of a Mexican name's first word."""
    return [short + name.removeprefix(long) for long, shorts in WRITTEN if name.startswith(long) for short in shorts]
