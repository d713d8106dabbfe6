"""Croissant 1.0 metadata of a release (croissant.json), with its responsible-AI extension."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any

import pyarrow as pa

from narco_corpus.builder.write.figures import Figures
from narco_corpus.model.about import NOTHING_STATED, About
from narco_corpus.model.arrow import arrow_type
from narco_corpus.model.citation import bibtex, short_name
from narco_corpus.model.layout import CARD, DATA_FOLDER, DATASHEET
from narco_corpus.model.manifest import Manifest
from narco_corpus.model.schema import TABLES, Field, fields, load_schema

Json = dict[str, Any]

_PARQUET = "application/x-parquet"
_TYPES = {
    pa.string(): "sc:Text",
    pa.large_string(): "sc:Text",
    pa.int32(): "cr:Int32",
    pa.int64(): "cr:Int64",
    pa.float32(): "cr:Float32",
    pa.float64(): "cr:Float64",
    pa.bool_(): "sc:Boolean",
    pa.date32(): "sc:Date",
    pa.timestamp("ms"): "sc:DateTime",
}
_CONTEXT: Json = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
"""The JSON-LD context that Croissant 1.0 prescribes."""


def render_croissant(manifest: Manifest, figures: Figures) -> str:
    """The metadata as JSON-LD; the manifest lists the data files.

    There is no `datePublished`, since a release states no clock time.
    """
    about = manifest.about or NOTHING_STATED
    years = [year for year in figures.years if year != "none"]
    languages = {*figures.languages, *figures.comment_languages} - {"none"}
    metadata: Json = {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": ["http://mlcommons.org/croissant/1.0", "http://mlcommons.org/croissant/RAI/1.0"],
        "name": short_name(manifest),
        "description": (
            "Posts of narco blogs with their reader comments as a tree, the criminal groups, persons, places, "
            "authorities, media and other organisations that they name, each with its place in the text, and the "
            "entities that the mentions are linked to. Mentions and links are made by a program: that somebody is "
            "named asserts nothing about them."
        ),
        "url": about.url or CARD,
        "version": manifest.data_version,
        "citeAs": bibtex(manifest),
        "license": _licenses(),
        "creator": _creator(about),
        "keywords": ["named entity recognition", "entity linking", "organised crime", "Mexico", "conflict research"],
        "inLanguage": sorted({tag.partition("-")[0] for tag in languages}),
        "temporalCoverage": "/".join(dict.fromkeys((min(years), max(years)))) if years else None,
        "isLiveDataset": False,
        "distribution": [*_files(manifest), *(_file_set(table) for table in TABLES)],
        "recordSet": [_record_set(table) for table in TABLES],
        **_responsible_ai(manifest),
    }
    given = {key: value for key, value in metadata.items() if value not in (None, [])}
    return json.dumps(given, ensure_ascii=False, indent=2) + "\n"


def _creator(about: About) -> Json | list[Json]:
    # Croissant knows persons and organisations and nothing above them.
    found: list[Json] = [
        {"@type": "sc:Person" if name in about.persons else "sc:Organization", "name": name} for name in about.creators
    ]
    return found[0] if len(found) == 1 else found


def _licenses() -> list[Json]:
    return [
        {
            "@type": "sc:CreativeWork",
            "name": "CC BY 4.0 for annotations and entities",
            "url": "https://creativecommons.org/licenses/by/4.0/",
        },
        {
            "@type": "sc:CreativeWork",
            "name": "Texts under the rights in the column license of articles; for most of them nobody granted any",
            "url": DATASHEET,
        },
    ]


def _files(manifest: Manifest) -> list[Json]:
    return [
        {
            "@type": "cr:FileObject",
            "@id": file.path,
            "name": file.path,
            "description": f"Rows of {file.table}, split {file.split}: {file.rows}.",
            "contentUrl": file.path,
            "contentSize": f"{file.bytes} B",
            "encodingFormat": _PARQUET,
            "sha256": file.sha256,
        }
        for table in TABLES
        for file in manifest.shards(table)
    ]


def _file_set(table: str) -> Json:
    return {
        "@type": "cr:FileSet",
        "@id": f"{table}-files",
        "name": f"{table}-files",
        "description": f"All Parquet files of {table}.",
        "encodingFormat": _PARQUET,
        "includes": f"{DATA_FOLDER}/{table}/*.parquet",
    }


def _record_set(table: str) -> Json:
    columns = fields(table)
    return {
        "@type": "cr:RecordSet",
        "@id": table,
        "name": table,
        "description": load_schema(table)["description"],
        "key": [{"@id": f"{table}/{f.name}"} for f in columns if f.key],
        "field": [_field(table, f) for f in columns],
    }


def _field(table: str, field: Field) -> Json:
    identity = f"{table}/{field.name}"
    given: Json = {
        "@type": "cr:Field",
        "@id": identity,
        "name": identity,
        "description": field.description + (" May be null." if field.nullable else ""),
    }
    kind = arrow_type(field.spec)
    if pa.types.is_list(kind):
        given["repeated"] = True
        if pa.types.is_struct(kind.value_type):
            given["subField"] = [_sub_field(table, field, name) for name in field.spec["items"]["properties"]]
            return given
        kind = kind.value_type
    given["dataType"] = ["sc:Text", "cr:Split"] if field.name == "split" else _TYPES[kind]
    given["source"] = _source(table, field.name)
    # A reference within its own table has no form that readers join by; the description names it.
    if field.references and not field.references.startswith(f"{table}."):
        given["references"] = {"field": {"@id": field.references.replace(".", "/")}}
    elif field.references:
        given["description"] += f" Refers to {field.references}."
    return given


def _sub_field(table: str, field: Field, part: str) -> Json:
    spec = field.spec["items"]["properties"][part]
    identity = f"{table}/{field.name}/{part}"
    return {
        "@type": "cr:Field",
        "@id": identity,
        "name": identity,
        "description": spec["description"],
        "dataType": _TYPES[arrow_type(spec)],
        "source": {**_source(table, field.name), "transform": {"jsonPath": part}},
    }


def _source(table: str, column: str) -> Json:
    return {"fileSet": {"@id": f"{table}-files"}, "extract": {"column": column}}


def _responsible_ai(manifest: Manifest) -> Json:
    written = files("narco_corpus.builder.write") / "responsible_ai.json"
    told: Json = json.loads(written.read_text(encoding="utf-8"))
    recogniser = manifest.recogniser
    tool = f"narco-corpus {manifest.package_version}, recogniser {recogniser['name']} {recogniser['version']}"
    lists = f", alias lists {manifest.knowledge_version}" if manifest.knowledge_version else ""
    return {**told, "rai:machineAnnotationTools": [tool + lists]}
