"""Editing by form: somebody who has never seen YAML corrects a label, a stop, a question; the rest stays."""

from collections.abc import Callable
from pathlib import Path
from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from calcviewer.app.forms import Forms
from calcviewer.editor.field_rows import ChoiceRow, NamesRow, TextRow
from calcviewer.editor.form_row import RowWidget
from calcviewer.editor.text_field import TextField
from calcviewer.editor.words_edit import WordsEdit
from tests.app.small import CLOT
from tests.app.visitor import Open, Visitor

LESSON = (
    CLOT
    + """\
# The tour, as it is told in the second year.
tour:
  - show: [stasis]   # the beginning
    text: {en: "First.", id: "Pertama."}
  - show: [clot]
    text: {en: "Second.", id: "Kedua."}
quiz:
  - ask: {en: "What comes first?", id: "Apa yang pertama?"}
    choices: [{en: "Stasis", id: "Stasis"}, {en: "Stone", id: "Batu"}]
    answer: 1
"""
)


class Desk:
    """Somebody at the form of a diagram: sees what is shown there, and types into it."""

    def __init__(self, visitor: Visitor, is_open: bool = False) -> None:
        self.visitor = visitor
        if not is_open:
            visitor.window.do("edit")
        side = visitor.window.around.side
        at = next(at for at in range(side.count()) if side.tabText(at) in ("Form", "Formulir"))
        side.setCurrentIndex(at)
        self.forms: Forms = visitor.window.around.editing.panels.forms
        self.wait_for(lambda: self.forms.bar.sections.count() > 1)

    def wait_for(self, is_done: Callable[[], bool]) -> None:
        self.visitor.wait(is_done)

    @property
    def heading(self) -> str:
        form = self.forms.form
        return form.heading.text() if form.rows else ""

    @property
    def text(self) -> str:
        """What the file would hold if it were saved now."""
        document = self.visitor.window.around.editing.document
        assert document is not None
        return document.text()

    def row(self, name: str) -> RowWidget:
        return next(row for row in self.forms.form.rows if row.row.path[-1] == name)

    def field(self, name: str) -> TextField:
        return cast("TextRow", self.row(name)).field

    def edit(self, name: str, language: str) -> WordsEdit:
        return self.field(name).fields[language].edit

    def select(self, element: str, heading: str) -> None:
        self.visitor.click(element)
        self.wait_for(lambda: self.heading == heading)

    def type_over(self, name: str, language: str, words: str) -> None:
        """Takes the whole field and types; then waits until the file says it."""
        edit = self.edit(name, language)
        QTest.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton)
        edit.selectAll()
        QTest.keyClicks(edit, words)
        self.wait_for(lambda: words in self.text)

    def choose(self, part: str, at: int = 0) -> None:
        """From the contents at the top of the form."""
        bar = self.forms.bar
        row = next(row for row in range(bar.sections.count()) if bar.sections.itemText(row).startswith(part))
        bar.sections.setCurrentIndex(row)
        bar.sections.activated.emit(row)
        if at:
            self.wait_for(lambda: bar.entries.count() > at)
            bar.entries.setCurrentIndex(at)
            bar.entries.activated.emit(at)


@pytest.fixture
def desk(start: Open, library: Callable[..., Path]) -> Desk:
    visitor = start(library(clot=LESSON) / "clot.yaml")
    visitor.wait_for_drawing("clot")
    return Desk(visitor)


