"""Whole comments: what asks for a finder does not hide what the finder finds, and dates beside a telephone stay."""

from __future__ import annotations

import pytest

from narco_corpus.builder.privacy.emails import emails
from narco_corpus.builder.privacy.masks import mask

MASKED = {
    "add me http://www.facebook.com/#!/juan.perez.99 ok": "add me [profile] ok",
    "my twitter is http://twitter.com/#!/foo99": "my twitter is [profile]",
    "http://www.facebook.com/#!/profile.php?id=100001234567": "[profile]",
    "call me 956–555–1234": "call me [phone]",
    "cel 867‑123‑4567": "cel [phone]",
    "cel 9565551234/9565554321": "cel [phone]/[phone]",
    "tel 8671234567-8677654321": "tel [phone]-[phone]",
    "my yt is foo_99": "my yt is [handle]",
    "x: foo_99": "x: [handle]",
    "mi página es foo_99": "mi página es [handle]",
    "our account is foo_99": "our account is [handle]",
}


@pytest.mark.parametrize("text", MASKED)
def test_details_in_uncommon_forms_are_masked(text: str) -> None:
    assert mask(text)[0] == MASKED[text]


@pytest.mark.parametrize(
    "text",
    [
        "http://twitter.com/#!/foo99/status/1234567",
        "a sleeper cell 2008-2010",
        "the cell of 2008–2010 in Laredo",
        "cell phone records 2010-2011",
        "I lost my cell on 09-21-2011",
        "they found his phone on 2011-09-21",
        "killed 12–15 people on 10–12–2018",
        "file 1234567/12",
    ],
)
def test_dates_and_messages_are_no_details(text: str) -> None:
    assert mask(text) == (text, None)


@pytest.mark.parametrize("provider", ["gmail", "hotmail", "ymail", "protonmail", "hushmail", "tutanota", "lavabit"])
@pytest.mark.parametrize("form", ["foo at {}.com", "foo at {} dot com", "foo at {} punto com", "foo at {} (dot) com"])
def test_addresses_that_the_finder_finds_are_asked_for(provider: str, form: str) -> None:
    text = form.format(provider)
    assert list(emails(text))
    assert mask(text)[0] == "[email]"


@pytest.mark.parametrize("provider", ["yahoo", "outlook", "live", "msn", "aol", "icloud", "prodigy", "comcast"])
@pytest.mark.parametrize("dot", [" dot ", " punto ", "(dot)", "[.]"])
def test_addresses_at_other_providers_are_asked_for(provider: str, dot: str) -> None:
    assert mask(f"foo at {provider}{dot}com")[0] == "[email]"
