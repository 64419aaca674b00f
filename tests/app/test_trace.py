"""Trace: what leads to a step, what follows from it; lit, said, walked along, and drawn alone."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest

from calcviewer import paths
from calcviewer.app.first_picture import FirstPictures
from calcviewer.core.library import Place
from calcviewer.core.trace import Direction, neighbours, trace
from tests.app.visitor import RIGHT, Visitor

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CORE = "core-mechanism"


@pytest.fixture
def core(shipped: Visitor) -> Visitor:
    """The core mechanism with dead tissue selected, all of it in view."""
    shipped.session.go(Place(CORE, "necrosis"))
    shipped.wait_for_drawing(CORE)
    shipped.do("zoom-fit")
    shipped.canvas.setFocus()
    return shipped


def seen(visitor: Visitor) -> QImage:
    visitor.settle()
    return visitor.canvas.grab().toImage()


def test_the_effects_are_lit_and_counted_and_the_rest_is_dimmed(core: Visitor) -> None:
    core.key(Key.Key_Down, Modifier.ControlModifier)
    diagram = core.session.diagram
    assert diagram is not None
    lit = trace(diagram, "necrosis", Direction.EFFECTS).steps
    assert core.lit == f"{len(lit) - 1} effects of “Necrotic tissue”, in 6 steps."
    strengths = {node.id: core.strength_of(node.id) for node in diagram.nodes}
    assert {step for step, strength in strengths.items() if strength == 1.0} == lit
    assert {strength for step, strength in strengths.items() if step not in lit} == {0.25}


@pytest.mark.parametrize(
    ("key", "modifier", "words"),
    [
        (Key.Key_Up, Modifier.ControlModifier, "2 causes of “Necrotic tissue”, in 2 steps."),
        (Key.Key_B, Modifier.ControlModifier, "2 causes and 14 effects of “Necrotic tissue”, in 6 steps."),
    ],
)
def test_causes_or_both_by_keyboard(core: Visitor, key: Qt.Key, modifier: Qt.KeyboardModifier, words: str) -> None:
    core.key(key, modifier)
    assert core.lit == words


def test_one_step_further_and_one_step_less(core: Visitor) -> None:
    core.do("trace-effects")
    said = []
    for key in (Key.Key_Up, Key.Key_Up, Key.Key_Up, Key.Key_Up, Key.Key_Down, Key.Key_Down, Key.Key_Down):
        core.key(key, Modifier.AltModifier)
        said.append(core.lit.rpartition(", ")[2])
    assert said == [
        "in 3 steps.",
        "in 2 steps.",
        "in 1 step.",
        "in 1 step.",
        "in 2 steps.",
        "in 3 steps.",
        "in 6 steps.",
    ]


def test_the_bar_offers_the_same(core: Visitor) -> None:
    core.do("trace-effects")
    bar = core.trace_bar
    core.press(bar.directions[Direction.CAUSES])
    assert core.lit.startswith("2 causes")
    bar.limit.setFocus()
    core.key(Key.Key_Down)
    assert core.lit == "1 cause of “Necrotic tissue”, in 1 step."
    core.press(bar.close_button)
    assert core.lit == ""


def test_a_narrow_bar_puts_what_the_menu_has_behind_one_button(core: Visitor) -> None:
    core.do("trace-effects")
    bar = core.trace_bar
    assert bar.buttons["solo"].isVisible()
    assert not bar.more.isVisible()
    core.window.resize(1024, 600)
    core.settle()
    assert not bar.buttons["solo"].isVisible()
    assert bar.more.isVisible()
    assert [action.text() for action in bar.more.menu().actions()] == ["Only this", "Only neighbours", "In words"]
    bar.more.menu().actions()[0].trigger()
    core.wait_for_drawing(CORE)
    assert "severe-injury" not in core.picture.box_by_id
    assert bar.buttons["whole"].isVisible()
    core.window.resize(1366, 768)
    core.press(bar.buttons["whole"])
    core.settle()
    assert bar.buttons["solo"].isVisible()


def test_escape_puts_the_light_out_before_it_lets_go_of_the_step(core: Visitor) -> None:
    before = seen(core)
    core.do("trace-both")
    assert seen(core) != before
    core.key(Key.Key_Escape)
    assert core.lit == ""
    assert core.place == f"{CORE}#necrosis"
    core.key(Key.Key_Escape)
    assert core.place == f"{CORE}#"


def test_after_the_light_everything_is_as_it_was(core: Visitor) -> None:
    core.do("trace-both")
    core.do("trace-end")
    diagram = core.session.diagram
    assert diagram is not None
    assert {core.strength_of(node.id) for node in diagram.nodes} == {1.0}


def test_walking_to_another_step_traces_that_one(core: Visitor) -> None:
    core.do("trace-effects")
    core.key(Key.Key_Down)
    label = core.session.diagram.node_by_id[core.session.element].label.get("en")  # type: ignore[union-attr]
    assert f"of “{label}”" in core.lit


def test_an_arrow_can_be_traced(core: Visitor) -> None:
    core.key(Key.Key_Down, Modifier.ShiftModifier)
    core.do("trace-both")
    assert "of “Necrotic tissue → Danger signals" in core.lit


def test_with_nothing_selected_it_says_what_to_do(core: Visitor) -> None:
    core.session.select("")
    core.do("trace-effects")
    assert core.bar == "Select a step or an arrow first."
    assert core.lit == ""
    core.click("necrosis")
    core.do("trace-effects")
    assert core.bar == ""


def test_a_click_on_the_ground_ends_it(core: Visitor) -> None:
    core.do("trace-effects")
    core.click_at(core.ground())
    assert core.lit == ""


def test_another_diagram_begins_unlit(core: Visitor) -> None:
    core.do("trace-effects")
    core.do("next-diagram")
    assert core.lit == ""


def test_the_menu_of_a_step_offers_it(core: Visitor) -> None:
    core.canvas.centre_on("macrophage")
    core.click_at(core.point_of("macrophage"), RIGHT)
    menu = core.menu()
    words = [action.text() for action in menu.actions()]
    assert {"Ask", "Trace the causes", "Trace the effects", "Draw only the neighbours"} <= set(words)
    menu.setActiveAction(menu.actions()[words.index("Trace the causes")])
    QTest.keyClick(menu, Key.Key_Return)
    assert "causes of “Macrophage”" in core.lit


def test_a_screen_reader_hears_what_is_lit(core: Visitor) -> None:
    core.do("trace-effects")
    assert core.lit in core.canvas.accessibleDescription()
    core.do("trace-end")
    assert "effects of" not in core.canvas.accessibleDescription()


def test_the_languages_reach_the_bar(core: Visitor) -> None:
    core.do("trace-effects")
    core.do("content-id")
    assert "“Jaringan nekrotik”" in core.lit
    core.do("interface-id")
    assert core.lit.startswith("14 akibat")
    assert core.trace_bar.buttons["solo"].text() == "Hanya ini"


def test_the_theme_reaches_the_veils(core: Visitor) -> None:
    core.do("trace-effects")
    core.do("theme-dark")
    assert core.strength_of("severe-injury") == 0.25


# -- only what is lit --------------------------------------------------------------------------------------------------


def test_only_what_is_lit_is_drawn_anew_and_the_way_back_is_in_view(core: Visitor) -> None:
    whole = core.picture
    core.do("trace-effects")
    core.do("solo")
    core.wait_for_drawing(CORE)
    diagram = core.session.diagram
    assert diagram is not None
    lit = trace(diagram, "necrosis", Direction.EFFECTS)
    drawn = {box.id for box in core.picture.boxes} & diagram.node_by_id.keys()
    assert drawn == lit.steps
    assert core.picture.height < whole.height
    assert core.place == f"{CORE}#necrosis"
    core.press(core.trace_bar.buttons["whole"])
    core.wait_for_drawing(CORE)
    assert core.picture == whole
    assert core.lit.startswith("14 effects")
    assert core.place == f"{CORE}#necrosis"


def test_escape_goes_back_to_the_whole_first(core: Visitor) -> None:
    core.do("trace-effects")
    core.do("solo")
    core.wait_for_drawing(CORE)
    core.canvas.setFocus()
    core.key(Key.Key_Escape)
    core.wait_for_drawing(CORE)
    assert "severe-injury" in core.picture.box_by_id
    assert core.lit.startswith("14 effects")
    core.key(Key.Key_Escape)
    assert core.lit == ""


def test_only_the_neighbours(core: Visitor) -> None:
    core.do("neighbours")
    core.wait_for_drawing(CORE)
    diagram = core.session.diagram
    assert diagram is not None
    assert {box.id for box in core.picture.boxes} & diagram.node_by_id.keys() == neighbours(diagram, "necrosis").steps


def test_within_a_part_another_step_is_read_and_nothing_is_redrawn(core: Visitor) -> None:
    core.do("neighbours")
    core.wait_for_drawing(CORE)
    part, said = core.picture, core.lit
    core.click("damps")
    assert core.text.startswith("Mediator Extension Danger signals")
    assert (core.picture, core.lit) == (part, said)


def test_a_link_out_of_the_part_brings_the_whole_back(core: Visitor) -> None:
    core.do("neighbours")
    core.wait_for_drawing(CORE)
    core.window.follow("#osseous-metaplasia")
    core.wait_for_drawing(CORE)
    assert "severe-injury" in core.picture.box_by_id
    assert core.place == f"{CORE}#osseous-metaplasia"


def test_a_part_of_everything_is_still_everything(core: Visitor) -> None:
    core.do("neighbours")
    core.wait_for_drawing(CORE)
    assert core.is_checked("view-full")
    assert not core.is_checked("view-basic")
    core.do("view-basic")
    core.wait_for_drawing(CORE)
    assert core.is_checked("view-basic")
    assert {box.id for box in core.picture.boxes} >= {"severe-injury", "necrosis", "dystrophic-calcification"}


def test_the_basic_view_is_traced_as_it_is_drawn(core: Visitor) -> None:
    core.do("view-basic")
    core.wait_for_drawing(CORE)
    core.session.select("necrosis")
    core.do("trace-effects")
    view = core.session.view
    assert view is not None
    lit = trace(view, "necrosis", Direction.EFFECTS)
    assert core.lit.startswith(f"{len(lit.effects)} effects of “Necrotic tissue”")


def test_a_part_is_not_what_the_next_start_shows_first(core: Visitor) -> None:
    file = core.session.library.paths[CORE]
    core.do("neighbours")
    core.wait_for_drawing(CORE)
    core.close()
    kept = FirstPictures(paths.cache_folder() / "first").get(file)
    assert kept is None or "severe-injury" in kept.picture.box_by_id


def test_the_outline_has_what_is_drawn(core: Visitor) -> None:
    core.do("go-outline")
    core.do("neighbours")
    core.wait_for_drawing(CORE)
    assert core.outline.topLevelItemCount() == len(core.session.shown.nodes)  # type: ignore[union-attr]
    core.do("whole")
    assert core.outline.topLevelItemCount() == len(core.session.diagram.nodes)  # type: ignore[union-attr]


def test_another_diagram_is_whole_again(core: Visitor) -> None:
    core.do("neighbours")
    core.do("next-diagram")
    core.wait_for_drawing()
    assert core.session.shown == core.session.diagram
    assert core.lit == ""
