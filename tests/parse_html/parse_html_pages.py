"""Saved pages in the markup of Blogger's and WordPress's templates, with invented text."""
# ruff: noqa: E501 - markup as the templates write it

from __future__ import annotations

CLASSIC = """<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd">
<html xmlns='http://www.w3.org/1999/xhtml'><head>
<meta content='text/html; charset=UTF-8' http-equiv='Content-Type'/>
<meta content='blogger' name='generator'/>
<title>Border Notes: Market day in Example</title>
<style type='text/css'>.post { color: red }</style></head><body>
<div id='outer-wrapper'><div id='main-wrapper'><div class='main section' id='main'><div class='widget Blog' id='Blog1'>
<div class='blog-posts hfeed'>
<h2 class='date-header'>Thursday, October 18, 2007</h2>
<div class='post hentry uncustomized-post-template'>
<a name='8211605211968606133'></a>
<h3 class='post-title entry-title'>
<a href='http://bordernotes.example/2007/10/market-day.html'>Market day in  Example</a>
</h3>
<div class='post-header-line-1'></div>
<div class='post-body entry-content'>
<p>The first paragraph
runs over two lines.<br /><br />The second&nbsp;one has an &amp; and a <b>bold</b> word.</p>
<blockquote>Somebody said it.</blockquote><ul><li>one</li><li>two</li></ul>
<script type='text/javascript'>document.write('<p>never</p>');</script>
<div style='display:none'>hidden words</div>
<div style='clear: both;'></div>
</div>
<div class='post-footer'>
<p class='post-footer-line post-footer-line-1'><span class='post-author vcard'>
Posted by
<span class='fn'>Field Writer</span>
</span>
<span class='post-timestamp'>
at
<a class='timestamp-link' href='http://bordernotes.example/2007/10/market-day.html' rel='bookmark'><abbr class='published' title='2007-10-18T23:04:00-05:00'>11:04 PM</abbr></a>
</span></p></div></div>
<div class='comments' id='comments'>
<a name='comments'></a>
<h4>2 comments:</h4>
<dl id='comments-block'>
<dt class='comment-author ' id='c7651519648379736953'>
<a name='c7651519648379736953'></a>
Anonymous
said...
</dt>
<dd class='comment-body'>
<p>Is it open?<BR/><BR/>Second thought.</p>
</dd>
<dd class='comment-footer'>
<span class='comment-timestamp'>
<a href='http://bordernotes.example/2007/10/market-day.html?showComment=1193166060000#c7651519648379736953' title='comment permalink'>
October 23, 2007 at 4:01 PM
</a></span></dd>
<dt class='comment-author blog-author' id='c8414884656438070990'>
<a name='c8414884656438070990'></a>
<a href='https://www.blogger.com/profile/1' rel='nofollow'>Field Writer</a>
said...
</dt>
<dd class='comment-body'>
<p>@4:01 PM yes &lt;it is&gt;</p>
</dd>
<dd class='comment-footer'>
<span class='comment-timestamp'>
<a href='http://bordernotes.example/2007/10/market-day.html?showComment=1193177100000#c8414884656438070990' title='comment permalink'>
October 23, 2007 at 7:05 PM
</a></span></dd>
</dl>
<p class='comment-footer'><a href='https://www.blogger.com/comment.g?postID=1'>Post a Comment</a></p>
</div></div></div></div></div></div></body></html>
"""


