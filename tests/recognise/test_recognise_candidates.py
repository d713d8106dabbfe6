"""Spans that may be mentions: names without capitals, possessives, dates that are streets, titles outside."""

from __future__ import annotations

import pytest

from narco_corpus.builder.recognise.read.spans import SpanReader
from narco_corpus.builder.recognise.unit_text import WordText

READER = SpanReader()


def spans(sentence: str) -> set[str]:
    text = WordText("body", sentence)
    return {sentence[c.start : c.end] for c in READER.candidates(text)[0]}


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("ya aparecieron ubaldo quiñonez y zulma", ["ubaldo quiñonez", "zulma"]),
        ("they were drinking in hotel verde again", ["hotel verde"]),
        ("dicen que el gato montes ya se fue", ["el gato"]),
        ("The Weld County Sheriff's Office had booked him.", ["Weld County Sheriff's Office"]),
        ("El convoy rodó por Avenida 16 de Septiembre.", ["Avenida 16 de Septiembre"]),
        ("His brother Julio César Viramontes was not there.", ["Julio César Viramontes"]),
        ("The US Department of the Treasury put three men on it.", ["US Department of the Treasury"]),
        ("Los de Padilla, Tamps., no salen.", ["Tamps."]),
        ("Las de Justicia para Nuestras Hijas llevan la cuenta.", ["Justicia para Nuestras Hijas"]),
        ("los del 48 batallon ya subieron", ["48 batallon"]),
        ("Vinieron del Segundo Batallón de Infantería.", ["Segundo Batallón de Infantería"]),
        ("it was the 19th infantry battalion", ["19th infantry battalion"]),
        ("La 13 zona militar no dijo nada.", ["13 zona militar"]),
        ("41 guards of the Cereso No. 2 asked to be moved.", ["Cereso No. 2"]),
        ("lo mandaron al cefereso numero 9 en la noche", ["cefereso numero 9"]),
        ("Ford Motor Company pays on Fridays.", ["Ford Motor Company", "Ford"]),
        ("El 40 mandaba, según El Mexicano.", ["El 40", "El Mexicano"]),
        ("The Ford Hermosillo Plant rests on Sundays.", ["Ford Hermosillo Plant"]),
        ("The wind of Dodge City, Kansas.", ["Dodge City", "Kansas"]),
        ("The plant of Toyota, Guanajuato's largest.", ["Toyota", "Guanajuato"]),
        ("The Mexican Marines and the Mexican Federal Police.", ["Mexican Marines", "Mexican Federal Police"]),
        ("A Dodge Durango went to Durango at noon.", ["Durango"]),
        ("A school of Virgin River, beside Guadalupe.", ["Guadalupe"]),
        ("The operation in Chihuahua is over.", ["Chihuahua"]),
        ("OPERATIVO EN REYNOSA DEJA CINCO GALLINAS", ["REYNOSA"]),
        ("Photo Op In Saltillo", ["Saltillo"]),
        ("Operativo Norte Sur Este Tampico", ["Tampico"]),
        ('They fed "El Lazca" operation chief.', ["El Lazca"]),
        ("La señora de Culiacán y una lady of Reynosa.", ["Culiacán", "Reynosa"]),
        ("Señora de Culiacán, no llore.", ["Culiacán"]),
        ("The Nissan Guadalajara dealership sold one.", ["Nissan Guadalajara", "Guadalajara"]),
        ("A Dodge Durango came. The Durango police slept.", ["Durango"]),
        ("It snowed on Blvd. Hidalgo and on Av. Juárez.", ["Blvd. Hidalgo", "Av. Juárez"]),
    ],
)
def test_found(sentence: str, names: list[str]) -> None:
    assert set(names) <= spans(sentence)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Doña Cuca vende tamales.", "Doña Cuca"),
        ("prays alot for us", "alot"),
        ("thier cartel Mexican friends", "thier"),
        ("Casquillos de R-15 y el AK-47 quedaron ahí.", "R-15"),
        ("Casquillos de R-15 y el AK-47 quedaron ahí.", "el AK-47"),
        ("They fled in an F-150.", "F-150"),
        ("That was in the first zone of the map.", "first zone"),
        ("Fueron 33. Batallón de Infantería, dice.", "33. Batallón de Infantería"),
        ("He died on the 4th of August.", "August"),
        ("In late August, he came back.", "August"),
        ("El Culiacanazo cambió todo.", "El Culiacanazo"),
        ("Nuncio Franco Coppola celebrated a mass.", "Nuncio Franco Coppola"),
        ("Special Agent in Charge Shane Folden spoke.", "Charge Shane Folden"),
        ("Viva México cabrones.", "Viva México"),
        ("They came in a Dodge Durango.", "Durango"),
        ("They came in a Dodge Durango.", "Dodge Durango"),
        ("una Chevrolet Colorado y una Hyundai Santa Fe", "Colorado"),
        ("una Chevrolet Colorado y una Hyundai Santa Fe", "Santa Fe"),
        ("una Ford F-150 Lobo", "Ford"),
        ("A song for Our Lady of Guadalupe.", "Guadalupe"),
        ("Una vela a nuestra señora de Zapopan.", "Zapopan"),
        ("Una vela a la Virgen de San Juan de los Lagos.", "San Juan de los Lagos"),
        ("Operativo Conjunto Chihuahua began in May.", "Chihuahua"),
        ("Operation Laguna Segura began in May.", "Laguna Segura"),
        ("The operation “Golfo Limpio” began.", "Golfo Limpio"),
        ('Marines of the "Safe Harbour" operation rested.', "Safe Harbour"),
        ("On Monday Mexican marines swept the yard.", "Mexican marines"),
        ("Two Mexican federal police waited.", "Mexican federal police"),
        ("Concentran el 40% del total.", "el 40"),
        ("Si el mexicano declara o no.", "el mexicano"),
        ("A Dodge Durango stood there. The Durango was white.", "Durango"),
        ("They left at 10:40 with the boxes.", "40"),
        ("The gate opens at 40:10 on the clock.", "40"),
        ("It cost $40 and he paid.", "40"),
        ("Sold for 3,40 pesos at noon.", "40"),
        ("A door of 1.40 metres.", "40"),
        ("Ticket #40 won.", "40"),
        ("El 8:15 dice mentiras.", "El 8"),
        ("jajaja el 10:15 no sabe", "el 10"),
        ("El mayo de 2012 fue peor.", "El mayo"),
    ],
)
def test_never_a_candidate(sentence: str, name: str) -> None:
    assert name not in spans(sentence)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [("El 10: jefe de plaza.", "El 10"), ("El Mayo de Sinaloa vive.", "El Mayo"), ("Z-40: 20 men.", "Z-40")],
)
def test_a_code_before_a_colon_and_a_nickname_before_de_are_candidates(sentence: str, name: str) -> None:
    assert name in spans(sentence)


def test_no_name_runs_into_the_next_line_of_a_numbered_list() -> None:
    found = spans("1. Rice\n2. Insulin\n3. Mats\n4) Reynosa\n5) Matamoros")
    assert not any("\n" in name for name in found)
    assert "Ciclon\n7" in spans("They saw Ciclon\n7 at the gate.")
