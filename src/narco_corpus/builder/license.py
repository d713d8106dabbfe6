"""Licences of captures as SPDX expressions, which is what a release states."""

from __future__ import annotations

import re
import unicodedata

UNKNOWN_LICENSE = "LicenseRef-unknown"

_ID = r"\(*(?:DocumentRef-[A-Za-z0-9.-]+:)?[A-Za-z0-9][A-Za-z0-9.-]*\+?\)*"
_EXPRESSION = re.compile(rf"{_ID}(?: (?:AND|OR|WITH) {_ID})*")
_NO_ID = re.compile(r"[^A-Za-z0-9.]+")


def is_expression(license: str) -> bool:
    """Whether a text has the form of an SPDX expression; ids are not looked up, as SPDX adds some each year."""
    return _EXPRESSION.fullmatch(license) is not None


def expression_of(license: str | None) -> str:
    """What a capture states of its licence, as an expression; words that are none become a `LicenseRef-`."""
    if license is None or is_expression(license):
        return license or UNKNOWN_LICENSE
    plain = unicodedata.normalize("NFKD", license).encode("ascii", "ignore").decode()
    words = _NO_ID.sub("-", plain).strip("-.")
    return f"LicenseRef-{words}" if words else UNKNOWN_LICENSE
