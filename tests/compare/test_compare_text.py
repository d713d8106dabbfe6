"""The readable difference of two texts holds both of them."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.compare.text_difference import text_difference

WORDS = st.lists(st.sampled_from(["zeta", "golfo", "línea", ".", "\n", "plaza", "😀"]), max_size=10).map(" ".join)


def test_only_the_surroundings_of_a_difference_are_shown() -> None:
    before = " ".join(f"word{n}" for n in range(100))
    found = text_difference(before, before.replace("word50", "other"))
    assert found == "…word47 word48 word49 [-word50-]{+other+} word51 word52 word53…"


@given(WORDS, WORDS)
def test_each_side_can_be_read_from_it(before: str, after: str) -> None:
    found = text_difference(before, after)
    without_new = re.sub(r"\{\+.*?\+\}", "", found, flags=re.S).replace("[-", "").replace("-]", "")
    without_old = re.sub(r"\[-.*?-\]", "", found, flags=re.S).replace("{+", "").replace("+}", "")
    for side, text in ((without_new, before), (without_old, after)):
        at = 0
        for piece in re.split(r" … |…", side):  # what stands between gaps stands in the text, in that order
            at = text.index(piece, at) + len(piece)


def test_texts_without_anything_in_common_are_shown_as_replaced() -> None:
    long = " ".join(f"a{n}" for n in range(5000))
    assert text_difference(long, "b") == f"[-{long}-]{{+b+}}"
