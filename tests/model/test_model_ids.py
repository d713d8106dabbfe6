"""The forms of ids: what each is of, and that a comment's id gives back the parts it was made of."""

from __future__ import annotations

import pytest

from narco_corpus.model.ids import comment_id, split_comment_id, table_of

ARTICLE = "a-0123456789abcdef"


@pytest.mark.parametrize("part", ["0123456789ab", "1234567890123456789", "x"])
def test_a_comments_id_gives_back_its_parts(part: str) -> None:
    assert split_comment_id(comment_id(ARTICLE, part)) == (ARTICLE, part)


@pytest.mark.parametrize(
    ("id", "table"),
    [
        (ARTICLE, "articles"),
        (f"{ARTICLE}-0123456789ab", "comments"),
        (f"{ARTICLE}-9", "comments"),
        (f"{ARTICLE}0", "entities"),
        ("a-0123456789abcdeg", "entities"),
        (f"{ARTICLE[:-1]}", "entities"),
        (f"{ARTICLE}\n", "entities"),
        ("los-zetas", "entities"),
        ("MX-JAL", "entities"),
        ("geonames:1", "entities"),
        ("", "entities"),
    ],
)
def test_the_form_of_an_id_tells_its_table(id: str, table: str) -> None:
    assert table_of(id) == table
