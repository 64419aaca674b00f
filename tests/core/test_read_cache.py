"""What was read is kept: the next start gets the same values, and nothing that lies in the folder can do harm."""

import os
import pickle
from pathlib import Path

import pytest

from calcviewer import paths
from calcviewer.core import read_cache
from calcviewer.core.library import open_library
from calcviewer.core.read_cache import ReadCache
from calcviewer.core.result import LoadResult, card_of


@pytest.fixture
def kept(tmp_path: Path) -> ReadCache:
    return ReadCache(tmp_path / "kept")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "library"
    place.mkdir()
    (place / "vein.yaml").write_text("format: 1\ntitle: T\nnodes: {a: {kind: trigger, label: A}}\n")
    return place


def test_every_shipped_diagram_comes_back_as_it_was_read(kept: ReadCache) -> None:
    for _time in range(2):
        fresh, again = open_library(paths.shipped_library()), open_library(paths.shipped_library(), kept)
        assert again.file == fresh.file
        assert [again.load(d).diagram for d in again.paths] == [fresh.load(d).diagram for d in fresh.paths]


def test_a_kept_card_is_all_that_a_library_reads_to_know_its_titles_and_concepts(
    kept: ReadCache, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = {diagram.id: card_of(diagram) for diagram in open_library(paths.shipped_library(), kept).diagrams()}
    monkeypatch.setattr("calcviewer.core.library.load_file", None)  # reading a whole diagram would fail
    again = open_library(paths.shipped_library(), kept)
    for name in again.paths:
        assert again.title(name).get("en") == name.replace("-", " ").capitalize()
        assert again.card(name) == fresh[name]
        assert again.title(name) == fresh[name].title


def test_a_look_at_a_diagram_does_not_hold_on_to_it(folder: Path) -> None:
    library = open_library(folder)
    assert library.peek("vein") is not library.peek("vein")
    assert library.load("vein") is library.peek("vein")
    assert library.card("vein").concepts == (("a", "a"),)
    (folder / "vein.yaml").write_bytes(b"\0")
    library.forget("vein")
    assert library.card("vein").concepts == ()


def test_a_kept_file_is_not_read_again_until_its_bytes_change(
    kept: ReadCache, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = open_library(folder, kept).load("vein")
    with monkeypatch.context() as patched:
        patched.setattr("calcviewer.core.loader.load_diagram", None)  # reading would fail
        assert open_library(folder, kept).load("vein") == LoadResult(before.diagram, before.problems)
    (folder / "vein.yaml").write_text("format: 1\ntitle: Other\nnodes: {a: {kind: trigger, label: A}}\n")
    assert open_library(folder, kept).title("vein").get("en") == "Vein"
    changed = open_library(folder, kept).load("vein").diagram
    assert changed
    assert changed.title.get("en") == "Other"


def test_problems_are_kept_as_well(kept: ReadCache, folder: Path) -> None:
    (folder / "library.yaml").write_text("format: 1\ntitle: T\nnonsense: 1\n")
    (folder / "vein.yaml").write_bytes(b"\0\0")
    for _time in range(2):
        library = open_library(folder, kept)
        assert [p.code for p in library.problems] == ["E050"]
        assert [p.code for p in library.load("vein").problems] == ["E002"]
    (folder / "library.yaml").write_bytes(b"\0")
    assert [p.code for p in open_library(folder, kept).problems] == ["E002"]


@pytest.mark.parametrize("damage", [b"", b"nonsense", pickle.dumps(os.getcwd), pickle.dumps({"a": 1})])
def test_a_damaged_or_foreign_entry_is_a_miss(kept: ReadCache, folder: Path, tmp_path: Path, damage: bytes) -> None:
    before = open_library(folder, kept).load("vein")
    for path in (tmp_path / "kept").iterdir():
        path.write_bytes(damage)
    assert open_library(folder, kept).load("vein").diagram == before.diagram


def test_what_is_no_ordinary_file_is_never_kept(kept: ReadCache, folder: Path, tmp_path: Path) -> None:
    (folder / "folder.yaml").mkdir()
    assert kept.key(folder / "folder.yaml") is None
    assert kept.key(folder / "missing.yaml") is None
    kept.put(None, LoadResult(None, ()))
    assert kept.get(None) is None
    assert open_library(folder, kept).load("folder").problems
    assert not list((tmp_path / "kept").glob("folder*"))


def test_a_folder_that_cannot_be_written_keeps_nothing_and_nobody_minds(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert open_library(folder, ReadCache(tmp_path / "file")).load("vein").diagram


def test_the_folder_is_bounded_and_the_oldest_go_first(
    kept: ReadCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(read_cache, "KEPT_FILES", 3)
    monkeypatch.setattr(read_cache, "SWEPT_EVERY", 1)
    for age, key in enumerate("dcba"):
        kept.put(key, LoadResult(None, ()))
        if (path := tmp_path / "kept" / f"{key}.read").exists():
            os.utime(path, (age, age))
    kept.put("new", LoadResult(None, ()))
    names = {path.name for path in (tmp_path / "kept").iterdir()}
    assert "new.read" in names
    assert "d.read" not in names
    assert len(names) <= 3


def test_the_folder_is_looked_at_seldom(kept: ReadCache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(read_cache, "KEPT_FILES", 3)
    monkeypatch.setattr(read_cache, "SWEPT_EVERY", 6)
    sizes = []
    for number in range(7):
        kept.put(str(number), LoadResult(None, ()))
        sizes.append(len(list((tmp_path / "kept").iterdir())))
    assert sizes == [1, 2, 3, 4, 5, 6, 4]
