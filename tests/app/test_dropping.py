"""Something is dropped onto the window."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from tests.app.small import CLOT
from tests.app.visitor import Visitor

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def drop(visitor: Visitor, *addresses: str) -> None:
    data = QMimeData()
    data.setUrls([QUrl(address) for address in addresses])
    window = visitor.window
    middle = window.rect().center()
    entering = QDragEnterEvent(middle, COPY, data, LEFT, NONE)
    QApplication.sendEvent(window, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(window, QDropEvent(QPointF(middle), COPY, data, LEFT, NONE))


def address(path: Path) -> str:
    return QUrl.fromLocalFile(str(path)).toString()


def test_a_file_opens(shipped: Visitor, library: Callable[..., Path]) -> None:
    drop(shipped, address(library(clot=CLOT) / "clot.yaml"))
    shipped.wait_for_drawing("clot")


def test_a_folder_opens(shipped: Visitor, library: Callable[..., Path]) -> None:
    drop(shipped, address(library(clot=CLOT)))
    shipped.wait_for_drawing("clot")


def test_of_many_files_the_first_opens_and_that_is_said(shipped: Visitor, library: Callable[..., Path]) -> None:
    folder = library(clot=CLOT, other=CLOT)
    drop(shipped, *(address(folder / f"{name}.yaml") for name in ("other", *["clot"] * 50)))
    shipped.wait_for_drawing("other")
    assert "first" in shipped.bar


def test_an_address_of_the_web_is_refused_in_words(shipped: Visitor) -> None:
    drop(shipped, "https://example.org/clot.yaml")
    assert "this computer" in shipped.bar
    assert shipped.session.diagram_id == "overview"


def test_what_is_no_diagram_is_said(shipped: Visitor, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no diagram")
    drop(shipped, address(tmp_path / "notes.txt"))
    assert "notes.txt" in shipped.bar
