"""The next start: it opens where it was left, and never stumbles over what it remembers."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QApplication

from calcviewer.app.main import Program
from calcviewer.app.settings import Settings, SettingsFile
from calcviewer.core.library import Place
from tests.app.small import CLOT
from tests.app.visitor import Open, Visitor

DAMAGED = "The settings could not be read; they start anew, and the old file was kept beside them."


def middle(visitor: Visitor) -> QPointF:
    return visitor.canvas.mapToScene(visitor.canvas.viewport().rect().center())


def test_it_opens_where_it_was_left(start: Open) -> None:
    visitor = start(None)
    visitor.window.setGeometry(QRect(20, 30, 700, 500))
    visitor.session.go(Place("arterial-atherosclerosis"))
    visitor.wait_for_drawing("arterial-atherosclerosis")
    visitor.click("foam-cell")
    for action in ("zoom-actual", "content-id", "theme-dark", "show-legend", "text-larger"):
        visitor.do(action)
    visitor.canvas.centre_on("plaque")
    visitor.settle()
    before = middle(visitor)
    sizes = visitor.window.splitter.sizes()
    visitor.close()

    again = start(None)
    again.wait_for_drawing()
    again.settle()
    assert again.place == "arterial-atherosclerosis#foam-cell"
    assert "Sel busa" in again.text
    assert again.canvas.zoom == pytest.approx(1)
    assert (middle(again) - before).manhattanLength() <= 4
    assert again.is_checked("content-id")
    assert again.is_checked("theme-dark")
    assert not again.window.around.legend.isVisible()
    assert again.window.look.text_size == 110
    assert again.window.geometry().size() == visitor_size(700, 500)
    assert all(abs(a - b) <= 2 for a, b in zip(again.window.splitter.sizes(), sizes, strict=True))
    assert again.bar == ""
    assert not again.is_enabled("back")


def visitor_size(width: int, height: int) -> object:
    return QRect(0, 0, width, height).size()


def test_on_a_screen_smaller_than_the_window_it_takes_all_of_it(qapp: QApplication) -> None:
    window = Program(qapp).window
    room = window.screen().availableGeometry()
    assert window.width() > room.width()
    window.fit_screen()
    window.show()
    assert window.isMaximized()
    window.showNormal()
    assert room.contains(window.frameGeometry())
    window.close()


def test_a_window_that_was_left_goes_back_there_whatever_the_screen(qapp: QApplication, start: Open) -> None:
    visitor = start(None)
    visitor.window.setGeometry(QRect(20, 30, 700, 500))
    visitor.close()
    program = Program(qapp)
    program.window.fit_screen()
    program.begin()
    program.window.show()
    assert not program.window.isMaximized()
    assert program.window.geometry().size() == visitor_size(700, 500)
    program.finish()
    program.close()


def test_a_large_screen_leaves_the_window_its_own_size(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    window = Program(qapp).window
    usual = window.size()
    monkeypatch.setattr(QScreen, "availableGeometry", lambda _screen: QRect(0, 0, 1920, 1040))
    window.fit_screen()
    assert window.size() == usual
    assert not window.isMaximized()


def test_it_opens_where_it_was_left_when_the_drawing_has_to_be_made_again(start: Open, isolation: Path) -> None:
    visitor = start(None)
    visitor.wait_for_drawing()
    visitor.do("zoom-actual")
    visitor.canvas.centre_on("calcium-salt-deposition")
    visitor.settle()
    before = middle(visitor)
    visitor.close()
    shutil.rmtree(isolation / "cache")
    again = start(None)
    again.wait_for_drawing()
    again.settle()
    assert again.canvas.zoom == pytest.approx(1)
    assert (middle(again) - before).manhattanLength() <= 4


def test_panels_that_were_closed_stay_closed(start: Open) -> None:
    visitor = start(None)
    for action in ("show-library", "show-details"):
        visitor.do(action)
    visitor.close()
    again = start(None)
    assert not again.window.around.sidebar.isVisible()
    assert not again.window.around.details.isVisible()
    assert not again.is_checked("show-library")


def test_a_library_of_ones_own_is_opened_again(start: Open, tmp_path: Path) -> None:
    (tmp_path / "clot.yaml").write_text(CLOT)
    visitor = start(tmp_path)
    visitor.wait_for_drawing("clot")
    visitor.click("stone")
    visitor.close()
    assert start(None).place == "clot#stone"


def test_a_library_that_is_gone_gives_way_to_the_shipped_one(start: Open, tmp_path: Path) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "clot.yaml").write_text(CLOT)
    start(folder).close()
    shutil.rmtree(folder)
    visitor = start(None)
    assert visitor.place == "overview#"


def test_a_step_that_is_gone_is_not_missed(start: Open, tmp_path: Path) -> None:
    file = tmp_path / "clot.yaml"
    file.write_text(CLOT)
    visitor = start(tmp_path)
    visitor.wait_for_drawing("clot")
    visitor.click("stone")
    visitor.close()
    file.write_text(CLOT.replace("stone", "pebble"))
    assert start(None).place == "clot#"


def test_closing_while_presenting_does_not_lock_the_next_start(start: Open) -> None:
    visitor = start(None)
    visitor.do("present")
    visitor.close()
    again = start(None)
    assert again.window.isFullScreen() == (not again.window.menuBar().isVisible())
    if again.window.isFullScreen():
        again.do("present")
    assert again.window.menuBar().isVisible()
    assert again.window.around.sidebar.isVisible()


def test_a_file_that_is_named_wins_over_what_was_open(start: Open, tmp_path: Path) -> None:
    start(None).close()
    (tmp_path / "clot.yaml").write_text(CLOT)
    assert start(tmp_path / "clot.yaml").session.diagram_id == "clot"


@pytest.mark.parametrize(
    "data",
    [b"\x00\x01\x02PK binary", b"no settings at all", b"[General]\nversion=99\ntheme=neon\n"],
    ids=["binary", "prose", "from a newer version"],
)
def test_settings_that_cannot_be_used_are_kept_aside_and_said(start: Open, isolation: Path, data: bytes) -> None:
    folder = isolation / "config"
    (folder / "settings.ini").write_bytes(data)
    visitor = start(None)
    assert visitor.place == "overview#"
    assert visitor.bar == DAMAGED
    visitor.close()
    assert data in [path.read_bytes() for path in folder.iterdir()]
    assert start(None).bar != DAMAGED


def test_settings_damaged_a_second_time_do_not_cost_the_first_file(start: Open, isolation: Path) -> None:
    folder = isolation / "config"
    for data in (b"first damage", b"second damage"):
        (folder / "settings.ini").write_bytes(data)
        start(None).close()
    kept = [path.read_bytes() for path in folder.iterdir()]
    assert b"first damage" in kept
    assert b"second damage" in kept


WILD = [
    ("zoom", "nan"),
    ("zoom", "inf"),
    ("zoom", "1e300"),
    ("zoom", "-3"),
    ("centre_x", "nan"),
    ("centre_x", "1e300"),
    ("text_size", "1000000"),
    ("text_size", "many"),
    ("theme", "neon"),
    ("content_language", "xx"),
    ("interface_language", "../../x"),
    ("geometry", "@ByteArray(rubbish)"),
    ("splitter", "rubbish"),
    ("is_hint_seen", "perhaps"),
    ("library", "\x01?*"),
    ("diagram", "../../nothing"),
    ("element", "a -> b -> c"),
    ("graphviz", "@Invalid()"),
]


@pytest.mark.parametrize(("name", "value"), WILD)
def test_a_senseless_value_is_replaced_by_a_sensible_one(start: Open, isolation: Path, name: str, value: str) -> None:
    known = {"version": "1", "diagram": "overview", "zoom": "1.0", "centre_x": "300", "centre_y": "300", name: value}
    lines = "\n".join(f"{key}={words}" for key, words in known.items())
    (isolation / "config" / "settings.ini").write_text(f"[General]\n{lines}\n")
    visitor = start(None)
    visitor.wait_for_drawing("overview")
    visitor.canvas.grab()
    assert 0.01 < visitor.canvas.zoom < 10
    assert visitor.canvas.isVisible()
    visitor.close()


def test_a_folder_for_settings_that_cannot_be_written_is_no_obstacle(
    start: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("CALCVIEWER_CONFIG", str(tmp_path / "file" / "config"))
    visitor = start(None)
    visitor.wait_for_drawing("overview")
    visitor.close()
    assert start(None).place == "overview#"


def test_a_folder_in_the_place_of_the_settings_is_no_obstacle(start: Open, isolation: Path) -> None:
    (isolation / "config" / "settings.ini").mkdir()
    visitor = start(None)
    visitor.wait_for_drawing("overview")
    visitor.close()
    assert start(None).place == "overview#"


def test_every_setting_comes_back_as_it_was(qapp: QApplication, tmp_path: Path) -> None:
    written = Settings(
        interface_language="id",
        content_language="both",
        theme="dark",
        text_size=130,
        graphviz="a b=c;d",
        library="/ü[1]",
        diagram="x",
        element="a -> b",
        zoom=1.25,
        centre_x=-3.5,
        centre_y=7.0,
        is_hint_seen=True,
        is_legend_visible=False,
        is_sidebar_visible=False,
        is_details_visible=False,
        geometry=b"\x00\xff\x01",
        splitter=b"@(\\",
    )
    file = tmp_path / "settings.ini"
    SettingsFile(file).write(written)
    again = SettingsFile(file)
    assert again.read() == written
    assert not again.was_damaged