def test_somebody_who_has_never_seen_yaml_corrects_a_label(desk: Desk) -> None:
    desk.select("clot", "Clot")
    desk.type_over("label", "en", "Thrombus")
    desk.type_over("label", "id", "Trombus")
    expected = LESSON.replace('"Clot"', '"Thrombus"').replace('"Bekuan darah"', '"Trombus"')
    assert desk.text == expected
    desk.wait_for(lambda: desk.heading == "Thrombus" and "Thrombus" in desk.visitor.text)
    desk.visitor.window.do("save")
    file = desk.visitor.session.library.paths["clot"]
    desk.wait_for(lambda: file.read_text(encoding="utf-8") == expected)
    edit = desk.edit("label", "id")
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.wait_for(lambda: edit.words() == "Bekuan darah")
    QTest.keyClick(edit, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    desk.wait_for(lambda: desk.edit("label", "en").words() == "Clot")
    assert desk.text == LESSON


def test_no_key_is_eaten_while_the_picture_follows(desk: Desk) -> None:
    desk.select("clot", "Clot")
    edit = desk.edit("label", "en")
    QTest.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton)
    edit.moveCursor(QTextCursor.MoveOperation.Start)
    typed = ""
    for word in ("A ", "very ", "old ", "red "):
        QTest.keyClicks(edit, word)
        typed += word
        desk.wait_for(lambda: f'"{typed}Clot"' in desk.text)  # noqa: B023 - asked at once
        desk.wait_for(lambda: desk.heading == f"{typed}Clot")  # noqa: B023
        assert edit.words() == f"{typed}Clot"
        assert edit.textCursor().position() == len(typed)
        assert edit.hasFocus()


def test_what_is_typed_last_is_saved_too(desk: Desk) -> None:
    desk.select("clot", "Clot")
    QTest.mouseClick(desk.edit("label", "en").viewport(), Qt.MouseButton.LeftButton)
    desk.edit("label", "en").moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(desk.edit("label", "en"), "s")
    desk.visitor.window.do("save")
    file = desk.visitor.session.library.paths["clot"]
    desk.wait_for(lambda: file.read_text(encoding="utf-8") == LESSON.replace('"Clot"', '"Clots"'))


def test_a_stop_of_the_tour_is_changed_and_keeps_its_comments(desk: Desk) -> None:
    desk.choose("Tour", 1)
    desk.wait_for(lambda: desk.heading == "2. Second.")
    desk.choose("Tour")
    desk.wait_for(lambda: desk.heading == "1. First.")
    desk.type_over("text", "id", "Mula-mula.")
    assert desk.text == LESSON.replace("Pertama.", "Mula-mula.")
    names = cast("NamesRow", desk.row("show")).field
    QTest.mouseClick(names.add, Qt.MouseButton.LeftButton)
    assert names.chooser is not None
    QTest.keyClicks(names.chooser.search, "Stone")
    QTest.keyClick(names.chooser.search, Qt.Key.Key_Return)
    desk.wait_for(lambda: "show: [stasis, stone]   # the beginning" in desk.text)


def test_stops_are_added_moved_and_removed(desk: Desk) -> None:
    desk.choose("Tour")
    desk.wait_for(lambda: desk.heading == "1. First.")
    buttons = desk.forms.bar.buttons
    QTest.mouseClick(buttons["add"], Qt.MouseButton.LeftButton)
    desk.wait_for(lambda: desk.heading == "3. What is said at this stop.")
    QTest.mouseClick(buttons["up"], Qt.MouseButton.LeftButton)
    desk.wait_for(lambda: desk.heading == "2. What is said at this stop.")
    assert desk.forms.bar.entries.itemText(2) == "3. Second."
    QTest.mouseClick(buttons["remove"], Qt.MouseButton.LeftButton)
    desk.wait_for(lambda: desk.heading == "2. Second.")
    assert desk.text == LESSON
    desk.visitor.window.do("undo")
    desk.wait_for(lambda: desk.heading == "2. What is said at this stop.")


def test_a_question_is_changed(desk: Desk) -> None:
    desk.choose("Quiz")
    desk.wait_for(lambda: desk.heading.startswith("1. What comes first?"))
    desk.type_over("ask", "en", "What comes last?")
    assert desk.text == LESSON.replace("What comes first?", "What comes last?")


