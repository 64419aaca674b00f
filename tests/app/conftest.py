"""Opens the program for a story, by its front door, and sees that nothing is left of it afterwards."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLoggingCategory, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviewer import i18n, paths
from calcviewer.app.main import Program, make_application
from tests.app.visitor import Open, Visitor
from tests.conftest import Silence

SHIPPED = paths.shipped_library()


@pytest.fixture(scope="session")
def qapp() -> QApplication:
    """The application as the program makes it.

    What Qt has to say of the machine's other fonts (a script that ours has not) must not reach the listener: it is
    said by the thread that measures, under the lock of the fonts, which the window's thread may want while it holds
    Python's.
    """
    QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
    return make_application()


# What the offscreen platform cannot do for a menu.
POPUP = r"This plugin does not support (raise\(\)|grabbing the (keyboard|mouse))"


@pytest.fixture(autouse=True)
def quiet_menus(silence: Silence) -> None:
    silence.expect(POPUP)


@pytest.fixture(autouse=True)
def nothing_leaves(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """No story ever opens an address outside the program."""
    opened: list[str] = []

    def refuse(url: QUrl) -> bool:
        opened.append(url.toString())
        return False

    monkeypatch.setattr(QDesktopServices, "openUrl", refuse)
    yield opened
    assert opened == []


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot) -> Iterator[Open]:
    """`start(path)` opens the program there; without a path as a plain start does. May be called more than once."""
    visitors: list[Visitor] = []

    def open_program(path: Path | None = None) -> Visitor:
        program = Program(qapp)
        program.begin(path)
        program.window.show()
        qapp.processEvents()
        program.finish()
        visitors.append(Visitor(program, qtbot))
        program.window.activateWindow()
        qtbot.waitUntil(program.window.isActiveWindow)
        return visitors[-1]

    yield open_program
    for visitor in visitors:
        visitor.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    i18n.use_language("en")


@pytest.fixture
def shipped(start: Open) -> Visitor:
    """The library that comes with the program, drawn."""
    visitor = start(SHIPPED)
    visitor.wait_for_drawing("overview")
    return visitor


@pytest.fixture
def library(tmp_path: Path) -> Callable[..., Path]:
    """`library(name=text, …)` writes a folder of diagrams; bytes stay as they are."""

    def write(**files: str | bytes) -> Path:
        folder = tmp_path / "library"
        folder.mkdir(exist_ok=True)
        for name, text in files.items():
            data = text.encode() if isinstance(text, str) else text
            (folder / f"{name.replace('_', '-')}.yaml").write_bytes(data)
        return folder

    return write
