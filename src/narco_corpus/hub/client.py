"""The hub's official client: how it is had, where it is pointed, and what its errors mean for a user."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from narco_corpus.errors import DataError, MissingExtraError, NarcoCorpusError, UsageError

if TYPE_CHECKING:
    from huggingface_hub import HfApi

_REPOSITORY = re.compile(r"[A-Za-z0-9][\w.-]*/[A-Za-z0-9][\w.-]*", re.ASCII)
_TRANSPORTS = ("httpx", "httpx2", "httpcore", "requests", "urllib3")


def client(purpose: str) -> HfApi:
    """The client; raises `MissingExtraError`, which names the purpose, where it is not installed."""
    try:
        from huggingface_hub import HfApi
    except ImportError:
        raise MissingExtraError("huggingface_hub", "hf", purpose) from None
    return HfApi(library_name="narco-corpus")


def check_repository(name: str) -> str:
    """The name; raises `UsageError` for one that is not `ORG/NAME`."""
    if not _REPOSITORY.fullmatch(name):
        raise UsageError(f"repository {name!r}: expected ORG/NAME, for example my-group/narco-corpus")
    return name


def is_unreachable(error: BaseException) -> bool:
    """Whether a client's error says that the hub was not reached at all."""
    from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled

    if isinstance(error, HfHubHTTPError):
        return error.response is not None and error.response.status_code in (500, 502, 503, 504)
    return isinstance(error, OfflineModeIsEnabled | ConnectionError | TimeoutError) or (
        type(error).__module__.partition(".")[0] in _TRANSPORTS
    )


@contextmanager
def explained(repository: str) -> Iterator[None]:
    """Errors of the client become ours, each with what to do."""
    from huggingface_hub import errors

    try:
        yield
    except NarcoCorpusError:
        raise
    except errors.RevisionNotFoundError:
        raise UsageError(f"{repository} has no such revision; its tags are data versions like v1.0.0") from None
    except errors.RepositoryNotFoundError:
        raise UsageError(
            f"{repository} is not there, or is private and the token may not read it; check the name, and the token in "
            "HF_TOKEN or of `hf auth login`"
        ) from None
    except errors.LocalEntryNotFoundError as error:
        raise UsageError(
            f"{repository}: the hub cannot be reached and this revision is not in the cache whole; connect and load it "
            f"once ({_first_line(error)})"
        ) from None
    except errors.HfHubHTTPError as error:
        raise _by_status(repository, error) from None
    except Exception as error:
        cause = error.__cause__ if isinstance(error, RuntimeError) and error.__cause__ else error
        if isinstance(cause, errors.HfHubHTTPError):
            raise _by_status(repository, cause) from None
        if is_unreachable(cause) or isinstance(cause, OSError):
            raise UsageError(
                f"{repository}: the hub cannot be reached ({_first_line(cause)}); check the network and HF_ENDPOINT "
                "and run the same command again"
            ) from None
        raise


def _by_status(repository: str, error: Exception) -> NarcoCorpusError:
    response = getattr(error, "response", None)
    status = getattr(response, "status_code", None)
    said = f"{status}: {_first_line(error)}"
    if status == 401:
        return UsageError(
            f"{repository}: the hub does not accept the token ({said}); set HF_TOKEN or run `hf auth login` anew"
        )
    if status == 403:
        return UsageError(
            f"{repository}: the token has no right to do that ({said}); use one that may write to "
            f"{repository.partition('/')[0]}"
        )
    if status == 412:
        return UsageError(
            f"{repository}: somebody else pushed in the meantime ({said}); nothing was changed: look at what is there "
            "and push again"
        )
    if status == 409:
        return UsageError(f"{repository}: that is there already ({said}); nothing was overwritten")
    return DataError(f"{repository}: the hub answered {said}; try again later")


def _first_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return lines[-1] if lines else type(error).__name__
