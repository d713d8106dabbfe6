"""The language of short, careless comments."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.builder.language import detect
from narco_corpus.builder.language.detect import _encoded, _words

ROWS = [json.loads(x) for x in (Path(__file__).parent / "comments.jsonl").read_text(encoding="utf-8").splitlines()]


def test_the_list_is_long_and_varied() -> None:
    groups = Counter(r["group"] for r in ROWS)
    assert len({r["text"] for r in ROWS}) == len(ROWS) >= 400
    assert set(groups) == {"en", "es", "mixed", "undecidable", "other"}
    assert min(groups.values()) >= 25


@pytest.mark.parametrize("group", ["en", "es", "mixed", "undecidable", "other"])
def test_at_least_95_in_100_are_right(group: str) -> None:
    rows = [r for r in ROWS if r["group"] == group]
    wrong = [(r["text"], detect(r["text"]), r["language"]) for r in rows if detect(r["text"]) != r["language"]]
    assert len(wrong) <= 0.05 * len(rows), wrong


@pytest.mark.parametrize(
    "text",
    ["", " \n", "lol", "jajaja", "CDG!!!", "😂👍", "12:30", "El Chapo", "Culiacan, Sinaloa", "@Anonymous", "R.I.P."],
)
def test_nobody_could_tell(text: str) -> None:
    assert detect(text) is None


def test_a_link_does_not_tell() -> None:
    assert detect("https://www.the-news-of-the-world.com/where-is-the-money") is None
    assert detect("https://www.the-news-of-the-world.com/where-is-the-money ya lo agarraron en su casa") == "es"


def test_names_do_not_tell_in_a_sentence_of_another_language() -> None:
    assert detect("Nobody saw El Mencho in Villa Purificación, Jalisco, nor in El Grullo or La Huerta") == "en"
    assert detect("Nadie vio a John Smith Johnson en New York ni en San Antonio Texas") == "es"


@pytest.mark.parametrize(
    ("text", "language"),
    [("a ver", "es"), ("Que triste", "es"), ("claro que", "es"), ("was in", "en"), ("we men", "en")],
)
def test_a_few_words_that_other_languages_have_too_are_english_or_spanish(text: str, language: str) -> None:
    assert detect(text) == language


def test_capitals_and_typographic_apostrophes_do_not_matter() -> None:
    assert detect("THEY DON’T KNOW WHAT THEY ARE DOING") == "en"
    assert detect("NO SABEN LO QUE HACEN") == "es"


def test_a_long_text_is_told_by_more_than_its_beginning() -> None:
    banner = "Los que se metan con nosotros van a terminar como estos, dijo la manta. " * 8
    assert detect(banner + "Nobody in the city wanted to talk about what had happened. " * 40) == "en"
    assert detect("Nobody saw what happened on that street. " * 5_000) == "en"
    assert detect("la " * 200_000) == "es"


WORDY = st.text(st.sampled_from("aeTñÉœŒłİ'’´ \n.,¿“–…÷ªA\x81\u00a0中"), max_size=40)


@given(st.one_of(WORDY, st.text(max_size=40)))
def test_the_quick_way_to_the_words_finds_the_same_words(text: str) -> None:
    assert _words(text, _encoded(text)) == _words(text, None)


@given(st.text(max_size=80))
def test_any_text_has_an_answer_and_always_the_same(text: str) -> None:
    assert detect(text) == detect(text)
    assert detect(text) in {None, "en", "es", "pt", "fr", "it", "de", "nl", "ja", "ko", "zh", "uk", "ru", "ar", "he",
                            "el", "hi", "th"}  # fmt: skip


@given(st.sampled_from([r for r in ROWS if r["language"] in ("en", "es") and len(r["text"]) > 20]))
def test_said_twice_or_spaced_out_it_is_the_same_language(row: dict[str, str]) -> None:
    expected = detect(row["text"])
    assert detect(f"{row['text']}\n\n{row['text']}") == expected
    assert detect(f"  {row['text']}  ") == expected


def test_the_weights_are_reproducible_files() -> None:
    for name in ("words.tsv.gz", "grams.tsv.gz"):
        data = (files("narco_corpus.builder.language") / name).read_bytes()
        assert data[4:8] == b"\0\0\0\0"  # no time in the gzip header
        lines = gzip.decompress(data).decode().splitlines()
        assert lines == sorted(lines)
