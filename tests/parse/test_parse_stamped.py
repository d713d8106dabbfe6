"""Comments under a name and a time alone, times in numbers that can be two days, and comments in no known form."""

from __future__ import annotations

from datetime import date, time

import pytest

from narco_corpus.builder.parse import parse_text
from narco_corpus.builder.parse.markdown import parse_markdown
from narco_corpus.builder.post import NotOnePost

BODY = "Headline of the day\n\nSeptember 21, 2011\n\nGunmen burned a bar in Tonalá. Nobody was hurt.\n\n"


def test_a_name_over_a_time_begins_a_comment() -> None:
    post = parse_text(
        BODY + "2 comments:\n\nMaria Soto\nSeptember 22, 2011 at 5:16 PM\nCall me at 956-555-0142\n\nNow.\n\n"
        "Bob\nSeptember 23, 2011 at 6:16 PM\nSecond\n"
    )
    assert post.body == "Gunmen burned a bar in Tonalá. Nobody was hurt."
    assert [(c.author, c.printed_on, c.printed_at, c.text) for c in post.comments] == [
        ("Maria Soto", date(2011, 9, 22), time(17, 16), "Call me at 956-555-0142\n\nNow."),
        ("Bob", date(2011, 9, 23), time(18, 16), "Second"),
    ]
    assert post.complete


@pytest.mark.parametrize(
    "comments", ["• text of a reader, 956-555-0142\n\n• another", "Maria\n\nme@example.com\n\nBob\n\nno"]
)
def test_comments_in_no_known_form_are_left_out_and_the_capture_is_not_complete(comments: str) -> None:
    post = parse_text(f"{BODY}2 comments:\n\n{comments}\n")
    assert post.body == "Gunmen burned a bar in Tonalá. Nobody was hurt."
    assert (post.comments, post.complete) == ([], False)


def test_a_capture_that_begins_with_its_comments_has_none_of_them_as_text() -> None:
    post = parse_text("3 comments:\n\n  1. one of them called 956-555-0142\n\n  2. two\n")
    assert (post.title, post.body, len(post.comments), post.complete) == (None, "", 2, False)
    with pytest.raises(NotOnePost, match="no text of an article"):
        parse_text("2 comments:\n\nsomething that a reader said, 956-555-0142\n")
    assert (
        parse_text("5 thoughts on the war\n\nSeptember 21, 2011\n\n1. It goes on.\n").title == "5 thoughts on the war"
    )


def test_a_line_about_comments_in_the_text_cuts_nothing() -> None:
    post = parse_text(
        f"{BODY}He made two comments:\n\nOne on the war and one on the rain.\n\nComments:\n\nNone of it held.\n"
    )
    assert post.body.endswith("None of it held.")
    assert post.complete


@pytest.mark.parametrize(
    ("when", "at"),
    [("9/22/11, 5:16 PM", time(17, 16)), ("22.9.2011 17:16", time(17, 16)), ("03/10/2011 17:16", time(17, 16))],
)
def test_a_name_glued_to_a_time_in_numbers_stays_in_no_text(when: str, at: time) -> None:
    post = parse_text(f"{BODY}2 comments:\n\n  1.\n  MariaSoto{when}\n\n  first here by me\n\n  2. second\n")
    assert [(c.author, c.printed_at, c.text) for c in post.comments] == [
        ("MariaSoto", at, "first here by me"),
        (None, None, "second"),
    ]


def test_a_date_that_can_be_two_days_is_no_text_and_is_told() -> None:
    text = "Headline of the day\n\n03/10/2011\n\nGunmen burned a bar in Tonalá. Nobody was hurt.\n"
    post = parse_text(text)
    assert (post.title, post.published_on, post.unclear_day) == ("Headline of the day", None, "03/10/2011")
    assert post.body == "Gunmen burned a bar in Tonalá. Nobody was hurt."
    known = parse_text(text, url="https://b.example/2011/10/headline.html")
    assert (known.published_on, known.unclear_day) == (date(2011, 10, 3), None)


_UNTAKEN = [
    ("Published 03/10/2011", "03/10/2011", None),
    ("Posted: 03/10/2011 5:16 PM", "03/10/2011 5:16 PM", None),
    ("Monday, 03/10/2011 |", "Monday, 03/10/2011", None),
    ("Wednesday, September 31, 2011", None, "Wednesday, September 31, 2011"),
    ("Published on 31/31/2011", None, "31/31/2011"),
    ("Fecha: 30 de febrero de 2011", None, "30 de febrero de 2011"),
    ("Date: 0000-00-00 00:00", None, "0000-00-00 00:00"),
    ("Posted: the 21st of Sept '11", None, "the 21st of Sept '11"),
    ("Updated: Sept 21", None, "Sept 21"),
]


@pytest.mark.parametrize(("line", "unclear", "unread"), _UNTAKEN)
def test_a_line_that_is_meant_as_the_date_and_gives_none_is_no_text_and_is_told(
    line: str, unclear: str | None, unread: str | None
) -> None:
    body = "Gunmen burned a bar in Tonalá. Nobody was hurt."
    for post in (
        parse_text(f"Headline of the day\n\n{line}\n\n{body}\n"),
        parse_text(f"{line}\n\nHeadline of the day\n\n{body}\n"),
        parse_markdown(f"# Headline of the day\n\n{line}\n\n{body}\n"),
    ):
        assert (post.title, post.byline, post.body) == ("Headline of the day", None, body)
        assert (post.published_on, post.unclear_day, post.unread_day) == (None, unclear, unread)


