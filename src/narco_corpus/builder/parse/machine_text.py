"""Tells texts that are written for machines, and lie about in folders of captures: style sheets, scripts, logs, …"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources
from itertools import islice

from narco_corpus.builder.parse.prose import is_prose, is_sentence
from narco_corpus.builder.post import NotOnePost

_HEAD = 1 << 12
"""Characters that are looked at."""
_LINES = 100
_MOST = 0.8
"""Share of the lines that must be such as no reader is given: posts quote a list of addresses or a line of code."""
_READERS = re.compile(r"\n[ \t]*[\"'“¡¿(]?[^\W\d_][^\n{}=;<>\\|_/\[\]@*#0-9:]{70,}")
"""A line that begins as paragraphs do."""
_MANY = 0.04
"""Share of marks from which on a text is a script, be it without line ends: texts with links and tables have fewer."""
_MARKS = re.compile(r"[{};=<>]")
_FEWEST = 200
"""Characters of which the share of marks says something."""
_COMMENT = re.compile(r"(?:\s*(?:/\*.*?\*/|<!--.*?-->|//[^\n]*|#(?![\w#])[^\n]*|\"\"\".*?\"\"\"))+", re.DOTALL)
"""What a file for machines has for its readers, before all else; headings of Markdown look so too."""
_NOTE = re.compile(r"#(?:\s|$)")
_NAMED = re.compile(r"([A-Za-z][\w.-]*)\s*[:=](.*)")
_HEADER = re.compile(r"From \S|[A-Za-z][\w-]*: ")
_FIELD = r"(?:[A-Za-z][\w-]*: ?.*\n|[ \t]+\S.*\n){0,60}?"
_MAIL = re.compile(
    rf"(?:From \S+ .*\n)?(?={_FIELD}(?:Message-ID|Received|Return-Path|MIME-Version): )"
    rf"(?={_FIELD}(?:From|Subject|To): )",
    re.IGNORECASE,
)
_FEWEST_MAIL_FIELDS = 3
_MAIL_FIELDS = 20
"""Lines in which the head of a copied mail ends."""
_MAIL_ADDRESS = re.compile(r"[\w.+-]@\w")
_CORRESPONDENTS = ("writer", "reader", "copy")
_ROOT = re.compile(r"(?:<!DOCTYPE (?!html)[^>\[]*(?:\[[^\]]*\]\s*)?>\s*)?<([A-Za-z][\w.:-]*)(?=[\s/>])", re.IGNORECASE)


def refuse_machine_text(text: str) -> None:
    """Raises `NotOnePost` where a text is none for readers: by how it begins, or by most of its lines.

    A text with a paragraph in it is one for readers, unless its begin says what it is.
    """
    head = text[:_HEAD].lstrip("\ufeff \t\r\n")
    _refuse_begin(head)
    if _HEADER.match(head) and _is_mail(head.replace("\r\n", "\n")):
        raise NotOnePost("an e-mail message and no page: save the page, or what the message says as a text of its own")
    if head[:1] == "<" and (root := _ROOT.match(head)) and text.rstrip().endswith((f"</{root[1]}>", "/>")):
        raise NotOnePost(f"markup of another kind (<{root[1][:40]}>) and no page")
    if comment := _COMMENT.match(head):
        head = head[comment.end() :].lstrip()
        _refuse_begin(head)
    if _READERS.search(f"\n{head}"):
        return
    _refuse_lines(head)
    if len(head) >= _FEWEST and len(_MARKS.findall(head)) >= _MANY * len(head):
        raise _refused("a script or data")


def _is_mail(head: str) -> bool:
    """Whether a text begins as an e-mail: with fields that servers set, or with those that a copied mail keeps.

    Of the latter there are at least three up to a blank line, and one holds an address or they have writer and subject.
    A head that states a title or an address of a page is that of an article.
    """
    if _MAIL.match(head):
        return True
    found: dict[str, str] = {}
    for line in head.split("\n", _MAIL_FIELDS + 1)[: _MAIL_FIELDS + 1]:
        if not line.strip():
            break
        if found and line[0] in " \t":
            continue
        name, colon, value = line.partition(":")
        field = next((what for what, pattern in _rows("mail") if pattern.fullmatch(name.strip())), None)
        if not colon or (field is None and any(record.fullmatch(name.strip()) for _, record in _rows("record"))):
            return False
        if field is not None:
            found[field] = value
    else:
        return False
    addressed = any(_MAIL_ADDRESS.search(found.get(field, "")) for field in _CORRESPONDENTS)
    return len(found) >= _FEWEST_MAIL_FIELDS and (addressed or {"writer", "subject"} <= found.keys())


def _refuse_begin(head: str) -> None:
    """Raises `NotOnePost` where a text begins as no text for readers does."""
    for what, pattern in _rows("begin"):
        if pattern.match(head):
            raise _refused(what)


def _refuse_lines(head: str) -> None:
    """Raises `NotOnePost` where most of the lines are of one kind that no reader is given."""
    lines = [line for line in islice(map(str.strip, head.split("\n")), _LINES) if line and not _NOTE.match(line)]
    if not lines:
        return
    for what, pattern in _rows("line"):
        fitting, others = [], int(len(lines) * (1 - _MOST))
        for line in lines:
            if pattern.fullmatch(line):
                fitting.append(line)
            elif (others := others - 1) < 0:
                break
        if others < 0 or len(fitting) < 2:
            continue
        if what == "settings" and not _are_settings(fitting):
            continue
        raise _refused(what)


def _are_settings(lines: list[str]) -> bool:
    """Whether lines of names and values are no dialogue, no list and no record of a post."""
    named = [pair for line in lines if (pair := _NAMED.match(line))]
    names = {pair[1] for pair in named}
    values = [value for pair in named if (value := pair[2].strip())]
    return (
        len(named) >= 2
        and len(named) * 2 >= len(lines)
        and len(names) * 2 > len(named)
        and not any(record.fullmatch(name) for _, record in _rows("record") for name in names)
        and not any(is_prose(value) or is_sentence(value) for value in values)
    )


def _refused(what: str) -> NotOnePost:
    return NotOnePost(f"it looks like {what} and not like the text of a page")


@cache
def _rows(how: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    text = resources.files(__package__).joinpath("machine_text.tsv").read_text(encoding="utf-8")
    rows = (row.split("\t") for row in text.splitlines() if row and not row.startswith("# "))
    return tuple((what, re.compile(pattern)) for met, what, pattern in rows if met == how)
