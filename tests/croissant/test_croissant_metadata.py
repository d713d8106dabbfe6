"""croissant.json describes every file and column of the release, as the schema declares them."""

from __future__ import annotations

import hashlib
import json
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest

import narco_corpus
from narco_corpus.model.schema import TABLES, fields
from sample_release import sample_rows, write_release


@pytest.fixture(scope="module")
def metadata(shared_release: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((shared_release / "croissant.json").read_text(encoding="utf-8"))
    return content


def named(nodes: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    found = {node["@id"]: node for node in nodes}
    assert len(found) == len(nodes)
    return found


def test_it_is_croissant_1_0_with_the_responsible_ai_extension(metadata: dict[str, Any]) -> None:
    assert metadata["@type"] == "sc:Dataset"
    assert metadata["conformsTo"] == [
        "http://mlcommons.org/croissant/1.0",
        "http://mlcommons.org/croissant/RAI/1.0",
    ]
    assert metadata["version"] == "1.2.0"
    assert metadata["url"] == "README.md"
    assert metadata["temporalCoverage"] == "2012"
    assert metadata["inLanguage"] == ["en", "es"]
    assert any("by/4.0" in license["url"] for license in metadata["license"])
    prefixes = {"cr", "rai", "sc", "dct"}
    known = set(metadata["@context"]) | {"@context", "@type", "name", "description", "url", "version", "license"}
    known |= {"creator", "keywords", "inLanguage", "temporalCoverage", "distribution", "recordSet"}
    for key in metadata:
        assert key in known or key.partition(":")[0] in prefixes


def test_it_cites_as_the_loader_does(metadata: dict[str, Any], shared_release: Path) -> None:
    corpus = narco_corpus.load(shared_release)
    assert metadata["citeAs"] == corpus.bibtex
    assert corpus.bibtex in (shared_release / "README.md").read_text(encoding="utf-8")
    content = corpus.manifest.tables["articles"].content_hash[:16]
    for text in (corpus.bibtex, corpus.citation):
        assert "1.2.0" in text and content in text and corpus.manifest.package_version in text
    assert corpus.bibtex.startswith(f"@misc{{corpus-{content}-1.2.0,\n")
    assert corpus.bibtex.count("{") == corpus.bibtex.count("}")


def test_every_data_file_is_there_with_its_checksum(metadata: dict[str, Any], shared_release: Path) -> None:
    files = {n["contentUrl"]: n for n in metadata["distribution"] if n["@type"] == "cr:FileObject"}
    assert set(files) == {p.relative_to(shared_release).as_posix() for p in shared_release.rglob("*.parquet")}
    for path, node in files.items():
        content = (shared_release / path).read_bytes()
        assert node["sha256"] == hashlib.sha256(content).hexdigest()
        assert node["contentSize"] == f"{len(content)} B"


def test_each_table_reads_from_all_its_files_and_no_others(metadata: dict[str, Any]) -> None:
    sets = {n["@id"]: n["includes"] for n in metadata["distribution"] if n["@type"] == "cr:FileSet"}
    paths = [n["contentUrl"] for n in metadata["distribution"] if n["@type"] == "cr:FileObject"]
    for record_set in metadata["recordSet"]:
        sources = {f["source"]["fileSet"]["@id"] for f in record_set["field"] if "source" in f}
        assert len(sources) == 1
        (source,) = sources
        matched = [p for p in paths if fnmatch(p, sets[source])]
        assert matched == [p for p in paths if p.split("/")[1] == record_set["@id"]] != []


@pytest.mark.parametrize("table", TABLES)
def test_every_column_is_described_with_its_type(table: str, metadata: dict[str, Any]) -> None:
    record_set = named(metadata["recordSet"])[table]
    found = named(record_set["field"])
    assert list(found) == [f"{table}/{f.name}" for f in fields(table)]
    for field in fields(table):
        node = found[f"{table}/{field.name}"]
        assert node["description"].startswith(field.description)
        assert ("May be null" in node["description"]) == field.nullable
        repeated = "array" in field.spec["type"]
        assert node.get("repeated", False) == repeated
        assert "dataType" in node or "subField" in node
        if "source" in node:
            assert node["source"]["extract"]["column"] == field.name
    assert record_set["key"] == [{"@id": f"{table}/{fields(table)[0].name}"}]


def test_types_are_those_of_the_columns(metadata: dict[str, Any]) -> None:
    kinds = {f["@id"]: f.get("dataType") for r in metadata["recordSet"] for f in r["field"]}
    assert kinds["articles/published_on"] == "sc:Date"
    assert kinds["articles/retrieved_at"] == "sc:DateTime"
    assert kinds["articles/capture_complete"] == "sc:Boolean"
    assert kinds["comments/position"] == "cr:Int32"
    assert kinds["entities/geonames_id"] == "cr:Int64"
    assert kinds["entity_mentions/confidence"] == "cr:Float32"
    aliases = next(f for r in metadata["recordSet"] for f in r["field"] if f["@id"] == "entities/aliases")
    assert [part["source"]["transform"]["jsonPath"] for part in aliases["subField"]] == ["text", "kind", "language"]


def test_references_lead_to_fields_of_other_tables(metadata: dict[str, Any]) -> None:
    every = [f for r in metadata["recordSet"] for f in r["field"]]
    ids = {f["@id"] for f in every}
    references = {f["@id"]: f["references"]["field"]["@id"] for f in every if "references" in f}
    assert references == {
        "comments/article_id": "articles/article_id",
        "entity_mentions/article_id": "articles/article_id",
        "entity_mentions/comment_id": "comments/comment_id",
        "entity_mentions/entity_id": "entities/entity_id",
    }
    assert set(references.values()) <= ids
    within = {f["@id"] for f in every if "Refers to" in f["description"]}
    assert within == {"articles/duplicate_of", "comments/parent_id", "comments/addressed_id", "entities/parent_id"}


def test_responsible_ai_fields_are_filled(metadata: dict[str, Any]) -> None:
    told = {key for key in metadata if key.startswith("rai:")}
    assert told >= {
        "rai:dataCollection",
        "rai:dataCollectionMissingData",
        "rai:dataPreprocessingProtocol",
        "rai:dataAnnotationProtocol",
        "rai:dataBiases",
        "rai:dataLimitations",
        "rai:dataSocialImpact",
        "rai:dataUseCases",
        "rai:personalSensitiveInformation",
        "rai:dataReleaseMaintenancePlan",
    }
    assert all(metadata[key] for key in told)
    (tool,) = metadata["rai:machineAnnotationTools"]
    assert "lexicon 1" in tool and "alias lists 1" in tool


def test_a_release_without_dates_states_no_time_of_coverage(tmp_path: Path) -> None:
    rows = sample_rows()
    for article in rows["articles"]:
        article["published_on"] = None
    metadata = json.loads((write_release(tmp_path / "r", rows) / "croissant.json").read_text(encoding="utf-8"))
    assert "temporalCoverage" not in metadata and "datePublished" not in metadata
