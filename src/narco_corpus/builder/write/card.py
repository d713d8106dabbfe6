"""Data card (README.md) and datasheet (DATASHEET.md) of a release, rendered from templates."""

from __future__ import annotations

from narco_corpus.builder.write.figures import Figures
from narco_corpus.model.manifest import Manifest


def render_card(manifest: Manifest, figures: Figures) -> str:
    """The data card with its YAML head."""
    return f"# {manifest.data_version}\n"


def render_datasheet(manifest: Manifest, figures: Figures) -> str:
    """The datasheet."""
    return f"# {manifest.data_version}\n"
