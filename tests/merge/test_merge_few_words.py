"""Posts of few words, or of none, as those of a video or a photo: what makes them one, and what does not."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pytest
from merge_captures import BODY, capture, grouped

from narco_corpus.builder.check.splits import Copies
from narco_corpus.builder.merge.group import Group, group_captures
from narco_corpus.builder.merge.index import KeyIndex
from narco_corpus.builder.merge.key import CaptureKey
from narco_corpus.builder.pipeline.claims import Claims
from narco_corpus.builder.withdraw import Withdrawals
from narco_corpus.model.ids import apart_id, article_id

NOTES = ("", "Video", "Source: Milenio", "See the video below.", "This video is graphic. Viewer discretion is advised.")


def originals(found: Iterable[tuple[Group, str | None]]) -> list[str]:
    return [original for _, original in found if original is not None]


@pytest.mark.parametrize("body", NOTES)
def test_posts_of_the_same_few_words_are_no_duplicates(tmp_path: Path, body: str) -> None:
    for order in (1, -1):
        keys = [
            capture("a.html", url="https://example-blog.com/2012/05/one.html", title="Video: one group", body=body),
            capture(
                "b.html", url="https://example-blog.com/2012/05/two.html", title="Video: another", day=9, body=body
            ),
            capture("c.html", url="https://another.org/three.html", title="Shots in the town", day=3, body=body),
            capture("d.txt", title="A banner", day=5, body=body),
            capture("e.txt", title="A banner", day=6, body=body),
            capture("f.txt", title="A road is closed", day=None, body=body),
            capture("g.txt", title="A bridge is closed", day=None, body=body),
            capture("h.txt", title=None, day=None, body=body),
        ][::order]
        found = grouped(tmp_path, keys)
        assert len({group.article_id for group, _ in found}) == len(found) == len(keys)
        assert not originals(found)


def test_the_id_of_few_words_is_the_untitled_posts_and_others_are_told_apart_by_title(tmp_path: Path) -> None:
    titles = (None, "A road is closed", "A bridge is closed")
    found = grouped(tmp_path, [capture(f"{t}.txt", title=t, day=None, body="See the video below.") for t in titles])
    ids = {group.captures[0].path: group.article_id for group, _ in found}
    plain = article_id(None, None, None, "See the video below.")
    body = capture("x.txt", title=None, day=None, body="See the video below.").body_identity
    assert ids == {
        "None.txt": plain,
        "A road is closed.txt": apart_id(body, "a road is closed"),
        "A bridge is closed.txt": apart_id(body, "a bridge is closed"),
    }
    assert sorted(group.told_apart for group, _ in found) == [False, True, True]
    (alone,) = grouped(tmp_path, [capture("a.txt", day=None, body="See the video below.")])
    assert alone[0].article_id == plain, "nobody else has it"


def test_few_words_and_the_same_title_and_day_are_one_post_or_a_repost(tmp_path: Path) -> None:
    page = capture("a.html", url="https://example-blog.com/2012/05/one.html", body="See the video below.")
    moved = capture("b.html", url="https://example-blog.com/?p=12", body="See the video below.")
    text = capture("c.txt", body="See the video below.")
    elsewhere = capture("d.html", url="https://another.org/one.html", body="See the video below.")
    undated = capture("e.txt", day=None, body="See the video below.")
    assert len(grouped(tmp_path, [page, moved, text])) == 1
    found = grouped(tmp_path, [page, moved, elsewhere, undated])
    assert sorted(len(group.captures) for group, _ in found) == [1, 1, 2]
    assert len(originals(found)) == 2


def test_videos_without_words_are_one_by_title_and_day_and_no_reposts(tmp_path: Path) -> None:
    page = capture("a.html", url="https://example-blog.com/2012/05/one.html", body="")
    text = capture("b.txt", body="")
    elsewhere = capture("c.html", url="https://another.org/one.html", body="", day=9)
    undated = capture("d.txt", day=None, body="")
    found = grouped(tmp_path, [page, text, elsewhere, undated])
    assert sorted(len(group.captures) for group, _ in found) == [1, 1, 2]
    assert not originals(found)


def test_a_sentence_of_news_is_a_repost_under_any_title(tmp_path: Path) -> None:
    sentence = "Gunmen closed the road between two towns for most of the night on Monday."
    keys = [capture("a.txt", body=sentence), capture("b.txt", title="They closed it", day=9, body=sentence)]
    assert len(originals(grouped(tmp_path, keys))) == 1


def test_a_withdrawn_video_takes_no_other_video_with_it(tmp_path: Path) -> None:
    keys = [capture(f"{n}.txt", title=f"Video {n}", day=n, body="") for n in range(1, 4)]
    withdrawn = keys[0].identity
    claims = Claims(Withdrawals(articles=(withdrawn, keys[0].body_identity)))
    for group, original in grouped(tmp_path, keys):
        claims.note(group, original or group.article_id)
    assert claims.posts([withdrawn]) == [withdrawn]
    assert claims.posts([keys[0].body_identity]) == []
    assert keys[0].titled_identity in keys[0].later_identities()
    undated = capture("4.txt", title="Video 1", day=None, body="")
    claims = Claims(Withdrawals(articles=tuple(keys[0].later_identities())))
    for group, original in grouped(tmp_path, [undated, *keys[1:]]):
        claims.note(group, original or group.article_id)
    assert claims.posts(keys[0].later_identities()) == [undated.identity], "it came back without its day"


def test_few_words_in_two_splits_are_no_fault() -> None:
    for body, faults in ((BODY, 1), *((note, 0) for note in NOTES)):
        copies = Copies()
        for number, split in enumerate(("train", "test")):
            copies.add({"article_id": f"a-{number}", "split": split, "body": body, "duplicate_of": None})
        assert len(list(copies.across_splits())) == faults


def unlike(folder: Path, keys: list[CaptureKey]) -> list[str]:
    index = KeyIndex(folder / "keys.sqlite")
    index.load(keys)
    index.close_loading([])
    found = [path for group, _ in group_captures(index) for path in group.unlike]
    index.close()
    return found


def test_short_posts_of_one_url_that_are_not_alike_are_told(tmp_path: Path) -> None:
    def at(path: str, title: str | None, body: str) -> CaptureKey:
        return capture(path, url="https://example-blog.com/x.html", title=title, body=body)

    other = "Marines captured ten men near the coast and took five rifles, the navy said."
    assert unlike(tmp_path, [at("a.txt", "A road is closed", BODY), at("b.txt", "Ten men held", other)]) == ["b.txt"]
    assert unlike(tmp_path, [at("a.txt", "A road is closed", f"{BODY} {other} {BODY}"), at("b.txt", "Ten men", other)])
    for title, body in (
        ("A road is closed", other),
        ("Blog: A road is closed", other),
        (None, other),
        ("Ten men held", BODY),
    ):
        assert not unlike(tmp_path, [at("a.txt", "A road is closed", BODY), at("b.txt", title, body)])
