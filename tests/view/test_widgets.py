"""Widgets on their own: what they show for the values that they are given, and what they ask for."""

import pytest
from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QAccessible, QIcon, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from calcviewer.core.schema import EDGE_KINDS, NODE_KINDS
from calcviewer.layout.theme import LIGHT, THEMES
from calcviewer.view.announcement import announce
from calcviewer.view.bars import Legend
from calcviewer.view.details import Details
from calcviewer.view.fonts import FAMILY, label_font
from calcviewer.view.icons import icon
from calcviewer.view.legend_icons import LEGEND_ICON, legend_icon
from calcviewer.view.library_panel import LibraryPanel, Shelf
from calcviewer.view.measurer import QtMeasurer
from calcviewer.view.message_bar import MessageBar


def test_the_message_bar_is_there_while_there_is_something_to_say(qtbot: QtBot) -> None:
    bar = MessageBar()
    qtbot.addWidget(bar)
    assert not bar.isVisible()
    bar.say("Something <b>happened</b>.", "Undo", "topic")
    assert bar.isVisible()
    assert bar.label.textFormat() == Qt.TextFormat.PlainText
    assert bar.is_about("other", "topic")
    with qtbot.waitSignal(bar.action_chosen, timeout=1000):
        QTest.mouseClick(bar.action, Qt.MouseButton.LeftButton)
    QTest.mouseClick(bar.close_button, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    bar.say("Something else.")
    assert bar.isVisible()
    assert not bar.action.isVisible()
    bar.say("")
    assert not bar.isVisible()
    assert not bar.is_about("topic")


def test_the_legend_lights_a_kind_by_keyboard_and_lets_go(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.set_entries([(kind, name, QIcon()) for kind, name in NODE_KINDS.items()], QSize(36, 20))
    legend.resize(600, 100)
    legend.show()
    legend.setFocus()
    qtbot.waitUntil(legend.hasFocus)
    lit: list[str] = []
    legend.kind_hovered.connect(lit.append)
    QTest.keyClick(legend, Qt.Key.Key_Home)
    QTest.keyClick(legend, Qt.Key.Key_Right)
    assert lit[-1] in NODE_KINDS
    legend.set_entries((), QSize(36, 20))
    assert legend.maximumHeight() == 0


def test_the_legend_never_takes_more_than_its_share(qtbot: QtBot) -> None:
    legend = Legend()
    qtbot.addWidget(legend)
    legend.resize(200, 700)
    legend.show()
    legend.set_entries([(str(n), f"Kind number {n}", QIcon()) for n in range(60)], QSize(36, 20))
    assert 0 < legend.maximumHeight() <= 110


@pytest.mark.parametrize("theme", THEMES)
def test_every_kind_has_a_picture_of_its_own_in_the_legend(qtbot: QtBot, theme: str) -> None:
    kinds = [*NODE_KINDS, *EDGE_KINDS, "treatment", "treats", "treatment-effect"]
    grey = QImage.Format.Format_Grayscale8  # colours alone do not count
    images = [legend_icon(kind, THEMES[theme]).pixmap(LEGEND_ICON).toImage().convertToFormat(grey) for kind in kinds]
    same = [(a, b) for i, a in enumerate(kinds) for j, b in enumerate(kinds) if i < j and images[i] == images[j]]
    assert same == []


@pytest.mark.parametrize("address", ["file:///etc/passwd", "http://127.0.0.1:9/", "x.png", "qrc:/x", "data:,x"])
@pytest.mark.parametrize("kind", [1, 2, 3, 4])
def test_the_details_load_nothing(qtbot: QtBot, address: str, kind: int) -> None:
    details = Details(LIGHT)
    qtbot.addWidget(details)
    assert not details.loadResource(kind, QUrl(address))
    assert details.loadResource(kind, QUrl(address)) is not None  # None would let Qt load it by itself
    assert not details.openLinks()
    assert not details.openExternalLinks()


@pytest.mark.parametrize("is_listening", [False, True])
def test_an_announcement_disturbs_nobody(qtbot: QtBot, is_listening: bool) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    QAccessible.setActive(is_listening)
    announce(widget, "12 effects")
    announce(widget, "")
    assert QAccessible.isActive() == is_listening
    QAccessible.setActive(False)


def test_the_bundled_font_is_the_font_of_the_drawing(qtbot: QtBot) -> None:
    measurer = QtMeasurer()
    assert label_font().family() == FAMILY
    assert label_font().exactMatch()
    assert 0 < measurer.width("i") < measurer.width("m") < measurer.width("m", bold=True)
    assert measurer.width("") == 0


def test_an_icon_takes_the_colour_of_the_theme_and_a_missing_one_is_empty(qtbot: QtBot) -> None:
    colours = {icon("help", colour).pixmap(24).toImage().pixelColor(12, 3).name() for colour in ("#ff0000", "#00ff00")}
    assert len(colours) == 2
    assert icon("no-such-icon", "#000000").isNull()


def test_the_same_diagrams_stay_where_the_reader_scrolled_to(qtbot: QtBot) -> None:
    panel = LibraryPanel()
    qtbot.addWidget(panel)
    panel.resize(240, 300)
    panel.show()

    def shelves(title: str) -> tuple[Shelf, ...]:
        return (Shelf("Pathways", tuple((f"d{n}", f"{title} {n}") for n in range(100))),)

    panel.set_shelves(shelves("Pathway"), "d3")
    assert panel.shelf.currentItem().text() == "Pathway 3"
    place = panel.shelf.verticalScrollBar().maximum()
    panel.shelf.verticalScrollBar().setValue(place)
    panel.set_shelves(shelves("Pathway"), "d3")
    assert panel.shelf.verticalScrollBar().value() == place > 0
    panel.set_shelves(shelves("Pathway"), "elsewhere")
    assert panel.shelf.currentItem() is None
    panel.set_shelves(shelves("Jalur"), "d3")
    assert panel.shelf.currentItem().text() == "Jalur 3"
