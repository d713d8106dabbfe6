"""The curated entries keep their promises, and the check of them finds what breaks one."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from narco_corpus.builder.knowledge.bare_names import bare_names
from narco_corpus.builder.knowledge.catalogue import entity_row
from narco_corpus.builder.knowledge.entries import LABELS, Alias, Entry, decode_entries, load_entries
from narco_corpus.builder.knowledge.places import load_places
from narco_corpus.errors import DataError


def _check_module() -> ModuleType:
    path = Path(__file__).parents[2] / "scripts" / "check_knowledge.py"
    spec = importlib.util.spec_from_file_location("check_knowledge", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


check = _check_module()


def _group(entry_id: str = "los-zetas", **changes: object) -> Entry:
    entry = Entry(
        id=entry_id,
        name="Los Zetas",
        label="CRIMINAL_ORG",
        kind="cartel",
        aliases=(Alias("Zetas", "short", "es", "unique"),),
        parent=None,
        related=(),
        country="MX",
        states=("MX-TAM",),
        ucdp_actor_id=None,
        ofac_id=None,
        active_from=1997,
        active_to=None,
        statuses=(),
        sources=("https://example.org/zetas",),
        note=None,
    )
    return msgspec.structs.replace(entry, **changes)


def _person(entry_id: str = "juan-perez", **changes: object) -> Entry:
    plain = {"name": "Juan Pérez", "label": "PERSON", "kind": "official", "aliases": (), "states": ()}
    return _group(entry_id, **{**plain, "active_from": None, "statuses": ("reported",), **changes})


def test_shipped_entries_have_no_fault() -> None:
    assert list(check.faults(load_entries())) == []


def test_main_counts_entries_of_every_label(capsys: pytest.CaptureFixture[str]) -> None:
    assert check.main() == 0
    printed = capsys.readouterr().out
    assert all(label in printed for label in ("CRIMINAL_ORG", "PERSON", "AUTHORITY", "MEDIA", "ORG"))


@pytest.mark.parametrize(
    ("entries", "fault"),
    [
        ([_group(), _group()], "stands 2 times"),
        ([_group("zetas", name="Zetas", aliases=()), _group()], "sort by id"),
        ([_group("Los Zetas")], "no lower-case slug"),
        ([_group("gulf-cartel")], "slug of none of the names"),
        ([_group(label="GROUP")], "unknown label"),
        ([_group(kind="Armed Wing")], "no lower-case word"),
        ([_group(parent="gulf-cartel")], "refers to no entry"),
        ([_group(related=("gulf-cartel",))], "refers to no entry"),
        ([_group(parent="los-zetas")], "refers to itself"),
        ([_group(country="Mexico")], "ISO 3166-1"),
        ([_group(states=("Tamaulipas",))], "ISO 3166-2"),
        ([_group(states=("MX-TAM", "MX-COA"))], "not sorted"),
        ([_group(active_to=1990)], "cannot be"),
        ([_group(sources=())], "neither source nor reference"),
        ([_group(sources=(), references=("a newspaper",))], "no web address"),
        ([_group(references=("https://example.org/zetas",))], "a source is repeated"),
        ([_person(sources=(), references=("https://example.org/p",))], "needs a consulted source"),
        ([_group(sources=("a newspaper",))], "no web address"),
        ([_group(statuses=("arrested",))], "only persons"),
        ([_group(aliases=(Alias("Zetas", "pun", "es", "unique"),))], "unknown kind"),
        ([_group(aliases=(Alias("Zetas", "short", "es", "clear"),))], "unknown ambiguity"),
        ([_group(aliases=(Alias("Zetas", "short", "Spanish", "unique"),))], "BCP 47"),
        ([_group(aliases=(Alias("Zs", "short", "es", "unique"),))], "too short"),
        ([_group(aliases=(Alias("Los Zetas", "full", "es", "unique"),))], "repeated"),
        ([_group(aliases=(Alias("Los  Zetas", "full", "es", "unique"),))], "single spaces"),
        ([_person(statuses=())], "needs a status"),
        ([_person(statuses=("wanted",))], "unknown status"),
        ([_person(statuses=("designated", "delisted"))], "at once"),
        ([_person(statuses=("deceased", "arrested"))], "order of the list"),
        ([_person(note="His date of birth is known.")], "what is private"),
        ([_person(active_from=1970)], "of organisations"),
    ],
)
def test_check_finds_the_fault(entries: list[Entry], fault: str) -> None:
    assert any(fault in found for found in check.faults(entries))


def test_sound_entries_pass() -> None:
    mayor = _person(statuses=("office_holder",), sources=(), references=("https://example.org/mayor",))
    assert list(check.faults([_group(sources=(), references=("https://example.org/zetas",)), mayor])) == []


def test_rows_carry_sources_and_references_only_where_there_are_none() -> None:
    for entry in load_entries():
        assert entity_row(entry.id)["sources"] == list(entry.sources or entry.references)


def test_parents_in_a_circle_are_found() -> None:
    ring = [_group("los-zetas", parent="los-zetas-b"), _group("los-zetas-b", parent="los-zetas", name="Los Zetas B")]
    assert any("circle" in found for found in check.faults(ring))


def _rojos(entry_id: str, ambiguity: str, since: int | None, until: int | None) -> Entry:
    return _group(
        entry_id,
        name=entry_id.replace("-", " "),
        aliases=(Alias("Los Rojos", "short", "es", ambiguity),),
        active_from=since,
        active_to=until,
    )


def test_a_common_name_must_be_marked_or_parted_by_years() -> None:
    unmarked = [_rojos("los-rojos-gulf", "unique", 1998, None), _rojos("los-rojos-sur", "shared", 2010, None)]
    marked = [_rojos("los-rojos-gulf", "shared", 1998, None), _rojos("los-rojos-sur", "shared", 2010, None)]
    parted = [_rojos("los-rojos-gulf", "unique", 1998, 2009), _rojos("los-rojos-sur", "unique", 2010, None)]
    assert any("in common" in found for found in check.faults(unmarked))
    assert list(check.faults(marked)) == []
    assert list(check.faults(parted)) == []


def test_common_names_are_found_across_accents_and_hyphens() -> None:
    one = _person("juan-perez", aliases=(Alias("Z-9", "code", None, "unique"),))
    two = _person("luis-perez", name="Luis Pérez", aliases=(Alias("z9", "code", None, "unique"),))
    assert any("in common" in found for found in check.faults([one, two]))


def test_same_text_of_different_labels_is_no_fault() -> None:
    weekly = _group("zetas", name="Zetas", label="MEDIA", aliases=())
    assert list(check.faults([_group(), weekly])) == []


def test_broken_line_is_named() -> None:
    line = msgspec.json.encode(_group())
    with pytest.raises(DataError, match=r"made-up\.jsonl, line 2"):
        decode_entries(line + b'\n{"id": 3}\n', "made-up.jsonl")


def test_unknown_field_is_refused() -> None:
    row = msgspec.to_builtins(_group()) | {"birth_date": "1970-01-01"}
    with pytest.raises(DataError, match="birth_date"):
        decode_entries(msgspec.json.encode(row), "made-up.jsonl")


def test_entries_survive_writing_and_reading() -> None:
    entries = load_entries()
    again = decode_entries(b"\n".join(msgspec.json.encode(e) for e in entries), "again")
    assert tuple(again) == entries


@pytest.mark.parametrize(
    ("entry_id", "names"),
    [
        ("cjng", {"Jalisco New Generation Cartel", "CJNG", "Cártel Jalisco Nueva Generación"}),
        ("gulf-cartel", {"Gulf Cartel", "CDG", "Cártel del Golfo"}),
        ("beltran-leyva-organization", {"BLO", "Beltrán Leyva"}),
        ("joaquin-guzman-loera", {"Joaquín Guzmán Loera", "El Chapo", "Chapo"}),
        ("miguel-trevino-morales", {"Z-40", "Z40", "Miguel Treviño"}),
    ],
)
def test_names_in_use_are_listed(entry_id: str, names: set[str]) -> None:
    entry = next(e for e in load_entries() if e.id == entry_id)
    assert names <= {entry.name, *(a.text for a in entry.aliases)}


def test_delisted_persons_are_not_designated() -> None:
    lazcano = next(e for e in load_entries() if e.id == "heriberto-lazcano")
    assert "delisted" in lazcano.statuses
    assert "designated" not in lazcano.statuses


def test_a_nickname_of_several_is_unique_to_none() -> None:
    bearers = [a for e in load_entries() for a in e.aliases if a.text == "El Ingeniero" and e.label == "PERSON"]
    assert len(bearers) >= 6
    assert {a.ambiguity for a in bearers} == {"shared"}


def test_every_label_is_covered() -> None:
    counts = Counter(e.label for e in load_entries())
    assert all(counts[label] >= 300 for label in LABELS), counts


def test_no_alias_takes_in_the_english_article() -> None:
    assert [a.text for e in load_entries() for a in e.aliases if a.text.lower().startswith("the ")] == []


def test_no_authority_takes_in_the_spanish_article() -> None:
    articles = ("el ", "El ", "la ", "La ", "los ", "Los ")
    towns = tuple(place.name + end for place in load_places() if place.name.startswith(articles) for end in " '")
    texts = [a.text for e in load_entries() if e.label == "AUTHORITY" for a in e.aliases]
    assert [t for t in texts if t.startswith(articles) and not t.startswith(towns)] == []


def test_common_names_of_accused_persons_take_support() -> None:
    entries = load_entries()
    assert list(bare_names(entries)) == []
    galarza = next(e for e in entries if e.id == "jose-antonio-galarza-coronado")
    loose = msgspec.structs.replace(
        galarza, aliases=tuple(msgspec.structs.replace(a, ambiguity="unique") for a in galarza.aliases)
    )
    (fault,) = bare_names([loose])
    assert fault.startswith("jose-antonio-galarza-coronado: 'José Galarza' is a common name; mark it shared")
    holder = msgspec.structs.replace(loose, kind="politician")
    assert list(bare_names([holder])) == []
