"""Source text only, or everything: what is drawn, listed, exported and remembered, and what hidden places do."""

from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QToolButton

from calcviewer.core.library import Place
from tests.app.small import CLOT
from tests.app.visitor import Open, Visitor

WIDENED = "This does not stand in the source text, so everything is shown now."
HIDDEN, BRIDGE = "endothelial-dysfunction", "lipid-deposit -> inflammation"
ID_ROLE = Qt.ItemDataRole.UserRole


@pytest.fixture
def arteries(shipped: Visitor) -> Visitor:
    """The pathway of the arteries, in its basic view."""
    shipped.do("view-basic")
    shipped.session.go(Place("arterial-atherosclerosis"))
    shipped.wait_for_drawing("arterial-atherosclerosis")
    return shipped


def drawn(visitor: Visitor) -> set[str]:
    return {*visitor.picture.box_by_id, *(arrow.id for arrow in visitor.picture.arrows)}


def outlined(visitor: Visitor) -> list[str]:
    visitor.do("go-outline")
    outline = visitor.outline
    rows = (outline.topLevelItem(row) for row in range(outline.topLevelItemCount()))
    return [row.data(0, ID_ROLE) for row in rows if row is not None]


def test_only_the_source_text_is_drawn_and_listed(arteries: Visitor) -> None:
    whole = arteries.session.diagram
    assert whole is not None
    source = {node.id for node in whole.nodes if node.origin == "source"}
    assert {box.id for box in arteries.picture.boxes} == source
    assert {*outlined(arteries)} == source
    assert BRIDGE in drawn(arteries)
    arteries.do("view-full")
    arteries.wait_for_drawing()
    assert {*whole.node_by_id} <= drawn(arteries)
    assert BRIDGE not in drawn(arteries)
    assert {*outlined(arteries)} == {*whole.node_by_id}


