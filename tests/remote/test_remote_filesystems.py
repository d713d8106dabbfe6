"""Releases on s3 (moto) and at other addresses that fsspec knows; what is missing for one is told."""

from __future__ import annotations

import errno
import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

import narco_corpus
from narco_corpus import DataError, MissingExtraError, UsageError
from narco_corpus.storage.filesystem import FilesystemFiles
from sample_release import FIRST

BUCKET = "corpora"


@pytest.fixture(scope="module")
def s3_server() -> Iterator[str]:
    from moto.server import ThreadedMotoServer

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.stop()


@pytest.fixture
def s3(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> fsspec.AbstractFileSystem:
    """S3 as the variables of its users point to it, with one empty bucket."""
    settings = {
        "AWS_ENDPOINT_URL": s3_server,
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    fsspec.filesystem("s3").clear_instance_cache()
    filesystem = fsspec.filesystem("s3")
    if filesystem.exists(BUCKET):
        filesystem.rm(BUCKET, recursive=True)
    filesystem.mkdir(BUCKET)
    return filesystem


@pytest.mark.parametrize("form", ["absolute", "relative", "short", "upper"])
def test_a_hash_that_is_none_names_no_file(form: str, release: Path, tmp_path: Path) -> None:
    """Files of a release at an address are kept by their hash; one there that differs from it is taken away."""
    mine = tmp_path / "mine.txt"
    mine.write_text("precious")
    manifest = json.loads((release / "manifest.json").read_bytes())
    for file in manifest["files"]:
        hashes = {
            "absolute": str(mine),
            "relative": "../../../mine.txt",
            "short": "ab",
            "upper": file["sha256"].upper(),
        }
        file["sha256"] = hashes[form]
    (release / "manifest.json").write_text(json.dumps(manifest))
    store = fsspec.filesystem("memory")
    store.put(f"{release}/", "/hostile", recursive=True)
    try:
        for address in (release, "memory://hostile"):
            with pytest.raises(DataError, match="expected 64 hexadecimal digits"):
                narco_corpus.load(address).articles.to_arrow()
    finally:
        store.rm("/hostile", recursive=True)
    assert mine.read_text() == "precious"


def test_a_release_on_s3_is_read_by_parts(
    s3: fsspec.AbstractFileSystem, large: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    s3.put(str(large), f"{BUCKET}/release", recursive=True)
    corpus = narco_corpus.load(f"s3://{BUCKET}/release", revision="1.2.0")
    asked: list[int] = []
    whole = s3.cat_file

    def counted(path: str, start: int | None = None, end: int | None = None) -> bytes:
        data: bytes = whole(path, start=start, end=end)
        asked.append(len(data))
        return data

    monkeypatch.setattr(s3, "cat_file", counted)
    assert corpus.articles.scan().select("title").collect().height == 203
    assert 0 < sum(asked) < 75_000
    assert corpus.articles.get(FIRST)["article_id"] == FIRST
    assert corpus.verify().ok
    s3.pipe(f"{BUCKET}/release/strange.txt", b"")
    s3.rm(f"{BUCKET}/release/README.md")
    found = narco_corpus.load(f"s3://{BUCKET}/release").verify()
    assert [(p.path, p.kind) for p in found.problems] == [("README.md", "missing"), ("strange.txt", "extra")]


def test_what_is_not_on_s3_is_told(s3: fsspec.AbstractFileSystem) -> None:
    with pytest.raises(UsageError, match=r"is no release: there is no manifest\.json"):
        narco_corpus.load(f"s3://{BUCKET}/nothing")
    with pytest.raises(UsageError, match="no-such-bucket"):
        narco_corpus.load("s3://no-such-bucket/release")


@pytest.mark.parametrize("form", ["memory", "file", "path"])
def test_other_addresses_give_the_same(form: str, release: Path) -> None:
    memory = fsspec.filesystem("memory")
    memory.put(str(release), "/shelf/release", recursive=True)
    address = {"memory": "memory://shelf/release", "file": release.as_uri(), "path": str(release)}[form]
    corpus = narco_corpus.load(address)
    assert corpus.articles.scan().select("title").collect().height == 3
    assert list(corpus.comments) == list(narco_corpus.load(release).comments)
    assert corpus.verify().ok


class Flaky(MemoryFileSystem):
    """A driver with errors of its own kind, at the place that is named so."""

    protocol = "flaky"
    store: ClassVar[dict[str, Any]] = {}

    @classmethod
    def _strip_protocol(cls, path: str) -> str:
        return str(super()._strip_protocol(path.removeprefix("flaky://")))

    def _open(self, path: str, *arguments: Any, **options: Any) -> Any:
        if "unopened" in path:
            raise LookupError("the driver lost it")
        file = super()._open(path, *arguments, **options)
        if "unread" in path:
            file.read = lambda *_: (_ for _ in ()).throw(LookupError("the driver lost it"))
        return file


@pytest.fixture
def flaky() -> FilesystemFiles:
    fsspec.register_implementation("flaky", Flaky, clobber=True)
    for name in ("whole", "unread"):
        Flaky().pipe(f"/shelf/{name}", b"content")
    return FilesystemFiles("flaky://shelf")


def test_errors_of_a_driver_are_those_of_a_file_and_errors_of_the_caller_stay(flaky: FilesystemFiles) -> None:
    with flaky.stream("whole") as file:
        assert file.read() == b"content"
    with pytest.raises(OSError, match="LookupError: the driver lost it"), flaky.stream("unopened"):
        pass
    with pytest.raises(OSError, match="LookupError: the driver lost it"), flaky.stream("unread") as file:
        file.read(3)
    with pytest.raises(TypeError, match="the caller's"), flaky.stream("whole"):
        raise TypeError("the caller's")


def test_a_full_disk_is_no_fault_of_the_network(release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fsspec.filesystem("memory").put(str(release), "/full/release", recursive=True)
    corpus = narco_corpus.load("memory://full/release")

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(tempfile.SpooledTemporaryFile, "write", full)
    with pytest.raises(UsageError, match="cannot be written: No space left on device; set TMPDIR"):
        corpus.verify()


def test_an_unknown_protocol_is_told() -> None:
    with pytest.raises(UsageError, match="cannot open nowhere://x"):
        narco_corpus.load("nowhere://x")


@pytest.mark.parametrize(
    ("package", "address"),
    [("fsspec", "memory://x/y"), ("s3fs", "s3://x/y"), ("s3fs", "simplecache::s3://x/y"), ("aiobotocore", "s3://x/y")],
)
def test_a_missing_extra_is_told(package: str, address: str) -> None:
    code = f"import sys\nsys.modules[{package!r}] = None\nimport narco_corpus\nnarco_corpus.load({address!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    message = done.stderr.splitlines()[-1]
    assert MissingExtraError.__name__ in message and message.endswith(
        f"opening {address} needs the package {package!r}: pip install 'narco-corpus[remote]'"
    )


@pytest.mark.parametrize(
    ("package", "address", "said"),
    [
        ("aiohttp", "https://127.0.0.1:9/x.html", "pip install 'narco-corpus[remote]'"),
        ("s3fs", "s3://x/y", "pip install 'narco-corpus[remote]'"),
        ("gcsfs", "gs://x/y", "no extra of narco-corpus brings it, so install it by itself"),
    ],
)
def test_inputs_whose_package_is_missing_say_what_to_install(
    package: str, address: str, said: str, tmp_path: Path
) -> None:
    code = f"import sys\nsys.modules[{package!r}] = None\nfrom narco_corpus.cli import main\nmain()"
    command = [sys.executable, "-c", code, "build", address, "--out", str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
    assert package in done.stderr and done.stderr.endswith(f"{said}\n")


@pytest.mark.parametrize(
    ("package", "address", "said"),
    [
        ("gcsfs", "gs://a/b", "install gcsfs to access Google Storage"),
        ("adlfs", "abfs://a@b/c", "Install adlfs to access Azure Datalake Gen2 and Azure Blob Storage"),
        ("paramiko", "sftp://h/p", '"paramiko" to be installed'),
    ],
)
def test_a_store_that_no_extra_is_for_is_told_with_its_package(package: str, address: str, said: str) -> None:
    code = f"import sys\nsys.modules[{package!r}] = None\nimport narco_corpus\nnarco_corpus.load({address!r})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    message = done.stderr.splitlines()[-1]
    assert f"UsageError: cannot open {address}: " in message and said in message
    assert message.endswith("no extra of narco-corpus brings it, so install it by itself")


def test_https_needs_nothing_but_the_core_packages() -> None:
    code = (
        "import sys\nfor name in ('fsspec', 'aiohttp', 'requests', 'huggingface_hub'): sys.modules[name] = None\n"
        "import narco_corpus\ntry: narco_corpus.load('http://127.0.0.1:9/x')\n"
        "except narco_corpus.UsageError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "cannot open http://127.0.0.1:9/x" in done.stdout, done.stderr
