"""Ids of an earlier release stay with the posts that bore them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import permutations
from pathlib import Path

import msgspec
from test_merge_group import BODY, capture, grouped, text_of

from narco_corpus.builder.merge.earlier import EarlierArticle, EarlierComment
from narco_corpus.builder.merge.group import Group, group_captures
from narco_corpus.builder.merge.index import KeyIndex
from narco_corpus.builder.merge.key import CaptureKey

URL = "https://example-blog.com/2012/05/road.html"
OTHER = "Nobody knows who paid for the new bridge, though the river was there long before the money came."


class Released:
    """An earlier release that was made of some captures."""

    def __init__(self, keys: list[CaptureKey], groups: list[tuple[Group, str | None]]) -> None:
        self._whole = {key.path: key for key in keys}  # those of groups are without their sketches
        self._groups = [group for group, _ in groups]

    def articles(self) -> Iterator[EarlierArticle]:
        for group in self._groups:
            shas = [key.sha256 for key in group.captures]
            url = next((key.url for key in group.captures if key.url), None)
            yield EarlierArticle(group.article_id, group.alias_ids, "test", url, shas)

    def keys(self, wanted: Callable[[str], bool]) -> Iterator[CaptureKey]:
        for group in self._groups:
            if wanted(group.article_id):
                changes = {"path": group.article_id, "spool": "", "size": 0, "released": group.article_id}
                stated = next((key for key in group.captures if key.url), group.captures[0])
                yield msgspec.structs.replace(self._whole[stated.path], **changes)

    def comments(self) -> Iterator[tuple[str, int, EarlierComment]]:
        yield from ()


def again(folder: Path, before: list[CaptureKey], now: list[CaptureKey]) -> dict[str, Group]:
    """The articles by the path of their best capture, whatever the order of the input."""
    release = Released(before, grouped(folder, before))
    results = []
    for order in permutations(now):
        index = KeyIndex(folder / "keys.sqlite")
        index.load(order)
        index.close_loading([], release)
        results.append({group.captures[0].path: group for group, _ in group_captures(index)})
        assert len(index) == len(now)
        index.close()
    assert all(msgspec.json.encode(r) == msgspec.json.encode(results[0]) for r in results)
    return results[0]


def test_another_post_of_the_same_date_and_title_does_not_take_the_id(tmp_path: Path) -> None:
    for first, second in ((BODY, OTHER), (OTHER, BODY)):
        old = capture("old.txt", body=first)
        recaptured = capture("again.txt", body=first.upper())
        for same in (old, recaptured):
            found = again(tmp_path, [old], [same, capture("new.txt", body=second)])
            assert found[same.path].article_id == old.identity
            assert found["new.txt"].article_id != old.identity
            assert found["new.txt"].told_apart


def test_a_capture_that_was_edited_is_told_from_another_post(tmp_path: Path) -> None:
    old = capture("old.txt", body=text_of(*range(12)))
    edited = capture("edited.txt", body=text_of(*range(11), 30))
    for n in (14, 20, 25):
        found = again(tmp_path, [old], [edited, capture("new.txt", body=text_of(*range(n, n + 9)))])
        assert found["edited.txt"].article_id == old.identity != found["new.txt"].article_id


def test_posts_that_were_told_apart_keep_their_ids_when_one_is_lost(tmp_path: Path) -> None:
    pair = [capture("a.txt"), capture("b.txt", body=OTHER)]
    ids = {group.captures[0].path: group.article_id for group, _ in grouped(tmp_path, pair)}
    for key in pair:
        assert again(tmp_path, pair, [key])[key.path].article_id == ids[key.path]


def test_the_id_stays_and_the_one_of_the_address_leads_to_it(tmp_path: Path) -> None:
    old, page = capture("old.txt"), capture("page.html", url=URL)
    for now in ([old, page], [page]):
        (group,) = again(tmp_path, [old], now).values()
        assert (group.article_id, group.alias_ids, group.split) == (old.identity, [page.identity], "test")
    for now in ([old, page], [old]):
        (group,) = again(tmp_path, [page], now).values()
        assert (group.article_id, group.alias_ids) == (page.identity, [old.identity])


def test_a_page_with_another_text_is_the_article_of_its_address(tmp_path: Path) -> None:
    old, page = capture("old.txt"), capture("page.html", url=URL)
    (before, _), *_ = grouped(tmp_path, [old, page])
    (group,) = again(tmp_path, [old, page], [old, capture("again.html", url=URL, body=OTHER)]).values()
    assert {group.article_id, *group.alias_ids} == {before.article_id, *before.alias_ids}


def test_an_alias_that_was_released_stays_too(tmp_path: Path) -> None:
    both = [capture("old.txt"), capture("page.html", url=URL)]
    found = again(tmp_path, both, [both[1], capture("new.txt", body=OTHER)])
    assert found["page.html"].alias_ids == [both[0].identity]
    assert found["new.txt"].article_id not in (both[0].identity, both[1].identity)


def test_two_articles_that_turn_out_to_be_one_are_found_by_both_ids(tmp_path: Path) -> None:
    cut, whole = capture("cut.txt", body=text_of(*range(5))), capture("whole.txt", body=text_of(*range(5, 16)), day=4)
    between = capture("between.html", url=URL, body=text_of(*range(16)), day=4)
    (group,) = again(
        tmp_path, [cut, whole], [msgspec.structs.replace(cut, published_on="2012-05-04"), whole, between]
    ).values()
    assert {group.article_id, *group.alias_ids} >= {cut.identity, whole.identity, between.identity}


def test_copies_of_one_capture_at_two_addresses_keep_an_id_each(tmp_path: Path) -> None:
    here = capture("here.txt", url=URL, title=None)
    there = msgspec.structs.replace(
        capture("there.txt", url="https://another.org/x.html", title=None), sha256=here.sha256
    )
    for before in ([here], [there], [here, there]):
        found = again(tmp_path, before, [here, there])
        assert found["here.txt"].article_id == here.identity
        assert found["there.txt"].article_id == there.identity


def test_an_id_that_told_a_post_apart_and_is_now_of_another_is_not_given_to_it_again(tmp_path: Path) -> None:
    first, second, page = capture("a.txt"), capture("b.txt", body=OTHER), capture("page.html", title="Else", url=URL)
    apart = next(group for group, _ in grouped(tmp_path, [first, second]) if group.told_apart)
    (kept,) = {"a.txt", "b.txt"} - {apart.captures[0].path}
    # A capture that is there no more made the post that was told apart and the page one.
    united = Group(article_id=page.identity, alias_ids=[apart.article_id], captures=[page, *apart.captures])
    (single,) = (key for key in (first, second) if key.path == kept)
    release = Released(
        [first, second, page],
        [(united, None), (Group(article_id=single.identity, alias_ids=[], captures=[single]), None)],
    )
    index = KeyIndex(tmp_path / "keys.sqlite")
    index.load([first, second, page])
    index.close_loading([], release)
    groups = [group for group, _ in group_captures(index)]
    index.close()
    ids = [id for group in groups for id in (group.article_id, *group.alias_ids)]
    assert len(groups) == 3 and len(set(ids)) == len(ids)
    assert {page.identity, apart.article_id, single.identity} < set(ids)
