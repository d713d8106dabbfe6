"""The annotated posts keep their format: text, offsets and ids survive the file, and the checker names every fault."""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[2]
TRAINING = ROOT / "scripts/recogniser/training"


def _load() -> ModuleType:
    spec = importlib.util.spec_from_file_location("training_annotations", ROOT / "scripts/recogniser/annotations.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["training_annotations"] = module
    spec.loader.exec_module(module)
    return module


annotations = _load()

POST = """date: 2011-09-21
lang: en

# title
⟦Los Zetas¦CRIMINAL_ORG¦los-zetas⟧ in ⟦Jalisco¦PLACE¦MX-JAL⟧

# body
One ⟦Ávila¦PERSON¦⟧.

Two 🌵 ⟦Joaquín "El Chapo" Guzmán¦PERSON¦joaquin-guzman-loera⟧.

# comment 1
no

# comment 1.1
@5:16 ⟦jocotopec¦PLACE¦jocotepec-jal⟧
"""


def test_a_post_is_read_with_code_point_offsets() -> None:
    post = annotations.parse_post(POST, "p.txt")
    assert (post.published_on, post.language) == (date(2011, 9, 21), "en")
    assert [(u.field, u.number) for u in post.units] == [
        ("title", None),
        ("body", None),
        ("comment", "1"),
        ("comment", "1.1"),
    ]
    body = post.units[1]
    assert body.text == 'One Ávila.\n\nTwo 🌵 Joaquín "El Chapo" Guzmán.'
    marked = [(body.text[m.start : m.end], m.label, m.entity_id) for m in body.mentions]
    assert marked == [
        ("Ávila", "PERSON", None),
        ('Joaquín "El Chapo" Guzmán', "PERSON", "joaquin-guzman-loera"),
    ]
    assert annotations.render_post(post) == POST
    assert not list(annotations.problems(post, POST))


@pytest.mark.parametrize(
    ("was", "becomes", "said"),
    [
        ("CRIMINAL_ORG", "GANG", "label 'GANG'"),
        ("¦los-zetas", "¦Los_Zetas", "entity id 'Los_Zetas'"),
        ("⟦Los Zetas¦", "⟦Los Zetas ¦", "begins or ends with a space"),
        ("⟦Ávila¦", "⟦'Ávila¦", "begins or ends with"),
        ("One ⟦", "One⟦", "begins inside a word"),
        ("¦⟧.", "¦⟧s.", "ends inside a word"),
        ('⟦Joaquín "El Chapo" Guzmán¦', '⟦El Chapo"¦', "quotation mark that it does not open"),
        ("# comment 1.1", "# comment 1", "comment 1 stands 2 times"),
        ("# body", "# comment 7", "one body"),
        ("\nno\n", "\n\n", "comment 1: empty text"),
        ("\nno\n", "\nno\n\n\n", "not as the writer would write it"),
    ],
)
def test_every_fault_is_named(was: str, becomes: str, said: str) -> None:
    assert was in POST
    content = POST.replace(was, becomes, 1)
    found = list(annotations.problems(annotations.parse_post(content, "p.txt"), content))
    assert any(said in fault for fault in found), found
    assert all(fault.startswith("p.txt") for fault in found)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (POST.replace("lang: en\n", ""), "no lang in the header"),
        (POST.replace("2011-09-21", "2011-21-09"), "is not a day"),
        ("stray\n" + POST, "before the first section"),
        (POST.replace("¦MX-JAL⟧", "¦MX-JAL"), "unbalanced or nested '⟦'"),
        (POST.replace("⟦Ávila¦", "⟦Á⟦vila¦"), "unbalanced or nested '⟦'"),
    ],
)
def test_what_cannot_be_parsed_says_where(content: str, said: str) -> None:
    with pytest.raises(annotations.AnnotationError, match=re.escape(said)) as raised:
        annotations.parse_post(content, "p.txt")
    assert str(raised.value).startswith("p.txt:")


