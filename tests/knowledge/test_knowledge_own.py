"""A builder's own entries: what a file may hold, how it is checked, and what it makes of the package's."""

from __future__ import annotations

import json
import re
import threading
from pathlib import Path
from typing import Any

import pytest

from narco_corpus.builder.knowledge.ambiguity import careful_class
from narco_corpus.builder.knowledge.catalogue import entity_row, is_entity, parents
from narco_corpus.builder.knowledge.check import faults
from narco_corpus.builder.knowledge.entries import Entry, load_entries, shipped_entries
from narco_corpus.builder.knowledge.in_use import Knowledge, using
from narco_corpus.builder.knowledge.own import MOST_BYTES, knowledge_of, read_knowledge
from narco_corpus.builder.knowledge.version import knowledge_version
from narco_corpus.builder.recognise.lexicon import load_lexicon
from narco_corpus.errors import UsageError

GROUP: dict[str, Any] = {
    "id": "los-quetzales-del-norte",
    "name": "Los Quetzales del Norte",
    "label": "CRIMINAL_ORG",
    "kind": "gang",
    "aliases": [{"text": "Quetzales", "kind": "short", "language": "es"}],
    "parent": "gulf-cartel",
    "country": "MX",
    "states": ["MX-TAM", "MX-NLE"],
    "sources": ["https://example.org/quetzales"],
}
PERSON: dict[str, Any] = {
    "id": "eleuterio-zamarripa-ovando",
    "name": "Eleuterio Zamarripa Ovando",
    "label": "PERSON",
    "kind": "organised_crime",
    "aliases": [{"text": "El Tecomate", "kind": "nickname", "language": "es"}],
    "related": ["los-quetzales-del-norte"],
    "statuses": ["arrested", "indicted"],
    "sources": ["https://example.org/zamarripa"],
}
MORE: dict[str, Any] = {
    "id": "los-zetas",
    "label": "CRIMINAL_ORG",
    "aliases": [{"text": "Last Letterz", "kind": "slang", "language": "en"}],
    "sources": ["https://example.org/slang"],
}
CHAPO = {"id": "joaquin-guzman-loera", "label": "PERSON", "aliases": [{"text": "Chapirrin", "kind": "nickname"}]}


def write(path: Path, *lines: dict[str, Any] | str) -> Path:
    texts = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("".join(text + "\n" for text in texts), encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path) -> Knowledge:
    return read_knowledge(write(tmp_path / "names.jsonl", GROUP, PERSON, MORE))


def entry(knowledge: Knowledge, entry_id: str) -> Entry:
    return next(e for e in knowledge.entries if e.id == entry_id)


def test_entries_are_added_and_the_package_stays_as_it_is(own: Knowledge) -> None:
    before = load_entries()
    with using(own):
        assert len(load_entries()) == len(before) + 2
        assert list(faults(load_entries())) == []
        assert is_entity("los-quetzales-del-norte")
        assert parents("los-quetzales-del-norte")[0] == "gulf-cartel"
        assert entity_row("eleuterio-zamarripa-ovando")["sources"] == ["https://example.org/zamarripa"]
        assert entity_row("eleuterio-zamarripa-ovando")["statuses"] == ["indicted", "arrested"]
        assert b"quetzales" in load_lexicon().forms
    assert load_entries() == before
    assert not is_entity("los-quetzales-del-norte")
    assert b"quetzales" not in load_lexicon().forms


def test_an_entry_of_the_package_gets_aliases_and_sources_and_nothing_else(own: Knowledge) -> None:
    shipped = next(e for e in shipped_entries() if e.id == "los-zetas")
    found = entry(own, "los-zetas")
    assert [a.text for a in found.aliases] == [*(a.text for a in shipped.aliases), "Last Letterz"]
    assert found.sources == (*shipped.sources, "https://example.org/slang")
    assert (found.name, found.kind, found.states, found.statuses) == (
        shipped.name,
        shipped.kind,
        shipped.states,
        shipped.statuses,
    )


def test_a_source_of_an_alias_is_not_told_as_the_source_of_other_facts(tmp_path: Path) -> None:
    shipped = next(e for e in shipped_entries() if not e.sources and e.label != "PERSON")
    line = {"id": shipped.id, "label": shipped.label, "aliases": [{"text": "Xochi Xochi", "kind": "slang"}]}
    own = read_knowledge(write(tmp_path / "n.jsonl", line | {"sources": ["https://example.org/x"]}))
    found = entry(own, shipped.id)
    assert (found.sources, found.references) == ((), (*shipped.references, "https://example.org/x"))


