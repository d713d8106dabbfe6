"""Canonical URLs: two addresses stay two, and what is no address is none."""

from __future__ import annotations

import pytest

from narco_corpus.model.url import canonical_url, without_password


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("http://www.example.org/jalpe%F1o/?m=1", "https://example.org/jalpe%F1o"),
        ("http://example.org/jalpe%F3o", "https://example.org/jalpe%F3o"),
        ("http://example.org/?q=%F1", "https://example.org/?q=%F1"),
        ("http://example.org/jalape%C3%B1o", "https://example.org/jalape%C3%B1o"),
        ("http://example.org/jalape\u00f1o?q=\u00f1", "https://example.org/jalape%C3%B1o?q=%C3%B1"),
        ("http://example.org/\ud800", None),
        ("http://example.org/?q=\ud800", None),
        ("http://[::1", None),
    ],
)
def test_bytes_of_an_address_stay(url: str, expected: str | None) -> None:
    assert canonical_url(url) == expected
    assert expected is None or canonical_url(expected) == expected


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("no s3://key:secret/with@b/x", "no s3://key:secret/with@b/x"),  # no password: it has a slash
        ("of ftp://a:b@h/x and http://:t@h", "of ftp://a:***@h/x and http://:***@h"),
        ("http://h:80/a@b", "http://h:80/a@b"),
        ("a:b@c, http://user@h/", "a:b@c, http://user@h/"),
    ],
)
def test_passwords_are_left_out(said: str, shown: str) -> None:
    assert without_password(said) == shown
