"""Posts of WordPress's own themes: those of blocks, the first default theme, and the pages for telephones."""
# ruff: noqa: E501 - markup as the templates write it

from __future__ import annotations

from datetime import date, time

import pytest

from narco_corpus.builder.parse.html import parse_html
from narco_corpus.builder.post import NotOnePost


def page(main: str, *, head: str = "", body: str = "single single-post") -> str:
    generator = "<meta name='generator' content='WordPress 6.4'>"
    return f"<!DOCTYPE html><html><head>{generator}{head}</head><body class='{body}'>{main}</body></html>"


def block_comment(own: int, name: str, text: str, replies: str = "") -> str:
    return (
        f'<li id="comment-{own}" class="comment even thread-even depth-1"><div class="wp-block-columns">'
        f'<div class="wp-block-comment-author-name">{name}</div><div class="wp-block-comment-date">'
        f'<time datetime="2022-03-05T10:15:00-06:00"><a href="http://b.example/p/#comment-{own}">March 5, 2022 at '
        f'10:15 am</a></time></div><div class="wp-block-comment-content">{text}</div>'
        f'<div class="wp-block-comment-reply-link"><a href="x">Reply</a></div></div>{replies}</li>'
    )


BLOCKS = """<div class="wp-site-blocks"><header class="wp-block-template-part"><p class="wp-block-site-title">Blog</p>
</header><main class="wp-block-group"><div class="wp-block-group"><h1 class="wp-block-post-title">Roads closed</h1>
<div class="wp-block-post-date"><time datetime="2022-03-04T20:30:00-06:00">March 4, 2022</time></div>
<div class="wp-block-post-author"><div class="wp-block-post-author__content">
<p class="wp-block-post-author__name">Field Writer</p></div></div></div>
<div class="wp-block-post-content"><p>First.</p><h2>Second</h2></div>{below}</main></div>"""


@pytest.mark.parametrize("replies", ["<ol class='children'>{}</ol>", "<ol>{}</ol>"])
def test_themes_of_blocks(replies: str) -> None:
    reply = replies.format(block_comment(32, "Ana", "<p>Reply</p>"))
    thread = block_comment(31, "Bob", "<p>Block comment</p><p>More</p>", reply) + block_comment(33, "Anonymous", "Last")
    comments = f'<div class="wp-block-comments"><ol class="wp-block-comment-template">{thread}</ol></div>'
    post = parse_html(page(BLOCKS.format(below=comments)))
    assert (post.title, post.byline, post.published_on) == ("Roads closed", "Field Writer", date(2022, 3, 4))
    assert post.body == "First.\n\nSecond"
    assert [(c.text, c.author, c.own_id, c.parent) for c in post.comments] == [
        ("Block comment\n\nMore", "Bob", "31", None),
        ("Reply", "Ana", "32", 0),
        ("Last", None, "33", None),
    ]
    assert {(c.printed_on, c.printed_at) for c in post.comments} == {(date(2022, 3, 5), time(10, 15))}


def test_other_posts_listed_below_a_post_of_blocks() -> None:
    other = (
        "<div class='wp-block-query'><ul class='wp-block-post-template'><li class='wp-block-post post type-post'>"
        "<h3 class='wp-block-post-title'>Other</h3><div class='entry-content wp-block-post-content'>Other text.</div>"
        "</li></ul></div>"
    )
    assert parse_html(page(BLOCKS.format(below=other))).body == "First.\n\nSecond"


KUBRICK = """<div id="page"><div id="header"><h1><a href="x">Blog</a></h1></div><div id="content" class="narrowcolumn">
<div class="post" id="post-12"><h2><a href="x">Roads closed</a></h2>{under}<div class="entry"><p>First.</p>{within}</div>
{below}</div><h3 id="comments">2 Responses to &#8220;Roads closed&#8221;</h3><ol class="commentlist">
<li class="alt" id="comment-21"><cite><a href="x" rel="external nofollow">Bob</a></cite> {says}<br />
<small class="commentmetadata"><a href="#comment-21" title="">March 4th, 2008 at 5:16 pm</a> </small>
<p>Hello all</p><p>He said: no</p></li>
<li class="" id="comment-22"><cite>Anonymous</cite> {says}<br />
<small class="commentmetadata"><a href="#comment-22" title="">March 5th, 2008 at 1:02 am</a> </small><p>Bye</p></li>
</ol></div></div>"""
FILED = (
    '<p class="postmetadata alt"><small>This entry was posted on Tuesday, March 4th, 2008 at 4:02 pm and is filed under '
    '<a href="x">News</a>. You can follow any responses to this entry through the <a href="x">RSS 2.0</a> feed.</small></p>'
)


