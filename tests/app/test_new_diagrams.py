"""New diagrams, copies, libraries and course packs, as somebody asks for them in the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QInputDialog

from calcviewer import paths
from calcviewer.core.edits import set_text
from calcviewer.core.library import open_library
from calcviewer.editor.new_dialog import NewDialog
from tests.app.small import CLOT
from tests.app.visitor import Open, Visitor


@pytest.fixture(autouse=True)
def own_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder, which is not there yet."""
    monkeypatch.setattr(paths, "own_library", lambda: tmp_path / "own")
    return tmp_path / "own"


def dialog(visitor: Visitor) -> NewDialog:
    visitor.do("new-diagram")
    visitor.wait(lambda: isinstance(QApplication.activeModalWidget(), NewDialog))
    found = QApplication.activeModalWidget()
    assert isinstance(found, NewDialog)
    return found


def fill_in(asked: NewDialog, start: int, title: str) -> None:
    asked.starts.setCurrentRow(start)
    asked.title_field.clear()
    QTest.keyClicks(asked.title_field, title)


@pytest.mark.parametrize("row", range(5))
def test_a_new_diagram_from_each_template(shipped: Visitor, own_library: Path, row: int) -> None:
    asked = dialog(shipped)
    fill_in(asked, row, "Kidney stones")
    assert asked.file == own_library / "kidney-stones.yaml"
    QTest.mouseClick(asked.create_button, Qt.MouseButton.LeftButton)
    shipped.wait_for_drawing("kidney-stones")
    assert shipped.session.diagram is not None
    assert "Kidney stones" in shipped.window.windowTitle()
    assert shipped.is_checked("edit")
    errors = [problem for problem in shipped.session.result.problems if problem.severity == "error"]
    assert errors == []


def test_without_a_title_nothing_is_made(shipped: Visitor, own_library: Path) -> None:
    asked = dialog(shipped)
    assert not asked.create_button.isEnabled()
    fill_in(asked, 0, "   ")
    assert not asked.create_button.isEnabled()
    QTest.keyClick(asked, Qt.Key.Key_Escape)
    assert not own_library.exists()


def test_nothing_is_overwritten(shipped: Visitor, own_library: Path) -> None:
    own_library.mkdir()
    (own_library / "clot.yaml").write_text(CLOT)
    asked = dialog(shipped)
    fill_in(asked, 1, "Clot")
    assert asked.file.name == "clot-2.yaml"
    asked.file.write_text("made meanwhile")
    QTest.mouseClick(asked.create_button, Qt.MouseButton.LeftButton)
    shipped.wait_for_drawing("clot-3")
    assert (own_library / "clot.yaml").read_text() == CLOT
    assert (own_library / "clot-2.yaml").read_text() == "made meanwhile"


def test_what_cannot_be_made_is_said_in_the_dialog(shipped: Visitor, own_library: Path) -> None:
    own_library.write_text("a file, where a folder is wanted")
    asked = dialog(shipped)
    fill_in(asked, 1, "Clot")
    QTest.mouseClick(asked.create_button, Qt.MouseButton.LeftButton)
    assert asked.problem.isVisible()
    assert str(own_library) in asked.problem.text()
    asked.reject()
    assert shipped.session.diagram_id == "overview"


def test_a_new_diagram_lies_beside_ones_own(start: Open, library: Callable[..., Path]) -> None:
    folder = library(clot=CLOT)
    visitor = start(folder)
    visitor.wait_for_drawing("clot")
    asked = dialog(visitor)
    fill_in(asked, 1, "Next")
    assert asked.file == folder / "next.yaml"
    asked.reject()


def test_a_copy_of_ones_own_diagram_lies_beside_it(start: Open, library: Callable[..., Path]) -> None:
    folder = library(clot=CLOT)
    visitor = start(folder)
    visitor.wait_for_drawing("clot")
    visitor.do("duplicate")
    visitor.wait_for_drawing("clot-copy" if (folder / "clot-copy.yaml").exists() else visitor.session.diagram_id)
    assert visitor.session.diagram_id != "clot"
    assert "copy" in visitor.window.windowTitle()
    assert (folder / "clot.yaml").read_text() == CLOT


def test_a_diagram_that_came_with_the_program_is_changed_in_a_copy(shipped: Visitor, own_library: Path) -> None:
    """The first change offers the copy, makes it, and is made there; all links of the library still lead somewhere."""
    before = shipped.session.library.paths["overview"].read_bytes()
    assert shipped.session.diagram is not None
    step = shipped.session.diagram.nodes[0].id
    editing = shipped.window.around.editing
    editing.ask(lambda text: set_text(text, ("nodes", step, "label"), "en", "My own words"), step)
    assert "stays as it is" in shipped.bar
    shipped.press_button()
    shipped.wait_for_drawing("overview")
    shipped.wait(lambda: "My own words" in str(shipped.session.diagram))
    assert shipped.session.element == step
    assert shipped.session.library.folder.is_relative_to(own_library)
    assert (paths.shipped_library() / "overview.yaml").read_bytes() == before
    copied = open_library(shipped.session.library.folder)
    assert list(copied.paths) == list(open_library(paths.shipped_library()).paths)


def test_typing_into_a_diagram_that_came_with_the_program_offers_the_copy(shipped: Visitor) -> None:
    shipped.do("edit")
    editor = shipped.window.around.editing.panels.text_editor
    QTest.keyClicks(editor, "x")
    assert "stays as it is" in shipped.bar


def test_a_new_library(shipped: Visitor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QInputDialog, "getText", lambda *_asked: ("Bones", True))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_asked: str(tmp_path))
    shipped.do("new-library")
    shipped.wait_for_drawing("first-diagram")
    assert shipped.session.library.folder == tmp_path / "bones"
    assert shipped.session.library.file.title.get("en") == "Bones"


def test_a_course_pack_is_made_and_opened_elsewhere(
    start: Open, library: Callable[..., Path], tmp_path: Path, own_library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = start(library(clot=CLOT))
    visitor.wait_for_drawing("clot")
    pack = tmp_path / "course.calcpack"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_asked: (str(pack), ""))
    visitor.do("make-pack")
    assert "course.calcpack" in visitor.bar
    visitor.window.open_path(pack)
    visitor.wait_for_drawing("clot")
    assert visitor.session.library.folder == own_library / "course"


def test_a_bad_course_pack_is_said_and_changes_nothing(shipped: Visitor, tmp_path: Path) -> None:
    (tmp_path / "bad.calcpack").write_bytes(b"no pack")
    shipped.window.open_path(tmp_path / "bad.calcpack")
    assert "not a course pack" in shipped.bar
    assert shipped.session.diagram_id == "overview"
