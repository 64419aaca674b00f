"""Paths from one step to another, feedback loops, and what is lit told in words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from calcviewer.activities.ways.panel import WaysPanel
from calcviewer.activities.words.panel import WordsPanel
from calcviewer.core.library import Place
from calcviewer.core.loops import loops
from calcviewer.core.pathways import first_paths
from tests.app.small import CLOT, chain
from tests.app.visitor import Open, Visitor

Key, Modifier = Qt.Key, Qt.KeyboardModifier
CORE, ARTERY = "core-mechanism", "arterial-atherosclerosis"


@pytest.fixture
def core(shipped: Visitor) -> Visitor:
    shipped.session.go(Place(CORE, "necrosis"))
    shipped.wait_for_drawing(CORE)
    shipped.do("zoom-fit")
    shipped.canvas.setFocus()
    return shipped


@pytest.fixture
def artery(shipped: Visitor) -> Visitor:
    shipped.session.go(Place(ARTERY))
    shipped.wait_for_drawing(ARTERY)
    shipped.do("zoom-fit")
    return shipped


def panel(visitor: Visitor) -> WaysPanel:
    return visitor.window.around.finder.panel


def words(visitor: Visitor) -> WordsPanel:
    return visitor.window.around.finder.words


def lines(visitor: Visitor) -> list[str]:
    return [panel(visitor).ways.item(row).text() for row in range(panel(visitor).ways.count())]


def lit_steps(visitor: Visitor) -> set[str]:
    assert visitor.session.diagram is not None
    return {node.id for node in visitor.session.diagram.nodes if visitor.strength_of(node.id) == 1.0}


def test_the_other_end_is_clicked_and_the_shortest_path_is_lit(core: Visitor) -> None:
    core.do("paths")
    assert core.tabs == ["Details", "Paths"]
    assert panel(core).heading.text() == "Paths from “Necrotic tissue” to …"
    core.click("calcium-salt-deposition")
    core.do("zoom-fit")
    diagram = core.session.diagram
    assert diagram is not None
    found = first_paths(diagram, "necrosis", "calcium-salt-deposition").found
    assert len(found) > 1
    assert panel(core).heading.text() == "Paths from “Necrotic tissue” to “Calcium salts accumulate”"
    assert panel(core).note.text() == f"{len(found)} paths, the shortest first."
    assert len(lines(core)) == len(found)
    assert lines(core)[0].startswith(f"{len(found[0]) - 1} arrows: Necrotic tissue → ")
    assert lit_steps(core) == set(found[0])
    assert core.lit.startswith(f"A path of {len(found[0]) - 1} arrows from “Necrotic tissue” to ")


def test_the_other_end_is_chosen_by_typing_and_the_paths_by_arrow_keys(core: Visitor) -> None:
    core.key(Key.Key_P, Modifier.ControlModifier)
    assert core.has_focus(panel(core).end)
    choice = panel(core).end
    row = choice.findText("Calcium salts accumulate")
    assert row >= 0
    choice.setCurrentIndex(row)
    choice.activated.emit(row)
    diagram = core.session.diagram
    assert diagram is not None
    found = first_paths(diagram, "necrosis", "calcium-salt-deposition").found
    assert core.has_focus(panel(core).ways)
    assert lit_steps(core) == set(found[0])
    core.key(Key.Key_Down)
    assert lit_steps(core) == set(found[1])
    core.key(Key.Key_Up)
    assert lit_steps(core) == set(found[0])


def test_in_what_if_the_click_that_chooses_the_end_blocks_nothing(core: Visitor) -> None:
    core.do("what-if")
    core.do("paths")
    core.click("macrophage")
    assert core.window.around.asking.panel.chips == {}
    assert core.lit.startswith("A path of 2 arrows")
    core.click("damps")
    assert list(core.window.around.asking.panel.chips) == ["damps"]


def test_only_steps_that_can_be_reached_are_offered(core: Visitor) -> None:
    core.do("paths")
    offered = {panel(core).end.itemText(row) for row in range(panel(core).end.count())}
    assert "Macrophage" in offered
    assert "Severe tissue injury" not in offered
    core.click("severe-injury")
    assert panel(core).note.text() == "No path leads there."
    assert lines(core) == []
    assert core.lit == ""


def test_paths_need_a_beginning(core: Visitor) -> None:
    core.session.select("")
    core.do("paths")
    assert core.bar == "Select the step where the paths begin first."
    assert core.tabs == []


def test_closing_the_list_puts_the_light_out(core: Visitor) -> None:
    core.do("paths")
    core.click("macrophage")
    assert core.lit
    core.press(panel(core).close_button)
    assert core.lit == ""
    assert core.tabs == []
    assert core.place == f"{CORE}#macrophage"


def test_escape_puts_the_light_out(core: Visitor) -> None:
    core.do("paths")
    core.click("macrophage")
    core.canvas.setFocus()
    core.key(Key.Key_Escape)
    assert core.lit == ""


def test_a_path_is_drawn_alone_and_others_can_be_lit_after(core: Visitor) -> None:
    core.do("paths")
    core.click("macrophage")
    core.do("solo")
    core.wait_for_drawing(CORE)
    assert {box.id for box in core.picture.boxes} >= {"necrosis", "damps", "macrophage"}
    assert "severe-injury" not in core.picture.box_by_id
    core.press(core.trace_bar.buttons["whole"])
    core.wait_for_drawing(CORE)
    assert core.lit.startswith("A path of 2 arrows")
    assert core.tabs == ["Details", "Paths"]


def test_very_many_paths_are_listed_up_to_a_number(start: Open, library: Callable[..., Path]) -> None:
    rungs = range(10)
    names = [f"{side}{rung}" for rung in rungs for side in "abc"]
    arrows = [f"  - {one}{rung} -> {other}{rung + 1}" for rung in rungs[:-1] for one in "abc" for other in "abc"]
    steps = [f"  {name}: {{kind: process, label: Step {name}}}" for name in names]
    text = "\n".join(["format: 1", "title: Ladder", "nodes:", *steps, "edges:", *arrows, ""])
    visitor = start(library(ladder=text))
    visitor.wait_for_drawing("ladder")
    visitor.click("a0")
    visitor.do("paths")
    visitor.click("b9")
    assert panel(visitor).note.text() == "The 200 shortest paths; there are more."
    assert len(lines(visitor)) == 200


def test_loops_are_listed_named_and_lit(artery: Visitor) -> None:
    artery.do("loops")
    artery.do("zoom-fit")
    diagram = artery.session.diagram
    assert diagram is not None
    found = loops(diagram).found
    assert panel(artery).note.text() == f"{len(found)} feedback loops, the shortest first."
    driving = next(line for line in lines(artery) if line.startswith("A loop that drives itself"))
    assert "Phagocytes die → Chemicals that attract phagocytes → More phagocytes arrive" in driving
    assert lit_steps(artery) == set(found[0])
    assert artery.has_focus(panel(artery).ways)
    artery.key(Key.Key_End)
    assert lit_steps(artery) == set(found[-1])
    assert artery.trace_bar.sentence.toolTip() == driving


def test_a_diagram_without_loops_says_so(start: Open, library: Callable[..., Path]) -> None:
    visitor = start(library(clot=CLOT))
    visitor.wait_for_drawing("clot")
    visitor.do("loops")
    assert panel(visitor).note.text() == "This diagram has no feedback loops."
    assert lines(visitor) == []
    assert visitor.lit == ""


def test_another_diagram_ends_the_search(artery: Visitor) -> None:
    artery.do("loops")
    artery.do("next-diagram")
    assert artery.tabs == []
    assert artery.lit == ""


def test_a_file_that_changes_ends_the_search(start: Open, library: Callable[..., Path]) -> None:
    folder = library(long=chain(8))
    visitor = start(folder)
    visitor.wait_for_drawing("long")
    visitor.click("s0")
    visitor.do("paths")
    visitor.click("s7")
    assert lines(visitor) == ["3 arrows: Step number 0 → Step number 1 → Step number 3 → Step number 7"]
    (folder / "long.yaml").write_text(chain(4), encoding="utf-8")
    visitor.do("reload")
    visitor.wait_for_drawing("long")
    assert visitor.tabs == []
    assert visitor.lit == ""


# -- in words ----------------------------------------------------------------------------------------------------------


def test_a_path_in_words_is_shown_and_copied(core: Visitor) -> None:
    core.do("paths")
    core.click("macrophage")
    core.key(Key.Key_C, Modifier.ControlModifier, Modifier.ShiftModifier)
    diagram = core.session.diagram
    assert diagram is not None
    sentence = diagram.edge_by_id["necrosis -> damps"].text.get("en").strip()
    copied = QApplication.clipboard().text().split("\n")
    assert copied[0] == sentence
    assert len(copied) == 2
    assert words(core).preview.document().toRawText().startswith(sentence)
    assert words(core).note.text() == "2 sentences were copied."
    assert core.has_focus(words(core).preview)


def test_a_trace_in_words_in_the_language_of_the_content(core: Visitor) -> None:
    core.do("content-id")
    core.do("trace-causes")
    core.press(core.trace_bar.buttons["in-words"])
    diagram = core.session.diagram
    assert diagram is not None
    expected = [diagram.edge_by_id[arrow].text.get("id").strip() for arrow in (
        "severe-injury -> membrane-damage", "membrane-damage -> necrosis")]  # fmt: skip
    assert QApplication.clipboard().text().split("\n") == expected


def test_other_words_follow_what_is_lit(core: Visitor) -> None:
    core.do("trace-causes")
    core.do("in-words")
    first = words(core).preview.document().toRawText()
    core.do("trace-effects")
    assert words(core).preview.document().toRawText() != first


def test_nothing_lit_and_nothing_selected_has_no_words(core: Visitor) -> None:
    QApplication.clipboard().setText("mine")
    core.session.select("")
    core.do("in-words")
    assert "Nothing is lit" in words(core).preview.document().toRawText()
    assert not words(core).copy.isEnabled()
    assert QApplication.clipboard().text() == "mine"
    QTest.mouseClick(words(core).close_button, Qt.MouseButton.LeftButton)
    assert core.tabs == []
