"""The list of problems: places, fixes, keyboard, and what a screen reader is told."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from calcviewer.core.problems import Fix, Problem, Span
from calcviewer.editor.problems_panel import ROW_LIMIT, ProblemsPanel
from calcviewer.layout.theme import THEMES

ERROR = Problem("E031", Span(3, 5, 3, 6), fix=Fix(Span(3, 6, 3, 6), " "))
WARNING = Problem("W010", Span(7, 1, 7, 4), {"languages": "id"})


@pytest.fixture
def panel(qtbot: QtBot) -> ProblemsPanel:
    made = ProblemsPanel()
    qtbot.addWidget(made)
    made.resize(400, 400)
    made.set_problems((ERROR, WARNING), "vein.yaml")
    made.show()
    made.activateWindow()
    return made


def test_each_problem_says_line_words_and_fix(panel: ProblemsPanel) -> None:
    first, second = panel.rows
    assert panel.heading.text() == "vein.yaml: 2 problems"
    assert first.accessibleName() == "Error. Line 3. A blank is missing after the colon."
    assert first.accessibleDescription() == first.fix.text() == "Put in the blank"
    assert (first.mark.text(), second.mark.text()) == ("✕", "!")
    assert second.line.text() == "Line 7 · Warning"
    assert not second.fix.isVisible()


def test_a_click_or_enter_goes_to_the_place(qtbot: QtBot, panel: ProblemsPanel) -> None:
    with qtbot.waitSignal(panel.place_chosen, timeout=1000) as chosen:
        QTest.mouseClick(panel.rows[0], Qt.MouseButton.LeftButton)
    assert chosen.args == [ERROR.span]
    with qtbot.waitSignal(panel.place_chosen, timeout=1000) as chosen:
        QTest.keyClick(panel.rows[1], Qt.Key.Key_Return)
    assert chosen.args == [WARNING.span]


def test_a_right_click_goes_nowhere(qtbot: QtBot, panel: ProblemsPanel) -> None:
    with qtbot.assertNotEmitted(panel.place_chosen):
        QTest.mouseClick(panel.rows[0], Qt.MouseButton.RightButton)


def test_the_button_asks_for_the_fix(qtbot: QtBot, panel: ProblemsPanel) -> None:
    with qtbot.waitSignal(panel.fix_chosen, timeout=1000) as chosen:
        QTest.mouseClick(panel.rows[0].fix, Qt.MouseButton.LeftButton)
    assert chosen.args == [ERROR]


def test_the_arrow_keys_move_between_the_rows(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.rows[0].setFocus()
    qtbot.waitUntil(panel.rows[0].hasFocus)
    QTest.keyClick(panel.rows[0], Qt.Key.Key_Down)
    assert panel.rows[1].hasFocus()
    QTest.keyClick(panel.rows[1], Qt.Key.Key_Down)
    assert panel.rows[1].hasFocus()
    QTest.keyClick(panel.rows[1], Qt.Key.Key_Up)
    assert panel.rows[0].hasFocus()


def test_a_row_keeps_the_keyboard_while_the_problems_change(qtbot: QtBot, panel: ProblemsPanel) -> None:
    panel.rows[0].setFocus()
    qtbot.waitUntil(panel.rows[0].hasFocus)
    panel.set_problems((WARNING,), "vein.yaml")
    assert panel.rows[0].hasFocus()
    assert panel.rows[0].problem == WARNING
    assert not panel.rows[1].isVisible()
    assert panel.heading.text() == "vein.yaml: 1 problem"


def test_without_problems_it_says_so(panel: ProblemsPanel) -> None:
    panel.set_problems(())
    assert panel.heading.text() == "No problems"
    assert [row.isVisible() for row in panel.rows] == [False, False]


def test_many_problems_are_counted(panel: ProblemsPanel) -> None:
    panel.set_problems([WARNING] * (ROW_LIMIT + 3))
    assert len(panel.rows) == ROW_LIMIT
    assert panel.more.text() == "3 further problems are not listed."
    assert panel.more.isVisible()


def test_long_words_are_wrapped_and_never_make_it_wider(qtbot: QtBot, panel: ProblemsPanel) -> None:
    long = Problem("E058", Span(1, 1, 1, 2), {"key": "kind", "value": "x " * 60, "choices": "word, " * 30})
    panel.resize(300, 400)
    panel.set_problems((long,))
    row = panel.rows[0]
    qtbot.waitUntil(lambda: row.words.height() > 4 * row.words.fontMetrics().height())
    assert row.width() <= panel.width()


def test_it_follows_the_theme_and_can_be_closed(qtbot: QtBot, panel: ProblemsPanel) -> None:
    for theme in THEMES.values():
        panel.set_theme(theme)
        assert theme.marks["stop"] in panel.styleSheet()
    with qtbot.waitSignal(panel.closed, timeout=1000):
        QTest.mouseClick(panel.close_button, Qt.MouseButton.LeftButton)
