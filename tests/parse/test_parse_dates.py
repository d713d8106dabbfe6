"""Dates and bylines of one line, in English and Spanish."""

from __future__ import annotations

from datetime import date

import pytest

from narco_corpus.builder.parse import is_byline, parse_date, parse_text

DATES = {
    "Wednesday, September 21, 2011": date(2011, 9, 21),
    "Saturday, June 05, 2010": date(2010, 6, 5),
    "Monday, March 14, 2011 |": date(2011, 3, 14),
    "Sep 27, 2011": date(2011, 9, 27),
    "Sept. 27, 2011": date(2011, 9, 27),
    "03 March 2012": date(2012, 3, 3),
    "August 13th 2012 · 3 Comments": date(2012, 8, 13),
    "Posted: 21 Mar 2012 10:04 AM PDT": date(2012, 3, 21),
    "Thursday, August 1, 2013 - 00:00": date(2013, 8, 1),
    "viernes, 23 de abril de 2010": date(2010, 4, 23),
    "Viernes 23 de Abril del 2010": date(2010, 4, 23),
    "11 ene 2016": date(2016, 1, 11),
    "1 de diciembre de 2009": date(2009, 12, 1),
    "1o. de julio de 2021": date(2021, 7, 1),
    "jueves 1.º de julio de 2021": date(2021, 7, 1),
    "1ro de julio del 2021, 10:36": date(2021, 7, 1),
    "9 de mayo de 2012 a la(s) 12:05 a.m.": date(2012, 5, 9),
    "abril 23, 2010": date(2010, 4, 23),
    "sábado, 4 de agosto de 2012": date(2012, 8, 4),
    "July 14, 2009 at 10:20 pm": date(2009, 7, 14),
    "2011-09-21": date(2011, 9, 21),
    "2011-09-21T10:00:00Z": date(2011, 9, 21),
    "21/09/2011": date(2011, 9, 21),
    "09/21/2011": date(2011, 9, 21),
    "February 29, 2012": date(2012, 2, 29),
}
NO_DATES = [
    "February 31, 2011",
    "31 de febrero de 2011",
    "February 29, 2011",
    "2011-13-01",
    "April 0, 2011",
    "03/04/2012",  # March or April
    "September 2011",
    "September 21",
    "Wednesday",
    "On September 21, 2011 the army came to the town",
    "September 21, 2011 was a day like any other",
    "March 5, 20111",
    "",
    "1" * 200,
]


@pytest.mark.parametrize(("line", "day"), DATES.items())
def test_date(line: str, day: date) -> None:
    assert parse_date(line) == day


@pytest.mark.parametrize("line", NO_DATES)
def test_no_date(line: str) -> None:
    assert parse_date(line) is None


@pytest.mark.parametrize("month", range(1, 13))
def test_every_month_in_both_languages(month: int) -> None:
    english = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    spanish = [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ]
    day = date(2011, month, 7)
    assert parse_date(f"{english[month - 1]} 7, 2011") == day
    assert parse_date(f"{english[month - 1][:3]} 7, 2011") == day
    assert parse_date(f"7 de {spanish[month - 1]} de 2011") == day
    assert parse_date(f"7 {spanish[month - 1][:3]} 2011") == day


@pytest.mark.parametrize(
    "line",
    [
        '"Saguaro" for Borderland Beat',
        "“Saguaro” and “Ocote” for Borderland Beat",
        '"Saguaro" for Borderland Beat (formerly Roble)',
        "Saguaro for Borderland Beat",
        "Saguaro for Borderland Beat from: Valley Star / Coast Times",
        "By Rosa Campos",
        "By ROSA CAMPOS and Juan de la Cruz",
        "Written By Rosa Campos",
        "by: el diario del valle",
        "Por Redacción",
        "Publicado por Rosa Campos",
        "Borderland Beat",
        "Borderland Beat Posted by Ocote Republished from The Valley Star",
        "Posted by Ocote at 5:16 PM",
        "Posted by el chivo de la sierra at 9:00 AM",
        "Por 24 Horas",
        "By 14ymedio",
        " By Ocote ",
    ],
)
def test_byline(line: str) -> None:
    assert is_byline(line)


@pytest.mark.parametrize(
    "line",
    [
        "By Friday nobody was left in the village.",
        "By the time they came the house was empty",
        "By now everyone in the city knows who gave the order",
        "By 10 PM five men had died",
        "By 300 soldiers",
        "Por eso nadie habla",
        "Por la noche los soldados volvieron al pueblo",
        "Saguaro says thank you for reading Borderland Beat, and asks for patience.",
        "Pictures By our readers",
        "The man worked for the cartel",
        "7 Villages Without A Road",
        "",
    ],
)
def test_no_byline(line: str) -> None:
    assert not is_byline(line)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("12:00 AM March 5, 2012", True),
        ("El Paso, March 10, 2011", True),
        ("Mar. 10 2011 -- Reynosa", True),
        ("jueves 10 de marzo del año 2011", True),
        ("10.III.2011", True),
        ("10 mrz 2011", True),
        ("2011, March 10", True),
        ("Frontera Beat since 2009", False),
        ("Top 10 of the border", False),
    ],
)
def test_a_date_over_the_title_in_a_form_that_is_not_known_is_told(line: str, told: bool) -> None:
    post = parse_text(f"{line}\n\nShootout in Reynosa today\n\nGunmen fought for hours in Reynosa, the mayor said.\n")
    assert (post.title, post.published_on, post.unread_day) == (
        "Shootout in Reynosa today",
        None,
        line if told else None,
    )
