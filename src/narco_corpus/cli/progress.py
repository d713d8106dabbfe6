"""Progress of long work on stderr, only where a person watches."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any

import click


class Progress:
    """Shows one bar a step with its rate and the time left; silent when stderr is no terminal."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._finish()

    def step(self, label: str, length: int) -> None:
        """Begin a step of so many parts."""
        self._finish()
        if self._shown and length:
            self._bar = click.progressbar(length=length, label=label, file=sys.stderr, show_pos=True)
            self._bar.__enter__()

    def advance(self, parts: int = 1) -> None:
        """So many parts of the step are done."""
        if self._bar is not None:
            self._bar.update(parts)

    def _finish(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None
