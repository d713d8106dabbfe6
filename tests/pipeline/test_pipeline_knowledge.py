"""Builds with names of the builder's own: they are found and linked, in every process, and the release says so."""

from __future__ import annotations

import json
import shutil
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from pipeline_posts import rows

from narco_corpus import DataError, UsageError
from narco_corpus.builder.knowledge.entries import load_entries
from narco_corpus.builder.knowledge.in_use import using
from narco_corpus.builder.knowledge.own import read_knowledge
from narco_corpus.builder.pipeline import build, handed, workers
from narco_corpus.builder.pipeline.work import Work
from narco_corpus.builder.privacy import hide_names
from narco_corpus.cli import cli
from narco_corpus.removals.ledger import Removal

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
GROUP = "los-quetzales-del-norte"
PERSON = "eleuterio-zamarripa-ovando"
NAMES: list[dict[str, Any]] = [
    {
        "id": GROUP,
        "name": "Los Quetzales del Norte",
        "label": "CRIMINAL_ORG",
        "kind": "gang",
        "aliases": [{"text": "Quetzales", "kind": "short", "language": "es", "ambiguity": "unique"}],
        "parent": "gulf-cartel",
        "sources": ["https://example.org/quetzales"],
    },
    {
        "id": PERSON,
        "name": "Eleuterio Zamarripa Ovando",
        "label": "PERSON",
        "kind": "organised_crime",
        "aliases": [{"text": "Tecomate77", "kind": "nickname"}],
        "related": [GROUP],
        "statuses": ["arrested"],
        "sources": ["https://example.org/zamarripa"],
    },
    {
        "id": "los-zetas",
        "label": "CRIMINAL_ORG",
        "aliases": [{"text": "Zetas coalition", "kind": "variant", "language": "en"}],
        "sources": ["https://example.org/coalition"],
    },
]
POST = """\
Monday, March 7, 2011

Shootout in Reynosa, part {n}

Men of Los Quetzales del Norte fought in Reynosa, Tamaulipas, for the {n}th time. Eleuterio Zamarripa Ovando was there.


  1. the quetzales are back, part {n}

  2. Comment {n}: nobody knows zamarripa in matamoros.

"""


@pytest.fixture
def names(tmp_path: Path) -> Path:
    path = tmp_path / "names.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in NAMES), encoding="utf-8")
    return path


