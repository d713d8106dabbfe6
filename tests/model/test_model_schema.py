"""The JSON Schemas are sound, and everything derived from them is what the contract promises."""

from __future__ import annotations

from importlib.resources import files

import jsonschema
import pytest

from narco_corpus.builder.knowledge import entries
from narco_corpus.builder.recognise.read.model import LABELS, LETTER
from narco_corpus.model.arrow import arrow_schema, type_name
from narco_corpus.model.dictionary import dictionary
from narco_corpus.model.features import card_features, hf_features
from narco_corpus.model.schema import (
    SCHEMAS,
    TABLES,
    content_warning_kinds,
    fields,
    key_of,
    load_schema,
    mention_labels,
)

CONTRACT = {
    "articles": "article_id string · alias_ids list<string> · title string? · byline string? · published_on date32? · "
    "body large_string · language string? · source string? · url string? · comment_count int32 · "
    "duplicate_of string? · split string · license string · content_warnings list<string> · capture_path string · "
    "capture_sha256 string · retrieved_at timestamp[ms]? · capture_complete bool · duplicate_captures list<string>",
    "comments": "comment_id string · article_id string · number string · position int32 · depth int32 · "
    "parent_id string? · addressed_id string? · addressed_time string? · author string? · posted_on date32? · "
    "text large_string · language string? · split string",
    "entity_mentions": "mention_id string · article_id string · comment_id string? · field string · start int32 · "
    "end int32 · text string · label string · entity_id string? · confidence float32 · method string · split string",
    "entities": "entity_id string · name string · label string · kind string? · "
    "aliases list<struct<text: string, kind: string, language: string>> · parent_id string? · country string? · "
    "state string? · iso_3166 string? · geonames_id int64? · inegi_code string? · ucdp_actor_id int64? · "
    "ofac_id int64? · latitude float64? · longitude float64? · active_from int32? · active_to int32? · "
    "statuses list<string> · sources list<string> · mention_count int64",
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_schemas_keep_the_meta_schema(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(load_schema(name))


@pytest.mark.parametrize("table", TABLES)
def test_columns_have_the_types_of_the_contract(table: str) -> None:
    columns = [f"{f.name} {type_name(f.type)}{'?' if f.nullable else ''}" for f in arrow_schema(table)]
    assert " · ".join(columns) == CONTRACT[table]


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_required_described_and_has_a_valid_example(table: str) -> None:
    schema = load_schema(table)
    assert schema["required"] == list(schema["properties"])
    for field in fields(table):
        assert field.title and field.description.endswith((".", "…"))
        assert field.examples
        for example in field.examples:
            jsonschema.Draft202012Validator(
                field.spec, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
            ).validate(example)
        assert arrow_schema(table).field(field.name).metadata == {b"description": field.description.encode()}


@pytest.mark.parametrize("table", TABLES)
def test_references_point_to_keys(table: str) -> None:
    for field in fields(table):
        if field.references:
            target, column = field.references.split(".")
            assert column == key_of(target)


def test_the_dictionary_has_a_line_for_each_column() -> None:
    text = dictionary()
    for table in TABLES:
        section = text.split(f"### {table}\n")[1].split("\n### ")[0]
        rows = [line for line in section.splitlines() if line.startswith("| `")]
        assert [row.split("`")[1] for row in rows] == arrow_schema(table).names
        for row, field in zip(rows, fields(table), strict=True):
            assert field.description.replace("|", "\\|") in row


@pytest.mark.parametrize("table", TABLES)
def test_the_cards_features_are_those_of_datasets(table: str) -> None:
    import datasets

    assert datasets.Features._from_yaml_list(card_features(table)) == hf_features(table)


def test_labels_are_class_labels_in_the_declared_order() -> None:
    names = ["CRIMINAL_ORG", "PERSON", "PLACE", "AUTHORITY", "MEDIA", "ORG"]
    assert hf_features("entity_mentions")["label"].names == names
    assert hf_features("entities")["label"].names == names


def test_what_reads_and_lists_names_has_the_declared_labels() -> None:
    assert mention_labels() == LABELS[1:]
    assert set(LETTER) == set(LABELS)
    assert set(mention_labels()) == {"PLACE", *entries.LABELS}


def test_the_word_list_has_the_declared_content_warnings() -> None:
    lines = (files("narco_corpus.builder") / "content_warnings.tsv").read_text(encoding="utf-8").splitlines()[1:]
    assert {line.split("\t")[1] for line in lines} == set(content_warning_kinds())
