"""The top of the form: lists, their entries, and the buttons that fit them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from calcviewer.core.form_page import Page, Wanted, page_of
from calcviewer.core.nameable import Nameable
from calcviewer.editor.contents_bar import ContentsBar
from tests.core.small_form import BOTH, DIAGRAM, TEXT

TWO = TEXT.replace("quiz:", "  - {show: [end], text: Last}\nquiz:")


def page(wanted: Wanted) -> Page:
    return page_of(TWO, wanted, Nameable(DIAGRAM), BOTH)


def shown(qtbot: QtBot, wanted: Wanted) -> ContentsBar:
    bar = ContentsBar(lambda _kind: QIcon())
    qtbot.addWidget(bar)
    bar.resize(400, 200)
    bar.show()
    bar.show_page(page(wanted))
    return bar


def visible(bar: ContentsBar) -> set[str]:
    return {name for name, button in bar.buttons.items() if button.isVisible()}


def test_the_diagram_itself_is_the_first_of_the_lists(qtbot: QtBot) -> None:
    bar = shown(qtbot, Wanted())
    assert bar.sections.currentText() == "This diagram"
    assert not bar.entries.isVisible()
    assert visible(bar) == set()
    assert "not translated" in bar.summary.text()


def test_a_list_shows_its_entries_and_what_can_be_done_with_them(qtbot: QtBot) -> None:
    bar = shown(qtbot, Wanted(("tour", 1)))
    assert bar.sections.currentText() == "Tour (2)"
    assert bar.entries.currentText() == "2. Last"
    assert visible(bar) == {"add", "remove", "up", "down"}
    assert not bar.buttons["down"].isEnabled()
    bar.show_page(page(Wanted(element="middle")))
    assert bar.entries.currentText() == "Middle"
    assert visible(bar) == set()
    bar.show_page(page(Wanted(("groups", "wall"))))
    assert visible(bar) == {"add", "remove"}


def test_what_is_chosen_is_told_with_keys_too(qtbot: QtBot) -> None:
    bar = shown(qtbot, Wanted())
    with qtbot.waitSignal(bar.section_chosen) as chosen:
        QTest.keyClick(bar.sections, Qt.Key.Key_Down)
    assert chosen.args == [("nodes",)]
    with qtbot.waitSignal(bar.section_chosen) as back:
        QTest.keyClick(bar.sections, Qt.Key.Key_Up)
    assert back.args == [()]
    bar.show_page(page(Wanted(("tour", 0))))
    with qtbot.waitSignal(bar.entry_chosen) as entry:
        QTest.keyClick(bar.entries, Qt.Key.Key_Down)
    assert entry.args is not None
    assert entry.args[0].path == ("tour", 1)
    with qtbot.waitSignal(bar.asked) as asked:
        QTest.keyClick(bar.buttons["add"], Qt.Key.Key_Space)
    assert asked.args == ["add"]
    assert all(button.accessibleName() for button in bar.buttons.values())
