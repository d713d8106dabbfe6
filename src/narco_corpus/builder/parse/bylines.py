"""Whether a line names who wrote the text, and posts that begin with one."""

from __future__ import annotations

import re

from narco_corpus.builder.parse.dates import A_LAS
from narco_corpus.builder.parse.phrases import words
from narco_corpus.builder.post import Post

_LONGEST = 160
_SIGN = re.compile(r"by|por|:|eat|[\"“”]", re.IGNORECASE)
"""Every form of a byline has one of these."""
_BLOG = re.compile(
    r"borderland ?beat(?:\.com)?(?:,? (?:(?:re)?posted|republished|reposted) (?:by|from) .+)?\.?", re.IGNORECASE
)
_NAMES_BLOG = re.compile(r"borderland ?beat", re.IGNORECASE)
_FOR_BLOG = re.compile(
    r"[^.!?:;]{1,90} (?:for|para) (?:the )?borderland ?beat(?:\.com)?(?:[ ,;:(\[/-].*)?", re.IGNORECASE
)
_QUOTED = re.compile(
    r"[\"“”][^\"“”]{1,40}[\"“”](?:(?:,|,? and|,? y|,? e|,? &) [\"“”][^\"“”]{1,40}[\"“”])*"
    r"(?: \([^()]{1,40}\))? (?:for|para) \S.{0,100}"
)
_VERB_BY = re.compile(
    r"(?:(?:re)?posted|(?:re)?published|written|reported|translated|compiled|submitted|escrito|(?:re)?publicado|enviado|traducido|redactado|"
    r"story|article|report|nota|texto|reportaje)"
    r"(?: and \w+)?(?: (?:by|por)|:) ?:? ?(?P<name>\S.{0,120})",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|por)(?P<colon> ?:)? +(?P<name>\S.{0,100})", re.IGNORECASE)
_BETWEEN = re.compile(
    r"(?:re)?(?:posted|published)|written|reported|translated|compiled|edited|at|on|[ap]\.?m\.?,?|comments?|comentarios?|a|en",
    re.IGNORECASE,
)
"""Words that stand between the names of a byline."""
_AT_TIME = re.compile(rf" (?:at|{A_LAS}) \d{{1,2}}:\d\d(?: ?[ap]\.?m\.?)?$", re.IGNORECASE)
"""How Blogger's own line ends: nothing else that begins like a byline does."""
_COUNT = re.compile(r"\d[\d:.,]*(?:$|\s+(?:(?i:[ap]\.? ?m\b)|[^\W\d_A-ZÁÉÍÓÚÑ]))")
"""A time or a number of something, as in `By 10 pm` and `By 300 soldiers`; `By 24 Horas` names a paper."""
_COMMENTS = re.compile(r"[\s|·•]*\b(?P<count>\d{1,5}) (?:comments?|comentarios?) ?:?$", re.IGNORECASE)
SENTENCE_END = (".", "!", "?", ",", ";", ":", "…")


def is_byline(line: str) -> bool:
    """True for `"NAME" for Borderland Beat`, `By NAME`, `Written By NAME`, `by: SOURCE`, the blog's name alone.

    Sentences that begin so (`By Friday nobody was left.`) are none.
    """
    line = line.strip()
    if not 3 <= len(line) <= _LONGEST:
        return False
    first = line[0]
    if first in "bBpP":
        by = _BY.fullmatch(line)
        if by:
            return _is_name(by["name"], sure=bool(by["colon"]))
    if first in '"“”' and _QUOTED.fullmatch(line):
        return not line.endswith(SENTENCE_END)
    if "eat" in line or "EAT" in line:
        if _BLOG.fullmatch(line):
            return True
        if _FOR_BLOG.fullmatch(line):
            return not line.endswith(SENTENCE_END) and _capitals(line.partition(" for ")[0].partition(" para ")[0])
    if first in "pPrRwWtTcCsSeEaAnN":
        verb = _VERB_BY.fullmatch(line)
        return verb is not None and len(line.split()) <= 16 and _names(verb["name"])
    return False


def take_byline(post: Post) -> None:
    """A byline that a post prints over its text is the post's: it names the writer, where the field of a page or feed
    often names the account that published.
    """
    first, _, rest = post.body.partition("\n\n")
    line, end, more = post.body.partition("\n")
    if rest and line == first and is_byline(first):
        post.byline, post.body = first, rest
    elif end and more.strip() and _NAMES_BLOG.search(line) and is_byline(line):
        post.byline, post.body = line, more.lstrip("\n")  # a line of its own, where it leaves no doubt


def may_hold_byline(line: str) -> bool:
    """False for most lines no part of which is a byline."""
    return _SIGN.search(line) is not None


def _names(text: str) -> bool:
    """What follows `Posted by` is names, a time, an outlet: not `the army on Friday, the list has forty men`."""
    if text.endswith(("?", "!", ",", ";")):
        return False
    parts = text.split()
    content = [w for w in parts if w.casefold() not in words("joiner") and not _BETWEEN.fullmatch(w)]
    lower = sum(w[0].islower() for w in content)
    if _AT_TIME.search(text):
        return True
    if text.endswith(".") and not _BETWEEN.fullmatch(parts[-1]):
        return lower == 0
    return lower * 2 <= len(content) or len(parts) <= 3


def _capitals(text: str) -> bool:
    content = [w for w in text.split() if w.casefold() not in words("joiner")]
    return len(content) <= 10 and sum(not w[0].islower() for w in content) * 2 > len(content)


def _is_name(name: str, *, sure: bool) -> bool:
    parts = name.split()
    if sure:
        return len(parts) <= 14
    if len(parts) > 12 or _COUNT.match(name) or parts[0].casefold().strip(",") in words("no_name"):
        return False
    if name.endswith(SENTENCE_END) and not (name.endswith(".") and len(parts) <= 4):
        return False
    content = [w for w in parts if w.casefold() not in words("joiner")]
    lower = sum(w[0].islower() for w in content)
    return lower * 4 <= len(content) or len(parts) == 1


def part_count(byline: str) -> tuple[str, int | None]:
    """A byline without the count of comments that Blogger prints behind it, and the count."""
    found = _COMMENTS.search(byline)
    return (byline[: found.start()], int(found["count"])) if found and found.start() else (byline, None)
