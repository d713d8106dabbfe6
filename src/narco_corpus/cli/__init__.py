"""The command line: one module a command, imported only when the command runs."""

from __future__ import annotations

import importlib
import os
import signal
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any, TextIO

import click

from narco_corpus._version import __version__
from narco_corpus.cli.terminal import safe
from narco_corpus.errors import MissingExtraError, NarcoCorpusError, NarcoCorpusWarning, UsageError
from narco_corpus.own_process import (
    import_pyarrow_alone,
    is_own,
    leave_out_garbage,
    own_this_process,
    seldom_look_for_garbage,
)

COMMANDS = (
    "build", "validate", "verify", "info", "show", "annotate", "gold", "agreement", "evaluate", "browse", "diff",
    "export", "push",
)  # fmt: skip
_STDERR = 2
_SIGNALLED = 128
_READER_LEFT = _SIGNALLED + 13
"""The exit code of a command that SIGPIPE ended, as shells know it."""


class _Commands(click.Group):
    """Lists every command, loads the one that is asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"narco_corpus.cli.{cmd_name}")
        command: click.Command = module.command
        return command

    def make_context(self, *args: Any, **extra: Any) -> click.Context:  # `--help` prints here
        with _readers_may_leave():
            return super().make_context(*args, **extra)

    def invoke(self, ctx: click.Context) -> object:
        with _readers_may_leave():
            return super().invoke(ctx)


@contextmanager
def _readers_may_leave() -> Iterator[None]:
    """`… | head`: whoever read the output had enough of it, which is no fault. Click would exit with 1."""
    try:
        yield
    except BrokenPipeError:
        _give_up(sys.stdout)
        _give_up(sys.stderr)
        sys.exit(_READER_LEFT)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="narco-corpus")
def cli() -> None:
    """Build, check, read and share corpora of narco-blog posts with their comments, names and links.

    Exit codes: 0 done; 1 the data is at fault; 2 the call is.
    """


def _show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Warnings of ours are for the user; those of other packages are not."""
    if issubclass(category, NarcoCorpusWarning):
        click.echo(safe(f"warning: {message}"), err=True)


def main() -> None:
    """Run the command line; errors of ours become one message on stderr and the contract's exit code."""
    if sys.stdout is None:
        # What is opened next would get its number, and what is printed could end up in it.
        click.echo("error: cannot write the output: standard output is closed", err=True)
        sys.exit(2)
    if sys.stderr is None:
        _make_stderr()
    warnings.showwarning = _show_warning
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal or pipe that cannot take a character gets its number
            stream.reconfigure(errors="backslashreplace")
    try:
        signal.signal(signal.SIGTERM, _terminate)
        if sys.argv[1:2] == ["build"]:
            own_this_process()
            import_pyarrow_alone()
            seldom_look_for_garbage()
        cli(standalone_mode=False)
    except click.ClickException as error:
        _say(error.show)
        sys.exit(2)
    except (click.Abort, KeyboardInterrupt):
        _say(lambda: click.echo("interrupted", err=True))
        told_to = signal.getsignal(signal.SIGTERM) == signal.SIG_IGN  # `_terminate` sets it
        sys.exit(_SIGNALLED + (signal.SIGTERM if told_to else signal.SIGINT))
    except (UsageError, MissingExtraError) as error:
        _say_error(_text(error))
        sys.exit(2)
    except NarcoCorpusError as error:
        _say_error(_text(error))
        sys.exit(1)
    except OSError as error:
        # Places that a command opens are told by the command, so that this is the output: a full disk, a closed file.
        _give_up(sys.stdout)
        what = "write the output" if error.filename is None else f"read or write {error.filename}"
        _say_error(f"cannot {what}: {error.strerror or error}")
        sys.exit(2)
    finally:
        if is_own():
            leave_out_garbage()


def _terminate(*_: object) -> None:
    """End a command as Ctrl-C does, so that it tidies up: what stops services and jobs of clusters sends this."""
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # one is enough
    raise KeyboardInterrupt


def _text(error: NarcoCorpusError) -> str:
    """The error and what else is to be said with it."""
    return "\n".join([str(error), *getattr(error, "__notes__", ())])


def _say_error(text: str) -> None:
    _say(lambda: click.echo(safe(f"error: {text}"), err=True))


def _say(show: Callable[[], None]) -> None:
    """Print on stderr what ends the command, if somebody still reads it: the exit code says the same."""
    try:
        show()
    except OSError:
        _give_up(sys.stderr)


def _give_up(stream: TextIO) -> None:
    """Let what is left to print go nowhere; Python would fail on it once more when it ends."""
    with suppress(OSError), Path(os.devnull).open("wb") as nowhere:  # a stream in memory has no number
        os.dup2(nowhere.fileno(), stream.fileno())


def _make_stderr() -> None:
    """A stderr that goes nowhere in place of one that is closed: a file that is opened next would get its number."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STDERR)
    if nowhere != _STDERR:
        os.close(nowhere)
    sys.stderr = open(_STDERR, "w", errors="backslashreplace", closefd=False)  # noqa: SIM115 - has no path
