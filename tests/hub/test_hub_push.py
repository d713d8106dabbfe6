"""Releases on a hub: pushed whole, tagged last, never overwritten, opened by tag, and read offline."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from stand_in import READER, Hub

from sample_release import FIRST, sample_rows, write_release

NAME = "group/corpus"


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return write_release(tmp_path / "first", sample_rows(), data_version="1.0.0")


@pytest.fixture
def second(tmp_path: Path) -> Path:
    rows = sample_rows()
    rows["articles"][0]["title"] += "!"
    return write_release(tmp_path / "second", rows, data_version="2.0.0", shards=1)


def files_of(release: Path) -> dict[str, bytes]:
    return {p.relative_to(release).as_posix(): p.read_bytes() for p in release.rglob("*") if p.is_file()}


def remote_files(hub: Hub, revision: str) -> dict[str, bytes]:
    repository = hub.repositories[NAME]
    tree = repository.commits[repository.resolve(revision) or ""]
    return {path: data for path, (data, _) in tree.items() if path != ".gitattributes"}


def writes(hub: Hub) -> list[str]:
    words = ("/create", "/commit/", "/tag/", "/settings", "/preupload/")
    return [r for r in hub.requests if r.startswith(("POST", "PUT")) and any(w in r for w in words)]


def test_a_push_creates_a_private_repository_uploads_and_tags(hub, run, first) -> None:  # type: ignore[no-untyped-def]
    done = run("push", first, NAME)
    assert done.returncode == 0, done.stderr
    assert f"{hub.url}/datasets/{NAME}/tree/v1.0.0" in done.stdout
    assert hub.repositories[NAME].private
    assert remote_files(hub, "v1.0.0") == files_of(first)
    assert len(hub.repositories[NAME].commits) == 2, "the hub's first commit and ours"
    assert [r.rpartition("/")[0].rpartition("/")[2] for r in writes(hub)][-1] == "tag", "tagged last"


def test_the_same_release_again_changes_nothing_and_says_so(hub, run, first) -> None:  # type: ignore[no-untyped-def]
    run("push", first, NAME)
    before = writes(hub)
    done = run("push", first, NAME)
    assert done.returncode == 0 and "nothing to do" in done.stdout
    assert writes(hub) == before


def test_a_next_version_takes_the_place_of_the_last_in_one_commit(hub, run, first, second) -> None:  # type: ignore[no-untyped-def]
    run("push", first, NAME)
    done = run("push", second, NAME)
    assert done.returncode == 0, done.stderr
    assert remote_files(hub, "main") == remote_files(hub, "v2.0.0") == files_of(second)
    assert remote_files(hub, "v1.0.0") == files_of(first)
    assert len(hub.repositories[NAME].commits) == 3
    done = run("push", first, NAME)
    assert "nothing to do" in done.stdout and remote_files(hub, "main") == files_of(second), "main does not go back"


def test_another_release_under_an_existing_tag_is_refused(hub, run, first, tmp_path) -> None:  # type: ignore[no-untyped-def]
    run("push", first, NAME)
    rows = sample_rows()
    rows["articles"][0]["title"] = "Other"
    before = writes(hub)
    done = run("push", write_release(tmp_path / "other", rows, data_version="1.0.0"), NAME, "--no-tag")
    assert done.returncode == 2
    assert "has the tag v1.0.0 for another release" in done.stderr and "build --against" in done.stderr
    assert writes(hub) == before


def test_a_dry_run_says_what_would_happen_and_changes_nothing(hub, run, first) -> None:  # type: ignore[no-untyped-def]
    done = run("push", first, NAME, "--dry-run", "--public")
    assert done.returncode == 0
    assert [line.split(" ")[:2] for line in done.stdout.splitlines()[:-1]] == [
        ["would", "create"],
        ["would", "upload"],
        ["would", "tag"],
    ]
    assert not hub.repositories and not writes(hub)


def test_visibility_is_asked_for(hub, run, first, second) -> None:  # type: ignore[no-untyped-def]
    run("push", first, NAME, "--public")
    assert not hub.repositories[NAME].private
    refused = run("push", second, NAME)
    assert refused.returncode == 2 and "is public: give --public" in refused.stderr
    hub.repositories[NAME].private = True
    assert "make group/corpus public" in run("push", second, NAME, "--public").stdout
    assert not hub.repositories[NAME].private


def test_a_release_that_is_there_privately_can_still_be_published(hub, run, first) -> None:  # type: ignore[no-untyped-def]
    run("push", first, NAME)
    done = run("push", first, NAME, "--public", "--dry-run")
    assert done.stdout.splitlines()[0] == f"would make {NAME} public" and hub.repositories[NAME].private
    done = run("push", first, NAME, "--public", "--json")
    assert (done.returncode, json.loads(done.stdout)["steps"]) == (0, [f"make {NAME} public"])
    assert not hub.repositories[NAME].private and len(hub.repositories[NAME].commits) == 2
    assert "nothing to do" in run("push", first, NAME, "--public").stdout


@pytest.mark.parametrize("step", ["create", "upload", "tag", "public"])
def test_whatever_step_is_lacking_is_done_alone(step: str, hub, run, first) -> None:  # type: ignore[no-untyped-def]
    """Each state that an interrupted push can leave is brought to the same end."""
    if step != "create":
        run("push", first, NAME, "--no-tag")
        repository = hub.repositories[NAME]
        if step == "upload":
            repository.commit({})
        elif step == "public":
            repository.tags["v1.0.0"] = repository.refs["main"]
    done = run("push", first, NAME, "--public", "--json")
    words = [told.split(" ")[0] for told in json.loads(done.stdout)["steps"]]
    assert (
        words
        == {
            "create": ["create", "upload", "tag"],
            "upload": ["upload", "tag", "make"],
            "tag": ["tag", "make"],
            "public": ["make"],
        }[step]
    )
    repository = hub.repositories[NAME]
    assert not repository.private and remote_files(hub, "v1.0.0") == files_of(first)


def test_without_a_tag_none_is_set_and_a_later_push_sets_it_alone(hub, run, first) -> None:  # type: ignore[no-untyped-def]
    run("push", first, NAME, "--no-tag")
    assert not hub.repositories[NAME].tags
    done = run("push", first, NAME, "--json")
    assert json.loads(done.stdout)["steps"] == ["tag the commit v1.0.0"]
    assert list(hub.repositories[NAME].tags) == ["v1.0.0"] and len(hub.repositories[NAME].commits) == 2


def test_a_commit_of_somebody_else_in_between_is_not_overwritten(hub, run, first, second) -> None:  # type: ignore[no-untyped-def]
    run("push", first, NAME)
    repository = hub.repositories[NAME]
    theirs = {**repository.commits[repository.refs["main"]], "note.txt": (b"theirs", False)}
    hub.before_commit.append(lambda: repository.commit(theirs))
    done = run("push", second, NAME)
    assert done.returncode == 2 and "somebody else pushed in the meantime" in done.stderr
    assert "note.txt" in remote_files(hub, "main") and "v2.0.0" not in repository.tags


def test_a_repository_of_other_files_is_left_alone(hub, run, first, second) -> None:  # type: ignore[no-untyped-def]
    run("push", first, NAME)
    repository = hub.repositories[NAME]
    released = dict(repository.commits[repository.refs["main"]])
    theirs = {
        "README.md": (b"mine", False),
        "data.csv": (b"mine", False),
        "manifest.json": (b'{"name": "mine"}', False),
    }
    for tree, strange in ((theirs, "data.csv"), ({**released, "notes/mine.txt": (b"mine", False)}, "notes/mine.txt")):
        head = repository.commit(tree)
        before = writes(hub)
        for more in ([], ["--dry-run"]):
            done = run("push", second, NAME, *more)
            assert done.returncode == 2 and f"holds other files than those of a release ({strange})" in done.stderr
        assert writes(hub) == before and repository.refs["main"] == head
    repository.commit({"README.md": (b"a card that the hub made", False)})
    assert run("push", second, NAME).returncode == 0
    assert remote_files(hub, "v2.0.0") == files_of(second)


def test_an_upload_that_does_not_arrive_whole_is_not_tagged(hub, run, first) -> None:  # type: ignore[no-untyped-def]
    def damage() -> None:
        for oid in list(hub.uploads)[:1]:
            hub.uploads[oid] = hub.uploads[oid][:-1] + b"!"

    hub.before_commit.append(damage)
    done = run("push", first, NAME)
    assert done.returncode == 1 and "did not arrive whole" in done.stderr and "push again" in done.stderr
    assert not hub.repositories[NAME].tags


def test_errors_say_what_to_do(hub, run, first, tmp_path) -> None:  # type: ignore[no-untyped-def]
    for changes, message in (
        ({"HF_TOKEN": None}, "no token for the hub: set HF_TOKEN"),
        ({"HF_TOKEN": "hf_wrong"}, "does not accept the token"),
        ({"HF_TOKEN": READER}, "the token has no right to do that"),
        ({"HF_ENDPOINT": "http://127.0.0.1:9"}, "the hub cannot be reached"),
    ):
        done = run("push", first, NAME, **changes)
        assert done.returncode == 2 and message in done.stderr, (changes, done.stderr)
        assert "Traceback" not in done.stderr
    assert not hub.repositories
    (first / "README.md").write_text("changed")
    done = run("push", first, NAME)
    assert done.returncode == 1 and "README.md: has" in done.stderr and "nothing was pushed" in done.stderr
    assert run("push", first, "corpus").returncode == 2


LOAD = """
import sys, warnings, narco_corpus
for revision in {revisions}:
    try:
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always")
            corpus = narco_corpus.load("hf://datasets/group/corpus", revision=revision)
        told = [str(w.message) for w in caught if "narco" in str(w.message) or "hub" in str(w.message)]
        print(revision, corpus.version, corpus.articles.get("{article}")["title"], told)
    except narco_corpus.NarcoCorpusError as error:
        print(revision, type(error).__name__, error)