def test_the_switch_is_in_the_bar_and_has_keys(shipped: Visitor) -> None:
    bar = shipped.window.around.tool_bar
    words = {button.text() for button in bar.findChildren(QToolButton)}
    assert {"Source text only", "Everything"} <= words
    assert shipped.is_checked("view-full")
    shipped.canvas.setFocus()
    shipped.key(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    shipped.wait_for_drawing()
    assert shipped.is_checked("view-basic")
    assert not shipped.is_checked("view-full")
    shipped.key(Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    shipped.wait_for_drawing()
    assert shipped.is_checked("view-full")


def test_a_screen_reader_hears_which_view_it_is(shipped: Visitor) -> None:
    assert "Only the source text" not in shipped.canvas.accessibleDescription()
    shipped.do("view-basic")
    shipped.wait_for_drawing()
    assert shipped.canvas.accessibleDescription().endswith("Only the source text is shown.")
    shipped.do("view-full")
    shipped.wait_for_drawing()
    assert "Only the source text" not in shipped.canvas.accessibleDescription()


def test_walking_by_keys_stays_in_the_basic_view(arteries: Visitor) -> None:
    arteries.canvas.setFocus()
    seen = set()
    for _step in range(12):
        arteries.key(Qt.Key.Key_Down)
        seen.add(arteries.session.element)
        assert arteries.session.element in drawn(arteries)
    assert len(seen) > 3
    assert arteries.is_checked("view-basic")


def test_the_selected_step_stays_selected_if_it_can_be_seen(arteries: Visitor) -> None:
    arteries.click("inflammation")
    arteries.do("view-full")
    arteries.wait_for_drawing()
    assert arteries.place == "arterial-atherosclerosis#inflammation"
    arteries.click(HIDDEN)
    arteries.do("view-basic")
    arteries.wait_for_drawing()
    assert arteries.place == "arterial-atherosclerosis#"
    assert arteries.bar == ""


def test_the_details_say_what_is_hidden_and_lead_there(arteries: Visitor) -> None:
    arteries.click("lipid-deposit")
    assert "Endothelial dysfunction hidden here" in arteries.text
    arteries.follow("Endothelial dysfunction")
    arteries.wait_for_drawing()
    assert arteries.place == f"arterial-atherosclerosis#{HIDDEN}"
    assert arteries.bar == WIDENED
    assert arteries.is_checked("view-full")
    assert arteries.button == "Source text only"
    arteries.press_button()
    arteries.wait_for_drawing()
    assert arteries.is_checked("view-basic")
    assert arteries.bar == ""


def test_a_search_finds_what_is_hidden(arteries: Visitor) -> None:
    arteries.do("search")
    arteries.type("Endothelial dysfunction")
    arteries.wait(lambda: bool(arteries.hits))
    arteries.choose_hit("Endothelial dysfunction")
    arteries.wait_for_drawing()
    assert arteries.place == f"arterial-atherosclerosis#{HIDDEN}"
    assert arteries.bar == WIDENED


def test_a_bridge_says_which_way_it_stands_for(arteries: Visitor) -> None:
    arteries.click(BRIDGE)
    assert arteries.place == f"arterial-atherosclerosis#{BRIDGE}"
    assert "Bridge" in arteries.text
    assert "stands for a way through steps that are hidden" in arteries.text
    assert "Altered LDL can switch on endothelium" in arteries.text
    hidden = [target for _words, target in arteries.links() if target.removeprefix("#") not in drawn(arteries)]
    assert hidden
    assert "hidden here" in arteries.text
    arteries.do("view-full")
    arteries.wait_for_drawing()
    assert arteries.place == "arterial-atherosclerosis#"


def test_a_bridge_over_nothing_names_its_ends(start: Open, library: Callable[..., Path]) -> None:
    text = CLOT.replace("kind: outcome", "kind: outcome\n    origin: extension")
    visitor = start(library(clot=f"{text}bridges: [clot -> stasis]\n"))
    visitor.wait_for_drawing("clot")
    visitor.do("view-basic")
    visitor.wait_for_drawing()
    visitor.click("clot -> stasis")
    assert visitor.text == "May lead to Bridge Clot → Slow blood From ● Clot To ● Slow blood"


def test_a_diagram_with_one_view_says_why_the_switch_is_off(
    shipped: Visitor, start: Open, library: Callable[..., Path]
) -> None:
    assert shipped.is_enabled("view-basic")
    shipped.do("view-basic")
    shipped.session.go(Place("compare-types"))
    shipped.wait_for_drawing("compare-types")
    assert not shipped.is_enabled("view-basic")
    tool_tip = shipped.window.around.actions["view-basic"].toolTip()
    assert tool_tip == "Nothing in this diagram stands in the source text; all of it is an extension."
    shipped.session.go(Place("overview"))
    shipped.wait_for_drawing("overview")
    assert shipped.is_checked("view-basic")
    assert shipped.window.around.actions["view-basic"].toolTip() == "Source text only (Ctrl+2)"

    shipped.window.open_path(library(clot=CLOT))
    shipped.wait_for_drawing("clot")
    assert not shipped.is_enabled("view-full")
    tool_tip = shipped.window.around.actions["view-full"].toolTip()
    assert tool_tip == "Everything in this diagram stands in the source text."


def test_the_next_start_shows_the_same(start: Open) -> None:
    visitor = start(None)
    visitor.wait_for_drawing()
    everything = len(visitor.picture.boxes)
    visitor.do("view-basic")
    visitor.wait_for_drawing()
    visitor.close()
    again = start(None)
    again.wait_for_drawing()
    assert again.is_checked("view-basic")
    assert len(again.picture.boxes) < everything


def test_an_export_is_what_is_drawn(arteries: Visitor, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    offered: list[str] = []

    def choose(_window: object, _title: str, name: str, _filter: str) -> tuple[str, str]:
        offered.append(Path(name).name)
        return str(tmp_path / "out.svg"), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    arteries.do("export-svg")
    words = " ".join(ElementTree.parse(tmp_path / "out.svg").getroot().itertext())
    assert "Endothelial" not in words
    assert "Inflammation" in words
    arteries.do("view-full")
    arteries.wait_for_drawing()
    arteries.do("export-svg")
    assert offered == ["arterial-atherosclerosis-basic-en.svg", "arterial-atherosclerosis-en.svg"]
    assert "Endothelial" in " ".join(ElementTree.parse(tmp_path / "out.svg").getroot().itertext())
