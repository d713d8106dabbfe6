"""Where pages may be written: nothing but what `browse` wrote itself is ever replaced, and all of it at once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from narco_corpus.builder.write.release_folder import ReleaseWriter
from narco_corpus.errors import UsageError
from narco_corpus.explore.site import write_site
from sample_release import FIRST, Row, write_release


def files_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def less(tmp_path_factory: pytest.TempPathFactory, rows: dict[str, list[Row]]) -> Path:
    """A release whose pages have a script less: no comment."""
    bare = {**rows, "comments": [], "entity_mentions": [m for m in rows["entity_mentions"] if not m["comment_id"]]}
    return write_release(tmp_path_factory.mktemp("less") / "release", bare)


def test_own_pages_are_written_anew(tmp_path: Path, shared_release: Path, less: Path) -> None:
    pages = write_site(shared_release, tmp_path / "pages", with_comments=True).folder
    assert (pages / "data" / "u" / "0.js").is_file()
    write_site(less, pages, with_comments=True)
    assert not (pages / "data" / "u").exists()
    assert files_of(pages) == files_of(write_site(less, tmp_path / "fresh", with_comments=True).folder)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["fresh", "pages"]


def test_the_list_names_every_file_and_no_other(tmp_path: Path, shared_release: Path) -> None:
    pages = write_site(shared_release, tmp_path / "pages").folder
    assert (pages / "data" / "files.txt").read_text().splitlines() == sorted(files_of(pages))


@pytest.mark.parametrize(
    "foreign",
    [".git/HEAD", "CNAME", "data/site.js.bak", "data/a/99.js", ".nojekyll"],
    ids=lambda p: p.replace("/", "-"),
)
def test_pages_beside_which_others_put_something_are_left_alone(
    foreign: str, tmp_path: Path, shared_release: Path
) -> None:
    pages = write_site(shared_release, tmp_path / "pages").folder
    (pages / foreign).parent.mkdir(exist_ok=True)
    (pages / foreign).write_text("mine")
    before = files_of(tmp_path)
    with pytest.raises(UsageError, match=rf"holds other files beside the pages \({foreign}\).*name a new folder"):
        write_site(shared_release, pages)
    assert files_of(tmp_path) == before


def test_a_link_among_the_pages_is_no_page(tmp_path: Path, shared_release: Path) -> None:
    pages = write_site(shared_release, tmp_path / "pages").folder
    (tmp_path / "mine").mkdir()
    (pages / "mine").symlink_to(tmp_path / "mine")
    with pytest.raises(UsageError, match=r"\(mine\)"):
        write_site(shared_release, pages)
    assert (pages / "mine").is_symlink()


@pytest.mark.parametrize("name", ["thesis.txt", "index.html", "data/site.js", "data/files.txt"])
def test_other_folders_are_left_alone(name: str, tmp_path: Path, shared_release: Path) -> None:
    (tmp_path / "full" / name).parent.mkdir(parents=True)
    (tmp_path / "full" / name).write_bytes(b"mine \xff")
    with pytest.raises(UsageError, match=rf"full .*\({name}\): nothing was changed; name a new folder"):
        write_site(shared_release, tmp_path / "full")
    assert files_of(tmp_path) == {f"full/{name}": b"mine \xff"}


def test_another_list_of_files_makes_no_pages(tmp_path: Path, shared_release: Path) -> None:
    mine = tmp_path / "mine"
    (mine / "data").mkdir(parents=True)
    (mine / "thesis.txt").write_text("mine")
    (mine / "data" / "files.txt").write_text("data/files.txt\nthesis.txt\n")
    before = files_of(tmp_path)
    with pytest.raises(UsageError, match="is not empty and no pages that this package wrote"):
        write_site(shared_release, mine)
    assert files_of(tmp_path) == before


def test_a_folder_of_folders_is_left_alone_by_pages_and_releases(tmp_path: Path, shared_release: Path) -> None:
    (tmp_path / "mine" / "sorted").mkdir(parents=True)
    with pytest.raises(UsageError, match=r"is not empty and no pages that this package wrote \(sorted\)"):
        write_site(shared_release, tmp_path / "mine")
    with pytest.raises(UsageError, match=r"is not empty and no release that this package wrote \(sorted\)"):
        ReleaseWriter(tmp_path / "mine").__enter__()
    assert (tmp_path / "mine" / "sorted").is_dir()


def test_a_file_is_left_alone_and_an_empty_folder_is_taken(tmp_path: Path, shared_release: Path) -> None:
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match="a file is there"):
        write_site(shared_release, tmp_path / "file")
    assert (tmp_path / "file").read_text() == "mine"
    (tmp_path / "empty").mkdir()
    assert (write_site(shared_release, tmp_path / "empty").folder / "index.html").is_file()


def test_what_others_put_there_meanwhile_is_left_alone(tmp_path: Path, shared_release: Path) -> None:
    pages = write_site(shared_release, tmp_path / "pages").folder

    class Meddler:
        def step(self, label: str, length: int) -> None:
            (pages / "CNAME").write_text("mine")

        def advance(self, parts: int = 1) -> None:
            pass

    with pytest.raises(UsageError, match="CNAME"):
        write_site(shared_release, pages, watcher=Meddler())
    assert (pages / "CNAME").read_text() == "mine" and (pages / "index.html").is_file()
    assert [p.name for p in tmp_path.iterdir()] == ["pages"]


def test_an_interruption_at_the_last_move_leaves_the_older_pages(
    tmp_path: Path, shared_release: Path, less: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = write_site(shared_release, tmp_path / "pages").folder
    before = files_of(tmp_path)
    rename, moves = Path.rename, []

    def interrupted(self: Path, target: Path) -> Path:
        moves.append(self)
        if len(moves) == 2:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_site(less, pages)
    assert files_of(tmp_path) == before


@pytest.mark.parametrize(("umask", "folders", "files"), [(0o077, 0o700, 0o600), (0o022, 0o755, 0o644)])
def test_pages_have_the_mode_that_the_user_asks_for(
    umask: int, folders: int, files: int, tmp_path: Path, shared_release: Path
) -> None:
    before = os.umask(umask)
    try:
        pages = write_site(shared_release, tmp_path / "pages").folder
    finally:
        os.umask(before)
    assert {p.stat().st_mode & 0o777 for p in (pages, *pages.rglob("*")) if p.is_dir()} == {folders}
    assert {p.stat().st_mode & 0o777 for p in pages.rglob("*") if p.is_file()} == {files}


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, shared_release: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot write"):
        write_site(shared_release, tmp_path / "file" / "pages")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    with pytest.raises(UsageError, match="cannot write"):
        write_site(shared_release, tmp_path / "circle")
    assert (tmp_path / "circle").is_symlink()


def test_pages_behind_a_link_are_written_where_it_leads(tmp_path: Path, shared_release: Path, less: Path) -> None:
    pages = write_site(shared_release, tmp_path / "pages").folder
    (tmp_path / "link").symlink_to(pages)
    write_site(less, tmp_path / "link")
    assert (tmp_path / "link").is_symlink() and FIRST in (pages / "data" / "a" / "0.js").read_text(encoding="utf-8")
    assert '"comments":{"rows":0,' in (pages / "data" / "site.js").read_text(encoding="utf-8")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["link", "pages"]
