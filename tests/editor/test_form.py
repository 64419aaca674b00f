"""The form of an element: what it shows for its rows, what it asks for, and that it fits and is read aloud."""

from typing import cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QWidget
from pytestqt.qtbot import QtBot

from calcviewer.core.form_contents import contents
from calcviewer.core.form_fields import FormState, form_of
from calcviewer.core.nameable import Nameable
from calcviewer.core.source import compose
from calcviewer.core.translations import Gaps
from calcviewer.core.values import Path
from calcviewer.editor.field_rows import ChoiceRow, FlagRow, LineRow, NamesRow, StringsRow, TextRow, TextsRow
from calcviewer.editor.form import ElementForm
from calcviewer.editor.form_row import RowWidget
from calcviewer.editor.words_edit import WordsEdit
from calcviewer.layout.theme import LIGHT, THEMES
from calcviewer.view.style import stylesheet
from tests.core.small_form import BOTH, DIAGRAM, TEXT, entry, form, said

SOON_MS = 2000
MIDDLE = ("nodes", "middle")


def shown(qtbot: QtBot, state: FormState | None, width: int = 560) -> ElementForm:
    made = ElementForm(LIGHT)
    qtbot.addWidget(made)
    made.resize(width, 600)
    made.show_form(state)
    made.show()
    made.activateWindow()
    qtbot.waitExposed(made)
    return made


def row(made: ElementForm, name: str) -> RowWidget:
    return next(widget for widget in made.rows if widget.row.path[-1] == name)


def edit(made: ElementForm, name: str, language: str) -> WordsEdit:
    return cast("TextRow", row(made, name)).field.fields[language].edit


class Heard:
    """What a form asked for, in order."""

    def __init__(self, made: ElementForm) -> None:
        self.asked: list[tuple[object, ...]] = []
        for name in ("value_changed", "value_removed", "split_wanted", "accepted", "place_wanted"):
            getattr(made.asks, name).connect(lambda *found, name=name: self.asked.append((name, *found)))
        made.asks.text_changed.connect(lambda _row, *found: self.asked.append(("text_changed", *found)))

    def last(self) -> tuple[object, ...]:
        return self.asked[-1]


def test_without_a_selection_the_form_says_what_to_do(qtbot: QtBot) -> None:
    made = shown(qtbot, None)
    assert made.rows == []
    made.show_form(form(MIDDLE, "middle"))
    assert made.rows
    made.show_form(None)
    assert made.rows == []


def test_everything_in_a_diagram_has_a_form_with_all_its_rows(qtbot: QtBot) -> None:
    made = shown(qtbot, form(()))
    for part in contents(said(), "en"):
        for listed in part.entries:
            state = form(listed.path, listed.element)
            made.show_form(state)
            assert [widget.row for widget in made.rows] == list(state.rows)
            assert made.heading.text() == listed.label


def test_typing_in_one_language_asks_for_that_text(qtbot: QtBot) -> None:
    made = shown(qtbot, form(MIDDLE, "middle"))
    heard = Heard(made)
    field = edit(made, "label", "id")
    QTest.keyClicks(field, "Tengah")
    qtbot.waitUntil(lambda: heard.asked == [("text_changed", (*MIDDLE, "label"), "id", "Tengah")], timeout=SOON_MS)


def test_a_refresh_keeps_focus_cursor_and_words(qtbot: QtBot) -> None:
    made = shown(qtbot, form(MIDDLE, "middle"))
    field = edit(made, "label", "en")
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    QTest.keyClicks(field, "!")
    made.show_form(form(MIDDLE, "middle", TEXT.replace("kind: process", "kind: cell")))
    assert edit(made, "label", "en") is field
    assert field.hasFocus()
    assert "!" in field.words()
    assert cast("ChoiceRow", row(made, "kind")).field.buttons["cell"].isChecked()


def test_missing_and_stale_translations_are_said_in_words(qtbot: QtBot) -> None:
    root, _ = compose(TEXT)
    assert root is not None
    path = ("nodes", "start", "label")
    gaps = Gaps(frozenset({((*MIDDLE, "label"), "id")}), frozenset({(path, "id")}))
    state = form_of(root, entry(("nodes", "start"), "start"), Nameable(DIAGRAM), BOTH, gaps)
    made = shown(qtbot, state)
    field = cast("TextRow", row(made, "label")).field.fields["id"]
    assert "may be out of date" in field.label.text()
    assert "may be out of date" in field.edit.accessibleName()
    heard = Heard(made)
    QTest.mouseClick(field.still_right, Qt.MouseButton.LeftButton)
    assert heard.last() == ("accepted", path)
    made.show_form(form(MIDDLE, "middle"))
    assert "not translated yet" in cast("TextRow", row(made, "label")).field.fields["id"].label.text()