def threaded_comment(own: int, user: str, when: str, text: str, replies: str = "", removed: bool = False) -> str:
    content = f'<span class="deleted-comment">{text}</span>' if removed else text
    return (
        f'<li class="comment" id="c{own}"><div class="avatar-image-container"><img src="//x/blank.gif" alt=""/></div>'
        f'<div class="comment-block"><div class="comment-header"><cite class="user">{user}</cite>'
        f'<span class="icon user "></span><span class="datetime secondary-text"><a rel="nofollow" '
        f'href="http://b.example/2012/03/p.html?showComment=1#c{own}">{when}</a></span></div>'
        f'<p class="comment-content">{content}</p><span class="comment-actions secondary-text"><a class="comment-reply" '
        f'target="_self" data-comment-id="{own}">Reply</a><span class="item-control blog-admin"><a target="_self" '
        f'href="https://www.blogger.com/delete-comment.g">Delete</a></span></span></div><div class="comment-replies">'
        f'<div id="c{own}-rt" class="comment-thread inline-thread"><span class="thread-toggle thread-expanded"><span '
        f'class="thread-arrow"></span><span class="thread-count"><a target="_self">Replies</a></span></span><ol '
        f'id="c{own}-ra" class="thread-chrome thread-expanded"><div>{replies}</div><div id="c{own}-continue" '
        f'class="continue"><a class="comment-reply">Reply</a></div></ol></div></div><div class="comment-replybox-single" '
        f'id="c{own}-ce"></div></li>'
    )


def threaded_page(
    comments: str, *, date_header: str = "martes, 3 de abril de 2012", extra: str = "", body_class: str = ""
) -> str:
    """The 2012 template: `date-outer`, itemprops, comments as nested lists."""
    return f"""<!DOCTYPE html>
<html dir='ltr'><head><meta content='blogger' name='generator'/><title>Notas: Feria</title></head>
<body class='{body_class}'><div class='main section' id='main'><div class='widget Blog' data-version='1' id='Blog1'>
<div class='blog-posts hfeed'>
          <div class="date-outer">
<h2 class='date-header'><span>{date_header}</span></h2>
          <div class="date-posts">
<div class='post-outer'>
<div class='post hentry uncustomized-post-template' itemprop='blogPost' itemscope='itemscope' itemtype='http://schema.org/BlogPosting'>
<meta content='34209501' itemprop='blogId'/>
<a name='6466457010227019071'></a>
<h3 class='post-title entry-title' itemprop='name'>
Feria de San Ejemplo
</h3>
<div class='post-header'><div class='post-header-line-1'></div></div>
<div class='post-body entry-content' id='post-body-6466457010227019071' itemprop='description articleBody'>
<div dir="ltr" style="text-align: left;" trbidi="on"><span style="color: #434343;">Primera parte.</span><br />
<br />
Segunda parte, con acentos: niño.</div>
<div style='clear: both;'></div>
</div>
<div class='post-footer'><div class='post-footer-line post-footer-line-1'>
<span class='post-author vcard'>Publicado por <span class='fn' itemprop='author' itemscope='itemscope'>
<a class='g-profile' href='https://plus.google.com/1' rel='author'><span itemprop='name'>Reportero Uno</span></a></span></span>
</div></div></div>{extra}
<div class='comments' id='comments'><a name='comments'></a><h4>comentarios:</h4>
<div class='comments-content'><script async='async' src='' type='text/javascript'></script>
<div id='comment-holder'><div class="comment-thread toplevel-thread"><ol id="top-ra">{comments}</ol>
<div id="top-continue" class="continue"><a class="comment-reply" target="_self">Add comment</a></div>
<div class="loadmore hidden" data-post-id="1"><a target="_self">Load more...</a></div></div></div></div>
<p class='comment-footer'></p></div></div></div></div></div></div></div></body></html>"""


