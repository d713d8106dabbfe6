"""What only a process of our own may do to spend no time on what it has no use for."""

from __future__ import annotations

import gc
import sys


def leave_out_pandas() -> None:
    """Where pandas is installed, pyarrow imports it with its first array: without it from here on.

    That takes a third of the time in which all names are loaded.
    """
    sys.meta_path.insert(0, _WithoutPandas())


class _WithoutPandas:
    def find_spec(self, name: str, *_: object) -> None:
        if name == "pandas":
            raise ModuleNotFoundError(name)


def leave_out_garbage() -> None:
    """What is there stays to the end. Python would look through all names for garbage once more when it ends, which
    takes as long as half of their loading."""
    gc.freeze()
