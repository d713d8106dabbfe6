"""Names become pseudonyms that hold within one article."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.builder.privacy import Pseudonyms


def test_numbers_follow_the_first_appearance() -> None:
    article = Pseudonyms()
    names = ["Brito", "El Costeño", None, "brito ", "DD.", "EL  COSTEÑO"]
    assert [article.of(n) for n in names] == [
        "commenter-1", "commenter-2", None, "commenter-1", "commenter-3", "commenter-2",
    ]  # fmt: skip


def test_anonymous_is_nobody() -> None:
    article = Pseudonyms()
    assert article.of(None) is None
    assert article.of("  ") is None
    assert article.of("Brito") == "commenter-1"


def test_another_article_begins_anew() -> None:
    assert Pseudonyms().of("Brito") == Pseudonyms().of("Chivis") == "commenter-1"


@given(st.lists(st.one_of(st.none(), st.text(max_size=5)), max_size=20))
def test_same_name_same_pseudonym_and_no_name_in_it(names: list[str | None]) -> None:
    article = Pseudonyms()
    given_out = [article.of(n) for n in names]
    numbers = [int(p.removeprefix("commenter-")) for p in given_out if p]
    first_seen = list(dict.fromkeys(numbers))
    assert first_seen == list(range(1, len(first_seen) + 1))
    again = Pseudonyms()
    assert [again.of(n) for n in names] == given_out
