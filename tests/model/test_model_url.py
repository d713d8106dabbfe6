"""Canonical URLs: two addresses stay two, and what is no address is none."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from narco_corpus.model.url import archived_at, canonical_url, without_password


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
    ("url", "expected"),
    [
        ("https://example.org/2012/100%25-real", "https://example.org/2012/100%25-real"),
        ("https://example.org/2012/100%-real", "https://example.org/2012/100%25-real"),
        ("https://example.org/a%2541", "https://example.org/a%2541"),
        ("https://example.org/%61", "https://example.org/a"),
        ("http://www.m.example.org/a", "https://example.org/a"),
        ("http://example.org\u3002/a", "https://example.org/a"),
        ("http://[::ffff:1.2.3.4]/a", None),
        ("http://www.www.archive.org/web/2012/http://b.example/a", "https://b.example/a"),
    ],
)
def test_a_canonical_address_is_its_own(url: str, expected: str | None) -> None:
    assert canonical_url(url) == expected
    assert expected is None or canonical_url(expected) == expected


_HOSTS = (
    "example.org", "WWW.m.Example.org", "www1.x.blogspot.co.uk", "1.2.3.4", "[::ffff:1.2.3.4]", "jalape\u00f1o.mx.",
    "www\u3002x\u3002com\u3002", "u:pw@x.com:80", "www.www.archive.org", "archive.ph", "x.cdn.ampproject.org",
    "m.google.com",
)  # fmt: skip
_PARTS = (
    *"/?&=#;%+:@\\[]'\"<>| .", "//", "%25", "%2541", "%2F", "%3f", "%23", "%F1", "%0a", "\u00f1", "\uff05", "2012",
    "web", "20120101000000", "http:", "https://", "https%3A", "m=1", "ref=a", "share=x", "p=12", "utm_source=a",
    "b.php", "c", "amp", "s", "b.example",
)  # fmt: skip


@settings(max_examples=500)
@given(
    st.sampled_from(_HOSTS),
    st.sampled_from(("/", "/web/2012/", "/amp/s/", "/c/", "?")),
    st.lists(st.sampled_from(_PARTS) | st.text(max_size=3), max_size=9).map("".join),
)
def test_any_canonical_address_is_its_own(host: str, begin: str, end: str) -> None:
    found = canonical_url(f"http://{host}{begin}{end}")
    assert found is None or canonical_url(found) == found


@pytest.mark.parametrize(
    ("end", "canonical"),
    [
        ("?m=1", ""),
        ("?m=1&utm_source=feed#c12", ""),
        ("?utm_medium=&showComment=13#", ""),
        ("#c12", ""),
        ("?M=1", ""),
        ("?m=1;a", ""),
        ("?utm_source=a+b", ""),
        ("?m=1&p=2", "?p=2"),
        ("?mm=1", "?mm=1"),
        ("?p=2&m=1#c", "?p=2"),
        ("?b=1&a=2", "?a=2&b=1"),
        ("?m=1#c d", None),
        ("?m=0", ""),
        ("?m=11", "?m=11"),
        ("?m=11#c", "?m=11"),
        ("?m=1&m=11", "?m=11"),
        ("?ref=rss&share=facebook", ""),
        ("?share=google-plus-1&nb=1", "?nb=1"),
        ("?ref=https%3A%2F%2Fwww.google.com%2F&p=3", "?p=3"),
        ("?ref=11", "?ref=11"),
        ("?ref=MX2012", "?ref=MX2012"),
        ("?share=12", "?share=12"),
    ],
)
def test_parameters_that_say_nothing_of_the_post_and_fragments_are_dropped(end: str, canonical: str | None) -> None:
    expected = None if canonical is None else f"https://example.org/a.html{canonical}"
    assert canonical_url(f"http://www.example.org/a.html{end}") == expected


@pytest.mark.parametrize(
    ("end", "canonical"),
    [
        ("?m=1", "?m=1"),
        ("?utm_source=feed&m=1#c", "?m=1"),
        ("?m=1&id=7", "?id=7"),
        ("?ref=bloqueo-en-reynosa", "?ref=bloqueo-en-reynosa"),
        ("?ref=rss&id=7", "?id=7"),
        ("?ref=11&m=0", "?ref=11"),
        ("?utm_source=feed", ""),
        ("/?m=1", "?m=1"),
        ("#c", ""),
    ],
)
def test_the_one_parameter_of_a_script_tells_its_post(end: str, canonical: str) -> None:
    for script in ("nota.php", "a/NOTA.ASPX"):
        found = canonical_url(f"http://www.example.org/{script}{end}")
        assert found == f"https://example.org/{script}{canonical}"
        assert canonical_url(found) == found


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


SAME = "https://borderlandbeat.com/2011/09/same.html"


@pytest.mark.parametrize(
    ("url", "expected", "stamp"),
    [
        ("https://web.archive.org/web/20120101000000/http://www.borderlandbeat.com/2011/09/same.html", SAME, True),
        ("https://web.archive.org/web/20120101000000id_/http://www.borderlandbeat.com/2011/09/same.html", SAME, True),
        ("http://web.archive.org/web/20120101000000im_/http:/www.borderlandbeat.com:80/2011/09/same.html", SAME, True),
        ("https://web.archive.org/web/2012/borderlandbeat.com/2011/09/same.html?m=1#c", SAME, False),
        ("https://web.archive.org/web/20120101000000/http%3A//borderlandbeat.com/2011/09/same.html", SAME, True),
        (
            "https://web.archive.org/web/20120101000000/https://web.archive.org/web/2011/" + SAME,
            SAME,
            True,
        ),
        ("https://www-borderlandbeat-com.cdn.ampproject.org/c/s/www.borderlandbeat.com/2011/09/same.html", SAME, False),
        ("https://cdn.ampproject.org/c/borderlandbeat.com/2011/09/same.html", SAME, False),
        ("https://x.cdn.ampproject.org/v/s/borderlandbeat.com/2011/09/same.html?amp_js_v=0.1", SAME, False),
        ("https://archive.ph/20120101000000/http://www.borderlandbeat.com/2011/09/same.html", SAME, True),
        ("https://archive.today/2012.01.01-000000/https://borderlandbeat.com/2011/09/same.html?m=1", SAME, True),
        ("http://www.archive.is/20120101000000/borderlandbeat.com/2011/09/same.html", SAME, True),
        ("https://archive.is/AbCdE", "https://archive.is/AbCdE", False),
        ("https://www.google.com/amp/s/www.borderlandbeat.com/2011/09/same.html", SAME, False),
        ("https://www.google.com.mx/amp/borderlandbeat.com/2011/09/same.html", SAME, False),
        ("https://e.org/amp/s/borderlandbeat.com/x", "https://e.org/amp/s/borderlandbeat.com/x", False),
        ("https://web.archive.org/web/2012*/narco", "https://web.archive.org/web/2012*/narco", False),
        ("https://web.archive.org/web/20120101000000/", "https://web.archive.org/web/20120101000000", False),
        ("https://e.org/?u=https://web.archive.org/web/20120101000000/http://no.org/", None, False),
        ("https://archive.org/details/narco", "https://archive.org/details/narco", False),
    ],
)
def test_address_in_an_archive_is_that_of_the_page(url: str, expected: str | None, stamp: bool) -> None:
    canonical = canonical_url(url)
    assert canonical is not None
    assert canonical == expected or (expected is None and canonical.startswith("https://e.org/?u="))
    assert canonical_url(canonical) == canonical
    assert archived_at(url) == ("20120101000000" if stamp else None)


def test_an_address_within_many_archives_is_read_whatever_their_number() -> None:
    assert canonical_url("http://web.archive.org./web/2012/" * 300 + "http://x.com/a") == "https://x.com/a"