def test_a_text_that_is_the_same_everywhere_can_be_written_for_each_language(qtbot: QtBot) -> None:
    made = shown(qtbot, form(("nodes", "end"), "end"))
    heard = Heard(made)
    field = cast("TextRow", row(made, "label")).field
    assert list(field.fields) == [""]
    QTest.mouseClick(field.split, Qt.MouseButton.LeftButton)
    assert heard.last() == ("split_wanted", ("nodes", "end", "label"))
    made.show_form(form(("nodes", "end"), "end", TEXT.replace("label: DNA", "label: {en: DNA, id: DNA}")))
    assert list(field.fields) == ["en", "id"]


def test_languages_stand_side_by_side_where_there_is_room(qtbot: QtBot) -> None:
    made = shown(qtbot, form(("nodes", "start"), "start"))
    one, other = edit(made, "label", "en"), edit(made, "label", "id")

    def is_beside() -> bool:
        return one.mapTo(made, one.rect().topLeft()).y() == other.mapTo(made, other.rect().topLeft()).y()

    qtbot.waitUntil(is_beside, timeout=SOON_MS)
    made.resize(340, 600)
    qtbot.waitUntil(lambda: not is_beside(), timeout=SOON_MS)


def test_a_kind_is_chosen_by_its_button(qtbot: QtBot) -> None:
    made = shown(qtbot, form(MIDDLE, "middle"))
    heard = Heard(made)
    kinds = cast("ChoiceRow", row(made, "kind")).field
    assert kinds.buttons["process"].isChecked()
    assert not kinds.buttons["cell"].icon().isNull()
    QTest.mouseClick(kinds.buttons["cell"], Qt.MouseButton.LeftButton)
    assert heard.last() == ("value_changed", (*MIDDLE, "kind"), "cell")
    QTest.mouseClick(kinds.buttons["cell"], Qt.MouseButton.LeftButton)
    made.show_form(form(MIDDLE, "middle"))
    assert kinds.buttons["process"].isChecked()


def test_several_words_can_be_down_or_none(qtbot: QtBot) -> None:
    made = shown(qtbot, form(("treatments", "cure"), "cure"))
    heard, path = Heard(made), ("treatments", "cure", "evidence")
    buttons = cast("ChoiceRow", row(made, "evidence")).field.buttons
    QTest.mouseClick(buttons["guideline"], Qt.MouseButton.LeftButton)
    assert heard.last() == ("value_changed", path, ["trials", "guideline"])
    QTest.mouseClick(buttons["guideline"], Qt.MouseButton.LeftButton)
    QTest.mouseClick(buttons["trials"], Qt.MouseButton.LeftButton)
    assert heard.last() == ("value_removed", path)
    QTest.mouseClick(buttons["laboratory"], Qt.MouseButton.LeftButton)
    assert heard.last() == ("value_changed", path, "laboratory")


def test_what_is_named_has_chips_with_labels(qtbot: QtBot) -> None:
    made = shown(qtbot, form(("groups", "wall")))
    heard, path = Heard(made), ("groups", "wall", "nodes")
    names = cast("NamesRow", row(made, "nodes")).field
    assert "Start" in names.chips["start"].text()
    QTest.mouseClick(names.add, Qt.MouseButton.LeftButton)
    assert names.chooser is not None
    QTest.keyClicks(names.chooser.search, "midd")
    QTest.keyClick(names.chooser.search, Qt.Key.Key_Return)
    assert heard.last() == ("value_changed", path, ["start", "middle"])
    QTest.mouseClick(names.chips["start"], Qt.MouseButton.LeftButton)
    assert heard.last() == ("value_changed", path, [])  # the file needs this field: it says so, and nothing is lost


def test_what_must_be_named_once_has_a_list_behind_its_chip(qtbot: QtBot) -> None:
    made = shown(qtbot, form(("edges", 0), "start -> middle"))
    heard = Heard(made)
    names = cast("NamesRow", row(made, "to")).field
    assert not names.add.isVisible()
    QTest.mouseClick(names.chips["middle"], Qt.MouseButton.LeftButton)
    assert names.chooser is not None
    QTest.keyClick(names.chooser.search, Qt.Key.Key_Down)
    QTest.keyClick(names.chooser.search, Qt.Key.Key_Return)
    assert heard.last() == ("value_changed", ("edges", 0, "to"), "end")