_TEXT = st.text(st.characters(exclude_characters="⟦¦⟧", exclude_categories=("Cs",)), max_size=80)
_LABELS = st.sampled_from(annotations.LABELS)
_IDS = st.none() | st.from_regex(annotations.ENTITY_ID, fullmatch=True)


@given(st.data(), _TEXT)
def test_marks_survive_writing_and_reading(data: st.DataObject, text: str) -> None:
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=8)))
    mentions = tuple(
        annotations.Marked(start, end, data.draw(_LABELS), data.draw(_IDS))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
    )
    assert annotations.parse_unit(annotations.render_unit(text, mentions), "unit") == (text, mentions)


HELD_OUT = (
    "heldout",
    "heldout_news",
    "heldout_second",
    "heldout_second_news",
    "heldout_third",
    "heldout_fourth",
    "heldout_fourth_news",
)


@pytest.mark.parametrize("folder", ["train", *HELD_OUT])
def test_the_shipped_posts_are_sound(folder: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert annotations.main([str(TRAINING / folder)]) == 0, capsys.readouterr().err


def test_there_is_enough_of_it() -> None:
    posts = annotations.read_folder(TRAINING)
    units = [unit for post in posts for unit in post.units]
    assert len(posts) >= 250
    assert sum(len(unit.text.split()) for unit in units) >= 45_000
    assert sum(len(unit.mentions) for unit in units) >= 6_000
    heldout = [post for post in posts if post.name.startswith("heldout/")]
    assert len(heldout) >= 40
    assert all(4 <= sum(unit.field == "comment" for unit in post.units) <= 15 for post in heldout)


def test_no_held_out_text_stands_in_training() -> None:
    def sentences(folder: str) -> set[str]:
        texts = (unit.text for post in annotations.read_folder(TRAINING / folder) for unit in post.units)
        pieces = (piece.strip() for text in texts for piece in re.split(r"(?<=[.!?])\s+|\n", text))
        return {piece for piece in pieces if len(piece.split()) >= 5}

    heldout = set().union(*map(sentences, HELD_OUT))
    assert len(heldout) > 1000
    assert not heldout & sentences("train")


@pytest.mark.parametrize(("folder", "least"), [("heldout", 0.3), ("heldout_second", 0.2)])
def test_many_held_out_names_are_new(folder: str, least: float) -> None:
    def forms(name: str) -> set[str]:
        posts = annotations.read_folder(TRAINING / name)
        return {u.text[m.start : m.end].casefold() for p in posts for u in p.units for m in u.mentions}

    heldout = forms(folder)
    assert len(heldout - forms("train")) / len(heldout) > least


def test_state_and_country_ids_are_iso_codes() -> None:
    countries = {line.split("\t")[0] for line in (ROOT / "scripts/gazetteer/countries.tsv").read_text().splitlines()}
    states = {line.split("\t")[0] for line in (ROOT / "scripts/gazetteer/states.tsv").read_text().splitlines()}
    for post in annotations.read_folder(TRAINING):
        for unit in post.units:
            for mention in unit.mentions:
                if mention.entity_id and mention.entity_id.isupper():
                    assert mention.label == "PLACE", (post.name, mention)
                    assert mention.entity_id in countries | states or re.fullmatch(
                        r"(?!MX-)[A-Z]{2}(-[A-Z0-9]{1,3})?", mention.entity_id
                    ), (post.name, mention)


def test_organisation_and_person_ids_are_known() -> None:
    folder = ROOT / "src/narco_corpus/builder/knowledge"
    known = {
        json.loads(line)["id"]
        for name in ("organisations.jsonl", "persons.jsonl")
        for line in (folder / name).read_text(encoding="utf-8").splitlines()
    }
    unknown = {
        (post.name, mention.entity_id)
        for post in annotations.read_folder(TRAINING)
        for unit in post.units
        for mention in unit.mentions
        if mention.label != "PLACE" and mention.entity_id and mention.entity_id not in known
    }
    assert not unknown
