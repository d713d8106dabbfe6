"""The model of an article that terminal and pages share."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from narco_corpus.explore.article import Passage, article_view
from narco_corpus.thread import Thread
from sample_release import FIRST, article, sample_rows

TEXTS = st.text(alphabet=st.sampled_from("ab ñ😀\n\u202e"), max_size=40)


@st.composite
def passages(draw: st.DrawFn) -> Passage:
    text = draw(TEXTS)
    ends = sorted(set(draw(st.lists(st.integers(0, len(text)), max_size=8))))
    spans = zip(ends[::2], ends[1::2], strict=False)
    return Passage(text, tuple({"start": start, "end": end} for start, end in spans))


@given(passages())
def test_segments_give_the_text_back_and_each_mention_is_its_slice(passage: Passage) -> None:
    segments = passage.segments()
    assert "".join(s.text for s in segments) == passage.text
    assert all(s.text for s in segments)
    assert [s.text for s in segments if s.mention] == [passage.text[m["start"] : m["end"]] for m in passage.mentions]


@given(passages())
def test_paragraphs_hold_all_but_the_blank_lines(passage: Passage) -> None:
    found = ["".join(s.text for s in paragraph) for paragraph in passage.paragraphs()]
    assert found == [p for p in passage.text.split("\n\n") if p]


def test_a_mention_across_two_paragraphs_is_cut_and_stays_one_mention() -> None:
    passage = Passage("one two\n\nthree", ({"start": 4, "end": 14},))
    first, second = passage.paragraphs()
    assert [s.text for s in (first[-1], second[0])] == ["two", "three"]
    assert first[-1].mention is second[0].mention is passage.mentions[0]


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), max_size=12))
def test_overlapping_mentions_never_repeat_or_lose_text(spans: list[tuple[int, int]]) -> None:
    text = "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqr"
    mentions: list[dict[str, Any]] = [
        {"comment_id": None, "field": "body", "start": start, "end": start + size} for start, size in spans
    ]
    view = article_view(Thread(article(FIRST, "t", text, 0), ()), mentions)
    assert "".join(s.text for s in view.body.segments()) == text
    if spans:
        first = min(spans, key=lambda s: (s[0], -s[1]))
        assert (view.body.mentions[0]["start"], view.body.mentions[0]["end"]) == (first[0], sum(first))


def test_comments_stand_in_the_order_of_their_tree_with_the_numbers_they_answer() -> None:
    rows = sample_rows()
    own = [row for row in rows["comments"] if row["article_id"] == FIRST]
    own[3] |= {"parent_id": None, "addressed_id": own[0]["comment_id"]}
    own[1], own[2] = own[2], own[1]
    thread = Thread(rows["articles"][0], tuple(sorted(own, key=lambda row: row["position"])))
    view = article_view(thread, rows["entity_mentions"])
    shown = [(c.row["number"], c.depth, c.addressed) for c in view.comments]
    assert shown == [("1", 0, None), ("1.1", 1, None), ("1.1.1", 2, None), ("2", 0, "1")]
    assert [m["text"] for m in view.comments[0].passage.mentions] == ["Puerto Peñasco", "Los Faros"]
    assert view.title is not None and [m["text"] for m in view.title.mentions] == ["Los Faros", "Puerto Peñasco"]
