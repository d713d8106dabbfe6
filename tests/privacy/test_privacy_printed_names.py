"""Printed names of a page's commenters are replaced where others address them, and names of the story are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.builder.privacy import Pseudonyms, hide_names

STORY = "Shooting in Cadereyta\nEl Pony and CalleNueve9 were named. El Chapo was not."


def hidden(authors: list[str | None], *texts: str) -> tuple[list[str], int]:
    pseudonyms = Pseudonyms()
    return hide_names(texts, authors, [pseudonyms.of(a) for a in authors], STORY)


CASES: list[tuple[str, str, str]] = [
    ("ElRegio81", "@ElRegio81 shut up", "@commenter-1 shut up"),
    ("ElRegio81", "El Regio 81 lies.", "commenter-1 lies."),
    ("ElRegio81", "I agree with elregio81: right", "I agree with commenter-1: right"),
    ("ElRegio81", "ElRegio81's cousin (ElRegio81)", "commenter-1's cousin (commenter-1)"),
    ("ElRegio81", "el regio 81 veces", "el regio 81 veces"),
    ("ElRegio81", "ElRegio811 and MiElRegio81", "ElRegio811 and MiElRegio81"),
    ("El Costeño", "@El Costeño no", "@El Costeño no"),
    ("ElCosteño", "@elcosteno, no", "@commenter-1, no"),
    ("El Costeño", "y El Costeño dijo", "y El Costeño dijo"),
    ("lagartija_77", "@lagartija 77 hola", "@commenter-1 hola"),
    ("Havana", "@Havana: in Havana they know", "@Havana: in Havana they know"),
    ("Chapo", "Chapo runs it, @Chapo", "Chapo runs it, @Chapo"),
    ("Maria", "Maria was killed", "Maria was killed"),
    ("Texas", "he lives in Texas", "he lives in Texas"),
    ("DD.", "@DD. thanks", "@DD. thanks"),
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