@pytest.fixture
def captures(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Posts in several slices, and the real one."""
    monkeypatch.setattr("narco_corpus.builder.pipeline.plan.SLICE_BYTES", 2 << 10)
    folder = tmp_path / "captures"
    shutil.copytree(SEEDS, folder)
    for n in range(4):
        (folder / f"{n}.txt").write_text(POST.format(n=n), encoding="utf-8")
    return folder


def files_of(release: Path) -> dict[str, bytes]:
    return {p.relative_to(release).as_posix(): p.read_bytes() for p in sorted(release.rglob("*")) if p.is_file()}


def linked(release: Path) -> set[tuple[object, object, object]]:
    return {(m["text"], m["label"], m["entity_id"]) for m in rows(release, "entity_mentions")}


@pytest.mark.parametrize("recogniser", [None, "lexicon"])
def test_own_names_are_found_linked_and_stated(
    captures: Path, names: Path, tmp_path: Path, recogniser: str | None
) -> None:
    manifest = build([captures], tmp_path / "r", knowledge=names, recogniser=recogniser).manifest
    plain = build([captures], tmp_path / "plain", recogniser=recogniser).manifest
    found = linked(tmp_path / "r")
    assert {
        ("Los Quetzales del Norte", "CRIMINAL_ORG", GROUP),
        ("quetzales", "CRIMINAL_ORG", GROUP),
        ("Eleuterio Zamarripa Ovando", "PERSON", PERSON),
        ("Zetas coalition", "CRIMINAL_ORG", "los-zetas"),
    } <= found
    assert {m["entity_id"] for m in rows(tmp_path / "plain", "entity_mentions")}.isdisjoint({GROUP, PERSON})
    entities = {row["entity_id"]: row for row in rows(tmp_path / "r", "entities")}
    assert entities[GROUP]["parent_id"] == "gulf-cartel" and "gulf-cartel" in entities
    assert entities[GROUP]["mention_count"] == 8
    assert entities[PERSON]["sources"] == ["https://example.org/zamarripa"]
    assert "https://example.org/coalition" in entities["los-zetas"]["sources"]  # type: ignore[operator]
    assert CliRunner().invoke(cli, ["validate", str(tmp_path / "r")]).exit_code == 0

    own = manifest.recogniser["knowledge"]
    assert manifest.knowledge_version == f"{plain.knowledge_version}+{own}"
    assert manifest.recogniser == {**plain.recogniser, "knowledge": own}
    assert manifest.measured == plain.measured
    for file in ("README.md", "DATASHEET.md"):
        texts = [" ".join((tmp_path / name / file).read_text(encoding="utf-8").split()) for name in ("r", "plain")]
        assert ["recogniser without the builder's own names" in text for text in texts] == [True, False]
        assert ["names of the builder's own" in text for text in texts] == [True, False]
    shown = [CliRunner().invoke(cli, ["info", str(tmp_path / name)]).output for name in ("r", "plain")]
    assert ["with names of the builder's own\n" in text for text in shown] == [True, False]
    differing = CliRunner().invoke(cli, ["diff", str(tmp_path / "plain"), str(tmp_path / "r"), "--json"])
    origin = json.loads(differing.stdout)["origin"]
    assert set(origin) >= {"recogniser", "knowledge_version"}


def test_without_own_names_a_build_is_what_it_was(tmp_path: Path, names: Path) -> None:
    about = SEEDS.parent / "scripts" / "about.toml"
    build(None, tmp_path / "r", knowledge=names, about=about)
    build(None, tmp_path / "plain", about=about)
    embedded = SEEDS.parent / "src" / "narco_corpus" / "data" / "release"
    assert files_of(tmp_path / "plain") == files_of(embedded)
    assert files_of(tmp_path / "r") != files_of(embedded)


def test_all_ways_to_run_a_build_give_the_same_bytes(
    captures: Path, names: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def built(name: str, jobs: int = 1, executor: Executor | None = None) -> dict[str, bytes]:
        build([captures], tmp_path / name, knowledge=names, recogniser="lexicon", jobs=jobs, executor=executor)
        return files_of(tmp_path / name)

    one = built("one")
    assert built("two", jobs=2) == one
    with ThreadPoolExecutor(2) as threads:
        assert built("threads", executor=threads) == one
    monkeypatch.setattr(workers, "_has_forkserver", lambda: False)
    assert built("spawned", jobs=2) == one


def test_workers_need_not_see_the_file(captures: Path, names: Path, tmp_path: Path) -> None:
    build([captures], tmp_path / "here", knowledge=names, recogniser="lexicon")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as away:
        build([captures], tmp_path / "there", knowledge=names, recogniser="lexicon", executor=_Hiding(away, names))
    assert not names.exists()
    assert files_of(tmp_path / "there") == files_of(tmp_path / "here")


class _Hiding(Executor):
    """Takes a file away before the first task."""

    def __init__(self, executor: Executor, file: Path) -> None:
        self._executor, self._file = executor, file

    def submit(self, function, /, *args, **named):  # type: ignore[no-untyped-def]
        self._file.unlink(missing_ok=True)
        return self._executor.submit(function, *args, **named)


def test_a_stopped_build_takes_no_part_that_was_made_with_other_names(
    captures: Path, names: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str]
) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("narco_corpus.builder.pipeline.run.write_document_shard", stop)
        with pytest.raises(KeyboardInterrupt):
            build([captures], tmp_path / "r", recogniser="lexicon")
    asked.clear()
    build([captures], tmp_path / "r", knowledge=names, recogniser="lexicon")
    assert len(asked) == 5
    build([captures], tmp_path / "fresh", knowledge=names, recogniser="lexicon")
    assert files_of(tmp_path / "r") == files_of(tmp_path / "fresh")


def test_an_update_takes_mentions_only_from_a_release_with_the_same_names(
    captures: Path, names: Path, tmp_path: Path, asked: list[str]
) -> None:
    build([captures], tmp_path / "plain", recogniser="lexicon")
    with pytest.raises(UsageError, match="made with another knowledge"):
        build([captures], tmp_path / "r", knowledge=names, recogniser="lexicon", update=tmp_path / "plain")
    build([captures], tmp_path / "old", knowledge=names, recogniser="lexicon")
    with pytest.raises(UsageError, match="made with another knowledge"):
        build([captures], tmp_path / "r", recogniser="lexicon", update=tmp_path / "old")
    asked.clear()
    build([captures], tmp_path / "new", knowledge=names, recogniser="lexicon", update=tmp_path / "old")
    assert asked == []
    assert files_of(tmp_path / "new") == files_of(tmp_path / "old")


def test_what_was_withdrawn_stays_so(
    captures: Path, names: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = tmp_path / "removals.jsonl"
    line = {"id": PERSON, "table": "entities", "date": "2026-11-23", "reason": "named_person"}
    ledger.write_text(json.dumps(line) + "\n", encoding="utf-8")
    manifest = build([captures], tmp_path / "r", knowledge=names, removals=ledger, recogniser="lexicon").manifest
    assert manifest.removals == (PERSON,)
    assert PERSON not in {m["entity_id"] for m in rows(tmp_path / "r", "entity_mentions")}
    assert PERSON not in {e["entity_id"] for e in rows(tmp_path / "r", "entities")}
    with pytest.raises(DataError, match="removal ledger names"):
        build([captures], tmp_path / "without", removals=ledger, recogniser="lexicon")
    package = (Removal("los-zetas", "entities", "2026-11-23", "legal"),)
    monkeypatch.setattr("narco_corpus.builder.pipeline.history.package_removals", lambda: package)
    build([captures], tmp_path / "zetas", knowledge=names, recogniser="lexicon")
    assert "los-zetas" not in {m["entity_id"] for m in rows(tmp_path / "zetas", "entity_mentions")}


def test_a_handle_that_is_a_name_of_ones_own_is_no_commenter(names: Path) -> None:
    page = (["Back again.", "Tecomate77 was here."], ["Tecomate77", "x"], ["commenter-1", "commenter-2"], "Shots.", "")
    assert hide_names(*page) == (["Back again.", "commenter-1 was here."], 1)
    with using(read_knowledge(names)):
        assert hide_names(*page) == (["Back again.", "Tecomate77 was here."], 0)


def test_faults_are_told_before_anything_is_built(captures: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.jsonl"
    bad.write_text(json.dumps(NAMES[0]) + "\n" + json.dumps({**NAMES[1], "statuses": []}) + "\n", encoding="utf-8")
    command = ["build", str(captures), "--out", str(tmp_path / "r"), "--knowledge", str(bad)]
    with pytest.raises(UsageError, match=r"bad\.jsonl .*nothing was done.*\n  line 2: a person needs a status: of"):
        CliRunner().invoke(cli, command, standalone_mode=False, catch_exceptions=False)
    assert not (tmp_path / "r").exists()
    assert not list(tmp_path.glob(".r*"))


def test_what_is_handed_over_is_what_was_read(names: Path, tmp_path: Path) -> None:
    own = read_knowledge(names)
    work = Work(str(tmp_path))
    handed.hand_over(own, work)
    with handed.with_handed(own.version, work):
        assert load_entries() == own.entries


def test_a_body_of_a_country_that_no_list_of_places_has_is_an_entry_like_others(tmp_path: Path) -> None:
    body = {**NAMES[0], "label": "AUTHORITY", "kind": "police", "country": "ZZ", "parent": None, "aliases": []}
    own = tmp_path / "own.jsonl"
    own.write_text(json.dumps(body) + "\n", encoding="utf-8")
    assert build(SEEDS, tmp_path / "r", recogniser="lexicon", knowledge=own).manifest.captures["taken"] == 1