def test_an_arrow_in_the_short_form_gets_a_kind(start: Open, library: Callable[..., Path]) -> None:
    text = CLOT.replace("edges:\n", "edges:\n  - stasis -> clot -> stone\n").split("  - {from")[0]
    visitor = start(library(clot=text) / "clot.yaml")
    visitor.wait_for_drawing("clot")
    desk = Desk(visitor)
    desk.select("clot -> stone", "Clot → Stone")
    kinds = cast("ChoiceRow", desk.row("kind")).field
    QTest.mouseClick(kinds.buttons["inhibits"], Qt.MouseButton.LeftButton)
    desk.wait_for(lambda: "kind: inhibits" in desk.text)
    assert "  - stasis -> clot\n" in desk.text
    desk.wait_for(lambda: desk.row("kind").row.value == "inhibits")
    assert desk.visitor.session.element == "clot -> stone"


def test_a_translation_that_was_left_behind_is_marked_until_somebody_looked(desk: Desk) -> None:
    desk.select("clot", "Clot")
    desk.type_over("label", "en", "Thrombus")
    said = desk.field("label").fields["id"]
    desk.wait_for(lambda: "may be out of date" in said.label.text())
    desk.wait_for(lambda: "1 translation may be out of date" in desk.forms.bar.summary.text())
    QTest.mouseClick(said.still_right, Qt.MouseButton.LeftButton)
    desk.wait_for(lambda: "out of date" not in said.label.text())
    assert desk.text == LESSON.replace('"Clot"', '"Thrombus"')


def test_what_cannot_be_is_said_at_its_field_with_the_way_into_the_text(desk: Desk) -> None:
    desk.select("clot", "Clot")
    edit = desk.edit("label", "en")
    QTest.mouseClick(edit.viewport(), Qt.MouseButton.LeftButton)
    edit.selectAll()
    QTest.keyClick(edit, Qt.Key.Key_Delete)
    desk.edit("label", "id").setFocus()
    desk.edit("label", "id").selectAll()
    QTest.keyClick(desk.edit("label", "id"), Qt.Key.Key_Delete)
    edit.setFocus()
    row = desk.row("label")
    desk.wait_for(row.refusal.isVisible)
    assert "label" in row.refusal.text()
    QTest.mouseClick(row.in_text, Qt.MouseButton.LeftButton)
    desk.wait_for(lambda: not desk.forms.panel.isVisible())


def test_a_shipped_diagram_says_that_it_stays_as_it_is(shipped: Visitor) -> None:
    desk = Desk(shipped)
    before = desk.text
    desk.wait_for(lambda: desk.heading != "")
    edit = desk.edit("title", "en")
    QTest.keyClicks(edit, "My ")
    row = desk.row("title")
    desk.wait_for(row.refusal.isVisible)
    assert "stays as it is" in row.refusal.text()
    assert shipped.button == "Make my own copy"
    assert desk.text == before


def test_the_form_speaks_the_language_of_the_interface(desk: Desk) -> None:
    desk.select("clot", "Clot")
    desk.visitor.window.do("interface-id")
    desk.wait_for(lambda: desk.row("label").label.text() == "Label" and desk.row("kind").label.text() == "Jenis")
    desk.wait_for(lambda: list(desk.field("label").fields) == ["id", "en"])


def test_a_broken_text_leaves_an_empty_form_and_comes_back(desk: Desk) -> None:
    desk.select("clot", "Clot")
    document = desk.visitor.window.around.editing.document
    assert document is not None
    document.put("nodes: [")
    desk.wait_for(lambda: desk.heading == "")
    desk.visitor.window.do("undo")
    desk.wait_for(lambda: desk.heading == "Clot")


def test_leaving_the_mode_keeps_what_was_typed(desk: Desk) -> None:
    desk.select("clot", "Clot")
    QTest.keyClicks(desk.edit("label", "en"), "x")
    desk.visitor.window.do("explore")
    desk.wait_for(lambda: '"Clotx"' in desk.text)
    assert QApplication.focusWidget() is not desk.edit("label", "en")
    assert isinstance(desk.row("label").in_text, QPushButton)


