"""Boundaries and labels as the annotation guidelines decide them: sentences of our own, the mentions in ⟦ ⟧."""

from __future__ import annotations

import re
from datetime import date

import pytest

from narco_corpus.builder.recognise import load_recogniser
from narco_corpus.builder.recognise.mention import Unit

RECOGNISER = load_recogniser()
MARK = re.compile(r"⟦([^¦]+)¦(\w)⟧")
LETTERS = {"CRIMINAL_ORG": "C", "PERSON": "P", "PLACE": "L", "AUTHORITY": "A", "MEDIA": "M", "ORG": "O"}

CASES = """
The ⟦Zetas¦C⟧ left ⟦Monterrey¦L⟧ in the night.
⟦Los Zetas¦C⟧ fought the ⟦Gulf Cartel¦C⟧ in ⟦Tamaulipas¦L⟧.
They fear the ⟦zetas¦C⟧ in ⟦reynosa¦L⟧.
You must be a ⟦Zeta¦C⟧.
aqui mandan ⟦los zetas¦C⟧ y nadie mas
The ⟦Zetas¦C⟧’ men burned the bar.
The ⟦Sinaloa cartel¦C⟧ is older.
The ⟦Jalisco Cartel-New Generation¦C⟧ put up a banner.
The ⟦Jalisco New Generation Cartel¦C⟧ (⟦CJNG¦C⟧) said so.
El ⟦Cártel de Sinaloa¦C⟧ no contestó.
el ⟦CDG¦C⟧ anda en la ribereña
The ⟦Cartel de los Valencia¦C⟧ was small.
⟦CDS¦C⟧, ⟦CDG¦C⟧ and ⟦LFM¦C⟧ against them all
police in ⟦Apatzingán¦L⟧, ⟦Michoacán¦L⟧
He was seen in ⟦Nuevo Laredo¦L⟧, ⟦Tamaulipas¦L⟧, ⟦Mexico¦L⟧.
⟦Joaquín "El Chapo" Guzmán¦P⟧ escaped again.
⟦Ismael "El Mayo" Zambada¦P⟧ did not.
⟦El Chapo¦P⟧’s sons live in ⟦Culiacán¦L⟧.
⟦Nemesio Oseguera Cervantes¦P⟧, alias ⟦El Mencho¦P⟧, was not there.
President ⟦Felipe Calderón¦P⟧ spoke in ⟦Mexico City¦L⟧.
⟦la Tuta¦P⟧ habla mucho
al ⟦Chapo¦P⟧ lo agarraron en ⟦Mazatlán¦L⟧
⟦Miguel Ángel Treviño Morales¦P⟧, the ⟦Z-40¦P⟧, was arrested.
The ⟦Federal Police¦A⟧ arrested five men.
⟦SEDENA¦A⟧ sent soldiers to ⟦Guerrero¦L⟧.
The ⟦DEA¦A⟧ and the ⟦FBI¦A⟧ offered money.
The ⟦National Guard¦A⟧ arrived at noon.
the police and the army did nothing
The government of the state said that the marines were gone.
He owed money to the cartel, and the sicarios knew.
Organized crime is everywhere, the paper says.
⟦Blog del Narco¦M⟧ had the video first.
⟦El Universal¦M⟧ and ⟦Reforma¦M⟧ printed it.
I saw it on Twitter and on YouTube.
⟦gdl¦L⟧ is quiet, ⟦TJ¦L⟧ is not
My family lives in ⟦chapala¦L⟧.
Mexican and Sinaloan families left.
"No hay familia sin luto", dijo una mujer.
Hay resistencia en los pueblos.
The plaza is where people sell tamales.
⟦US¦L⟧ authorities said nothing.
The ⟦US State Department¦A⟧ said nothing.
Men of the ⟦Beltrán Leyva¦C⟧ organization and of the ⟦18th Street¦C⟧ gang were in ⟦Tapachula¦L⟧.
Police looked for the ⟦Overdick¦C⟧ organization in ⟦Guatemala¦L⟧.
The interpreter turned English into Spanish, and Spanish into Rarámuri.
General ⟦Cienfuegos¦P⟧ and Governor ⟦Greg Abbott¦P⟧ said nothing; Judge ⟦Cogan¦P⟧ did.
Two Guatemalans, a Mexican and the chapines drove home in an SUV with GPS.
The ⟦Beltrán Leyva Organization¦C⟧ was in ⟦Cuernavaca¦L⟧.
Senators of the ⟦Morena¦O⟧ party read ⟦Milenio¦M⟧ newspaper in ⟦Puebla¦L⟧.
""".strip().splitlines()


@pytest.mark.parametrize("case", CASES)
def test_decided_cases(case: str) -> None:
    text = MARK.sub(r"\1", case)
    (mentions,) = RECOGNISER.recognise([Unit("body", text)], date(2012, 5, 1))
    marked, end = "", 0
    for m in mentions:
        marked += text[end : m.start] + f"⟦{text[m.start : m.end]}¦{LETTERS[m.label]}⟧"
        end = m.end
    assert marked + text[end:] == case
