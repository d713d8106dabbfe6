"""How to cite a release: as text and as BibTeX, the same in loader, data card and Croissant metadata."""

from __future__ import annotations

import re

from narco_corpus.model.manifest import Manifest

AUTHOR = "The narco-corpus maintainers"
TITLE = "narco-corpus: narco-blog posts with reader comments, entity mentions and linked entities"


def citation(manifest: Manifest) -> str:
    """One sentence that names exactly this release: version and content, whoever serves it."""
    return (
        f"{AUTHOR}. {TITLE}. Data version {manifest.data_version} [data set], "
        f"articles content hash {_content(manifest)}, built with narco-corpus {manifest.package_version}."
    )


def bibtex(manifest: Manifest) -> str:
    """The same as a BibTeX entry; it has no year, since a release states no clock time."""
    key = re.sub(r"[^0-9A-Za-z.-]+", "-", manifest.data_version)
    return (
        f"@misc{{narco-corpus-{key},\n"
        f'  author = "{{{AUTHOR}}}",\n'
        f'  title = "{{{TITLE}}}",\n'
        f"  version = {{{manifest.data_version}}},\n"
        "  howpublished = {Data set},\n"
        f"  note = {{Articles content hash {_content(manifest)}, "
        f"built with narco-corpus {manifest.package_version}}}\n"
        "}"
    )


def _content(manifest: Manifest) -> str:
    return manifest.tables["articles"].content_hash[:16]