@pytest.mark.parametrize(
    "parts",
    [
        {"under": "<small>March 4th, 2008 by Ana</small>", "within": "", "below": FILED.replace("2008", "2010")},
        {"under": "", "within": "", "below": FILED},
        {"under": "", "within": FILED, "below": ""},
    ],
)
@pytest.mark.parametrize("says", ["Says:", "dice:", "a dit\u00a0:"])
def test_the_first_default_theme(parts: dict[str, str], says: str) -> None:
    post = parse_html(page(KUBRICK.format(says=says, **parts), body=""))
    assert (post.title, post.published_on, post.body) == ("Roads closed", date(2008, 3, 4), "First.")
    assert post.byline == ("Ana" if parts["under"] else None)
    assert [(c.text, c.author, c.own_id, c.printed_on, c.printed_at) for c in post.comments] == [
        ("Hello all\n\nHe said: no", "Bob", "21", date(2008, 3, 4), time(17, 16)),
        ("Bye", None, "22", date(2008, 3, 5), time(1, 2)),
    ]


@pytest.mark.parametrize(
    "notice",
    [
        "Your comment is awaiting moderation.",
        "Your comment is awaiting moderation. This is a preview; your comment will be visible after it has been approved.",
        "Tu comentario está pendiente de moderación.",
    ],
)
def test_the_notice_of_a_comment_that_waits_for_approval_is_no_text_of_it(notice: str) -> None:
    old = KUBRICK.replace("Bye", "Your comment is awaiting moderation, he said").replace(
        '<small class="commentmetadata"><a href="#comment-22"',
        f'<em>{notice}</em><br /><small class="commentmetadata"><a href="#comment-22"',
    )
    post = parse_html(page(old.format(says="Says:", under="", within="", below=FILED), body=""))
    assert [c.text for c in post.comments] == [
        "Hello all\n\nHe said: no",
        "Your comment is awaiting moderation, he said",
    ]
    below = block_comment(31, "Bob", f"<p>Block comment</p><p class='comment-awaiting-moderation'>{notice}</p>")
    comments = f'<div class="wp-block-comments"><ol class="wp-block-comment-template">{below}</ol></div>'
    assert [c.text for c in parse_html(page(BLOCKS.format(below=comments))).comments] == ["Block comment"]


@pytest.mark.parametrize(
    "byline",
    ["<div class='amp-wp-meta amp-wp-byline'>By Ana</div>", "<p><span class='amp-wp-author author'>Ana</span></p>"],
)
def test_pages_for_telephones(byline: str) -> None:
    main = (
        "<header id='top' class='amp-wp-header'><a href='x'>Blog</a></header><article class='amp-wp-article'>"
        f"<header class='amp-wp-article-header'><h1 class='amp-wp-title'>Roads closed</h1>{byline}"
        "<div class='amp-wp-meta amp-wp-posted-on'><time datetime='2016-01-02T20:30:00-06:00'>8 years ago</time></div>"
        "</header><figure class='amp-wp-article-featured-image'><amp-img src='x'></amp-img></figure>"
        "<div class='amp-wp-article-content'><p>First.</p><p>Second.</p></div><footer class='amp-wp-article-footer'>"
        "<div class='amp-wp-meta amp-wp-tax-category'>Categories: News</div></footer></article>"
    )
    post = parse_html(page(main, body=""))
    assert (post.title, post.byline, post.published_on) == ("Roads closed", "Ana", date(2016, 1, 2))
    assert (post.body, post.comments, post.layout) == ("First.\n\nSecond.", [], "wordpress-html")


@pytest.mark.parametrize(
    ("beside", "complete"),
    [
        ("<div id='comments'><h2 class='comments-title'>3 Comments</h2><div>Unread</div></div>", False),
        ("<h2>3 thoughts on “Roads closed”</h2>", False),
        ("<h3 id='comments'>One Response to “Roads closed”</h3>", False),
        ("<h2>Un comentario en “Roads closed”</h2>", False),
        ("<span class='comments-link'><a href='x'>12 Comments</a></span>", False),
        ("<h3 id='comments'>No Responses to “Roads closed”</h3><h4>0 Comments</h4><h3>3 responses await</h3>", True),
        ("<aside><h3>5 Comments</h3></aside><div class='related'><b class='comments-link'>2 Comments</b></div>", True),
        ("<h2>1 thought on “x”</h2><ol class='commentlist'><li class='pingback'>Pingback: x</li></ol>", True),
    ],
)
def test_page_that_states_comments_of_which_none_was_read_is_not_complete(beside: str, complete: bool) -> None:
    main = (
        f"<article class='post'><h1>T</h1><div class='entry-content'>Words.<h2>2 Comments</h2></div></article>{beside}"
    )
    assert parse_html(page(main)).complete == complete


