"""Whether a line names who wrote the text."""

from __future__ import annotations

import re

_LONGEST = 160
_BLOG = re.compile(
    r"borderland ?beat(?:\.com)?(?:,? (?:(?:re)?posted|republished|reposted) (?:by|from) .+)?\.?", re.IGNORECASE
)
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
    r"(?: and \w+)?(?: (?:by|por)|:) ?:? ?\S.{0,120}",
    re.IGNORECASE,
)
_BY = re.compile(r"(?:by|por)(?P<colon> ?:)? +(?P<name>\S.{0,100})", re.IGNORECASE)
_JOINERS = frozenset("and y e de del la las los el of the for para from at in with van von da do dos".split())
_TIME_WORDS = frozenset(
    "the this that then now monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december noon midnight dawn late early some his her their all any no mid a an what when "
    "eso lo un una ese esta este ahora que su sus otra otro primera supuesto ejemplo lunes martes miércoles jueves viernes sábado domingo".split()
)
_SENTENCE_END = (".", "!", "?", ",", ";", ":", "…")


def is_byline(line: str) -> bool:
    """True for `"NAME" for Borderland Beat`, `By NAME`, `Written By NAME`, `by: SOURCE`, the blog's name alone, `Por NAME`, ….

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
        return not line.endswith(_SENTENCE_END)
    if "eat" in line or "EAT" in line:
        if _BLOG.fullmatch(line):
            return True
        if _FOR_BLOG.fullmatch(line):
            return not line.endswith(_SENTENCE_END) and _capitals(line.partition(" for ")[0].partition(" para ")[0])
    if first in "pPrRwWtTcCsSeEaAnN":
        verb = _VERB_BY.fullmatch(line)
        return bool(verb) and not line.endswith(("?", "!", ",", ";")) and len(line.split()) <= 16
    return False


def _capitals(text: str) -> bool:
    words = [w for w in text.split() if w.casefold() not in _JOINERS]
    return len(words) <= 10 and sum(not w[0].islower() for w in words) * 2 > len(words)


def _is_name(name: str, *, sure: bool) -> bool:
    words = name.split()
    if sure:
        return len(words) <= 14
    if len(words) > 12 or words[0].casefold().strip(",") in _TIME_WORDS:
        return False
    if name.endswith(_SENTENCE_END) and not (name.endswith(".") and len(words) <= 4):
        return False
    content = [w for w in words if w.casefold() not in _JOINERS]
    lower = sum(w[0].islower() for w in content)
    return lower * 4 <= len(content) or len(words) == 1