def test_the_version_is_of_the_entries_not_of_their_order(tmp_path: Path) -> None:
    one = read_knowledge(write(tmp_path / "one.jsonl", GROUP, PERSON, MORE))
    other = write(tmp_path / "two.jsonl", MORE, "", GROUP | {"states": ["MX-NLE", "MX-TAM"], "parent": "gulf-cartel"})
    text = "\ufeff" + other.read_text(encoding="utf-8").replace("\n", "\r\n") + json.dumps(PERSON)
    other.write_text(text, encoding="utf-8", newline="")
    assert read_knowledge(other) == one
    assert knowledge_of(one.content) == one
    fewer = read_knowledge(write(tmp_path / "three.jsonl", GROUP, MORE))
    assert fewer.version != one.version
    plain = knowledge_version()
    with using(one):
        assert knowledge_version() == f"{plain}+{one.version}"
    assert knowledge_version() == plain


def test_another_thread_has_the_entries_of_the_package(own: Knowledge) -> None:
    seen: list[bool] = []
    with using(own):
        thread = threading.Thread(target=lambda: seen.append(is_entity("los-quetzales-del-norte")))
        thread.start()
        thread.join()
        seen.append(is_entity("los-quetzales-del-norte"))
    assert seen == [False, True]


@pytest.mark.parametrize(
    ("label", "text", "due"),
    [
        ("CRIMINAL_ORG", "Quetzales", "cased"),
        ("CRIMINAL_ORG", "CDQ", "cased"),
        ("CRIMINAL_ORG", "Resistencia", "cued"),
        ("CRIMINAL_ORG", "La Resistencia", "cued"),
        ("CRIMINAL_ORG", "Tepalcatepec", "cued"),
        ("PERSON", "El Gordo", "cued"),
        ("PERSON", "Guadalupe", "cued"),
        ("CRIMINAL_ORG", "Gente Nueva", "cased"),
        ("PERSON", "Eleuterio Zamarripa", "shared"),
        ("PERSON", "Eleuterio Zamarripa Ovando", "unique"),
        ("CRIMINAL_ORG", "Los Quetzales del Norte", "unique"),
        ("AUTHORITY", "Policía Quetzalteca", "unique"),
    ],
)
def test_an_ambiguity_that_is_left_out_is_a_careful_one(label: str, text: str, due: str) -> None:
    assert careful_class(label, text) == due


def test_a_name_in_common_is_shared_in_both(tmp_path: Path) -> None:
    nickname = {"text": "El Mencho", "kind": "nickname", "language": "es"}
    own = read_knowledge(write(tmp_path / "n.jsonl", GROUP, PERSON | {"aliases": [nickname]}))
    bearers = [a for e in own.entries for a in e.aliases if a.text == "El Mencho" and e.label == "PERSON"]
    assert len(bearers) > 1
    assert len({a.ambiguity for a in bearers}) == 1 and bearers[0].ambiguity in ("shared", "cued")
    assert list(faults(own.entries)) == []
    with pytest.raises(UsageError, match=r"line 2: 'El Mencho' is also a name of .*write `shared`"):
        read_knowledge(write(tmp_path / "n.jsonl", GROUP, PERSON | {"aliases": [nickname | {"ambiguity": "unique"}]}))