def test_page_of_which_comments_were_read_is_complete() -> None:
    assert parse_html(page(KUBRICK.format(says="Says:", under="", within="", below=FILED))).complete


@pytest.mark.parametrize(
    ("heading", "more", "complete"),
    [
        ("<h2 class='comments-title'>2 thoughts on “Roads closed”</h2>", "", True),
        ("<h3 id='comments'>7 Responses to “Roads closed”</h3>", "", False),
        ("<h3>7 comentarios</h3>", "", False),
        ("<h3>One comment</h3>", "", True),
        ("<h3>3 comments</h3>", "<li class='pingback'>Pingback: x</li>", True),
        ("<h3>4 comments</h3>", "<li class='pingback'>Pingback: x</li>", False),
        ("<h3>Join 3,000 readers</h3>", "", True),
        ("", "<h3>12 comments</h3>", True),
    ],
)
def test_page_that_states_more_comments_than_it_shows_is_not_complete(heading: str, more: str, complete: bool) -> None:
    shown = "".join(f"<li class='comment' id='comment-{n}'><div class='comment-content'>x</div></li>" for n in (1, 2))
    inside, beside = (more, "") if heading else ("", f"<div class='others'>{more}</div>")
    comments = f"<div id='comments'>{heading}<ol class='commentlist'>{shown}{inside}</ol></div>"
    main = f"<article class='post'><h1>T</h1><div class='entry-content'>Words.</div></article>{comments}{beside}"
    assert parse_html(page(main)).complete == complete


@pytest.mark.parametrize("head", ["", "<meta property='og:type' content='article'>"])
def test_post_behind_a_password_says_so(head: str) -> None:
    form = (
        "<form action='https://b.example/wp-login.php?action=postpass' class='post-password-form' method='post'>"
        "<p>This content is password protected. To view it please enter your password below:</p>"
        "<p><label>Password: <input name='post_password' type='password'></label></p></form>"
    )
    main = f"<article class='post'><h1>T</h1><div class='entry-content'>{form}</div></article>"
    with pytest.raises(NotOnePost, match="a password protects the post"):
        parse_html(page(main, head=head))


def test_characters_by_number_in_linked_data_are_themselves() -> None:
    stated = '{"@type": "Article", "headline": "El Chapo&#8217;s <i>son</i>", "author": {"name": "Jos&eacute; P"}}'
    head = f"<script type='application/ld+json'>{stated}</script>"
    post = parse_html(page("<article class='post'><div class='entry-content'><p>Words.</p></div></article>", head=head))
    assert (post.title, post.byline) == ("El Chapo’s son", "José P")


@pytest.mark.parametrize("name", ["related-posts", "zz relatedposts", "crp_related mobile-only", "jp-relatedposts"])
def test_related_posts_within_the_text_are_no_part_of_it(name: str) -> None:
    related = f'<div class="{name}"><h3>Related stories</h3><ul><li>Geese hold a mill</li></ul></div>'
    text = f"<p>First.</p><p>Second, of unrelated geese.</p>{related}"
    post = parse_html(page(f'<h1 class="entry-title">Geese</h1><div class="entry-content">{text}</div>'))
    assert post.body == "First.\n\nSecond, of unrelated geese."


def test_a_day_that_links_to_its_comment_and_stands_in_no_element_is_no_text() -> None:
    comments = (
        '<ol class="commentlist"><li class="comment" id="comment-12"><cite class="fn">Ana</cite><a href="#comment-12">'
        "22 septiembre, 2011 a las 9:00 am</a><p>First, see <a href='#comment-13'>the next</a></p></li></ol>"
    )
    post = parse_html(
        page(
            f'<article class="post"><h1 class="entry-title">T</h1><div class="entry-content"><p>Text.</p></div></article>{comments}'
        )
    )
    (comment,) = post.comments
    assert comment.text == "First, see the next"
    assert (comment.printed_on, comment.printed_at) == (date(2011, 9, 22), time(9, 0))


def test_a_box_about_the_author_is_no_byline() -> None:
    box = "<p>About the author</p><h2>Ana Ruiz</h2><p>Ana Ruiz writes about roads, bridges and the sea since 2009.</p>"
    post = parse_html(
        page(
            "<article class='post'><h1 class='entry-title'>Roads closed</h1><span class='meta'>"
            "<a rel='author' href='/ana'>Ana Ruiz</a></span><div class='entry-content'><p>First.</p></div>"
            f"<div class='entry-author'>{box}</div></article>"
        )
    )
    assert (post.byline, post.body) == ("Ana Ruiz", "First.")
