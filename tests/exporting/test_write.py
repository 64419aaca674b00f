"""A file is written whole or not at all."""

import os
import sys
from pathlib import Path

import pytest

from calcviewer.exporting.write import ExportError, write_whole


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def refused(path: Path) -> str:
    with pytest.raises(ExportError) as failing:
        write_whole(path, b"new")
    (problem,) = failing.value.problems
    assert problem.message
    return problem.code


def test_a_file_is_written_and_written_over(tmp_path: Path) -> None:
    for data in (b"first", b"second"):
        write_whole(tmp_path / "x.svg", data)
        assert (tmp_path / "x.svg").read_bytes() == data
    assert names(tmp_path) == ["x.svg"]


@pytest.mark.parametrize("name", ["gone/x.svg", "a\0b", "n" * 300, "folder", "file/x.svg"])
def test_what_cannot_be_written_is_a_problem_and_leaves_nothing_behind(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("old", "utf-8")
    assert refused(tmp_path / name) == "E301"
    assert names(tmp_path) == ["file", "folder"]
    assert (tmp_path / "file").read_text("utf-8") == "old"


def test_a_path_without_a_name_is_a_problem() -> None:
    assert refused(Path(Path.cwd().anchor)) == "E301"


def test_a_full_disk_leaves_the_old_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    path = tmp_path / "x.svg"
    path.write_text("old", "utf-8")
    monkeypatch.setattr(os, "fsync", full)
    assert refused(path) == "E301"
    assert path.read_text("utf-8") == "old"
    assert names(tmp_path) == ["x.svg"]


def test_a_file_that_may_not_be_written_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.svg"
    path.write_text("old", "utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)  # the superuser may write everything
    assert refused(path) == "E301"
    assert path.read_text("utf-8") == "old"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes and links of POSIX")
def test_a_pipe_and_a_link_to_itself_are_refused_and_stay(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert refused(tmp_path / "pipe") == refused(tmp_path / "loop") == "E301"
    assert (tmp_path / "pipe").is_fifo()
    assert names(tmp_path) == ["loop", "pipe"]


@pytest.mark.skipif(sys.platform == "win32", reason="links and modes of POSIX")
def test_a_link_stays_a_link_and_the_file_keeps_its_mode(tmp_path: Path) -> None:
    real = tmp_path / "real.svg"
    real.write_text("old", "utf-8")
    real.chmod(0o640)
    (tmp_path / "link.svg").symlink_to(real)
    write_whole(tmp_path / "link.svg", b"new")
    assert (tmp_path / "link.svg").is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640
