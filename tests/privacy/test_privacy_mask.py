"""Contact details in comments are masked, what only looks like them is not."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.builder.privacy import mask, mask_all
from narco_corpus.model.protected import MASKS

CASES = [json.loads(x) for x in (Path(__file__).parent / "cases.jsonl").read_text(encoding="utf-8").splitlines()]
PLACEHOLDER = re.compile(rf"\[({'|'.join(MASKS)})\]")


def counted(case: dict[str, str]) -> Counter[str]:
    return Counter(PLACEHOLDER.findall(case["masked"])) - Counter(PLACEHOLDER.findall(case["text"]))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_case(case: dict[str, str]) -> None:
    text, masks = mask(case["text"])
    assert text == case["masked"]
    assert (masks or Counter()) == counted(case)


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:60])
def test_case_in_the_middle_of_a_comment(case: dict[str, str]) -> None:
    before, after = "Saludos a todos desde Laredo.\n\n", "\n\nThat is all I know."
    assert mask(before + case["text"] + after)[0] == before + case["masked"] + after


def test_the_list_has_both_sides() -> None:
    left = sum(c["text"] == c["masked"] for c in CASES)
    assert len(CASES) >= 120
    assert left >= 50
    assert len(CASES) - left >= 50
    assert set().union(*(counted(c) for c in CASES)) == set(MASKS)


PIECES = st.sampled_from(
    [c["text"] for c in CASES]
    + [
        "@",
        " at ",
        "mi face es ",
        "call me ",
        "8671234567",
        "[phone]",
        ".",
        " ",
        "\n",
        "lobo_77",
        "my kık is ",
        "PİN ",
        " at lobo mail",
        "gmail",
        " dot com",
        " dot ",
        "uno cinco ",
        "vive en ",
        "calle Hidalgo 234",
        "PEGJ800101",
        "HCLRRN09",
        "4152 3136 1234 ",
        "189.203.",
        "my blog x.blogspot.com",
        "en face como ",
        "juan perez ",
        "lobo at mi dot org",
        "mis placas ",
        "ABC-12-34",
        "/",
        ":",
        "?",
        "–",
        "٨٦٧",
        "８６７",
        "＠",
        "．",
        "http://x.example/?tel=",
        "&email=",
        "/@26.0921,-98.2776",
        "my plates are Texas ",
        "vive en la Morelos 12",
        "\u202a",
        "\ufe0f\u20e3",
    ]
)
MIXED = st.lists(st.one_of(PIECES, st.text(max_size=6)), max_size=6).map("".join)


@given(MIXED)
def test_masking_twice_changes_nothing(text: str) -> None:
    once, _ = mask(text)
    assert mask(once) == (once, None)


@given(st.lists(MIXED, max_size=5))
def test_all_comments_at_once_are_masked_as_each_is(texts: list[str]) -> None:
    masked, counts = mask_all(texts)
    each = [mask(text) for text in texts]
    assert masked == [text for text, _ in each]
    assert counts == sum((found for _, found in each if found), Counter())


@pytest.mark.parametrize("number", ["٨٦٧٤٥٢٤٥٢١", "867–452–4521", "8?6?7?4?5?2?4?5?2?1 or 867 452 4521"])
def test_numbers_in_other_scripts_and_with_other_signs_are_looked_at(number: str) -> None:
    masked, counts = mask_all(["¿?????????", f"call me {number}", "“1234–5678–90”"])
    assert counts == Counter(phone=1)
    assert "[phone]" in masked[1]


def test_what_surrounds_a_look_alike_stays_as_it_is_written() -> None:
    text = "Ｖｅａ “５”：\u202a+52 867 123\u202f4567\u202c ☎️ ８️⃣ juan＠gmail．com…"
    assert mask(text)[0] == "Ｖｅａ “５”：\u202a[phone]\u202c ☎️ ８️⃣ [email]…"


@given(
    MIXED,
    st.from_regex(r"[a-z][a-z0-9._]{0,12}[a-z0-9]@[a-z][a-z0-9-]{0,10}\.(com|net|com\.mx)", fullmatch=True),
    MIXED,
)
def test_no_address_is_left(before: str, address: str, after: str) -> None:
    assert address not in mask(f"{before} {address} {after}")[0]


@given(st.text(alphabet=st.characters(categories=["L", "Zs", "Po"], exclude_characters="@:/."), max_size=200))
def test_a_text_without_digits_at_sign_and_links_keeps_everything_but_handles(text: str) -> None:
    masked, counts = mask(text)
    assert set(counts or ()) <= {"handle", "email", "phone"}
    if counts is None:
        assert masked is text


@pytest.mark.parametrize(
    "piece",
    [
        "a" * 9,
        "@",
        "1",
        "12 ",
        "a@",
        "a.",
        "www.",
        "+1",
        "call me ",
        "(",
        "kik:",
        "@a ",
        " at a",
        "http://a.",
        "a dot ",
        "uno uno ",
        "one",
        "vive en calle a ",
        "vive en a ",
        "pegj800101-",
        "1.",
        "my blog ",
        ".blogspot.com",
        "my plates ",
        "placas de la a de mi ",
        "a at a dot ",
        "on fb as juan ",
        "a-arroba-",
        "arroba",
        "cuenta de ",
        "passport number ",
        "mi troca a ",
        "su domicilio: a ",
        "\u20281️⃣",
        "＠a",
        "2-",
        "my plates are texas ",
        "call 111-",
        "vive en la A ",
        "http://a.b/?a=1&",
        "http://a.b/?tel=1",
        "&tel=1",
        "/1.111,",
        "casa de su a en ",
        "nine 1 ",
    ],
)
def test_a_long_text_of_one_piece_is_done(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    assert mask(mask(text)[0])[1] is None
