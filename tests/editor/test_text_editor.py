"""The text editor from the keyboard: what comes of keys, what undoing gives back, what others are told."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QInputMethodEvent, QKeyEvent, QTextDocument, QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from calcviewer.core.problems import Problem, Span
from calcviewer.core.text_edit import TextEdit
from calcviewer.editor.commands import COMMANDS, editor_keys
from calcviewer.layout.theme import THEMES
from tests.editor.conftest import Open, document_of

DIAGRAM = """format: 1
title: Vein
nodes:
  stasis:
    kind: process
    label: {en: Slow flow, id: Aliran lambat}
    text:
      en: |
        Blood hardly moves.

        It clots.
  clot:
    kind: tissue
edges:
  - stasis -> clot
"""


class TestTyping:
    def test_a_step_is_written_with_few_blanks(self, write: Open) -> None:
        writer = write("")
        writer.type("nodes:\nstasis:\nkind: process\nlabel: {en: Slow, id: Pelan")
        writer.press("End", "Return")
        writer.type("text:\nen: |\nOne.\nTwo.")
        assert writer.text == (
            "nodes:\n  stasis:\n    kind: process\n    label: {en: Slow, id: Pelan}\n    text:\n      en: |\n"
            "        One.\n        Two."
        )

    def test_a_list_goes_on_and_ends(self, write: Open) -> None:
        writer = write("")
        writer.type("edges:\n- a -> b\nb -> c\n\n")
        assert writer.text == "edges:\n  - a -> b\n  - b -> c\n"
        writer.type("tour:")
        assert writer.text.endswith("\ntour:")

    def test_brackets_and_quotes_close_are_typed_over_and_taken_back(self, write: Open) -> None:
        writer = write("")
        writer.type("tags: [")
        assert writer.text == "tags: []"
        writer.type("a]")
        assert writer.text == "tags: [a]"
        writer.press("Return")
        writer.type("title: {")
        writer.press("Backspace")
        assert writer.text == "tags: [a]\ntitle: "
        writer.type('Virchow\'s "triad"')
        assert writer.text.endswith('title: Virchow\'s "triad"')

    def test_what_is_chosen_gets_a_pair_around_it(self, write: Open) -> None:
        writer = write("title: a: b")
        writer.choose(7, 11)
        writer.type('"')
        assert writer.text == 'title: "a: b"'
        assert writer.editor.textCursor().selectedText() == "a: b"
        writer.type("x")
        assert writer.text == 'title: "x"'

    def test_tab_and_backspace_go_by_levels(self, write: Open) -> None:
        writer = write("a")
        writer.press("Tab", "Tab")
        assert writer.text == "    a"
        writer.press("Backspace")
        assert writer.text == "  a"
        writer.press("End", "Backspace")
        assert writer.text == "  "
        writer.editor.selectAll()
        writer.type("x\n  y")
        writer.editor.selectAll()
        writer.press("Tab")
        assert writer.text == "  x\n    y"
        writer.press("Shift+Tab", "Shift+Tab")
        assert writer.text == "x\ny"

    def test_home_goes_to_the_words_first(self, write: Open) -> None:
        writer = write("    word")
        writer.press("End", "Home")
        assert writer.editor.place() == (1, 5)
        writer.press("Home")
        assert writer.editor.place() == (1, 1)
        writer.press("Shift+Home")
        assert writer.editor.textCursor().selectedText() == "    "

    def test_lines_become_comments_and_text_again(self, write: Open) -> None:
        writer = write("a:\n  b: 1\n\n  c: 2")
        writer.choose(3, 14)
        writer.press("Ctrl+/")
        assert writer.text == "a:\n  # b: 1\n\n  # c: 2"
        writer.press("Ctrl+/")
        assert writer.text == "a:\n  b: 1\n\n  c: 2"
        writer.go(3)
        writer.press("Ctrl+/")
        assert writer.text == "a:\n  b: 1\n# \n  c: 2"

    def test_lines_move_and_are_doubled(self, write: Open) -> None:
        writer = write("one\ntwo 😀\nthree")
        writer.go(2, 2)
        writer.press("Ctrl+Shift+Up")
        assert writer.text == "two 😀\none\nthree"
        assert writer.editor.place() == (1, 2)
        writer.press("Ctrl+Shift+Up")
        writer.press("Ctrl+Shift+Down", "Ctrl+Shift+Down", "Ctrl+Shift+Down")
        assert writer.text == "one\nthree\ntwo 😀"
        assert writer.editor.place() == (3, 2)
        writer.press("Ctrl+Shift+D")
        assert writer.text == "one\nthree\ntwo 😀\ntwo 😀"
        for _ in range(4):
            writer.press("Ctrl+Z")
        assert writer.text == "one\ntwo 😀\nthree"

    def test_every_help_while_typing_is_one_step_of_undoing(self, write: Open) -> None:
        writer = write("a:\n  b: 1\n  c: 2\n")
        for keys in (("Ctrl+/",), ("Tab",), ("Ctrl+Shift+Down",), ("Ctrl+Shift+D",), ("End", "Return")):
            writer.choose(3, 16)
            writer.press(*keys)
            assert writer.text != "a:\n  b: 1\n  c: 2\n", keys
            writer.press("Ctrl+Z")
            assert writer.text == "a:\n  b: 1\n  c: 2\n", keys


class TestPasting:
    def paste(self, writer: object, text: str) -> None:
        data = QMimeData()
        data.setText(text)
        writer.editor.insertFromMimeData(data)  # type: ignore[attr-defined]

    def test_tabs_become_blanks_and_the_rest_stays(self, write: Open) -> None:
        writer = write("")
        self.paste(writer, "a:\r\n\tb: x\ty\u00a0z 😀")
        assert writer.text == "a:\n  b: x y\u00a0z 😀"
        writer.press("Ctrl+Z")
        assert writer.text == ""

    def test_too_much_is_refused_in_words(self, write: Open) -> None:
        writer = write("a")
        spy = QSignalSpy(writer.editor.said)
        self.paste(writer, "x\n" * 2_500_001)
        self.paste(writer, "y" * 20_000)
        assert writer.text == "a"
        assert spy.count() == 2
        assert "5,000,000" in spy.at(0)[0]
        assert "20,000" in spy.at(1)[0]

    def test_a_full_line_takes_no_more_letters(self, write: Open) -> None:
        writer = write("x" * 20_000)
        spy = QSignalSpy(writer.editor.said)
        writer.type("y")
        event = QInputMethodEvent()
        event.setCommitString("z")
        QApplication.sendEvent(writer.editor, event)
        assert writer.text == "x" * 20_000
        assert spy.count() == 2
        writer.press("Return")
        writer.type("y")
        assert writer.document.blockCount() == 2

    def test_copies_are_exact(self, write: Open) -> None:
        writer = write("a\u00a0b\nc")
        writer.press("Ctrl+A", "Ctrl+C")
        assert QGuiApplication.clipboard().text() == "a\u00a0b\nc"

    def test_files_are_not_for_the_text(self, write: Open) -> None:
        writer = write("a")
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile("x.yaml")])
        data.setText("x.yaml")
        assert not writer.editor.canInsertFromMimeData(data)
        writer.editor.insertFromMimeData(data)
        assert writer.text == "a"


class TestReadOnly:
    def test_nothing_changes_and_the_keys_are_refused(self, write: Open) -> None:
        writer = write(DIAGRAM)
        writer.editor.set_read_only_reason("It came with the program.")
        spy = QSignalSpy(writer.editor.change_refused)
        writer.type("x")
        writer.press("Backspace", "Return", "Ctrl+V", "Ctrl+X", "Ctrl+/", "Ctrl+Z", "Ctrl+Shift+D")
        assert spy.count() == 8
        assert writer.text == DIAGRAM
        assert "It came with the program." in writer.editor.accessibleDescription()

    def test_the_cursor_goes_where_it_likes_and_back_again(self, write: Open) -> None:
        writer = write(DIAGRAM)
        writer.editor.set_read_only_reason("Shipped.")
        writer.press("Down", "Down", "End")
        assert writer.editor.place() == (3, 7)
        writer.editor.set_read_only_reason("")
        writer.type("x")
        assert writer.text != DIAGRAM
        assert writer.editor.accessibleDescription() == ""


class TestPlaces:
    def test_lines_columns_and_indices_count_characters(self, write: Open) -> None:
        writer = write("a😀b\nc😀d")
        spy = QSignalSpy(writer.editor.place_changed)
        writer.go(2, 3)
        assert writer.editor.place() == (2, 3)
        assert writer.editor.index() == 6
        assert list(spy.at(spy.count() - 1)) == [2, 3]
        writer.go(99, 99)
        assert writer.editor.place() == (2, 4)
        writer.go(0, 0)
        assert (writer.editor.place(), writer.editor.index()) == ((1, 1), 0)

    def test_edits_from_elsewhere_are_one_step(self, write: Open) -> None:
        writer = write("a😀b\nc")
        writer.editor.insert((TextEdit(4, 5, "CC"), TextEdit(2, 3, "")))
        assert writer.text == "a😀\nCC"
        writer.editor.undo()
        assert writer.text == "a😀b\nc"

    def test_keys_that_ask_say_what_for(self, write: Open) -> None:
        writer = write(DIAGRAM)
        writer.go(5, 7)
        editor = writer.editor
        followed, wanted = QSignalSpy(editor.place_followed), QSignalSpy(editor.completion_wanted)
        renamed, fixed, helped = (
            QSignalSpy(editor.rename_wanted),
            QSignalSpy(editor.fix_wanted),
            QSignalSpy(editor.help_wanted),
        )
        writer.press("F12", "Ctrl+Space", "Ctrl+Shift+R", "Ctrl+.", "Ctrl+F1")
        assert list(followed.at(0)) == [5, 7]
        assert list(wanted.at(0)) == [True]
        assert (renamed.count(), list(fixed.at(0)), list(helped.at(0))[:2]) == (1, [5], [5, 7])
        writer.type("x")
        assert list(wanted.at(1)) == [False]
        assert writer.text.count("x") == DIAGRAM.count("x") + 1

    def test_a_click_with_control_asks_for_the_definition(self, write: Open) -> None:
        writer = write("one\ntwo")
        spy = QSignalSpy(writer.editor.place_followed)
        writer.go(2, 2)
        place = writer.editor.cursorRect().center()
        writer.go(1, 1)
        button, control = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
        QTest.mouseClick(writer.editor.viewport(), button, control, place)
        assert list(spy.at(0)) == [2, 2]

    def test_the_window_gets_no_key_that_is_the_editors(self, write: Open) -> None:
        writer = write("a")
        control = Qt.KeyboardModifier.ControlModifier
        for key, is_ours in ((Qt.Key.Key_F, True), (Qt.Key.Key_Slash, True), (Qt.Key.Key_E, False)):
            event = QKeyEvent(QEvent.Type.ShortcutOverride, key, control)
            event.ignore()
            QApplication.sendEvent(writer.editor, event)
            assert event.isAccepted() == is_ours


class TestLooks:
    @pytest.mark.parametrize("theme", THEMES)
    def test_lines_are_coloured_and_the_text_does_not_know(self, write: Open, theme: str) -> None:
        writer = write(DIAGRAM)
        revision = writer.document.revision()
        writer.editor.set_theme(THEMES[theme])
        QApplication.processEvents()
        colours = {
            part.format.foreground().color().name()
            for number in range(6)
            for part in writer.document.findBlockByNumber(number).layout().formats()
        }
        assert len(colours) >= 4
        assert writer.document.revision() == revision
        assert not writer.document.isModified()
        assert not writer.document.isUndoAvailable()

    def test_only_what_is_in_view_is_coloured(self, write: Open) -> None:
        writer = write(DIAGRAM + "# x\n" * 3000)
        QApplication.processEvents()
        assert writer.document.findBlockByNumber(2).layout().formats()
        assert not writer.document.findBlockByNumber(2900).layout().formats()
        writer.go(2901)
        QApplication.processEvents()
        assert writer.document.findBlockByNumber(2900).layout().formats()

    def test_what_is_typed_changes_the_colours_of_the_lines_below(self, write: Open) -> None:
        writer = write("a: x\nnodes:\n")
        QApplication.processEvents()
        below = writer.document.findBlockByNumber(1)
        before = [part.length for part in below.layout().formats()]
        writer.go(1, 4)
        writer.press("Del")
        writer.type('"x')
        writer.press("Del")
        QApplication.processEvents()
        assert [part.length for part in below.layout().formats()] != before

    def test_problems_are_underlined_marked_and_told(self, write: Open) -> None:
        writer = write(DIAGRAM)
        plain = writer.editor.grab().toImage()
        error = Problem("E050", Span(2, 1, 2, 6), {"key": "title"})
        warning = Problem("W010", Span(3, 2, 3, 2), {"languages": "id"})
        writer.editor.set_problems([warning, error, Problem("E021")])
        QApplication.processEvents()
        assert writer.editor.grab().toImage() != plain
        writer.go(2)
        assert error.message in writer.editor.accessibleDescription()
        writer.go(3)
        assert writer.editor.accessibleDescription() == warning.message
        writer.go(1)
        assert writer.editor.accessibleDescription() == ""
        writer.go(1, 1)
        writer.press("Return")  # marks go with their lines
        writer.go(3)
        assert error.message in writer.editor.accessibleDescription()

    def test_lines_are_lit_and_let_go(self, write: Open) -> None:
        writer = write(DIAGRAM)
        writer.go(14)
        plain = writer.editor.grab().toImage()
        writer.editor.set_lines_lit(4, 11)
        lit = writer.editor.grab().toImage()
        assert lit != plain
        writer.editor.set_lines_lit(0, 0)
        assert writer.editor.grab().toImage() == plain

    def test_zoom_by_key_and_wheel_comes_on_top_of_the_text_size(self, write: Open) -> None:
        writer = write(DIAGRAM)
        size = writer.editor.font().pointSizeF()
        writer.press("Ctrl++")
        larger = writer.editor.font().pointSizeF()
        assert larger > size
        writer.editor.set_text_size(200)
        assert writer.editor.font().pointSizeF() == pytest.approx(2 * larger)
        writer.press("Ctrl+0")
        assert writer.editor.font().pointSizeF() == pytest.approx(2 * size)
        for turn in (-120, 120, 120):
            place, none = QPointF(50, 50), Qt.MouseButton.NoButton
            event = QWheelEvent(place, place, QPoint(), QPoint(0, turn), none, Qt.KeyboardModifier.ControlModifier,
                                Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip
            QApplication.sendEvent(writer.editor.viewport(), event)
        assert writer.editor.font().pointSizeF() > 2 * size

    def test_long_lines_break_or_do_not(self, write: Open) -> None:
        writer = write("word " * 100)
        assert writer.editor.horizontalScrollBar().maximum() == 0
        writer.press("Alt+Z")
        assert writer.editor.horizontalScrollBar().maximum() > 0

    def test_the_rows_of_a_broken_line_begin_where_its_words_do(self, write: Open) -> None:
        writer = write("    " + "word " * 100 + "\n" + "word " * 100 + "\n" + " " * 80 + "x " * 100)
        layouts = [writer.document.findBlockByNumber(number).layout() for number in range(3)]
        writer.editor.grab()
        lefts = [[layout.lineAt(row).x() for row in range(layout.lineCount())] for layout in layouts]
        assert lefts[0][1] > lefts[0][0]
        assert len(set(lefts[0][1:])) == 1
        assert len(set(lefts[1])) == 1
        assert lefts[2][1] <= writer.editor.viewport().width() / 2 + lefts[2][0]
        for layout, number in zip(layouts, range(3), strict=True):
            block = writer.document.findBlockByNumber(number)
            assert block.lineCount() == layout.lineCount()
            rows = [layout.lineAt(row) for row in range(layout.lineCount())]
            assert sum(row.textLength() for row in rows) == len(block.text())
        writer.editor.resize(300, 400)
        writer.editor.grab()
        narrow = writer.document.findBlockByNumber(0).layout()
        assert narrow.lineCount() > len(lefts[0])
        assert narrow.lineAt(1).x() == lefts[0][1]
        writer.press("Alt+Z")
        writer.editor.grab()
        assert writer.document.findBlockByNumber(0).layout().lineCount() == 1

    def test_another_document_is_another_text_with_its_own_history(self, write: Open) -> None:
        writer = write(DIAGRAM)
        writer.type("x")
        other = document_of("nodes:\n  a:\n")
        other.setParent(writer.editor)
        writer.editor.set_document(other)
        writer.press("Ctrl+Z")
        writer.type("y")
        assert writer.text.startswith("xformat")
        assert other.toRawText().startswith("ynodes")
        writer.editor.set_document(writer.document)
        writer.press("Ctrl+Z")
        assert writer.text == DIAGRAM

    def test_a_plain_text_has_neither_colours_nor_folds(self, write: Open) -> None:
        writer = write(DIAGRAM)
        writer.go(3)
        writer.press("Ctrl+Shift+[")
        assert writer.shown != DIAGRAM
        writer.editor.set_is_plain(True)
        assert writer.shown == DIAGRAM
        writer.press("Ctrl+Shift+[", "Ctrl+Alt+[")
        writer.press("End", "Return")
        assert writer.shown == writer.text


def test_every_command_has_its_keys_once_and_can_be_done(write: Open) -> None:
    keys = [one for row in COMMANDS for one in row.keys]
    assert len(keys) == len(set(keys))
    assert len(editor_keys()) == len(COMMANDS)
    writer = write(DIAGRAM)
    for row in COMMANDS:
        writer.editor.do(row.id)
    assert isinstance(writer.editor.document(), QTextDocument)


def test_the_menu_offers_what_can_be_done(write: Open, qtbot: QtBot) -> None:
    from PySide6.QtGui import QContextMenuEvent
    from PySide6.QtWidgets import QMenu

    writer = write(DIAGRAM)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(5, 5), QPoint(5, 5))
    QApplication.sendEvent(writer.editor.viewport(), event)
    menu = writer.editor.findChild(QMenu)
    assert menu is not None
    actions = {action.text(): action.isEnabled() for action in menu.actions() if action.text()}
    assert actions["Find…"]
    assert not actions["Undo"]
    assert not actions["Copy"]
    menu.close()
