"""How to cite a release: as text and as BibTeX, the same in loader, data card and Croissant metadata."""

from __future__ import annotations

import re

from narco_corpus.model.about import NOTHING_STATED, SUBJECT, UNTITLED
from narco_corpus.model.ids import slug
from narco_corpus.model.manifest import Manifest

_BIBTEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_"},
}
"""What stands for characters that TeX reads as commands; BibTeX counts braces even where they are escaped."""


def short_name(manifest: Manifest) -> str:
    """What a release is called in headings: its title up to a colon; where none is stated, what it is."""
    return (manifest.about or NOTHING_STATED).short_name or UNTITLED


def citation(manifest: Manifest) -> str:
    """One sentence that names exactly this release: version, content and what its mentions were found with.

    It begins with the creators where they are stated.
    """
    about = manifest.about or NOTHING_STATED
    names = f"{'; '.join(about.creators)}. " if about.creators else ""
    where = f" {about.url}" if about.url else ""
    return (
        f"{names}{about.title or SUBJECT}. Data version {manifest.data_version} [data set], "
        f"articles content hash {_content(manifest)}, {_made_with(manifest)}.{where}"
    )


def bibtex(manifest: Manifest) -> str:
    """The same as a BibTeX entry; it has no year, since a release states no clock time.

    The key is made of the short name and the version; of a release without a title of its content, so that two of them
    have two.
    """
    about = manifest.about or NOTHING_STATED
    name = slug(about.short_name or "") or f"corpus-{_content(manifest)}"
    who = " and ".join(f"{{{_escaped(creator)}}}" for creator in about.creators)
    lines = [
        f"@misc{{{name}-{re.sub(r'[^0-9A-Za-z.-]+', '-', manifest.data_version)},",
        f'  author = "{who}",' if who else f"  key = {{{name}}},",
        f'  title = "{{{_escaped(about.title or SUBJECT)}}}",',
        f"  version = {{{manifest.data_version}}},",
        "  howpublished = {Data set},",
        *([f"  url = {{{about.url}}},"] if about.url else []),
        f"  note = {{Articles content hash {_content(manifest)}, {_escaped(_made_with(manifest))}}}",
        "}",
    ]
    return "\n".join(lines)


def _made_with(manifest: Manifest) -> str:
    lists = f", alias lists {manifest.knowledge_version}" if manifest.knowledge_version else ""
    return f"built with narco-corpus {manifest.package_version}, recogniser {manifest.recogniser_text}{lists}"


def _content(manifest: Manifest) -> str:
    return manifest.tables["articles"].content_hash[:16]


def _escaped(text: str) -> str:
    return "".join(_BIBTEX.get(character, character) for character in text)
