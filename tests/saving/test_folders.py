"""Where what belongs to the user is kept: by the rules of each system, and of the desktop."""

import sys
from pathlib import Path

import pytest

from calcviewer import paths

linux = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the folders of Linux desktops")


def test_the_folder_of_data_can_be_chosen(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CALCVIEWER_DATA", str(tmp_path / "mine"))
    assert paths.data_folder() == tmp_path / "mine"
    for folder in (paths.versions_folder(), paths.recovery_folder(), paths.locks_folder()):
        assert folder.parent == tmp_path / "mine"


@linux
def test_the_folder_of_data_is_that_of_the_desktop(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("CALCVIEWER_DATA")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert paths.data_folder() == tmp_path / "calcviewer"
    monkeypatch.setenv("XDG_DATA_HOME", "not/absolute")
    assert paths.data_folder() == Path.home() / ".local/share/calcviewer"


@linux
@pytest.mark.parametrize(
    ("table", "folder"),
    [
        ('# made by the desktop\nXDG_DOCUMENTS_DIR="$HOME/Dokumen"\n', "Dokumen"),
        ('XDG_MUSIC_DIR="$HOME/Musik"\nXDG_DOCUMENTS_DIR="$HOME/Karya \\"baru\\""\n', 'Karya "baru"'),
        ('XDG_DOCUMENTS_DIR="$HOME"\n', "Documents"),  # what a desktop says that has no such folder
        ('XDG_DOCUMENTS_DIR="relative"\n', "Documents"),
        ("rubbish", "Documents"),
        ("", "Documents"),
    ],
)
def test_own_diagrams_are_kept_among_the_documents(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, table: str, folder: str
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    if table:
        (tmp_path / "user-dirs.dirs").write_text(table, "utf-8")
    assert paths.own_library() == Path.home() / folder / "CalcViewer"


@linux
def test_the_table_of_folders_stands_where_it_always_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("XDG_CONFIG_HOME")
    (Path.home() / ".config").mkdir(exist_ok=True)
    (Path.home() / ".config" / "user-dirs.dirs").write_bytes(b'XDG_DOCUMENTS_DIR="/data/work"\n')
    assert paths.own_library() == Path("/data/work/CalcViewer")
    (Path.home() / ".config" / "user-dirs.dirs").write_bytes(b"\xff\xfe")
    assert paths.own_library() == Path.home() / "Documents" / "CalcViewer"
