"""Data card (README.md) and datasheet (DATASHEET.md) of a release, rendered from templates."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from narco_corpus.builder.write.figures import Figures
from narco_corpus.builder.write.quality import load_quality
from narco_corpus.model.about import NOTHING_STATED
from narco_corpus.model.citation import bibtex, citation, short_name
from narco_corpus.model.dictionary import dictionary
from narco_corpus.model.features import card_features
from narco_corpus.model.layout import DATA_FOLDER
from narco_corpus.model.manifest import Manifest
from narco_corpus.model.schema import TABLES

if TYPE_CHECKING:
    import jinja2

_SIZES = {1_000: "n<1K", 10_000: "1K<n<10K", 100_000: "10K<n<100K", 1_000_000: "100K<n<1M"}
_DEFAULT_TABLE = "articles"


def render_card(manifest: Manifest, figures: Figures) -> str:
    """The data card: a YAML head that dataset hubs and Hugging Face `datasets` read, then text for people."""
    head = f"---\n{_yaml(_head(manifest, figures))}---\n\n"
    return head + _render("README.md.j2", manifest, figures)


def render_datasheet(manifest: Manifest, figures: Figures) -> str:
    """The datasheet: the questions of Gebru et al., answered, with figures of this release."""
    return _render("DATASHEET.md.j2", manifest, figures)


def _render(template: str, manifest: Manifest, figures: Figures) -> str:
    text = (
        _templates()
        .get_template(template)
        .render(
            manifest=manifest,
            figures=figures,
            dictionary=dictionary(),
            quality=load_quality(),
            about=manifest.about or NOTHING_STATED,
            name=short_name(manifest),
            bibtex=bibtex(manifest),
            citation=citation(manifest),
        )
    )
    return re.sub(r"\n{3,}", "\n\n", text).rstrip("\n") + "\n"


@cache
def _templates() -> jinja2.Environment:
    import jinja2

    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("narco_corpus.builder.write"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=False,  # noqa: S701 - the templates are Markdown
    )
    environment.filters["cell"] = lambda value: " ".join(str(value).split()).replace("|", "\\|").replace("<", "&lt;")
    environment.filters["text"] = _as_markdown
    environment.filters["number"] = lambda value: f"{value:,}"
    environment.filters["score"] = lambda value: "–" if value is None else f"{value:.3f}"
    return environment


def _as_markdown(text: str) -> str:
    """One line of text that shows in Markdown as it is."""
    quoted = re.sub(r"[\\`*\[\]<>|#]|(?<![^\W_])_|_(?![^\W_])", r"\\\g<0>", text)
    return re.sub(r"^(\d*)([-+.)])", r"\1\\\2", quoted)  # else a list begins


def _head(manifest: Manifest, figures: Figures) -> dict[str, Any]:
    languages = {*figures.languages, *figures.comment_languages} - {"none"}
    articles = manifest.tables["articles"].rows
    return {
        "pretty_name": f"{short_name(manifest)} {manifest.data_version}",
        "language": sorted({tag.partition("-")[0] for tag in languages}) or ["en", "es"],
        "license": "other",
        "license_name": "mixed-texts-unknown-annotations-cc-by-4.0",
        "license_link": "DATASHEET.md",
        "annotations_creators": ["machine-generated"],
        "language_creators": ["found"],
        "source_datasets": ["original"],
        "size_categories": [next((name for limit, name in _SIZES.items() if articles < limit), "1M<n<10M")],
        "task_categories": ["token-classification"],
        "task_ids": ["named-entity-recognition"],
        "tags": ["entity-linking", "organised-crime", "mexico", "conflict-research", "blog-comments"],
        "configs": [
            {
                "config_name": table,
                **({"default": True} if table == _DEFAULT_TABLE else {}),
                "version": manifest.data_version,
                "data_files": [
                    {"split": split, "path": f"{DATA_FOLDER}/{table}/{split}-*.parquet"}
                    for split in _loadable(figures.rows[table])
                ],
            }
            for table in TABLES
        ],
        "dataset_info": [_dataset_info(table, figures) for table in TABLES],
    }


def _dataset_info(table: str, figures: Figures) -> dict[str, Any]:
    return {
        "config_name": table,
        "features": card_features(table),
        "splits": [
            {"name": split, "num_bytes": figures.memory[table][split], "num_examples": rows}
            for split, rows in _loadable(figures.rows[table]).items()
        ],
        "download_size": figures.download[table],
        "dataset_size": sum(figures.memory[table].values()),
    }


def _loadable(splits: Mapping[str, int]) -> dict[str, int]:
    """The splits that have rows, since `datasets` refuses one without; the first where none has."""
    return {split: n for split, n in splits.items() if n} or dict(list(splits.items())[:1])


def _yaml(value: Mapping[str, Any], indent: str = "") -> str:
    """A mapping as YAML: block style, every text quoted as JSON quotes it, which YAML reads alike."""
    lines = []
    for key, part in value.items():
        name = json.dumps(key) if key.isdigit() else key
        if isinstance(part, Mapping):
            lines.append(f"{indent}{name}:\n{_yaml(part, indent + '  ')}")
        elif isinstance(part, list) and part and isinstance(part[0], Mapping):
            lines.append(f"{indent}{name}:\n")
            for item in part:
                block = _yaml(item, indent + "  ")
                lines.append(f"{indent}- {block[len(indent) + 2 :]}")
        else:
            lines.append(f"{indent}{name}: {json.dumps(part, ensure_ascii=False)}\n")
    return "".join(lines)