_VAGUE = [
    ("Wednesday, September 21", None),
    ("miércoles 21 de septiembre", None),
    ("hace 3 días", None),
    ("Posted: 2 hours ago", None),
    ("mercredi 21 septembre 2011", None),
    ("Sept 2011", None),
    ("septiembre de 2011", None),
    ("21 sep '11", None),
    ("20110921", date(2011, 9, 21)),
    ("21 de setembro de 2011", date(2011, 9, 21)),
    ("21/sep/2011", date(2011, 9, 21)),
]


@pytest.mark.parametrize(("line", "day"), _VAGUE)
def test_a_line_that_is_a_date_by_its_words_is_read_or_told(line: str, day: date | None) -> None:
    body = "Gunmen burned a bar in Tonalá. Nobody was hurt."
    for text in (f"Headline of the day\n\n{line}\n\n{body}\n", f"{line}\n\nHeadline of the day\n\n{body}\n"):
        post = parse_text(text)
        unread = None if day else line.removeprefix("Posted: ")
        assert (post.title, post.body) == ("Headline of the day", body)
        assert (post.published_on, post.unclear_day, post.unread_day) == (day, None, unread)


@pytest.mark.parametrize("line", ["Wednesday, September 21", "Sept 2011", "20 years ago"])
def test_the_days_of_a_chronicle_and_a_title_are_no_date_of_the_post(line: str) -> None:
    body = "Gunmen burned a bar in Tonalá. Nobody was hurt."
    chronicle = f"Headline of the day\n\n{line}\n\n{body}\n\n{line}\n\n{body}\n"
    for text in (chronicle, f"{line}\n\n{body}\n", f"Headline of the day\n\n{body}\n\n{line}\n\n{body}\n"):
        post = parse_text(text)
        assert (post.published_on, post.unread_day) == (None, None)
        assert line in f"{post.title}\n{post.body}"


@pytest.mark.parametrize("line", ["May 3", "September 16, 1810", "55-12-10", "Published 1.2.3", "Captured 03/10/2011"])
def test_what_may_not_be_meant_as_the_date_is_not_told_as_one(line: str) -> None:
    body = "Gunmen burned a bar in Tonalá. Nobody was hurt."
    for post in (
        parse_text(f"Headline of the day\n\n{line}\n\n{body}\n"),
        parse_markdown(f"# Headline of the day\n\n{line}\n\n{body}\n"),
    ):
        assert (post.published_on, post.unclear_day, post.unread_day) == (None, None, None)


@pytest.mark.parametrize(
    ("field", "unread"), [("date: the 3rd", "the 3rd"), ("published: true", None), ("date: 2011-09-21", None)]
)
def test_a_date_of_the_front_matter_that_cannot_be_read_is_told(field: str, unread: str | None) -> None:
    assert parse_markdown(f"---\ntitle: A title\n{field}\n---\n\nSome text here.\n").unread_day == unread


@pytest.mark.parametrize(
    ("line", "unread"),
    [("Captured on May 3, 2012", None), ("98-1-1", "98-1-1"), ("2101-05-03", "2101-05-03"), ("1336000000", None)],
)
def test_a_first_line_that_is_no_date_of_the_post_hides_no_title(line: str, unread: str | None) -> None:
    body = "Gunmen burned a bar in Tonalá. Nobody was hurt."
    post = parse_text(f"{line}\n\nHeadline of the day\n\nBy Jane Doe\n\n{body}\n")
    assert (post.title, post.byline, post.body) == ("Headline of the day", "By Jane Doe", body)
    assert (post.published_on, post.unread_day) == (None, unread)


@pytest.mark.parametrize("line", ["Wednesday, May 3", "21 septembre 2011", "3 May '12", "Sept 2011"])
def test_a_date_by_its_words_that_stands_alone_under_the_title_of_markdown_is_told(line: str) -> None:
    body = "Gunmen burned a bar in Tonalá. Nobody was hurt."
    for byline in ("", "By Jane Doe\n\n"):
        post = parse_markdown(f"# Headline of the day\n\n{byline}{line}\n\n{body}\n")
        assert (post.body, post.published_on, post.unread_day) == (body, None, line)
    for text in (f"{line}\n{body}", f"{line}\n\n{body}\n\n## {line}\n\n{body}"):
        post = parse_markdown(f"# Headline of the day\n\n{text}\n")
        assert (post.body.partition("\n")[0], post.unread_day) == (line, None)


@pytest.mark.parametrize("line", ["*hace 3 días*", "2 hours ago", "*Sept 2011*", "**mercredi 21 septembre 2011**"])
def test_a_line_under_the_title_of_markdown_that_is_a_date_by_its_words_is_told(line: str) -> None:
    body = "Gunmen burned a bar in Tonalá. Nobody was hurt."
    post = parse_markdown(f"# Headline of the day\n\n{line}\n\n{body}\n")
    assert (post.body, post.published_on, post.unread_day) == (body, None, line.strip("*"))
    known = parse_markdown(f"---\ntitle: T\ndate: 2011-09-21\n---\n\n{line}\n\n{body}\n")
    assert (known.body, known.published_on, known.unread_day) == (body, date(2011, 9, 21), None)


def test_a_month_over_a_part_of_a_markdown_chronicle_is_its_text() -> None:
    post = parse_markdown("# A war\n\nSept 2011\n\nGunmen burned a bar.\n\nOct 2011\n\nNobody was hurt.\n")
    assert post.body.startswith("Sept 2011")
