"""Text as WordPress stores it, which becomes markup when a page is made: line ends, shortcodes."""

from __future__ import annotations

import re

from narco_corpus.builder.parse.html.blocks import fragment_text
from narco_corpus.builder.parse.html.bounds import check_bounds

_BLOCKS = "<!-- wp:"
"""How text of the block editor marks its parts: there line ends are none of the page."""
_TAG_OR_END = re.compile(r"<[^<>]*>|\n")
_CAPTION = re.compile(r"\[caption\b[^\[\]]*?\scaption=(?:\"([^\"\[\]]*)\"|'([^'\[\]]*)')[^\[\]]*\]")
"""Before 2012 the text of a caption stood in its shortcode."""
_SHORTCODE = re.compile(
    r"\[(?:embed|audio|video|playlist|gallery|youtube|vimeo|googlevideo|soundcloud|contact-form[\w-]*)\b[^\[\]]*\]"
    r"(?:[^\[\]\n]*\[/(?:embed|audio|video|playlist)\])?|\[/?(?:wp_)?caption\b[^\[\]]*\]|\[/?(?:gallery|youtube)\]"
)
"""Media by the names that WordPress gives them; of captions the text stays."""


def stored_text(stored: str) -> str:
    """The text that a page shows of a post or comment as it is stored.

    Raises:
        NotOnePost: its markup is beyond all bounds.
    """
    text = stored.replace("\r\n", "\n").replace("\r", "\n")
    if "[" in text:
        text = _SHORTCODE.sub("", _CAPTION.sub(lambda found: f"{found[1] or found[2]}\n\n", text))
    if _BLOCKS not in text:
        text = _TAG_OR_END.sub(lambda found: "<br>" if found[0] == "\n" else found[0], text)
    check_bounds(text)
    return fragment_text(text)
