"""Short and written forms of place names: `Acapulco` for Acapulco de Juárez, `Cd. Juárez` for Ciudad Juárez."""

from __future__ import annotations

import re
from pathlib import Path

HONOURS = re.compile(r"^(?:Heroica|Heróica) (?:Ciudad de |Villa )?")
OFFICIAL = re.compile(r"^Municipio de | Municipality$")
WRITTEN = [
    ("Ciudad ", ("Cd. ", "Cd ")),
    ("Nuevo ", ("Nvo. ", "Nvo ")),
    ("Nueva ", ("Nva. ",)),
    ("General ", ("Gral. ", "Gral ", "Gen. ")),
    ("Puerto ", ("Pto. ", "Pto ")),
    ("Santa ", ("Sta. ", "Sta ")),
    ("Doctor ", ("Dr. ",)),
]
# First words that are no name by themselves.
GENERIC = frozenset(
    word
    for line in (Path(__file__).parent / "gazetteer" / "generic.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
    for word in line.split()
)
SAINTS = {"san", "santa", "santo"}
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


def short_forms(plain: str) -> list[str]:
    """Shorter names by rule; the caller drops those that belong to a larger place."""
    forms: list[str] = []
    if plain.startswith("Ciudad ") and not plain.startswith(("Ciudad de ", "Ciudad del ")):
        plain = plain.removeprefix("Ciudad ")
        forms.append(plain)
    joint = JOINED.search(plain)
    if joint:
        head = plain[: joint.start()].removesuffix(" Villa")
        first = head.split()[0].casefold()
        if len(head) > 3 and (first not in GENERIC or (first in SAINTS and " " in head)):
            forms.append(head)
    return forms


def written_forms(name: str) -> list[str]:
    """Abbreviated spellings of a Mexican name's first word."""
    return [short + name.removeprefix(long) for long, shorts in WRITTEN if name.startswith(long) for short in shorts]
