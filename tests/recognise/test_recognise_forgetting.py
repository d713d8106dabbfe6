"""What a recogniser remembers of names never changes what it finds: documents are read alike, whatever came before."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from narco_corpus.builder.recognise.mention import Mention, Recogniser, Unit
from narco_corpus.builder.recognise.recogniser import FullRecogniser, LexiconRecogniser

_TEXTS = (
    "NOGALES, Ariz. - Snow fell in Agua Prieta, in Naco, and then on Nogales, and on Nogales, Sonora, none.",
    "CAMARGO, Tamps. - Soldiers left Mier, Roma and Camargo. In Camargo, Chihuahua, nothing was heard of El Metro 3.",
    "The mayor of Tamazula said that Los Zetas and the Gulf Cartel fought for jocotopec and Micoacana. Zetas, cdg.",
)


def _forget_at_once(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let every memo of the recogniser hold one name at a time; returned is how many modules have one."""
    modules = [m for name, m in sys.modules.items() if name.startswith("narco_corpus.builder.recognise")]
    having = [m for m in modules if hasattr(m, "_KEPT")]
    for module in having:
        monkeypatch.setattr(module, "_KEPT", 1)
    return len(having)


def _read(recogniser: Recogniser) -> list[list[list[Mention]]]:
    return [recogniser.recognise([Unit("body", text), Unit("comment", text)], date(2011, 9, 21)) for text in _TEXTS]


@pytest.mark.parametrize("kind", [LexiconRecogniser, FullRecogniser])
def test_a_recogniser_that_forgets_every_name_finds_the_same(
    kind: type[Recogniser], monkeypatch: pytest.MonkeyPatch
) -> None:
    remembering = _read(kind())
    assert _forget_at_once(monkeypatch) > 5
    assert _read(kind()) == remembering
