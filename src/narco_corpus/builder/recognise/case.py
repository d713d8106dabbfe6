"""Capital letters as evidence: whether a text is written as a name is."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(50_000)
def written_as(raw: str, form: str) -> bool:
    """Whether `raw` has the capitals of `form`: all of an acronym's, the first of each capitalised word."""
    letters = [c for c in form if c.isalpha()]
    if letters and all(c.isupper() for c in letters):
        return "".join(c for c in raw if c.isalpha()) == "".join(letters) or _acronym(raw, form)
    wanted = [w for w in form.replace("-", " ").split() if w[0].isupper()]
    have = raw.replace("-", " ").split()
    if raw.isupper():
        return True
    if len(have) != len(form.replace("-", " ").split()):
        return raw[:1].isupper()
    words = form.replace("-", " ").split()
    return all(h[0].isupper() or not h[0].isalpha() for h, w in zip(have, words, strict=True) if w in wanted)


def _acronym(raw: str, form: str) -> bool:
    return raw.replace(".", "") == form.replace(".", "")
