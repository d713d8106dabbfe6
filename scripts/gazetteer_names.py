"""Short and written forms of place names: `Acapulco` for Acapulco de Juárez, `Cd. Juárez` for Ciudad Juárez."""

from __future__ import annotations

import re

HONOURS = re.compile(r"^(?:H\. |Heroica |Heróica )(?:Ciudad de |Villa de )?")
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
GENERIC = set(
    "san santa santo santos villa villas puerto valle boca playa playas rincón rancho ejido colonia barrio pueblo nuevo nueva "
    "general coronel ciudad lomas loma laguna cerro paso punta agua aguas ojo ojos real mesa llano llanos monte monte puente "
    "estación hacienda ex-hacienda unidad fraccionamiento granjas lázaro benito miguel josé juan luis felipe vicente isla cruz "
    "congregación crucero bajos barra bahía jardines hacienda villa capilla arroyo cañada campo casa casas salto bosque parque "
    "paraje palo palos piedra piedras pozo pozos presa tierra vuelta zona conjunto manuel francisco emiliano plan mina minas los "
    "las el la río rio alto arriba abajo santiago lagos magdalena asunción concepción natividad trinidad sección sector".split()
)
JOINED = re.compile(r" (?:de|del|de la|de las|de los|de el|y|Ixtapa)(?= )")


def short_forms(name: str, kind: str, country: str) -> list[str]:
    """Shorter names by rule; the caller drops those that belong to a larger place."""
    if country != "MX" or kind in {"country", "state"}:
        return [name.removesuffix(" County")] if False else []
    forms: list[str] = []
    plain = HONOURS.sub("", name)
    if plain != name:
        forms.append(plain)
        forms.append("H. " + name.removeprefix("Heroica ").removeprefix("H. "))
    city = re.sub(r"^(?:Ciudad|Cd\.) (?:de )?", "", plain)
    if city != plain and city not in {"México"}:
        forms.append(city)
        plain = city
    joint = JOINED.search(plain)
    if joint:
        head = plain[: joint.start()]
        if head.split()[0].casefold() not in GENERIC and len(head) > 3:
            forms.append(head)
        elif len(head.split()) > 1 and head.split()[0] in {"San", "Santa", "Santo", "Santiago"}:
            forms.append(head)
    return list(dict.fromkeys(forms))


def written_forms(name: str, country: str) -> list[str]:
    """Abbreviated spellings of a Mexican name's first word."""
    if country != "MX":
        return []
    return [short + name.removeprefix(long) for long, shorts in WRITTEN if name.startswith(long) for short in shorts]
