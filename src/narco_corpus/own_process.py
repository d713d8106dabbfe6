"""What only a process of our own may do to spend no time on what it has no use for.

The process in which somebody calls `narco_corpus.build`, and those that he may fork others from, are his.
"""

from __future__ import annotations

import gc
import os
import sys

_UNUSED = ("numpy", "pandas")
_OWN = "NARCO_CORPUS_OWN_PROCESS"
_SELDOM = 200_000
"""New objects after which Python looks for garbage among them: more than the names of a build are."""


def own_this_process() -> None:
    """This process is of our own, and so are all that it starts."""
    os.environ[_OWN] = "1"


def is_own() -> bool:
    """Whether this process is of our own."""
    return _OWN in os.environ


def import_pyarrow_alone() -> None:
    """Import pyarrow without numpy and pandas, which it imports, with its first array, where they are installed.

    That takes as long as half of the names. pyarrow does without them from here on; others can import them.
    """
    finder = _WithoutUnused()
    sys.meta_path.insert(0, finder)
    try:
        import pyarrow as pa
        import pyarrow.compute
        import pyarrow.parquet

        pa.array([0])
    finally:
        sys.meta_path.remove(finder)


class _WithoutUnused:
    def find_spec(self, name: str, *_: object) -> None:
        if name in _UNUSED:
            raise ModuleNotFoundError(name)


def seldom_look_for_garbage() -> None:
    """Rows and names hold no cycles, but clients of a network and of a cluster leave some with each request."""
    gc.set_threshold(_SELDOM)


def leave_out_garbage() -> None:
    """What is there stays to the end. Python would look through all names for garbage once more when it ends, which
    takes as long as half of their loading."""
    gc.freeze()
