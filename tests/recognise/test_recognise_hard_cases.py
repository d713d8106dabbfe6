"""What only context decides: group or place or word, person or place, whose nickname, which group of a name, by date.

Each case is a sentence with all its mentions in order, no more and no fewer. `docs/recognition.md` names the cases that
the recogniser still gets wrong.
"""

from __future__ import annotations

from datetime import date

import pytest

from narco_corpus.builder.recognise import load_recogniser
from narco_corpus.builder.recognise.mention import Unit

Wanted = tuple[str, str, str | None]
"""Text, label and entity of a mention."""

SINALOA: Wanted = ("Sinaloa", "CRIMINAL_ORG", "sinaloa-cartel")
JALISCO: Wanted = ("Jalisco", "CRIMINAL_ORG", "cjng")
CHAPO = "joaquin-guzman-loera"

CASES: dict[str, tuple[int, str, list[Wanted]]] = {
    "a state's name that wages war is the group": (
        2019,
        "Sinaloa vs Jalisco again, and the people of Zacatecas pay for it.",
        [SINALOA, JALISCO, ("Zacatecas", "PLACE", "MX-ZAC")],
    ),
    "a state's name where things happen is the state": (
        2019,
        "The truck was found burning on a highway in Jalisco, two hours from Guadalajara.",
        [("Jalisco", "PLACE", "MX-JAL"), ("Guadalajara", "PLACE", "geonames:4005539")],
    ),
    "after its town it is the state": (
        2012,
        "He was arrested in Culiacán, Sinaloa, with two rifles.",
        [("Culiacán", "PLACE", "geonames:4012176"), ("Sinaloa", "PLACE", "MX-SIN")],
    ),
    "La Barredora of 2011 is that of Acapulco": (
        2011,
        "In Acapulco a banner signed by La Barredora threatened the teachers.",
        [("Acapulco", "PLACE", "geonames:3533462"), ("La Barredora", "CRIMINAL_ORG", "la-barredora-acapulco")],
    ),
    "La Barredora of 2023 is that of Tabasco": (
        2023,
        "La Barredora, the group that runs Tabasco, burned shops in Villahermosa.",
        [
            ("La Barredora", "CRIMINAL_ORG", "la-barredora-tabasco"),
            ("Tabasco", "PLACE", "MX-TAB"),
            ("Villahermosa", "PLACE", "geonames:3514670"),
        ],
    ),
    "Los Rojos beside the Gulf Cartel": (
        2011,
        "In Matamoros the Gulf Cartel faction Los Rojos lost two men.",
        [
            ("Matamoros", "PLACE", "geonames:3523466"),
            ("Gulf Cartel", "CRIMINAL_ORG", "gulf-cartel"),
            ("Los Rojos", "CRIMINAL_ORG", "los-rojos-gulf-cartel"),
        ],
    ),
    "Los Rojos of Guerrero": (
        2013,
        "Los Rojos and Guerreros Unidos fight over Chilapa, Guerrero.",
        [
            ("Los Rojos", "CRIMINAL_ORG", "los-rojos-guerrero"),
            ("Guerreros Unidos", "CRIMINAL_ORG", "guerreros-unidos"),
            ("Chilapa", "PLACE", "geonames:3530886"),
            ("Guerrero", "PLACE", "MX-GRO"),
        ],
    ),
    "Milenio the paper": (
        2011,
        "The newspaper Milenio reported that eleven bodies were found.",
        [("Milenio", "MEDIA", "milenio")],
    ),
    "Milenio the cartel": (
        2010,
        "The Milenio cartel moved cocaine through Jalisco.",
        [("Milenio cartel", "CRIMINAL_ORG", "milenio-cartel"), ("Jalisco", "PLACE", "MX-JAL")],
    ),
    "Zeta the weekly": (
        2010,
        "The weekly Zeta of Tijuana published the list of the dead.",
        [("Zeta", "MEDIA", "zeta-tijuana"), ("Tijuana", "PLACE", "geonames:3981609")],
    ),
    "a Zeta of the group": (
        2010,
        "A Zeta was shot dead by soldiers in Monterrey.",
        [("Zeta", "CRIMINAL_ORG", "los-zetas"), ("Monterrey", "PLACE", "geonames:3995465")],
    ),
    "Lázaro Cárdenas the president": (
        2014,
        "President Lázaro Cárdenas nationalised the oil in 1938.",
        [("Lázaro Cárdenas", "PERSON", "lazaro-cardenas-del-rio")],
    ),
    "Lázaro Cárdenas the port": (
        2013,
        "Marines took over the port of Lázaro Cárdenas, Michoacán.",
        [
            ("Marines", "AUTHORITY", "mexican-marines"),
            ("Lázaro Cárdenas", "PLACE", "geonames:4026082"),
            ("Michoacán", "PLACE", "MX-MIC"),
        ],
    ),
    "names of groups as words": (
        2011,
        "mi familia lives there and there is no resistencia left, only fear in the plaza",
        [],
    ),
    "La Línea the queue": (2012, "la línea is long at the bridge, wait two hours", []),
    "La Línea the group": (
        2012,
        "Members of La Línea burned a bar in Ciudad Juárez.",
        [("La Línea", "CRIMINAL_ORG", "la-linea"), ("Ciudad Juárez", "PLACE", "geonames:4013708")],
    ),
    "gente nueva, new people": (2010, "We need gente nueva in this town, honest people.", []),
    "a nickname that several bear links to nobody": (
        2013,
        "The army arrested El Ingeniero in a house with three women.",
        [("El Ingeniero", "PERSON", None)],
    ),
    "a shared nickname links once the full name stands beside it": (
        2013,
        "Dámaso López Núñez, known as El Licenciado, ran the prison. El Licenciado worked for Chapo.",
        [
            ("Dámaso López Núñez", "PERSON", "damaso-lopez-nunez"),
            ("El Licenciado", "PERSON", "damaso-lopez-nunez"),
            ("El Licenciado", "PERSON", "damaso-lopez-nunez"),
            ("Chapo", "PERSON", CHAPO),
        ],
    ),
    "or between two": (
        2012,
        "It was El Chapo or El Mayo who paid the general.",
        [("El Chapo", "PERSON", CHAPO), ("El Mayo", "PERSON", "ismael-zambada-garcia")],
    ),
    "alias between two names of one man": (
        2010,
        "Nemesio Oseguera Cervantes alias El Mencho was in the car.",
        [
            ("Nemesio Oseguera Cervantes", "PERSON", "nemesio-oseguera-cervantes"),
            ("El Mencho", "PERSON", "nemesio-oseguera-cervantes"),
        ],
    ),
    "slashes between groups": (
        2012,
        "La Familia/Zetas/CJNG all tax the same avocado.",
        [
            ("La Familia", "CRIMINAL_ORG", "la-familia-michoacana"),
            ("Zetas", "CRIMINAL_ORG", "los-zetas"),
            ("CJNG", "CRIMINAL_ORG", "cjng"),
        ],
    ),
    "misspelt places": (
        2010,
        "i drove from jocotopec to chapala and then my uncle went to Ensendada",
        [
            ("jocotopec", "PLACE", "geonames:4003908"),
            ("chapala", "PLACE", "geonames:4014553"),
            ("Ensendada", "PLACE", "geonames:4006702"),
        ],
    ),
    "joined names of groups": (
        2010,
        "The BLs and MilenioValencias and BeltranLeyvas are finished.",
        [
            ("BLs", "CRIMINAL_ORG", "beltran-leyva-organization"),
            ("MilenioValencias", "CRIMINAL_ORG", "milenio-cartel"),
            ("BeltranLeyvas", "CRIMINAL_ORG", "beltran-leyva-organization"),
        ],
    ),
    "Guerrero the state": (
        2012,
        "Four heads were found in Chilpancingo, Guerrero, and two more near Iguala.",
        [
            ("Chilpancingo", "PLACE", "geonames:3530870"),
            ("Guerrero", "PLACE", "MX-GRO"),
            ("Iguala", "PLACE", "geonames:3526798"),
        ],
    ),
    "Guerrero the mayor": (
        2011,
        "Joaquín Guerrero was mayor. Guerrero said he knew nothing.",
        [("Joaquín Guerrero", "PERSON", None), ("Guerrero", "PERSON", None)],
    ),
    "GN after Gente Nueva": (
        2010,
        "Gente Nueva hung a banner in Ciudad Juárez signed GN.",
        [
            ("Gente Nueva", "CRIMINAL_ORG", "gente-nueva"),
            ("Ciudad Juárez", "PLACE", "geonames:4013708"),
            ("GN", "CRIMINAL_ORG", "gente-nueva"),
        ],
    ),
    "GN before there was a Guardia Nacional": (
        2010,
        "In Ciudad Juárez the GN fights La Línea for the streets.",
        [
            ("Ciudad Juárez", "PLACE", "geonames:4013708"),
            ("GN", "CRIMINAL_ORG", "gente-nueva"),
            ("La Línea", "CRIMINAL_ORG", "la-linea"),
        ],
    ),
    "GN after Guardia Nacional": (
        2021,
        "The Guardia Nacional sent 200 men to Caborca. The GN set up two checkpoints.",
        [
            ("Guardia Nacional", "AUTHORITY", "national-guard-mexico"),
            ("Caborca", "PLACE", "geonames:4004887"),
            ("GN", "AUTHORITY", "national-guard-mexico"),
        ],
    ),
    "weapons and trucks are no persons": (
        2012,
        "Soldiers in Reynosa seized two AR-15 rifles, an AK-47, three R15s and a Ford F-150.",
        [("Reynosa", "PLACE", "geonames:3520339")],
    ),
    "a person may be called like a weapon": (
        2012,
        "The man who is known as El R-15 fled, and so did a boss alias M-16.",
        [("El R-15", "PERSON", None), ("M-16", "PERSON", None)],
    ),
    "who is addressed is no person, who is named is": (
        2012,
        "@Chivis thank you, but Chapo Guzmán was seen in Reynosa.",
        [
            ("Chapo Guzmán", "PERSON", "joaquin-guzman-loera"),
            ("Reynosa", "PLACE", "geonames:3520339"),
        ],
    ),
    "an account is no mention": (
        2012,
        "@Anonymous 10:40 and @SSP_CDMX, nobody saw the army in Reynosa.",
        [("Reynosa", "PLACE", "geonames:3520339")],
    ),
    "a name that a text begins with is no account for those that it addresses later": (
        2012,
        "Reynosa is quiet, ask @Chivis or @10:40",
        [("Reynosa", "PLACE", "geonames:3520339")],
    ),
    "lower case throughout": (
        2011,
        "cdg and zetas fight for tamaulipas and nuevo leon",
        [
            ("cdg", "CRIMINAL_ORG", "gulf-cartel"),
            ("zetas", "CRIMINAL_ORG", "los-zetas"),
            ("tamaulipas", "PLACE", "MX-TAM"),
            ("nuevo leon", "PLACE", "MX-NLE"),
        ],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_hard_cases(case: str) -> None:
    year, text, wanted = CASES[case]
    (found,) = load_recogniser().recognise([Unit("body", text)], date(year, 6, 1))
    assert [(text[m.start : m.end], m.label, m.entity_id) for m in found] == wanted


def test_a_surname_in_a_comment_is_the_person_of_the_article() -> None:
    units = [
        Unit("body", "Heriberto Lazcano Lazcano was killed in Progreso, Coahuila."),
        Unit("comment", "lazcano is not dead, they never showed the body"),
    ]
    _, comment = load_recogniser().recognise(units, date(2012, 10, 9))
    assert [(m.start, m.end, m.label, m.entity_id) for m in comment] == [(0, 7, "PERSON", "heriberto-lazcano")]


def test_undated_posts_leave_a_name_of_two_groups_unlinked() -> None:
    (found,) = load_recogniser().recognise([Unit("body", "Yesterday La Barredora hung a banner.")], None)
    assert [(m.label, m.entity_id) for m in found] == [("CRIMINAL_ORG", None)]
