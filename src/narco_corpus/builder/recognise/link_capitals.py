"""Capitals that stand for the government there: `Washington sends helicopters`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from narco_corpus.builder.recognise.link_beside import Spot

CAPITALS = {
    "MX-CMX": "MX",
    "US-DC": "US",
    "geonames:4140963": "US",
    "geonames:3598132": "GT",
    "geonames:3600949": "HN",
    "geonames:3583361": "SV",
    "geonames:3617763": "NI",
    "geonames:3688689": "CO",
    "geonames:3646738": "VE",
    "geonames:3553478": "CU",
    "geonames:3652462": "EC",
    "geonames:3117735": "ES",
    "geonames:1816670": "CN",
    "geonames:524901": "RU",
    "geonames:2643743": "GB",
}
"""The country of each capital that blogs and news name for its government."""
_BEFORE = frozenset(("", "and", "y", "but", "pero", "that", "que", "when", "while", "if", "now", "today", "because"))
_DOES = frozenset(
    (
        "acepta",
        "acuso",
        "agree",
        "agreed",
        "agrees",
        "ask",
        "asked",
        "asks",
        "blame",
        "blamed",
        "blames",
        "culpa",
        "demanded",
        "demands",
        "denied",
        "denies",
        "dice",
        "did",
        "dijo",
        "does",
        "doesn",
        "doesnt",
        "exige",
        "gave",
        "gives",
        "knew",
        "knows",
        "lied",
        "lies",
        "manda",
        "mando",
        "miente",
        "nego",
        "niega",
        "offered",
        "offers",
        "ofrece",
        "ofrecio",
        "pago",
        "paid",
        "pays",
        "pide",
        "pidio",
        "promete",
        "promised",
        "promises",
        "quiere",
        "refused",
        "refuses",
        "sabe",
        "said",
        "says",
        "send",
        "sends",
        "sent",
        "thinks",
        "told",
        "took",
        "waits",
        "want",
        "wanted",
        "wants",
        "will",
        "would",
    )
)
"""What a government does, and a town hardly."""
_DOES_WITH = frozenset(("had", "has", "have", "ha", "and", "y"))
"""The same if one of the words above follows, or another capital."""
_DONE_TO = frozenset(("bill", "blame", "blames", "pay", "paid", "pays", "tell", "told"))
_DONE_BY = frozenset(("by", "por"))
_DONE = frozenset(("blamed", "ordered", "paid", "sent", "asked", "pagado", "ordenado"))


def is_government(at: Spot) -> bool:
    """Whether a capital's name does here what a government does."""
    text, mentions, index, before, after = at
    start, end = mentions[index].start, mentions[index].end
    if before in _DONE_TO:
        return True
    if before in _DONE_BY:
        return text.before(start - len(before) - 1) in _DONE
    if before not in _BEFORE:
        return False
    if after in _DOES:
        return True
    return after in _DOES_WITH and text.after(end + len(after) + 1) in _DOES
