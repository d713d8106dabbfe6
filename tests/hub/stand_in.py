"""A dataset hub on loopback: the part of the hub's protocol that its official client uses to write and to read."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

TOKEN = "hf_test"
READER = "hf_reader"
LFS_FROM = 8_000
ATTRIBUTES = b"*.parquet filter=lfs diff=lfs merge=lfs -text\n"

Tree = dict[str, tuple[bytes, bool]]
"""Path → content, and whether it is stored by LFS."""


def git_hash(data: bytes) -> str:
    return hashlib.sha1(f"blob {len(data)}\0".encode() + data).hexdigest()


@dataclass
class Repository:
    private: bool
    commits: dict[str, Tree] = field(default_factory=dict)
    parents: dict[str, str | None] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)

    def commit(self, tree: Tree) -> str:
        parent = self.refs.get("main")
        content = json.dumps([parent, {p: git_hash(d) for p, (d, _) in sorted(tree.items())}])
        oid = hashlib.sha1(content.encode()).hexdigest()
        self.commits[oid], self.parents[oid], self.refs["main"] = dict(tree), parent, oid
        return oid

    def resolve(self, revision: str) -> str | None:
        revision = unquote(revision)
        return self.refs.get(revision) or self.tags.get(revision) or (revision if revision in self.commits else None)


class Hub:
    """Repositories by name, uploads by SHA-256, and every request as `METHOD path`."""

    def __init__(self) -> None:
        self.repositories: dict[str, Repository] = {}
        self.uploads: dict[str, bytes] = {}
        self.requests: list[str] = []
        self.before_commit: list[Any] = []
        """Functions that are called once, in their order, before a commit is taken."""
        self.url = ""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    hub: Hub

    def log_message(self, *_: Any) -> None:
        """Nothing is printed."""

    def do_GET(self) -> None:
        self._route()

    def do_HEAD(self) -> None:
        self._route()

    def do_POST(self) -> None:
        self._route()

    def do_PUT(self) -> None:
        self._route()

    def _route(self) -> None:
        path = urlsplit(self.path).path
        self.body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.hub.requests.append(f"{self.command} {path}")
        parts = path.strip("/").split("/")
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        self.token = token or None
        if token and token not in (TOKEN, READER):
            self._error(401, "", "Invalid credentials in Authorization header")
        elif parts[:2] == ["api", "validate-yaml"]:
            self._json({"errors": [], "warnings": []})
        elif parts[:3] == ["api", "repos", "create"]:
            self._create()
        elif parts[0] == "lfs":
            self._take(parts[1])
        elif parts[:2] == ["api", "datasets"]:
            self._repository("/".join(parts[2:4]), parts[4:])
        elif path.endswith(".git/info/lfs/objects/batch"):
            self._batch("/".join(parts[1:3]).removesuffix(".git"))
        elif parts[0] == "datasets" and parts[3] == "resolve":
            self._file("/".join(parts[1:3]), parts[4], unquote("/".join(parts[5:])))
        else:
            self._error(404, "", f"no such address: {path}")

    def _create(self) -> None:
        wanted = json.loads(self.body)
        name = f"{wanted.get('organization') or 'me'}/{wanted['name']}"
        if self.token != TOKEN:
            self._error(403 if self.token else 401, "", "You don't have the rights to create a dataset under it")
        elif name in self.hub.repositories:
            self._error(409, "", "You already created this dataset repo")
        else:
            private = wanted.get("private", wanted.get("visibility") == "private")
            self.hub.repositories[name] = repository = Repository(bool(private))
            repository.commit({".gitattributes": (ATTRIBUTES, False)})
            self._json({"url": f"{self.hub.url}/datasets/{name}", "name": name, "id": name})

    def _repository(self, name: str, rest: list[str]) -> None:
        repository = self._readable(name)
        if repository is None:
            return
        what, revision = (rest[0] if rest else "revision"), (rest[1] if len(rest) > 1 else "main")
        if what == "refs":
            self._json(
                {"branches": _refs(repository.refs, "heads"), "tags": _refs(repository.tags, "tags"), "converts": []}
            )
            return
        if what == "settings":
            wanted = json.loads(self.body)
            repository.private = wanted.get("private", wanted.get("visibility") == "private")
            self._json({"private": repository.private})
            return
        oid = repository.resolve(revision)
        if oid is None:
            self._error(404, "RevisionNotFound", f"Invalid rev id: {revision}")
            return
        if what in ("preupload", "commit", "tag") and self.token != TOKEN:
            self._error(403, "", "Forbidden: you must use a write token to upload to a repository.")
            return
        tree = repository.commits[oid]
        if what == "revision":
            siblings = [{"rfilename": path} for path in sorted(tree)]
            self._json({"id": name, "sha": oid, "private": repository.private, "siblings": siblings, "tags": []})
        elif what == "tree":
            self._json([_entry(path, *tree[path]) for path in sorted(tree)])
        elif what == "paths-info":
            paths = json.loads(self.body)["paths"]
            self._json([_entry(path, *tree[path]) for path in paths if path in tree])
        elif what == "preupload":
            self._json({"files": [self._mode(f, tree) for f in json.loads(self.body)["files"]]})
        elif what == "tag":
            self._tag(repository, oid, json.loads(self.body)["tag"])
        elif what == "commit":
            self._commit(name, repository)
        else:
            self._error(404, "", f"no such address: {self.path}")

    def _readable(self, name: str) -> Repository | None:
        repository = self.hub.repositories.get(name)
        if repository is None or (repository.private and self.token is None):
            self._error(404 if self.token else 401, "RepoNotFound", "Repository not found")
            return None
        return repository

    def _mode(self, file: dict[str, Any], tree: Tree) -> dict[str, Any]:
        mode = "lfs" if file["path"].endswith(".parquet") or file["size"] > LFS_FROM else "regular"
        known = tree.get(file["path"])
        oid = known and (hashlib.sha256(known[0]).hexdigest() if known[1] else git_hash(known[0]))
        return {"path": file["path"], "uploadMode": mode, "shouldIgnore": False, "oid": oid}

    def _commit(self, name: str, repository: Repository) -> None:
        if self.hub.before_commit:
            self.hub.before_commit.pop(0)()
        lines = [json.loads(line) for line in self.body.splitlines()]
        header = lines[0]["value"]
        if header.get("parentCommit") not in (None, repository.refs["main"]):
            self._error(412, "", "A commit has happened since. Please refresh and try again.")
            return
        tree = dict(repository.commits[repository.refs["main"]])
        for line in lines[1:]:
            value = line["value"]
            if line["key"] == "deletedFile":
                del tree[value["path"]]
            elif line["key"] == "lfsFile":
                tree[value["path"]] = (self.hub.uploads[value["oid"]], True)
            else:
                tree[value["path"]] = (base64.b64decode(value["content"]), False)
        oid = repository.commit(tree)
        self._json({"success": True, "commitOid": oid, "commitUrl": f"{self.hub.url}/datasets/{name}/commit/{oid}"})

    def _tag(self, repository: Repository, oid: str, tag: str) -> None:
        if tag in repository.tags:
            self._error(409, "", f"Tag reference exists already: {tag}")
        else:
            repository.tags[tag] = oid
            self._json({})

    def _batch(self, name: str) -> None:
        objects = []
        for wanted in json.loads(self.body)["objects"]:
            answer = {"oid": wanted["oid"], "size": wanted["size"]}
            if wanted["oid"] not in self.hub.uploads:
                answer["actions"] = {"upload": {"href": f"{self.hub.url}/lfs/{wanted['oid']}"}}
            objects.append(answer)
        self._json({"transfer": "basic", "objects": objects}, kind="application/vnd.git-lfs+json")

    def _take(self, oid: str) -> None:
        assert hashlib.sha256(self.body).hexdigest() == oid
        self.hub.uploads[oid] = self.body
        self._send(200, b"")

    def _file(self, name: str, revision: str, path: str) -> None:
        repository = self._readable(name)
        if repository is None:
            return
        oid = repository.resolve(revision)
        if oid is None:
            self._error(404, "RevisionNotFound", f"Invalid rev id: {revision}")
            return
        if path not in repository.commits[oid]:
            self._error(404, "EntryNotFound", "Entry not found")
            return
        data, by_lfs = repository.commits[oid][path]
        tag = hashlib.sha256(data).hexdigest() if by_lfs else git_hash(data)
        headers = {"ETag": f'"{tag}"', "X-Repo-Commit": oid, "Accept-Ranges": "bytes"}
        asked = (self.headers.get("Range") or "").removeprefix("bytes=")
        if not asked:
            self._send(200, data, headers)
            return
        start, _, end = asked.partition("-")
        first, last = int(start), min(int(end or len(data) - 1), len(data) - 1)
        part = data[first : last + 1]
        self._send(206, part, headers | {"Content-Range": f"bytes {first}-{last}/{len(data)}"})

    def _json(self, value: Any, kind: str = "application/json") -> None:
        self._send(200, json.dumps(value).encode(), {"Content-Type": kind})

    def _error(self, status: int, code: str, message: str) -> None:
        headers = {"X-Error-Message": message, "Content-Type": "application/json"}
        self._send(status, json.dumps({"error": message}).encode(), headers | ({"X-Error-Code": code} if code else {}))

    def _send(self, status: int, data: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def _refs(refs: dict[str, str], kind: str) -> list[dict[str, str]]:
    return [{"name": name, "ref": f"refs/{kind}/{name}", "targetCommit": oid} for name, oid in sorted(refs.items())]


def _entry(path: str, data: bytes, by_lfs: bool) -> dict[str, Any]:
    entry: dict[str, Any] = {"type": "file", "path": path, "size": len(data), "oid": git_hash(data)}
    if by_lfs:
        entry["lfs"] = {"oid": hashlib.sha256(data).hexdigest(), "size": len(data), "pointerSize": 134}
    return entry


@contextmanager
def running_hub() -> Iterator[Hub]:
    """A hub that listens on a free port of this machine until the block ends."""
    hub = Hub()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"hub": hub}))
    hub.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
