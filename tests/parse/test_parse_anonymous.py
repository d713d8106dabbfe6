"""A comment without a name has no author, whatever the page is made with and in whatever language it says so."""

from __future__ import annotations

from importlib.resources import files

import pytest

from narco_corpus.builder.parse import parse_text
from narco_corpus.builder.parse.html import parse_html

NAMES = [
    row.split("\t")[2]
    for row in (files("narco_corpus.builder.parse") / "phrases.tsv").read_text(encoding="utf-8").splitlines()
    if row.startswith("anonymous\t")
]
PRINTED = sorted({"Anónimo", "Anónima", "Anônimo", "ANONYMOUS", *map(str.title, NAMES)})
BODY = "Gunmen attacked a bar in the city late on Friday and killed three persons, officials said."


def text_page(first: str, second: str) -> str:
    comments = (
        f"{first} said...\nfirst\nSeptember 22, 2011 5:16 PM\n\n{second} said...\nsecond\nSeptember 22, 2011 6:16 PM\n"
    )
    return f"Wednesday, September 21, 2011\nViolence in Reynosa\n\n{BODY}\n\n2 comments:\n\n{comments}"


def wordpress_page(*authors: str) -> str:
    comments = "".join(
        f'<li class="comment" id="comment-{n}"><div class="comment-author vcard"><cite class="fn">{author}</cite></div>'
        f'<div class="comment-content"><p>comment {n}</p></div></li>'
        for n, author in enumerate(authors)
    )
    return (
        '<html><head><meta name="generator" content="WordPress 5"></head><body class="single single-post">'
        '<article class="post hentry"><h1 class="entry-title">Durango</h1>'
        f'<div class="entry-content"><p>{BODY}</p></div></article><ol class="commentlist">{comments}</ol></body></html>'
    )


def blogger_page(*authors: str) -> str:
    comments = "".join(
        f"<dt class='comment-author' id='c{n}'><a name='c{n}'></a>{author}\nsaid...</dt>"
        f"<dd class='comment-body'><p>comment {n}</p></dd><dd class='comment-footer'></dd>"
        for n, author in enumerate(authors)
    )
    return (
        "<html><head><meta content='blogger' name='generator'/></head><body><div class='post hentry'>"
        f"<h3 class='post-title entry-title'>Durango</h3><div class='post-body entry-content'><p>{BODY}</p></div></div>"
        f"<div class='comments' id='comments'><dl id='comments-block'>{comments}</dl></div></body></html>"
    )


@pytest.mark.parametrize("name", PRINTED)
def test_what_stands_for_no_name_is_no_author(name: str) -> None:
    for page in (wordpress_page, blogger_page):
        assert [c.author for c in parse_html(page(name, "Maria Soto", name)).comments] == [None, "Maria Soto", None]
    assert [c.author for c in parse_text(text_page(name, "Maria Soto")).comments] == [None, "Maria Soto"]


def test_names_that_begin_so_are_names() -> None:
    for page in (wordpress_page, blogger_page):
        comments = parse_html(page("Guestavo", "Anonymous Coward", "Unknown Soldier")).comments
        assert [c.author for c in comments] == ["Guestavo", "Anonymous Coward", "Unknown Soldier"]


SPANISH = "mayo 09, 2012 12:05:00 a.m."


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (f"Anónimomiércoles, {SPANISH}", f"Ana Ruizmiércoles, {SPANISH}"),
        ("Anónimo9 de mayo de 2012 a la(s) 12:05 a.m.", "Ana Ruiz1o. de mayo de 2012 a la(s) 12:05 a.m."),
        ("Anónimo\n9 de mayo de 2012 a la(s) 12:05 a.m.", "Ana Ruiz\n9 de mayo de 2012 a la(s) 12:05 a.m."),
        ("A la(s) 9 de mayo de 2012, 12:05, Anónimo dijo...", "A la(s) 9 de mayo de 2012, 12:05, Ana Ruiz dijo..."),
        ("At 12:05 AM, Anonymous said...", "At 12:05 AM, Ana Ruiz said..."),
        ("*Anonymous* said...", "Ana Ruiz said..."),
    ],
)
def test_names_in_copies_of_pages_are_told_from_what_stands_around_them(first: str, second: str) -> None:
    head = f"Wednesday, May 09, 2012\nViolence in Reynosa\n\n{BODY}\n\n2 comments:\n\n"
    post = parse_text(f"{head}{first}\nuno\n\nResponder\n\n{second}\ndos\n\nResponder\n")
    assert [(c.author, c.text) for c in post.comments] == [(None, "uno"), ("Ana Ruiz", "dos")]
    assert (post.body, post.complete) == (BODY, True)
