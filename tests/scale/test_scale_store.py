"""A build whose output and work lie in an object store that its worker processes reach over the network."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import fsspec
import pytest
from moto.server import ThreadedMotoServer
from scale_helpers import files_of, write_captures

from narco_corpus.builder.pipeline import build


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A bucket of a local server that speaks S3."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = ThreadedMotoServer(port=port, verbose=False)
    server.start()
    monkeypatch.setenv("AWS_ENDPOINT_URL", f"http://127.0.0.1:{port}")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.delenv(name, raising=False)
    # fsspec keeps file systems, and with them the address of a server that another test has stopped.
    fsspec.get_filesystem_class("s3").clear_instance_cache()
    fsspec.filesystem("s3").mkdir("corpus")
    yield "s3://corpus"
    server.stop()
    fsspec.get_filesystem_class("s3").clear_instance_cache()


def test_worker_processes_hand_on_through_an_object_store(
    bucket: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("narco_corpus.builder.pipeline.plan.SLICE_BYTES", 16 << 10)
    captures = write_captures(tmp_path / "captures", 40)
    build([captures], tmp_path / "here", recogniser="lexicon")
    # Spawned: a fork server that an earlier test started would not know the address of this one's store.
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as executor:
        build([captures], f"{bucket}/release", recogniser="lexicon", executor=executor)
    store = fsspec.filesystem("s3")
    store.invalidate_cache()
    assert not store.find("corpus/release.work"), "the work is gone once the release is there"
    store.get(f"{bucket}/release", str(tmp_path / "there"), recursive=True)
    assert files_of(tmp_path / "there") == files_of(tmp_path / "here")
