"""Nicknames that others bear too, in a document that says nothing else of the person whom the lists know by them."""

from __future__ import annotations

from narco_corpus.builder.recognise.link.noted_names import NotedNames
from narco_corpus.builder.recognise.link.support import Evidence, Support


def forget_others(noted: NotedNames, evidence: Evidence, support: Support) -> None:
    """Take back the links of nicknames of whose bearer the document says nothing else, where they are said as given
    names or it plays elsewhere; those said as given names may be parts of other names."""
    for person, nicknames in noted.nicknames.items():
        if evidence.named[person] > len(nicknames) or support.names_company(person, evidence):
            continue
        elsewhere = support.plays_elsewhere(person, evidence)
        others = [nickname for nickname in nicknames if nickname.as_given or elsewhere]
        for nickname in others:
            nickname.unit.links[nickname.index] = None
            if nickname.as_given:
                noted.parts.append((nickname.unit, nickname.index))
        if len(others) == len(nicknames):
            del evidence.named[person]
