"""What opening, reading and writing at an address can raise: each driver has errors of its own kinds."""

from __future__ import annotations

import sys

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
