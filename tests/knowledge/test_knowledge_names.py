"""The lists of given names, surnames and common words."""

from __future__ import annotations

import unicodedata
from importlib.resources import files

import pytest

from narco_corpus.builder.knowledge.names import load_names, load_words

FOLDER = files("narco_corpus.builder.knowledge")


def fold(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)).casefold()


NAMES = {(fold(name.text), name.kind): name.weight for name in load_names()}
WORDS = {(word.text, word.language): word.weight for word in load_words()}


@pytest.mark.parametrize(
    "text", ["José", "Guadalupe", "Heriberto", "Nemesio", "Chuy", "Beto", "Toño", "Memo", "James", "Mary"]
)
def test_given_names(text: str) -> None:
    assert (fold(text), "given") in NAMES


@pytest.mark.parametrize("text", ["García", "Guzmán", "Treviño", "Oseguera", "Zambada", "Lazcano", "Smith", "McDonald"])
def test_surnames(text: str) -> None:
    assert (fold(text), "surname") in NAMES


def test_weights_order_names_by_how_common_they_are() -> None:
    assert NAMES["garcia", "surname"] == 9
    assert NAMES["garcia", "surname"] > NAMES["trevino", "surname"] > 1
    assert NAMES["jose", "given"] > NAMES["wenceslao", "given"]
    assert all(1 <= name.weight <= 9 for name in load_names())


def test_names_are_unique_within_kind_and_language() -> None:
    keys = [(fold(name.text), name.kind, name.language) for name in load_names()]
    assert len(set(keys)) == len(keys)
    assert {kind for _, kind, _ in keys} == {"given", "surname"}
    assert {language for _, _, language in keys} == {"en", "es"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("the", "en"),
        ("cartel", "en"),
        ("shootout", "en"),
        ("monday", "en"),
        ("que", "es"),
        ("policía", "es"),
        ("policia", "es"),
        ("sicarios", "es"),
        ("narcomantas", "es"),
        ("guerrero", "es"),
        ("familia", "es"),
        ("plaza", "es"),
    ],
)
def test_words(text: str, language: str) -> None:
    assert (text, language) in WORDS


@pytest.mark.parametrize(
    "text",
    [
        *("mexico", "méxico", "juan", "josé", "jose", "maria", "maría", "john", "michael", "garcía", "lópez"),
        *("texas", "tamaulipas", "sinaloa", "michoacán", "jalisco", "chicago", "monterrey", "tijuana"),
    ],
)
def test_names_of_persons_and_places_are_no_words(text: str) -> None:
    assert not {language for language in ("en", "es") if (text, language) in WORDS}


def test_words_are_lower_case_unique_and_many() -> None:
    words = load_words()
    assert len({(word.text, word.language) for word in words}) == len(words)
    assert all(word.text == word.text.lower() and 1 <= word.weight <= 9 for word in words)
    for language in ("en", "es"):
        assert sum(word.language == language for word in words) >= 30_000
    assert WORDS["the", "en"] == WORDS["que", "es"] == 9
    assert WORDS["the", "en"] > WORDS["plaza", "es"] > 1


@pytest.mark.parametrize(("name", "limit"), [("names.tsv.gz", 300_000), ("words.tsv.gz", 350_000)])
def test_files_are_small_and_carry_no_time_of_writing(name: str, limit: int) -> None:
    data = (FOLDER / name).read_bytes()
    assert len(data) <= limit
    assert data[4:8] == bytes(4)
