"""What opening, reading and writing at an address can raise: each driver has errors of its own kinds."""

from __future__ import annotations

import sys

from narco_corpus.errors import MissingExtraError, NarcoCorpusError, UsageError

REMOTE = "remote"
"""The extra for releases and captures at addresses."""
_OF_EXTRA = ("aiobotocore", "aiohttp", "botocore", "huggingface_hub", "s3fs")
"""What the extra brings for stores that fsspec reads by packages of their own."""
_DRIVERS = (
    ("aiohttp", "ClientError"),
    ("azure.core.exceptions", "AzureError"),
    ("botocore.exceptions", "BotoCoreError"),
    ("botocore.exceptions", "ClientError"),
    ("dropbox.exceptions", "DropboxException"),
    ("gcsfs.retry", "HttpError"),
    ("google.auth.exceptions", "GoogleAuthError"),
    ("httpx", "HTTPError"),
    ("paramiko.ssh_exception", "SSHException"),
    ("smbprotocol.exceptions", "SMBException"),
)

ADDRESS_ERRORS: tuple[type[Exception], ...] = (OSError, ValueError, TypeError, ImportError)
"""What fsspec raises of an address of no known form, one that does not tell its driver enough, or without a driver."""


def storage_errors() -> tuple[type[Exception], ...]:
    """What reading and writing files can raise: errors of the system, and of the drivers that are in use."""
    found = (getattr(sys.modules.get(module), name, None) for module, name in _DRIVERS)
    return (OSError, NotImplementedError, *(error for error in found if error is not None))


def without_driver(url: str, error: ImportError) -> NarcoCorpusError:
    """What to raise where the package is not installed by which fsspec reads such addresses; its words name it."""
    cause = error.__cause__ if isinstance(error.__cause__, ImportError) else error
    package = (cause.name or "").partition(".")[0]
    if package in _OF_EXTRA:
        return MissingExtraError(package, REMOTE, f"opening {url}")
    return UsageError(f"cannot open {url}: {error}; no extra of narco-corpus brings it, so install it by itself")