def test_needs_are_a_rule_or_names(qtbot: QtBot) -> None:
    made = shown(qtbot, form(MIDDLE, "middle"))
    heard, path = Heard(made), (*MIDDLE, "needs")
    names = cast("NamesRow", row(made, "needs")).field
    QTest.mouseClick(names.words["all"], Qt.MouseButton.LeftButton)
    assert heard.last() == ("value_changed", path, "all")
    QTest.mouseClick(names.chips["start"], Qt.MouseButton.LeftButton)
    assert heard.last() == ("value_removed", path)
    made.show_form(form(MIDDLE, "middle", TEXT.replace("needs: [start]", "needs: all")))
    assert names.words["all"].isChecked()
    QTest.mouseClick(names.add, Qt.MouseButton.LeftButton)
    assert names.chooser is not None
    assert names.chooser.list.count() == 1
    QTest.keyClick(names.chooser.search, Qt.Key.Key_Return)
    assert heard.last() == ("value_changed", path, ["start"])


def test_lists_of_texts_grow_shrink_and_move(qtbot: QtBot) -> None:
    made = shown(qtbot, form(("quiz", 0)))
    heard, path = Heard(made), ("quiz", 0, "choices")
    items = cast("TextsRow", row(made, "choices")).items
    first, second = {"en": "A", "id": "A"}, {"en": "B"}
    QTest.mouseClick(items.button(0, "down"), Qt.MouseButton.LeftButton)
    assert heard.last() == ("value_changed", path, [second, first])
    QTest.mouseClick(items.button(1, "up"), Qt.MouseButton.LeftButton)
    assert heard.last() == ("value_changed", path, [second, first])
    QTest.mouseClick(items.button(1, "remove"), Qt.MouseButton.LeftButton)
    assert heard.last() == ("value_changed", path, [first])
    assert not items.button(0, "up").isEnabled()
    QTest.keyClicks(items.held[1].fields["id"].edit, "B")
    items.held[1].fields["id"].edit.tell()
    assert heard.last() == ("text_changed", (*path, 1), "id", "B")


def test_lists_of_plain_words(qtbot: QtBot) -> None:
    made = shown(qtbot, form(()))
    heard, path = Heard(made), ("bridges",)
    items = cast("StringsRow", row(made, "bridges")).items
    QTest.keyClicks(items.held[0], "x")
    items.held[0].tell()
    assert heard.last() == ("value_changed", path, ["start -> endx"])
    QTest.mouseClick(items.button(0, "remove"), Qt.MouseButton.LeftButton)
    assert heard.last() == ("value_removed", path)


def test_lines_numbers_and_flags(qtbot: QtBot) -> None:
    made = shown(qtbot, form(("refs", "R1")))
    made.more.setChecked(True)
    heard, path = Heard(made), ("refs", "R1")
    year = cast("LineRow", row(made, "year")).edit
    assert year.words() == "1999"
    year.selectAll()
    QTest.keyClicks(year, "2001")
    year.tell()
    assert heard.last() == ("value_changed", (*path, "year"), "2001")
    year.selectAll()
    QTest.keyClick(year, Qt.Key.Key_Delete)
    year.tell()
    assert heard.last() == ("value_removed", (*path, "year"))
    QTest.keyClick(cast("FlagRow", row(made, "checked")).box, Qt.Key.Key_Space)
    assert heard.last() == ("value_changed", (*path, "checked"), "true")


def test_a_refusal_is_said_at_its_field_until_something_else_is_asked(qtbot: QtBot) -> None:
    made = shown(qtbot, form(MIDDLE, "middle"))
    heard, path = Heard(made), (*MIDDLE, "label")
    made.refuse(path, "This cannot be.")
    widget = row(made, "label")
    assert "This cannot be." in widget.refusal.text()
    assert widget.refusal.isVisible()
    QTest.mouseClick(widget.in_text, Qt.MouseButton.LeftButton)
    assert heard.last() == ("place_wanted", path)
    made.show_form(form(MIDDLE, "middle"))
    assert widget.refusal.isVisible()
    made.show_form(form(MIDDLE, "middle", TEXT.replace("{en: Middle}", "{en: Centre}")))
    assert widget.refusal.isVisible()
    assert edit(made, "label", "en").words() == "Centre"
    made.refuse(path, "")
    assert not widget.refusal.isVisible()
    made.refuse(("nodes", "gone", "label"), "Nobody sees this.")


