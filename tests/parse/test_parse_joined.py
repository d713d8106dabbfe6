"""Lines that join a name and a date, over a post and over a comment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest

from narco_corpus.builder.parse import parse_text
from narco_corpus.builder.parse.markdown import parse_markdown

TEXT = "Gunmen attacked a bar in the city late on Friday and killed three persons, officials said."
HEAD = f"Headline of the Day\n\nWednesday, September 21, 2011\n\n{TEXT}\n\n"


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("By Bob Smith | September 21, 2011", "By Bob Smith"),
        ("By Bob Smith (Sep 21, 2011)", "By Bob Smith"),
        ("Posted by Bob Smith on Wednesday, September 21, 2011 at 5:16 PM", "Posted by Bob Smith"),
        ("Publicado por Ana Ruiz el 21 de septiembre de 2011", "Publicado por Ana Ruiz"),
        ('"Sol Prendido" for Borderland Beat September 21, 2011', '"Sol Prendido" for Borderland Beat'),
        ("by Bob | September 21st 2011 | 3 Comments", "by Bob"),
        ("September 21st 2011 · by Bob · 3 Comments", "by Bob"),
        ("Posted on September 21, 2011 by Bob Smith", "by Bob Smith"),
        ("Wednesday, September 21, 2011 Posted by Bob", "Posted by Bob"),
    ],
)
def test_a_line_of_name_and_date_gives_both(line: str, byline: str) -> None:
    for text in (f"{line}\n\nHeadline of the Day\n\n{TEXT}\n", f"Headline of the Day\n\n{line}\n\n{TEXT}\n"):
        post = parse_text(text)
        assert (post.title, post.byline, post.published_on) == ("Headline of the Day", byline, date(2011, 9, 21))
        assert post.body == TEXT
    post = parse_markdown(f"# Headline\n\n{line}\n\n{TEXT}\n")
    assert (post.published_on, post.body) == (date(2011, 9, 21), TEXT)
    assert post.byline
    assert byline.endswith(post.byline)


def test_a_joined_date_that_can_be_two_days_is_told_and_the_name_stays() -> None:
    post = parse_text(f"Headline of the Day\n\nPosted by Bob on 03/10/2011\n\n{TEXT}\n")
    assert (post.byline, post.published_on, post.unclear_day) == ("Posted by Bob", None, "03/10/2011")


def test_a_joined_line_under_the_body_gives_name_and_day() -> None:
    post = parse_text(f"Headline of the Day\n\n{TEXT}\n\nPosted by Bob on September 21, 2011 at 5:16 PM\n")
    assert (post.byline, post.published_on, post.body) == ("Posted by Bob", date(2011, 9, 21), TEXT)


@pytest.mark.parametrize("line", ["Mexico City, September 21, 2011", "Reforma, 21 de septiembre de 2011"])
def test_a_place_or_paper_before_a_date_is_no_byline(line: str) -> None:
    assert parse_text(f"Headline of the Day\n\n{line}\n\n{TEXT}\n").byline is None
    assert parse_markdown(f"# Headline\n\n{line}\n\n{TEXT}\n").body == f"{line}\n\n{TEXT}"


_FORMS: dict[str, Callable[[str], str]] = {
    "numbered": lambda head: f"  1. {head}\n\n     first of all\n\n  2. {head}\n\n     second of all\n",
    "numbered-close": lambda head: f"  1. {head}\n     first of all\n\n  2. {head}\n     second of all\n",
    "marked": lambda head: f"{head}\nfirst of all\n\n{head}\nsecond of all\n",
    "bulleted": lambda head: f"• {head}\nfirst of all\n\n• {head}\nsecond of all\n",
}


@pytest.mark.parametrize("form", _FORMS)
@pytest.mark.parametrize(
    "joined",
    [
        "{}September 12, 2011 at 5:16 PM",
        "{} September 12, 2011 at 5:16 PM",
        "{} | Sep 12, 2011, 5:16 PM",
        "{} (September 12, 2011 at 5:16 PM)",
        "{} on Monday, September 12, 2011 at 5:16 PM",
        "{} said on September 12, 2011 at 5:16 PM",
        "{} said... September 12, 2011 at 5:16 PM",
        "{} September 12, 2011 at 5:16 PM:",
        "{} 12 de septiembre de 2011 a las 17:16",
        "Posted by {} on September 12, 2011 at 5:16 PM",
        "Comment by {} on Sept. 12, 2011 @ 5:16 p.m.",
    ],
)
def test_a_line_of_author_and_time_is_read_over_each_comment(joined: str, form: str) -> None:
    for printed, author in (("Maria Soto", "Maria Soto"), ("Anonymous", None)):
        post = parse_text(f"{HEAD}2 comments:\n\n" + _FORMS[form](joined.format(printed)))
        assert [c.text for c in post.comments] == ["first of all", "second of all"]
        read = {(c.author, c.printed_on, c.printed_at) for c in post.comments}
        assert read == {(author, date(2011, 9, 12), time(17, 16))}


def test_a_time_before_the_name_is_no_part_of_it() -> None:
    said = "September 12, 2011 at 5:16 PM, Maria Soto said..."
    for form in (f"{said}\nfirst of all\n", f"  1. {said}\n     first of all\n"):
        (comment,) = parse_text(f"{HEAD}1 comment:\n\n{form}").comments
        assert (comment.author, comment.printed_at, comment.text) == ("Maria Soto", time(17, 16), "first of all")


def test_a_day_without_a_clock_is_the_pages_where_most_comments_have_it() -> None:
    post = parse_text(
        HEAD + "3 comments:\n\n  1. Bob May 3, 2012\n     first\n\n  2. Ana May 4, 2012\n     second\n\n  3. third\n"
    )
    assert [(c.author, c.text) for c in post.comments] == [("Bob", "first"), ("Ana", "second"), (None, "third")]


@pytest.mark.parametrize("address", ["@Bob May 3, 2012 at 5:16 PM\n\n     ", "Bob May 3, 2012 at 5:16 PM\n     "])
def test_whom_a_reader_answers_is_not_who_writes(address: str) -> None:
    post = parse_text(f"{HEAD}3 comments:\n\n  1. first\n\n  2. {address}you are wrong\n\n  3. third\n")
    assert [c.author for c in post.comments] == [None] * 3
    assert post.comments[1].text.split()[-3:] == ["you", "are", "wrong"]
    assert "May 3" in post.comments[1].text
