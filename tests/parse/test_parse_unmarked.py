"""Comments that no count announces, or in forms of other sites: read, and no text of an article is taken for one."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest

from narco_corpus import load
from narco_corpus.builder.parse import parse_text
from narco_corpus.builder.pipeline import build

BODY = (
    "Gunmen of Los Zetas fought the Gulf Cartel for hours in Reynosa, Tamaulipas, on Thursday night. Residents told of "
    "trucks and a burned bus near the highway that leads to Monterrey, and the mayor said nothing of it to the press."
)
HEAD = f"May 3, 2012\n\nShootout in Reynosa leaves four dead\n\nBy Jane Doe\n\n{BODY}\n\n"
TWO = [("Bob", "they will be back"), ("Ana Perez", "mail me ana@x.org")]


@pytest.mark.parametrize(
    "comments",
    [
        "BobMay 3, 2012 at 5:16 PM\nthey will be back\nReplyDelete\n\n"
        "Ana PerezMay 3, 2012 at 6:16 PM\nmail me ana@x.org",
        "Bob3 de mayo de 2012, 17:16\nthey will be back\n\nAna Perez3 de mayo de 2012, 18:16\nmail me ana@x.org",
        "Bob\nMay 3, 2012 at 5:16 PM\nthey will be back\n\nReply\n\n"
        "Ana Perez\nMay 3, 2012 at 6:16 PM\nmail me ana@x.org\n\nReply",
        "2 Comments\n\nBob • 3 years ago\nthey will be back\n\nAna Perez • hace 2 años\nmail me ana@x.org",
        "Comments\n\nBob\n3 years ago\nthey will be back\n\nAna Perez\nan hour ago\nmail me ana@x.org",
        "Bob • 3 years ago\nthey will be back\n\nAna Perez • 2 years ago • edited\nmail me ana@x.org",
        "Comments\n\nBob\nthey will be back\nLike · Reply · 3y\n\nAna Perez\nmail me ana@x.org\nLike · Reply · 2 · 2y",
        "Bob\nthey will be back\nLike · Reply · 3y\n\n"
        "Top fan\nAna Perez\nmail me ana@x.org\nMe gusta · Responder · 2 años",
        "Bob\n\nthey will be back\n\nLike · Reply · 3y\n\nAna Perez\n\nmail me ana@x.org\n\nLike · Reply · 2y · Edited",
        "2 Comments\n\nBob says: they will be back\n\nAna Perez says: mail me ana@x.org",
    ],
)
def test_comments_are_read_and_no_part_of_the_article(comments: str) -> None:
    post = parse_text(f"{HEAD}{comments}\n")
    assert post.body == BODY
    assert [(c.author, c.text) for c in post.comments] == TWO
    assert post.complete


def test_one_comment_without_a_name_is_known_by_its_glued_time() -> None:
    post = parse_text(f"{HEAD}AnonymousMay 3, 2012 at 5:16 PM\nthey will be back\n")
    (comment,) = post.comments
    assert (comment.author, comment.printed_on, comment.printed_at) == (None, date(2012, 5, 3), time(17, 16))
    assert (post.body, comment.text) == (BODY, "they will be back")


@pytest.mark.parametrize(
    "comments",
    [
        "\n1. they will be back\n\n2. no, mail me ana@x.org\n\n3. third one",
        "\n1. They will be back\n\n2. @5:16 no they will not\n\n3. Third one",
        "\n1. They will be back\nReplyDelete\n\n2. No\nReplyDelete",
    ],
)
def test_a_list_of_readers_at_the_indent_of_the_article(comments: str) -> None:
    post = parse_text(f"{HEAD}{comments}\n")
    assert (post.body, [c.number for c in post.comments]) == (BODY, ["1", "2", "3"][: len(post.comments)])
    assert len(post.comments) > 1


@pytest.mark.parametrize(
    "text",
    [
        "Bob says: they will be back\n\nAna says: we are afraid\n\nBob says: of what?",
        "Reynosa May 3, 2012 at 5:16 PM\nGunmen block a bridge.\n\n"
        "Matamoros May 3, 2012 at 6:16 PM\nA grenade goes off.",
        "Update May 3, 2012 at 5:16 PM\nGunmen block a bridge.\n\nUpdate May 3, 2012 at 6:16 PM\nA grenade goes off.",
        "5:16 PM\nGunmen block a bridge.\n\n6:16 PM\nA grenade goes off.",
        "Reynosa Follow (@Reynosa) May 3, 2012 at 5:16 PM\nSDR in Rio Bravo\nReply\n\n"
        "SDR (@sdr) May 3, 2012 at 6:16 PM\nBalacera\nReply",
        "\n1. Los Zetas\n\n2. The Gulf Cartel\n\n3. La Familia",
        "\n1. Stay at home.\n\n2. Do not drive at night.\n\n3. Call 066.\n\nSource: Milenio",
        "Cartel boss killed • 3 years ago\n\nMayor arrested in Tamaulipas • 2 years ago",
        f"2 Comments\n\n{BODY}\n\n{BODY}",
        "Comments\n\nThe mayor says: nothing.",
    ],
)
def test_what_an_article_has_stays_its_own(text: str) -> None:
    post = parse_text(f"{HEAD}{text}\n")
    assert (post.comments, post.complete) == ([], True)
    assert post.body == f"{BODY}\n\n{text.strip()}"


@pytest.mark.parametrize("line", ["Jane DoeMay 3, 2012 at 5:16 PM", "Jane Doe\nMay 3, 2012 at 5:16 PM", "3 Comments"])
def test_a_name_and_a_time_over_the_text_are_no_comment(line: str) -> None:
    post = parse_text(f"Shootout in Reynosa\n\nFour men died, the state says.\n\n{line}\n\n{BODY}\n\n{BODY}\n\nReply\n")
    assert post.comments == []
    assert post.body.count(BODY) == 2


def test_comments_under_a_count_without_a_colon_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f"{HEAD}{BODY}\n\n2 Comments\n\nBob\nthey will be back, call 868 123 4567\n\nAna\nno\n", encoding="utf-8"
    )
    build([tmp_path / "a.txt"], tmp_path / "release", recogniser="lexicon")
    (article,) = load(tmp_path / "release").articles
    assert article["body"] == f"{BODY}\n\n{BODY}"
    assert (article["comment_count"], article["capture_complete"]) == (0, False)


def test_names_over_comments_that_their_times_close_are_taken_off() -> None:
    post = parse_text(
        f"{HEAD}2 Responses\n\n  1. Bob says:\n\n     Where was the army?\n\n     May 7, 2012 at 5:16 pm\n\n"
        "  2. Al says:\n\n     Asleep\n\n     May 7, 2012 at 6:16 pm\n"
    )
    assert [(c.author, c.printed_at, c.text) for c in post.comments] == [
        ("Bob", time(17, 16), "Where was the army?"),
        ("Al", time(18, 16), "Asleep"),
    ]
    quoting = parse_text(
        f"{HEAD}2 Responses\n\n  1. Calderon said:\n\n     we win\n\n     May 7, 2012 at 5:16 pm\n\n"
        "  2. Asleep\n\n     May 7, 2012 at 6:16 pm\n\n  3. No\n\n     May 7, 2012 at 6:17 pm\n"
    )
    assert quoting.comments[0].text == "Calderon said:\n\nwe win"
