"""A second start: its file opens in the window that is there already."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviewer import cli, paths, user_folders
from calcviewer.app.one_window import OneWindow
from calcviewer.cli.hand_over import hand_over
from calcviewer.user_folders import meeting_point
from tests.app.small import CLOT
from tests.app.visitor import Open, Visitor
from tests.cli.test_commands import shell

pytestmark = pytest.mark.skipif(os.name == "nt", reason="a named pipe answers there, from a thread of its own")


@pytest.fixture(autouse=True)
def short_place(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """The name of a socket may have a hundred letters at most."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("r")))


def asked_from_outside(visitor: Visitor, *words: str) -> None:
    """Another start with these words, while the window answers."""
    from threading import Thread

    codes: list[int] = []
    start = Thread(target=lambda: codes.append(shell(*words).returncode))
    start.start()
    visitor.wait(lambda: not start.is_alive())
    assert codes == [cli.OK]


def test_a_file_opens_in_the_window_that_is_there(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(None)
    visitor.program.answer_others()
    asked_from_outside(visitor, str(library(clot=CLOT) / "clot.yaml"))
    visitor.wait_for_drawing("clot")


def test_without_a_file_the_window_comes_forward(start: Open) -> None:
    visitor = start(None)
    visitor.program.answer_others()
    visitor.wait_for_drawing()
    before = visitor.session.diagram_id
    visitor.window.showMinimized()
    asked_from_outside(visitor)
    visitor.wait(lambda: not visitor.window.isMinimized())
    assert visitor.session.diagram_id == before


def test_what_cannot_be_opened_is_said_there(start: Open, tmp_path: Path) -> None:
    visitor = start(None)
    visitor.program.answer_others()
    asked_from_outside(visitor, str(tmp_path / "gone.yaml"))
    visitor.wait(lambda: "gone.yaml" in visitor.bar)


def test_nobody_answers_when_no_window_is_there() -> None:
    assert not hand_over("")


def test_the_place_of_a_window_that_died_is_taken_over(qapp: QApplication, qtbot: QtBot) -> None:
    Path(meeting_point()).write_bytes(b"")
    assert not hand_over("")
    one = OneWindow()
    assert one.listen()
    one.close()
    assert not Path(meeting_point()).exists()


def test_only_one_window_answers(qapp: QApplication) -> None:
    first, second = OneWindow(), OneWindow()
    assert first.listen()
    assert not second.listen()
    first.close()
    assert second.listen()
    second.close()


def test_a_window_without_a_place_to_answer_works_all_the_same(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(user_folders, "meeting_point", lambda: str(tmp_path / "file" / "no-folder"))
    assert not OneWindow().listen()


def test_a_start_that_hands_over_imports_next_to_nothing() -> None:
    code = "import sys; before = set(sys.modules); sys.path.insert(0, sys.argv[1])\nimport calcviewer.cli\n"
    code += "print(*sorted(set(sys.modules) - before))"
    source = str(Path(cli.__file__).parents[2])
    done = subprocess.run([sys.executable, "-I", "-c", code, source], capture_output=True, text=True, check=True)
    mine = {"calcviewer", "calcviewer.cli", "calcviewer.cli.hand_over", "calcviewer.user_folders"}
    assert set(done.stdout.split()) == {*mine, "_socket"}


@pytest.mark.parametrize("words", [["--version"], ["check"], ["--new-window", "x.yaml"]])
def test_special_starts_are_not_handed_over(words: list[str]) -> None:
    assert not cli.is_for_window(words)


def test_a_second_diagram_of_the_open_library_leaves_the_list_as_it_is(shipped: Visitor) -> None:
    shipped.wait(lambda: "Where the pathways meet" in shipped.shelf)
    before = shipped.shelf
    shipped.window.open_path(paths.shipped_library() / "trauma.yaml")
    assert shipped.shelf == before  # not for a moment the names of files
    shipped.wait_for_drawing("trauma")
    shipped.settle()
    assert shipped.shelf == before
