"""A line that ends in `said...` turns no page over: a header needs a second sign, an item of a list keeps its text."""

from __future__ import annotations

from pathlib import Path

import pytest

from narco_corpus import load
from narco_corpus.builder.parse import parse_text
from narco_corpus.builder.pipeline import build

BODY = "Forty families went back to Ciudad Mier, Tamaulipas.\n\nSoldiers stood at the bridge. The zetas had left."
HEAD = f"Thursday, March 10, 2011\n\nFamilies return to Mier\n\n{BODY}\n\n"
ANA = "I am Ana, call me 956-555-0134 or ana@example.org"


def _list(*comments: str) -> str:
    return "\n\n".join(f"  {number}. {text}" for number, text in enumerate(comments, 1)) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "It is just like my grandmother always said...",
        "lo que mi abuelo dijo...",
        "    like he said...\n     hello",
        'Anonymous said...\n     "they left"\n     not at all',
        "From the other post:\n     Anonymous said...\n     I hate it",
        "2 comments:\n     Bob said...\n     no",
        "look:\n     2 comments:\n     Bob said...\n     no",
        "look:\n\n     2 comments:\n\n     Bob said...\n     no",
    ],
)
@pytest.mark.parametrize("marker", ["\n", "3 comments:\n\n"])
def test_what_a_reader_quotes_in_a_numbered_list_is_his_comments(text: str, marker: str) -> None:
    post = parse_text(HEAD + marker + _list(ANA, text, "I live at 123 Main St"))
    assert (post.body, len(post.comments), post.complete) == (BODY, 3, True)
    assert (post.comments[0].text, post.comments[2].text) == (ANA, "I live at 123 Main St")


