"""Which captures are one row, which row repeats another, and in which order the comments of merged captures stand."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl

from narco_corpus.builder.pipeline import build

STORY = (
    "Gunmen of the Gulf Cartel closed the road between Reynosa and Rio Bravo for most of the night and burned four "
    "trucks while the mayor asked the state for help from the army."
)


def table(release: Path, name: str) -> pl.DataFrame:
    return pl.read_parquet(release / "data" / name / "*.parquet")


def built(folder: Path, files: dict[str, str]) -> Path:
    captures = folder / "captures"
    captures.mkdir()
    for name, text in files.items():
        (captures / name).write_text(text, encoding="utf-8")
    build([captures], folder / "release", recogniser="lexicon")
    return folder / "release"


def lines(*rows: dict[str, str]) -> str:
    return "".join(json.dumps(row) + "\n" for row in rows)


def test_the_earlier_of_two_posts_is_the_original_though_the_later_is_fuller(tmp_path: Path) -> None:
    early = {"url": "https://first.org/p/road", "title": "Road closed", "date": "2012-01-02", "text": STORY}
    late = {"url": "https://later.org/p/night", "title": "Night on the road", "date": "2012-03-02"}
    text = f"{STORY} More later.\n\n1 comment:\n\n  1. We heard it too.\n"
    articles = table(built(tmp_path, {"posts.jsonl": lines(late | {"text": text}, early)}), "articles")
    original, copy = articles.sort("published_on").iter_rows(named=True)
    assert (original["source"], original["duplicate_of"]) == ("first.org", None)
    assert (copy["source"], copy["duplicate_of"]) == ("later.org", original["article_id"])
    assert copy["comment_count"] == 1


def test_one_text_at_two_addresses_of_each_of_two_sites_is_two_articles(tmp_path: Path) -> None:
    """Wherever a capture comes among those of one text, it is compared with all of them."""
    post = {"title": "Road closed", "date": "2012-01-02", "text": STORY}
    rows = [
        post | {"url": f"https://{site}.org/{path}"}
        for site in ("one", "two")
        for path in ("2012/01/road.html", "?p=12")
    ]
    articles = table(built(tmp_path, {"posts.jsonl": lines(*rows)}), "articles")
    assert sorted(articles["source"]) == ["one.org", "two.org"]
    assert articles["duplicate_of"].null_count() == 1
    assert [len(ids) for ids in articles["alias_ids"]] == [1, 1]


def test_videos_of_one_title_and_day_on_two_sites_have_nothing_to_do_with_each_other(tmp_path: Path) -> None:
    pages = {
        f"{site}.txt": f"URL: https://{site}.example/2012/05/video.html\nFriday, May 4, 2012\n\nVideo of the day\n"
        for site in ("one", "two")
    }
    articles = table(built(tmp_path, pages), "articles").sort("source")
    assert articles.select("source", "title", "body", "duplicate_of").rows() == [
        ("one.example", "Video of the day", "", None),
        ("two.example", "Video of the day", "", None),
    ]


def thread(*comments: str) -> str:
    return f"Friday, May 4, 2012\n\nA road is closed\n\n{STORY}\n\n\n" + "\n\n".join(comments) + "\n"


def test_replies_of_merged_captures_stand_in_their_order_below_their_comment(tmp_path: Path) -> None:
    early = thread("  1. Who did it?", "    1. The first reply.", "    2. The second reply.", "  2. Nobody knows.")
    late = thread(
        *("  1. Who did it?", "    1. The first reply.", "    2. The second reply.", "    3. The third reply."),
        *("  2. Nobody knows.", "    1. I do.", "    2. So do I.", "  3. The end."),
    )
    comments = table(built(tmp_path, {"early.txt": early, "late.txt": late}), "comments").sort("position")
    parents = dict(zip(comments["comment_id"], comments["text"], strict=True))
    assert [(c["number"], c["text"], parents.get(c["parent_id"])) for c in comments.iter_rows(named=True)] == [
        ("1", "Who did it?", None),
        ("1.1", "The first reply.", "Who did it?"),
        ("1.2", "The second reply.", "Who did it?"),
        ("1.3", "The third reply.", "Who did it?"),
        ("2", "Nobody knows.", None),
        ("2.1", "I do.", "Nobody knows."),
        ("2.2", "So do I.", "Nobody knows."),
        ("3", "The end.", None),
    ]
    assert comments["position"].to_list() == [*range(8)]