"""


def loaded(run, *revisions: str | None, **changes: str | None) -> list[str]:  # type: ignore[no-untyped-def]
    done = run(LOAD.format(revisions=repr(revisions), article=FIRST), **changes)
    assert done.returncode == 0, done.stderr
    return str(done.stdout).splitlines()


def test_a_revision_is_opened_and_then_offline(hub, run, first, second) -> None:  # type: ignore[no-untyped-def]
    run("push", first, NAME)
    run("push", second, NAME)
    one, two, three, main = loaded(run, "v1.0.0", "2.0.0", "v3.0.0", None)
    assert one == "v1.0.0 1.0.0 Los Faros in Puerto Peñasco 😀 []"
    assert two == "2.0.0 2.0.0 Los Faros in Puerto Peñasco 😀! []"
    assert three.startswith("v3.0.0 UsageError") and "no such revision" in three
    assert main == "None 2.0.0 Los Faros in Puerto Peñasco 😀! []"
    for changes in ({"HF_HUB_OFFLINE": "1"}, {"HF_ENDPOINT": "http://127.0.0.1:9"}):
        one, two, three, main = loaded(run, "v1.0.0", "2.0.0", "v3.0.0", None, **changes)
        assert one.startswith("v1.0.0 1.0.0") and one.endswith("[]")
        assert two.startswith("2.0.0 2.0.0") and two.endswith("[]")
        assert three.startswith("v3.0.0 UsageError") and "not in the cache" in three
        assert main.startswith("None 2.0.0") and "the hub cannot be reached, so main is as it was" in main


def test_a_cached_snapshot_that_was_cut_is_refused(hub, run, first, tmp_path) -> None:  # type: ignore[no-untyped-def]
    run("push", first, NAME)
    assert loaded(run, "v1.0.0") == ["v1.0.0 1.0.0 Los Faros in Puerto Peñasco 😀 []"]
    (snapshot,) = (tmp_path / "hf" / "hub" / "datasets--group--corpus" / "snapshots").iterdir()
    shard = snapshot / "data" / "comments" / "train-00000-of-00002.parquet"
    content = shard.read_bytes()
    shard.resolve().write_bytes(content[:-1])
    (line,) = loaded(run, "v1.0.0", HF_HUB_OFFLINE="1")
    assert line.startswith("v1.0.0 DataError") and f"{shard.name}: has {len(content) - 1} bytes" in line
    shard.resolve().write_bytes(content)
    assert loaded(run, "v1.0.0", HF_HUB_OFFLINE="1") == ["v1.0.0 1.0.0 Los Faros in Puerto Peñasco 😀 []"]


def test_the_command_line_says_that_it_could_not_look_for_newer_data(hub, run, first) -> None:  # type: ignore[no-untyped-def]
    run("push", first, NAME)
    code = """
