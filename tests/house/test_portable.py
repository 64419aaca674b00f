"""An installed program with a folder `settings` beside it keeps everything there; nothing else does."""

import sys
from pathlib import Path

import pytest

from calcviewer import paths, user_folders


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A frozen program in a folder, with nobody having chosen folders for it."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "CalcViewer.exe"))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    for name in ("CONFIG", "CACHE", "DATA"):
        monkeypatch.delenv(f"CALCVIEWER_{name}", raising=False)
    return tmp_path


def test_what_is_on_a_stick_stays_there(stick: Path) -> None:
    (stick / "settings").mkdir()
    found = [paths.config_folder(), paths.cache_folder(), paths.data_folder()]
    assert found == [stick / "settings" / name for name in ("config", "cache", "data")]


def test_without_the_folder_it_is_the_users_own(stick: Path) -> None:
    assert not paths.config_folder().is_relative_to(stick)


def test_a_source_install_never_is_on_a_stick(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (stick / "settings").mkdir()
    monkeypatch.setattr(sys, "frozen", False)
    assert not user_folders.portable_folder()


def test_a_chosen_folder_comes_first(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (stick / "settings").mkdir()
    monkeypatch.setenv("CALCVIEWER_CONFIG", str(stick / "mine"))
    assert paths.config_folder() == stick / "mine"
