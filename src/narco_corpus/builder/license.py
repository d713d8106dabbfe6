"""Licences of captures as SPDX expressions, which is what a release states."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from importlib.resources import files

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

UNKNOWN_LICENSE = "LicenseRef-unknown"

_REFERENCE = re.compile(r"licenseref-", re.IGNORECASE)
_BETWEEN = re.compile(r"[\s,/_-]+")
_NO_ID = re.compile(r"[^A-Za-z0-9.]+")
_OF_ADDRESS = re.compile(r"^https?://(www\.)?|/(deed|legalcode)[a-z._-]*/?$")


def is_expression(license: str) -> bool:
    """Whether a text is an SPDX expression as SPDX writes it, of ids of its list and of `LicenseRef-`s."""
    return _canonical(license) == license


def expression_of(license: str | None) -> str:
    """What a capture states of its licence, as an expression; what is none becomes a `LicenseRef-`.

    Usual ways to write a licence are known (`CC BY 4.0`, the address of a Creative Commons licence).
    """
    if not license:
        return UNKNOWN_LICENSE
    return _canonical(license) or _by_words(license) or _reference(license)


@lru_cache(256)  # a corpus has few licences, and each of its articles one
def _canonical(license: str) -> str | None:
    """The expression in the case and spacing of SPDX; None where the text is none."""
    if not license.isascii():  # some letters are ASCII in lower case alone
        return None
    try:
        return canonicalize_license_expression(license)
    except InvalidLicenseExpression:
        return None


def _by_words(license: str) -> str | None:
    """The id of a licence that is named by its words or by its address; None where there is none."""
    text = " ".join(_BETWEEN.split(_OF_ADDRESS.sub("", license.strip().lower())))
    for written, spdx in _words():
        text = " ".join(written.sub(spdx, text).split())
    found = _canonical(text.replace(" ", "-"))
    return None if found and _REFERENCE.match(found) else found


@cache
def _words() -> tuple[tuple[re.Pattern[str], str], ...]:
    text = (files("narco_corpus.builder") / "license_words.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    return tuple((re.compile(rf"\b(?:{written})\b"), spdx) for written, spdx in lines[1:])


def _reference(license: str) -> str:
    plain = unicodedata.normalize("NFKD", _REFERENCE.sub("", license)).encode("ascii", "ignore").decode()
    words = _NO_ID.sub("-", plain).strip("-.")
    return f"LicenseRef-{words}" if words else UNKNOWN_LICENSE
