"""What becomes of a post in the rows of a release, where the contract says more than the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.builder.captures.inputs import Input, labels
from narco_corpus.builder.check.document import DocumentChecker
from narco_corpus.builder.license import expression_of, is_expression
from narco_corpus.builder.post import Comment, Post
from narco_corpus.builder.recognise.mention import Mention, Unit
from narco_corpus.builder.rows import Article, make_document


class NoNames:
    """A recogniser that finds nothing."""

    name, version = "none", "1"

    def recognise(self, units: Sequence[Unit], published_on: date | None) -> list[list[Mention]]:
        return [[] for _ in units]


def made(comments: list[Comment], **withdrawn: Any) -> dict[str, Any]:
    article = Article(article_id="a-0000000000000001", capture_path="a.txt", capture_sha256="0" * 64)
    post = Post(title="T", body="B", comments=comments, layout="plain")
    document = make_document(article, post, NoNames(), **withdrawn)[0].in_rows()
    assert DocumentChecker().check(document, gaps=bool(withdrawn)) == []
    return document


def test_names_of_commenters_are_replaced_before_names_are_looked_for() -> None:
    seen: list[str] = []

    class Listening(NoNames):
        def recognise(self, units: Sequence[Unit], published_on: date | None) -> list[list[Mention]]:
            seen.extend(unit.text for unit in units)
            return super().recognise(units, published_on)

    comments = [
        Comment(text="Hola", author="ElRegio81"),
        Comment(text="@ElRegio81 you, El Regio 81, mail a.b@gmail.com"),
    ]
    article = Article(article_id="a-0000000000000001", capture_path="a.txt", capture_sha256="0" * 64)
    document, _ = make_document(article, Post(title="T", body="B", comments=comments, layout="plain"), Listening())
    assert document.comments["text"][1] == "@commenter-1 you, commenter-1, mail [email]"
    assert document.comments["author"] == ["commenter-1", None]
    assert seen == ["T", "B", *document.comments["text"]]
    assert document.masks == {"commenter": 2, "email": 1}


def test_what_a_name_kept_from_being_seen_is_masked_once_it_is_hidden() -> None:
    comments = [Comment(text="Hola", author="ElRegio81"), Comment(text="ElRegio81-614-123-4567")]
    assert made(comments)["comments"][1]["text"] == "commenter-[phone]"


def test_what_a_quotation_kept_from_being_seen_is_masked_once_it_is_cut_out() -> None:
    said = "My uncle Ramiro drove the grey truck on the Saltillo road number 8"
    comments = [Comment(text=said), Comment(text=f"{said},614-123-4567")]
    first, second = made(comments)["comments"]
    assert second["text"] == comments[1].text
    (left,) = made(comments, withdrawn_comments=[first["comment_id"]], article_ids=[first["article_id"]])["comments"]
    assert left["text"] == "[withdrawn],[phone]"


def test_masks_are_counted_where_they_stand_in_comments_that_stay() -> None:
    number = "My uncle Ramiro is at 614-123-4567 on the Saltillo road, ask for him"
    comments = [
        Comment(text=f"{number} or a.b@gmail.com", author="ElRegio81", own_id="a"),
        Comment(text=f"He wrote: {number}! Thanks @ElRegio81, I wrote to c.d@gmail.com", own_id="b"),
        Comment(text="The blog puts [phone] and [email] there, mine is 614-765-4321", own_id="c"),
    ]
    article = Article(article_id="a-0000000000000001", capture_path="a.txt", capture_sha256="0" * 64)
    post = Post(title="T", body="B", comments=comments, layout="plain")

    def masks(**withdrawn: Any) -> dict[str, int]:
        return dict(make_document(article, post, NoNames(), **withdrawn)[0].masks)

    assert masks() == {"phone": 3, "email": 2, "commenter": 1}
    assert masks(withdrawn_comments={"a-0000000000000001-a"}) == {"phone": 1, "email": 1, "commenter": 1}
    assert masks(withdrawn_comments={f"a-0000000000000001-{own}" for own in "abc"}) == {}


def test_a_full_name_is_replaced_unless_the_article_or_its_byline_has_it() -> None:
    comments = [
        Comment(text="Hola", author="Maria Elena Rodriguez"),
        Comment(text="Thanks for reading", author="Tecolote Gris"),
        Comment(text="@maria elena rodríguez watch out. Thanks, Tecolote Gris. Is it Hugo Solis Mena?"),
        Comment(text="No", author="Hugo Solis Mena"),
    ]
    article = Article(article_id="a-0000000000000001", capture_path="a.txt", capture_sha256="0" * 64)
    post = Post(title="T", byline="By Tecolote Gris", body="B: Hugo Solís Mena.", comments=comments, layout="plain")
    document, _ = make_document(article, post, NoNames())
    said = "@commenter-1 watch out. Thanks, Tecolote Gris. Is it Hugo Solis Mena?"
    assert document.comments["text"][2] == said
    assert document.masks == {"commenter": 1}


def test_a_name_that_is_left_out_is_still_replaced() -> None:
    """Numbers of pseudonyms are what they are with the withdrawn comments."""
    comments = [Comment(text="x", author="AnaLobo9", own_id="a"), Comment(text="@analobo9 no", author="B", own_id="b")]
    (row,) = made(comments, withdrawn_comments={"a-0000000000000001-a"})["comments"]
    assert (row["author"], row["text"]) == ("commenter-2", "@commenter-1 no")


def test_what_stands_free_behind_a_withdrawn_quotation_is_masked() -> None:
    long = "the whole of my long comment with code 8671"
    comments = [Comment(text=long, own_id="a"), Comment(text=f"{long}-867-123-4567 call", own_id="b")]
    assert "867-123-4567" in made(comments)["comments"][1]["text"], "in a longer number, which is none of a phone"
    (row,) = made(comments, withdrawn_comments={"a-0000000000000001-a"})["comments"]
    assert row["text"] == "[withdrawn]-[phone] call"


def test_a_quotation_ends_with_a_word() -> None:
    said = "the whole of my long comment, ask x"
    comments = [Comment(text=said, author="ElRegio81", own_id="a"), Comment(text=f"{said}ElRegio81 knows", own_id="b")]
    (row,) = made(comments, withdrawn_comments={"a-0000000000000001-a"})["comments"]
    assert row["text"] == "[withdrawn] xElRegio81 knows"


@pytest.mark.parametrize(
    ("stated", "expression"),
    [
        (None, "LicenseRef-unknown"),
        ("CC-BY-4.0", "CC-BY-4.0"),
        ("(MIT OR Apache-2.0) AND LicenseRef-ours", "(MIT OR Apache-2.0) AND LicenseRef-ours"),
        ("cc-by-sa-4.0 or mit", "CC-BY-SA-4.0 OR MIT"),
        ("CC BY 4.0", "CC-BY-4.0"),
        ("CC BY-NC-SA 3.0", "CC-BY-NC-SA-3.0"),
        ("CC BY 4.0 International", "CC-BY-4.0"),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International License", "CC-BY-NC-SA-4.0"),
        ("Creative Commons Attribution Non Commercial No Derivatives 3.0 Unported", "CC-BY-NC-ND-3.0"),
        ("https://creativecommons.org/licenses/by/4.0/", "CC-BY-4.0"),
        ("http://www.creativecommons.org/licenses/by-nc-nd/2.5/deed.es", "CC-BY-NC-ND-2.5"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "CC0-1.0"),
        ("CC0", "CC0-1.0"),
        ("CC0 1.0 Universal", "CC0-1.0"),
        ("Creative Commons Zero v1.0 Universal", "CC0-1.0"),
        ("The MIT License", "MIT"),
        ("Apache License, Version 2.0", "Apache-2.0"),
        ("copyright", "LicenseRef-copyright"),
        ("Foo", "LicenseRef-Foo"),
        ("(MIT", "LicenseRef-MIT"),
        ("MIT Apache-2.0", "LicenseRef-MIT-Apache-2.0"),
        ("CC BY", "LicenseRef-CC-BY"),
        ("CC BY 4.1", "LicenseRef-CC-BY-4.1"),
        ("public domain", "LicenseRef-public-domain"),
        ("by attribution", "LicenseRef-by-attribution"),
        ("LicenseRef-All mine", "LicenseRef-All-mine"),
        ("licenseref-Ours", "LicenseRef-Ours"),
        ("LicenseRef-\u212a", "LicenseRef-K"),
        ("© El Diario, dominio público", "LicenseRef-El-Diario-dominio-publico"),
        ("???", "LicenseRef-unknown"),
        ("", "LicenseRef-unknown"),
    ],
)
def test_a_licence_is_an_expression(stated: str | None, expression: str) -> None:
    assert expression_of(stated) == expression
    assert is_expression(expression)
    assert stated in (None, expression) or not is_expression(stated)


@given(st.text(max_size=40) | st.text("MITANDORWTH()+-. cby40", max_size=30))
def test_whatever_is_stated_becomes_an_expression(stated: str) -> None:
    assert is_expression(expression_of(stated))


def test_paths_are_relative_whatever_the_inputs() -> None:
    inputs = [Input("", str(Path("/") / place), None) for place in ("a", "b/a")]
    assert labels(inputs) == ["a/", "b/a/"]
