"""Pages as browsers of text print them (lynx, w3m): aligned numbers, pictures' names, lists of links."""

from __future__ import annotations

from datetime import date

import pytest

from narco_corpus.builder.parse import parse_text
from narco_corpus.builder.post import Comment

HEAD = (
    "Headline of the Day\n\nWednesday, September 21, 2011\n\nGunmen attacked a bar in the city late on Friday and "
    "killed three persons, officials said.\n\n\n"
)


def _comments(text: str) -> tuple[Comment, ...]:
    return tuple(parse_text(HEAD + text).comments)


@pytest.mark.parametrize("count", [9, 12, 104])
def test_numbers_that_are_aligned_at_their_points_are_one_thread(count: int) -> None:
    items = "\n\n".join(f"{number:4}. what reader {number} wrote" for number in range(1, count + 1))
    found = _comments(f"{count} comments:\n\n{items}\n")
    assert [c.text for c in found] == [f"what reader {number} wrote" for number in range(1, count + 1)]
    assert [c.parent for c in found] == [None] * count


def test_writers_are_no_text_behind_the_names_of_their_pictures() -> None:
    item = " {0}. [photo]\n    Pedro Gomez LinaresMarch {0}, 2011 at 5:16 PM\n\n    they will be back, {0}"
    found = _comments("3 comments:\n\n" + "\n\n".join(item.format(number) for number in (1, 2, 3)) + "\n")
    assert [c.text for c in found] == ["they will be back, 1", "they will be back, 2", "they will be back, 3"]
    assert [(c.author, c.printed_on) for c in found] == [
        ("Pedro Gomez Linares", date(2011, 3, number)) for number in (1, 2, 3)
    ]


def test_one_word_in_brackets_that_one_reader_begins_with_is_text() -> None:
    found = _comments("3 comments:\n\n  1. [sarcasm]\n  what a day\n\n  2. second\n\n  3. third\n")
    assert [c.text for c in found] == ["[sarcasm]\nwhat a day", "second", "third"]


@pytest.mark.parametrize("comments", ["", "2 comments:\n\n  1. first\n\n  2. second\n\n"])
def test_the_list_of_a_pages_links_is_no_comment(comments: str) -> None:
    links = (
        "References\n\n   Visible links:\n   1. https://example.org/\n   2. https://example.org/a b\n   3. mailto:x\n"
    )
    post = parse_text(f"{HEAD}{comments}{links}")
    assert [c.text for c in post.comments] == (["first", "second"] if comments else [])
    assert post.body.endswith("officials said.")


def test_buttons_of_replies_in_one_word_are_no_text() -> None:
    found = _comments("2 comments:\n\n  1. first\n  ReplyDelete\n  Replies\n  Reply\n\n  2. second\n  ReplyDelete\n")
    assert [c.text for c in found] == ["first", "second"]


def test_an_article_in_which_people_speak_twice_is_not_cut_above_a_count_under_its_foot() -> None:
    spoken = (
        "The mayor said...\n\nnothing of it.\n\nThe governor said...\n\nnothing, and the street is closed again.\n\n"
    )
    post = parse_text(
        f"{HEAD}{spoken}Posted by Buggs at 9:13 AM\nLabels: Tijuana\n2 comments:\n\n  1. first\n\n  2. second\n"
    )
    assert [c.text for c in post.comments] == ["first", "second"]
    assert post.body.endswith("the street is closed again.")