def test_problems_stand_at_their_fields(qtbot: QtBot) -> None:
    made = shown(qtbot, form(MIDDLE, "middle", TEXT.replace("kind: process", "kind: proces")))
    texts = [label.text() for label in row(made, "kind").findChildren(type(made.heading))]
    assert any("Did you mean" in text for text in texts)
    made.show_form(form(MIDDLE, "middle"))
    kept = [label.text() for label in row(made, "kind").findChildren(type(made.heading)) if label.isVisible()]
    assert not any("Did you mean" in text for text in kept)


def test_seldom_used_fields_wait_until_they_are_wanted(qtbot: QtBot) -> None:
    made = shown(qtbot, form(("nodes", "start"), "start"))
    assert not row(made, "concept").isVisible()
    QTest.keyClick(made.more, Qt.Key.Key_Space)
    assert row(made, "concept").isVisible()
    made.show_form(form(MIDDLE, "middle"))
    assert row(made, "concept").isVisible()


def test_a_link_and_bold_words_are_written_for_whoever_knows_no_markdown(qtbot: QtBot) -> None:
    made = shown(qtbot, form(MIDDLE, "middle"))
    field = edit(made, "text", "en")
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert all(button.isVisible() for button in made.help.buttons.values())
    field.selectAll()
    QTest.mouseClick(made.help.buttons["bold"], Qt.MouseButton.LeftButton)
    assert field.words() == "**A line of a paragraph.**"
    QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    chooser = cast("TextRow", row(made, "text")).chooser
    assert chooser is not None
    QTest.keyClick(chooser.search, Qt.Key.Key_Return)
    assert field.words().endswith("[Start](#start)")
    edit(made, "label", "en").setFocus()
    assert not any(button.isVisible() for button in made.help.buttons.values())


def test_the_strip_says_what_the_field_means(qtbot: QtBot) -> None:
    made = shown(qtbot, form(MIDDLE, "middle"))
    field = edit(made, "label", "en")
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    assert made.help.words.text() == "Label: The few words that stand in the box."


def test_undoing_in_any_field_is_asked_of_the_document(qtbot: QtBot) -> None:
    made = shown(qtbot, form(()))
    for field in made.findChildren(WordsEdit):
        with qtbot.waitSignal(made.asks.undo_wanted, timeout=SOON_MS):
            QTest.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def _focusable(made: ElementForm) -> list[QWidget]:
    widgets = made.findChildren(QWidget)
    return [found for found in widgets if found.isVisible() and found.focusPolicy() & Qt.FocusPolicy.TabFocus]


@pytest.mark.parametrize(("path", "element"), [((), ""), (MIDDLE, "middle"), (("quiz", 0), ""), (("table",), "")])
def test_everything_has_a_name_and_is_reached_from_above_to_below(qtbot: QtBot, path: Path, element: str) -> None:
    made = shown(qtbot, form(path, element))
    found = _focusable(made)
    assert found
    for widget in found:
        face = QAccessible.queryAccessibleInterface(widget)
        named = widget.accessibleName() or (isinstance(widget, QAbstractButton) and widget.text())
        assert face is not None
        assert named, widget
    first = made.rows[0].findChildren(QWidget)
    start = next(widget for widget in first if widget in found)
    order, at = [start], start.nextInFocusChain()
    while at is not None and at is not start:
        if at in found:
            order.append(at)
        at = at.nextInFocusChain()
    heights = [made.rows.index(_row_of(made, widget)) for widget in order if _row_of(made, widget) in made.rows]
    shown_rows = sorted(set(heights), key=lambda at: made.rows[at].mapTo(made, made.rows[at].rect().topLeft()).y())
    assert list(dict.fromkeys(heights)) == shown_rows


def _row_of(made: ElementForm, widget: QWidget) -> RowWidget:
    return next((one for one in made.rows if one.isAncestorOf(widget)), cast("RowWidget", None))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("points", [9.0, 27.5])
def test_nothing_is_cut_off_at_any_size(qtbot: QtBot, theme: str, points: float) -> None:
    made = shown(qtbot, form(MIDDLE, "middle"), width=430)
    made.more.setChecked(True)
    page = made.area.widget()
    font = made.font()
    font.setPointSizeF(points)
    made.setFont(font)
    made.setStyleSheet(stylesheet(THEMES[theme], points))
    made.set_look(THEMES[theme], points)
    assert page is not None
    qtbot.waitUntil(lambda: page.width() <= made.area.viewport().width(), timeout=SOON_MS)
