"""Accounts of public bodies and of the press, which are nobody's private contact: `public_accounts.tsv`."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def _accounts() -> frozenset[str]:
    lines = (files(__package__) / "public_accounts.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return frozenset(line.split("\t")[0].casefold() for line in lines)


def is_public(account: str) -> bool:
    """Whether an account (without `@`) is listed as one of a public body or an outlet; case does not matter."""
    return account.casefold() in _accounts()
