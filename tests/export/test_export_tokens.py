"""spaCy and CoNLL: every mention comes back with its place, whatever the text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import spacy
from hard_texts import texts_of
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import DocBin
from spacy.training import Corpus as Reader
from spacy.training.converters import conll_ner_to_docs

from narco_corpus import Corpus
from narco_corpus.export import docbin, export
from narco_corpus.export.conll import lines
from narco_corpus.export.documents import Unit

NLP = spacy.blank("xx")
FOLDERS = {"train": "train", "validation": "dev"}


@pytest.fixture(scope="module")
def bins(hard_corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("bins") / "spacy"
    written = export(hard_corpus, "spacy", out)
    assert written.counts["mentions"] == len(hard_corpus.entity_mentions)
    assert written.counts["tokens cut in two where a mention begins or ends inside"] > 0
    assert not any("no token" in item for item in written.lost)
    return out


def test_spacy_reads_every_text_with_every_mention(bins: Path, hard_corpus: Corpus) -> None:
    docs = {}
    for split, folder in FOLDERS.items():
        for path in sorted((bins / folder).glob("*.spacy")):
            for doc in DocBin().from_disk(path).get_docs(NLP.vocab):
                docs[doc.user_data["unit"]] = (split, doc)
    assert {unit: doc.text for unit, (_, doc) in docs.items()} == texts_of(hard_corpus)
    found = {}
    for unit, (split, doc) in docs.items():
        for entity, facts in zip(doc.ents, doc.user_data["mentions"], strict=True):
            key = f"{unit}:{entity.start_char}-{entity.end_char}"
            found[key] = (entity.text, entity.label_, entity.kb_id_ or None, split, facts)
    assert found == {
        m["mention_id"]: (
            m["text"],
            m["label"],
            m["entity_id"],
            m["split"],
            {"confidence": m["confidence"], "method": m["method"]},
        )
        for m in hard_corpus.entity_mentions
    }
    dates = {doc.user_data["article_id"]: doc.user_data["published_on"] for _, doc in docs.values()}
    assert dates == {
        a["article_id"]: a["published_on"].isoformat() if a["published_on"] else None for a in hard_corpus.articles
    }


def test_spacy_trains_on_the_folders(bins: Path) -> None:
    examples = list(Reader(bins / "train")(NLP))
    assert sum(len(e.reference.ents) for e in examples) == 11
    nlp = spacy.blank("xx")
    nlp.add_pipe("ner")
    nlp.initialize(lambda: examples)
    assert set(nlp.get_pipe("ner").labels) == {"CRIMINAL_ORG", "PLACE"}
    assert nlp.update(examples)["ner"] > 0


def test_large_splits_become_several_files(
    hard_corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(docbin, "TOKENS_A_FILE", 20)
    export(hard_corpus, "spacy", tmp_path / "out")
    paths = sorted((tmp_path / "out" / "train").iterdir())
    assert len(paths) > 3
    sizes = [[len(d) for d in DocBin().from_disk(p).get_docs(NLP.vocab)] for p in paths]
    assert all(sum(part) <= 20 or len(part) == 1 for part in sizes)
    assert sum(map(len, sizes)) + 2 == len(texts_of(hard_corpus))


def test_conll_holds_every_token_and_mention(hard_corpus: Corpus, tmp_path: Path) -> None:
    written = export(hard_corpus, "conll", tmp_path / "out")
    texts = texts_of(hard_corpus)
    found: dict[str, tuple[str, str, str | None, str]] = {}
    covered: dict[str, set[int]] = {unit: set() for unit in texts}
    for split in ("train", "validation"):
        content = (tmp_path / "out" / f"{split}.conll").read_text(encoding="utf-8")
        rows = [line.split(" ") for line in content.split("\n") if line and not line.startswith("-DOCSTART-")]
        assert {len(row) for row in rows} == {4}
        opened = ""
        for token, place, entity, tag in rows:
            unit, _, offsets = place.rpartition(":")
            start, end = map(int, offsets.split("-"))
            assert texts[unit][start:end] == token
            assert not covered[unit] & set(range(start, end))
            covered[unit] |= set(range(start, end))
            if tag.startswith("B-"):
                opened = f"{unit}:{start}"
                found[opened] = (f"{unit}:{start}-{end}", tag[2:], None if entity == "_" else entity, split)
            elif tag.startswith("I-"):
                first = found[opened]
                assert first[1] == tag[2:]
                found[opened] = (f"{opened}-{end}", *first[1:])
    assert sorted(found.values()) == sorted(
        (m["mention_id"], m["label"], m["entity_id"], m["split"]) for m in hard_corpus.entity_mentions
    )
    for unit, text in texts.items():
        assert covered[unit] == {n for n, c in enumerate(text) if not c.isspace()}
    assert written.counts == {"texts": len(texts), "tokens": sum_tokens(tmp_path / "out"), "mentions": 12}


def sum_tokens(folder: Path) -> int:
    lines_of = [line for p in folder.glob("*.conll") for line in p.read_text(encoding="utf-8").split("\n")]
    return sum(1 for line in lines_of if line and not line.startswith("-DOCSTART-"))


def test_spacy_converts_conll(hard_corpus: Corpus, tmp_path: Path) -> None:
    export(hard_corpus, "conll", tmp_path / "out")
    content = (tmp_path / "out" / "train.conll").read_text(encoding="utf-8")
    docs = list(conll_ner_to_docs(content, n_sents=0, no_print=True))
    named = [(e.text, e.label_) for doc in docs for e in doc.ents]
    assert len(named) == 11
    assert ("Puerto Peñasco", "PLACE") in named and ("Los Faros", "CRIMINAL_ORG") in named
    lines_of = [line for line in content.split("\n") if line and not line.startswith("-DOCSTART-")]
    assert sum(len(doc) for doc in docs) == len(lines_of)


TEXT = st.text(st.sampled_from("aZé9 .,'’-\n\t\u3000😀\u0301ñ$_"), min_size=1, max_size=40)


@st.composite
def units(draw: st.DrawFn) -> Unit:
    """A text with mentions that do not overlap and neither begin nor end with a space."""
    text = draw(TEXT)
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    places = [
        (a, b)
        for a, b in zip(cuts[::2], cuts[1::2], strict=False)
        if not text[a].isspace() and not text[b - 1].isspace()
    ]
    mentions: list[dict[str, Any]] = [
        {"start": a, "end": b, "label": "ORG", "entity_id": None, "confidence": 0.5, "method": "lexicon"}
        for a, b in places
    ]
    article = {"article_id": "a-1", "published_on": None, "language": None}
    return Unit("body", text, article, None, mentions)


@settings(max_examples=300, deadline=None)
@given(unit=units())
def test_docs_hold_any_text_and_its_mentions(unit: Unit) -> None:
    doc, _, missed = docbin.make_doc(NLP, unit)
    assert doc.text == unit.text
    assert missed == 0
    assert [(e.start_char, e.end_char) for e in doc.ents] == [(m["start"], m["end"]) for m in unit.mentions]


@settings(max_examples=300, deadline=None)
@given(unit=units())
def test_conll_holds_any_text_and_its_mentions(unit: Unit) -> None:
    spans: list[list[int]] = []
    seen = ""
    for line in lines(unit):
        if line == "\n":
            continue
        token, place, _, tag = line.rstrip("\n").split(" ")
        start, end = map(int, place.rpartition(":")[2].split("-"))
        assert unit.text[start:end] == token
        seen += token
        if tag.startswith("B-"):
            spans.append([start, end])
        elif tag.startswith("I-"):
            spans[-1][1] = end
    assert spans == [[m["start"], m["end"]] for m in unit.mentions]
    assert seen == "".join(c for c in unit.text if not c.isspace())