import warnings, narco_corpus
warnings.simplefilter("error", narco_corpus.OfflineWarning)
try:
    narco_corpus.load("hf://datasets/group/corpus")
    print("quiet")
except narco_corpus.OfflineWarning:
    print("warned")
"""
    assert run(code).stdout == "quiet\n"
    assert run(code, HF_HUB_OFFLINE="1").stdout == "warned\n"
    done = run("info", f"hf://datasets/{NAME}", HF_HUB_OFFLINE="1")
    assert done.returncode == 0 and done.stdout.startswith("narco-corpus 1.0.0")
    assert done.stderr.startswith(f"warning: hf://datasets/{NAME}: the hub cannot be reached")


def test_a_tag_that_holds_another_version_or_damaged_files_is_refused(hub, run, first, second) -> None:  # type: ignore[no-untyped-def]
    run("push", first, NAME)
    run("push", second, NAME)
    repository = hub.repositories[NAME]
    repository.tags["v1.0.0"] = repository.tags["v2.0.0"]
    tree = dict(repository.commits[repository.refs["main"]])
    tree["README.md"] = (tree["README.md"][0] + b"!", False)
    repository.tags["v2.0.0"] = repository.commit(tree)
    one, two = loaded(run, "v1.0.0", "v2.0.0")
    assert one.startswith("v1.0.0 DataError") and "the tag v1.0.0 holds data version 2.0.0" in one
    assert two.startswith("v2.0.0 DataError") and "README.md" in two


def test_a_build_to_a_repository_that_is_not_there_is_refused_before_any_work(hub, run, tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "a.txt").write_text("Friday, May 4, 2012\n\nFive arrested\n\nSoldiers arrested five men in Saltillo.\n")
    done = run("build", tmp_path / "a.txt", "--out", "hf://datasets/group/new", "--recogniser", "lexicon")
    assert done.returncode == 2
    assert "the hub has no such repository" in done.stderr and "narco-corpus push" in done.stderr
    assert "group/new" not in hub.repositories and not writes(hub)
    assert not list((tmp_path / "cache").glob("**/*.spool")), "no capture was read"


def test_an_earlier_version_does_not_take_the_place_of_a_later_one(hub, run, first, second) -> None:  # type: ignore[no-untyped-def]
    run("push", second, NAME)
    before = writes(hub)
    for more in ([], ["--no-tag"], ["--dry-run"]):
        done = run("push", first, NAME, *more)
        assert done.returncode == 2, done.stdout
        assert "holds data version 2.0.0, which is later than 1.0.0" in done.stderr and "--against" in done.stderr
    assert writes(hub) == before and remote_files(hub, "main") == files_of(second)


def test_a_tagged_version_goes_up_again_where_an_earlier_one_stands(hub, run, first, second) -> None:  # type: ignore[no-untyped-def]
    run("push", first, NAME)
    run("push", second, NAME)
    repository = hub.repositories[NAME]
    repository.commit(dict(repository.commits[repository.resolve("v1.0.0") or ""]))
    assert remote_files(hub, "main") == files_of(first)
    done = run("push", second, NAME, "--json")
    assert done.returncode == 0, done.stderr
    assert [told.split(" ")[0] for told in json.loads(done.stdout)["steps"]] == ["upload"]
    assert remote_files(hub, "main") == remote_files(hub, "v2.0.0") == files_of(second)
    assert "nothing to do" in run("push", second, NAME).stdout


def test_what_the_release_there_leaves_out_does_not_come_back(hub, run, first, tmp_path) -> None:  # type: ignore[no-untyped-def]
    withdrawn = write_release(
        tmp_path / "withdrawn", sample_rows(), data_version="1.1.0", removals=("a-0123456789abcdef",)
    )
    run("push", withdrawn, NAME)
    before = writes(hub)
    later = write_release(tmp_path / "later", sample_rows(), data_version="1.2.0")
    done = run("push", later, NAME)
    assert done.returncode == 1 and "leaves out 1 articles" in done.stderr and "a-0123456789abcdef" in done.stderr
    assert writes(hub) == before and remote_files(hub, "main") == files_of(withdrawn)