def without(line: dict[str, Any], key: str) -> dict[str, Any]:
    return {k: v for k, v in line.items() if k != key}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{not json", "line 2: is no entry: JSON"),
        ("[" * 100_000, "line 2: is no entry"),
        ('{"id": "\\ud800", "label": "ORG"}', "line 2: is no entry"),
        (GROUP | {"birth_date": "1970-01-01"}, "line 2: is no entry: .*birth_date"),
        (GROUP | {"name": "x" * 201}, "line 2: is no entry: .*200.*name"),
        (GROUP | {"ofac_id": 2**63}, "line 2: is no entry: .*ofac_id"),
        (GROUP | {"ofac_id": -1}, "line 2: is no entry: .*ofac_id"),
        (GROUP | {"active_from": 10**30}, "line 2: .*active"),
        (without(GROUP, "name"), "line 2: the package has no 'los-quetzales-del-norte'"),
        (without(GROUP, "kind"), "line 2: a new entry needs a kind"),
        (without(GROUP, "sources"), "line 2: has neither source nor reference"),
        (GROUP | {"sources": ["a newspaper"]}, "line 2: source 'a newspaper' is no web address"),
        (GROUP | {"sources": ["https://example.org/\x1b[2J"]}, "line 2: source .* is no web address"),
        (GROUP | {"label": "GANG"}, "line 2: unknown label 'GANG'; there are CRIMINAL_ORG"),
        (GROUP | {"label": "PLACE"}, "line 2: unknown label 'PLACE'"),
        (GROUP | {"id": "MX-JAL"}, "line 2: the id 'MX-JAL' is no lower-case slug"),
        (GROUP | {"id": "geonames:3523466"}, "no lower-case slug"),
        (GROUP | {"id": "los-quetzales-del-norte\n"}, "no lower-case slug"),
        (
            GROUP | {"id": "quetzals"},
            "line 2: the id is the slug of none of the names.*write 'los-quetzales-del-norte'",
        ),
        (GROUP | {"name": "Los Quetzales del Norte\u202e"}, "a character that nobody sees"),
        (GROUP | {"parent": "no-such-cartel"}, "line 2: 'no-such-cartel' refers to no entry"),
        (GROUP | {"parent": "los-quetzales-del-norte"}, "line 2: its parents go round in a circle"),
        (GROUP | {"aliases": [{"text": "Q", "kind": "short"}]}, "too short"),
        (GROUP | {"aliases": [{"text": "the Quetzales", "kind": "short"}]}, "English article"),
        (
            GROUP | {"aliases": [{"text": "Quetzales", "kind": "short", "ambiguity": "sure"}]},
            "unknown ambiguity 'sure'",
        ),
        (GROUP | {"statuses": ["arrested"]}, "line 2: only persons have statuses"),
        (without(PERSON, "statuses"), "line 2: a person needs a status"),
        (without(PERSON, "sources"), "line 2: a person needs a page that was read"),
        (
            without(PERSON, "sources") | {"references": ["https://example.org/p"], "statuses": ["public_figure"]},
            "line 2: a person needs a page that was read",
        ),
        (PERSON | {"statuses": ["wanted"]}, "unknown status 'wanted'"),
        (PERSON | {"note": "born in 1970"}, "the note tells what is private"),
        (MORE | {"label": "ORG"}, "line 2: los-zetas is a CRIMINAL_ORG in the package, not ORG"),
        (MORE | {"name": "The Zetas"}, "line 2: los-zetas has the name 'Los Zetas' in the package.*as an alias"),
        (MORE | {"active_from": 1900}, "line 2: los-zetas has the active_from .*not 1900"),
        (MORE | {"states": ["GT-01"]}, "line 2: los-zetas has no 'GT-01' in its states"),
        (MORE | {"aliases": []}, "line 2: los-zetas is in the package, and the line adds no name"),
        (CHAPO, "line 2: a person needs a page that was read"),
    ],
)
def test_a_fault_is_told_by_its_line(tmp_path: Path, line: dict[str, Any] | str, told: str) -> None:
    path = write(tmp_path / "names.jsonl", "", line)
    if isinstance(line, dict) and line.get("related"):
        write(path, "", line | {"related": []})
    with pytest.raises(UsageError, match=r"names\.jsonl is not as it should be; nothing was done") as caught:
        read_knowledge(path)
    assert re.search(told, str(caught.value)), str(caught.value)


def test_all_faults_are_told_and_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        read_knowledge(write(tmp_path / "n.jsonl", GROUP, GROUP, "{", without(PERSON, "sources")))
    told = str(caught.value)
    assert "line 2: the id 'los-quetzales-del-norte' stands on line 1 too" in told
    assert "line 3: is no entry" in told
    assert "line 4: a person needs a page" in told
    with pytest.raises(UsageError, match="and 80 more"):
        read_knowledge(write(tmp_path / "n.jsonl", *["{"] * 100))


def test_files_that_cannot_be_used_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"cannot open .*missing"):
        read_knowledge(tmp_path / "missing.jsonl")
    with pytest.raises(UsageError, match="cannot open"):
        read_knowledge(tmp_path)
    with pytest.raises(UsageError, match="holds no entry"):
        read_knowledge(write(tmp_path / "empty.jsonl", "", ""))
    (tmp_path / "large.jsonl").write_bytes(b" " * (MOST_BYTES + 1))
    with pytest.raises(UsageError, match="more than 10,000,000 bytes"):
        read_knowledge(tmp_path / "large.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(
        json.dumps(GROUP, ensure_ascii=False).encode().replace(b"Norte", b"Nort\xe9")
    )
    with pytest.raises(UsageError, match="line 1: is no entry"):
        read_knowledge(tmp_path / "latin.jsonl")