RESPONSIVE = """<!DOCTYPE html><html dir='ltr' lang='en'><head><meta content='blogger' name='generator'/>
<script type='application/ld+json'>{
  "@context": "http://schema.org", "@type": "BlogPosting", "headline": "A new theme",
  "datePublished": "2020-06-05T22:58:00-07:00", "author": {"@type": "Person", "name": "Linked Name"}
}</script></head>
<body class='container item-view version-1-3-3 variant-indie_light'><div class='page'>
<div class='widget Blog' data-version='2' id='Blog1'><div class='blog-posts hfeed container'>
<article class='post-outer-container'><div class='post-outer'><div class='post'>
<h3 class='post-title entry-title'>A new theme</h3>
<div class='post-header'><div class='post-header-line-1'><span class='byline post-author vcard'><span class='post-author-label'>By</span>
<span class='fn'><meta content='https://www.blogger.com/profile/1'/><a class='g-profile' href='x' rel='author'><span>Named Writer</span></a></span></span>
<span class='byline post-timestamp'>-<a class='timestamp-link' href='x'><time class='published' datetime='2020-06-05T22:58:00-07:00'>June 05, 2020</time></a></span></div></div>
<div class='post-body-container'><div class='post-body entry-content float-container' id='post-body-1'><p>Only paragraph.</p></div></div>
<div class='post-footer'></div></div></div>
<section class='comments' data-num-comments='1' id='comments'><a name='comments'></a><h3 class='title'>Comments</h3>
<div id='Blog1_comments-block-wrapper'><div id='comments-block'>
<div class='comment' id='c99'><div class='avatar-image-container'><img class='author-avatar' src='x'/></div>
<div class='comment-block'><div class='comment-author'>Reader Six said&#8230;</div>
<div class='comment-body'>Plain words.<br/>Next line.</div>
<div class='comment-footer'><span class='comment-timestamp'><a href='x#c99' title='comment permalink'>6/6/20, 1:05 PM</a></span></div></div></div>
</div></div></section></article></div></div>
<div class='widget PopularPosts' id='PopularPosts1'><article class='post'><div class='post-title'>Other</div>
<div class='post-body entry-content' id='post-body-2'>A teaser of another post.</div></article></div>
</div></body></html>"""


WORDPRESS = """<!DOCTYPE html><html lang="en-US"><head><meta charset="UTF-8"><meta name="generator" content="WordPress 3.4.1" />
<meta property="article:published_time" content="2012-03-04T02:30:00+00:00" /></head>
<body class="single single-post postid-12 single-format-standard">
<article id="post-12" class="post-12 post type-post status-publish format-standard hentry category-news">
<header class="entry-header"><h1 class="entry-title">Roads &#8216;closed&#8217;</h1>
<div class="entry-meta"><a href="x" rel="bookmark"><time class="entry-date" datetime="2012-03-03T20:30:00-06:00">March 3, 2012</time></a>
<span class="by-author"><span class="author vcard"><a class="url fn n" href="x" rel="author">editor</a></span></span></div></header>
<div class="entry-content"><p>First.</p>
<p>Second.</p><div class="sharedaddy sd-sharing-enabled"><ul><li>Share on Example</li></ul></div></div></article>
<div id="comments"><h2 id="comments-title">3 thoughts</h2><ol class="commentlist">
<li class="comment even thread-even depth-1 parent" id="li-comment-21"><article id="comment-21" class="comment">
<footer class="comment-meta"><div class="comment-author vcard"><img class='avatar' src='x'/><span class="fn">Maria</span> on
<a href="x#comment-21"><time pubdate datetime="2012-03-05T10:15:00-06:00">March 5, 2012 at 10:15 am</time></a> <span class="says">said:</span></div></footer>
<div class="comment-content"><p>Top one.</p><p>More.</p></div><div class="reply"><a class='comment-reply-link' href='x'>Reply</a></div></article>
<ul class="children"><li class="comment odd alt depth-2" id="li-comment-22"><article id="comment-22" class="comment">
<footer class="comment-meta"><div class="comment-author vcard"><cite class="fn">Anonymous</cite></div></footer>
<div class="comment-content"><p>Reply one.</p></div></article></li></ul></li>
<li class="post pingback" id="li-comment-23"><p>Pingback: somewhere</p></li>
<li class="comment even depth-1" id="comment-24"><div id="div-comment-24" class="comment-body">
<div class="comment-author vcard"><cite class="fn"><a href='x'>Old Theme</a></cite> <span class="says">says:</span></div>
<div class="comment-meta commentmetadata"><a href="x#comment-24">March 6, 2012 at 1:02 pm</a></div>
<p>Old markup.</p><div class="reply"><a href="x">Reply</a></div></div></li>
</ol></div></body></html>"""
