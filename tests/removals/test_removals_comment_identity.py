"""Which comments an id of a ledger means, and which ids comments keep."""

from __future__ import annotations

from narco_corpus.builder.comment_identity import find_withdrawn_comments, identify
from narco_corpus.builder.merge.earlier import EarlierComment
from narco_corpus.builder.post import Comment
from narco_corpus.builder.rows import full_numbers
from narco_corpus.model.ids import comment_part, text_part

ARTICLE = "a-0123456789abcdef"


def ids(comments: list[Comment], earlier: list[EarlierComment]) -> list[str]:
    texts = [c.text for c in comments]
    return [id[19:] for id in identify(ARTICLE, comments, texts, full_numbers(comments), earlier).ids]


def left(
    comments: list[Comment], earlier: list[EarlierComment], *parts: str, before: tuple[str, ...] = ()
) -> list[int]:
    """The places of the comments that stay."""
    texts = [c.text for c in comments]
    identified = identify(ARTICLE, comments, texts, full_numbers(comments), earlier)
    withdrawn = [f"{ARTICLE}-{part}" for part in parts]
    stated = [f"{ARTICLE}-{part}" for part in before]
    gone = find_withdrawn_comments(identified, comments, texts, withdrawn, stated, [ARTICLE]).comments
    return [n for n, id in enumerate(identified.ids) if id not in gone]


def released(own: str, number: str, text: str, parent: str | None = None) -> EarlierComment:
    return EarlierComment(own, number, parent, text_part(text))


def test_only_the_one_of_two_equal_short_comments_goes_that_the_page_numbers() -> None:
    comments = [Comment(text="lol", own_id="7"), Comment(text="lol", own_id="8")]
    earlier = [released("7", "1", "lol"), released("8", "2", "lol")]
    assert left(comments, earlier, "7", text_part("lol")) == [1]
    assert left(comments, earlier[1:], "7", text_part("lol"), before=("7", text_part("lol"))) == [1]


def test_comments_of_two_articles_that_turn_out_to_be_one_have_ids_of_their_own() -> None:
    own = comment_part(0, "lol")
    found = ids([Comment(text="lol"), Comment(text="lol")], [released(own, "1", "lol"), released(own, "1", "lol")])
    assert found == [own, comment_part(1, "lol")]


def test_a_comment_is_known_again_whatever_number_its_pseudonyms_have() -> None:
    earlier = [released("2", "2", "@commenter-1 you lie")]
    assert text_part("@commenter-7 you lie") == earlier[0].text
    identified = identify(ARTICLE, [Comment(text="@ElRegio81 you lie")], ["@commenter-7 you lie"], ["3"], earlier)
    assert identified.ids == [f"{ARTICLE}-2"]


def test_the_middle_one_of_three_equal_short_comments_stays_away() -> None:
    parts = [comment_part(n, "lol") for n in range(3)]
    earlier = [released(parts[0], "1", "lol"), released(parts[2], "3", "lol")]
    comments = [Comment(text="lol") for _ in range(3)]
    assert ids(comments, earlier) == parts
    assert left(comments, earlier, parts[1], before=(parts[1],)) == [0, 2]
    assert left(comments[:1] + comments[2:], earlier, parts[1], before=(parts[1],)) == [0, 1], "it is not there"


def test_a_comment_that_the_page_numbers_keeps_the_id_of_its_text_and_the_other_way_round() -> None:
    by_text = comment_part(0, "Seen it.")
    assert ids([Comment(text="Seen it.", own_id="7")], [released(by_text, "1", "Seen it.")]) == [by_text]
    assert ids([Comment(text="Seen it.")], [released("7", "1", "Seen it.")]) == ["7"]
    assert ids([Comment(text="Seen it.", own_id="8")], [released("7", "1", "Seen it.")]) == ["8"], "another one"


def test_masks_that_have_changed_take_no_id() -> None:
    text = "Write to me."
    assert ids([Comment(text=text)], [released(comment_part(0, text), "1", "Write to [email].")]) == [
        comment_part(0, text)
    ]