def test_a_treatment_acts_on_what_is_chosen_from_a_list(desk: Desk) -> None:
    desk.select("walking", "Walking")
    names = cast("NamesRow", desk.row("acts-on")).field
    QTest.mouseClick(names.add, Qt.MouseButton.LeftButton)
    assert names.chooser is not None
    QTest.keyClicks(names.chooser.search, "stone clot")
    QTest.keyClick(names.chooser.search, Qt.Key.Key_Return)
    desk.wait_for(lambda: "acts-on: [stasis, clot, clot -> stone]" in desk.text)
    desk.wait_for(lambda: "clot -> stone" in names.chips)
    QTest.mouseClick(names.chips["clot"], Qt.MouseButton.LeftButton)
    desk.wait_for(lambda: "acts-on: [stasis, clot -> stone]" in desk.text)
    assert desk.text == LESSON.replace("acts-on: [stasis, clot]", "acts-on: [stasis, clot -> stone]")


def test_the_form_is_reached_and_left_by_keys(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(clot=LESSON) / "clot.yaml")
    visitor.wait_for_drawing("clot")
    visitor.window.session.select("clot")
    visitor.window.do("go-form")
    desk = Desk(visitor, is_open=True)
    desk.wait_for(lambda: desk.heading == "Clot")
    desk.wait_for(lambda: desk.forms.form.isAncestorOf(cast("QWidget", QApplication.focusWidget())))
    assert cast("ChoiceRow", desk.row("kind")).field.isAncestorOf(cast("QWidget", QApplication.focusWidget()))
    edit = desk.edit("label", "en")
    edit.setFocus()
    QTest.keyClicks(edit, "s")
    QTest.keyClick(edit, Qt.Key.Key_Return)
    assert desk.edit("label", "id").hasFocus()
    QTest.keyClick(desk.edit("label", "id"), Qt.Key.Key_Escape)
    desk.wait_for(visitor.canvas.hasFocus)
    assert visitor.session.element == "clot"
    desk.wait_for(lambda: '"Clots"' in desk.text)


def test_an_arrow_is_led_to_another_step_and_stays_selected(desk: Desk) -> None:
    desk.select("stasis -> clot", "Slow blood → Clot")
    names = cast("NamesRow", desk.row("to")).field
    QTest.mouseClick(names.chips["clot"], Qt.MouseButton.LeftButton)
    assert names.chooser is not None
    QTest.keyClicks(names.chooser.search, "stone")
    QTest.keyClick(names.chooser.search, Qt.Key.Key_Return)
    desk.wait_for(lambda: desk.heading == "Slow blood → Stone")
    assert desk.visitor.session.element == "stasis -> stone"
    assert desk.text == LESSON.replace("from: stasis, to: clot", "from: stasis, to: stone")


def test_a_list_that_is_empty_can_be_begun(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(clot=CLOT) / "clot.yaml")
    visitor.wait_for_drawing("clot")
    desk = Desk(visitor)
    desk.choose("Groups")
    desk.wait_for(lambda: desk.heading == "")
    QTest.mouseClick(desk.forms.bar.buttons["add"], Qt.MouseButton.LeftButton)
    desk.wait_for(lambda: desk.heading == "New group")
    assert "  group-1:" in desk.text or "group-1" in desk.text
    desk.type_over("label", "id", "Dinding")
    QTest.mouseClick(desk.forms.bar.buttons["remove"], Qt.MouseButton.LeftButton)
    desk.wait_for(lambda: "group-1" not in desk.text)


def test_another_diagram_has_another_form(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(clot=LESSON, other=CLOT.replace("A clot", "Another")) / "clot.yaml")
    visitor.wait_for_drawing("clot")
    desk = Desk(visitor)
    desk.choose("Tour")
    desk.wait_for(lambda: desk.heading == "1. First.")
    QTest.keyClicks(desk.edit("text", "en"), "!")
    visitor.window.do("next-diagram")
    desk.wait_for(lambda: desk.heading == "Another")
    visitor.window.do("previous-diagram")
    desk.wait_for(lambda: desk.heading == "A clot")
    assert desk.text == LESSON.replace('"First."', '"First.!"')
