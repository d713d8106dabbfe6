"""Addresses of pages that are not one post, and of posts."""

from __future__ import annotations

import pytest

from narco_corpus.builder.parse import parse_text
from narco_corpus.builder.post import NotOnePost

PAGE = "Friday, March 2, 2012\n\nRoadblocks In Tepic\n\nGunmen blocked the road to the sea.\n"


@pytest.mark.parametrize(
    "url",
    [
        "http://www.example.org/",
        "http://www.example.org",
        "https://example.org/?m=1",
        "https://example.org/index.html",
        "https://example.org/2011/09/",
        "https://example.org/2011/09",
        "https://example.org/2011",
        "https://example.org/1999/",
        "https://example.org/2011/12/31/",
        "https://example.org/2011_09_01_archive.html",
        "https://example.org/search/label/Zetas?max-results=20",
        "https://example.org/search?updated-max=2011-09-01",
        "https://example.org/tag/tijuana/",
        "https://example.org/category/news/",
        "https://example.org/page/3/",
        "https://example.org/author/ocote/",
        "https://example.org/?s=tijuana",
        "https://example.org/?cat=3",
        "https://example.org/?m=200909",
        "https://example.org/feeds/posts/default",
        "https://example.org/tag/joaquin-el-chapo-guzman",
        "https://example.org/tag/elecciones-2018/",
        "https://example.org/tag/zetas.html",
        "https://example.org/tag/zetas/index.html",
        "https://example.org/category/news/mexico/",
        "https://example.org/category/news/page/2",
        "https://example.org/category/news/2012/05/",
        "https://example.org/archives/",
        "https://example.org/archives/2011",
        "https://example.org/archives/201109",
        "https://example.org/archives/september-2011",
        "https://example.org/index.php?option=com_content&view=category&id=7",
        "https://example.org/?id=5&cat=3",
        "https://example.org/?Itemid=5",
    ],
)
def test_addresses_that_are_refused(url: str) -> None:
    with pytest.raises(NotOnePost) as refusal:
        parse_text(PAGE, url=url)
    assert url in refusal.value.reason
    assert refusal.value.where == "url"


@pytest.mark.parametrize(
    "url",
    [
        "https://www.borderlandbeat.com/2011/09/los-zetas-forging-alliance-with-la.html",
        "https://www.borderlandbeat.com/2011/09/los-zetas-forging-alliance-with-la.html?m=1",
        "https://example.org/2009/07/14/twelve-agents/",
        "https://example.org/?p=123",
        "https://example.org/999",
        "https://example.org/1000",
        "https://example.org/1989/",
        "https://example.org/2040",
        "https://example.org/9999/",
        "https://example.org/12345",
        "https://example.org/2011/57",
        "https://example.org/2011/09/123",
        "https://example.org/1234/05",
        "https://example.org/story/tag-of-war.html",
        "https://example.org/archives/123",
        "https://example.org/archivo/balacera-en-reynosa",
        "https://example.org/category/news/2012/05/03/balacera.html",
        "https://example.org/tag/zetas/nota-123.html",
        "https://example.org/topic/politica/nota.html",
        "https://example.org/topic/12345-balacera",
        "https://example.org/?id=55",
        "https://example.org/default.aspx?id=5",
        "https://example.org/index.php?option=com_content&id=7",
        "https://example.org/index.php?option=com_content&view=article&id=7:balacera&catid=3",
        "not an address",
        "http://[bad",
        "",
    ],
)
def test_addresses_of_posts(url: str) -> None:
    assert parse_text(PAGE, url=url).title == "Roadblocks In Tepic"


@pytest.mark.parametrize("text", ["x", "!!!", "\n\n  two words \n"])
def test_a_few_words_without_head_and_comments_are_no_post(text: str) -> None:
    with pytest.raises(NotOnePost, match="fewer than"):
        parse_text(text)


TEXT = "Gunmen fought in Reynosa, Tamaulipas, for hours, and residents told of trucks and of a burned bus near the"


@pytest.mark.parametrize("link", ["Read more", "Leer más »", "Continue reading →"])
@pytest.mark.parametrize("count", [2, 4])
@pytest.mark.parametrize("end", ["", " road.", "…"])
def test_a_row_of_teasers_is_a_listing(link: str, count: int, end: str) -> None:
    with pytest.raises(NotOnePost, match="teasers"):
        parse_text("A blog\n\n" + f"{TEXT}{end}\n\n{link}\n\n" * count)


def test_links_to_more_within_an_article_make_no_listing() -> None:
    related = "Cartel boss arrested in Culiacan after a long chase through the city and the hills of the north"
    article = f"{PAGE}\n{TEXT} road.\n\n{related}\nRead more\n\n{TEXT} sea.\n\n{related}\nRead more\n\n{TEXT} bridge.\n"
    assert parse_text(article).title == "Roadblocks In Tepic"
    assert parse_text(f"{PAGE}\n{TEXT} road.\n\nRead more\n\n{TEXT} sea.\n\n{TEXT} bridge.\n\nRead more\n").body


def test_two_posts_with_their_feet_are_a_listing() -> None:
    post = f"Roadblocks in Tepic\n\n{TEXT} road.\n\nPosted by Ana at 5:16 PM\n\n"
    with pytest.raises(NotOnePost, match="feet of several posts"):
        parse_text(post * 2)
    assert parse_text(post).title == "Roadblocks in Tepic"
    again = parse_text(f"Roadblocks in Tepic\n\nPosted by Ana at 5:16 PM\n\n{TEXT} road.\n\nPosted by Ana at 5:16 PM\n")
    assert (again.title, again.body) == ("Roadblocks in Tepic", f"{TEXT} road.")
    noted = parse_text(f"{post}The army said on Friday that it knew nothing of it.\n\nPosted by Al at 6:16 PM\n")
    assert noted.body.endswith("knew nothing of it.")
