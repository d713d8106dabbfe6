"""Text of an element as a reader sees it: paragraphs apart, lines broken where the page breaks them."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from narco_corpus.model.text import normalise

UNSEEN = [
    "script", "style", "noscript", "iframe", "object", "embed", "form", "button", "select", "textarea", "template",
    "svg", "math", "audio", "video", "canvas",
]  # fmt: skip
"""Elements whose content is no text of the page."""

_UNSEEN = re.compile(rf"<(?:{'|'.join(UNSEEN)})\b")
_HIDDEN = re.compile(r"display\s*:\s*none|\bhidden\b")
_HIDDEN_ELEMENTS = "[hidden], [style*='display:none' i], [style*='display: none' i]"
_ATTRIBUTES = r"(?:\s[^>\"]*(?:\"[^\"]*\"[^>\"]*)*)?"
_SPACE = re.compile(r"[ \t\n\r\f]+")
_PRE = re.compile(rf"<pre{_ATTRIBUTES}>.*?</pre>", re.DOTALL)
_BREAK = re.compile(rf" ?<br{_ATTRIBUTES}> ?")
_BLOCK = re.compile(
    r" ?</?(?:p|div|blockquote|ul|ol|li|dl|dt|dd|h[1-6]|table|tbody|thead|tr|section|article|header|footer|figure"
    rf"|figcaption|center|hr|pre|address|aside|nav|main|details|summary|fieldset|caption){_ATTRIBUTES}> ?"
)
_CELL = re.compile(rf"</t[dh]{_ATTRIBUTES}>")
_REST = re.compile(rf"<!--.*?-->|</?[a-zA-Z][^\s>]*{_ATTRIBUTES}>", re.DOTALL)
_PARAGRAPHS = re.compile(r"\n[ \u00a0\u200b\ufeff]*\n[ \u00a0\u200b\ufeff\n]*")
_LINE_ENDS = re.compile(r"[ \u00a0]*\n[ \u00a0]*")


def element_text(node: LexborNode) -> str:
    """Normalised text of an element: a blank line between paragraphs, a newline for each `<br>`."""
    markup = node.inner_html or ""
    if _HIDDEN.search(markup):
        for hidden in node.css(_HIDDEN_ELEMENTS):
            hidden.decompose()
        markup = node.inner_html or ""
    if _UNSEEN.search(markup):
        node.strip_tags(UNSEEN)
        markup = node.inner_html or ""
    return markup_text(markup)


def fragment_text(markup: str) -> str:
    """The same of markup that anybody wrote."""
    if "<" not in markup:
        markup = markup.replace("\n", "<br>")
    body = LexborHTMLParser(markup).body
    return element_text(body) if body is not None else ""


def markup_text(markup: str) -> str:
    """The same of well-formed markup, as a parser writes it: attributes in double quotes, `<` and `&` escaped."""
    if "<pre" in markup:
        markup = _PRE.sub(lambda match: match[0].replace("\n", "<br>"), markup)
    text = _SPACE.sub(" ", markup)
    if "<" in text:
        text = _BREAK.sub("\n", text)
        text = _BLOCK.sub("\n\n", text)
        if "</t" in text:
            text = _CELL.sub(" ", text)
        text = _REST.sub("", text)
    if "&" in text:
        text = text.replace("&nbsp;", "\u00a0").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
        text = text.replace("&amp;", "&")
    text = _PARAGRAPHS.sub("\u0000", text)
    text = _LINE_ENDS.sub("\n", text).replace("\u0000", "\n\n")
    return normalise(text).strip()


def line_text(node: LexborNode | None) -> str:
    """The text of an element in one line; empty where there is none."""
    if node is None:
        return ""
    return " ".join(normalise(node.text(deep=True)).split())
