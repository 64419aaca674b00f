"""Drawing by hand: a step, an arrow, a kind, a label, on the drawing itself; and the text around it stays as it was."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton

from calcviewer.core.model import Diagram
from calcviewer.editor.chooser import Chooser
from calcviewer.editor.floating import Floating
from calcviewer.editor.hand import Hand
from calcviewer.editor.step_field import StepField, WordField
from tests.app.small import CLOT
from tests.app.visitor import Open, Visitor

TEXT = (
    CLOT.replace("nodes:\n", "# what happens, in order\nnodes:\n").replace(
        "    kind: process\n", "    kind: process   # is it?\n"
    )
    + """\
# the end
groups:
  vein:
    label: {en: "Vein", id: "Vena"}
    nodes: [stasis, clot]
  bone:
    label: {en: "Bone", id: "Tulang"}
    nodes: [stone]
tour:
  - show: stone
    text: {en: "Look!", id: "Lihat!"}
"""
)
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


class Draughtsman:
    """A visitor who draws on the drawing."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.canvas = visitor.canvas
        self.viewport = visitor.canvas.viewport()

    @property
    def hand(self) -> Hand:
        found = self.canvas.findChild(Hand)
        assert found is not None
        return found

    @property
    def text(self) -> str:
        document = self.visitor.window.around.editing.document
        assert document is not None
        return document.text()

    @property
    def diagram(self) -> Diagram:
        diagram = self.visitor.session.diagram
        assert diagram is not None
        return diagram

    @property
    def step_field(self) -> StepField:
        self.visitor.wait(lambda: bool(self.visitor.window.findChildren(StepField)))
        return self.visitor.window.findChildren(StepField)[-1]

    @property
    def word_field(self) -> WordField:
        self.visitor.wait(lambda: bool(self.visitor.window.findChildren(WordField)))
        return self.visitor.window.findChildren(WordField)[-1]

    @property
    def is_asked(self) -> bool:
        """Whether a field stands over the drawing."""
        return any(field.isVisible() for field in self.visitor.window.findChildren(Floating))

    @property
    def chooser(self) -> Chooser:
        self.visitor.wait(lambda: any(one.isVisible() for one in self.visitor.window.findChildren(Chooser)))
        return next(one for one in self.visitor.window.findChildren(Chooser) if one.isVisible())

    def wait_for(self, element: str) -> None:
        """Until the drawing has it, and nothing moves."""
        self.visitor.wait(lambda: self.diagram.element(element) is not None)
        self.wait_still()

    def wait_gone(self, element: str) -> None:
        self.visitor.wait(lambda: self.diagram.element(element) is None)
        self.wait_still()

    def wait_still(self) -> None:
        self.visitor.wait(lambda: self.visitor.session.picture is not None and self.canvas.is_still)

    def pull_to(self, place: QPoint) -> None:
        """Presses the handle and moves, without letting go."""
        start = self.hand.handle_place()
        QTest.mousePress(self.viewport, LEFT, NONE, start)
        for piece in range(1, 6):
            QTest.mouseMove(self.viewport, start + (place - start) * piece / 5)

    def draw_to(self, place: QPoint) -> None:
        """Drags the handle there."""
        self.pull_to(place)
        QTest.mouseRelease(self.viewport, LEFT, NONE, place)

    def menu_of(self, element: str) -> QMenu:
        """The menu of the right mouse button."""
        self.visitor.click_at(self.visitor.point_of(element), Qt.MouseButton.RightButton)
        return self.visitor.menu()

    def choose(self, menu: QMenu, *names: str) -> None:
        """Chooses a row of a menu, by the words of it and of the menus inside."""
        for name in names:
            row = _row(menu, name)
            inner = row.menu()
            if isinstance(inner, QMenu):
                menu_of_it, menu = menu, inner
                menu_of_it.close()
            else:
                row.trigger()
                menu.close()
        self.visitor.window.activateWindow()
        self.visitor.wait(self.visitor.window.isActiveWindow)
        self.canvas.setFocus()


def _row(menu: QMenu, name: str) -> QAction:
    return next(row for row in menu.actions() if row.text() == name)


@pytest.fixture
def draughtsman(start: Open, library: Callable[..., Path]) -> Draughtsman:
    visitor = start(library(clot=TEXT) / "clot.yaml")
    visitor.wait_for_drawing("clot")
    visitor.do("edit")
    visitor.settle()
    made = Draughtsman(visitor)
    made.canvas.setFocus()
    made.canvas.fit()
    return made


