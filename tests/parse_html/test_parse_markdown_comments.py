"""Comments of Markdown captures: read under a heading that says so in any usual form, and never a part of the body."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from narco_corpus import load
from narco_corpus.builder.parse import parse_text
from narco_corpus.builder.parse.markdown import parse_markdown
from narco_corpus.builder.pipeline import build
from narco_corpus.builder.post import Comment, NotOnePost, Post

BODY = "Gunmen attacked a bar in Ciudad Mante. Nobody was hurt."
HEAD = f"---\ntitle: Balacera en Mante\ndate: 2018-03-15\n---\n{BODY}\n\n"


def _read(comments: str) -> Post:
    return parse_markdown(HEAD + comments)


def _told(comments: list[Comment]) -> list[tuple[str | None, str | None, str]]:
    return [(c.number, c.author, c.text) for c in comments]


def test_details_of_readers_are_masked_in_a_release_of_markdown(tmp_path: Path) -> None:
    (tmp_path / "nota.md").write_text(
        f"{HEAD}## 2 comentarios\n\n1. **Pedro Ramírez** (15 de marzo de 2018, 11:02)\n\n"
        "   Mi whatsapp es 834 123 4567, mi correo pedro.r@gmail.com\n\n2. **Anónimo** yo vivo ahi\n",
        encoding="utf-8",
    )
    build([tmp_path / "nota.md"], tmp_path / "release", recogniser="lexicon")
    corpus = load(tmp_path / "release")
    (article,) = corpus.articles
    assert (article["body"], article["comment_count"], article["capture_complete"]) == (BODY, 2, True)
    first, second = sorted(corpus.comments, key=lambda row: row["position"])
    assert (first["text"], first["posted_on"]) == ("Mi whatsapp es [phone], mi correo [email]", date(2018, 3, 15))
    assert (second["text"], second["author"]) == ("yo vivo ahi", None)


@pytest.mark.parametrize(
    ("comments", "told"),
    [
        (
            "## Comments\n\n1. First\n\n   1. a reply\n\n      more\n\n2. Second: my list:\n\n   1. a\n   2. b\n",
            [("1", None, "First"), ("1.1", None, "a reply\n\nmore"), ("2", None, "Second: my list:\n\n1. a\n2. b")],
        ),
        ("### 2 comments:\n\n1.\n   1. a reply\n2. b\n", [("1", None, ""), ("1.1", None, "a reply"), ("2", None, "b")]),
        (
            "**2 comments:**\n\n- **Bob** May 3, 2012 5:16 PM: hello\n  - **Ana** May 3, 2012 6:16 PM: yes\n",
            [(None, "Bob", "hello"), (None, "Ana", "yes")],
        ),
        ("## Comments (2)\n\n* Poor men\n* Dirty ones\n", [(None, None, "Poor men"), (None, None, "Dirty ones")]),
        (
            "## 2 comments\n\n> Poor men\n>\n> indeed\n\n> They were dirty\n",
            [(None, None, "Poor men\n\nindeed"), (None, None, "They were dirty")],
        ),
        (
            "## Comentarios\n\n> **Pedro** (15 de marzo de 2018, 11:02): mi tel\n\n> **Ana** dijo:\n> hola\n",
            [(None, "Pedro", "mi tel"), (None, "Ana", "hola")],
        ),
        ("## Comentarios\n\n**Bob** dijo:\n\n> a\n\n**Ana** said...\n\nb\n", [(None, "Bob", "a"), (None, "Ana", "b")]),
        (
            "## 2 comments\n\nPedro\n\n15 de marzo de 2018, 11:02\n\nmi tel\n\n[Responder](x)\n\nAna\n\n"
            "16 de marzo de 2018, 11:02\n\nno\n\nResponder\n",
            [(None, "Pedro", "mi tel"), (None, "Ana", "no")],
        ),
        (
            "## 2 comments\n\n### Pedro - 15 de marzo de 2018\n\nmi tel\n\n### Ana\n\nno\n\n"
            "## Leave a Reply\n\nYour name\n",
            [(None, "Pedro", "mi tel"), (None, "Ana", "no")],
        ),
        (
            "## 2 thoughts on “Balacera”\n\n1. [**Bob**](x) says:\n\n   [March 4, 2011 at 5:11 pm](x)\n\n   Text 1\n\n"
            "   1. **Ana** says:\n\n      [March 4, 2011 at 5:12 pm](x)\n\n      Text 2\n",
            [("1", "Bob", "Text 1"), ("1.1", "Ana", "Text 2")],
        ),
        (
            "## 3 comments\n\n1. **ZETAS** are cowards\n2. no they\n3. ok\n",
            [("1", None, "ZETAS are cowards"), ("2", None, "no they"), ("3", None, "ok")],
        ),
        (
            "2 comments:\n\nBob said...\n\na\n\nMay 3, 2012 5:16 PM\n\nAna said...\n\nb\n",
            [(None, "Bob", "a"), (None, "Ana", "b")],
        ),
    ],
)  # fmt: skip
def test_comments_are_read(comments: str, told: list[tuple[str | None, str | None, str]]) -> None:
    post = _read(comments)
    assert (post.body, _told(post.comments), post.complete) == (BODY, told, True)


@pytest.mark.parametrize("heading", ["## Comentarios", "## 2 comments"])
@pytest.mark.parametrize(
    "comments",
    [
        "**Anonymous said...**\n\nuno\n\n**Ana Ruiz said...**\n\ndos\n",
        "**Anónimo dijo:** uno\n\n**Ana Ruiz dijo:** dos\n",
        "### Anónimo dijo...\n\nuno\n\n### Ana Ruiz dijo...\n\ndos\n",
        "**Anonymous** said...\n\nuno\n\n[Ana Ruiz](https://www.blogger.com/profile/1) said...\n\ndos\n",
        "- Anonymous: uno\n- Ana Ruiz: dos\n",
        "1. Anonymous\n   uno\n2. **Ana Ruiz**\n   dos\n",
        "1. Anónimo dijo: uno\n2. Ana Ruiz dijo: dos\n",
        "> **Anonymous**, May 5, 2021\n>\n> uno\n>\n>> **Ana Ruiz**, May 6, 2021\n>>\n>> dos\n",
        "**Anónimo** 5 de mayo de 2021 a la(s) 18:10\n\nuno\n\n**Ana Ruiz** 5 de mayo de 2021 a la(s) 18:11\n\ndos\n",
    ],
)
def test_names_are_authors_and_no_text(heading: str, comments: str) -> None:
    post = _read(f"{heading}\n\n{comments}")
    assert [(c.author, c.text) for c in post.comments] == [(None, "uno"), ("Ana Ruiz", "dos")]
    assert (post.body, post.complete) == (BODY, True)


def test_words_before_a_colon_that_few_comments_begin_with_are_text() -> None:
    post = _read("## 3 comments\n\n1. Zetas: cowards\n2. no they\n3. ok\n")
    assert [(c.author, c.text) for c in post.comments] == [(None, "Zetas: cowards"), (None, "no they"), (None, "ok")]
    listed = _read("## Comentarios\n\n- Sinaloa: 3 muertos\n- Durango: 2 muertos\n")
    assert (listed.body, listed.comments) == (
        f"{BODY}\n\nComentarios\n\n- Sinaloa: 3 muertos\n- Durango: 2 muertos",
        [],
    )


@pytest.mark.parametrize(
    "comments",
    [
        "## 2 comentarios\n\nPedro\n\nmi correo pedro.r@gmail.com\n\nAna\n\nhola\n",
        "2 comments:\n\n| Pedro | 834 123 4567 |\n",
        "## 2 Responses to “Balacera”\n\n## Pedro\n\nmi correo pedro.r@gmail.com\n",
        "## 2 comments\n\n<div>Pedro 834 123 4567</div>\n",
    ],
)
def test_comments_that_cannot_be_read_are_left_out_and_the_capture_is_not_complete(comments: str) -> None:
    post = _read(comments)
    assert (post.body, post.comments, post.complete) == (BODY, [], False)
    with pytest.raises(NotOnePost, match="no text"):
        parse_markdown(f"# Balacera\n\n{comments}")


@pytest.mark.parametrize("comments", ["## 5 comments\n\n1. a\n2. b\n", "## Comments\n\n3. c\n4. d\n"])
def test_comments_that_are_missing_are_told(comments: str) -> None:
    post = _read(comments)
    assert (len(post.comments), post.complete) == (2, False)


@pytest.mark.parametrize(
    "section",
    [
        "## Comments on the ruling\n\nThe judge said so.",
        "## 5 comments on the ruling\n\nThe judge said so.",
        "## Comentarios del gobernador\n\nDijo que sí.",
        "## 3 controversial comments\n\nOn drugs and on walls.",
        "## Comentarios\n\nEl gobernador dijo que sí.\n\n**Otra vez** lo dijo.",
        "## Comments\n\n### Background\n\nHe spoke of it.",
        "## Comments\n\n- on the war\n- on the rain",
        "## 3 respuestas\n\nNadie las dio.",
        "3 comments\n\nIt goes on here.",
        "He made two comments:\n\nOne on the war.",
    ],
)
def test_a_heading_of_the_article_cuts_nothing(section: str) -> None:
    post = _read(section)
    plain = section.replace("#", "").replace("**", "").replace("\n ", "\n").strip()
    assert (post.body, post.comments, post.complete) == (f"{BODY}\n\n{plain}", [], True)


def test_what_stands_behind_the_comments_under_a_heading_of_its_own_stays() -> None:
    post = _read("## 1 comment\n\n1. a\n\n## Sources\n\nEl Diario.\n")
    assert (post.body, len(post.comments)) == (f"{BODY}\n\nSources\n\nEl Diario.", 1)


def test_a_count_of_comments_over_the_article_cuts_nothing() -> None:
    post = parse_markdown("# Balacera\n\n2 comments\n\n**Redacción** 15 de marzo de 2018\n\nPistoleros atacaron.\n")
    assert post.body.endswith("Pistoleros atacaron.")


def test_a_heading_in_marks_of_markdown_is_one_in_texts_too() -> None:
    head = f"Balacera en Mante\n\nMarch 15, 2018\n\n{BODY}\n\n## 2 comentarios\n\n"
    assert len(parse_text(f"{head}1. uno\n\n2. dos\n").comments) == 2
    post = parse_text(f"{head}**Pedro**\n\nmi correo pedro.r@gmail.com\n")
    assert (post.body, post.complete) == (BODY, False)


_LINES = st.sampled_from(
    [
        "", "", "", "## Comments", "## 2 comments", "2 comments:", "# Other", "### Bob", "1. a", "   1. b", "2.", "- c",
        "  - d", "> e", "> > f", "**Bob** May 3, 2012 5:16 PM", "**Bob**: g", "Bob said...", "May 3, 2012 5:16 PM",
        "Reply", "Replies", "Post a Comment", "    code", "---", "<div>", "my list:",
    ]
)  # fmt: skip


@given(st.lists(_LINES, max_size=30).map("\n".join))
def test_replies_hang_under_what_stands_above_them(text: str) -> None:
    try:
        post = parse_markdown(HEAD + text)
    except NotOnePost as refusal:
        assert refusal.reason
        return
    assert all(c.parent is None or c.parent < index for index, c in enumerate(post.comments))
