"""Text of an element as a reader sees it: paragraphs apart, lines broken where the page breaks them."""

from __future__ import annotations

import re
from html import unescape

from selectolax.lexbor import LexborHTMLParser, LexborNode

from narco_corpus.model.text import normalise

UNSEEN = [
    "script", "style", "noscript", "iframe", "object", "embed", "form", "button", "select", "textarea", "template",
    "svg", "math", "audio", "video", "canvas",
]  # fmt: skip
"""Elements whose content is no text of the page."""

_UNSEEN = re.compile(rf"<(?:{'|'.join(UNSEEN)})\b")
_HIDDEN_ELEMENTS = "[hidden], [style*='display:none' i], [style*='display: none' i]"
_ATTRIBUTES = r"(?:\s+[^\s>][^\s=>]*=\"[^\"]*\")*\s*"
"""As a parser writes them. A name may hold a quotation mark that the page set too often: it opens no value."""
_PRE = re.compile(rf"<pre{_ATTRIBUTES}>.*?</pre>", re.DOTALL)
_BREAK = re.compile(rf"<br{_ATTRIBUTES}>")
_BLOCK = re.compile(
    r"</?(?:p|div|blockquote|ul|ol|li|dl|dt|dd|h[1-6]|table|tbody|thead|tr|section|article|header|footer|figure"
    rf"|figcaption|center|hr|pre|address|aside|nav|main|details|summary|fieldset|caption){_ATTRIBUTES}>"
)
_CELL = re.compile(rf"</t[dh]{_ATTRIBUTES}>")
_IMAGE = re.compile(rf"<img{_ATTRIBUTES}>")
_SMILEY = re.compile(r'\sclass="(?:[^"]*[\s-])?(?:emoji|wp-smiley)(?:\s[^"]*)?"')
"""Of images that stand for a character: their `alt` is what they show."""
_ALT = re.compile(r'\salt="([^"]*)"')
_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|br|cite|code|del|em|font|i|img|ins|mark|q|s|small|span|strike|strong|sub|sup|tt|u|wbr)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_REST = re.compile(rf"<!--.*?-->|</?[a-zA-Z][^\s>]*{_ATTRIBUTES}>", re.DOTALL)
_BETWEEN = "\x1d"
"""Between texts that are worked on together."""
_BLANK = " \u00a0\u200b\u2060\ufeff"
"""What leaves a line blank."""


def element_text(node: LexborNode) -> str:
    """Normalised text of an element: a blank line between paragraphs, a newline for each `<br>`."""
    return markup_text(element_markup(node))


def element_markup(node: LexborNode) -> str:
    """The markup within an element, well-formed, without what readers do not see."""
    markup = node.inner_html or ""
    if "<" not in markup:
        return markup
    if "=" in markup and ("display" in markup or "hidden" in markup):
        for hidden in node.css(_HIDDEN_ELEMENTS):
            hidden.decompose()
        markup = node.inner_html or ""
    if _UNSEEN.search(markup):
        node.strip_tags(UNSEEN)
        markup = node.inner_html or ""
    return markup


def markup_texts(markups: list[str]) -> list[str]:
    """`markup_text` of each, in one go: most comments are short, and each call costs more than the work on it."""
    if not markups:
        return []
    marked = f"\n{_BETWEEN}\n".join([markup.replace(_BETWEEN, "") for markup in markups])
    parts = _laid_out(marked).split(_BETWEEN)
    if len(parts) != len(markups):
        # Some elements hold text as it stands (`<xmp>`): what looks like the begin of a comment there has no end.
        parts = list(map(_laid_out, markups))
    return [part.strip() for part in parts]


def fragment_text(markup: str) -> str:
    """The same of markup that anybody wrote."""
    if "<" not in markup:
        markup = markup.replace("\n", "<br>")
    body = LexborHTMLParser(markup).body
    return element_text(body) if body is not None else ""


def markup_text(markup: str) -> str:
    """The same of well-formed markup, as a parser writes it: attributes in double quotes, `<` and `&` escaped."""
    return _laid_out(markup.replace(_BETWEEN, "")).strip()


def _laid_out(markup: str) -> str:
    if "<pre" in markup:
        markup = _PRE.sub(lambda match: match[0].replace("\n", "<br>"), markup)
    text = markup.replace("\n", " ").replace("\t", " ").replace("\r", " ").replace("\f", " ")
    if "<" in text:
        text = text.replace("<br>", "\n")
        if "<" in text:
            text = _other_tags(text)
    while "  " in text:
        text = text.replace("  ", " ")
    if "&" in text:
        text = text.replace("&nbsp;", "\u00a0").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
        text = text.replace("&amp;", "&")
    ascii_only = text.isascii()
    blank = " " if ascii_only else _BLANK
    text = "\n".join([line.strip(blank) for line in text.split("\n")])
    while "\n\n\n" in text:
        text = text.replace("\n\n\n", "\n\n")
    return text if ascii_only else normalise(text)


def _other_tags(text: str) -> str:
    """The text with line ends for the tags that break it, without the others; of `<br>` most are gone before."""
    if "<br" in text:
        text = _BREAK.sub("\n", text)
    if "<img" in text:
        text = _IMAGE.sub(_shown, text)
    text = _BLOCK.sub("\n\n", text)
    if "</t" in text:
        text = _CELL.sub(" ", text)
    return _REST.sub("", text)


def _shown(image: re.Match[str]) -> str:
    """The character that an image stands for."""
    alt = _ALT.search(image[0]) if _SMILEY.search(image[0]) else None
    return alt[1].replace("<", "&lt;").replace(">", "&gt;") if alt else ""


def line_text(node: LexborNode | None) -> str:
    """The text of an element in one line, a space where the page breaks it; empty where there is none."""
    return markup_line(node.inner_html or "") if node is not None else ""


def loose_line(markup: str) -> str:
    """One line of markup that stands by itself, as titles in tables and feeds do: without the tags of a line,
    characters by name or number as themselves. Whatever else stands in angle brackets is the writer's.
    """
    if "<" in markup:
        markup = _INLINE.sub(lambda tag: " " if tag[0][1:3].lower() == "br" else "", markup)
    if "&" in markup:
        markup = _REFERENCE.sub(lambda reference: unescape(reference[0]), markup)
    return " ".join(markup.split())


def markup_line(markup: str) -> str:
    """The same of the well-formed markup within an element."""
    text = _laid_out(markup) if "<" in markup or "&" in markup else markup
    return " ".join((text if text.isascii() else normalise(text)).split())
