"""Web Annotations and ConvoKit folders keep the forms that their standards ask for, with exact places."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hard_texts import texts_of

from narco_corpus import Corpus
from narco_corpus.export import export
from sample_release import FIRST, SECOND

Line = dict[str, Any]


def json_lines(path: Path) -> list[Line]:
    with path.open(encoding="utf-8", newline="") as file:
        return [json.loads(line) for line in file]


@pytest.fixture(scope="module")
def web(hard_corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("web") / "out"
    export(hard_corpus, "web-annotation", out)
    return out


def test_both_selectors_find_the_mention(web: Path, hard_corpus: Corpus) -> None:
    texts = {line["id"]: line["text"] for line in json_lines(web / "texts.jsonl")}
    assert texts == {f"urn:narco-corpus:1.2.0:text:{unit}": text for unit, text in texts_of(hard_corpus).items()}
    mentions = {m["mention_id"]: m for m in hard_corpus.entity_mentions}
    annotations = json_lines(web / "annotations.jsonl")
    assert {a["id"].partition(":mention:")[2] for a in annotations} == set(mentions)
    for annotation in annotations:
        mention = mentions[annotation["id"].partition(":mention:")[2]]
        text = texts[annotation["target"]["source"]["id"]]
        position, quote = annotation["target"]["selector"]
        assert position["type"] == "TextPositionSelector" and quote["type"] == "TextQuoteSelector"
        assert text[position["start"] : position["end"]] == quote["exact"] == mention["text"]
        assert quote["prefix"] == text[: position["start"]][-32:]
        assert quote["suffix"] == text[position["end"] :][:32]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.find(around) + len(quote["prefix"]) == position["start"]


def test_annotations_keep_the_model(web: Path, hard_corpus: Corpus) -> None:
    mentions = {m["mention_id"]: m for m in hard_corpus.entity_mentions}
    for annotation in json_lines(web / "annotations.jsonl"):
        mention = mentions[annotation["id"].partition(":mention:")[2]]
        assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
        assert annotation["type"] == "Annotation"
        assert annotation["body"][0] == {"type": "TextualBody", "purpose": "tagging", "value": mention["label"]}
        linked = [b["source"] for b in annotation["body"] if b["purpose"] == "identifying"]
        assert linked == ([f"urn:narco-corpus:entity:{mention['entity_id']}"] if mention["entity_id"] else [])
        assert annotation["motivation"] == ("identifying" if linked else "tagging")


@pytest.fixture(scope="module")
def folder(hard_corpus: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("convokit") / "out"
    export(hard_corpus, "convokit", out)
    return out


def test_every_conversation_is_one_tree(folder: Path, hard_corpus: Corpus) -> None:
    utterances = json_lines(folder / "utterances.jsonl")
    by_id = {u["id"]: u for u in utterances}
    assert len(by_id) == len(utterances) == len(hard_corpus.articles) + len(hard_corpus.comments)
    assert set(utterances[0]) == {
        "id",
        "conversation_id",
        "text",
        "speaker",
        "meta",
        "reply-to",
        "timestamp",
        "vectors",
    }
    roots = Counter(u["conversation_id"] for u in utterances if u["reply-to"] is None)
    assert roots == Counter(a["article_id"] for a in hard_corpus.articles)
    for utterance in utterances:
        if utterance["reply-to"] is not None:
            assert by_id[utterance["reply-to"]]["conversation_id"] == utterance["conversation_id"]
        else:
            assert utterance["id"] == utterance["conversation_id"]
    parents = {u["id"]: u["reply-to"] for u in utterances}
    for comment in hard_corpus.comments:
        assert parents[comment["comment_id"]] == (comment["parent_id"] or comment["article_id"])


def test_speakers_are_one_person_each(folder: Path, hard_corpus: Corpus) -> None:
    speakers = json.loads((folder / "speakers.json").read_text(encoding="utf-8"))
    said: dict[str, list[Line]] = {}
    for utterance in json_lines(folder / "utterances.jsonl"):
        said.setdefault(utterance["speaker"], []).append(utterance)
    assert set(said) == set(speakers)
    assert {len({u["conversation_id"] for u in part}) for part in said.values()} == {1}
    anonymous = [part for name, part in said.items() if speakers[name]["meta"]["role"] == "anonymous"]
    assert {len(part) for part in anonymous} == {1}
    assert len(anonymous) == sum(c["author"] is None for c in hard_corpus.comments)
    assert len(said[f"{SECOND}:commenter-2"]) == 2


def test_mentions_and_days_are_exact(folder: Path, hard_corpus: Corpus) -> None:
    found = {}
    for utterance in json_lines(folder / "utterances.jsonl"):
        meta = utterance["meta"]
        for text, mentions in ((utterance["text"], meta["mentions"]), (meta.get("title"), meta.get("title_mentions"))):
            for mention in mentions or []:
                assert text[mention["start"] : mention["end"]] == mention["text"]
                found[mention["mention_id"]] = mention["entity_id"]
    assert found == {m["mention_id"]: m["entity_id"] for m in hard_corpus.entity_mentions}


def test_timestamps_are_the_reading_order(folder: Path, hard_corpus: Corpus) -> None:
    utterances = json_lines(folder / "utterances.jsonl")
    times = {u["id"]: u["timestamp"] for u in utterances}
    assert times[FIRST] == int(datetime(2012, 5, 4, tzinfo=UTC).timestamp())
    for article in hard_corpus.articles:
        thread = [article["article_id"], *(c["comment_id"] for c in hard_corpus.thread(article["article_id"]).comments)]
        assert [times[id] - times[thread[0]] for id in thread] == list(range(len(thread)))
    printed = {u["id"]: u["meta"]["posted_on"] for u in utterances}
    assert printed[FIRST] == "2012-05-04" and printed[f"{SECOND}-h00"] == "2012-05-07"
    assert printed[f"{SECOND}-h01"] is None


def test_the_index_lists_what_the_records_hold(folder: Path) -> None:
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    conversations = json.loads((folder / "conversations.json").read_text(encoding="utf-8"))
    speakers = json.loads((folder / "speakers.json").read_text(encoding="utf-8"))
    overall = json.loads((folder / "corpus.json").read_text(encoding="utf-8"))
    held = {
        "utterances-index": [u["meta"] for u in json_lines(folder / "utterances.jsonl")],
        "speakers-index": [s["meta"] for s in speakers.values()],
        "conversations-index": [c["meta"] for c in conversations.values()],
        "overall-index": [overall],
    }
    for part, metas in held.items():
        assert {key for meta in metas for key in meta} == set(index[part])
        for meta in metas:
            for key, value in meta.items():
                assert value is None or index[part][key] == [str(type(value))]
