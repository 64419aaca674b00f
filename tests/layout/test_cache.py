"""The cache of layouts: it may forget anything, and it never fails."""

import os
from pathlib import Path

import pytest

from calcviewer.layout.cache import LayoutCache
from tests.layout.samples import PLAIN


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    cache = LayoutCache(tmp_path / "not" / "yet")
    assert cache.get("a") is None
    cache.put("a", PLAIN)
    assert LayoutCache(tmp_path / "not" / "yet").get("a") == PLAIN


@pytest.mark.parametrize("damage", [b"", b"graph 1 1 1\n", b"\xff\xfe", b"\0" * 50])
def test_a_damaged_entry_is_as_good_as_none(tmp_path: Path, damage: bytes) -> None:
    cache = LayoutCache(tmp_path)
    cache.put("a", PLAIN)
    for file in tmp_path.iterdir():
        file.write_bytes(damage)
    assert cache.get("a") is None


def test_the_oldest_entries_go_when_there_is_no_more_room(tmp_path: Path) -> None:
    cache = LayoutCache(tmp_path, size_limit=3 * len(PLAIN))
    for age, name in enumerate("abcd"):
        cache.put(name, PLAIN)
        for file in tmp_path.glob(f"{name}.*"):
            os.utime(file, (1000 + age, 1000 + age))
    cache.put("e", PLAIN)
    assert [name for name in "abcde" if cache.get(name)] == ["c", "d", "e"]


def test_a_folder_that_cannot_be_made_keeps_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    cache = LayoutCache(tmp_path / "file" / "below")
    cache.put("a", PLAIN)
    assert cache.get("a") is None


def test_another_process_may_sweep_at_the_same_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlink = Path.unlink

    def gone(path: Path, missing_ok: bool = False) -> None:
        unlink(path)
        unlink(path, missing_ok)

    cache = LayoutCache(tmp_path, size_limit=len(PLAIN))
    cache.put("a", PLAIN)
    for file in tmp_path.iterdir():
        os.utime(file, (1000, 1000))
    monkeypatch.setattr(Path, "unlink", gone)
    cache.put("b", PLAIN)
    assert cache.get("b") == PLAIN


def test_only_its_own_files_are_ever_swept(tmp_path: Path) -> None:
    (tmp_path / "folder.plain").mkdir()
    (tmp_path / "thesis.txt").write_text("x" * 1000, "utf-8")
    (tmp_path / "a.1.new").write_text("half", "utf-8")
    for file in tmp_path.iterdir():
        os.utime(file, (1000, 1000))
    cache = LayoutCache(tmp_path, size_limit=len(PLAIN))
    cache.put("b", PLAIN)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.plain", "folder.plain", "thesis.txt"]


def test_text_that_cannot_be_encoded_is_not_kept(tmp_path: Path) -> None:
    cache = LayoutCache(tmp_path)
    cache.put("a", PLAIN + "\ud800")
    assert cache.get("a") is None