def test_adds_a_step_by_drawing(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    visitor.click("clot")
    draughtsman.draw_to(visitor.ground())
    field = draughtsman.step_field
    assert field.after.text() == "With an arrow from “Clot”"
    assert not field.add.isEnabled()
    visitor.type("Hard: a scar")
    visitor.key(Qt.Key.Key_Return)
    draughtsman.wait_for("hard-a-scar")
    assert visitor.place == "clot#hard-a-scar"
    assert draughtsman.diagram.node_by_id["hard-a-scar"].label.get("en") == "Hard: a scar"
    new = '  hard-a-scar:\n    kind: process\n    label: {en: "Hard: a scar", id: ""}\n'
    arrow = "  - clot -> hard-a-scar\n"
    before = TEXT.replace("  stone:\n    kind", f"{new}  stone:\n    kind")
    assert draughtsman.text == before.replace("treatments:\n", f"{arrow}treatments:\n")
    visitor.do("undo")
    draughtsman.wait_gone("hard-a-scar")
    assert draughtsman.text == TEXT


def test_adds_a_step_and_an_arrow_without_a_mouse(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    visitor.session.select("clot")
    visitor.key(Qt.Key.Key_Insert)
    assert visitor.has_focus(draughtsman.step_field.label)
    visitor.type("Scar")
    visitor.key(Qt.Key.Key_Tab)
    visitor.key(Qt.Key.Key_Right)
    visitor.key(Qt.Key.Key_Return)
    draughtsman.wait_for("scar")
    assert draughtsman.diagram.node_by_id["scar"].kind == "cell"
    assert "clot -> scar" in draughtsman.diagram.edge_by_id
    assert visitor.has_focus(draughtsman.canvas)
    visitor.key(Qt.Key.Key_A, CONTROL, SHIFT)
    chooser = draughtsman.chooser
    visitor.type("Sto")
    assert chooser.list.currentItem().text() == "Stone"
    visitor.key(Qt.Key.Key_Return)
    draughtsman.wait_for("scar -> stone")
    assert visitor.place == "clot#scar -> stone"


def test_an_arrow_is_drawn_from_step_to_step(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    visitor.click("stasis")
    before = draughtsman.canvas.grab().toImage()
    draughtsman.canvas.fit()
    end = visitor.point_of("stone")
    draughtsman.pull_to(end)
    assert draughtsman.canvas.grab().toImage() != before
    QTest.mouseRelease(draughtsman.viewport, LEFT, NONE, end)
    draughtsman.wait_for("stasis -> stone")
    assert draughtsman.text == TEXT.replace("treatments:\n", "  - stasis -> stone\ntreatments:\n")
    visitor.click("stasis")
    draughtsman.canvas.fit()
    draughtsman.draw_to(visitor.point_of("stone"))
    assert visitor.bar == "There is an arrow from “Slow blood” to “Stone” already."
    assert visitor.place == "clot#stasis -> stone"


def test_an_arrow_that_is_let_go_leaves_nothing(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    visitor.click("stasis")
    draughtsman.canvas.fit()
    before = len(draughtsman.canvas.scene().items())
    draughtsman.pull_to(visitor.point_of("stone"))
    visitor.key(Qt.Key.Key_Escape)
    QTest.mouseRelease(draughtsman.viewport, LEFT, NONE, visitor.point_of("stone"))
    draughtsman.draw_to(visitor.point_of("stasis"))
    draughtsman.draw_to(visitor.point_of("walking"))
    assert len(draughtsman.canvas.scene().items()) == before
    assert visitor.place == "clot#stasis"
    assert draughtsman.text == TEXT
    assert not draughtsman.is_asked


def test_what_is_deleted_says_what_goes_with_it_and_comes_back(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    visitor.click("stone")
    visitor.key(Qt.Key.Key_Delete)
    draughtsman.wait_gone("stone")
    assert visitor.bar == "Deleted “Stone” with 1 arrow, 1 group and 1 stop of the tour."
    assert visitor.place == "clot#"
    assert visitor.button == "Undo"
    visitor.press_button()
    draughtsman.wait_for("stone")
    assert draughtsman.text == TEXT


def test_a_way_back_is_offered_until_something_else_is_done(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    visitor.click("stone")
    visitor.key(Qt.Key.Key_Delete)
    visitor.key(Qt.Key.Key_Delete)
    draughtsman.wait_gone("stone")
    visitor.key(Qt.Key.Key_Delete)
    assert visitor.bar.startswith("Deleted")
    visitor.click("clot")
    visitor.do("duplicate-step")
    draughtsman.wait_for("clot-2")
    assert visitor.bar == ""


def test_what_is_new_is_seen_though_only_a_part_was_drawn(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    visitor.session.select("stone")
    visitor.do("neighbours")
    visitor.wait(lambda: visitor.session.picture is not None and "stasis" not in visitor.picture.box_by_id)
    visitor.do("duplicate-step")
    draughtsman.wait_for("stone-2")
    assert "stone-2" in visitor.picture.box_by_id
    assert visitor.place == "clot#stone-2"


def test_an_arrow_is_turned_round_and_changes_its_kind(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    visitor.session.select("clot -> stone")
    visitor.key(Qt.Key.Key_F5, SHIFT)
    draughtsman.wait_for("stone -> clot")
    assert visitor.place == "clot#stone -> clot"
    assert draughtsman.text == TEXT.replace("from: clot, to: stone", "from: stone, to: clot")
    visitor.key(Qt.Key.Key_F4, SHIFT)
    assert draughtsman.chooser.list.currentItem().text() == "Causes"
    visitor.type("inhib")
    visitor.key(Qt.Key.Key_Return)
    visitor.wait(lambda: draughtsman.diagram.edge_by_id["stone -> clot"].kind == "inhibits")
    visitor.do("undo")
    visitor.do("undo")
    draughtsman.wait_for("clot -> stone")
    assert draughtsman.text == TEXT


def test_a_kind_is_chosen_by_its_picture_in_the_menu(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    menu = draughtsman.menu_of("clot")
    kinds = _row(menu, "Kind").menu()
    assert isinstance(kinds, QMenu)
    assert [row.text() for row in kinds.actions() if row.isChecked()] == ["Process"]
    assert all(not row.icon().isNull() for row in kinds.actions())
    draughtsman.choose(menu, "Kind", "Finding")
    visitor.wait(lambda: draughtsman.diagram.node_by_id["clot"].kind == "finding")
    assert draughtsman.text == TEXT.replace("kind: process   # is it?", "kind: finding   # is it?")


def test_a_label_is_changed_where_it_stands(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    visitor.double_click_at(visitor.point_of("clot"))
    field = draughtsman.word_field
    assert field.field.selectedText() == "Clot"
    visitor.type("Thrombus")
    visitor.key(Qt.Key.Key_Return)
    visitor.wait(lambda: draughtsman.diagram.node_by_id["clot"].label.get("en") == "Thrombus")
    assert draughtsman.text == TEXT.replace('{en: "Clot"', '{en: "Thrombus"')
    visitor.do("content-id")
    visitor.key(Qt.Key.Key_F2, SHIFT)
    assert draughtsman.word_field.field.text() == "Bekuan darah"
    visitor.key(Qt.Key.Key_Escape)
    visitor.settle()
    assert not draughtsman.is_asked
    assert visitor.has_focus(draughtsman.canvas)


def test_a_double_click_on_the_ground_asks_for_a_step(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    visitor.click("clot")
    visitor.double_click_at(visitor.ground())
    field = draughtsman.step_field
    assert field.after.isVisible()
    QTest.mouseClick(field.after, LEFT, NONE, QPoint(10, field.after.height() // 2))
    assert not field.after.isChecked()
    kind = next(button for button in field.findChildren(QToolButton) if button.accessibleName() == "Trigger")
    visitor.press(kind)
    field.label.setText("Injury")
    visitor.press(next(button for button in field.findChildren(QPushButton) if button.text() == "Add the step"))
    draughtsman.wait_for("injury")
    assert draughtsman.diagram.node_by_id["injury"].kind == "trigger"
    assert not draughtsman.diagram.incoming("injury")


def test_a_press_elsewhere_leaves_the_field(draughtsman: Draughtsman) -> None:
    draughtsman.visitor.do("add-step")
    field = draughtsman.step_field
    draughtsman.visitor.click_at(QPoint(4, 4))
    assert not field.isVisible()
    assert draughtsman.text == TEXT


def test_a_press_elsewhere_loses_nothing_that_was_typed(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    visitor.do("add-step")
    visitor.type("Scar")
    visitor.click_at(QPoint(4, 4))
    assert draughtsman.step_field.isVisible()
    visitor.double_click_at(visitor.point_of("clot"))
    draughtsman.word_field.field.setText("Thrombus")
    visitor.click_at(QPoint(4, 4))
    visitor.wait(lambda: draughtsman.diagram.node_by_id["clot"].label.get("en") == "Thrombus")


def test_escape_leaves_a_list_and_keeps_the_selection(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    visitor.session.select("clot")
    visitor.do("draw-arrow")
    chooser = draughtsman.chooser
    visitor.key(Qt.Key.Key_Escape)
    assert not chooser.isVisible()
    assert visitor.place == "clot#clot"
    assert visitor.has_focus(draughtsman.canvas)


def test_the_keys_of_the_text_stay_in_the_text(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    visitor.session.select("clot")
    visitor.window.around.editing.panels.go_to_text()
    visitor.key(Qt.Key.Key_Delete)
    assert len(draughtsman.text) == len(TEXT) - 1
    assert visitor.bar == ""


def test_a_step_is_copied_renamed_and_put_into_a_group(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    draughtsman.choose(draughtsman.menu_of("clot"), "Copy this step")
    draughtsman.wait_for("clot-2")
    draughtsman.choose(draughtsman.menu_of("clot-2"), "Group", "Bone")
    visitor.wait(lambda: draughtsman.diagram.groups[-1].nodes == ("stone", "clot-2"))
    visitor.session.select("clot-2")
    visitor.do("change-group")
    assert draughtsman.chooser.list.currentItem().text() == "In no group"
    visitor.key(Qt.Key.Key_Return)
    visitor.wait(lambda: draughtsman.diagram.groups[-1].nodes == ("stone",))
    draughtsman.wait_still()
    visitor.do("rename-id")
    assert draughtsman.word_field.field.text() == "clot-2"
    visitor.type("stone")
    visitor.key(Qt.Key.Key_Return)
    visitor.wait(lambda: "already used" in visitor.bar)
    visitor.do("rename-id")
    visitor.wait(lambda: draughtsman.is_asked)
    visitor.type("scar")
    visitor.key(Qt.Key.Key_Return)
    draughtsman.wait_for("scar")
    assert visitor.place == "clot#scar"


def test_a_new_step_may_be_the_end_of_an_arrow(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    visitor.session.select("stone")
    visitor.do("draw-arrow")
    visitor.type("new")
    visitor.key(Qt.Key.Key_Return)
    assert draughtsman.step_field.after.text() == "With an arrow from “Stone”"


@pytest.mark.parametrize(
    ("action", "element", "sentence"),
    [
        ("delete", "", "Select a step, an arrow or a treatment first."),
        ("draw-arrow", "clot -> stone", "Select a step first."),
        ("reverse-arrow", "clot", "Select an arrow first."),
        ("change-kind", "walking", "Select a step or an arrow first."),
        ("edit-label", "clot -> stone", "Select a step or a treatment first."),
        ("duplicate-step", "", "Select a step first."),
        ("change-group", "walking", "Select a step first."),
        ("rename-id", "", "Select a step or a treatment first."),
    ],
)
def test_what_cannot_be_done_says_what_to_select(
    draughtsman: Draughtsman, action: str, element: str, sentence: str
) -> None:
    draughtsman.visitor.session.select(element)
    draughtsman.visitor.do(action)
    assert draughtsman.visitor.bar == sentence
    assert draughtsman.text == TEXT


def test_nothing_is_changed_outside_of_the_mode(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(clot=TEXT) / "clot.yaml")
    visitor.wait_for_drawing("clot")
    visitor.click("clot")
    visitor.key(Qt.Key.Key_Delete)
    assert visitor.bar == "A diagram is changed in the mode Edit."
    visitor.press_button()
    assert visitor.is_checked("edit")
    visitor.do("edit")
    visitor.settle()
    visitor.double_click_at(visitor.ground())
    assert not visitor.window.findChildren(StepField)
    visitor.canvas.setFocus()
    visitor.click_at(visitor.point_of("clot"), Qt.MouseButton.RightButton)
    assert "Delete" not in [row.text() for row in visitor.menu().actions()]
    visitor.menu().close()


def test_a_new_look_and_another_diagram_let_go_of_what_was_begun(draughtsman: Draughtsman) -> None:
    visitor = draughtsman.visitor
    visitor.click("clot")
    visitor.do("add-step")
    visitor.do("theme-dark")
    field = draughtsman.step_field
    assert field.isVisible()
    visitor.do("edit")
    assert not draughtsman.is_asked