def test_the_contact_details_of_all_its_readers_are_masked(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(HEAD + "\n" + _list(ANA, "just like my grandmother always said...", "bye"))
    build([tmp_path / "a.txt"], tmp_path / "release", recogniser="lexicon")
    corpus = load(tmp_path / "release")
    assert [row["body"] for row in corpus.articles] == [BODY]
    in_order = sorted(corpus.comments, key=lambda row: row["position"])
    assert [row["text"] for row in in_order] == [
        "I am Ana, call me [phone] or [email]",
        "just like my grandmother always said...",
        "bye",
    ]


@pytest.mark.parametrize(
    "comments",
    [
        "• Ana, May 5, 2012 11:00 PM {}\n\n• Pepe, May 5, 2012 11:30 PM\nas my dad said...\nno\n\n"
        "• Zoe, May 5, 2012 11:40 PM ok",
        "• Ana, May 5, 2012 11:00 PM {}\n\n• Pepe, May 5, 2012 11:30 PM\nAnonymous said...\nno\n\n"
        "• Zoe, May 5, 2012 11:40 PM ok",
        "AnonymousMay 5, 2012 at 11:00 PM\n{}\n\nPepeMay 5, 2012 at 11:30 PM\nAnonymous said...\nno\n\n"
        "ZoeMay 5, 2012 at 11:40 PM\nok",
        "AnonymousMay 5, 2012 at 11:00 PM\n{}\n\nPepeMay 5, 2012 at 11:30 PM\n2 comments:\nBob said...\nno\n\n"
        "ZoeMay 5, 2012 at 11:40 PM\nok",
        "AnonymousMay 5, 2012 at 11:00 PM\n{}\n\nPepeMay 5, 2012 at 11:30 PM\nno\n\n"
        "ZoeMay 5, 2012 at 11:40 PM\nI say.\n  1. ok\n  2. yes",
        "Ana\n{}\nLike · Reply · 3y\n\nPepe\nAnonymous said...\nno\nLike · Reply · 3y\n\nZoe\nok\nLike · Reply · 3y",
        "Ana said...\n{}\nMarch 10, 2011 5:16 PM\n\nPepe said...\nlook\n2 comments:\nBob said...\nno\n"
        "March 10, 2011 5:17 PM\n\nZoe said...\nok\nMarch 10, 2011 5:18 PM",
        "Ana said...\n{}\n\nPepe said...\nno\n\nZoe said...\nok",
        "\n1. {}\n\n2. as my dad said...\n\n3. ok",
    ],
)
def test_a_quotation_hides_no_comment_above_it(comments: str) -> None:
    post = parse_text(f"{HEAD}{comments.format('call me 956-555-0134')}\n")
    assert (post.body, len(post.comments)) == (BODY, 3)
    assert post.comments[0].text == "call me 956-555-0134"


@pytest.mark.parametrize("sentence", ["Asked about it, the mayor said...", "Esto es lo que el alcalde dijo..."])
@pytest.mark.parametrize("comments", [(), ("hola", "call me 956-555-0134")])
def test_a_sentence_of_the_article_stays_in_it(sentence: str, comments: tuple[str, ...]) -> None:
    body = f'Forty families went back.\n\n{sentence}\n\n"Nobody has left."\n\nSoldiers stood at the bridge.'
    post = parse_text(f"Thursday, March 10, 2011\n\nFamilies return to Mier\n\n{body}\n\n\n{_list(*comments)}")
    assert (post.body, [comment.text for comment in post.comments]) == (body, [*comments])


@pytest.mark.parametrize(
    "comment",
    [
        "Anonymous said...\nno",
        "Anónimo dijo...\nno",
        "Bob said...\nno\nMarch 10, 2011 5:16 PM",
        "Bob said...\nMarch 10, 2011 5:16 PM\nno",
        "At 5:16 PM, Bob said...\nno",
        "\nBob said...\nno",
    ],
)
def test_one_comment_is_told_by_a_second_sign(comment: str) -> None:
    post = parse_text(f"{HEAD}{comment}\n")
    assert (post.body, [comment.text for comment in post.comments]) == (BODY, ["no"])


def test_comments_behind_a_gap_do_not_begin_with_a_sentence_of_the_article() -> None:
    post = parse_text(f"{HEAD}The mayor said...\n\nNothing.\n\n\nBob said...\nno\nMarch 10, 2011 5:16 PM\n")
    assert (post.body, len(post.comments)) == (f"{BODY}\n\nThe mayor said...\n\nNothing.", 1)


def test_the_first_line_of_a_comment_is_no_name_where_the_others_have_none() -> None:
    texts = (
        "no way",
        "bye",
        "hola",
        "like my grandmother always said...\nGod bless",
        "The DEA web page says:\nnadie",
        "Ana Ruiz dijo:\nno",
    )
    lines = _list(*(text.replace("\n", "\n     ") for text in texts))
    for marker in ("\n", "6 comments:\n\n"):
        comments = parse_text(HEAD + marker + lines).comments
        assert [(comment.author, comment.text) for comment in comments] == [(None, text) for text in texts]
    stamped = parse_text(HEAD + "\n" + _list("hola", "Ana Lopez\n     May 5, 2012 11:00 PM\n     wrote that", "no"))
    assert (stamped.comments[1].author, stamped.comments[1].text) == (
        None,
        "Ana Lopez\nMay 5, 2012 11:00 PM\nwrote that",
    )


def test_names_over_most_comments_of_a_list_are_taken_off() -> None:
    for says in ("says:", "said...", "dijo:"):
        comments = parse_text(HEAD + "\n" + _list(f"Bob {says}\n     hola", f"Ana {says}\n     no", "yes")).comments
        assert [(c.author, c.text) for c in comments] == [("Bob", "hola"), ("Ana", "no"), (None, "yes")]


@pytest.mark.parametrize("quoted", ["Like my dad said...", "look\nAnonymous said...", "look\n\nAnonymous said..."])
def test_a_header_that_a_reader_quotes_begins_no_comment(quoted: str) -> None:
    post = parse_text(
        f"{HEAD}2 comments:\n\nAna said...\n{quoted}\nthey will be back\nMarch 10, 2011 5:16 PM\n\n"
        "Beto said...\nno\nMarch 10, 2011 6:16 PM\n\nZoe said...\nok\nMarch 10, 2011 6:17 PM\n"
    )
    assert [(c.author, c.text) for c in post.comments] == [
        ("Ana", f"{quoted}\nthey will be back"),
        ("Beto", "no"),
        ("Zoe", "ok"),
    ]


@pytest.mark.parametrize(
    "second", ["1 comment:\nBob said...\nno", "3 comments:\nZoe\nno", "\n1 comment:\n\nBob said...\nno"]
)
def test_comments_that_cannot_be_read_are_left_out_also_above_others_that_can(second: str) -> None:
    told = "Gunmen of Los Zetas fought the Gulf Cartel for hours in Reynosa, Tamaulipas, on Thursday night, they say."
    body = f"{told}\n\n{told}"
    post = parse_text(
        f"May 3, 2012\n\nShootout in Reynosa\n\n{body}\n\n2 comments:\n\nBob\ncall 868 123 4567\n\nAna\n{second}\n"
    )
    assert (post.body, post.complete) == (body, False)
