"""The text beside the drawing: typed, broken and led back; a click in the one shows the place in the other."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from calcviewer.editor.text_editor import TextEditor
from calcviewer.layout.theme import THEMES
from tests.app.small import CLOT
from tests.app.visitor import Open, Visitor

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
LINES = CLOT.split("\n")


def line_of(words: str) -> int:
    """The number of the first line that begins with these words."""
    return next(number for number, line in enumerate(LINES, 1) if line.strip().startswith(words))


@pytest.fixture
def clot(start: Open, library: Callable[..., Path]) -> Visitor:
    visitor = start(library(clot=CLOT) / "clot.yaml")
    visitor.wait_for_drawing("clot")
    visitor.do("edit")
    editing = visitor.window.around.editing
    visitor.wait(lambda: editing.is_read)
    editing.panels.go_to_text()
    return visitor


def editor(visitor: Visitor) -> TextEditor:
    return visitor.window.around.editing.panels.text_editor


def text(visitor: Visitor) -> str:
    document = visitor.window.around.editing.document
    assert document is not None
    return document.text()


def has_selected(visitor: Visitor, element: str) -> bool:
    return visitor.session.element == element


def settle(visitor: Visitor) -> None:
    visitor.wait(lambda: visitor.window.around.editing.is_read)


def type_at(visitor: Visitor, line: int, column: int, words: str) -> None:
    editor(visitor).go_to(line, column)
    QTest.keyClicks(editor(visitor), words)


def test_the_drawing_follows_what_is_typed(clot: Visitor) -> None:
    line = line_of('label: {en: "Clot"')
    type_at(clot, line, LINES[line - 1].index("Clot") + 1, "Blood ")
    clot.wait(lambda: any("Blood Clot" in " ".join(box.lines_in("en")) for box in clot.picture.boxes))
    assert clot.session.picture is not None
    assert not clot.session.library.is_outdated("clot")


def test_the_legend_follows_the_kinds_the_theme_and_the_language(clot: Visitor) -> None:
    legend = clot.window.around.legend

    def names() -> list[str]:
        return [legend.item(row).text() for row in range(legend.count())]

    line = line_of("kind: outcome")
    type_at(clot, line, LINES[line - 1].index("outcome") + 1, "")
    for _letter in "outcome":
        QTest.keyClick(editor(clot), Qt.Key.Key_Delete)
    QTest.keyClicks(editor(clot), "process")
    assert "Outcome" in names()
    clot.wait(lambda: "Outcome" not in names())
    line = line_of('label: {en: "Clot"')
    type_at(clot, line, LINES[line - 1].index("Clot") + 1, "Blood ")
    clot.wait(lambda: any("Blood Clot" in " ".join(box.lines_in("en")) for box in clot.picture.boxes))
    assert names() == ["Trigger", "Process", "Treatment", "Causes", "May lead to", "Acts on"]
    before = legend.grab().toImage()
    clot.do("theme-dark")
    assert legend.grab().toImage() != before
    clot.do("interface-id")
    assert names()[:2] == ["Pemicu", "Proses"]


def test_a_broken_indentation_leads_back(clot: Visitor) -> None:
    """The last good drawing stays and says that it is old; the problem says where; undoing mends it."""
    before = clot.picture
    type_at(clot, line_of("kind: process"), 5, "\t")
    QTest.keyClicks(editor(clot), " x: y: z")
    panel = clot.window.around.editing.panels.problems
    clot.wait(panel.isVisible)
    assert clot.picture == before
    assert clot.session.library.is_outdated("clot")
    row = panel.rows[0]
    assert row.problem is not None
    assert row.problem.span.line == line_of("kind: process")
    while text(clot) != CLOT:
        clot.do("undo")
    settle(clot)
    assert not panel.isVisible()
    assert not clot.session.library.is_outdated("clot")


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        (CLOT.replace("kind: process", "kind:process"), CLOT),
        (CLOT.replace("    kind: process", "\tkind: process"), CLOT),
        (CLOT.replace("kind: process", "kind: proces"), CLOT),
        (CLOT.replace("acts-on: [stasis, clot]", "acts-on: [stasis, clott]"), CLOT),
    ],
    ids=["no blank after the colon", "a tab", "a kind with a slip", "an id with a slip"],
)
def test_one_click_mends(start: Open, library: Callable[..., Path], broken: str, mended: str) -> None:
    visitor = start(library(clot=broken) / "clot.yaml")
    visitor.do("edit")
    panel = visitor.window.around.editing.panels.problems
    visitor.wait(panel.isVisible)
    visitor.press(panel.rows[0].fix)
    visitor.wait(lambda: text(visitor) == mended)
    settle(visitor)
    assert not panel.isVisible()
    visitor.wait(lambda: visitor.session.picture is not None)
    visitor.do("undo")
    visitor.wait(lambda: text(visitor) == broken)


def test_an_empty_file_offers_a_beginning(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(empty="# nothing yet\n") / "empty.yaml")
    visitor.press_on_the_empty_canvas("Edit the text")
    panel = visitor.window.around.editing.panels.problems
    visitor.wait(panel.isVisible)
    visitor.press(panel.rows[0].fix)
    visitor.wait(lambda: visitor.session.picture is not None)
    assert "# nothing yet" in text(visitor)


def test_a_click_in_the_drawing_goes_to_the_lines(clot: Visitor) -> None:
    for element, words in (("stone", "stone:"), ("walking", "walking:"), ("clot -> stone", "- {from: clot")):
        clot.click(element)
        assert editor(clot).place()[0] == line_of(words), element


def test_the_cursor_lights_what_it_stands_in(clot: Visitor) -> None:
    history = clot.session.history
    for words, element in (("stone:", "stone"), ("- {from: stasis", "stasis -> clot"), ("effect: prevents", "walking")):
        editor(clot).go_to(line_of(words), 6)
        clot.wait(partial(has_selected, clot, element))
        assert editor(clot).place() == (line_of(words), 6)
    assert clot.session.history == history, "every line that the cursor crossed would be a place to come back to"


def test_suggestions_come_while_typing_and_are_taken_by_keys(clot: Visitor) -> None:
    line = line_of("kind: process")
    editor(clot).go_to(line, len(LINES[line - 1]) + 1)
    for _letter in "process":
        QTest.keyClick(editor(clot), Qt.Key.Key_Backspace)
    QTest.keyClicks(editor(clot), "ou")
    popup = clot.window.around.editing.panels.help.popup
    clot.wait(popup.isVisible)
    QTest.keyClick(editor(clot), Qt.Key.Key_Return)
    assert "kind: outcome" in text(clot)
    assert not popup.isVisible()


def test_a_snippet_is_filled_in_from_place_to_place(clot: Visitor) -> None:
    line = line_of("edges:")
    editor(clot).go_to(line, 1)
    QTest.keyClick(editor(clot), Qt.Key.Key_Return)
    editor(clot).go_to(line, 1)
    QTest.keyClicks(editor(clot), "  ")
    QTest.keyClick(editor(clot), Qt.Key.Key_Space, CONTROL)
    popup = clot.window.around.editing.panels.help.popup
    clot.wait(popup.isVisible)
    before = text(clot)
    QTest.keyClick(editor(clot), Qt.Key.Key_Return)
    assert text(clot) != before
    first = editor(clot).textCursor().selectionStart()
    QTest.keyClick(editor(clot), Qt.Key.Key_Tab)
    assert editor(clot).textCursor().selectionStart() > first
    clot.do("undo")


def test_ctrl_f_finds_in_the_text_while_one_types_there(clot: Visitor) -> None:
    QTest.keyClick(editor(clot), Qt.Key.Key_F, CONTROL)
    assert not clot.has_focus(clot.library_panel.search_field)


def test_going_to_where_an_id_is_defined(clot: Visitor) -> None:
    line = line_of("acts-on:")
    editor(clot).go_to(line, LINES[line - 1].index("clot") + 2)
    settle(clot)
    QTest.keyClick(editor(clot), Qt.Key.Key_F12)
    assert editor(clot).place()[0] == line_of("clot:")


def test_leaving_the_mode_gives_the_room_back(clot: Visitor) -> None:
    clot.do("edit")
    clot.settle()
    assert clot.sidebar.isVisible()
    assert not editor(clot).isVisible()
    clot.do("edit")
    clot.settle()
    assert editor(clot).isVisible()


def test_the_text_keeps_its_place_when_another_diagram_was_looked_at(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(clot=CLOT, other=CLOT) / "clot.yaml")
    visitor.wait_for_drawing("clot")
    visitor.do("edit")
    editor(visitor).go_to(12, 3)
    visitor.do("next-diagram")
    visitor.wait_for_drawing("other")
    visitor.do("previous-diagram")
    visitor.wait_for_drawing("clot")
    assert editor(visitor).place() == (12, 3)


def test_an_id_is_renamed_everywhere_from_the_text(clot: Visitor) -> None:
    editor(clot).go_to(line_of("stone:"), 4)
    settle(clot)
    QTest.keyClick(editor(clot), Qt.Key.Key_R, CONTROL | SHIFT)
    field = clot.focus
    QTest.keySequence(field, "Ctrl+A")
    QTest.keyClicks(field, "calculus")
    QTest.keyClick(field, Qt.Key.Key_Return)
    clot.wait(lambda: "to: calculus" in text(clot))
    assert text(clot) == CLOT.replace("stone:", "calculus:").replace("to: stone", "to: calculus")
    clot.do("undo")
    clot.wait(lambda: text(clot) == CLOT)


def test_a_file_in_another_encoding_is_shown_as_it_was_probably_meant(
    start: Open, library: Callable[..., Path]
) -> None:
    before = CLOT.replace("Clot", "Thrombus né").encode("cp1252")
    folder = library(clot=before)
    visitor = start(folder / "clot.yaml")
    visitor.press_on_the_empty_canvas("Edit the text")
    visitor.wait(lambda: visitor.session.picture is not None)
    assert "Thrombus né" in text(visitor)
    assert "Windows-1252" in visitor.bar
    QTest.keyClicks(editor(visitor), "x")
    assert "Thrombus né" in text(visitor)
    assert (folder / "clot.yaml").read_bytes() == before
    visitor.press_button()
    visitor.do("save")
    visitor.wait(lambda: not visitor.window.windowTitle().startswith("●"))
    assert (folder / "clot.yaml").read_bytes() == before.decode("cp1252").encode()


def test_a_file_that_is_too_big_can_be_read_as_text(start: Open, library: Callable[..., Path]) -> None:
    big = CLOT + "# a comment that says nothing\n" * 110_000
    visitor = start(library(clot=big) / "clot.yaml")
    visitor.press_on_the_empty_canvas("Edit the text")
    assert text(visitor).startswith("format: 1")
    assert "too big" in visitor.bar
    visitor.window.around.editing.panels.go_to_text()
    QTest.keyClicks(editor(visitor), "x")
    assert text(visitor) == big


def test_a_line_that_no_editor_can_show_is_refused_in_words(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(long="title: " + "x" * 1_000_000) / "long.yaml")
    visitor.press_on_the_empty_canvas("Edit the text")
    assert "too long" in visitor.bar
    assert not editor(visitor).isEnabled()


def test_the_ground_of_the_text_follows_the_theme(clot: Visitor) -> None:
    for name in ("high-contrast", "dark", "light"):
        clot.do(f"theme-{name}")
        clot.do("text-larger")
        clot.settle()
        shot = editor(clot).viewport().grab().toImage()
        corner = shot.pixelColor(shot.width() - 2, 1)
        assert corner.name() == THEMES[name].page.lower()
