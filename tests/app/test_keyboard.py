"""Everything by keyboard: a reader without a mouse gets everywhere."""

import pytest
from PySide6.QtCore import Qt

from tests.app.visitor import Visitor

Key, Modifier = Qt.Key, Qt.KeyboardModifier


@pytest.mark.parametrize(
    ("key", "modifier"), [(Key.Key_Slash, Modifier.NoModifier), (Key.Key_F, Modifier.ControlModifier)]
)
def test_from_the_search_to_a_step_of_another_diagram(
    shipped: Visitor, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    shipped.canvas.setFocus()
    shipped.key(key, modifier)
    assert shipped.has_focus(shipped.window.around.library_panel.search_field)
    shipped.type("phlebolith")
    shipped.wait(lambda: bool(shipped.hits))
    shipped.key(Key.Key_Down)
    assert shipped.has_focus(shipped.window.around.library_panel.hits)
    shipped.key(Key.Key_Return)
    shipped.wait_for_drawing("venous-phlebolith")
    assert shipped.place == "venous-phlebolith#phlebolith"
    assert shipped.text.startswith("Outcome From the source text Phlebolith")


def test_enter_in_the_search_field_opens_the_best_hit(shipped: Visitor) -> None:
    shipped.key(Key.Key_F, Modifier.ControlModifier)
    shipped.type("foam cell")
    shipped.wait(lambda: bool(shipped.hits))
    shipped.key(Key.Key_Return)
    assert shipped.place == "arterial-atherosclerosis#foam-cell"


def test_enter_right_after_typing_opens_what_was_typed(shipped: Visitor) -> None:
    shipped.key(Key.Key_F, Modifier.ControlModifier)
    shipped.type("foam cell")
    shipped.key(Key.Key_Return)
    shipped.wait(lambda: shipped.place == "arterial-atherosclerosis#foam-cell")


def test_the_arrow_keys_walk_along_the_arrows(shipped: Visitor) -> None:
    diagram = shipped.session.diagram
    assert diagram is not None
    shipped.key(Key.Key_F6)
    assert shipped.has_focus(shipped.canvas)
    shipped.key(Key.Key_Down)
    first = shipped.session.element
    assert first in diagram.node_by_id
    shipped.key(Key.Key_Down)
    effect = shipped.session.element
    assert effect in {edge.target for edge in diagram.outgoing(first)}
    shipped.key(Key.Key_Up)
    assert shipped.session.element in {edge.source for edge in diagram.incoming(effect)}
    before = shipped.picture.box_by_id[shipped.session.element].x
    shipped.key(Key.Key_Right)
    middle = shipped.picture.box_by_id[shipped.session.element].x
    shipped.key(Key.Key_Left)
    assert middle > before or shipped.picture.box_by_id[shipped.session.element].x < middle


def test_shift_and_down_selects_the_arrow_itself(shipped: Visitor) -> None:
    diagram = shipped.session.diagram
    assert diagram is not None
    shipped.click("infection")
    shipped.key(Key.Key_Down, Modifier.ShiftModifier)
    arrow = diagram.outgoing("infection")[0]
    assert shipped.session.element == arrow.id
    assert arrow.text.get("en").strip() in shipped.text
    shipped.key(Key.Key_Down)
    assert shipped.session.element == arrow.target
    shipped.key(Key.Key_Up, Modifier.ShiftModifier)
    assert shipped.session.element == diagram.incoming(arrow.target)[0].id


def test_every_element_can_be_reached_from_the_keyboard(shipped: Visitor) -> None:
    diagram = shipped.session.diagram
    assert diagram is not None
    shipped.key(Key.Key_F7)
    assert shipped.has_focus(shipped.window.around.outline)
    shipped.key(Key.Key_Home)
    seen = {shipped.session.element}
    for _row in range(4 * len(diagram.edges) + 20):
        shipped.key(Key.Key_Right)
        shipped.key(Key.Key_Down)
        seen.add(shipped.session.element)
    assert seen >= {*diagram.node_by_id, *diagram.edge_by_id, *diagram.treatment_by_id}


def test_enter_goes_to_the_details_and_tab_to_their_links(shipped: Visitor) -> None:
    shipped.click("infection")
    shipped.key(Key.Key_Return)
    assert shipped.has_focus(shipped.details)
    words, target = shipped.links()[0]
    assert target.startswith(("#", "term:")), words
    see_also = next(target for _words, target in shipped.links() if target == "infection")
    for _link in range(len(shipped.links()) + 1):
        shipped.key(Key.Key_Tab)
        if shipped.details.textCursor().charFormat().anchorHref() == see_also:
            break
    shipped.key(Key.Key_Return)
    assert shipped.session.diagram_id == "infection"


def test_escape_steps_out(shipped: Visitor) -> None:
    shipped.click("infection")
    shipped.key(Key.Key_Escape)
    assert shipped.place == "overview#"
    assert "Learning objectives" in shipped.text


def test_escape_steps_out_from_the_details_too(shipped: Visitor) -> None:
    shipped.click("infection")
    shipped.key(Key.Key_Return)
    shipped.key(Key.Key_Escape)
    assert shipped.place == "overview#"


def test_back_and_forward_over_steps_and_diagrams(shipped: Visitor) -> None:
    assert not shipped.is_enabled("back")
    shipped.click("infection")
    shipped.click("tissue-damage")
    shipped.choose_diagram("Arterial pathway: fat deposit, phagocyte death, calcium and plaque")
    shipped.wait_for_drawing("arterial-atherosclerosis")
    shipped.click("foam-cell")
    way = ["overview#", "overview#infection", "overview#tissue-damage", "arterial-atherosclerosis#"]
    for place in reversed(way):
        assert shipped.is_enabled("back")
        shipped.key(Key.Key_Left, Modifier.AltModifier)
        assert shipped.place == place
    assert not shipped.is_enabled("back")
    for place in [*way[1:], "arterial-atherosclerosis#foam-cell"]:
        assert shipped.is_enabled("forward")
        shipped.key(Key.Key_Right, Modifier.AltModifier)
        assert shipped.place == place
    assert not shipped.is_enabled("forward")
    assert "Foam cell" in shipped.text


def test_a_new_way_forgets_the_old_one(shipped: Visitor) -> None:
    shipped.click("infection")
    shipped.key(Key.Key_Left, Modifier.AltModifier)
    shipped.click("tissue-damage")
    assert not shipped.is_enabled("forward")


@pytest.mark.parametrize("leave", [Key.Key_F11, Key.Key_Escape])
def test_presenting_shows_drawing_and_details_alone_and_comes_back(shipped: Visitor, leave: Qt.Key) -> None:
    window = shipped.window
    shipped.key(Key.Key_F11)
    assert window.isFullScreen()
    assert shipped.is_checked("present")
    assert window.canvas.isVisible()
    assert window.around.details.isVisible()
    assert not window.around.sidebar.isVisible()
    assert not window.menuBar().isVisible()
    shipped.key(Key.Key_Down)
    assert shipped.session.element
    if leave == Key.Key_Escape:
        shipped.key(Key.Key_Escape)
    shipped.key(leave)
    assert not window.isFullScreen()
    assert window.around.sidebar.isVisible()
    assert window.menuBar().isVisible()


def test_f1_shows_help_inside_the_program_and_escape_leaves_it(shipped: Visitor) -> None:
    shipped.key(Key.Key_F1)
    assert "CalcViewer shows how tissue comes to calcify" in shipped.text
    assert "Alt+Left: Back" in shipped.text
    assert shipped.has_focus(shipped.details)
    shipped.key(Key.Key_Escape)
    assert "Learning objectives" in shipped.text


def test_a_step_clicked_after_help_shows_its_story_again(shipped: Visitor) -> None:
    shipped.click("infection")
    shipped.key(Key.Key_F1)
    shipped.click("infection")
    assert "Infection (parasites, TB)" in shipped.text


def test_zooming_by_keys(shipped: Visitor) -> None:
    shipped.canvas.setFocus()
    shipped.key(Key.Key_1, Modifier.ControlModifier)
    assert shipped.canvas.zoom == pytest.approx(1)
    shipped.key(Key.Key_Plus, Modifier.ControlModifier)
    assert shipped.canvas.zoom > 1
    shipped.key(Key.Key_Minus, Modifier.ControlModifier)
    assert shipped.canvas.zoom == pytest.approx(1)
    shipped.key(Key.Key_0, Modifier.ControlModifier)
    assert shipped.canvas.zoom < 1


def test_panels_come_and_go_by_keys(shipped: Visitor) -> None:
    panels = {
        Key.Key_F2: shipped.window.around.sidebar,
        Key.Key_F3: shipped.window.around.details,
        Key.Key_F4: shipped.window.around.legend,
    }
    for key, panel in panels.items():
        shipped.key(key)
        assert not panel.isVisible()
        shipped.key(key)
        assert panel.isVisible()


def test_the_reader_who_hid_a_panel_still_gets_there(shipped: Visitor) -> None:
    shipped.key(Key.Key_F2)
    shipped.key(Key.Key_F)  # no meaning on the canvas
    shipped.key(Key.Key_F, Modifier.ControlModifier)
    assert shipped.has_focus(shipped.window.around.library_panel.search_field)
    shipped.key(Key.Key_F3)
    shipped.click("infection")
    shipped.key(Key.Key_Return)
    assert shipped.has_focus(shipped.details)


def test_next_and_previous_diagram_go_round_the_learning_path(shipped: Visitor) -> None:
    shipped.key(Key.Key_PageDown, Modifier.ControlModifier)
    assert shipped.session.diagram_id == "core-mechanism"
    shipped.key(Key.Key_PageUp, Modifier.ControlModifier)
    shipped.key(Key.Key_PageUp, Modifier.ControlModifier)
    assert shipped.session.diagram_id == "compare-types"
    shipped.key(Key.Key_Home, Modifier.AltModifier)
    assert shipped.session.diagram_id == "overview"
