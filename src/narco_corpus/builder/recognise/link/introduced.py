"""Whether the words before a nickname tell that it is somebody's whom no list knows: a relative, an unknown man."""

from __future__ import annotations

import re

from narco_corpus.builder.recognise.cues import load_cues
from narco_corpus.builder.recognise.unit_text import UnitText
from narco_corpus.builder.recognise.unlinked import UnlinkedMention

_REACH = 80
"""Characters before a nickname within which it is introduced."""
_END = re.compile(r"[.;!?\n]\s")


def is_said_as_given(text: UnitText, mention: UnlinkedMention) -> bool:
    """Whether a nickname is said like a given name, of a relative or with a title that everybody has: `his sister
    Chayo`, `Doña Chayo`."""
    if " " in text.raw[mention.start : mention.end]:
        return False
    before, cues = text.before(mention.start), load_cues()
    return before in cues.close_kin or before in cues.civil_titles


def is_introduced(text: UnitText, mention: UnlinkedMention) -> bool:
    """Whether a nickname is that of somebody whom the sentence introduces: `a cook called El Güero`, `un hombre al que
    apodan El Gato`. Whoever is known is called so without `a`."""
    cues, start = load_cues(), mention.start
    begin = max(0, start - _REACH)
    begin += max((end.end() for end in _END.finditer(text.raw[begin:start])), default=0)
    words = text.plain[begin:start].split()
    while words and words[-1] in cues.called_as:
        words.pop()
    return len(words) > 1 and words[-1] in cues.called and not cues.somebody.isdisjoint(words[:-1])
