"""Printed names of a page's commenters are replaced where others address them, and names of the story are not."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.builder.privacy import Pseudonyms, hide_names

STORY = "Shooting in Cadereyta\nEl Pony and CalleNueve9 were named, and Juan Solís Mena. El Chapo was not."
BYLINE = "“Tecolote Viejo” for Borderland Beat"


def hidden(authors: list[str | None], *texts: str) -> tuple[list[str], int]:
    pseudonyms = Pseudonyms()
    return hide_names(texts, authors, [pseudonyms.of(a) for a in authors], STORY, BYLINE)


CASES: list[tuple[str, str, str]] = [
    ("ElRegio81", "@ElRegio81 shut up", "@commenter-1 shut up"),
    ("ElRegio81", "El Regio 81 lies.", "commenter-1 lies."),
    ("ElRegio81", "I agree with elregio81: right", "I agree with commenter-1: right"),
    ("ElRegio81", "ElRegio81's cousin (ElRegio81)", "commenter-1's cousin (commenter-1)"),
    ("ElRegio81", "el regio 81 veces", "el regio 81 veces"),
    ("ElRegio81", "ElRegio811 and MiElRegio81", "ElRegio811 and MiElRegio81"),
    ("El Costeño", "@El Costeño no", "@commenter-1 no"),
    ("ElCosteño", "@elcosteno, no", "@commenter-1, no"),
    ("El Costeño", "y El Costeño dijo", "y commenter-1 dijo"),
    ("El Costeño", "y EL COSTENO dijo", "y commenter-1 dijo"),
    ("El Costeño", "no soy el costeño", "no soy el costeño"),
    ("lagartija_77", "@lagartija 77 hola", "@commenter-1 hola"),
    ("Maria", "＠Maria no, ﹫ Maria", "＠commenter-1 no, ﹫ commenter-1"),
    ("Havana", "@Havana: in Havana they know", "@Havana: in Havana they know"),
    ("Chapo", "Chapo runs it, @Chapo", "Chapo runs it, @Chapo"),
    ("Maria", "Maria was killed", "Maria was killed"),
    ("Texas", "he lives in Texas", "he lives in Texas"),
    ("DD.", "@DD. thanks, DD.", "@commenter-1. thanks, DD."),
    ("narco_watch", "as narco_watch said", "as commenter-1 said"),
    ("BajaBoy", "BajaBoy is right, baja boy", "commenter-1 is right, baja boy"),
    ("LosZetas", "LosZetas did it", "LosZetas did it"),
    ("McAllen", "in McAllen", "in McAllen"),
    ("Z40", "Z40 was caught", "Z40 was caught"),
    ("AK47", "with an AK47", "with an AK47"),
    ("Barrio18", "the Barrio18 gang", "the Barrio18 gang"),
    ("CalleNueve9", "CalleNueve9 did it", "CalleNueve9 did it"),
    ("Anonymous", "@Anonymous you are wrong", "@Anonymous you are wrong"),
    ("5:16 PM", "@5:16 PM no", "@5:16 PM no"),
    ("SEDENAmx", "@SEDENAmx knows, SEDENAmx", "@SEDENAmx knows, SEDENAmx"),
    (
        "ElRegio81",
        "see elregio81.com/x and a@ElRegio81 and /ElRegio81",
        "see elregio81.com/x and a@ElRegio81 and /ElRegio81",
    ),
    ("lobi", "@lobı", "@lobı"),
    ("!!!", "@!!! no", "@!!! no"),
    ("Maria Elena Rodriguez", "Maria Elena Rodriguez watch your back", "commenter-1 watch your back"),
    ("Maria Elena Rodriguez", "@Maria Elena Rodriguez te vamos a buscar", "@commenter-1 te vamos a buscar"),
    ("Maria Elena Rodriguez", "@ maria  elena rodriguez", "@ commenter-1"),
    ("Maria Elena Rodriguez", "maria elena rodriguez se va a morir", "commenter-1 se va a morir"),
    ("Maria Elena Rodriguez", "@Maria be careful, Maria Elena", "@Maria be careful, Maria Elena"),
    ("Maria Elena Rodriguez", "see maria-elena-rodriguez.com", "see maria-elena-rodriguez.com"),
    ("Juan Pérez Gómez", "@Juan Perez Gomez and JUAN PÉREZ GÓMEZ's", "@commenter-1 and commenter-1's"),
    ("Juan Perez Gomez", "Juan Pérez Gómez, Juanperez Gomez.", "commenter-1, commenter-1."),
    ("Juan Perez Gomez", "Juan Perez and J. Perez Gomez", "Juan Perez and J. Perez Gomez"),
    ("Lic. Hugo Mendez", "gracias Lic Hugo Mendez", "gracias commenter-1"),
    ("Dr. Lopez", "Dr Lopez and dr. lopez: thanks. Lopez", "commenter-1 and commenter-1: thanks. Lopez"),
    (
        "ACA TAXI",
        "ACA TAXI you know too much, Aca Taxi. No hay por aca taxi",
        "commenter-1 you know too much, commenter-1. No hay por aca taxi",
    ),
    ("Old Timer", "Old Timer is right, as any old timer", "commenter-1 is right, as any old timer"),
    ("J. from Laredo", "J. from Laredo knows, j from laredo", "commenter-1 knows, j from laredo"),
    ("Chapo fan", "@chapo fan no. I am no chapo fan", "@commenter-1 no. I am no chapo fan"),
    ("el_vato99", "el_vato99, EL_VATO99 el vato99 ElVato99", "commenter-1, commenter-1 commenter-1 commenter-1"),
    ("lagartija 77", "lagartija_77 y lagartija 77", "commenter-1 y commenter-1"),
    ("Maria", "@Maria watch out, @ Maria, @Mariana, María", "@commenter-1 watch out, @ commenter-1, @Mariana, María"),
    ("Brito", "@brito, brito", "@commenter-1, brito"),
    ("Lopez", "@Lopez", "@commenter-1"),
    ("Home", "meet @ home, @Home", "meet @ home, @commenter-1"),
    ("Juan Solis Mena", "Juan Solis Mena was named", "Juan Solis Mena was named"),
    ("Tecolote Viejo", "thanks Tecolote Viejo, @Tecolote Viejo", "thanks Tecolote Viejo, @Tecolote Viejo"),
    ("Los Zetas", "@Los Zetas, los zetas", "@Los Zetas, los zetas"),
    ("Mexico City", "@Mexico City, in Mexico City", "@Mexico City, in Mexico City"),
    ("Joaquin Guzman Loera", "Joaquin Guzman Loera", "Joaquin Guzman Loera"),
    ("Zeta Magazine", "read Zeta Magazine", "read Zeta Magazine"),
    ("Anonymous 2", "@Anonymous 2, Anonymous 2", "@Anonymous 2, Anonymous 2"),
    ("A Reader", "says A Reader, a reader", "says A Reader, a reader"),
    ("Unknown", "@Unknown, unknown", "@Unknown, unknown"),
    ("The truth", "@The truth: The truth hurts", "@The truth: The truth hurts"),
    ("La verdad", "la verdad, La Verdad", "la verdad, La Verdad"),
    ("Viva Mexico", "Viva Mexico! VIVA MEXICO", "Viva Mexico! VIVA MEXICO"),
    ("Un lector de Laredo", "un lector de Laredo", "un lector de Laredo"),
    ("5:16 PM", "as 5:16 PM said", "as 5:16 PM said"),
]


@pytest.mark.parametrize(("author", "text", "shown"), CASES)
def test_case(author: str, text: str, shown: str) -> None:
    assert hidden([author], text) == ([shown], shown.count("commenter-1"))


def test_each_name_has_its_own_pseudonym_and_the_longest_wins() -> None:
    texts, count = hidden(["marlo_b", "marlo_b_77", None, "MARLO_B"], "@marlo_b_77 and @Marlo_B", "marlo_b")
    assert (texts, count) == (["@commenter-2 and @commenter-1", "commenter-1"], 3)


def test_without_named_commenters_nothing_is_done() -> None:
    assert hidden([None, None], "@ElRegio81", "x") == (["@ElRegio81", "x"], 0)


NAME = st.one_of(st.sampled_from([author for author, _, _ in CASES]), st.text(max_size=8))


@given(st.lists(st.one_of(st.none(), NAME), max_size=5), st.lists(st.one_of(NAME, st.text(max_size=12)), max_size=8))
def test_any_names_and_texts_do(authors: list[str | None], pieces: list[str]) -> None:
    texts, count = hidden(authors, " @".join(pieces), "".join(pieces))
    assert "".join(texts).count("commenter-") >= count


@given(st.lists(st.from_regex(r"[a-z]{4,8}_[a-z]{1,8}[0-9]{1,4}", fullmatch=True), min_size=1, max_size=4))
def test_no_handle_is_left(authors: list[str]) -> None:
    (text,), _ = hidden([*authors], " ".join(f"@{a} and {a}, {a.upper()}." for a in authors))
    assert not [a for a in authors if a in text.casefold()]


FULL_NAME = st.lists(
    st.from_regex(r"[A-Z][bdfgkz][aeiou][bdfgkz]{2}[aeiouáéñ]{2}", fullmatch=True), min_size=2, max_size=4
)


@given(st.lists(FULL_NAME, min_size=1, max_size=4))
def test_no_full_name_is_left(names: list[list[str]]) -> None:
    authors = [" ".join(name) for name in names]
    (text,), _ = hidden([*authors], ", ".join(f"@{a} and {a}, {a.upper()}, {a.lower()}" for a in authors))
    assert not [a for a in authors if a.casefold() in text.casefold()]


def test_thousands_of_names_are_looked_for_at_once() -> None:
    authors: list[str | None] = [f"Lector{n}" for n in range(50_000)]
    texts = [f"Comment {n} on Reynosa" for n in range(50_000)]
    texts[7], texts[8] = "@lector49999, no", "as Lector8 said, @Lector 9"
    begun = time.process_time()
    found, count = hidden(authors, *texts)
    assert time.process_time() - begun < 15  # one by one it was 40 and grew with the square
    assert (found[7:9], count) == (["@commenter-50000, no", "as commenter-9 said, @commenter-10"], 3)
