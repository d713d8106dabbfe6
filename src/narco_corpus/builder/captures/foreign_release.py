"""Knows a folder that a build has written, so that none is taken for captures."""

from __future__ import annotations

import re
from collections.abc import Container

from narco_corpus.model.layout import MANIFEST
from narco_corpus.model.manifest import NAME
from narco_corpus.model.schema import TABLES, fields

RELEASE = "a release that a build wrote, and no captures: nothing in its folder was read"
_START = re.compile(rb'\s*\{\s*"name"\s*:\s*"%b"\s*,\s*"format"\s*:' % NAME.encode())


def is_manifest(head: bytes) -> bool:
    """Whether a file with these first bytes is the manifest of a release."""
    return _START.match(head) is not None


def may_be_manifest(name: str) -> bool:
    """Whether a file of this name can be the manifest of a release."""
    return name.rpartition("/")[2] == MANIFEST


def table_of_release(names: Container[str]) -> str | None:
    """The table of a release that has columns of these names; None where they are of no such table."""
    return next((t for t in TABLES if all(f.name in names for f in fields(t) if not f.nullable)), None)
