"""Whether this process may use polars, whose threads do not survive a fork: a query in a forked process never ends."""

from __future__ import annotations

import os

from narco_corpus.errors import UsageError

_users: set[int] = set()
"""The processes that asked: this one, and those that it was forked from."""


def check_not_forked() -> None:
    """Raise `UsageError` in a process that was forked from one that had asked before; to be called before polars is."""
    process = os.getpid()
    if _users and process not in _users:
        raise UsageError(
            "this process was forked from one that had read tables with polars, which does not work in it: start "
            "workers by 'spawn' (DataLoader(multiprocessing_context='spawn'), multiprocessing.get_context('spawn')), "
            "or give them to_hf() or to_arrow(), which do"
        )
    _users.add(process)
